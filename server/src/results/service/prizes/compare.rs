//! The judges who scored an entry, compared with its team once more: by what is known today, without storing anything.

use crate::{
    db::{Conn, DbError},
    entries::store::screening::{findings, material},
    panel::store::read as panel,
};
use app::{
    entries::rules::screening,
    ids::{CompetitionId, EntryId, JudgeId},
    panel::model::Conflict,
    results::{
        model::{Compared, TieKind, WinnerTie},
        rules::{self, Evidence},
    },
    scores::model::ScorecardState,
};
use std::collections::{BTreeMap, BTreeSet};

/// What is known of the panel, whichever entry is compared with it.
pub(super) struct Panel {
    names: BTreeMap<JudgeId, String>,
    conflicts: Vec<Conflict>,
}

impl Panel {
    pub(super) async fn read(conn: &mut Conn, competition: CompetitionId) -> Result<Self, DbError> {
        let judges = panel::judges(conn, competition).await?;
        let conflicts = panel::conflicts(conn, competition).await?;
        Ok(Self { names: judges.into_iter().map(|judge| (judge.id, judge.name)).collect(), conflicts })
    }
}

/// What is found of an entry: conflicts of interest in force with a judge whose scorecard counts, and what accounts, addresses,
/// organisations, names in what the team declared and earlier teams tell.
pub(super) async fn compared(
    conn: &mut Conn,
    panel: &Panel,
    evidence: &Evidence,
    entry: EntryId,
) -> Result<Compared, DbError> {
    let cards = evidence.scorecards.iter().filter(|card| card.entry == entry);
    let judges: BTreeSet<JudgeId> =
        cards.filter(|card| card.state == ScorecardState::Submitted).map(|card| card.judge).collect();
    let name = |judge: &JudgeId| panel.names.get(judge).cloned().unwrap_or_default();
    let in_force = panel.conflicts.iter().filter(|tie| tie.entry == entry && judges.contains(&tie.judge));
    // Why is between the judge and the page of conflicts.
    let mut ties: Vec<WinnerTie> = in_force
        .map(|tie| WinnerTie {
            judge: tie.judge,
            name: name(&tie.judge),
            kind: TieKind::Conflict(tie.kind),
            detail: String::new(),
            aside: false,
        })
        .collect();
    let material = material::of_entry(conn, evidence.competition.id, entry).await?;
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
