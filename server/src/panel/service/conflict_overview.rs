//! Conflicts of interest as organisers see them.

use super::{PanelService, conflict_changes, organiser};
use crate::{
    auth::permits::Checker,
    db::{Conn, DbError},
    entries::store::{queue, read as entries},
    panel::store::read,
    request::Request,
};
use app::{
    competition::model::Competition,
    entries::model::{EntryState, EntrySummary},
    error::AppError,
    ids::{AccountId, EntryId, JudgeId},
    next::Next,
    panel::{
        api::{Conflicts, RecordForm, WeighForm},
        model::{
            ClaimRow, ClaimState, Conflict, ConflictClaim, ConflictCounts, ConflictFilter, ConflictKind, ConflictList,
            ConflictsOverview, ConflictsView, EntryConflicts, FoundTie, Judge, JudgeConflicts, JudgeState,
        },
        rules,
    },
};
use async_trait::async_trait;
use std::collections::{BTreeMap, BTreeSet};

type Pair = (JudgeId, EntryId);

/// All that a page of conflicts is made of.
struct Known {
    judges: Vec<Judge>,
    entries: Vec<EntrySummary>,
    claims: Vec<ConflictClaim>,
    conflicts: Vec<Conflict>,
    own: Vec<Pair>,
    unanswered: Vec<Pair>,
}

