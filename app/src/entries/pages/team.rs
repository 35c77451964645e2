//! The team behind an entry: its members, their guardians, and who else may write.

use super::{
    below_entry_crumbs,
    fields::MemberFields,
    team_links::{consent_links, invitation, personal_links},
    team_people::{contacts, leave},
    words,
};
use crate::{
    country,
    entries::{
        api::{AddMember, ConfirmMember, EditMember, EditTeam, InviteMember, RemoveMember},
        model::Member,
        views::Desk,
    },
    i18n::td_string,
    ids::MemberId,
    services::{Page, services},
    ui::{Hidden, PostForm, TextField, error_text, layout, load, param, query},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Members first, then links to send, then the forms.
#[component]
pub fn TeamPage() -> impl IntoView {
    let services = services();
    let entry = param("entry");
    let changed: Option<MemberId> = query("member").and_then(|id| id.parse().ok());
    load(async move {
        let desk = services.entries.desk(entry?).await?;
        let page = services.page;
        let l = page.locale;
        let crumbs = below_entry_crumbs(l, &desk.competition, &desk.entry);
        let open = desk.may_write.is_ok();
        let locked = desk.may_write.as_ref().err().map(|refusal| {
            let why = error_text::refusal_text(l, refusal);
            view! { <div class="notice"><p class="notice-title">{td_string!(l, entries.team_locked)}</p><p>{why}</p></div> }
        });
        let member = changed.and_then(|id| desk.entry.team.members.iter().find(|member| member.id == id).cloned());
        let forms = open.then(|| match member {
            Some(member) => edit_member(&page, &desk, member).into_any(),
            None => {
                view! { {add_member(&page, &desk)} {invitation(&page, &desk)} {edit_team(&page, &desk)} }.into_any()
            }
        });
        Ok(layout::wide(
            desk.entry.team.name.clone(),
            crumbs,
            view! {
                {locked}
                {members(&page, &desk)}
                {consent_links(&page, &desk)}
                {personal_links(&page, &desk)}
                {forms}
                {contacts(&page, &desk)}
                {leave(&page, &desk)}
            },
        ))
    })
}

fn members(page: &Page, desk: &Desk) -> AnyView {
    let l = page.locale;
    let rows: Vec<_> = desk.entry.team.members.iter().map(|member| row(page, desk, member)).collect();
    view! {
        <section class="section" aria-labelledby="members">
            <h2 id="members">{td_string!(l, entries.members)}</h2>
            <table class="table table-stacked" role="table">
                <thead role="rowgroup"><tr role="row">
                    <th scope="col" role="columnheader">{td_string!(l, entries.member)}</th>
                    <th scope="col" role="columnheader">{td_string!(l, entries.country)}</th>
                    <th scope="col" role="columnheader">{td_string!(l, entries.role)}</th>
                    <th scope="col" role="columnheader">{td_string!(l, entries.consent)}</th>
                    <th scope="col" role="columnheader"><span class="visually-hidden">{td_string!(l, common.actions)}</span></th>
                </tr></thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn row(page: &Page, desk: &Desk, member: &Member) -> AnyView {
    let l = page.locale;
    let name = words::member_name(l, member);
    let standing = words::standing_badges(l, &desk.entry.team, member);
    let own = (desk.own == Some(member.id))
        .then(|| view! { " " <span class="muted">"(" {td_string!(l, entries.you)} ")"</span> });
    let consent = match member.consent {
        Some(consent) => words::consent_badge(l, consent).into_any(),
        None => view! { <span class="muted">{td_string!(l, entries.not_needed)}</span> }.into_any(),
    };
    let actions = desk.may_write.is_ok().then(|| row_actions(page, desk, member));
    view! {
        <tr role="row">
            <th scope="row" role="rowheader"><bdi>{name}</bdi>{own} {standing}</th>
            <td role="cell" data-label=td_string!(l, entries.country)>{country::name(l, &member.country)}</td>
            <td role="cell" data-label=td_string!(l, entries.role)><bdi>{member.role.clone()}</bdi></td>
            <td role="cell" data-label=td_string!(l, entries.consent)>{consent}</td>
            <td role="cell" class="actions"><div class="button-row">{actions}</div></td>
        </tr>
    }
    .into_any()
}

fn row_actions(page: &Page, desk: &Desk, member: &Member) -> AnyView {
    let l = page.locale;
    let edit = page.link(&format!("/entries/{}/team?member={}#change", desk.entry.id, member.id));
    let shown = words::member_name(l, member);
    let what = td_string!(l, entries.remove_member_what, name = shown.clone()).to_string();
    let (entry, id) = (desk.entry.id.to_string(), member.id.to_string());
    // Who signs in says by themselves who they are.
    let may_edit = !member.has_account || desk.own == Some(member.id);
    let name = shown.clone();
    let edit = may_edit.then(|| {
        view! { <a class="button button-small" href=edit>{td_string!(l, entries.edit_member)} " " <span class="visually-hidden"><bdi>{name}</bdi></span></a> }
    });
    let confirm = (!member.is_confirmed()).then(|| {
        let (entry, id, name) = (entry.clone(), id.clone(), shown.clone());
        let (invited, asked, of) = (name.clone(), id.clone(), entry.clone());
        view! {
            <PostForm action=InviteMember::url() class="inline-form" only_if=("member", asked.clone())>
                <Hidden name="entry" value=of/>
                <Hidden name="member" value=asked/>
                <button class="button button-small">{td_string!(l, entries.personal_link)} " " <span class="visually-hidden"><bdi>{invited}</bdi></span></button>
            </PostForm>
            <PostForm action=ConfirmMember::url() class="inline-form" only_if=("member", id.clone())>
                <Hidden name="entry" value=entry/>
                <Hidden name="member" value=id/>
                <button class="button button-small button-quiet">{td_string!(l, entries.has_no_account)} " " <span class="visually-hidden"><bdi>{name}</bdi></span></button>
            </PostForm>
        }
    });
    let own = desk.own == Some(member.id);
    let remove = (!own).then(|| {
        view! {
            <details class="confirm">
                <summary class="button button-small button-danger">{td_string!(l, entries.remove_member)} " " <span class="visually-hidden"><bdi>{shown}</bdi></span></summary>
                <div class="confirm-panel">
                    <p>{what}</p>
                    <PostForm action=RemoveMember::url() class="inline-form" only_if=("member", id.clone())>
                        <Hidden name="entry" value=entry/>
                        <Hidden name="member" value=id/>
                        <button class="button button-small button-danger button-primary">{td_string!(l, entries.remove_member)}</button>
                    </PostForm>
                </div>
            </details>
        }
    });
    view! { {edit} {confirm} {remove} }.into_any()
}

fn add_member(page: &Page, desk: &Desk) -> AnyView {
    let l = page.locale;
    let entry = desk.entry.id.to_string();
    view! {
        <section class="section" aria-labelledby="add">
            <h2 id="add">{td_string!(l, entries.add_member)}</h2>
            <p class="muted">{td_string!(l, entries.add_member_note)}</p>
            <PostForm action=AddMember::url() class="card form" only_if=("entry", entry.clone())>
                <Hidden name="entry" value=entry/>
                <MemberFields/>
                <div class="form-actions"><button class="button button-primary">{td_string!(l, entries.add_member)}</button></div>
            </PostForm>
        </section>
    }
    .into_any()
}

fn edit_member(page: &Page, desk: &Desk, member: Member) -> AnyView {
    let l = page.locale;
    let title = td_string!(l, entries.change_member, name = member.public_name.clone()).to_string();
    let guardian =
        desk.guardians.iter().find(|(id, _)| *id == member.id).map(|(_, name)| name.clone()).unwrap_or_default();
    let (entry, id) = (desk.entry.id.to_string(), member.id.to_string());
    let back = page.link(&format!("/entries/{entry}/team"));
    view! {
        <section class="section" aria-labelledby="change">
            <h2 id="change">{title}</h2>
            <PostForm action=EditMember::url() class="card form" only_if=("member", id.clone())>
                <Hidden name="entry" value=entry/>
                <Hidden name="member" value=id/>
                <MemberFields member=member guardian=guardian/>
                <div class="form-actions">
                    <button class="button button-primary">{td_string!(l, common.save)}</button>
                    <a class="button button-quiet" href=back>{td_string!(l, entries.cancel)}</a>
                </div>
            </PostForm>
        </section>
    }
    .into_any()
}

fn edit_team(page: &Page, desk: &Desk) -> AnyView {
    let l = page.locale;
    let entry = desk.entry.id.to_string();
    let (name, organisation) = (desk.entry.team.name.clone(), desk.entry.team.organisation.clone());
    view! {
        <section class="section" aria-labelledby="team">
            <h2 id="team">{td_string!(l, entries.your_team)}</h2>
            <PostForm action=EditTeam::url() class="card form" only_if=("entry", entry.clone())>
                <Hidden name="entry" value=entry/>
                <TextField name="team_name" label=td_string!(l, entries.team_name) hint=td_string!(l, entries.team_name_hint) value=name/>
                <TextField name="organisation" label=td_string!(l, entries.organisation) hint=td_string!(l, entries.organisation_hint)
                    value=organisation required=false/>
                <div class="form-actions"><button class="button">{td_string!(l, common.save)}</button></div>
            </PostForm>
        </section>
    }
    .into_any()
}
