//! What is typed about prizes, and which entries win what now.

use super::{
    awards::{first_recipients, outcomes, recipients},
    evidence::{Decision, Evidence},
    standing::{Standing, named},
};
use crate::{
    competition::model::Award,
    error::{AppError, FormCheck, Problem},
    ids::{AwardId, EntryId},
    results::model::{Compared, Delivery, PassedPrize, PrizeCheck, PrizeRecord, Winner, WinnerTie, WonPrize},
    text,
};
use serde::{Deserialize, Serialize};

/// Words of a note, a reason, or of what a team says.
const WORDS: usize = 120;

/// A check that an organiser ticks.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CheckForm {
    /// `entry:check`.
    pub of: String,
    /// The digest of what the comparison had found when the form was drawn.
    pub seen: String,
    /// What was looked at.
    pub note: String,
}

impl CheckForm {
    /// Reads which check it is.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for what names none.
    pub fn of(&self) -> Result<(EntryId, PrizeCheck), AppError> {
        check_of(&self.of)
    }

    /// Reads the note.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `note`.
    pub fn note(&self) -> Result<String, AppError> {
        reason(&self.note).map_err(|problem| AppError::field("note", problem))
    }
}

/// Reads `entry:check`.
///
/// # Errors
/// [`AppError::NotFound`].
pub fn check_of(of: &str) -> Result<(EntryId, PrizeCheck), AppError> {
    let (entry, check) = of.split_once(':').ok_or(AppError::NotFound)?;
    Ok((entry.parse()?, PrizeCheck::parse(check).ok_or(AppError::NotFound)?))
}

/// How a prize is named in forms.
pub fn prize_name(award: AwardId, entry: EntryId) -> String {
    format!("{award}:{entry}")
}

/// Reads `award:entry`.
///
/// # Errors
/// [`AppError::NotFound`].
pub fn prize_of(prize: &str) -> Result<(AwardId, EntryId), AppError> {
    let (award, entry) = prize.split_once(':').ok_or(AppError::NotFound)?;
    Ok((award.parse()?, entry.parse()?))
}

/// Reads why organisers do something.
///
/// # Errors
/// [`AppError::Invalid`] at `reason`.
pub fn prize_reason(typed: &str) -> Result<String, AppError> {
    reason(typed).map_err(|problem| AppError::field("reason", problem))
}

fn reason(typed: &str) -> Result<String, Problem> {
    match text::block(typed, WORDS) {
        Ok(reason) if reason.is_empty() => Err(Problem::ReasonRequired),
        other => other,
    }
}

/// A team's answer, as typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    /// The award.
    pub award: String,
    /// `accepted` or `declined`.
    pub answer: String,
    /// Who travels.
    pub travels: String,
    /// What organisers need to deliver it.
    pub needs: String,
}

/// A team's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrizeAnswer {
    /// Whether it accepts.
    pub accepts: bool,
    /// Who travels; nothing from who declines.
    pub travels: String,
    /// What organisers need to deliver it; nothing from who declines.
    pub needs: String,
}

impl AnswerForm {
    /// Reads the answer. What is said beside a refusal is not kept.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `answer`, `travels`, `needs`.
    pub fn read(&self) -> Result<PrizeAnswer, AppError> {
        let mut check = FormCheck::default();
        let accepts = check.take(
            "answer",
            match self.answer.as_str() {
                "accepted" => Ok(true),
                "declined" => Ok(false),
                "" => Err(Problem::Required),
                _ => Err(Problem::Choice),
            },
        );
        if accepts == Some(false) {
            return Ok(PrizeAnswer { accepts: false, travels: String::new(), needs: String::new() });
        }
        let travels = check.take("travels", text::block(&self.travels, WORDS));
        let needs = check.take("needs", text::block(&self.needs, WORDS));
        check.finish()?;
        let (Some(travels), Some(needs)) = (travels, needs) else { return Err(AppError::Internal) };
        Ok(PrizeAnswer { accepts: true, travels, needs })
    }
}

/// How far a prize has got, as typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DeliveryForm {
    /// `award:entry`.
    pub prize: String,
    /// `to_do`, `under_way`, `delivered`.
    pub delivery: String,
    /// What there is to say of it.
    pub delivery_note: String,
}

impl DeliveryForm {
    /// Reads the form.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `delivery`, `delivery_note`.
    pub fn read(&self) -> Result<(Delivery, String), AppError> {
        let mut check = FormCheck::default();
        let delivery = check.take("delivery", Delivery::parse(&self.delivery).ok_or(Problem::Choice));
        let note = check.take("delivery_note", text::block(&self.delivery_note, WORDS));
        check.finish()?;
        delivery.zip(note).ok_or(AppError::Internal)
    }
}

/// Why more of a distinction are given than were planned: said when it is so (O26). `decisions`: those that stand.
///
/// # Errors
/// [`AppError::Invalid`] at `more_reason`.
pub fn beyond_plan<'d>(
    award: &Award,
    decisions: impl IntoIterator<Item = &'d Decision>,
    entry: EntryId,
    typed: &str,
) -> Result<String, AppError> {
    let others = decisions.into_iter().filter(|given| given.award == award.id && given.entry != entry).count();
    if others < award.count as usize {
        return Ok(String::new());
    }
    reason(typed).map_err(|problem| AppError::field("more_reason", problem))
}

