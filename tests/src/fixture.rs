//! A small competition put straight into the tables, for tests of one stage that need what comes before it. Journeys
//! make theirs by clicking.

use crate::{
    client::{Client, Reply},
    site::{NOON, Site, email_of},
};
use app::{
    competition::model::Question,
    ids::{
        AssignmentId, AwardId, CompetitionId, CriterionId, EntryId, InquiryId, JudgeId, RoundId, RunId, TeamId, TrackId,
    },
    panel::model::Proposal,
};
use server::{
    db::{Db, DbError, Tx},
    execute, fetch_one,
};
use uuid::Uuid;

mod entries;
mod room;
mod scores;

pub use scores::Assigned;

/// What was put in.
#[derive(Clone, Debug)]
pub struct Fixture {
    /// The competition; its slug is `peace`.
    pub competition: CompetitionId,
    /// Its one track, `functioning`.
    pub track: TrackId,
    /// Its criteria: `dialogue` 60, `prevention` 40, marks 1 to 5.
    pub criteria: [CriterionId; 2],
    /// Its one round, closing 30 days after [`NOON`].
    pub round: RoundId,
}

fn id<T: From<Uuid>>() -> T {
    Uuid::new_v4_for_tests().into()
}

trait ForTests {
    fn new_v4_for_tests() -> Uuid;
}

impl ForTests for Uuid {
    #[expect(clippy::disallowed_methods, reason = "ids of fixtures mean nothing")]
    fn new_v4_for_tests() -> Uuid {
        Uuid::new_v4()
    }
}

impl Fixture {
    /// A competition in this state, with a track, a rubric, rules and a round. Entries close a day after [`NOON`].
    pub async fn new(db: &Db, state: &'static str) -> Self {
        Self::with_slug(db, state, "peace").await
    }

