//! The outbox, statement by statement.

use app::{
    competition::model::{
        Competition,
        message::{MailFilter, MailState, MessageTemplate, MessageText},
    },
    i18n::Locale,
    ids::CompetitionId,
};
use server::{
    accounts::store as accounts,
    auth::{
        link::LinkKey,
        permits::{Operator, Owner},
    },
    competition::store::read as competitions,
    db::{Db, DbError},
    mail::{
        Link, MailError, News, Post,
        store::{self, Recipient},
        tell,
    },
};
use tests::{Fixture, NOON, on_both_engines};
use uuid::Uuid;

async fn competition(db: &Db, fixture: &Fixture) -> Competition {
    let mut conn = db.read().await.expect("a reader");
    competitions::by_id(&mut conn, fixture.competition).await.expect("read").expect("a competition")
}

fn by(competition: CompetitionId) -> Owner {
    Operator::at_the_command_line().owner(competition)
}

fn person(address: &str) -> Recipient {
    Recipient { account: None, address: address.into(), name: "P".into(), locale: Locale::en }
}

async fn write(db: &Db, competition: &Competition, event: &'static str, link: Link, people: Vec<Recipient>) {
    let competition = competition.clone();
    db.write(move |tx| {
        Box::pin(async move {
            let post = Post { origin: "https://judging.test".into(), sends: true };
            let template = MessageTemplate::TeamInvitation;
            let news = News { competition: &competition, template, event: event.into(), about: None, link };
            tell(tx, &post, &news, &people, |_| Vec::new()).await
        })
    })
    .await
    .expect("written");
}

async fn account(db: &Db, n: u128, email: &'static str) -> Uuid {
    let id = Uuid::from_u128(n);
    db.write(move |tx| Box::pin(async move { accounts::insert(tx, id.into(), email, "N", None).await }))
        .await
        .expect("an account");
    id
}

async fn due(db: &Db, seconds: i64) -> Vec<store::DueMail> {
    let mut conn = db.read().await.expect("a reader");
    store::due(&mut conn, NOON.plus_seconds(seconds), 50).await.expect("due")
}

on_both_engines!(nobody_is_told_of_one_event_twice, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let competition = competition(&db, &fixture).await;
    // More than one piece.
    let many: Vec<Recipient> = (0..600).map(|n| person(&format!("p{n}@example.org"))).collect();
    let page = || Link::Page("/x".into());
    write(&db, &competition, "a", page(), many.clone()).await;
    write(&db, &competition, "a", page(), many).await;
    write(&db, &competition, "b", page(), vec![person("p1@example.org")]).await;
    let mut conn = db.read().await.expect("a reader");
    assert_eq!(store::counts(&mut conn, &by(competition.id)).await.expect("counts"), [(MailState::Queued, 601)]);
    let second = MailFilter { state: Some(MailState::Queued), page: 13 };
    assert_eq!(store::page(&mut conn, &by(competition.id), second).await.expect("a page").len(), 1);
    let none = MailFilter { state: Some(MailState::Sent), page: 1 };
    assert!(store::page(&mut conn, &by(competition.id), none).await.expect("a page").is_empty());
});

on_both_engines!(a_message_is_taken_by_one_and_settled, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let competition = competition(&db, &fixture).await;
    let people = ["a@b.org", "b@b.org", "c@b.org"].map(person).to_vec();
    write(&db, &competition, "a", Link::Page("/x".into()), people).await;
    assert!(due(&db, -1).await.is_empty());
    let mails = due(&db, 0).await;
    assert_eq!(mails.len(), 3);
    let (a, b, c) = (mails[0].clone(), mails[1].clone(), mails[2].clone());
    db.write(move |tx| {
        Box::pin(async move {
            for mail in [&a, &b, &c] {
                assert!(store::claim(tx, mail, NOON.plus_seconds(300)).await?);
                assert!(!store::claim(tx, mail, NOON.plus_seconds(300)).await?, "one worker has it");
            }
            store::sent(tx, a.id).await?;
            store::fail(tx, b.id, MailError::Refused(550)).await?;
            store::postpone(tx, c.id, NOON.plus_seconds(60), MailError::Unreachable).await?;
            // What is settled stays settled.
            store::fail(tx, a.id, MailError::Unreachable).await?;
            store::sent(tx, b.id).await
        })
    })
    .await
    .expect("settled");
    let left = due(&db, 60).await;
    assert_eq!((left.len(), left[0].attempts), (1, 1));
    let mut conn = db.read().await.expect("a reader");
    let log = store::page(&mut conn, &by(competition.id), MailFilter { state: None, page: 1 }).await.expect("a page");
    let mut states: Vec<_> = log.iter().map(|mail| (mail.state.as_str(), mail.error.clone())).collect();
    states.sort();
    let expected = [("failed", Some("refused 550")), ("queued", Some("unreachable")), ("sent", None)];
    assert_eq!(states, expected.map(|(state, error)| (state, error.map(str::to_owned))));
    let (mail, body, link) =
        store::mail(&mut conn, &by(competition.id), log[0].id).await.expect("read").expect("a message");
    assert!(mail == log[0] && body.contains("https://judging.test/en/x") && link.is_none(), "{body}");
    let other = Uuid::from_u128(9).into();
    assert!(store::mail(&mut conn, &by(other), log[0].id).await.expect("read").is_none());
});

