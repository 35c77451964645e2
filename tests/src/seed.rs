//! The seed competition with its checked arithmetic (two tracks, eight entries, four judges), put straight into the
//! tables. Every scorecard has a comment and a note that no other text holds, to look for where they must not be.

mod data;

use crate::{fixture::put_questions, site::NOON};
use app::ids::{AwardId, CompetitionId, EntryId, JudgeId, RoundId, TrackId};
use data::{FIELDS, Marks, SeedEntry, SeedTrack, TRACKS};
use server::{
    db::{Db, DbError, Tx},
    execute,
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What was put in.
#[derive(Clone, Debug)]
pub struct Seed {
    /// The competition; its slug is `peaceapp`.
    pub competition: CompetitionId,
    /// Its tracks by key.
    pub tracks: BTreeMap<&'static str, TrackId>,
    /// The honourable mention of each track, by the track's key.
    pub mentions: BTreeMap<&'static str, AwardId>,
    /// The award by place of each track, by the track's key.
    pub prizes: BTreeMap<&'static str, AwardId>,
    /// Its entries by key.
    pub entries: BTreeMap<&'static str, EntryId>,
    /// Its judges by letter.
    pub judges: BTreeMap<char, JudgeId>,
    /// Its one round.
    pub round: RoundId,
}

#[expect(clippy::disallowed_methods, reason = "ids of fixtures mean nothing")]
fn id<T: From<Uuid>>() -> T {
    Uuid::new_v4().into()
}

impl Seed {
    /// The whole competition in this state.
    pub async fn new(db: &Db, state: &'static str) -> Self {
        let mut seed = Self {
            competition: id(),
            tracks: BTreeMap::new(),
            mentions: BTreeMap::new(),
            prizes: BTreeMap::new(),
            entries: BTreeMap::new(),
            judges: FIELDS.iter().map(|(letter, _)| (*letter, id())).collect(),
            round: id(),
        };
        for track in &TRACKS {
            seed.tracks.insert(track.key, id());
            seed.mentions.insert(track.key, id());
            seed.prizes.insert(track.key, id());
            seed.entries.extend(track.entries.iter().map(|entry| (entry.key, id::<EntryId>())));
        }
        let made = seed.clone();
        db.write(move |tx| {
            Box::pin(async move {
                made.put_competition(tx, state).await?;
                for (position, track) in (0_i64..).zip(&TRACKS) {
                    made.put_track(tx, position, track).await?;
                }
                // D recused from the second entry: a colleague's.
                let (judge, entry) = (made.judges[&'d'].uuid(), made.entries["market-of-two-languages"].uuid());
                execute!(
                    tx,
                    "INSERT INTO conflict (judge_id, entry_id, competition_id, kind, reason, at) VALUES ($1, $2, $3, 'hard', 'colleague', $4)",
                    judge, entry, made.competition.uuid(), NOON.micros()
                )?;
                Ok::<_, DbError>(())
            })
        })
        .await
        .expect("the seed competition");
        seed
    }

    async fn put_competition(&self, tx: &mut Tx, state: &'static str) -> Result<(), DbError> {
        let c = self.competition.uuid();
        let now = NOON.micros();
        execute!(
            tx,
            "INSERT INTO competition (id, slug, name, theme, description, state, time_zone, languages, entries_open_at, entries_close_at,
             results_at, reviews_per_entry, disparity_points, publish_scores, publish_depth, version, created_at)
             VALUES ($1, 'peaceapp', 'PEACEapp demo', 'Games and apps for dialogue that prevents violence', '', $2, 'UTC', 'ar;zh;en;fr;ru;es',
             $3, $3, $3, 3, 25, $4, 'all', 1, $3)",
            c, state, now, true
        )?;
        execute!(
            tx,
            "INSERT INTO round (id, competition_id, key, closes_at, position) VALUES ($1, $2, 'first', $3, 0)",
            self.round.uuid(),
            c,
            now
        )?;
        execute!(
            tx,
            "INSERT INTO rules_version (competition_id, version, text, since) VALUES ($1, 1, 'Be kind.', $2)",
            c,
            now
        )?;
        for (letter, field) in FIELDS {
            execute!(
                tx,
                "INSERT INTO judge (id, competition_id, key, name, email, affiliation, field, languages, state, created_at)
                 VALUES ($1, $2, $3, $4, '', '', $5, 'en', 'ready', $6)",
                self.judges[&letter].uuid(), c, letter.to_string(), judge_name(letter), field, now
            )?;
        }
        Ok(())
    }

    async fn put_track(&self, tx: &mut Tx, position: i64, track: &'static SeedTrack) -> Result<(), DbError> {
        let (c, t) = (self.competition.uuid(), self.tracks[track.key].uuid());
        execute!(
            tx,
            "INSERT INTO track (id, competition_id, key, name, description, tie_criteria, position)
             VALUES ($1, $2, $3, $4, '', 'prevention;dialogue', $5)",
            t,
            c,
            track.key,
            track.name,
            position
        )?;
        put_questions(tx, c, t).await?;
        let criteria: Vec<Uuid> = track.rubric.iter().map(|_| id()).collect();
        for (n, (criterion, (key, label, weight))) in (0_i64..).zip(criteria.iter().zip(track.rubric)) {
            execute!(
                tx,
                "INSERT INTO criterion (id, competition_id, track_id, key, label, question, weight, min_mark, max_mark, step, position)
                 VALUES ($1, $2, $3, $4, $5, 'How well?', $6, 1000000, 5000000, 1000000, $7)",
                *criterion, c, t, key, label, weight * 1_000_000, n
            )?;
        }
        for (n, (award, key, name, prize, kind, count)) in (0_i64..).zip([
            (self.prizes[track.key], "winner", "Winner", track.prize, "place", track.prizes),
            (self.mentions[track.key], "mention", "Honourable mention", "", "distinction", 5),
        ]) {
            execute!(
                tx,
                "INSERT INTO award (id, competition_id, track_id, key, name, prize, kind, count, position) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                award.uuid(),
                c,
                t,
                key,
                name,
                prize,
                kind,
                count,
                n
            )?;
        }
        for entry in track.entries {
            self.put_entry(tx, t, entry).await?;
            for (judge, marks) in entry.cards {
                self.put_card(tx, *judge, entry.key, &criteria, marks).await?;
            }
        }
        Ok(())
    }

    async fn put_entry(&self, tx: &mut Tx, track: Uuid, entry: &'static SeedEntry) -> Result<(), DbError> {
        let (c, e, team, now) = (self.competition.uuid(), self.entries[entry.key].uuid(), id::<Uuid>(), NOON.micros());
        execute!(
            tx,
            "INSERT INTO team (id, competition_id, name, organisation, created_at) VALUES ($1, $2, $3, '', $4)",
            team,
            c,
            format!("Makers of {}", entry.title),
            now
        )?;
        for country in entry.countries {
            execute!(
                tx,
                "INSERT INTO member (id, competition_id, team_id, public_name, country, role, minor, created_at)
                 VALUES ($1, $2, $3, 'A member', $4, 'lead', $5, $6)",
                id::<Uuid>(),
                c,
                team,
                *country,
                false,
                now
            )?;
        }
        let content = |title: &str| format!("{{\"title\":\"{title}\",\"pitch\":\"Pitch of {}\"}}", entry.title);
        // The team's own copy differs from the one that was frozen and judged.
        execute!(
            tx,
            "INSERT INTO entry (id, competition_id, track_id, team_id, key, state, title, languages, content, version, submitted_at, rules_version, content_hash, created_at)
             VALUES ($1, $2, $3, $4, $5, 'eligible', $6, 'en', $7, 1, $8, 1, '00', $8)",
            e, c, track, team, entry.key, entry.title, content("Retitled later").as_str(), now
        )?;
        execute!(
            tx,
            "INSERT INTO snapshot (id, competition_id, entry_id, version, content, content_hash, at) VALUES ($1, $2, $3, 1, $4, '00', $5)",
            id::<Uuid>(),
            c,
            e,
            content(entry.title).as_str(),
            now
        )?;
        Ok(())
    }

    async fn put_card(
        &self,
        tx: &mut Tx,
        judge: char,
        entry: &str,
        criteria: &[Uuid],
        marks: &Marks,
    ) -> Result<(), DbError> {
        let (card, now) = (id::<Uuid>(), NOON.micros());
        execute!(
            tx,
            "INSERT INTO scorecard (id, competition_id, round_id, judge_id, entry_id, state, note, version, saved_at, submitted_at)
             VALUES ($1, $2, $3, $4, $5, 'draft', $6, 1, $7, $7)",
            card, self.competition.uuid(), self.round.uuid(), self.judges[&judge].uuid(), self.entries[entry].uuid(),
            format!("canary-note-{judge}-{entry}"), now
        )?;
        for (criterion, mark) in criteria.iter().zip(marks) {
            execute!(
                tx,
                "INSERT INTO score (scorecard_id, criterion_id, mark, could_not_assess, comment) VALUES ($1, $2, $3, $4, $5)",
                card,
                *criterion,
                *mark * 1_000_000,
                false,
                format!("canary-comment-{judge}-{entry}")
            )?;
        }
        execute!(tx, "UPDATE scorecard SET state = 'submitted' WHERE id = $1", card)?;
        Ok(())
    }

    /// Puts an account into the team of an entry.
    pub async fn join(&self, db: &Db, entry: &'static str, account: Uuid) {
        let (c, e) = (self.competition.uuid(), self.entries[entry].uuid());
        db.write(move |tx| {
            Box::pin(async move {
                execute!(
                    tx,
                    "INSERT INTO member (id, competition_id, team_id, account_id, public_name, country, role, minor, created_at)
                     SELECT $1, competition_id, team_id, $2, 'A member', '', 'lead', $3, created_at FROM entry WHERE id = $4",
                    id::<Uuid>(), account, false, e
                )?;
                add_role(tx, account, c, "team_member").await
            })
        })
        .await
        .expect("a member");
    }

    /// Gives a judge an account.
    pub async fn seat(&self, db: &Db, judge: char, account: Uuid) {
        let (c, j) = (self.competition.uuid(), self.judges[&judge].uuid());
        db.write(move |tx| {
            Box::pin(async move {
                execute!(tx, "UPDATE judge SET account_id = $2 WHERE id = $1", j, account)?;
                execute!(
                    tx,
                    "INSERT INTO conduct_signature (judge_id, version, competition_id, locale, digest, signed_at)
                              SELECT j.id, 1, j.competition_id, 'en', $2, 0 FROM judge j WHERE j.id = $1",
                    j,
                    vec![0_u8; 32]
                )?;
                add_role(tx, account, c, "judge").await
            })
        })
        .await
        .expect("a judge with an account");
    }

    /// Makes an account an organiser.
    pub async fn organiser(&self, db: &Db, account: Uuid) {
        let c = self.competition.uuid();
        db.write(move |tx| Box::pin(async move { add_role(tx, account, c, "organiser").await }))
            .await
            .expect("an organiser");
    }

    /// Runs a statement whose `$1` is the competition.
    pub async fn change(&self, db: &Db, statement: &'static str) {
        let c = self.competition.uuid();
        db.write(move |tx| Box::pin(async move { execute!(tx, statement, c) })).await.expect("a change");
    }

    /// A conflict of interest that comes to light after scoring.
    pub async fn late_conflict(&self, db: &Db, judge: char, entry: &'static str) {
        let (c, j, e) = (self.competition.uuid(), self.judges[&judge].uuid(), self.entries[entry].uuid());
        db.write(move |tx| {
            Box::pin(async move {
                execute!(
                    tx,
                    "INSERT INTO conflict (judge_id, entry_id, competition_id, kind, reason, at) VALUES ($1, $2, $3, 'hard', 'late', $4)",
                    j, e, c, NOON.micros()
                )
            })
        })
        .await
        .expect("a conflict");
    }

    /// The titles of all entries.
    pub fn titles() -> impl Iterator<Item = &'static str> {
        TRACKS.iter().flat_map(|track| track.entries).map(|entry| entry.title)
    }
}

fn judge_name(letter: char) -> String {
    format!("Judge canary-judge-{letter}")
}

async fn add_role(tx: &mut Tx, account: Uuid, competition: Uuid, role: &'static str) -> Result<u64, DbError> {
    execute!(
        tx,
        "INSERT INTO role (account_id, competition_id, role, created_at) VALUES ($1, $2, $3, $4)",
        account,
        competition,
        role,
        NOON.micros()
    )
}
