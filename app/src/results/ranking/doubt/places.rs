//! Places over many orders.

/// The probability with which the true place is in an interval.
const COVERAGE: f64 = 0.9;
/// By how much sums of probabilities may be off.
const ROUNDING: f64 = 1e-9;
/// With which the first of a band has to be better than an entry for a new band to begin.
const TOLD_APART: f64 = 0.95;

/// Entries with the places that they had in each draw.
pub(super) struct Places {
    /// Entry after entry, from 1; without draws every order is as likely as any other.
    drawn: Vec<u32>,
    draws: usize,
    /// For each entry how many are of a higher level, and how many of its own.
    groups: Vec<(u32, u32)>,
}

/// How likely each place is for one entry.
pub(super) struct Spread {
    /// The place before the first.
    offset: u32,
    /// From the place after that.
    probabilities: Vec<f64>,
}

/// For each entry how many are of a higher level, and how many of its own.
fn groups(levels: &[u32]) -> Vec<(u32, u32)> {
    let mut sorted = levels.to_vec();
    sorted.sort_unstable_by(|one, other| other.cmp(one));
    let group = |level: &u32| {
        let before = sorted.partition_point(|other| other > level);
        let through = sorted.partition_point(|other| other >= level);
        (before as u32, (through - before) as u32)
    };
    levels.iter().map(group).collect()
}

impl Places {
    /// Of entries between which nothing tells.
    pub(super) fn unknown(levels: &[u32]) -> Places {
        Places { drawn: Vec::new(), draws: 0, groups: groups(levels) }
    }

    /// Room for so many draws.
    pub(super) fn of_draws(levels: &[u32], draws: usize) -> Places {
        Places { drawn: vec![0; levels.len() * draws], draws, groups: groups(levels) }
    }

    pub(super) fn draws(&self) -> u32 {
        self.draws as u32
    }

    /// How many entries are of a higher level than this.
    pub(super) fn offset(&self, entry: usize) -> u32 {
        self.groups[entry].0
    }

    /// Writes down places of one entry, from a draw on.
    pub(super) fn write(&mut self, entry: usize, from: usize, places: &[u32]) {
        self.drawn[entry * self.draws + from..][..places.len()].copy_from_slice(places);
    }

    fn places(&self, entry: usize) -> &[u32] {
        &self.drawn[entry * self.draws..][..self.draws]
    }

    pub(super) fn of(&self, entry: usize) -> Spread {
        let (offset, size) = self.groups[entry];
        if self.draws == 0 {
            return Spread { offset, probabilities: vec![1.0 / f64::from(size); size as usize] };
        }
        let mut counts = vec![0_u32; size as usize];
        self.places(entry).iter().for_each(|place| counts[(place - offset - 1) as usize] += 1);
        let share = |count: u32| f64::from(count) / self.draws as f64;
        Spread { offset, probabilities: counts.into_iter().map(share).collect() }
    }

    /// Bands of entries in the order given: a new one begins with the first entry that the first of the present one beats
    /// with 95 % certainty.
    pub(super) fn bands(&self, order: &[usize]) -> Vec<u32> {
        let Some(mut leader) = order.first().copied() else { return Vec::new() };
        let mut band = 1;
        let of = |entry: &usize| {
            if self.beats(leader, *entry) >= TOLD_APART {
                (leader, band) = (*entry, band + 1);
            }
            band
        };
        order.iter().map(of).collect()
    }

    fn beats(&self, one: usize, other: usize) -> f64 {
        if self.groups[one].0 != self.groups[other].0 {
            return if self.groups[one].0 < self.groups[other].0 { 1.0 } else { 0.0 };
        }
        if self.draws == 0 {
            return 0.5;
        }
        let before = self.places(one).iter().zip(self.places(other)).filter(|(one, other)| one < other).count();
        before as f64 / self.draws as f64
    }
}

impl Spread {
    pub(super) fn mean(&self) -> f64 {
        let of = |(at, probability): (usize, &f64)| (f64::from(self.offset) + at as f64 + 1.0) * probability;
        self.probabilities.iter().enumerate().map(of).sum()
    }

    pub(super) fn among_first(&self, places: u32) -> f64 {
        let count = places.saturating_sub(self.offset) as usize;
        if count >= self.probabilities.len() {
            return 1.0;
        }
        self.probabilities.iter().take(count).sum::<f64>().min(1.0)
    }

    /// The shortest interval of places that holds the true one nine times in ten. Of an entry near the first or the last
    /// place all that is left out is on the other side, so that intervals there do not hold more than they say. As places are
    /// whole, an interval holds more or less than nine tenths: its less likely end is left out when that is nearer.
    pub(super) fn interval(&self) -> (u32, u32) {
        let list = &self.probabilities;
        let (mut low, mut sum) = (0, 0.0);
        let (mut best, mut mass) = ((0, list.len() - 1), 1.0);
        for (high, probability) in list.iter().enumerate() {
            sum += probability;
            while sum - list[low] >= COVERAGE - ROUNDING {
                sum -= list[low];
                low += 1;
            }
            let shorter = (high - low).cmp(&(best.1 - best.0));
            if sum >= COVERAGE - ROUNDING && (shorter.is_lt() || (shorter.is_eq() && sum > mass)) {
                (best, mass) = ((low, high), sum);
            }
        }
        let (mut low, mut high) = best;
        let end = list[low].min(list[high]);
        if low < high && mass - end / 2.0 > COVERAGE {
            if list[low] < list[high] { low += 1 } else { high -= 1 }
        }
        (self.offset + low as u32 + 1, self.offset + high as u32 + 1)
    }
}
