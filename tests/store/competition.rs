//! Competitions: what is inserted comes back; every write on its own.

mod choices;

use app::{
    competition::{
        model::{
            AnswerKind, Audience, Competition, CompetitionState, NewCompetition, PublishDepth, Question, TimetableDate,
            Track,
        },
        rules::{self, Settings, TrackSettings},
        template::{self, Timetable},
    },
    ids::CompetitionId,
    number::Decimal,
};
use server::{
    auth::permits::{Operator, Owner},
    competition::store::{
        board, precheck, question, read,
        write::{self, Move},
    },
    db::{Db, DbError},
    execute, fetch_one,
};
use tests::{Fixture, NOON, on_both_engines};
use uuid::Uuid;

fn new(slug: &str) -> NewCompetition {
    template::competition(slug, "Peace 2026", "Africa/Nairobi", Timetable::from(NOON))
}

async fn insert(db: &Db, new: NewCompetition) -> Result<CompetitionId, DbError> {
    db.write(move |tx| Box::pin(async move { write::insert(tx, &Operator::at_the_command_line().host(), &new).await }))
        .await
}

fn organiser(id: CompetitionId) -> Owner {
    Operator::at_the_command_line().owner(id)
}

async fn competition(db: &Db, id: CompetitionId) -> Competition {
    read::by_id(&mut db.read().await.expect("a reader"), id).await.expect("read").expect("there")
}

async fn tracks(db: &Db, id: CompetitionId) -> Vec<Track> {
    read::tracks(&mut db.read().await.expect("a reader"), id).await.expect("read")
}

on_both_engines!(a_competition_comes_back_as_it_was_inserted, |db| async move {
    let new = new("peace-2026");
    let id = insert(&db, new.clone()).await.expect("inserted");
    let mut conn = db.read().await.expect("a reader");
    let stored = read::by_slug(&mut conn, "peace-2026").await.expect("read").expect("there");
    assert_eq!(stored.id, id);
    let call = read::call(&mut conn, stored).await.expect("the call");
    let rules = board::rules_versions(&mut conn, id).await.expect("rules");
    let prechecks = precheck::of_competition(&mut conn, id).await.expect("checks");
    assert_eq!(NewCompetition::of(&call, rules, prechecks), new);
});

on_both_engines!(a_short_name_is_given_once, |db| async move {
    insert(&db, new("peace-2026")).await.expect("inserted");
    assert!(matches!(insert(&db, new("peace-2026")).await, Err(DbError::Unique(_))));
});

on_both_engines!(the_state_changes_once, |db| async move {
    let id = insert(&db, new("peace-2026")).await.expect("inserted");
    let change = move |from, to| {
        let db = db.clone();
        async move {
            db.write(move |tx| Box::pin(async move { write::set_state(tx, &organiser(id), from, to).await })).await
        }
    };
    assert!(change(CompetitionState::Setup, CompetitionState::Open).await.expect("done"));
    assert!(!change(CompetitionState::Setup, CompetitionState::Open).await.expect("not done"));
});

on_both_engines!(a_version_is_taken_once, |db| async move {
    let id = insert(&db, new("peace-2026")).await.expect("inserted");
    let take = move |version| {
        let db = db.clone();
        async move {
            db.write(move |tx| Box::pin(async move { write::next_version(tx, &organiser(id), version).await }))
                .await
                .expect("asked")
        }
    };
    assert!(take(1).await);
    assert!(!take(1).await);
    assert!(take(2).await);
});