/// What a comparison found, in one order and with its digest.
pub fn compared(judges: usize, mut ties: Vec<WinnerTie>) -> Compared {
    let order = |tie: &WinnerTie| (tie.judge, format!("{:?}", tie.kind), tie.detail.clone(), tie.aside);
    ties.sort_by_key(order);
    ties.dedup();
    // Names change without anything being tied otherwise.
    let lines: Vec<String> =
        ties.iter().map(|tie| format!("{}|{:?}|{}|{}", tie.judge, tie.kind, tie.detail, tie.aside)).collect();
    Compared { judges, digest: text::digest(&format!("{judges}\n{}", lines.join("\n"))), ties }
}

/// The entries that win something, by track and place, and what passed others by. What is kept of each prize is put in from
/// `records`; ticks and comparison are not.
pub fn winners(
    evidence: &Evidence,
    standings: &[Standing<'_>],
    records: &[PrizeRecord],
) -> (Vec<Winner>, Vec<PassedPrize>) {
    let (now, first) = (recipients(evidence, standings), first_recipients(evidence, standings));
    let record = |award: AwardId, entry: EntryId| {
        records.iter().find(|record| record.award == award && record.entry == entry).cloned()
    };
    let (mut winners, mut passed) = (Vec::new(), Vec::new());
    for standing in standings {
        for (at, outcome) in standing.ranking.placements.iter().zip(outcomes(evidence, standing)) {
            let entry = standing.entry(at);
            let prizes: Vec<WonPrize> = outcome
                .won
                .into_iter()
                .filter(|won| now.contains(&(won.award.id, entry.id)))
                .map(|won| WonPrize {
                    award: won.award.id,
                    given: won.given,
                    passed_on: !first.contains(&(won.award.id, entry.id)),
                    record: record(won.award.id, entry.id),
                })
                .collect();
            let gone =
                standing.track.awards.iter().filter(|award| evidence.prizes.passed.contains_key(&(award.id, entry.id)));
            passed.extend(gone.filter_map(|award| {
                Some(PassedPrize {
                    name: named(entry),
                    track: standing.track.name.clone(),
                    award: award.name.clone(),
                    record: record(award.id, entry.id)?,
                })
            }));
            if !prizes.is_empty() {
                winners.push(Winner {
                    name: named(entry),
                    track: standing.track.name.clone(),
                    place: at.place,
                    minors: entry.minors,
                    done: Vec::new(),
                    open: evidence.open_checks(entry),
                    compared: Compared::default(),
                    prizes,
                });
            }
        }
    }
    (winners, passed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::competition::model::AwardKind;
    use uuid::Uuid;

    #[test]
    fn an_answer_is_yes_or_no_and_who_declines_says_no_more() {
        let form = |answer: &str| AnswerForm {
            answer: answer.into(),
            travels: " Amina ".into(),
            needs: "An invoice".into(),
            ..AnswerForm::default()
        };
        let yes = form("accepted").read().expect("an answer");
        assert_eq!((yes.accepts, yes.travels.as_str(), yes.needs.as_str()), (true, "Amina", "An invoice"));
        let no = form("declined").read().expect("an answer");
        assert_eq!(no, PrizeAnswer { accepts: false, travels: String::new(), needs: String::new() });
        assert_eq!(form("").read(), Err(AppError::field("answer", Problem::Required)));
        assert_eq!(form("asked").read(), Err(AppError::field("answer", Problem::Choice)));
        let long = AnswerForm { travels: "word ".repeat(121), ..form("accepted") };
        assert!(matches!(long.read(), Err(AppError::Invalid(errors)) if errors[0].field == "travels"));
    }

    #[test]
    fn more_than_planned_takes_a_reason() {
        let id = |n: u128| Uuid::from_u128(n);
        let award = Award {
            id: id(1).into(),
            key: "mention".into(),
            name: "Mention".into(),
            prize: String::new(),
            kind: AwardKind::Distinction,
            count: 1,
        };
        let given = [Decision { award: award.id, entry: id(2).into(), reason: "Bold".into() }];
        assert_eq!(beyond_plan(&award, &[], id(3).into(), ""), Ok(String::new()));
        assert_eq!(beyond_plan(&award, &given, id(2).into(), ""), Ok(String::new()), "the same one again");
        let missing = AppError::field("more_reason", Problem::ReasonRequired);
        assert_eq!(beyond_plan(&award, &given, id(3).into(), " "), Err(missing));
        assert_eq!(beyond_plan(&award, &given, id(3).into(), "Two were equal"), Ok("Two were equal".to_owned()));
    }

    #[test]
    fn names_of_prizes_and_checks_are_read_again() {
        let (award, entry) = (AwardId::new(Uuid::from_u128(1)), EntryId::new(Uuid::from_u128(2)));
        assert_eq!(prize_of(&prize_name(award, entry)), Ok((award, entry)));
        assert_eq!(check_of(&format!("{entry}:diligence")), Ok((entry, PrizeCheck::Diligence)));
        for bad in ["", "x", "x:y", &format!("{entry}:nothing")] {
            assert_eq!((prize_of(bad).is_err(), check_of(bad)), (true, Err(AppError::NotFound)), "{bad}");
        }
    }
}
