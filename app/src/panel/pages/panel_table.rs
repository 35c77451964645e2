//! The judges of a panel in a table, and the links to send.

use super::{
    invited::{filters, history, standing},
    words::{comfort, ratio, state_word, tags},
};
use crate::{
    accounts::model::Rights,
    i18n::{Locale, td_string},
    panel::{
        api::{RemoveJudge, RenewInvitation, SetChair, SetReserve},
        model::{JudgeState, PanelBoard, PanelMemberRow},
        rules,
    },
    services::Page,
    ui::{Badge, Hidden, PostForm, Tone, empty_state, query},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Each person who has not answered, with the link to send.
pub fn open_invitations(page: &Page, board: &PanelBoard) -> Option<impl IntoView + use<>> {
    let l = page.locale;
    let hint = page.may(Rights::Editor).then(|| td_string!(l, panel.open_invitations_hint));
    let cards: Vec<_> = board
        .judges
        .iter()
        .filter(|row| row.judge.state == JudgeState::Invited)
        .map(|row| {
            let link = match &row.invitation {
                // Whoever may not invite is not shown the link, which takes the seat.
                _ if !page.may(Rights::Editor) => ().into_any(),
                Some(token) => {
                    let address = format!("{}{}", board.origin, page.link(&format!("/invitations/{token}")));
                    view! { <code class="code-box" dir="ltr">{address}</code> }.into_any()
                }
                None => view! { <p class="field-error">{td_string!(l, panel.link_expired)}</p> }.into_any(),
            };
            view! {
                <li class="card">
                    <div class="cluster-spread">
                        <p><strong><bdi>{row.judge.name.clone()}</bdi></strong> " " <bdi class="small muted" dir="ltr">{row.judge.email.clone()}</bdi></p>
                        {renew(l, &board.competition.slug, row, td_string!(l, panel.new_link))}
                    </div>
                    {link}
                </li>
            }
        })
        .collect();
    (!cards.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="invitations">
                <div class="section-heading">
                    <h2 id="invitations">{td_string!(l, panel.open_invitations)}</h2>
                    <p class="small muted">{hint}</p>
                </div>
                <ul class="plain stack">{cards}</ul>
            </section>
        }
    })
}

fn renew(l: Locale, slug: &str, row: &PanelMemberRow, text: &'static str) -> impl IntoView + use<> {
    let id = row.judge.id.to_string();
    let (slug, name) = (slug.to_owned(), row.judge.name.clone());
    view! {
        <PostForm action=RenewInvitation::url() class="inline-form" only_if=("judge", id.clone())>
            <Hidden name="slug" value=slug/>
            <Hidden name="judge" value=id/>
            <button class="button button-small">{text} <span class="visually-hidden">{td_string!(l, panel.link_of)} " " <bdi>{name}</bdi></span></button>
        </PostForm>
    }
}

fn remove(l: Locale, slug: &str, row: &PanelMemberRow) -> impl IntoView + use<> {
    let id = row.judge.id.to_string();
    let (slug, name) = (slug.to_owned(), row.judge.name.clone());
    let (text, what) = if row.judge.state == JudgeState::Invited {
        (td_string!(l, panel.withdraw), td_string!(l, panel.withdraw_what))
    } else {
        (td_string!(l, panel.remove), td_string!(l, panel.remove_what))
    };
    view! {
        <details class="confirm">
            <summary class="button button-small button-quiet">{text} <span class="visually-hidden"><bdi>{name.clone()}</bdi></span></summary>
            <div class="confirm-panel">
                <p>{what}</p>
                <PostForm action=RemoveJudge::url() class="inline-form" only_if=("judge", id.clone())>
                    <Hidden name="slug" value=slug/>
                    <Hidden name="judge" value=id/>
                    <button class="button button-danger">{text} " " <bdi>{name}</bdi></button>
                </PostForm>
            </div>
        </details>
    }
}

/// Puts a judge on reserve, or calls one in.
fn reserve(l: Locale, slug: &str, row: &PanelMemberRow) -> impl IntoView + use<> {
    let id = row.judge.id.to_string();
    let (slug, name) = (slug.to_owned(), row.judge.name.clone());
    let to = (!row.invited.reserve).to_string();
    let text = if row.invited.reserve { td_string!(l, judges.call_in) } else { td_string!(l, judges.put_on_reserve) };
    view! {
        <PostForm action=SetReserve::url() class="inline-form" only_if=("judge", id.clone())>
            <Hidden name="slug" value=slug/>
            <Hidden name="judge" value=id/>
            <Hidden name="reserve" value=to/>
            <button class="button button-small">{text} <span class="visually-hidden">" " <bdi>{name}</bdi></span></button>
        </PostForm>
    }
}

/// Makes a judge the chair, or lets them be one no more.
fn chair(l: Locale, slug: &str, row: &PanelMemberRow) -> impl IntoView + use<> {
    let id = row.judge.id.to_string();
    let (slug, name) = (slug.to_owned(), row.judge.name.clone());
    let to = (!row.chair).to_string();
    let text = if row.chair { td_string!(l, judges.chair_end) } else { td_string!(l, judges.chair_make) };
    view! {
        <PostForm action=SetChair::url() class="inline-form" only_if=("judge", id.clone())>
            <Hidden name="slug" value=slug/>
            <Hidden name="judge" value=id/>
            <Hidden name="chair" value=to/>
            <button class="button button-small">{text} <span class="visually-hidden">" " <bdi>{name}</bdi></span></button>
        </PostForm>
    }
}