on_both_engines!(settings_and_track_words_are_saved, |db| async move {
    let id = insert(&db, new("peace-2026")).await.expect("inserted");
    let track = tracks(&db, id).await.first().expect("a track").id;
    db.write(move |tx| {
        Box::pin(async move {
            let settings = Settings {
                name: "سلام".into(),
                theme: "T".into(),
                description: "D".into(),
                languages: vec!["ar".into(), "en".into()],
                reviews_per_entry: 5,
                disparity_points: 30,
                publish_scores: false,
                publish_depth: PublishDepth::All,
            };
            write::save_settings(tx, &organiser(id), &settings).await?;
            let words =
                TrackSettings { name: "N".into(), description: String::new(), tie_criteria: vec!["play".into()] };
            write::save_track(tx, &organiser(id), track, &words).await
        })
    })
    .await
    .expect("saved");
    let stored = competition(&db, id).await;
    assert_eq!(
        (stored.name.as_str(), stored.languages, stored.publish_scores),
        ("سلام", vec!["ar".into(), "en".into()], false)
    );
    let track = tracks(&db, id).await.remove(0);
    assert_eq!((track.name.as_str(), track.tie_criteria), ("N", vec!["play".to_owned()]));
});

on_both_engines!(questions_are_put_in_the_place_of_others, |db| async move {
    let id = insert(&db, new("peace-2026")).await.expect("inserted");
    let before = tracks(&db, id).await;
    let track = before.first().expect("a track").clone();
    let keys: Vec<&str> = track.questions.iter().map(|question| question.key.as_str()).collect();
    assert_eq!(keys.first().zip(keys.last()), Some((&"description", &"ties")));
    let asked = vec![Question {
        key: "paid".into(),
        label: "من دفع؟".into(),
        hint: "H".into(),
        kind: AnswerKind::Line,
        max_words: 0,
        required: true,
        audience: Audience::Organisers,
        options: Vec::new(),
    }];
    let new = asked.clone();
    db.write(move |tx| Box::pin(async move { question::save(tx, &organiser(id), track.id, &new).await }))
        .await
        .expect("saved");
    let mut conn = db.read().await.expect("a reader");
    assert_eq!(question::of_track(&mut conn, track.id).await.expect("read"), asked);
    drop(conn);
    let after = tracks(&db, id).await;
    assert_eq!(after.first().map(|track| &track.questions), Some(&asked));
    assert_eq!(after.get(1).map(|track| &track.questions), before.get(1).map(|track| &track.questions));
});

on_both_engines!(a_build_has_a_limit_of_its_own, |db| async move {
    let id = insert(&db, new("peace-2026")).await.expect("inserted");
    let limit = async || board::build_limit(&mut db.read().await.expect("a reader"), id).await.expect("a limit");
    assert_eq!(limit().await, 200);
    for (mebibytes, taken) in [(2048, true), (1, true), (0, false), (2049, false)] {
        let saved = db
            .write(move |tx| Box::pin(async move { write::save_build_limit(tx, &organiser(id), mebibytes).await }))
            .await;
        assert_eq!(saved.is_ok(), taken, "{mebibytes}");
    }
    assert_eq!(limit().await, 1);
});

on_both_engines!(a_moved_date_leaves_the_old_one_behind, |db| async move {
    let id = insert(&db, new("peace-2026")).await.expect("inserted");
    for date in TimetableDate::ALL {
        db.write(move |tx| {
            Box::pin(async move {
                let change =
                    Move { date, before: Some(NOON), after: Some(NOON.plus_seconds(9)), reason: "Power cut".into() };
                write::move_date(tx, &organiser(id), &change).await
            })
        })
        .await
        .expect("moved");
    }
    let stored = competition(&db, id).await;
    let call = read::call(&mut db.read().await.expect("a reader"), stored).await.expect("the call");
    for date in TimetableDate::ALL {
        assert_eq!(call.date(date), Some(NOON.plus_seconds(9)), "{date:?}");
    }
    assert_eq!(call.changes.len(), 4);
    assert!(call.changes.iter().all(|change| change.before == Some(NOON) && change.reason == "Power cut"));
});

on_both_engines!(rules_get_the_next_number, |db| async move {
    let id = insert(&db, new("peace-2026")).await.expect("inserted");
    let number = db
        .write(move |tx| Box::pin(async move { write::insert_rules(tx, &organiser(id), "Be kinder.").await }))
        .await
        .expect("published");
    let rules = read::rules(&mut db.read().await.expect("a reader"), id).await.expect("read").expect("rules");
    assert_eq!((number, rules.version, rules.text.as_str()), (2, 2, "Be kinder."));
});

