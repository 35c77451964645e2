//! A proposal, before it takes effect.

use super::words::{ratio, span, tile};
use crate::{
    competition::model::Competition,
    i18n::{Locale, td_string},
    panel::{
        api::ApplyAssignments,
        model::{Helps, Preview, PreviewJudge, PreviewLine},
    },
    services::Page,
    ui::{DateTime, Hidden, PostForm, language_name},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Its figures, what it does not meet, what it changes, and the button that applies it.
pub fn preview_section(page: &Page, competition: &Competition, preview: &Preview) -> impl IntoView + use<> {
    let l = page.locale;
    let apply = if preview.outdated {
        view! { <div class="notice notice-warning"><p>{td_string!(l, panel.preview_outdated)}</p></div> }.into_any()
    } else {
        let (slug, run, digest) = (competition.slug.clone(), preview.run.to_string(), preview.digest.clone());
        view! {
            <PostForm action=ApplyAssignments::url() class="inline-form">
                <Hidden name="slug" value=slug/>
                <Hidden name="run" value=run/>
                <Hidden name="digest" value=digest/>
                <button class="button button-primary">{td_string!(l, panel.apply)}</button>
            </PostForm>
        }
        .into_any()
    };
    let connected = if preview.components > 1 {
        let parts: Vec<_> =
            preview.groups.iter().map(|names| view! { <li><bdi>{names.join(", ")}</bdi></li> }).collect();
        view! {
            <div class="notice notice-warning">
                <p class="notice-title">{td_string!(l, assigning.apart, count = preview.components).to_string()}</p>
                <ol>{parts}</ol>
            </div>
        }
        .into_any()
    } else {
        let text = td_string!(l, panel.connected);
        view! { <p><span class="icon icon-check" aria-hidden="true"></span> " " {text}</p> }.into_any()
    };
    let same_organisation = (preview.same_organisation > 0).then(|| {
        let text = td_string!(l, assigning.same_organisation, count = preview.same_organisation).to_string();
        view! { <div class="notice notice-warning"><p>{text}</p></div> }
    });
    let title = if preview.repair { td_string!(l, assigning.preview_repair) } else { td_string!(l, panel.preview) };
    let size = format!("{} × {}", preview.entries, preview.reviews_per_entry);
    let difference = format!("+{} −{}", preview.added, preview.removed);
    let rows: Vec<_> = preview.lines.iter().map(|line| line_row(l, line)).collect();
    view! {
        <section class="card" aria-labelledby="preview">
            <div class="cluster-spread">
                <h2 id="preview">{title}</h2>
                <p class="small muted">{td_string!(l, panel.preview_made)} " " <DateTime at=preview.at zone=competition.time_zone.clone()/> ". " {td_string!(l, panel.preview_nothing)}</p>
            </div>
            <dl class="tiles">
                {tile(td_string!(l, panel.tile_entries), view! { <bdi dir="ltr">{size}</bdi> })}
                {tile(td_string!(l, panel.tile_loads), span(preview.load_min, preview.load_max))}
                {tile(td_string!(l, panel.tile_languages), ratio(preview.languages_matched, Some(preview.pairs)))}
                {tile(td_string!(l, assigning.tile_devices), ratio(preview.devices_matched, Some(preview.pairs)))}
                {tile(td_string!(l, panel.tile_avoided), preview.conflicts_avoided)}
                {tile(td_string!(l, panel.tile_soft), preview.soft_conflicts)}
                {tile(td_string!(l, panel.tile_difference), view! { <bdi dir="ltr">{difference}</bdi> })}
                {tile(td_string!(l, assigning.tile_kept), preview.kept)}
            </dl>
            {connected}
            {same_organisation}
            {shortages(page, &competition.slug, preview)}
            {remedies(l, preview)}
            {unread(l, preview)}
            {apply}
            <details class="disclosure">
                <summary>{td_string!(l, panel.preview_lines)}</summary>
                <table class="table table-stacked" role="table">
                    <caption class="visually-hidden">{td_string!(l, panel.preview_lines)}</caption>
                    <thead role="rowgroup"><tr role="row">
                        <th scope="col" role="columnheader">{td_string!(l, panel.entry)}</th>
                        <th scope="col" role="columnheader">{td_string!(l, panel.proposed_judges)}</th>
                        <th scope="col" role="columnheader">{td_string!(l, panel.goes)}</th>
                    </tr></thead>
                    <tbody role="rowgroup">{rows}</tbody>
                </table>
            </details>
            {loads(l, preview)}
            <p class="small muted">{td_string!(l, assigning.seed_of_run)} " " <code dir="ltr">{preview.seed_digest.clone()}</code></p>
        </section>
    }
}

fn shortages(page: &Page, slug: &str, preview: &Preview) -> Option<impl IntoView + use<>> {
    let l = page.locale;
    let invite = page.link(&format!("/c/{slug}/organise/panel"));
    let tasks: Vec<_> = preview
        .short
        .iter()
        .map(|(title, short)| {
            let text = td_string!(l, panel.short_line, missing = short.missing, eligible = short.eligible).to_string();
            view! { <li class="task task-urgent"><p><strong><bdi>{title.clone()}</bdi></strong></p><p class="small muted">{text}</p></li> }
        })
        .collect();
    (!tasks.is_empty()).then(|| {
        view! {
            <div class="stack">
                <h3>{td_string!(l, panel.short_title)}</h3>
                <ul class="tasks">{tasks}</ul>
                <p><a href=invite>{td_string!(l, panel.short_what)}</a></p>
            </div>
        }
    })
}

/// What each judge would have, beside what is now.
fn loads(l: Locale, preview: &Preview) -> impl IntoView + use<> {
    let most = preview.loads.iter().map(|load| load.then.max(load.max_load.unwrap_or(0))).max().unwrap_or(0).max(1);
    let rows: Vec<_> = preview
        .loads
        .iter()
        .map(|load| {
            let width = format!("{}%", load.then.saturating_mul(100) / most);
            let limit = load.max_load.map(|limit| format!(" / {limit}")).unwrap_or_default();
            view! {
                <tr role="row">
                    <th scope="row" role="rowheader"><bdi>{load.name.clone()}</bdi></th>
                    <td role="cell" class="number" data-label=td_string!(l, assigning.load_now)>{load.now}</td>
                    <td role="cell" data-label=td_string!(l, assigning.load_then)>
                        <span class="share">
                            <svg class="share-plot" aria-hidden="true" focusable="false">
                                <rect class="share-all" width="100%" height="100%" rx="3"/>
                                <rect class="share-part" width=width height="100%" rx="3"/>
                            </svg>
                            <bdi dir="ltr">{format!("{}{limit}", load.then)}</bdi>
                        </span>
                    </td>
                </tr>
            }
        })
        .collect();
    view! {
        <details class="disclosure">
            <summary>{td_string!(l, assigning.loads)}</summary>
            <table class="table table-stacked" role="table">
                <caption class="visually-hidden">{td_string!(l, assigning.loads)}</caption>
                <thead role="rowgroup"><tr role="row">
                    <th scope="col" role="columnheader">{td_string!(l, panel.judge)}</th>
                    <th scope="col" role="columnheader" class="number">{td_string!(l, assigning.load_now)}</th>
                    <th scope="col" role="columnheader">{td_string!(l, assigning.load_then)}</th>
                </tr></thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </details>
    }
}

/// Who shares too few judges, and the changes that help.
fn remedies(l: Locale, preview: &Preview) -> Option<impl IntoView + use<>> {
    let list = |names: &[String]| names.join(", ");
    let cuts: Vec<_> = preview
        .bottlenecks
        .iter()
        .map(|cut| {
            let text =
                td_string!(l, assigning.bottleneck, needed = cut.needed, capacity = cut.capacity).to_string();
            let judges = if cut.judges.is_empty() { "–".to_owned() } else { list(&cut.judges) };
            view! {
                <li class="stack-tight">
                    <p>{text}</p>
                    <dl class="facts">
                        <div><dt>{td_string!(l, assigning.bottleneck_entries)}</dt><dd><bdi>{list(&cut.entries)}</bdi></dd></div>
                        <div><dt>{td_string!(l, assigning.bottleneck_judges)}</dt><dd><bdi>{judges}</bdi></dd></div>
                    </dl>
                </li>
            }
        })
        .collect();
    let helps: Vec<_> = preview
        .remedies
        .iter()
        .map(|remedy| {
            let text = match &remedy.change {
                Helps::HigherLimit(judge) => td_string!(l, assigning.help_limit, judge = judge.clone()).to_string(),
                Helps::Unpin(judge, entry) => {
                    td_string!(l, assigning.help_unpin, judge = judge.clone(), entry = entry.clone()).to_string()
                }
                Helps::AnotherJudge(entries) => {
                    td_string!(l, assigning.help_judge, entries = list(entries)).to_string()
                }
                Helps::FewerReviews(entries) => {
                    td_string!(l, assigning.help_fewer, entries = list(entries)).to_string()
                }
            };
            let left = td_string!(l, assigning.help_left, count = remedy.left).to_string();
            view! { <li><span dir="auto">{text}</span> " " <span class="small muted">{left}</span></li> }
        })
        .collect();
    let helps = (!helps.is_empty()).then(|| view! { <h3>{td_string!(l, assigning.helps)}</h3> <ul>{helps}</ul> });
    (!cuts.is_empty()).then(|| {
        view! {
            <div class="stack">
                <h3>{td_string!(l, assigning.bottlenecks)}</h3>
                <ul class="plain stack">{cuts}</ul>
                {helps}
            </div>
        }
    })
}

/// Entries that not all of their judges can read, with how many can.
fn unread(l: Locale, preview: &Preview) -> Option<impl IntoView + use<>> {
    let tasks: Vec<_> = preview
        .lines
        .iter()
        .filter_map(|line| {
            let readers = line.judges.iter().filter(|judge| judge.language).count();
            (readers < line.judges.len()).then(|| {
                let text =
                    td_string!(l, assigning.unread_line, readers = readers, judges = line.judges.len()).to_string();
                view! { <li class="task"><p><strong><bdi>{line.title.clone()}</bdi></strong></p><p class="small muted">{text}</p></li> }
            })
        })
        .collect();
    (!tasks.is_empty()).then(|| {
        view! {
            <div class="stack">
                <h3>{td_string!(l, assigning.unread)}</h3>
                <ul class="tasks">{tasks}</ul>
                <p class="small muted">{td_string!(l, assigning.unread_what)}</p>
            </div>
        }
    })
}

fn line_row(l: Locale, line: &PreviewLine) -> impl IntoView + use<> {
    let judges: Vec<_> = line.judges.iter().map(|judge| judge_line(l, judge)).collect();
    let gone: Vec<_> = line.removed.iter().map(|name| view! { <li><s><bdi>{name.clone()}</bdi></s></li> }).collect();
    view! {
        <tr role="row">
            <th scope="row" role="rowheader"><bdi>{line.title.clone()}</bdi></th>
            <td role="cell" data-label=td_string!(l, panel.proposed_judges)><ul class="plain stack-tight">{judges}</ul></td>
            <td role="cell" data-label=td_string!(l, panel.goes)><ul class="plain stack-tight">{gone}</ul></td>
        </tr>
    }
}

fn judge_line(l: Locale, judge: &PreviewJudge) -> impl IntoView + use<> {
    let languages: Vec<String> = judge.shared_languages.iter().map(|tag| language_name(tag)).collect();
    let mut why: Vec<String> = vec![match (judge.language, languages.is_empty()) {
        (true, true) => td_string!(l, assigning.any_language).to_owned(),
        (true, false) => td_string!(l, assigning.reads_named, languages = languages.join(", ")).to_string(),
        (false, _) => td_string!(l, panel.no_language).to_owned(),
    }];
    why.push(match judge.max_load {
        Some(most) => td_string!(l, assigning.load_of_most, count = judge.load, most = most).to_string(),
        None => td_string!(l, panel.load_of, count = judge.load).to_string(),
    });
    if !judge.field.is_empty() {
        why.push(judge.field.clone());
    }
    if judge.no_device {
        why.push(td_string!(l, assigning.no_device).to_owned());
    }
    if judge.soft_conflict {
        why.push(td_string!(l, panel.soft_conflict).to_owned());
    }
    let new =
        judge.added.then(|| view! { " " <span class="badge badge-information">{td_string!(l, panel.added)}</span> });
    view! { <li><bdi>{judge.name.clone()}</bdi>{new} " " <span class="small muted" dir="auto">{why.join(" · ")}</span></li> }
}
