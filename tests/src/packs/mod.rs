//! Result packs of competitions that never were, with a log of their own: what verifiers are tried on.

mod chance;
mod made_up;
mod tamper;

pub use chance::Chance;
pub use made_up::evidence;
pub use tamper::{Tampered, resealed, tampered};

use app::{
    competition::{
        model::{MethodSeal, RankingRules},
        rules as competition,
    },
    log::{checkpoint::Checkpoint, proof::Proof, tree},
    results::{
        pack::{self, Checkpointed, Content, FORMAT, Pack, Parts, Placed, Salted, SealedMethod, Stated},
        ranking::{Disconnected, Method, MethodKind},
        rules::{self, Departure, Evidence},
    },
    scores::model::{Scorecard, ScorecardStatement},
    time::Moment,
};
use server::auth::{link::LinkKey, signing::LogKey};
use std::collections::BTreeMap;

/// A pack, and what others kept of its log.
#[derive(Clone, Debug)]
pub struct MadePack {
    /// The file.
    pub file: String,
    /// The log's key.
    pub key: String,
    /// A receipt for each scorecard, made when it was handed in.
    pub receipts: Vec<String>,
    /// The checkpoints, as `checkpoints.txt` has them.
    pub checkpoints: String,
}

/// The key of a made-up site.
pub fn key(byte: u8) -> LogKey {
    LogKey::new(&LinkKey::new([byte; 32]).vault(), "peace.example/c/made-up".to_owned()).expect("a key")
}

/// A log that grows.
pub struct Log<'k> {
    /// Its leaves.
    pub leaves: Vec<tree::Hash>,
    key: &'k LogKey,
    checkpoints: Vec<Checkpointed>,
}

impl Log<'_> {
    fn event(&mut self, chance: &mut Chance) {
        self.leaves.push(tree::leaf(&[&chance.bytes()]));
    }

    fn state(&mut self, chance: &mut Chance, body: String) -> (u64, Stated) {
        self.event(chance);
        let salt = chance.bytes();
        self.leaves.push(tree::leaf(&[&salt, body.as_bytes()]));
        (self.leaves.len() as u64 - 1, Stated { salt: salt.to_vec(), body })
    }

    /// The note over all leaves.
    pub fn note(&self) -> String {
        let origin = self.key.signer().name.clone();
        let checkpoint = Checkpoint { origin, size: self.leaves.len() as u64, root: tree::root(&self.leaves) };
        self.key.sign(&checkpoint).expect("signed")
    }

    fn sign(&mut self, occasion: &str) {
        let note = self.note();
        self.checkpoints.push(Checkpointed { occasion: occasion.to_owned(), note });
    }
}

fn stated(evidence: &Evidence, card: &Scorecard) -> String {
    let stated = ScorecardStatement {
        scorecard: 1,
        competition: evidence.competition.id,
        round: card.round,
        entry: card.entry,
        judge: named(&card.judge.to_string()),
        version: card.version,
        marks: ScorecardStatement::marks(&card.scores),
    };
    serde_json::to_string(&stated).expect("a statement")
}

/// The name that stands for a judge.
fn named(judge: &str) -> String {
    judge[..16].to_owned()
}

/// Any method that ranks any panel.
fn method(chance: &mut Chance) -> Method {
    let kind = *chance.of(&[MethodKind::Mean, MethodKind::Mean, MethodKind::Trimmed, MethodKind::Adjusted]);
    let decimals = *chance.of(&[None, Some(0), Some(2), Some(3)]);
    let adjusted = kind == MethodKind::Adjusted;
    Method {
        kind,
        decimals: if adjusted { decimals.or(Some(2)) } else { decimals },
        judge_noise: adjusted && chance.happens(30),
        disconnected: if adjusted { Disconnected::RandomAllocation } else { Disconnected::Refuse },
    }
}