    /// The same under another short name.
    pub async fn with_slug(db: &Db, state: &'static str, slug: &'static str) -> Self {
        let made = Self { competition: id(), track: id(), criteria: [id(), id()], round: id() };
        let fixture = made.clone();
        db.write(move |tx| Box::pin(async move {
            let (c, t) = (made.competition.uuid(), made.track.uuid());
            let (now, close, end) = (NOON.micros(), NOON.plus_seconds(86_400).micros(), NOON.plus_seconds(30 * 86_400).micros());
            execute!(tx, "INSERT INTO competition (id, slug, name, theme, description, state, time_zone, languages, entries_open_at, entries_close_at,
                          results_at, reviews_per_entry, disparity_points, publish_scores, publish_depth, version, created_at)
                          VALUES ($1, $2, 'Peace games', 'Dialogue', 'About', $3, 'UTC', 'en;ar;fr', $4, $5, $6, 2, 25, $7, 'all', 1, $4)",
                     c, slug, state, now, close, end, true)?;
            execute!(tx, "INSERT INTO track (id, competition_id, key, name, description, tie_criteria, position)
                          VALUES ($1, $2, 'functioning', 'Fully functioning', 'Can be played', 'prevention;dialogue', 0)", t, c)?;
            put_questions(tx, c, t).await?;
            for (n, (criterion, key, weight)) in made.criteria.iter().zip([("dialogue", 60_000_000_i64), ("prevention", 40_000_000)]).map(|(a, (b, c))| (a, b, c)).enumerate() {
                execute!(tx, "INSERT INTO criterion (id, competition_id, track_id, key, label, question, weight, min_mark, max_mark, step, position)
                              VALUES ($1, $2, $3, $4, $4, 'Why?', $5, 1000000, 5000000, 1000000, $6)",
                         criterion.uuid(), c, t, key, weight, i64::try_from(n).unwrap_or(0))?;
            }
            execute!(tx, "INSERT INTO award (id, competition_id, track_id, key, name, prize, kind, count, position)
                          VALUES ($1, $2, $3, 'prize', 'First prize', 'USD 5,000', 'place', 1, 0)", id::<Uuid>(), c, t)?;
            execute!(tx, "INSERT INTO round (id, competition_id, key, closes_at, position) VALUES ($1, $2, 'first', $3, 0)", made.round.uuid(), c, end)?;
            execute!(tx, "INSERT INTO rules_version (competition_id, version, text, since) VALUES ($1, 1, 'Be kind.', $2)", c, now)?;
            Ok::<_, DbError>(())
        })).await.expect("a competition");
        fixture
    }

    /// An entry of a team of its own with one adult member, who signs in with `account` if there is one.
    pub async fn entry(
        &self,
        db: &Db,
        key: &'static str,
        state: &'static str,
        account: Option<Uuid>,
    ) -> (EntryId, TeamId) {
        let (entry, team): (EntryId, TeamId) = (id(), id());
        let (c, t) = (self.competition.uuid(), self.track.uuid());
        db.write(move |tx| Box::pin(async move {
            let now = NOON.micros();
            execute!(tx, "INSERT INTO team (id, competition_id, name, organisation, created_at) VALUES ($1, $2, $3, '', $4)", team.uuid(), c, format!("Team {key}"), now)?;
            execute!(tx, "INSERT INTO member (id, competition_id, team_id, account_id, public_name, country, role, minor, created_at)
                          VALUES ($1, $2, $3, $4, $5, 'KE', 'lead', $6, $7)", id::<Uuid>(), c, team.uuid(), account, format!("Member of {key}"), false, now)?;
            if let Some(account) = account {
                execute!(tx, "INSERT INTO role (account_id, competition_id, role, created_at) VALUES ($1, $2, 'team_member', $3)
                              ON CONFLICT (account_id, competition_id, role) DO NOTHING", account, c, now)?;
            }
            let content = format!("{{\"title\":\"{key}\",\"pitch\":\"A pitch\",\"description\":\"Words\",\"dialogue\":\"Words\",\"prevention\":\"Words\",\"languages\":[\"en\"],\"platforms\":[\"web\"],\"play_url\":\"https://play.example/{key}\"}}");
            let submitted = (state != "draft").then_some(now);
            execute!(tx, "INSERT INTO entry (id, competition_id, track_id, team_id, key, state, title, languages, content, version, submitted_at, rules_version, content_hash, created_at)
                          VALUES ($1, $2, $3, $4, $5, $6, $5, 'en', $7, 1, $8, $9, $10, $11)",
                     entry.uuid(), c, t, team.uuid(), key, state, content.as_str(), submitted, submitted.map(|_| 1_i64), submitted.map(|_| "00"), now)?;
            if submitted.is_some() {
                execute!(tx, "INSERT INTO snapshot (id, competition_id, entry_id, version, content, content_hash, at) VALUES ($1, $2, $3, 1, $4, '00', $5)",
                         id::<Uuid>(), c, entry.uuid(), content.as_str(), now)?;
            }
            Ok::<_, DbError>((entry, team))
        })).await.expect("an entry")
    }

    /// A judge who reads English, who signs in with `account` if there is one.
    pub async fn judge(&self, db: &Db, key: &'static str, state: &'static str, account: Option<Uuid>) -> JudgeId {
        let judge: JudgeId = id();
        let c = self.competition.uuid();
        db.write(move |tx| Box::pin(async move {
            execute!(tx, "INSERT INTO judge (id, competition_id, account_id, key, name, email, affiliation, field, languages, state, created_at)
                          VALUES ($1, $2, $3, $4, $5, '', '', 'peacebuilding', 'en', $6, $7)",
                     judge.uuid(), c, account, key, format!("Judge {key}"), state, NOON.micros())?;
            if matches!(state, "accepted" | "ready") {
                execute!(tx, "INSERT INTO conduct_signature (judge_id, version, competition_id, locale, digest, signed_at) VALUES ($1, 1, $2, 'en', $3, $4)",
                         judge.uuid(), c, vec![0_u8; 32], NOON.micros())?;
            }
            if let Some(account) = account {
                execute!(tx, "INSERT INTO role (account_id, competition_id, role, created_at) VALUES ($1, $2, 'judge', $3)", account, c, NOON.micros())?;
            }
            Ok::<_, DbError>(judge)
        })).await.expect("a judge")
    }

    /// Judge x entry in the round.
    pub async fn assign(&self, db: &Db, judge: JudgeId, entry: EntryId) -> AssignmentId {
        let assignment: AssignmentId = id();
        let (c, r) = (self.competition.uuid(), self.round.uuid());
        db.write(move |tx| Box::pin(async move {
            execute!(tx, "INSERT INTO assignment (id, competition_id, round_id, judge_id, entry_id, by_hand, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                     assignment.uuid(), c, r, judge.uuid(), entry.uuid(), false, NOON.micros())?;
            Ok::<_, DbError>(assignment)
        })).await.expect("an assignment")
    }

    /// A hard conflict between a judge and an entry.
    pub async fn conflict(&self, db: &Db, judge: JudgeId, entry: EntryId) {
        let c = self.competition.uuid();
        put!(
            db,
            "INSERT INTO conflict (judge_id, entry_id, competition_id, kind, reason, at) VALUES ($1, $2, $3, 'hard', 'kin', $4)",
            judge.uuid(),
            entry.uuid(),
            c,
            NOON.micros()
        );
    }

    /// A distinction of the track.
    pub async fn distinction(&self, db: &Db) -> AwardId {
        let award: AwardId = id();
        let (c, t) = (self.competition.uuid(), self.track.uuid());
        put!(
            db,
            "INSERT INTO award (id, competition_id, track_id, key, name, prize, kind, count, position)
            VALUES ($1, $2, $3, 'mention', 'Honourable mention', '', 'distinction', 5, 1)",
            award.uuid(),
            c,
            t
        );
        award
    }

    /// Gives a distinction to an entry.
    pub async fn give(&self, db: &Db, award: AwardId, entry: EntryId) {
        let c = self.competition.uuid();
        put!(
            db,
            "INSERT INTO given_award (award_id, entry_id, competition_id, reason, at) VALUES ($1, $2, $3, 'Bold', $4)",
            award.uuid(),
            entry.uuid(),
            c,
            NOON.micros()
        );
    }

    /// A proposal of no assignments, not applied yet.
    pub async fn run(&self, db: &Db) -> RunId {
        let run: RunId = id();
        let (c, r) = (self.competition.uuid(), self.round.uuid());
        let proposal = serde_json::to_string(&Proposal::default()).expect("JSON");
        put!(
            db,
            "INSERT INTO assignment_run (id, competition_id, round_id, proposal, made_at) VALUES ($1, $2, $3, $4, $5)",
            run.uuid(),
            c,
            r,
            proposal.as_str(),
            NOON.micros()
        );
        run
    }

    /// A question about the competition that waits for an answer.
    pub async fn inquiry(&self, db: &Db, account: Uuid, text: &'static str) -> InquiryId {
        let inquiry: InquiryId = id();
        let c = self.competition.uuid();
        put!(
            db,
            "INSERT INTO inquiry (id, competition_id, account_id, state, text, public_text, answer, version, asked_at)
            VALUES ($1, $2, $3, 'open', $4, '', '', 1, $5)",
            inquiry.uuid(),
            c,
            account,
            text,
            NOON.micros()
        );
        inquiry
    }

    /// A second track, `walkthrough`, with a criterion: it asks for the description too, and for a video.
    pub async fn other_track(&self, db: &Db) -> TrackId {
        let track: TrackId = id();
        let (c, t) = (self.competition.uuid(), track.uuid());
        db.write(move |tx| Box::pin(async move {
            execute!(tx, "INSERT INTO track (id, competition_id, key, name, description, tie_criteria, position)
                          VALUES ($1, $2, 'walkthrough', 'Ideas', 'Can be watched', '', 1)", t, c)?;
            execute!(tx, "INSERT INTO criterion (id, competition_id, track_id, key, label, question, weight, min_mark, max_mark, step, position)
                          VALUES ($1, $2, $3, 'idea', 'Idea', 'Why?', 100000000, 1000000, 5000000, 1000000, 0)", id::<Uuid>(), c, t)?;
            for (position, key, kind, label) in [(0_i64, "description", "text", ""), (1, "video_url", "link", ""), (2, "storyboard", "text", "Storyboard")] {
                execute!(tx, "INSERT INTO question (track_id, competition_id, key, position, label, hint, kind, max_words, required, audience)
                              VALUES ($1, $2, $3, $4, $5, '', $6, 100, $7, 'public')", t, c, key, position, label, kind, true)?;
            }
            Ok::<_, DbError>(track)
        })).await.expect("a track")
    }

    /// Makes somebody organiser.
    pub async fn organiser(&self, db: &Db, account: Uuid) {
        let c = self.competition.uuid();
        put!(
            db,
            "INSERT INTO role (account_id, competition_id, role, created_at) VALUES ($1, $2, 'organiser', $3)",
            account,
            c,
            NOON.micros()
        );
    }

    /// Makes somebody organiser with these rights.
    pub async fn organiser_with(&self, db: &Db, account: Uuid, rights: &'static str) {
        let c = self.competition.uuid();
        put!(
            db,
            "INSERT INTO role (account_id, competition_id, role, rights, created_at) VALUES ($1, $2, 'organiser', $3, $4)",
            account,
            c,
            rights,
            NOON.micros()
        );
    }

    /// An invitation to organise, as an editor.
    pub async fn organiser_invitation(&self, db: &Db, email: &'static str) -> Uuid {
        let (c, invitation) = (self.competition.uuid(), id::<Uuid>());
        put!(
            db,
            "INSERT INTO organiser_invitation (id, competition_id, name, email, rights, created_at) VALUES ($1, $2, 'Invited', $3, 'editor', $4)",
            invitation,
            c,
            email,
            NOON.micros()
        );
        invitation
    }

    /// Puts the competition into another state.
    pub async fn set_state(&self, db: &Db, state: &'static str) {
        let (c, p) = (self.competition.uuid(), id::<Uuid>());
        // Going back takes a proposal that two agreed on.
        put!(
            db,
            "INSERT INTO proposal (id, competition_id, kind, payload, reason, proposed_at, confirmed_at)
             SELECT $1, $2, 'reopen', $3, '', 0, 0 WHERE NOT EXISTS (
               SELECT 1 FROM proposal w WHERE w.competition_id = $2 AND w.kind = 'reopen' AND w.outcome IS NULL)",
            p,
            c,
            format!("{{\"to\":\"{state}\"}}")
        );
        put!(db, "UPDATE competition SET state = $2 WHERE id = $1", c, state);
        put!(db, "DELETE FROM proposal WHERE id = $1", p);
    }
}

impl Site {
    /// The account of somebody who signed up by [`Site::person`].
    pub async fn account(&self, name: &str) -> Uuid {
        let email = email_of(name);
        let mut conn = self.db.read().await.expect("a reader");
        fetch_one!(&mut conn, (Uuid,), "SELECT id FROM account WHERE email = $1", email.as_str()).expect("an account").0
    }

    /// A second owner of a competition, who confirms what the first proposes.
    pub async fn second_owner(&self, slug: &str) -> Client {
        let mut conn = self.db.read().await.expect("a reader");
        let (known,): (bool,) =
            fetch_one!(&mut conn, (bool,), "SELECT EXISTS (SELECT 1 FROM account WHERE email = 'petra@example.org')")
                .expect("an answer");
        drop(conn);
        let petra = if known { self.returning("Petra").await } else { self.person("Petra").await };
        let (account, slug) = (self.account("Petra").await, slug.to_owned());
        put!(
            self.db,
            "INSERT INTO role (account_id, competition_id, role, created_at)
             SELECT $1, c.id, 'organiser', $3 FROM competition c WHERE c.slug = $2 AND NOT EXISTS (
               SELECT 1 FROM role r WHERE r.account_id = $1 AND r.competition_id = c.id)",
            account,
            slug.as_str(),
            NOON.micros()
        );
        petra
    }

    /// Publishes what an organiser's preview shows: the organiser proposes, a second owner confirms. The page that the second
    /// one sees.
    pub async fn publish(&self, organiser: &mut Client, slug: &str) -> Reply {
        organiser.propose(slug, "").await;
        self.second_owner(slug).await.confirm(slug).await
    }

    /// Opens a phase again: the organiser proposes it, a second owner confirms.
    pub async fn reopen(&self, organiser: &mut Client, slug: &str, reason: &str, closes_at: &str) {
        let fields = [("slug", slug), ("reopen_reason", reason), ("closes_at", closes_at)];
        let reply = organiser.call("competition/propose_reopening", &fields).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
        let mut petra = self.second_owner(slug).await;
        let page = petra.get(&format!("/en/c/{slug}/organise")).await.body;
        let proposal = crate::client::proposal_of(&page);
        let reply = petra.call("competition/confirm_reopening", &[("slug", slug), ("proposal", &proposal)]).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
    }

    /// Signs up and gives the account too.
    pub async fn person_with_account(&self, name: &str) -> (Client, Uuid) {
        (self.person(name).await, self.account(name).await)
    }
}

/// Asks what is asked where nobody says what to ask.
pub async fn put_questions(tx: &mut Tx, competition: Uuid, track: Uuid) -> Result<(), DbError> {
    for (position, question) in (0_i64..).zip(Question::standard()) {
        execute!(
            tx,
            "INSERT INTO question (track_id, competition_id, key, position, label, hint, kind, max_words, required, audience)
             VALUES ($1, $2, $3, $4, '', '', $5, $6, $7, $8)",
            track,
            competition,
            question.key.as_str(),
            position,
            question.kind.as_str(),
            i64::from(question.max_words),
            question.required,
            question.audience.as_str(),
        )?;
    }
    Ok(())
}
