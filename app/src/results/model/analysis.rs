//! What organisers see of the panel and of the order: how sure it is, how each judge scored, and what is worth a look.

use crate::{
    competition::model::Competition,
    ids::{EntryId, JudgeId},
    results::ranking::diagnostics::{FlagKind, JudgeDiagnostics, Slope, Verdict},
    scores::model::Agreement,
};

/// The page of the analysis.
#[derive(Clone, Debug, PartialEq)]
pub struct AnalysisPage {
    /// The competition.
    pub competition: Competition,
    /// What of it this organiser sees.
    pub view: AnalysisView,
}

/// What of the analysis an organiser sees.
#[derive(Clone, Debug, PartialEq)]
pub enum AnalysisView {
    /// Nothing: an entry is kept from the reader, and every number here rests on all entries.
    Kept,
    /// Nothing yet: the reader judges here, and judges still score.
    Own,
    /// All of it.
    Shown(Box<Analysis>),
}

/// All of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// Track by track.
    pub tracks: Vec<TrackAnalysis>,
    /// What may be a cheat, and may be chance.
    pub signs: Signs,
    /// Further reviews were announced, and judges score, so that they can be given.
    pub further: bool,
}

/// One track.
#[derive(Clone, Debug, PartialEq)]
pub struct TrackAnalysis {
    /// Its short name in files.
    pub key: String,
    /// Its name.
    pub name: String,
    /// All scorecards together; nothing without one that counts.
    pub panel: Option<PanelAnalysis>,
    /// Numbers of places that win a prize, ascending; the first place alone where no prize goes by place.
    pub lines: Vec<u32>,
    /// The ranked entries, in order.
    pub entries: Vec<EntryAnalysis>,
    /// Where a further review would tell most of who wins, the most first; empty when nothing is open.
    pub settling: Vec<SettlingEntry>,
    /// The judges with a scorecard that counts, the mildest first.
    pub judges: Vec<JudgeAnalysis>,
}

/// All scorecards of a track together.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelAnalysis {
    /// Entries ranked.
    pub entries: u32,
    /// Judges with a scorecard that counts.
    pub judges: u32,
    /// Scorecards that count.
    pub scorecards: u32,
    /// Parts of the panel without a common judge.
    pub components: usize,
    /// The least and the most scorecards of a judge.
    pub loads: (u32, u32),
    /// The least and the most scorecards of an entry.
    pub reviews: (u32, u32),
    /// Scorecards that are missing to what the rules promise, over all eligible entries.
    pub missing: u32,
    /// Marks that judges could not give, of how many.
    pub not_assessed: (u32, u32),
    /// Shares of entries, judges and the rest in the variance of a total.
    pub shares: [f64; 3],
    /// The correlation of two totals of one entry by different judges.
    pub icc: f64,
    /// The share of what entries differ that the scorecards tell.
    pub reliability: f64,
    /// What that means.
    pub verdict: Verdict,
    /// Krippendorff's alpha of totals.
    pub agreement: Agreement,
    /// The same of the marks of each criterion, by its name.
    pub by_criterion: Vec<(String, Agreement)>,
    /// By how many points judges score entries of their own country or organisation above others.
    pub affiliation: Option<Slope>,
}

/// One ranked entry.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryAnalysis {
    /// The entry.
    pub entry: EntryId,
    /// Its title.
    pub title: String,
    /// Its team.
    pub team: String,
    /// 1 for the best.
    pub place: u32,
    /// The score that gave the place.
    pub score: f64,
    /// The mean of the judges' totals.
    pub raw_mean: f64,
    /// What judges of average strictness would have given.
    pub adjusted: f64,
    /// The place by raw means.
    pub raw_place: u32,
    /// The place if everybody had judged everything, as the model says.
    pub adjusted_place: u32,
    /// Scorecards that count.
    pub scorecards: u32,
    /// What else may be true; nothing where there is nothing to compare.
    pub doubt: Option<EntryDoubts>,
}

/// What else may be true of an entry.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryDoubts {
    /// The best place of the interval that holds the true place nine times in ten.
    pub low: u32,
    /// The worst.
    pub high: u32,
    /// From 1: entries of one band are too close to call.
    pub band: u32,
    /// For each prize line, the probability to belong above it.
    pub above: Vec<f64>,
}

