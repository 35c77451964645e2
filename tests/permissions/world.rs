//! A competition with everybody in it, and next to it another one with an organiser of its own.

use crate::table::Row;
use app::{accounts::model::LinkPurpose, ids::AccountId};
use server::{db::Db, execute, fetch_one, fetch_optional};
use std::collections::HashMap;
use tests::{Client, Engine, Fixture, Frozen, Reply, Site};
use uuid::Uuid;

/// The states of a competition.
pub const STATES: [&str; 6] = ["setup", "open", "screening", "judging", "deliberation", "published"];

/// Who tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Actor {
    /// Nobody.
    Visitor,
    /// Owns this competition.
    Organiser,
    /// Organises it as an editor.
    Editor,
    /// Organises it as a checker.
    Checker,
    /// Organises it as an observer.
    Observer,
    /// Runs the whole site.
    Host,
    /// Runs another one.
    OtherOrganiser,
    /// A member of the team whose entry it is.
    OwnTeam,
    /// A member of another team.
    OtherTeam,
    /// Assigned to the entry.
    AssignedJudge,
    /// On the panel, ready, not assigned to the entry.
    UnassignedJudge,
    /// On the panel, with a conflict of interest with the entry.
    ConflictedJudge,
    /// On the panel, has not declared conflicts yet.
    NewJudge,
    /// Signed in, with nothing to do with any of it.
    Stranger,
}

impl Actor {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::Visitor,
        Self::Organiser,
        Self::Editor,
        Self::Checker,
        Self::Observer,
        Self::Host,
        Self::OtherOrganiser,
        Self::OwnTeam,
        Self::OtherTeam,
        Self::AssignedJudge,
        Self::UnassignedJudge,
        Self::ConflictedJudge,
        Self::NewJudge,
        Self::Stranger,
    ];
}

async fn make_host(db: &Db, account: Uuid) {
    db.write(move |tx| {
        Box::pin(async move { execute!(tx, "UPDATE account SET host = $2 WHERE id = $1", account, true) })
    })
    .await
    .expect("a host");
}

async fn link(site: &Site, purpose: LinkPurpose, account: Option<Uuid>, subject: Option<Uuid>) -> String {
    let key = site.config.link_key.clone();
    site.db
        .write(move |tx| Box::pin(async move { key.make(tx, purpose, account.map(AccountId::from), subject).await }))
        .await
        .expect("a link")
}

async fn own_member(db: &Db, account: Uuid) -> Uuid {
    let mut conn = db.read().await.expect("a reader");
    fetch_one!(&mut conn, (Uuid,), "SELECT id FROM member WHERE account_id = $1", account).expect("a member").0
}

/// The frozen copy of an entry; of a draft, which has none, an id that nothing has.
async fn snapshot(db: &Db, entry: Uuid) -> Uuid {
    let mut conn = db.read().await.expect("a reader");
    let frozen: Option<(Uuid,)> =
        fetch_optional!(&mut conn, (Uuid,), "SELECT id FROM snapshot WHERE entry_id = $1", entry).expect("read");
    frozen.map_or(Uuid::nil(), |(id,)| id)
}

async fn ask_before_publication(db: &Db) {
    db.write(|tx| {
        Box::pin(async move {
            execute!(tx, "UPDATE guardian_consent SET publication = 'pending', guardian_name = 'Xochitl Ruiz'")
        })
    })
    .await
    .expect("asked");
}

/// A message that was kept, to somebody whose address is in it.
async fn put_mail(db: &Db, competition: Uuid) -> Uuid {
    let id = Uuid::from_u128(7);
    db.write(move |tx| {
        Box::pin(async move {
            execute!(
                tx,
                "INSERT INTO outbox_mail (id, competition_id, event, to_address, to_name, locale, template, subject, body, state, attempts,
                   next_attempt_at, created_at) VALUES ($1, $2, 'e', 'guardian@example.org', 'Guardian', 'en', 'guardian_request', 'S', 'B', 'kept', 0, 0, 0)",
                id,
                competition
            )
        })
    })
    .await
    .expect("a message");
    id
}