fn many(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl Known {
    async fn read(conn: &mut Conn, competition: &Competition, reader: Option<AccountId>) -> Result<Self, DbError> {
        let id = competition.id;
        Ok(Self {
            judges: read::judges(conn, id).await?,
            entries: entries::summaries(conn, id, None).await?,
            claims: read::claims(conn, id, reader).await?,
            conflicts: read::conflicts(conn, id).await?,
            own: read::own_pairs(conn, id).await?,
            unanswered: read::unanswered(conn, id).await?,
        })
    }

    /// Claims with the names of today, by entry and judge. Those of entries that are out or judges who are gone stay: they
    /// say why a scorecard does not count.
    fn rows(&self) -> Vec<ClaimRow> {
        let judges: BTreeMap<JudgeId, &Judge> = self.judges.iter().map(|judge| (judge.id, judge)).collect();
        let entries: BTreeMap<EntryId, &EntrySummary> = self.entries.iter().map(|entry| (entry.id, entry)).collect();
        let row = |claim: &ConflictClaim| {
            let (judge, entry) = (judges.get(&claim.judge)?, entries.get(&claim.entry)?);
            Some(ClaimRow {
                claim: claim.clone(),
                judge: judge.name.clone(),
                affiliation: judge.affiliation.clone(),
                title: entry.title.clone(),
                team: entry.team.clone(),
            })
        };
        let mut rows: Vec<ClaimRow> = self.claims.iter().filter_map(row).collect();
        rows.sort_by(|a, b| {
            (&a.title, a.claim.entry, &a.judge, a.claim.judge).cmp(&(&b.title, b.claim.entry, &b.judge, b.claim.judge))
        });
        rows
    }

    /// Pairs that are barred: by a conflict, or because the judge is of the team.
    fn hard(&self) -> BTreeSet<Pair> {
        let hard = self.conflicts.iter().filter(|tie| tie.kind == ConflictKind::Hard);
        hard.map(|tie| (tie.judge, tie.entry)).chain(self.own.iter().copied()).collect()
    }

    fn soft(&self, hard: &BTreeSet<Pair>) -> BTreeSet<Pair> {
        let soft = self.conflicts.iter().filter(|tie| tie.kind == ConflictKind::Soft);
        soft.map(|tie| (tie.judge, tie.entry)).filter(|pair| !hard.contains(pair)).collect()
    }

    fn by_entry(&self, reviews: u32) -> Vec<EntryConflicts> {
        let (hard, unanswered) = (self.hard(), self.unanswered.iter().copied().collect::<BTreeSet<_>>());
        let soft = self.soft(&hard);
        let ready: BTreeSet<JudgeId> =
            self.judges.iter().filter(|judge| judge.state == JudgeState::Ready).map(|judge| judge.id).collect();
        let mut barred: BTreeMap<EntryId, u32> = BTreeMap::new();
        let mut avoided: BTreeMap<EntryId, u32> = BTreeMap::new();
        let mut lost: BTreeMap<EntryId, u32> = BTreeMap::new();
        for (judge, entry) in hard.union(&unanswered) {
            *lost.entry(*entry).or_default() += u32::from(ready.contains(judge));
        }
        for (_, entry) in &hard {
            *barred.entry(*entry).or_default() += 1;
        }
        for (_, entry) in &soft {
            *avoided.entry(*entry).or_default() += 1;
        }
        let of = |map: &BTreeMap<EntryId, u32>, entry: EntryId| map.get(&entry).copied().unwrap_or_default();
        let on_list = |state| !matches!(state, EntryState::Draft | EntryState::Rejected | EntryState::Withdrawn);
        self.entries
            .iter()
            .filter(|entry| on_list(entry.state))
            .map(|entry| {
                let able = many(ready.len()).saturating_sub(of(&lost, entry.id));
                EntryConflicts {
                    entry: entry.id,
                    title: entry.title.clone(),
                    team: entry.team.clone(),
                    hard: of(&barred, entry.id),
                    soft: of(&avoided, entry.id),
                    able,
                    few: able < reviews.saturating_add(1),
                }
            })
            .collect()
    }

    fn by_judge(&self) -> Vec<JudgeConflicts> {
        let hard = self.hard();
        let soft = self.soft(&hard);
        let of =
            |pairs: &mut dyn Iterator<Item = &Pair>, judge: JudgeId| many(pairs.filter(|(of, _)| *of == judge).count());
        self.judges
            .iter()
            .filter(|judge| !matches!(judge.state, JudgeState::Declined | JudgeState::Left))
            .map(|judge| JudgeConflicts {
                judge: judge.id,
                name: judge.name.clone(),
                affiliation: judge.affiliation.clone(),
                hard: of(&mut hard.iter(), judge.id),
                soft: of(&mut soft.iter(), judge.id),
                unanswered: of(&mut self.unanswered.iter(), judge.id),
            })
            .collect()
    }
}

/// Which list is shown when nobody says: what waits for an organiser, if anything does.
fn view(filter: &ConflictFilter, counts: &ConflictCounts) -> ConflictsView {
    let named = filter.entry.is_some() || filter.judge.is_some() || filter.kind.is_some() || filter.source.is_some();
    match filter.view {
        Some(view) => view,
        None if named => ConflictsView::Claims,
        None if counts.found > 0 => ConflictsView::Found,
        None => ConflictsView::Entries,
    }
}

/// What is left of a list by the filter, a page of it, and how many lines there are.
fn part<T>(list: Vec<T>, page: usize, fits: impl Fn(&T) -> bool) -> (usize, Vec<T>) {
    let list: Vec<T> = list.into_iter().filter(|line| fits(line)).collect();
    let before = page.saturating_sub(1).saturating_mul(rules::CONFLICTS_PER_PAGE);
    (list.len(), list.into_iter().skip(before).take(rules::CONFLICTS_PER_PAGE).collect())
}

fn list(
    filter: &ConflictFilter,
    (counts, reviews): (&ConflictCounts, u32),
    (known, found): (&Known, Vec<FoundTie>),
) -> (usize, ConflictList) {
    let text = filter.text.to_lowercase();
    let says = |words: &[&str]| text.is_empty() || words.iter().any(|word| word.to_lowercase().contains(&text));
    let of = |judge: Option<JudgeId>, entry: Option<EntryId>| {
        filter.judge.is_none_or(|wanted| judge.is_none_or(|judge| judge == wanted))
            && filter.entry.is_none_or(|wanted| entry.is_none_or(|entry| entry == wanted))
    };
    match view(filter, counts) {
        ConflictsView::Found => {
            let fits =
                |tie: &FoundTie| of(Some(tie.judge), Some(tie.entry)) && says(&[&tie.title, &tie.team, &tie.name]);
            let (lines, part) = part(found, filter.page, fits);
            (lines, ConflictList::Found(part))
        }
        ConflictsView::Claims => {
            let fits = |row: &ClaimRow| {
                of(Some(row.claim.judge), Some(row.claim.entry))
                    && filter.kind.is_none_or(|kind| row.claim.kind == kind)
                    && filter.source.is_none_or(|source| row.claim.source == source)
                    && says(&[&row.title, &row.team, &row.judge])
            };
            let (lines, part) = part(known.rows(), filter.page, fits);
            (lines, ConflictList::Claims(part))
        }
        ConflictsView::Entries => {
            let fits = |entry: &EntryConflicts| {
                of(None, Some(entry.entry)) && (!filter.few || entry.few) && says(&[&entry.title, &entry.team])
            };
            let (lines, part) = part(known.by_entry(reviews), filter.page, fits);
            (lines, ConflictList::Entries(part))
        }
        ConflictsView::Judges => {
            let fits = |judge: &JudgeConflicts| of(Some(judge.judge), None) && says(&[&judge.name, &judge.affiliation]);
            let (lines, part) = part(known.by_judge(), filter.page, fits);
            (lines, ConflictList::Judges(part))
        }
    }
}

async fn overview(request: &Request, slug: &str, filter: &ConflictFilter) -> Result<ConflictsOverview, AppError> {
    let mut conn = request.read().await?;
    let (competition, by) = organiser::<Checker>(&mut conn, request.caller(), slug).await?;
    let known = Known::read(&mut conn, &competition, by.account()).await?;
    let found = read::found_ties(&mut conn, competition.id).await?;
    let compared_at = queue::compared_at(&mut conn, competition.id).await?;
    drop(conn);
    let reviews = competition.reviews_per_entry;
    let hard = known.hard();
    let counts = ConflictCounts {
        found: many(found.len()),
        soft: many(known.soft(&hard).len()),
        hard: many(hard.len()),
        few: many(known.by_entry(reviews).iter().filter(|entry| entry.few).count()),
        leaving: many(known.claims.iter().filter(|claim| claim.state == ClaimState::Leaving).count()),
    };
    let (lines, list) = list(filter, (&counts, reviews), (&known, found));
    Ok(ConflictsOverview {
        entry: known
            .entries
            .iter()
            .find(|known| Some(known.id) == filter.entry)
            .map(|known| (known.id, known.title.clone())),
        judges: known
            .judges
            .iter()
            .filter(|judge| !matches!(judge.state, JudgeState::Declined | JudgeState::Left))
            .map(|judge| (judge.id, judge.name.clone()))
            .collect(),
        open: rules::may_set_aside(competition.state).is_ok(),
        competition,
        counts,
        list,
        lines,
        compared_at,
    })
}

#[async_trait]
impl Conflicts for PanelService {
    async fn overview(&self, slug: String, filter: ConflictFilter) -> Result<ConflictsOverview, AppError> {
        overview(&self.0, &slug, &filter).await
    }
    async fn claims(&self, slug: String) -> Result<Vec<ClaimRow>, AppError> {
        let mut conn = self.0.read().await?;
        let (competition, by) = organiser::<Checker>(&mut conn, self.0.caller(), &slug).await?;
        let known = Known::read(&mut conn, &competition, by.account()).await?;
        Ok(known.rows())
    }
    async fn record(&self, slug: String, form: RecordForm) -> Result<Next, AppError> {
        conflict_changes::record(&self.0, slug, form).await
    }
    async fn weigh(&self, slug: String, form: WeighForm) -> Result<Next, AppError> {
        conflict_changes::weigh(&self.0, slug, form).await
    }
    async fn set_aside(
        &self,
        slug: String,
        judge: JudgeId,
        entry: EntryId,
        source: String,
        aside: String,
    ) -> Result<Next, AppError> {
        conflict_changes::set_aside(&self.0, slug, (judge, entry), source, aside).await
    }
}
