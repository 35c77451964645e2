//! Counting a vote. Each judge chose one option, "none of these", or abstained; the option with the most votes is decided for,
//! if enough of those entitled voted.

use crate::{
    ids::{EntryId, JudgeId, VoteOptionId},
    results::model::deliberation::{
        Choice, Counted, CountedDissent, Decider, Outcome, PanelVote, Tally, TieDecider, VoteKind,
    },
};

/// A vote that was cast by somebody who is entitled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CastBallot {
    /// Whose.
    pub judge: JudgeId,
    /// What was chosen.
    pub choice: Choice,
    /// Why the judge dissents; empty where not.
    pub dissent: String,
}

/// What is counted.
#[derive(Clone, Copy, Debug)]
pub struct Count<'c> {
    /// The question.
    pub vote: &'c PanelVote,
    /// The votes of those who are entitled at the close, and of nobody else.
    pub ballots: &'c [CastBallot],
    /// How many are entitled.
    pub entitled: u32,
    /// How many of the panel are not, because of a conflict of interest.
    pub counted_out: u32,
    /// The chair, if the panel has one who is entitled.
    pub chair: Option<JudgeId>,
}

/// Counts. There is a quorum when those who voted, with those who abstained, are at least the stated share of those
/// entitled, and anybody is. Abstentions are for nothing; "none of these" is counted like an option, and has to have
/// more than every option. Where several options have the most, the chair's own vote decides if it is for one of them and
/// the question said so; else organisers decide.
pub fn count(of: Count<'_>) -> Tally {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let chosen = |choice: Choice| number(of.ballots.iter().filter(|ballot| ballot.choice == choice).count());
    let counts: Vec<Counted> = of
        .vote
        .options
        .iter()
        .map(|option| Counted { option: option.id, votes: chosen(Choice::Option(option.id)) })
        .collect();
    let (none, abstained, cast) = (chosen(Choice::None), chosen(Choice::Abstain), number(of.ballots.len()));
    let dissents = of
        .ballots
        .iter()
        .filter(|ballot| !ballot.dissent.is_empty())
        .map(|ballot| CountedDissent { judge: ballot.judge, text: ballot.dissent.clone() })
        .collect();
    let most = counts.iter().map(|counted| counted.votes).max().unwrap_or_default();
    let first: Vec<VoteOptionId> =
        counts.iter().filter(|counted| counted.votes == most).map(|counted| counted.option).collect();
    let quorum = of.entitled > 0 && u64::from(cast) * 100 >= u64::from(of.vote.quorum) * u64::from(of.entitled);
    let outcome = if !quorum {
        Outcome::NoQuorum
    } else if none > most {
        Outcome::NoneOfThese
    } else if most == 0 {
        Outcome::NoChoice
    } else {
        match (first.as_slice(), chairs(of, &first)) {
            ([option], _) if none < most => Outcome::Decided { option: *option, by: Decider::Votes },
            (_, Some(option)) => Outcome::Decided { option, by: Decider::Chair },
            _ => Outcome::Tied(first),
        }
    };
    Tally { entitled: of.entitled, counted_out: of.counted_out, cast, abstained, none, counts, dissents, outcome }
}

/// The option among these that the chair voted for, where the chair decides.
fn chairs(of: Count<'_>, tied: &[VoteOptionId]) -> Option<VoteOptionId> {
    let chair = of.chair.filter(|_| of.vote.tie_decider == TieDecider::Chair)?;
    let ballot = of.ballots.iter().find(|ballot| ballot.judge == chair)?;
    match ballot.choice {
        Choice::Option(option) if tied.contains(&option) => Some(option),
        _ => None,
    }
}

/// The outcome of a counted vote, with what organisers decided where it was tied.
pub fn decided(vote: &PanelVote, tally: &Tally) -> Outcome {
    match (&tally.outcome, vote.decided_option) {
        (Outcome::Tied(tied), Some(option)) if tied.contains(&option) => {
            Outcome::Decided { option, by: Decider::Organisers }
        }
        (outcome, _) => outcome.clone(),
    }
}

/// The option that was decided for, and by whom.
pub fn winner(vote: &PanelVote) -> Option<(VoteOptionId, Decider)> {
    match decided(vote, vote.tally.as_ref()?) {
        Outcome::Decided { option, by } => Some((option, by)),
        _ => None,
    }
}

