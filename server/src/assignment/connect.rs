//! Connects the parts of an optimum, so that all scores can be compared.
//!
//! Two entries of different parts exchange a judge each. Loads and reviews stay as they are, so only the terms of the
//! four pairs decide what an exchange costs. It joins the two parts exactly if one of the two pairs taken away is no
//! bridge of its part: if both are, two parts remain. Without any pair that is no bridge, no sequence of exchanges can
//! help, since a graph of so few pairs is never connected.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::components::{bridges, parts};
use super::goals::Goals;
use super::pairs::{Pair, Progress};
use super::problem::Problem;
use super::quotas::Quota;

/// Two entries that exchanged judges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    /// Positions of the entries.
    pub entries: (usize, usize),
    /// Positions of the judges they had before, in the same order; afterwards each has the other's.
    pub judges: (usize, usize),
    /// What it cost, in each goal.
    pub cost: Goals,
}

/// How an assignment was connected.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Connection {
    /// Parts of the optimum.
    pub before: usize,
    /// The exchanges, in order. Each joins two parts.
    pub exchanges: Vec<Exchange>,
}

/// Exchanges judges, always at the least cost in the order of the goals, while that joins two parts. The pairs are
/// positions in the list of all; they are changed in place. No exchange takes a fixed or opened pair away, breaks a
/// quota, adds a soft conflict, or shows a judge what they asked not to be shown.
pub(super) fn connect(problem: &Problem, chosen: &mut [usize], draw: &[u32]) -> Vec<Exchange> {
    let mut exchanges = Vec::new();
    while let Some(found) = cheapest(problem, chosen, draw) {
        chosen[found.places.0] = found.new.0;
        chosen[found.places.1] = found.new.1;
        chosen.sort_unstable();
        exchanges.push(found.exchange);
    }
    exchanges
}

/// An exchange that can be made.
struct Found {
    exchange: Exchange,
    /// The difference in the draw of the seed, which decides between equals.
    drawn: i64,
    /// The places in the list of chosen pairs.
    places: (usize, usize),
    /// The new pairs, by position in the list of all.
    new: (usize, usize),
}

fn cheapest(problem: &Problem, chosen: &[usize], draw: &[u32]) -> Option<Found> {
    let pairs: Vec<Pair> = chosen.iter().map(|&pair| problem.pairs().as_slice()[pair]).collect();
    let places: Vec<(usize, usize)> = pairs.iter().map(|pair| (pair.entry, pair.judge)).collect();
    let (entries, judges) = (problem.entries().len(), problem.judges().len());
    let part = parts(entries, judges, &places);
    let mut sizes: HashMap<usize, usize> = HashMap::new();
    for &part in &part {
        *sizes.entry(part).or_default() += 1;
    }
    let largest = sizes.iter().max_by_key(|&(&part, &size)| (size, part)).map(|(&part, _)| part)?;
    if sizes.len() < 2 {
        return None;
    }
    let bridge = bridges(entries, judges, &places);
    let mut of_judge = vec![Vec::new(); judges];
    for (place, pair) in pairs.iter().enumerate() {
        of_judge[pair.judge].push(place);
    }
    let look = Look { problem, chosen, draw, pairs: &pairs, part: &part, bridge: &bridge, of_judge: &of_judge };
    let small = (0..pairs.len()).filter(|&place| part[place] != largest);
    // The order of the candidates decides last, so that the answer is the same everywhere.
    small
        .flat_map(|place| look.exchanges_of(place))
        .min_by_key(|found| (found.exchange.cost, found.drawn, found.places))
}

struct Look<'p> {
    problem: &'p Problem,
    chosen: &'p [usize],
    draw: &'p [u32],
    pairs: &'p [Pair],
    part: &'p [usize],
    bridge: &'p [bool],
    of_judge: &'p [Vec<usize>],
}

impl<'p> Look<'p> {
    /// Every exchange of one pair with a pair of another part.
    fn exchanges_of(&self, one: usize) -> impl Iterator<Item = Found> {
        let first = &self.pairs[one];
        let offered = if movable(first) { self.problem.pairs().of_entry(first.entry) } else { &[] };
        let start = self.problem.pairs().start_of(first.entry);
        offered.iter().enumerate().flat_map(move |(offset, new)| {
            let others = self.of_judge[new.judge].iter();
            others.filter_map(move |&other| self.exchange(one, other, start + offset))
        })
    }

    /// The exchange of two pairs, where `new` is the position of the first entry's new pair.
    fn exchange(&self, one: usize, other: usize, new: usize) -> Option<Found> {
        let (first, second) = (&self.pairs[one], &self.pairs[other]);
        let joins = self.part[one] != self.part[other] && !(self.bridge[one] && self.bridge[other]);
        if !joins || !movable(second) {
            return None;
        }
        let all = self.problem.pairs();
        let back = all.position(second.entry, first.judge)?;
        let (gained, given) = (&all.as_slice()[new], &all.as_slice()[back]);
        let mut cost = Goals::between(first, gained).plus(Goals::between(second, given));
        cost.below_wish = self.wishes_lost(first, second.judge) + self.wishes_lost(second, first.judge);
        let keeps = cost.soft_conflicts <= 0
            && cost.against_comfort <= 0
            && self.keeps_quotas(first, second.judge)
            && self.keeps_quotas(second, first.judge);
        let drawn = |pair: usize| i64::from(self.draw[pair]);
        keeps.then(|| Found {
            exchange: Exchange { entries: (first.entry, second.entry), judges: (first.judge, second.judge), cost },
            drawn: drawn(new) + drawn(back) - drawn(self.chosen[one]) - drawn(self.chosen[other]),
            places: (one, other),
            new: (new, back),
        })
    }

    /// Whether an entry may have another judge in place of one of its pairs.
    fn keeps_quotas(&self, pair: &Pair, judge: usize) -> bool {
        let quotas = self.problem.quotas();
        quotas.of_entry(pair.entry).iter().all(|quota| {
            let (loses, gains) = (quotas.holds(quota.group, pair.judge), quotas.holds(quota.group, judge));
            match (loses, gains) {
                // What can be compared is worth more than a wish.
                (true, false) => quotas.wished() || self.judges_within(quota) > quota.at_least,
                (false, true) => self.judges_within(quota) < quota.at_most,
                _ => true,
            }
        })
    }

    /// How many more judges an entry lacks of what is wished for it, with another judge in place of one of its pairs.
    fn wishes_lost(&self, pair: &Pair, judge: usize) -> i64 {
        let quotas = self.problem.quotas();
        let lost = |quota: &Quota| match (quotas.holds(quota.group, pair.judge), quotas.holds(quota.group, judge)) {
            (true, false) => i64::from(self.judges_within(quota) <= quota.at_least),
            (false, true) => -i64::from(self.judges_within(quota) < quota.at_least),
            _ => 0,
        };
        if quotas.wished() { quotas.of_entry(pair.entry).iter().map(lost).sum() } else { 0 }
    }

    fn judges_within(&self, quota: &Quota) -> u32 {
        let start = self.pairs.partition_point(|pair| pair.entry < quota.entry);
        let own = self.pairs[start..].iter().take_while(|pair| pair.entry == quota.entry);
        self.problem.quotas().count(quota, own)
    }
}

fn movable(pair: &Pair) -> bool {
    !pair.terms.fixed() && pair.terms.present != Some(Progress::Opened)
}