on_both_engines!(a_rubric_is_changed_in_place, |db| async move {
    let id = insert(&db, new("peace-2026")).await.expect("inserted");
    let before = tracks(&db, id).await.remove(0);
    let mut criteria: Vec<_> = before.criteria.iter().map(app::competition::model::NewCriterion::from).collect();
    // Out: dialogue, which also settles ties. Its weight goes to a new line, which comes first.
    let gone = criteria.remove(0);
    criteria.insert(0, app::competition::model::NewCriterion { key: "joy".into(), label: "Joy".into(), ..gone });
    let track = before.clone();
    db.write(move |tx| Box::pin(async move { write::save_rubric(tx, &organiser(id), &track, &criteria).await }))
        .await
        .expect("saved");
    let after = tracks(&db, id).await.remove(0);
    let keys: Vec<_> = after.criteria.iter().map(|criterion| criterion.key.as_str()).collect();
    assert_eq!(keys, ["joy", "prevention", "harm", "play", "inclusion", "reach"]);
    assert_eq!(after.tie_criteria, ["prevention"]);
    assert_eq!(after.criterion("harm").map(|c| c.id), before.criterion("harm").map(|c| c.id), "ids stay");
    assert_eq!(after.criterion("joy").map(|c| c.levels.len()), Some(3));
    assert_eq!(rules::total(after.criteria.iter().map(|c| c.weight)), Decimal::from_integer(100));
});

