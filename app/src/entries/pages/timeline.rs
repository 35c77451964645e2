//! Where an entry stands: the states it has passed, the one it is in, and what comes when.

use crate::{
    competition::model::{Competition, CompetitionState},
    entries::{
        model::{Entry, EntryState},
        views::Desk,
    },
    i18n::{Locale, td_string},
    time::Moment,
    ui::moment_text,
};
use leptos::prelude::*;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Done,
    Now,
    Coming,
    Stopped,
}

struct Step {
    title: &'static str,
    when: String,
    stage: Stage,
}

/// The timeline of one entry.
pub fn timeline(l: Locale, desk: &Desk) -> AnyView {
    let steps: Vec<_> = steps(l, &desk.competition, &desk.entry)
        .into_iter()
        .map(|step| {
            let class = match step.stage {
                Stage::Done => "timeline-step step-done",
                Stage::Now => "timeline-step",
                Stage::Coming => "timeline-step step-coming",
                Stage::Stopped => "timeline-step step-stopped",
            };
            let current = matches!(step.stage, Stage::Now | Stage::Stopped).then_some("step");
            view! {
                <li class=class aria-current=current>
                    <span class="step-title">{step.title}</span>
                    <span class="step-when">{step.when}</span>
                </li>
            }
        })
        .collect();
    view! { <ol class="timeline">{steps}</ol> }.into_any()
}

fn steps(l: Locale, competition: &Competition, entry: &Entry) -> Vec<Step> {
    let at = |moment: Moment| moment_text(l, moment, &competition.time_zone);
    let by = |moment: Option<Moment>| {
        moment.map_or_else(String::new, |moment| td_string!(l, entries.when_by, when = at(moment)).to_string())
    };
    let close = entry.closes_at(competition);
    let submitted = entry.receipt.as_ref().map(|receipt| receipt.at);
    let mut steps = vec![Step {
        title: td_string!(l, entries.step_draft),
        when: td_string!(l, entries.when_done).to_owned(),
        stage: Stage::Done,
    }];
    if let (EntryState::Draft, Some(draft)) = (entry.state, steps.first_mut()) {
        draft.stage = Stage::Now;
        draft.when = td_string!(l, entries.when_now).to_owned();
    }
    let handed_in = submitted.is_some() || !matches!(entry.state, EntryState::Draft | EntryState::Withdrawn);
    if handed_in {
        let when = submitted.map(at).unwrap_or_default();
        steps.push(Step { title: td_string!(l, entries.step_submitted), when, stage: Stage::Done });
    }
    if entry.state == EntryState::Withdrawn {
        let when = td_string!(l, entries.when_now).to_owned();
        steps.push(Step { title: td_string!(l, entries.step_withdrawn), when, stage: Stage::Stopped });
        return steps;
    }
    if !handed_in {
        steps.push(Step { title: td_string!(l, entries.step_submitted), when: by(close), stage: Stage::Coming });
    }
    steps.push(check_step(l, competition, entry, &at));
    if entry.state == EntryState::Rejected {
        return steps;
    }
    steps.push(judging_step(l, competition, entry));
    let published = competition.state == CompetitionState::Published;
    steps.push(Step {
        title: td_string!(l, entries.step_results),
        when: match (published, competition.results_at) {
            (true, _) => td_string!(l, entries.when_done).to_owned(),
            (false, Some(when)) => at(when),
            (false, None) => td_string!(l, entries.when_announced).to_owned(),
        },
        stage: if published { Stage::Done } else { Stage::Coming },
    });
    steps
}

fn check_step(l: Locale, competition: &Competition, entry: &Entry, at: &dyn Fn(Moment) -> String) -> Step {
    let checked = entry.checks.first().map(|check| at(check.at)).unwrap_or_default();
    let screening = matches!(competition.state, CompetitionState::Screening | CompetitionState::Judging);
    let (when, stage) = match entry.state {
        EntryState::Eligible => (checked, Stage::Done),
        EntryState::Rejected => (checked, Stage::Stopped),
        EntryState::FixNeeded => {
            let until = entry.cure_until.map(|until| td_string!(l, entries.when_until, when = at(until)).to_string());
            (until.unwrap_or(checked), Stage::Stopped)
        }
        EntryState::Submitted if screening => (td_string!(l, entries.when_checking).to_owned(), Stage::Now),
        _ => (td_string!(l, entries.when_after_close).to_owned(), Stage::Coming),
    };
    let title = match entry.state {
        EntryState::FixNeeded => td_string!(l, entries.state_fix_needed),
        EntryState::Rejected => td_string!(l, entries.state_rejected),
        _ => td_string!(l, entries.step_check),
    };
    Step { title, when, stage }
}

fn judging_step(l: Locale, competition: &Competition, entry: &Entry) -> Step {
    let (when, stage) = match (entry.state, competition.state) {
        (EntryState::Eligible, CompetitionState::Judging) => (td_string!(l, entries.when_judging), Stage::Now),
        (EntryState::Eligible, CompetitionState::Deliberation | CompetitionState::Published) => {
            (td_string!(l, entries.when_done), Stage::Done)
        }
        _ => (td_string!(l, entries.when_after_check), Stage::Coming),
    };
    Step { title: td_string!(l, entries.step_judging), when: when.to_owned(), stage }
}
