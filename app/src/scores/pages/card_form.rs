//! The form of a scorecard, whatever it is of: an entry, a sample, or what organisers would give a sample.

use super::criterion::CriterionField;
use crate::{
    competition::model::Criterion,
    error::Refusal,
    i18n::{Locale, td_string},
    ids::RoundId,
    scores::{
        islands::{ScorecardTotal, TotalWords},
        model::{RubricLine, Score},
        rules,
    },
    services::KeptForm,
    ui::{AreaField, Hidden, PostForm},
};
use leptos::prelude::*;

/// The id of the form, for the buttons and the total at the foot of the page.
pub const FORM: &str = "scorecard";

/// What a form is of, and what is stored of it.
pub struct CardForm<'s> {
    /// Where it is posted to.
    pub action: &'static str,
    /// The field that says of what it is, and its value.
    pub of: (&'static str, String),
    /// The round; `None` for what is of none.
    pub round: Option<RoundId>,
    /// The rubric.
    pub criteria: &'s [Criterion],
    /// What is stored.
    pub scores: &'s [Score],
    /// The note to the panel; `None` where there is nobody to write one to.
    pub note: Option<&'s str>,
    /// The version that is stored.
    pub version: i64,
    /// What a comment is called, where it is not for a team.
    pub comment: Option<&'static str>,
}

impl CardForm<'_> {
    /// The form. `kept` is the refused one whose base still counts: after a newer version was shown, that one is the base.
    pub fn view(&self, l: Locale, kept: Option<&KeptForm>) -> AnyView {
        let based_on = |field: &str| {
            let said = kept.and_then(|kept| kept.fields.iter().find(|(name, _)| name == field));
            said.map(|(_, value)| value.clone())
        };
        let version = based_on("version").unwrap_or_else(|| self.version.to_string());
        let round = self.round.map(|round| based_on("round").unwrap_or_else(|| round.to_string()));
        let untried = kept.is_some_and(|kept| kept.error == Refusal::NotTried.into());
        let criteria: Vec<_> = self
            .criteria
            .iter()
            .map(|criterion| {
                let found = self.scores.iter().find(|score| score.criterion == criterion.key);
                (criterion.clone(), found.cloned().unwrap_or_default())
            })
            .collect();
        let (name, id) = self.of.clone();
        let comment = self.comment.unwrap_or_default();
        let note = self.note.map(str::to_owned);
        view! {
            <PostForm action=self.action class="scorecard-side" id=FORM.to_owned() only_if=(name, id.clone())>
                <Hidden name=name value=id/>
                {round.map(|round| view! { <Hidden name="round" value=round/> })}
                <Hidden name="version" value=version/>
                {untried.then(|| view! { <Hidden name="untried" value="on".to_owned()/> })}
                <p class="criterion small muted">{td_string!(l, scores.rubric_hint)}</p>
                {criteria.into_iter().map(|(criterion, score)| view! {
                    <CriterionField criterion=criterion score=score comment=comment/>
                }).collect_view()}
                {note.map(|note| note_field(l, note))}
            </PostForm>
        }
        .into_any()
    }
}

/// Made inside the form, whose kept words it reads.
fn note_field(l: Locale, note: String) -> AnyView {
    view! {
        <div class="criterion">
            <AreaField name="note" label=td_string!(l, scores.note) value=note required=false rows=3
                hint=td_string!(l, scores.note_hint, max = rules::NOTE_WORDS).to_string()/>
        </div>
    }
    .into_any()
}

/// The running total, and what stands beside it.
pub fn total_bar(l: Locale, criteria: &[Criterion], scores: &[Score], beside: AnyView) -> AnyView {
    let lines: Vec<RubricLine> = criteria.iter().map(RubricLine::from).collect();
    let running = rules::total(&lines, scores);
    let words = TotalWords {
        label: td_string!(l, scores.running_total).to_owned(),
        of: td_string!(l, scores.of_100).to_owned(),
        answered: td_string!(l, scores.answered).to_owned(),
        progress: td_string!(l, scores.answered_label).to_owned(),
    };
    view! {
        <div class="running-total">
            <ScorecardTotal lines=lines form=FORM.to_owned() total=running.shown() answered=running.answered words=words/>
            {beside}
        </div>
    }
    .into_any()
}

/// The buttons of a form that can still be saved as a draft. The first one is what the enter key presses: it must not be
/// the one that hands in.
pub fn draft_buttons(l: Locale, hand_in: &'static str) -> AnyView {
    view! {
        <button class="button" form=FORM name="submit" value="draft">{td_string!(l, scores.save_draft)}</button>
        <button class="button button-primary" form=FORM name="submit" value="submit">{hand_in}</button>
    }
    .into_any()
}
