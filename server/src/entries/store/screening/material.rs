//! Everything that look-alikes and ties are looked for in.

use crate::{
    db::{Conn, DbError},
    entries::store::read::content,
    fetch_all, fetch_optional, row,
};
use app::{
    competition::model::{AnswerKind, Question, known},
    entries::{
        model::EntryContent,
        rules::screening::{Decider, Earlier, Material, Person, Work},
    },
    ids::{AccountId, CompetitionId, EntryId, JudgeId, MemberId, TrackId},
};
use std::collections::HashMap;
use uuid::Uuid;

/// Rows read at once: contents are let go of after each piece.
const PIECE: i64 = 500;

/// Reads it all, in the form in which it was handed in. What a team writes and has not handed in is its own.
///
/// # Errors
/// The database's.
pub async fn read(
    conn: &mut Conn,
    competition: CompetitionId,
    questions: &[(TrackId, Question)],
) -> Result<Material, DbError> {
    Ok(Material {
        works: works(conn, competition, questions).await?,
        people: people(conn, competition).await?,
        deciders: deciders(conn, competition).await?,
        earlier: earlier(conn, competition).await?,
        together: together(conn, competition).await?,
    })
}

/// What ties of judges to the team of one entry are looked for in: no other entry, and nothing that is over.
///
/// # Errors
/// The database's.
pub async fn of_entry(conn: &mut Conn, competition: CompetitionId, entry: EntryId) -> Result<Material, DbError> {
    let row: Option<WorkRow> = fetch_optional!(
        conn,
        WorkRow,
        "SELECT e.id, e.track_id, e.team_id, t.organisation, s.content FROM entry e JOIN team t ON t.id = e.team_id
         JOIN snapshot s ON s.entry_id = e.id AND s.version = (SELECT MAX(n.version) FROM snapshot n WHERE n.entry_id = e.id)
         WHERE e.id = $1 AND e.competition_id = $2",
        entry.uuid(),
        competition.uuid(),
    )?;
    let Some(row) = row else { return Ok(Material::default()) };
    let content = content("snapshot", &row.content)?;
    let work = Work {
        entry,
        team: row.team_id.into(),
        organisation: row.organisation,
        links: Vec::new(),
        files: Vec::new(),
        declared: content.answer(known::TIES).to_owned(),
        title: content.title,
    };
    let mut people = people(conn, competition).await?;
    people.retain(|person| person.team == work.team);
    Ok(Material {
        works: vec![work],
        people,
        deciders: deciders(conn, competition).await?,
        earlier: Vec::new(),
        together: together(conn, competition).await?,
    })
}

row! {
    struct WorkRow {
        id: Uuid,
        track_id: Uuid,
        team_id: Uuid,
        organisation: String,
        content: String,
    }
}

/// Answers that are addresses. A question may have been taken away since: then what looks like one counts.
fn links(content: &EntryContent, asked: &[&Question]) -> Vec<String> {
    let is_link = |key: &str, answer: &str| match asked.iter().find(|question| question.key == key) {
        Some(question) => question.kind == AnswerKind::Link,
        None => app::text::web_address(answer).is_some(),
    };
    content.answers.iter().filter(|(key, answer)| is_link(key, answer)).map(|(_, answer)| answer.clone()).collect()
}

async fn works(
    conn: &mut Conn,
    competition: CompetitionId,
    questions: &[(TrackId, Question)],
) -> Result<Vec<Work>, DbError> {
    let mut files = files(conn, competition).await?;
    let mut works = Vec::new();
    let mut behind = Uuid::nil();
    loop {
        let rows: Vec<WorkRow> = fetch_all!(
            conn,
            WorkRow,
            "SELECT e.id, e.track_id, e.team_id, t.organisation, s.content FROM entry e JOIN team t ON t.id = e.team_id
             JOIN snapshot s ON s.entry_id = e.id AND s.version = (SELECT MAX(n.version) FROM snapshot n WHERE n.entry_id = e.id)
             WHERE e.competition_id = $1 AND e.id > $2 AND e.state NOT IN ('draft', 'withdrawn') ORDER BY e.id LIMIT $3",
            competition.uuid(),
            behind,
            PIECE,
        )?;
        let Some(last) = rows.last() else { return Ok(works) };
        behind = last.id;
        for row in rows {
            let content = content("snapshot", &row.content)?;
            let asked: Vec<&Question> =
                questions.iter().filter(|(track, _)| track.uuid() == row.track_id).map(|(_, asked)| asked).collect();
            works.push(Work {
                entry: row.id.into(),
                team: row.team_id.into(),
                organisation: row.organisation,
                links: links(&content, &asked),
                files: files.remove(&row.id).unwrap_or_default(),
                declared: content.answer(known::TIES).to_owned(),
                title: content.title,
            });
        }
    }
}

/// Files that were handed in, by entry: digest and name.
async fn files(conn: &mut Conn, competition: CompetitionId) -> Result<HashMap<Uuid, Vec<(String, String)>>, DbError> {
    let rows: Vec<(Uuid, String, String)> = fetch_all!(
        conn,
        (Uuid, String, String),
        "SELECT entry_id, sha256, name FROM attachment WHERE competition_id = $1 AND frozen AND removed_at IS NULL
         ORDER BY entry_id, position, id",
        competition.uuid(),
    )?;
    let mut files: HashMap<Uuid, Vec<(String, String)>> = HashMap::new();
    for (entry, sha256, name) in rows {
        files.entry(entry).or_default().push((sha256, name));
    }
    Ok(files)
}