/// An entry of which a further review would tell something.
#[derive(Clone, Debug, PartialEq)]
pub struct SettlingEntry {
    /// Its title.
    pub title: String,
    /// Its place.
    pub place: u32,
    /// The prize line about which least is certain.
    pub line: u32,
    /// The probability to belong above it.
    pub probability: f64,
    /// Scorecards that count.
    pub scorecards: u32,
}

/// One judge in one track.
#[derive(Clone, Debug, PartialEq)]
pub struct JudgeAnalysis {
    /// The judge.
    pub judge: JudgeId,
    /// The name.
    pub name: String,
    /// How the judge scored.
    pub found: JudgeDiagnostics,
    /// What of it is worth a look.
    pub flags: Vec<FlagKind>,
    /// The order without the judge; nothing where the panel is too large to rank it without each.
    pub without: Option<WithoutJudge>,
}

/// The order without one judge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WithoutJudge {
    /// There would be no ranking: this judge alone links parts of the panel.
    pub unrankable: bool,
    /// Entries that would have another place.
    pub moved: u32,
    /// Of these, the one that would go furthest: its title, its place and the other one; no other place for an entry that
    /// nobody else scored.
    pub furthest: Option<(String, u32, Option<u32>)>,
    /// Prize lines above which others would be.
    pub prizes: Vec<PrizeChange>,
}

/// Who would win a prize, and who would not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrizeChange {
    /// So many places win.
    pub line: u32,
    /// Titles of entries that win only with the judge.
    pub lost: Vec<String>,
    /// Titles of those that would win without.
    pub gained: Vec<String>,
}

/// What may be a cheat and may be chance, each with its numbers. Nothing follows from it by itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Signs {
    /// How many pairs of judges scored what is close to each other.
    pub pairs: u32,
    /// Pairs who lift what is close to each other.
    pub rings: Vec<RingSign>,
    /// Pairs who lift the same entries.
    pub together: Vec<TogetherSign>,
    /// Single scorecards that are far from all others.
    pub far: Vec<FarSign>,
    /// The same words on several scorecards.
    pub copied: Vec<CopiedSign>,
    /// Scorecards one after the other, faster than an entry can be read.
    pub hasty: Vec<HastySign>,
}

impl Signs {
    /// Whether there is nothing to look at.
    pub fn is_empty(&self) -> bool {
        let scores = self.rings.is_empty() && self.together.is_empty() && self.far.is_empty();
        scores && self.copied.is_empty() && self.hasty.is_empty()
    }
}

/// Two judges who lift what is close to the other one.
#[derive(Clone, Debug, PartialEq)]
pub struct RingSign {
    /// The track's name.
    pub track: String,
    /// The two names.
    pub judges: [String; 2],
    /// How many entries that are close to the other one each scored.
    pub scorecards: [u32; 2],
    /// By how many points each scored them above what all others say.
    pub lifts: [Slope; 2],
    /// The probability of both by chance.
    pub p: f64,
}

/// Two judges who lift the same entries.
#[derive(Clone, Debug, PartialEq)]
pub struct TogetherSign {
    /// The track's name.
    pub track: String,
    /// The two names.
    pub judges: [String; 2],
    /// Entries that both scored.
    pub entries: u32,
    /// The correlation of what the panel does not explain of their scorecards for these.
    pub correlation: f64,
    /// The probability of as much by chance.
    pub p: f64,
}

/// A scorecard that is far from what all others say.
#[derive(Clone, Debug, PartialEq)]
pub struct FarSign {
    /// The track's name.
    pub track: String,
    /// The judge's name.
    pub judge: String,
    /// The entry.
    pub entry: EntryId,
    /// Its title.
    pub title: String,
    /// The total of the scorecard.
    pub total: f64,
    /// By how many points that is above what all others say.
    pub off: f64,
    /// The probability of that by chance.
    pub p: f64,
}

/// The same words on several scorecards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopiedSign {
    /// The words, as they were written first.
    pub text: String,
    /// Names of the judges who wrote them.
    pub judges: Vec<String>,
    /// Titles of the entries they were written of.
    pub entries: Vec<String>,
    /// On how many scorecards.
    pub scorecards: u32,
}

/// Scorecards of one judge, one after the other, each faster than its entry can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HastySign {
    /// The judge's name.
    pub judge: String,
    /// How many in a row.
    pub scorecards: u32,
    /// Seconds from the first to the last.
    pub seconds: u32,
    /// Seconds that are known to have been spent on these entries, together.
    pub spent: u32,
    /// Seconds that reading their texts takes, together.
    pub reading: u32,
}