/// A site with everybody in it.
pub struct World {
    /// Ids by name, for the fields of operations: `competition`, `track`, `entry`, `team`, `judge`, ...
    pub ids: HashMap<&'static str, String>,
    clients: HashMap<Actor, Client>,
    frozen: Frozen,
}

impl World {
    /// A competition in this state.
    pub async fn new(engine: Engine, state: &'static str) -> Self {
        let site = Site::empty(engine).await;
        let db = &site.db;
        let fixture = Fixture::new(db, "judging").await;
        let other = Fixture::with_slug(db, "judging", "other").await;
        let mut clients = HashMap::from([(Actor::Visitor, site.visitor())]);
        let mut accounts = HashMap::new();
        for actor in Actor::ALL.into_iter().filter(|actor| *actor != Actor::Visitor) {
            let (client, account) = site.person_with_account(&format!("{actor:?}")).await;
            clients.insert(actor, client);
            accounts.insert(actor, account);
        }
        let account = |actor: Actor| accounts.get(&actor).copied();
        let entry_state = match state {
            "setup" => "draft",
            "open" => "submitted",
            "screening" => "submitted",
            _ => "eligible",
        };
        fixture.organiser(db, account(Actor::Organiser).expect("an account")).await;
        for (actor, rights) in [(Actor::Editor, "editor"), (Actor::Checker, "checker"), (Actor::Observer, "observer")] {
            fixture.organiser_with(db, account(actor).expect("an account"), rights).await;
        }
        // So that neither is the last one.
        fixture.organiser(db, account(Actor::Host).expect("an account")).await;
        make_host(db, account(Actor::Host).expect("an account")).await;
        other.organiser(db, account(Actor::OtherOrganiser).expect("an account")).await;
        let (entry, team) = fixture.entry(db, "own", entry_state, account(Actor::OwnTeam)).await;
        let (second, _) = fixture.entry(db, "second", entry_state, account(Actor::OtherTeam)).await;
        let assigned = fixture.judge(db, "assigned", "ready", account(Actor::AssignedJudge)).await;
        let unassigned = fixture.judge(db, "unassigned", "ready", account(Actor::UnassignedJudge)).await;
        let conflicted = fixture.judge(db, "conflicted", "ready", account(Actor::ConflictedJudge)).await;
        fixture.judge(db, "new", "accepted", account(Actor::NewJudge)).await;
        let invited = fixture.judge(db, "invited", "invited", None).await;
        let assignment = fixture.assign(db, assigned, entry).await;
        fixture.assign(db, assigned, second).await;
        fixture.conflict(db, conflicted, entry).await;
        // Nobody but the team knows of it, and organisers may remind them.
        fixture.entry(db, "unfinished", "draft", account(Actor::OtherTeam)).await;
        let award = fixture.distinction(db).await;
        let member = fixture.member(db, team).await;
        let minor = fixture.minor(db, team).await;
        let own_member = own_member(db, account(Actor::OwnTeam).expect("an account")).await;
        ask_before_publication(db).await;
        let run = fixture.run(db).await;
        let picture = fixture.picture(db, entry).await;
        let other_track = fixture.other_track(db).await;
        fixture.give(db, award, second).await;
        fixture.rejection(db, entry).await;
        fixture.finding(db, entry, second).await;
        let concern = fixture.concern(db, entry).await;
        let report = fixture.report(db, assigned, entry).await;
        let appeal = fixture.appeal(db, entry, "Words of a team").await;
        let sample = fixture.sample(db, "Bridge", None).await;
        let organiser_invitation = fixture.organiser_invitation(db, "invited@example.org").await;
        let inquiry = fixture.inquiry(db, account(Actor::Stranger).expect("an account"), "May I?").await;
        fixture.set_state(db, "deliberation").await;
        fixture.room(db, &[entry]).await;
        let vote = fixture.vote(db, "Shall we?", None).await;
        let post = fixture.post(db, unassigned, account(Actor::UnassignedJudge), entry, "Words of a judge").await;
        fixture.set_state(db, state).await;
        let stranger = account(Actor::Stranger).expect("an account");
        let password_link = link(&site, LinkPurpose::Password, Some(stranger), None).await;
        let judge_link = link(&site, LinkPurpose::JudgeInvitation, None, Some(invited.uuid())).await;
        let organiser_link = link(&site, LinkPurpose::OrganiserInvitation, None, Some(organiser_invitation)).await;
        let team_link = link(&site, LinkPurpose::TeamInvitation, None, Some(team.uuid())).await;
        let consent_link = link(&site, LinkPurpose::GuardianConsent, None, Some(minor.uuid())).await;
        let mail = put_mail(db, fixture.competition.uuid()).await;
        let late = fixture.late_scorecard(db, assigned, entry).await;
        let snapshot = snapshot(db, entry.uuid()).await;
        let ids = HashMap::from([
            ("nothing", Uuid::nil().to_string()),
            ("late", late.to_string()),
            ("vote", vote.to_string()),
            ("post", post.to_string()),
            ("mail", mail.to_string()),
            ("competition", fixture.competition.to_string()),
            ("track", fixture.track.to_string()),
            ("other_track", other_track.to_string()),
            ("round", fixture.round.to_string()),
            ("entry", entry.to_string()),
            ("snapshot", snapshot.to_string()),
            ("second", second.to_string()),
            ("team", team.to_string()),
            ("member", member.to_string()),
            ("own_member", own_member.to_string()),
            ("judge", assigned.to_string()),
            ("unassigned", unassigned.to_string()),
            ("conflicted", conflicted.to_string()),
            ("award", award.to_string()),
            ("given", format!("{award}:{second}")),
            ("check", format!("{second}:diligence")),
            ("assignment", assignment.to_string()),
            ("invited", invited.to_string()),
            ("run", run.to_string()),
            ("picture", picture.to_string()),
            ("inquiry", inquiry.to_string()),
            ("minor", minor.to_string()),
            ("concern", concern.to_string()),
            ("report", report.to_string()),
            ("appeal", appeal.to_string()),
            ("sample", sample.to_string()),
            ("password_link", password_link),
            ("judge_link", judge_link),
            ("organiser_invitation", organiser_invitation.to_string()),
            ("organiser_link", organiser_link),
            ("observing", account(Actor::Observer).expect("an account").to_string()),
            ("team_link", team_link),
            ("consent_link", consent_link),
        ]);
        Self { ids, clients, frozen: site.freeze().await }
    }

