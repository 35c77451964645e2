use super::*;
use crate::{
    competition::model::{CompetitionState, Level, Method, MethodKind, RankingRules},
    error::{AppError, Missing, Refusal},
    results::{
        model::Distribution,
        rules::{
            Evidence, standings,
            tests::{evidence, id},
        },
    },
};

fn said(criterion: &str, mark: i32, comment: &str, decision: Option<CommentDecision>) -> AssessedScore {
    let mark = (mark > 0).then(|| Decimal::from_integer(mark));
    AssessedScore { criterion: criterion.to_owned(), mark, comment: comment.to_owned(), decision }
}

fn track() -> Track {
    let mut track = evidence(&[(1, 1, 5, 5)]).tracks.remove(0);
    let level = |mark, text: &str| Level { mark: Decimal::from_integer(mark), text: text.to_owned() };
    track.criteria[0].levels = vec![level(1, "None"), level(3, "Some"), level(5, "Much")];
    track
}

#[test]
fn a_team_reads_what_was_released_and_nothing_else() {
    use CommentDecision::{Edited, Held, Released};
    let scores = [
        said("x", 3, "one", Some(Released)),
        said("x", 4, "two, shortened", Some(Edited)),
        said("x", 3, "canary held", Some(Held)),
        said("x", 0, "canary unread", None),
        said("y", 5, " ", None),
    ];
    let read = |shows| feedback(&track(), "walk", &scores, None, shows);
    let all = read(FeedbackShows::Field);
    let mut comments = all.criteria[0].comments.clone();
    comments.sort();
    assert_eq!(comments, ["one", "two, shortened"]);
    assert_eq!((all.held, all.waiting), (1, 1), "an empty comment is none");
    assert_eq!(all.criteria[0].mean.as_deref(), Some("3.33"));
    assert_eq!(all.criteria[0].level, Some(("3".to_owned(), "Some".to_owned())));
    assert_eq!(all.criteria[1].mean, None, "one judge's mark");
    let bare = read(FeedbackShows::Comments);
    assert!(bare.criteria.iter().all(|line| line.mean.is_none() && line.level.is_none()));
    assert_eq!(bare.criteria[0].comments.len(), 2);
}

#[test]
fn the_order_of_comments_follows_no_judge() {
    let by = |first: &str, second: &str| {
        let scores: Vec<AssessedScore> = [("x", first), ("x", second), ("y", first), ("y", second)]
            .map(|(line, text)| said(line, 3, text, Some(CommentDecision::Released)))
            .into();
        let read = feedback(&track(), "walk", &scores, None, FeedbackShows::Comments);
        read.criteria.into_iter().map(|line| line.comments).collect::<Vec<_>>()
    };
    assert_eq!(by("a", "b"), by("b", "a"), "whoever came first");
    let swapped = (0..20).filter(|n| {
        let read = by(&format!("a{n}"), &format!("b{n}"));
        read[0] != read[1]
    });
    assert!(swapped.count() > 4, "another order for another criterion");
}

/// Eight entries that three judges score alike on y, and by their number on x.
fn eight() -> Vec<(u128, u128, i32, i32)> {
    let mark = |entry: u128| i32::try_from(1 + entry / 2).unwrap_or(1);
    (1..=8).flat_map(|entry| (1..=3).map(move |judge| (entry, judge, mark(entry), 3))).collect()
}

fn of(evidence: &Evidence, entry: u128) -> EntryNumbers {
    let standings = standings(evidence).expect("sound");
    let all: Vec<_> = standings.iter().flat_map(numbers).collect();
    all.into_iter().find(|(found, _)| *found == id(entry)).expect("ranked").1
}

#[test]
fn an_entry_is_placed_among_all_of_its_track() {
    let known = of(&evidence(&eight()), 3);
    assert_eq!(known.criteria[0].mean.as_deref(), Some("2.00"));
    let expected = Distribution { parts: vec![1, 0, 2, 0, 2, 0, 2, 1], own: 2, above: 5, same: 1, below: 1 };
    assert_eq!(known.criteria[0].field, Some(expected));
    assert_eq!(known.criteria[1].field.as_ref().map(|field| (field.above, field.same, field.below)), Some((0, 7, 0)));
    assert_eq!(
        of(&evidence(&eight()), 8).criteria[0].field.as_ref().map(|field| field.own),
        Some(7),
        "the highest mark is in the last"
    );
    assert_eq!(known.adjusted, None, "the mean takes nothing into account");
}