/// How a competition ranks: with half of them it is sealed, of which the text is given, and some departed from it.
fn choose(chance: &mut Chance, evidence: &mut Evidence) -> Option<String> {
    let sealed = chance.happens(50);
    let rules = RankingRules {
        method: method(chance),
        judge_preference: chance.happens(70),
        panel_vote: chance.happens(70),
        lottery: sealed && chance.happens(40),
    };
    evidence.ranking.rules = rules;
    let seed = rules.lottery.then(|| hex(&chance.bytes()));
    evidence.lottery.clone_from(&seed);
    if !sealed {
        return None;
    }
    let commitment = seed.map(|seed| app::text::digest(&seed));
    let fixed = competition::sealed_method(&evidence.competition, &evidence.tracks, rules, commitment);
    let text = serde_json::to_string(&fixed).expect("JSON");
    let digest = app::text::digest(&text);
    evidence.ranking.seal = Some(MethodSeal { at: Moment::from_seconds(1), digest, text: text.clone() });
    if chance.happens(10) {
        evidence.departure = Some(Departure {
            rules: RankingRules { method: method(chance), ..rules },
            reason: "Half of the panel fell ill".to_owned(),
            names: "Olga, Omar".to_owned(),
            at: Moment::from_seconds(2),
        });
    }
    Some(text)
}

/// The pack of a competition of this number. With half of them the method was sealed; some scorecards were stated late.
pub fn made(number: u64) -> MadePack {
    let mut chance = Chance::new(number);
    let chance = &mut chance;
    let mut evidence = evidence(chance);
    let text = choose(chance, &mut evidence);
    made_up::vote(chance, &mut evidence);
    let key = key(1);
    let mut log = Log { leaves: Vec::new(), key: &key, checkpoints: Vec::new() };
    (0..=chance.below(9)).for_each(|_| log.event(chance));
    log.sign("opening");
    let sealed = text.map(|text| {
        let fixed = SealedMethod::new(evidence.competition.id.to_string(), text);
        log.state(chance, serde_json::to_string(&fixed).expect("text"))
    });
    log.sign("start_of_judging");
    let (mut said, mut places, mut receipts) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
    let late = if chance.happens(80) { usize::MAX } else { chance.below(evidence.scorecards.len() + 1) };
    for (number, card) in evidence.scorecards.iter().enumerate() {
        if number == late {
            log.sign("close_of_judging");
        }
        if chance.happens(20) {
            log.event(chance);
        }
        let (index, stated) = log.state(chance, stated(&evidence, card));
        let leaf = [stated.salt.as_slice(), stated.body.as_bytes()].concat();
        let path = tree::inclusion(&log.leaves, log.leaves.len() - 1).expect("a leaf");
        receipts.push(Proof { leaf, index, path, note: log.note() }.text());
        places.insert(stated.body.clone(), index);
        said.insert(card.id, stated);
    }
    if late > evidence.scorecards.len() {
        log.sign("close_of_judging");
    }
    log.event(chance);
    log.sign("proposal");
    let standings = rules::standings(&evidence).expect("ranked");
    let document = rules::document(&evidence, &standings);
    let document = rules::json(&document).expect("JSON");
    let judges = evidence.scorecards.iter().map(|card| card.judge.to_string());
    let salted = |stated: &Stated| Salted { salt: hex(&stated.salt), body: stated.body.clone() };
    let parts = Parts {
        program: "0.1.0".to_owned(),
        key: key.signer().line(),
        version: 1,
        method: evidence.rules().method,
        sealed: sealed.as_ref().map(|(_, stated)| salted(stated)),
        document,
        stated: said,
        judges: judges.map(|judge| (judge.clone(), named(&judge))).collect(),
        checkpoints: log.checkpoints.clone(),
    };
    let content = pack::content(&evidence, &standings, parts).expect("all is stated");
    let places = content.scorecards.iter().map(|salted| places[&salted.body]).collect();
    let file = seal(chance, &mut log, content, sealed.map(|(index, _)| index), places);
    let mut notes: Vec<String> = log.checkpoints.iter().map(|kept| kept.note.clone()).collect();
    notes.push(log.note());
    MadePack { file, key: key.signer().line(), receipts, checkpoints: notes.join("\n") }
}

/// The file: the log states what the content says, and is signed.
fn seal(chance: &mut Chance, log: &mut Log<'_>, content: Content, sealed: Option<u64>, scorecards: Vec<u64>) -> String {
    let digest = app::text::digest(&pack::json(&content).expect("JSON"));
    let body = pack::pack_statement(&content.competition, content.version, &digest);
    let (index, stated) = log.state(chance, body);
    let placed = Placed {
        checkpoint: log.note(),
        leaves: log.leaves.clone(),
        statement: (stated.salt, index),
        sealed,
        scorecards,
    };
    let proofs = pack::proofs(&content, &placed).expect("in the log");
    pack::json(&Pack { format: FORMAT.to_owned(), content, proofs }).expect("JSON")
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
