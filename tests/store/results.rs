//! What results are computed from, decisions, publications.

mod after;
mod deliberation;
mod pack;
mod rounds;

use app::{
    ids::{CompetitionId, EntryId, ProposalId, PublicationId},
    results::{model::PublicationFacts, rules},
};
use server::{
    auth::permits::{self, About, Editor, Operator, Organises, Owner, Release},
    competition::store::{proposal, read::by_id},
    db::{Db, DbError, Tx},
    execute,
    results::store::{
        feedback,
        read::{self, PublicResults},
        write,
    },
};
use tests::{Fixture, NOON, Seed, on_both_engines};

fn organiser(seed: &Seed) -> Owner {
    Operator::at_the_command_line().owner(seed.competition)
}

/// The permit to publish what two organisers confirmed.
async fn release(tx: &mut Tx, competition: CompetitionId, digest: &'static str) -> Result<Release, DbError> {
    let (id, now): (ProposalId, _) = (tx.ambient().id(), tx.now());
    execute!(
        tx,
        "INSERT INTO proposal (id, competition_id, kind, payload, reason, proposed_at, confirmed_at) VALUES ($1, $2, 'publish', $3, 'Note', 0, 0)",
        id.uuid(),
        competition.uuid(),
        digest
    )?;
    Ok(permits::release(tx, id, now).await.expect("confirmed"))
}

/// The permit for one entry.
fn at(by: &Owner, entry: EntryId) -> About<Editor> {
    by.about(entry).expect("nothing is kept from the operator")
}

async fn evidence(db: &Db, seed: &Seed) -> rules::Evidence {
    let mut conn = db.read().await.expect("a reader");
    let competition = by_id(&mut conn, seed.competition).await.expect("read").expect("there");
    read::evidence(&mut conn, competition).await.expect("evidence")
}

async fn public(db: &Db, slug: &str) -> PublicResults {
    read::public(&mut db.read().await.expect("a reader"), slug, None).await.expect("read")
}

on_both_engines!(the_evidence_is_everything_stored, |db| async move {
    let seed = Seed::new(&db, "judging").await;
    let found = evidence(&db, &seed).await;
    assert_eq!((found.tracks.len(), found.entries.len(), found.fields.len(), found.rounds.len()), (2, 8, 4, 1));
    assert_eq!(found.scorecards.len(), 25);
    assert!(found.entries.iter().any(|entry| entry.title == "Ballot Walk" && entry.pitch == "Pitch of Ballot Walk"));
    assert!(found.entries.iter().all(|entry| entry.title != "Retitled later"), "titles are those that were judged");
    assert!(found.entries.iter().any(|entry| entry.countries == ["BR", "PT"]));
    assert!(found.votes.is_empty() && found.decisions.is_empty());
});

on_both_engines!(the_newest_frozen_copy_counts, |db| async move {
    let seed = Seed::new(&db, "judging").await;
    let (c, e) = (seed.competition.uuid(), seed.entries["echo-room"].uuid());
    db.write(move |tx| {
        Box::pin(async move {
            execute!(
                tx,
                "INSERT INTO snapshot (id, competition_id, entry_id, version, content, content_hash, at) VALUES ($1, $2, $3, 10, '{\"title\":\"Cured\"}', '00', 0)",
                e, c, e
            )
        })
    })
    .await
    .expect("a newer copy");
    let titles: Vec<String> = evidence(&db, &seed).await.entries.into_iter().map(|entry| entry.title).collect();
    assert!(titles.contains(&"Cured".to_owned()) && !titles.contains(&"Echo Room".to_owned()), "{titles:?}");
});