#[test]
fn few_judges_and_few_entries_are_not_shown() {
    let mut cards = eight();
    // The third entry has two marks on x.
    cards.iter_mut().filter(|card| card.0 == 3 && card.1 == 1).for_each(|card| card.2 = 0);
    let known = of(&evidence(&cards), 3);
    assert_eq!((known.criteria[0].mean.clone(), known.criteria[0].field.clone()), (None, None));
    assert!(known.criteria[1].mean.is_some());
    let field = of(&evidence(&cards), 4).criteria[0].field.clone().expect("seven are left");
    assert_eq!(field.above + field.same + field.below, 6, "what is not shown is not counted either");
    let few: Vec<_> = eight().into_iter().filter(|card| card.0 <= 4).collect();
    let known = of(&evidence(&few), 3);
    assert!(known.criteria[0].mean.is_some() && known.criteria[0].field.is_none());
}

#[test]
fn what_the_method_added_is_told_where_it_looks_at_strictness() {
    // Judges 1 to 3 give one mark less than 4 to 6, on entries that are as good; 7 links them.
    let mut cards = Vec::new();
    for entry in 1..=12_u128 {
        let base = i32::try_from(2 + entry % 3).unwrap_or(2);
        let judges = if entry <= 6 { [1, 2, 7] } else { [4, 5, 7] };
        for judge in judges {
            let strict = i32::from(judge <= 3);
            let mild = i32::from((4..=6).contains(&judge));
            cards.push((entry, judge, base - strict + mild, base - strict + mild));
        }
    }
    let mut evidence = evidence(&cards);
    let method = Method { kind: MethodKind::Adjusted, decimals: Some(1), ..Method::MEAN };
    evidence.ranking.rules = RankingRules { method, ..RankingRules::default() };
    let strict = of(&evidence, 1).adjusted.expect("adjusted");
    let mild = of(&evidence, 7).adjusted.expect("adjusted");
    assert!(strict.added && !mild.added, "{strict:?} {mild:?}");
    let number = |text: &str| text.parse::<Decimal>().expect("a number").micros();
    assert_eq!(number(&strict.mean) + number(&strict.points), number(&strict.score));
    assert_eq!(number(&mild.mean) - number(&mild.points), number(&mild.score));
    // The method takes no more than these judges are apart: what it does not take may be chance.
    for one in [strict, mild] {
        assert!(number(one.apart.as_deref().expect("apart")) >= number(&one.points), "{one:?}");
    }
}

#[test]
fn a_decision_on_a_comment_says_what_it_needs() {
    let form = |decision: &str, edited: &str, reason: &str| ReviewForm {
        decision: decision.to_owned(),
        edited: edited.to_owned(),
        held_reason: reason.to_owned(),
    };
    let decided = |form: &ReviewForm| {
        review(form, "Ask Amina").map(|reviewed| (reviewed.decision, reviewed.text, reviewed.reason))
    };
    let none = String::new;
    assert_eq!(decided(&form("released", "x", "y")), Ok((CommentDecision::Released, none(), none())));
    assert_eq!(decided(&form("edited", "Ask […]", "")), Ok((CommentDecision::Edited, "Ask […]".to_owned(), none())));
    assert_eq!(
        decided(&form("edited", "Ask Amina", "")),
        Ok((CommentDecision::Released, none(), none())),
        "nothing taken out"
    );
    assert_eq!(decided(&form("held", "x", "Rude")), Ok((CommentDecision::Held, none(), "Rude".to_owned())));
    for (decision, edited, reason) in [("", "x", "y"), ("edited", " ", ""), ("held", "x", " ")] {
        assert!(matches!(decided(&form(decision, edited, reason)), Err(AppError::Invalid(_))), "{decision}");
    }
    assert_eq!(may_release(CompetitionState::Published, false, 0), Ok(()));
    assert_eq!(may_release(CompetitionState::Deliberation, false, 0), Err(Refusal::WrongState));
    assert_eq!(may_release(CompetitionState::Published, true, 0), Err(Refusal::NothingThere));
    let waits = Err(Refusal::NotReady(vec![Missing::CommentsRead]));
    assert_eq!(may_release(CompetitionState::Published, false, 1), waits);
}
