//! Joining a team by its link.

use super::{fields::MemberFields, sign_in_first};
use crate::{
    entries::api::Join,
    i18n::td_string,
    services::services,
    ui::{Crumb, Hidden, PostForm, error_text, layout, load, param},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Which team it is, and who joins.
#[component]
pub fn JoinPage() -> impl IntoView {
    let services = services();
    let token = param::<String>("token");
    load(async move {
        let token = token?;
        let invitation = services.entries.invitation(token.clone()).await?;
        let page = services.page;
        let l = page.locale;
        let slug = invitation.competition.slug.clone();
        let body = match (&invitation.may_join, &page.viewer) {
            _ if invitation.member_already => {
                let mine = page.link(&format!("/c/{slug}/mine"));
                view! {
                    <div class="notice"><p>{td_string!(l, entries.join_already)}</p></div>
                    <p><a class="button button-primary" href=mine>{td_string!(l, entries.mine_title)}</a></p>
                }
                .into_any()
            }
            (Err(refusal), _) => {
                let text = error_text::refusal_text(l, refusal);
                view! { <div class="notice notice-warning"><p>{text}</p></div> }.into_any()
            }
            (Ok(()), None) => sign_in_first(&page).into_any(),
            (Ok(()), Some(_)) => match invitation.member.clone() {
                Some((member, guardian)) => view! {
                    <p>{td_string!(l, entries.join_personal)}</p>
                    <PostForm action=Join::url() class="card form" only_if=("token", token.clone())>
                        <Hidden name="token" value=token/>
                        <MemberFields member=member guardian=guardian own=true/>
                        <div class="form-actions"><button class="button button-primary">{td_string!(l, entries.join)}</button></div>
                    </PostForm>
                }
                .into_any(),
                None => view! {
                <PostForm action=Join::url() class="card form" only_if=("token", token.clone())>
                    <Hidden name="token" value=token/>
                    <MemberFields own=true/>
                    <div class="form-actions"><button class="button button-primary">{td_string!(l, entries.join)}</button></div>
                </PostForm>
                }
                .into_any(),
            },
        };
        let lead = td_string!(l, entries.join_lead, competition = invitation.competition.name.clone()).to_string();
        let works: Vec<_> =
            invitation.titles.iter().map(|title| view! { <li><bdi>{title.clone()}</bdi></li> }).collect();
        Ok(layout::narrow(
            td_string!(l, entries.join_title, team = invitation.team.clone()).to_string(),
            vec![Crumb::new(invitation.competition.name.clone(), format!("/c/{slug}"))],
            view! {
                <p class="lead">{lead}</p>
                {(!works.is_empty()).then(|| view! { <ul class="plain">{works}</ul> })}
                {body}
            },
        ))
    })
}
