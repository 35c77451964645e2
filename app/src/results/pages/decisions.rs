//! Forms for what the panel and organisers decide: votes on ties, distinctions.

use crate::{
    i18n::{Locale, td_string},
    results::{
        api::{GiveAward, RecordVotes, TakeAward},
        model::{Preview, TrackPreview},
        rules::vote_field,
    },
    ui::{AreaField, Hidden, Options, PostForm, SelectField, TextField},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Votes for every entry that nothing else parts, in all tracks; nothing when there is no tie.
pub(super) fn votes(l: Locale, slug: &str, preview: &Preview) -> impl IntoView + use<> {
    let groups: Vec<_> = preview
        .tracks
        .iter()
        .flat_map(|track| track.ties.iter().map(move |tie| (track.track.name.clone(), tie.clone())))
        .collect();
    (!groups.is_empty()).then(|| {
        let slug = slug.to_owned();
        view! {
            <section class="section" aria-labelledby="organise-votes">
                <h2 id="organise-votes">{td_string!(l, results.votes_title)}</h2>
                <p>{td_string!(l, results.votes_hint)}</p>
                <PostForm action=RecordVotes::url() class="card form">
                    <Hidden name="slug" value=slug/>
                    {groups.into_iter().map(|(track, tie)| {
                        let fields: Vec<_> = tie.into_iter().map(|tied| view! {
                            <TextField name=vote_field(tied.name.entry) label=td_string!(l, results.votes_for, title = tied.name.title).to_string()
                                value=tied.votes.map(|votes| votes.to_string()).unwrap_or_default() size="input-short" dir="ltr" inputmode="numeric"/>
                        }).collect();
                        view! { <fieldset class="field-group"><legend class="field-label"><bdi>{track}</bdi></legend>{fields}</fieldset> }
                    }).collect::<Vec<_>>()}
                    <AreaField name="vote_reason" label=td_string!(l, results.vote_reason) hint=td_string!(l, results.take_hint) rows=2/>
                    <div class="form-actions"><button class="button">{td_string!(l, results.record_votes)}</button></div>
                </PostForm>
            </section>
        }
    })
}

/// Distinctions: who has them, giving one, taking one back.
pub(super) fn distinctions(l: Locale, slug: &str, preview: &Preview, change: bool) -> impl IntoView + use<> {
    let facts: Vec<_> = preview.tracks.iter().flat_map(|track| facts(l, track)).collect();
    let none = facts.is_empty().then(|| view! { <p class="muted">{td_string!(l, results.no_distinctions)}</p> });
    let forms = (change && !facts.is_empty()).then(|| view! { {give(l, slug, preview)} {take(l, slug, preview)} });
    view! {
        <section class="section" aria-labelledby="organise-distinctions">
            <h2 id="organise-distinctions">{td_string!(l, results.distinctions)}</h2>
            <p>{td_string!(l, results.distinctions_hint)}</p>
            {none}
            <dl class="facts facts-wide">{facts}</dl>
            {forms}
        </section>
    }
}

fn facts(l: Locale, track: &TrackPreview) -> Vec<impl IntoView + use<>> {
    track
        .distinctions
        .iter()
        .map(|distinction| {
            let count = td_string!(
                l,
                results.given_planned,
                given = distinction.given.len(),
                planned = distinction.award.count
            )
            .to_string();
            let given: Vec<_> = distinction
                .given
                .iter()
                .map(|(name, reason)| {
                    view! { <li><bdi>{name.title.clone()}</bdi> ": " <bdi class="muted">{reason.clone()}</bdi></li> }
                })
                .collect();
            view! {
                <div>
                    <dt><bdi>{named(track, &distinction.award.name)}</bdi></dt>
                    <dd><p>{count}</p><ul class="plain stack-tight">{given}</ul></dd>
                </div>
            }
        })
        .collect()
}

/// Something of a track, with the track's name.
fn named(track: &TrackPreview, what: &str) -> String {
    format!("{} – {what}", track.track.name)
}

fn with_choose(l: Locale, options: impl Iterator<Item = (String, String)>) -> Options {
    [(String::new(), td_string!(l, results.choose).to_string())].into_iter().chain(options).collect()
}

fn give(l: Locale, slug: &str, preview: &Preview) -> impl IntoView + use<> {
    let awards = preview.tracks.iter().flat_map(|track| {
        track.distinctions.iter().map(|one| (one.award.id.to_string(), named(track, &one.award.name)))
    });
    let entries = preview
        .tracks
        .iter()
        .filter(|track| !track.distinctions.is_empty())
        .flat_map(|track| track.ranked.iter().map(|at| (at.name.entry.to_string(), named(track, &at.name.title))));
    let (awards, entries) = (with_choose(l, awards), with_choose(l, entries));
    let slug = slug.to_owned();
    view! {
        <PostForm action=GiveAward::url() class="card form">
            <Hidden name="slug" value=slug/>
            <div class="field-pair">
                <SelectField name="award" label=td_string!(l, results.award) options=awards/>
                <SelectField name="entry" label=td_string!(l, results.entry) options=entries/>
            </div>
            <AreaField name="reason" label=td_string!(l, results.reason) hint=td_string!(l, results.reason_hint) rows=2/>
            <AreaField name="more_reason" label=td_string!(l, prizes.more_reason) hint=td_string!(l, prizes.more_hint) rows=2 required=false/>
            <div class="form-actions"><button class="button">{td_string!(l, results.give_award)}</button></div>
        </PostForm>
    }
}

fn take(l: Locale, slug: &str, preview: &Preview) -> impl IntoView + use<> {
    let given: Vec<(String, String)> = preview
        .tracks
        .iter()
        .flat_map(|track| &track.distinctions)
        .flat_map(|one| {
            one.given.iter().map(|(name, _)| {
                (format!("{}:{}", one.award.id, name.entry), format!("{} – {}", one.award.name, name.title))
            })
        })
        .collect();
    (!given.is_empty()).then(|| {
        let options = with_choose(l, given.into_iter());
        let slug = slug.to_owned();
        view! {
            <details class="disclosure">
                <summary>{td_string!(l, results.take_title)}</summary>
                <PostForm action=TakeAward::url() class="card form">
                    <Hidden name="slug" value=slug/>
                    <SelectField name="given" label=td_string!(l, results.given) options=options/>
                    <AreaField name="take_reason" label=td_string!(l, results.take_reason) hint=td_string!(l, results.take_hint) rows=2/>
                    <div class="form-actions"><button class="button button-danger">{td_string!(l, results.take_award)}</button></div>
                </PostForm>
            </details>
        }
    })
}