on_both_engines!(a_distinction_is_given_changed_and_taken_back, |db| async move {
    let seed = Seed::new(&db, "deliberation").await;
    let (by, award, entry) = (organiser(&seed), seed.mentions["functioning"], seed.entries["river-council"]);
    for reason in ["Brave", "Brave and kind"] {
        let by = by.clone();
        db.write(move |tx| Box::pin(async move { write::give_award(tx, &at(&by, entry), award, reason).await }))
            .await
            .expect("given");
    }
    let decisions = evidence(&db, &seed).await.decisions;
    assert_eq!(decisions, [rules::Decision { award, entry, reason: "Brave and kind".to_owned() }]);
    for there in [true, false] {
        let by = by.clone();
        let taken = db
            .write(move |tx| Box::pin(async move { write::take_award(tx, &at(&by, entry), award).await }))
            .await
            .expect("taken");
        assert_eq!(taken, there);
    }
    assert!(evidence(&db, &seed).await.decisions.is_empty());
});

on_both_engines!(an_organiser_of_another_competition_takes_nothing, |db| async move {
    let seed = Seed::new(&db, "deliberation").await;
    let other = Fixture::new(&db, "deliberation").await;
    let (by, award, entry) = (organiser(&seed), seed.mentions["functioning"], seed.entries["river-council"]);
    db.write(move |tx| Box::pin(async move { write::give_award(tx, &at(&by, entry), award, "Brave").await }))
        .await
        .expect("given");
    let stranger = Operator::at_the_command_line().owner(other.competition);
    let taken = db
        .write(move |tx| Box::pin(async move { write::take_award(tx, &at(&stranger, entry), award).await }))
        .await
        .expect("asked");
    assert!(!taken);
});

on_both_engines!(votes_replace_earlier_ones, |db| async move {
    let seed = Seed::new(&db, "deliberation").await;
    let (by, entry) = (organiser(&seed), seed.entries["river-council"]);
    for votes in [2, 5] {
        let by = by.clone();
        db.write(move |tx| Box::pin(async move { write::set_votes(tx, &at(&by, entry), votes, "By hand").await }))
            .await
            .expect("recorded");
    }
    assert_eq!(evidence(&db, &seed).await.votes, [(entry, 5)].into());
});

on_both_engines!(deliberation_is_held_and_ends_once, |db| async move {
    let seed = Seed::new(&db, "judging").await;
    let by = organiser(&seed);
    let ask = |end: bool| {
        let (db, by) = (db.clone(), by.clone());
        async move {
            db.write(move |tx| {
                Box::pin(async move {
                    if end {
                        let by = release(tx, by.competition(), "d1ge57").await?;
                        let ended = write::end_deliberation(tx, &by).await?;
                        proposal::end(tx, by.competition(), by.proposal(), true).await?;
                        Ok(ended)
                    } else {
                        write::hold_in_deliberation(tx, &by).await
                    }
                })
            })
            .await
            .expect("asked")
        }
    };
    assert!(!ask(false).await && !ask(true).await, "not in judging");
    seed.change(&db, "UPDATE competition SET state = 'deliberation' WHERE id = $1").await;
    assert!(ask(false).await && ask(true).await);
    assert!(!ask(false).await, "not again");
    assert!(ask(true).await, "a further version");
});