    /// The same as it was made, whatever happened to this one: to make it costs twenty people who sign up.
    pub async fn again(&self) -> Self {
        let site = self.frozen.site().await;
        let clients = self.clients.iter().map(|(actor, client)| (*actor, client.on(&site))).collect();
        Self { ids: self.ids.clone(), clients, frozen: self.frozen.clone() }
    }

    /// Puts ids in the place of their names: `$entry`, `kind[$entry]`.
    fn fill(&self, text: &str) -> String {
        let Some((before, rest)) = text.split_once('$') else { return text.to_owned() };
        let (name, after) = rest.split_once(']').map_or((rest, ""), |(name, _)| (name, "]"));
        format!("{before}{}{after}", self.ids.get(name).unwrap_or_else(|| panic!("no id called {name}")))
    }

    /// Opens a page.
    pub async fn open(&mut self, actor: Actor, path: &str) -> Reply {
        self.clients.get_mut(&actor).expect("a client").get(path).await
    }

    /// Tries an operation; gives the status a script would see.
    pub async fn attempt(&mut self, actor: Actor, row: &Row) -> u16 {
        let email = format!("{actor:?}@example.org").to_lowercase();
        let fill = |text: &str| if text == "$own_email" { email.clone() } else { self.fill(text) };
        let fields: Vec<(String, String)> =
            (row.fields).iter().map(|(name, value)| (fill(name), fill(value))).collect();
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.clients.get_mut(&actor).expect("a client").call(row.operation, &fields).await.status
    }
}
