//! The judges who scored an entry, compared with its team once more: by what is known today, without storing anything.

use crate::{
    db::{Conn, DbError},
    entries::store::screening::{findings, material},
    panel::store::read as panel,
};
use app::{
    entries::rules::screening,
    ids::{EntryId, JudgeId},
    results::{
        model::{Compared, TieKind, WinnerTie},
        rules::{self, Evidence},
    },
    scores::model::ScorecardState,
};
use std::collections::{BTreeMap, BTreeSet};

/// What is found of an entry: conflicts of interest in force with a judge whose scorecard counts, and what accounts, addresses,
/// organisations, names in what the team declared and earlier teams tell.
pub(super) async fn compared(conn: &mut Conn, evidence: &Evidence, entry: EntryId) -> Result<Compared, DbError> {
    let competition = evidence.competition.id;
    let cards = evidence.scorecards.iter().filter(|card| card.entry == entry);
    let judges: BTreeSet<JudgeId> =
        cards.filter(|card| card.state == ScorecardState::Submitted).map(|card| card.judge).collect();
    let names: BTreeMap<JudgeId, String> =
        panel::judges(conn, competition).await?.into_iter().map(|judge| (judge.id, judge.name)).collect();
    let name = |judge: &JudgeId| names.get(judge).cloned().unwrap_or_default();
    let mut ties = Vec::new();
    for tie in panel::conflicts(conn, competition).await? {
        if tie.entry == entry && judges.contains(&tie.judge) {
            let (judge, name) = (tie.judge, name(&tie.judge));
            // Why is between the judge and the page of conflicts.
            ties.push(WinnerTie {
                judge,
                name,
                kind: TieKind::Conflict(tie.kind),
                detail: String::new(),
                aside: false,
            });
        }
    }
    let material = material::of_entry(conn, competition, entry).await?;
    let aside = findings::aside_of(conn, entry).await?;
    for found in screening::findings(&material) {
        let Some(judge) = found.judge.filter(|judge| judges.contains(judge)) else { continue };
        ties.push(WinnerTie {
            judge,
            name: name(&judge),
            kind: TieKind::Found(found.kind),
            detail: found.detail,
            aside: aside.contains(&found.digest),
        });
    }
    Ok(rules::compared(judges.len(), ties))
}