on_both_engines!(an_address_is_forgotten_when_its_link_ends, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let competition = competition(&db, &fixture).await;
    let key = LinkKey::new([1; 32]);
    let purpose = app::accounts::model::LinkPurpose::TeamInvitation;
    let link = |subject: u128| {
        let (db, key) = (db.clone(), key.clone());
        async move {
            let subject = Some(Uuid::from_u128(subject));
            db.write(move |tx| Box::pin(async move { key.make_id(tx, purpose, None, subject).await }))
                .await
                .expect("a link")
        }
    };
    let (open, ended) = (link(1).await, link(2).await);
    write(&db, &competition, "open", Link::Once(open), vec![person("open@b.org")]).await;
    write(&db, &competition, "ended", Link::Once(ended), vec![person("ended@b.org")]).await;
    assert!(due(&db, 0).await.iter().all(|mail| mail.link_open && mail.purpose.as_deref() == Some("team_invitation")));
    db.write(move |tx| {
        Box::pin(async move {
            server::auth::link::revoke(tx, purpose, Uuid::from_u128(2)).await?;
            store::forget_ended(tx).await
        })
    })
    .await
    .expect("forgotten");
    let left = due(&db, 0).await;
    assert_eq!((left.len(), left[0].to_address.as_str()), (1, "open@b.org"));
    let mut conn = db.read().await.expect("a reader");
    let failed = MailFilter { state: Some(MailState::Failed), page: 1 };
    let failed = store::page(&mut conn, &by(competition.id), failed).await.expect("a page");
    assert_eq!((failed.len(), failed[0].address.as_str(), failed[0].error.as_deref()), (1, "", Some("link_over")));
    drop(conn);
    assert!(!due(&db, 15 * 86_400).await[0].link_open, "too old by then");
});

on_both_engines!(people_are_those_who_take_part, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let (draft, sent, gone, judge) = (
        account(&db, 1, "draft@b.org").await,
        account(&db, 2, "sent@b.org").await,
        account(&db, 3, "gone@b.org").await,
        account(&db, 4, "judge@b.org").await,
    );
    account(&db, 5, "stranger@b.org").await;
    let (_, team) = fixture.entry(&db, "draft", "draft", Some(draft)).await;
    fixture.entry(&db, "sent", "submitted", Some(sent)).await;
    fixture.entry(&db, "gone", "withdrawn", Some(gone)).await;
    fixture.judge(&db, "ready", "ready", Some(judge)).await;
    db.write(move |tx| Box::pin(async move { accounts::set_locale(tx, draft.into(), Locale::ar).await }))
        .await
        .expect("a language");
    let mut conn = db.read().await.expect("a reader");
    let c = fixture.competition;
    let addresses = |people: &[Recipient]| people.iter().map(|person| person.address.clone()).collect::<Vec<_>>();
    let of_team = store::members_of_team(&mut conn, team).await.expect("a team");
    assert_eq!((addresses(&of_team), of_team[0].locale), (vec!["draft@b.org".to_owned()], Locale::ar));
    let writing = store::members_of_competition(&mut conn, c).await.expect("people");
    assert_eq!(addresses(&writing), ["draft@b.org", "sent@b.org"]);
    let all = store::participants(&mut conn, c).await.expect("people");
    assert_eq!(addresses(&all), ["draft@b.org", "sent@b.org", "gone@b.org", "judge@b.org"]);
    let behind = store::unfinished_drafts(&mut conn, c, NOON).await.expect("drafts");
    assert_eq!((behind.len(), behind[0].0.address.as_str(), behind[0].2), (1, "draft@b.org", 0));
});

on_both_engines!(texts_have_versions, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let c = fixture.competition;
    let template = MessageTemplate::EntryPassed;
    db.write(move |tx| {
        Box::pin(async move {
            let by = Operator::at_the_command_line().owner(c);
            let text = |subject: &str| MessageText { subject: subject.into(), body: "b".into() };
            assert!(!store::save_text(tx, &by, template, Locale::ar, &text("no"), 3).await?);
            assert!(store::save_text(tx, &by, template, Locale::ar, &text("one"), 0).await?);
            assert!(!store::save_text(tx, &by, template, Locale::ar, &text("again"), 0).await?);
            assert!(store::save_text(tx, &by, template, Locale::ar, &text("two"), 1).await?);
            assert_eq!(store::stored_text(tx, c, template, Locale::ar).await?, Some((text("two"), 2)));
            assert_eq!(store::texts(tx, c, template).await?, [(Locale::ar, text("two"))]);
            assert_eq!(store::changed(tx, c).await?, [(template, Locale::ar)]);
            assert!(store::delete_text(tx, &by, template, Locale::ar).await?);
            assert!(!store::delete_text(tx, &by, template, Locale::ar).await?);
            assert_eq!(store::stored_text(tx, c, template, Locale::ar).await?, None);
            Ok::<_, DbError>(())
        })
    })
    .await
    .expect("texts");
});