on_both_engines!(the_public_reads_the_newest_publication_and_nothing_before_it, |db| async move {
    let seed = Seed::new(&db, "setup").await;
    assert_eq!(public(&db, "nowhere").await, PublicResults::None);
    assert_eq!(public(&db, "peaceapp").await, PublicResults::None);
    seed.change(&db, "UPDATE competition SET state = 'deliberation' WHERE id = $1").await;
    assert_eq!(public(&db, "peaceapp").await, PublicResults::NotYet);
    for (version, document) in [(1, "{\"one\":1}"), (2, "{\"two\":2}")] {
        let competition = seed.competition;
        let stored = db
            .write(move |tx| {
                Box::pin(async move {
                    let by = release(tx, competition, "d1ge57").await?;
                    let id: PublicationId = tx.ambient().id();
                    let stored = write::insert_publication(tx, &by, id, document).await?;
                    proposal::end(tx, competition, by.proposal(), true).await?;
                    Ok::<_, DbError>(stored)
                })
            })
            .await
            .expect("stored");
        assert_eq!(stored, version);
    }
    assert_eq!(public(&db, "peaceapp").await, PublicResults::NotYet, "the state decides");
    seed.change(&db, "UPDATE competition SET state = 'published' WHERE id = $1").await;
    let facts = |version| PublicationFacts { version, at: NOON, digest: "d1ge57".to_owned(), note: "Note".to_owned() };
    let out = |version, document: &str| PublicResults::Out { facts: facts(version), document: document.to_owned() };
    assert_eq!(public(&db, "peaceapp").await, out(2, "{\"two\":2}"));
    let mut conn = db.read().await.expect("a reader");
    assert_eq!(read::public(&mut conn, "peaceapp", Some(1)).await.expect("read"), out(1, "{\"one\":1}"));
    assert_eq!(read::public(&mut conn, "peaceapp", Some(3)).await.expect("read"), PublicResults::None);
    assert_eq!(read::publications(&mut conn, seed.competition).await.expect("read"), [facts(2), facts(1)]);
    drop(conn);
    let changed: Result<u64, DbError> =
        db.write(|tx| Box::pin(async move { execute!(tx, "UPDATE publication SET document = '{}'") })).await;
    assert!(changed.is_err(), "a publication is frozen");
});

on_both_engines!(what_was_said_is_of_scorecards_that_count, |db| async move {
    let seed = Seed::new(&db, "published").await;
    let entry = seed.entries["ballot-walk"];
    let (cards, said) = feedback::said_of(&mut db.read().await.expect("a reader"), entry).await.expect("read");
    assert_eq!((cards, said.len()), (3, 18));
    seed.late_conflict(&db, 'd', "ballot-walk").await;
    let (cards, said) = feedback::said_of(&mut db.read().await.expect("a reader"), entry).await.expect("read");
    assert_eq!((cards, said.len()), (2, 12));
    assert!(said.iter().all(|score| !score.comment.contains("-d-")), "{said:?}");
});

on_both_engines!(minors_are_shown_with_their_guardians_consent_only, |db| async move {
    let fixture = Fixture::new(&db, "deliberation").await;
    let (entry, team) = fixture.entry(&db, "game", "eligible", None).await;
    fixture.entry(&db, "other", "eligible", None).await;
    let kid = fixture.minor(&db, team).await;
    let found = || {
        let (db, id) = (db.clone(), fixture.competition);
        async move {
            let mut conn = db.read().await.expect("a reader");
            let competition = by_id(&mut conn, id).await.expect("read").expect("there");
            let evidence = read::evidence(&mut conn, competition).await.expect("evidence");
            let of = |key: &str| evidence.entries.iter().find(|entry| entry.key == key).cloned().expect("an entry");
            assert_eq!((of("other").minors.withheld(), of("other").countries), (false, vec!["KE".to_owned()]));
            (of("game").minors, of("game").countries)
        }
    };
    let (minors, countries) = found().await;
    assert_eq!((minors.unasked, countries), (1, vec!["KE".to_owned()]), "UG is the minor's");
    let ask = |competition| {
        let (db, by) = (db.clone(), Operator::at_the_command_line().owner(competition));
        async move {
            db.write(move |tx| Box::pin(async move { write::ask_publication(tx, &by, entry).await }))
                .await
                .expect("the database")
        }
    };
    let other = Fixture::with_slug(&db, "deliberation", "other").await;
    assert!(ask(other.competition).await.is_empty(), "not of this competition");
    assert_eq!(ask(fixture.competition).await, [kid]);
    assert!(ask(fixture.competition).await.is_empty(), "once");
    assert_eq!(found().await.0.pending, 1);
    for (answer, withheld, countries) in [("refused", true, vec!["KE"]), ("given", false, vec!["KE", "UG"])] {
        db.write(move |tx| {
            Box::pin(async move { execute!(tx, "UPDATE guardian_consent SET publication = $1", answer) })
        })
        .await
        .expect("answered");
        let (minors, shown) = found().await;
        assert_eq!((minors.withheld(), shown), (withheld, countries.into_iter().map(str::to_owned).collect()));
    }
});