/// All judges, those who declined or left too.
pub fn judges_table(page: &Page, board: &PanelBoard) -> AnyView {
    let l = page.locale;
    if board.judges.is_empty() {
        return empty_state(td_string!(l, panel.no_judges_title), td_string!(l, panel.no_judges));
    }
    let chosen = query("state");
    let rows: Vec<_> = board
        .judges
        .iter()
        .filter(|row| chosen.as_deref().is_none_or(|word| standing(page, row) == word))
        .map(|row| table_row(page, board, row))
        .collect();
    view! {
        <section class="section" aria-labelledby="judges">
            <h2 id="judges">{td_string!(l, panel.judges)}</h2>
            {filters(page, board, chosen.as_deref())}
            <table class="table table-stacked" role="table">
                <caption>{td_string!(l, panel.judges_caption)}</caption>
                <thead role="rowgroup"><tr role="row">
                    <th scope="col" role="columnheader">{td_string!(l, panel.name)}</th>
                    <th scope="col" role="columnheader">{td_string!(l, panel.field)}</th>
                    <th scope="col" role="columnheader">{td_string!(l, panel.affiliation)}</th>
                    <th scope="col" role="columnheader">{td_string!(l, panel.languages)}</th>
                    <th scope="col" role="columnheader">{td_string!(l, panel.state)}</th>
                    <th scope="col" role="columnheader" class="number">{td_string!(l, panel.load)}</th>
                    <th scope="col" role="columnheader">{td_string!(l, panel.conflicts)}</th>
                    <th scope="col" role="columnheader"><span class="visually-hidden">{td_string!(l, common.actions)}</span></th>
                </tr></thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn table_row(page: &Page, board: &PanelBoard, row: &PanelMemberRow) -> impl IntoView + use<> {
    let (l, slug, change) = (page.locale, &board.competition.slug, page.may(Rights::Editor));
    let inviting = change && rules::may_invite(board.competition.state).is_ok();
    let judge = &row.judge;
    let (tone, word) = match standing(page, row) {
        "expired" => (Tone::Warning, td_string!(l, judges.state_expired)),
        _ => state_word(l, judge.state),
    };
    let parts: Vec<String> = [
        (row.hard_conflicts > 0).then(|| td_string!(l, panel.conflicts_hard, count = row.hard_conflicts).to_string()),
        (row.soft_conflicts > 0).then(|| td_string!(l, panel.conflicts_soft, count = row.soft_conflicts).to_string()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let conflicts = if parts.is_empty() { td_string!(l, panel.no_conflicts).to_owned() } else { parts.join(" · ") };
    let gone = matches!(judge.state, JudgeState::Declined | JudgeState::Left | JudgeState::SteppedDown);
    let again = (gone && inviting).then(|| renew(l, slug, row, td_string!(l, panel.invite_again)));
    let off =
        (change && !matches!(judge.state, JudgeState::Left | JudgeState::SteppedDown)).then(|| remove(l, slug, row));
    let reserve = (inviting && !gone).then(|| reserve(l, slug, row));
    let on_panel = matches!(judge.state, JudgeState::Accepted | JudgeState::Ready);
    let chairs = (change && on_panel).then(|| chair(l, slug, row));
    let badge = row.chair.then(|| view! { " " <Badge tone=Tone::Information text=td_string!(l, judges.chair)/> });
    let href = page.link(&format!("/c/{slug}/organise/panel/{}", judge.id));
    let edit = change.then(|| {
        view! { <a class="button button-small button-quiet" href=href>{td_string!(l, judges.edit)} <span class="visually-hidden">" " <bdi>{judge.name.clone()}</bdi></span></a> }
    });
    let partner = (!row.partner.is_empty()).then(|| {
        view! { <p class="small">{td_string!(l, judges.employed_by)} " " <bdi>{row.partner.clone()}</bdi></p> }
    });
    let avoid: Vec<String> = row.comfort.iter().map(|word| comfort(l, word)).collect();
    let avoid = (!avoid.is_empty())
        .then(|| view! { <p class="small">{td_string!(l, judges.not_to_give)} " " <bdi>{avoid.join(" · ")}</bdi></p> });
    let away: Vec<String> = row.away.iter().map(|away| format!("{} – {}", away.first, away.last)).collect();
    let away = (!away.is_empty()).then(
        || view! { <p class="small">{td_string!(l, judges.is_away)} " " <bdi dir="ltr">{away.join(" · ")}</bdi></p> },
    );
    let history = history(l, &board.competition.time_zone, row);
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">
                <bdi>{judge.name.clone()}</bdi>{badge}
                <p class="small muted"><bdi dir="ltr">{judge.key.clone()}</bdi></p>{avoid}{away}
            </th>
            <td role="cell" data-label=td_string!(l, panel.field)><bdi>{judge.field.clone()}</bdi></td>
            <td role="cell" data-label=td_string!(l, panel.affiliation)><bdi>{judge.affiliation.clone()}</bdi>{partner}</td>
            <td role="cell" data-label=td_string!(l, panel.languages)>{tags(&judge.languages)}</td>
            <td role="cell" data-label=td_string!(l, panel.state)><Badge tone=tone text=word/>{history}</td>
            <td role="cell" class="number" data-label=td_string!(l, panel.load)>{ratio(row.load, judge.max_load)}</td>
            <td role="cell" data-label=td_string!(l, panel.conflicts)>{conflicts}</td>
            <td role="cell" class="actions"><div class="button-row">{again}{reserve}{chairs}{edit}{off}</div></td>
        </tr>
    }
}