on_both_engines!(drafts_survive_a_change_of_the_rubric_and_submitted_scorecards_lock_it, |db| async move {
    let f = Fixture::new(&db, "judging").await;
    let (entry, _) = f.entry(&db, "walk", "eligible", None).await;
    let judge = f.judge(&db, "a", "ready", None).await;
    let [dialogue, prevention] = f.criteria;
    let card = Uuid::from_u128(77);
    let (c, r) = (f.competition.uuid(), f.round.uuid());
    db.write(move |tx| {
        Box::pin(async move {
            let now = NOON.micros();
            execute!(tx, "INSERT INTO scorecard (id, competition_id, round_id, judge_id, entry_id, state, note, version, saved_at)
                          VALUES ($1, $2, $3, $4, $5, 'draft', '', 1, $6)", card, c, r, judge.uuid(), entry.uuid(), now)?;
            for criterion in [dialogue, prevention] {
                execute!(tx, "INSERT INTO score (scorecard_id, criterion_id, mark, could_not_assess, comment) VALUES ($1, $2, 3000000, $3, 'Good')",
                         card, criterion.uuid(), false)?;
            }
            Ok::<_, DbError>(())
        })
    })
    .await
    .expect("a draft");
    let track = tracks(&db, f.competition).await.remove(0);
    assert!(!board::is_locked(&mut db.read().await.expect("a reader"), track.id).await.expect("asked"));
    let mut criteria: Vec<_> = track.criteria.iter().map(app::competition::model::NewCriterion::from).collect();
    let mut all = criteria.remove(0);
    (all.weight, all.max) = (Decimal::from_integer(100), Decimal::from_integer(10));
    let (old, competition) = (track.clone(), f.competition);
    let one = all.clone();
    db.write(move |tx| Box::pin(async move { write::save_rubric(tx, &organiser(competition), &old, &[one]).await }))
        .await
        .expect("saved under a draft");
    let mut conn = db.read().await.expect("a reader");
    let (scores, marks): (i64, i64) = fetch_one!(
        &mut conn,
        (i64, i64),
        "SELECT CAST(COUNT(*) AS BIGINT), CAST(COUNT(mark) AS BIGINT) FROM score WHERE scorecard_id = $1",
        card,
    )
    .expect("counted");
    assert_eq!((scores, marks), (1, 0), "the comment stays, the mark of another scale does not");
    drop(conn);
    db.write(move |tx| {
        Box::pin(async move {
            execute!(
                tx,
                "UPDATE scorecard SET state = 'submitted', submitted_at = $2 WHERE id = $1",
                card,
                NOON.micros()
            )
        })
    })
    .await
    .expect("submitted");
    assert!(board::is_locked(&mut db.read().await.expect("a reader"), track.id).await.expect("asked"));
    let old = tracks(&db, f.competition).await.remove(0);
    all.label = "Other".into();
    let refused = db
        .write(move |tx| Box::pin(async move { write::save_rubric(tx, &organiser(competition), &old, &[all]).await }))
        .await;
    assert!(refused.is_err(), "the schema refuses too");
    db.write(move |tx| {
        Box::pin(async move { execute!(tx, "UPDATE scorecard SET state = 'void' WHERE id = $1", card) })
    })
    .await
    .expect("voided");
    assert!(
        board::is_locked(&mut db.read().await.expect("a reader"), track.id).await.expect("asked"),
        "history keeps it"
    );
});

on_both_engines!(an_award_that_was_given_stays, |db| async move {
    let f = Fixture::new(&db, "deliberation").await;
    let (entry, _) = f.entry(&db, "walk", "eligible", None).await;
    let track = tracks(&db, f.competition).await.remove(0);
    let award = track.awards.first().expect("an award").id.uuid();
    let competition = f.competition;
    db.write(move |tx| {
        Box::pin(async move {
            execute!(
                tx,
                "INSERT INTO given_award (award_id, entry_id, competition_id, reason, at) VALUES ($1, $2, $3, '', $4)",
                award,
                entry.uuid(),
                competition.uuid(),
                NOON.micros()
            )
        })
    })
    .await
    .expect("given");
    let old = track.clone();
    let gone = db
        .write(move |tx| Box::pin(async move { write::save_awards(tx, &organiser(competition), &old, &[]).await }))
        .await;
    assert!(!gone.expect("asked"));
    let mut awards: Vec<_> = track.awards.iter().map(app::competition::model::NewAward::from).collect();
    awards.iter_mut().for_each(|award| award.count = 4);
    awards.push(app::competition::model::NewAward { key: "second".into(), ..awards.first().expect("one").clone() });
    let wanted = awards.clone();
    assert!(
        db.write(move |tx| Box::pin(
            async move { write::save_awards(tx, &organiser(competition), &track, &awards).await }
        ))
        .await
        .expect("saved")
    );
    let stored = tracks(&db, f.competition).await.remove(0);
    assert_eq!(stored.awards.iter().map(app::competition::model::NewAward::from).collect::<Vec<_>>(), wanted);
});

on_both_engines!(facts_count_what_states_rest_on, |db| async move {
    let f = Fixture::new(&db, "screening").await;
    Fixture::with_slug(&db, "screening", "other").await.entry(&db, "elsewhere", "eligible", None).await;
    for (key, state) in [("a", "draft"), ("b", "submitted"), ("c", "fix_needed"), ("d", "rejected"), ("e", "withdrawn")]
    {
        f.entry(&db, key, state, None).await;
    }
    let (entry, _) = f.entry(&db, "f", "eligible", None).await;
    let judge = f.judge(&db, "j", "ready", None).await;
    f.judge(&db, "k", "invited", None).await;
    f.judge(&db, "l", "declined", None).await;
    f.assign(&db, judge, entry).await;
    let facts = board::facts(&mut db.read().await.expect("a reader"), f.competition, NOON).await.expect("counted");
    assert_eq!((facts.tracks, facts.tracks_with_rubric, facts.rules), (1, 1, 1));
    assert_eq!((facts.drafts, facts.unchecked, facts.fix_needed, facts.eligible, facts.rejected), (1, 1, 1, 1, 1));
    assert_eq!((facts.judges, facts.ready_judges, facts.assignments, facts.scorecards), (2, 1, 1, 0));
    assert_eq!(facts.entries_close_at, Some(NOON.plus_seconds(86_400)));
    assert_eq!(facts.round_closes_at, Some(NOON.plus_seconds(30 * 86_400)));
});
