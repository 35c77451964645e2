//! Choosing how entries are ranked, and sealing it before judging (trust.md I-06; market.md, "method lab").

use crate::{
    competition::model::{
        Competition, CompetitionState, Disconnected, Method, MethodKind, RankingRules, SealedCriterion, SealedMethod,
        SealedTrack, Track,
    },
    error::{AppError, FormCheck, Problem, Refusal},
    ids::CompetitionId,
};
use serde::{Deserialize, Serialize};

/// The choice as the form has it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MethodForm {
    /// `mean`, `trimmed`, `adjusted`.
    pub method: String,
    /// Decimals to which a score is rounded before it gives a place; empty for none.
    pub decimals: String,
    /// `on` or nothing.
    pub judge_noise: Option<String>,
    /// `refuse` or `random_allocation`.
    pub disconnected: String,
    /// `on` or nothing.
    pub judge_preference: Option<String>,
    /// `on` or nothing.
    pub panel_vote: Option<String>,
    /// `on` or nothing.
    pub lottery: Option<String>,
}

/// The word of a form for what happens with a panel in parts.
pub const fn disconnected_word(disconnected: Disconnected) -> &'static str {
    match disconnected {
        Disconnected::Refuse => "refuse",
        Disconnected::RandomAllocation => "random_allocation",
    }
}

/// Reads a choice.
///
/// # Errors
/// [`AppError::Invalid`] at the fields of [`MethodForm`].
pub fn ranking_rules(form: &MethodForm) -> Result<RankingRules, AppError> {
    let mut check = FormCheck::default();
    let kind = check.take("method", form.method.parse::<MethodKind>().map_err(|_| Problem::Choice));
    let decimals = check.take("decimals", decimals(&form.decimals, kind));
    let ways = [Disconnected::Refuse, Disconnected::RandomAllocation];
    let way = ways.into_iter().find(|way| disconnected_word(*way) == form.disconnected);
    // Only one method asks.
    let way = if kind == Some(MethodKind::Adjusted) { way.ok_or(Problem::Choice) } else { Ok(Disconnected::Refuse) };
    let disconnected = check.take("disconnected", way);
    check.finish()?;
    let (Some(kind), Some(decimals), Some(disconnected)) = (kind, decimals, disconnected) else {
        return Err(AppError::Internal);
    };
    let judge_noise = kind == MethodKind::Adjusted && form.judge_noise.is_some();
    Ok(RankingRules {
        method: Method { kind, decimals, judge_noise, disconnected },
        judge_preference: form.judge_preference.is_some(),
        panel_vote: form.panel_vote.is_some(),
        lottery: form.lottery.is_some(),
    })
}

/// An adjusted score is no exact ratio: without rounding two such are never equal, and a tie would be settled by chance.
fn decimals(written: &str, kind: Option<MethodKind>) -> Result<Option<u32>, Problem> {
    let written = written.trim();
    if written.is_empty() {
        return if kind == Some(MethodKind::Adjusted) { Err(Problem::RoundingRequired) } else { Ok(None) };
    }
    super::settings::whole(written, 0, Method::MOST_DECIMALS).map(Some)
}

/// The method is chosen and sealed before anybody scores, so that nobody chooses it by its outcome.
///
/// # Errors
/// `WrongState` from judging on; `MethodSealed`.
pub fn may_choose_method(state: CompetitionState, sealed: bool) -> Result<(), Refusal> {
    if sealed {
        Err(Refusal::MethodSealed)
    } else if state >= CompetitionState::Judging {
        Err(Refusal::WrongState)
    } else {
        Ok(())
    }
}

/// What is sealed. `lottery`: the digest of the seed, where there is a lottery.
pub fn sealed_method(
    competition: &Competition,
    tracks: &[Track],
    rules: RankingRules,
    lottery: Option<String>,
) -> SealedMethod {
    let track = |track: &Track| SealedTrack {
        key: track.key.clone(),
        rubric: track
            .criteria
            .iter()
            .map(|line| SealedCriterion { key: line.key.clone(), weight: line.weight, scale: line.scale })
            .collect(),
        tie_criteria: track.tie_criteria.iter().filter(|key| track.criterion(key).is_some()).cloned().collect(),
    };
    SealedMethod {
        format: SealedMethod::FORMAT.to_owned(),
        competition: competition.slug.clone(),
        rules,
        reviews_per_entry: competition.reviews_per_entry,
        disparity_points: competition.disparity_points,
        lottery,
        tracks: tracks.iter().map(track).collect(),
    }
}

/// What the log states of a seal.
#[derive(Serialize)]
struct SealStatement<'a> {
    sealed_method: u8,
    competition: CompetitionId,
    text: &'a str,
}

/// What the log states of a seal: JSON, as `docs/result-pack.md` describes it.
///
/// # Errors
/// None that its types allow.
pub fn seal_statement(competition: CompetitionId, text: &str) -> Result<String, AppError> {
    let statement = SealStatement { sealed_method: 1, competition, text };
    serde_json::to_string(&statement).map_err(|_| AppError::Internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(method: &str, decimals: &str) -> MethodForm {
        MethodForm {
            method: method.into(),
            decimals: decimals.into(),
            disconnected: "refuse".into(),
            judge_preference: Some("on".into()),
            ..MethodForm::default()
        }
    }

    #[test]
    fn a_choice_is_read_and_refused_at_its_fields() {
        let read = ranking_rules(&form("trimmed", "2")).expect("good");
        assert_eq!((read.method.kind, read.method.decimals), (MethodKind::Trimmed, Some(2)));
        assert!(read.judge_preference && !read.panel_vote && !read.lottery);
        assert_eq!(ranking_rules(&form("mean", " ")).expect("good").method, Method::MEAN);
        for (method, decimals, field, problem) in [
            ("median", "", "method", Problem::Choice),
            ("adjusted", "", "decimals", Problem::RoundingRequired),
            ("mean", "7", "decimals", Problem::OutOfRange { min: "0".into(), max: "6".into() }),
            ("mean", "two", "decimals", Problem::Number),
        ] {
            let refused = Err(AppError::field(field, problem));
            assert_eq!(ranking_rules(&form(method, decimals)), refused, "{method} {decimals}");
        }
        let unsaid = MethodForm { disconnected: String::new(), ..form("adjusted", "2") };
        assert_eq!(ranking_rules(&unsaid), Err(AppError::field("disconnected", Problem::Choice)));
    }

    #[test]
    fn what_only_one_method_asks_is_not_kept_for_others() {
        let noisy = MethodForm { judge_noise: Some("on".into()), ..form("mean", "1") };
        assert!(!ranking_rules(&noisy).expect("good").method.judge_noise);
        let noisy = MethodForm { judge_noise: Some("on".into()), ..form("adjusted", "1") };
        assert!(ranking_rules(&noisy).expect("good").method.judge_noise);
    }

    #[test]
    fn it_is_chosen_before_judging_and_once_sealed_it_stands() {
        let open = CompetitionState::ALL.into_iter().filter(|state| may_choose_method(*state, false).is_ok());
        assert_eq!(open.map(CompetitionState::as_str).collect::<Vec<_>>(), ["setup", "open", "screening"]);
        assert_eq!(may_choose_method(CompetitionState::Open, true), Err(Refusal::MethodSealed));
    }
}