/// The votes that a decided question about a tie gives its entries: those that were counted, and one more for the entry
/// that the chair's or the organisers' word put first, since a ranking knows votes only.
pub fn tie_votes(vote: &PanelVote) -> Option<Vec<(EntryId, u32)>> {
    let (first, by) = winner(vote).filter(|_| vote.kind == VoteKind::Tie)?;
    let tally = vote.tally.as_ref()?;
    vote.options
        .iter()
        .map(|option| {
            let counted = tally.counts.iter().find(|counted| counted.option == option.id)?;
            let casting = u32::from(option.id == first && by != Decider::Votes);
            Some((option.entry?, counted.votes.saturating_add(casting)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ids::VoteId,
        results::model::deliberation::{VoteOption, VoteState},
        time::Moment,
    };
    use proptest::prelude::*;
    use uuid::Uuid;

    fn option(n: u128) -> VoteOptionId {
        Uuid::from_u128(n).into()
    }

    fn judge(n: u128) -> JudgeId {
        Uuid::from_u128(100 + n).into()
    }

    fn vote(kind: VoteKind, quorum: u32, tie_decider: TieDecider) -> PanelVote {
        let options = (1..=3)
            .map(|n| VoteOption { id: option(n), entry: Some(Uuid::from_u128(50 + n).into()), words: n.to_string() })
            .collect();
        PanelVote {
            id: VoteId::from(Uuid::from_u128(9)),
            kind,
            award: None,
            question: "Which?".into(),
            options,
            none_option: true,
            quorum,
            tie_decider,
            opened_at: Moment::from_seconds(0),
            closes_at: None,
            state: VoteState::Open,
            closed_at: None,
            tally: None,
            decided_option: None,
            reason: String::new(),
            applied_at: None,
        }
    }

    /// 1 to 3: an option; 0: none of these; 9: abstains.
    fn ballots(choices: &[u128]) -> Vec<CastBallot> {
        let choice = |n: u128| match n {
            0 => Choice::None,
            9 => Choice::Abstain,
            n => Choice::Option(option(n)),
        };
        let ballot = |(at, n): (usize, &u128)| CastBallot {
            judge: judge(at as u128),
            choice: choice(*n),
            dissent: String::new(),
        };
        choices.iter().enumerate().map(ballot).collect()
    }

    fn outcome(choices: &[u128], quorum: u32, entitled: u32, chair: Option<u128>) -> Outcome {
        let decider = if chair.is_some() { TieDecider::Chair } else { TieDecider::Organisers };
        let (vote, ballots) = (vote(VoteKind::Tie, quorum, decider), ballots(choices));
        count(Count { vote: &vote, ballots: &ballots, entitled, counted_out: 1, chair: chair.map(judge) }).outcome
    }

    #[test]
    fn the_most_votes_decide_if_enough_voted() {
        let first = Outcome::Decided { option: option(1), by: Decider::Votes };
        assert_eq!(outcome(&[1, 1, 2], 50, 6, None), first, "exactly half");
        assert_eq!(outcome(&[1, 1, 2], 50, 7, None), Outcome::NoQuorum);
        assert_eq!(outcome(&[1, 9, 9], 50, 6, None), first, "who abstains has voted");
        assert_eq!(outcome(&[9, 9, 9], 50, 3, None), Outcome::NoChoice);
        assert_eq!(outcome(&[], 1, 3, None), Outcome::NoQuorum);
        assert_eq!(outcome(&[], 1, 0, None), Outcome::NoQuorum, "nobody is entitled");
        assert_eq!(outcome(&[1], 100, 1, None), first);
    }

    #[test]
    fn none_of_these_needs_more_than_any_option() {
        assert_eq!(outcome(&[0, 0, 1], 50, 3, None), Outcome::NoneOfThese);
        assert_eq!(outcome(&[0, 1], 50, 2, None), Outcome::Tied(vec![option(1)]), "level with the best option");
        assert_eq!(outcome(&[0], 50, 1, None), Outcome::NoneOfThese);
    }

    #[test]
    fn a_tie_is_the_chairs_if_the_chair_voted_for_one_of_them() {
        let tied = Outcome::Tied(vec![option(1), option(2)]);
        assert_eq!(outcome(&[1, 2, 1, 2], 50, 4, None), tied);
        let second = Outcome::Decided { option: option(2), by: Decider::Chair };
        assert_eq!(outcome(&[1, 2, 1, 2], 50, 4, Some(1)), second);
        assert_eq!(outcome(&[1, 2, 1, 2, 3], 50, 5, Some(4)), tied, "the chair voted for another");
        assert_eq!(outcome(&[1, 2, 1, 2, 9], 50, 5, Some(4)), tied, "the chair abstained");
        assert_eq!(outcome(&[1, 2], 50, 2, Some(7)), tied, "the chair did not vote");
    }

    #[test]
    fn organisers_decide_among_those_that_are_tied() {
        let mut vote = vote(VoteKind::Tie, 50, TieDecider::Organisers);
        let ballots = ballots(&[1, 1, 2, 2, 3]);
        vote.tally = Some(count(Count { vote: &vote, ballots: &ballots, entitled: 5, counted_out: 0, chair: None }));
        assert_eq!(winner(&vote), None);
        vote.decided_option = Some(option(3));
        assert_eq!(winner(&vote), None, "it is not among them");
        vote.decided_option = Some(option(2));
        assert_eq!(winner(&vote), Some((option(2), Decider::Organisers)));
        let votes: Vec<u32> = tie_votes(&vote).expect("decided").into_iter().map(|(_, votes)| votes).collect();
        assert_eq!(votes, [2, 3, 1], "one more for the one that was put first");
        vote.kind = VoteKind::Free;
        assert_eq!(tie_votes(&vote), None);
    }

    proptest! {
        #[test]
        fn nobody_is_lost_and_the_order_of_votes_does_not_matter(
            choices in prop::collection::vec(prop::sample::select(vec![0_u128, 1, 2, 3, 9]), 0..12),
            quorum in 1_u32..=100,
            more in 0_u32..5,
        ) {
            let vote = vote(VoteKind::Tie, quorum, TieDecider::Organisers);
            let mut cast = ballots(&choices);
            let entitled = u32::try_from(cast.len()).unwrap() + more;
            let of = |ballots: &[CastBallot]| count(Count { vote: &vote, ballots, entitled, counted_out: 0, chair: None });
            let first = of(&cast);
            let counted: u32 = first.counts.iter().map(|counted| counted.votes).sum();
            prop_assert_eq!(counted + first.none + first.abstained, first.cast);
            if let Outcome::Decided { option, .. } = first.outcome {
                let votes = |of: VoteOptionId| first.counts.iter().find(|counted| counted.option == of).unwrap().votes;
                prop_assert!(first.counts.iter().all(|counted| counted.option == option || counted.votes < votes(option)));
                prop_assert!(votes(option) > first.none);
            }
            cast.reverse();
            prop_assert_eq!(of(&cast).outcome, first.outcome);
        }
    }
}