row! {
    struct PersonRow {
        id: Uuid,
        team_id: Uuid,
        account_id: Option<Uuid>,
        email: Option<String>,
        public_name: String,
        country: String,
    }
}

async fn people(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<Person>, DbError> {
    let rows: Vec<PersonRow> = fetch_all!(
        conn,
        PersonRow,
        "SELECT m.id, m.team_id, m.account_id, a.email, m.public_name, m.country
         FROM member m LEFT JOIN account a ON a.id = m.account_id WHERE m.competition_id = $1 ORDER BY m.id",
        competition.uuid(),
    )?;
    let person = |row: PersonRow| Person {
        member: row.id.into(),
        team: row.team_id.into(),
        account: row.account_id.map(AccountId::from).zip(row.email),
        name: row.public_name,
        country: row.country,
    };
    Ok(rows.into_iter().map(person).collect())
}

row! {
    struct DeciderRow {
        account_id: Option<Uuid>,
        judge_id: Option<Uuid>,
        name: String,
        email: String,
        affiliation: String,
    }
}

async fn deciders(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<Decider>, DbError> {
    let organisers: Vec<(Uuid, String, String)> = fetch_all!(
        conn,
        (Uuid, String, String),
        "SELECT a.id, a.email, a.name FROM role r JOIN account a ON a.id = r.account_id
         WHERE r.competition_id = $1 AND r.role = 'organiser' ORDER BY a.id",
        competition.uuid(),
    )?;
    let judges: Vec<DeciderRow> = fetch_all!(
        conn,
        DeciderRow,
        "SELECT j.account_id, j.id AS judge_id, j.name, COALESCE(a.email, j.email) AS email, j.affiliation
         FROM judge j LEFT JOIN account a ON a.id = j.account_id
         WHERE j.competition_id = $1 AND j.state NOT IN ('declined', 'left') ORDER BY j.id",
        competition.uuid(),
    )?;
    let organisers = organisers.into_iter().map(|(account, address, name)| Decider {
        account: Some(account.into()),
        judge: None,
        name,
        address,
        organisation: String::new(),
    });
    let judges = judges.into_iter().map(|row| Decider {
        account: row.account_id.map(Into::into),
        judge: row.judge_id.map(Into::into),
        name: row.name,
        address: row.email,
        organisation: row.affiliation,
    });
    Ok(organisers.chain(judges).collect())
}

/// Judges and members who were in one team of another competition, in whatever order they came and went. No more is said
/// of it than that it was so.
async fn together(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<(JudgeId, MemberId)>, DbError> {
    let rows: Vec<(Uuid, Uuid)> = fetch_all!(
        conn,
        (Uuid, Uuid),
        "WITH anybody AS (SELECT account_id, team_id, competition_id FROM member WHERE account_id IS NOT NULL AND competition_id <> $1
           UNION SELECT account_id, team_id, competition_id FROM former_member WHERE competition_id <> $1)
         SELECT DISTINCT j.id, m.id FROM judge j JOIN anybody a ON a.account_id = j.account_id
         JOIN anybody b ON b.team_id = a.team_id AND b.account_id <> a.account_id
         JOIN member m ON m.account_id = b.account_id AND m.competition_id = $1
         WHERE j.competition_id = $1 AND j.state NOT IN ('declined', 'left') ORDER BY j.id, m.id",
        competition.uuid(),
    )?;
    Ok(rows.into_iter().map(|(judge, member)| (judge.into(), member.into())).collect())
}

/// Works of other competitions whose results are out.
async fn earlier(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<Earlier>, DbError> {
    let mut works = Vec::new();
    let mut behind = Uuid::nil();
    loop {
        let rows: Vec<(Uuid, String, String)> = fetch_all!(
            conn,
            (Uuid, String, String),
            "SELECT e.id, c.name, s.content FROM entry e
             JOIN competition c ON c.id = e.competition_id AND c.state = 'published'
             JOIN snapshot s ON s.entry_id = e.id AND s.version = (SELECT MAX(n.version) FROM snapshot n WHERE n.entry_id = e.id)
             WHERE e.competition_id <> $1 AND e.id > $2 AND e.state <> 'withdrawn' ORDER BY e.id LIMIT $3",
            competition.uuid(),
            behind,
            PIECE,
        )?;
        let Some((last, ..)) = rows.last() else { break };
        behind = *last;
        for (id, name, json) in rows {
            let content = content("snapshot", &json)?;
            works.push((
                id,
                Earlier { competition: name, links: links(&content, &[]), title: content.title, files: Vec::new() },
            ));
        }
    }
    let files: Vec<(Uuid, String)> = fetch_all!(
        conn,
        (Uuid, String),
        "SELECT f.entry_id, f.sha256 FROM attachment f JOIN competition c ON c.id = f.competition_id AND c.state = 'published'
         WHERE f.competition_id <> $1 AND f.frozen ORDER BY f.entry_id, f.id",
        competition.uuid(),
    )?;
    let mut by_entry: HashMap<Uuid, Vec<String>> = HashMap::new();
    for (entry, sha256) in files {
        by_entry.entry(entry).or_default().push(sha256);
    }
    let with_files =
        works.into_iter().map(|(id, work)| Earlier { files: by_entry.remove(&id).unwrap_or_default(), ..work });
    Ok(with_files.collect())
}
