//! True values of entries, drawn from what the model leaves possible.
//!
//! Given the ratios, the residual variance is `rss / chi2_{n-1}`, the columns and the mean are normal with the covariance
//! `s2 S^-1`, and so are the rows given those ([`super::super::model`]). No matrix of entries by entries is needed. A panel that
//! has no factor is drawn by solving for data made of draws (G. Papandreou and A. Yuille, Gaussian sampling by local
//! perturbations, 2010): what the solution misses of the made effects is distributed as what is unknown of the true ones.

use super::super::model::{Effects, Fitted, MOST_DENSE, System, penalised, ratios};
use super::super::random::Stream;
use super::places::Places;

/// Draws that go through the scorecards together.
const LANES: usize = 64;
/// The same where each draw takes data of its own.
const SOLVED_TOGETHER: usize = 8;
/// Places that are kept: half a gigabyte. With more entries, fewer draws are made.
const MOST_KEPT: usize = 1 << 27;
/// Draws of panels that are solved by iterating, each of which takes as long as a step of their fit.
const MOST_ITERATED: usize = 200;

/// Draws the places of entries.
pub(super) fn places(fitted: &Fitted, levels: &[u32], seed: [u8; 32], draws: u32) -> Places {
    let count = fitted.panel.entries.len();
    let mut draws = (draws as usize).clamp(1, (MOST_KEPT / count.max(1)).max(1));
    let mixture = fitted.mixture();
    let mut stream = Stream::new(seed);
    if fitted.layout.columns > MOST_DENSE {
        draws = draws.min(MOST_ITERATED);
    }
    let mut orders = Orders::new(levels, draws);
    let (mut share, mut made) = (0.0, 0);
    for weighed in &mixture {
        share += weighed.weight;
        // As many as the share is, and all together exactly what was asked for.
        let until = ((share * draws as f64).round() as usize).clamp(made, draws);
        if until > made {
            one(fitted, weighed.logs, &mut stream, &mut orders, until - made);
        }
        made = until;
    }
    if made < draws
        && let Some(last) = mixture.last()
    {
        one(fitted, last.logs, &mut stream, &mut orders, draws - made);
    }
    orders.places
}

/// Draws at one pair of ratios.
fn one(fitted: &Fitted, logs: [f64; 2], stream: &mut Stream, orders: &mut Orders, draws: usize) {
    with_system(fitted, &System::random(&fitted.layout, ratios(logs)), stream, orders, draws);
}

fn with_system(fitted: &Fitted, system: &System<'_>, stream: &mut Stream, orders: &mut Orders, draws: usize) {
    let effects = system.explain(&fitted.data);
    let residuals = system.residuals(&fitted.data, &effects);
    let known = Known { rss: penalised(system, &residuals, &effects), sums: system.sums(&fitted.data), effects };
    let mut left = draws;
    while left > 0 {
        // What is solved by iterating has room for few.
        let lanes = left.min(if system.factor().is_some() { LANES } else { SOLVED_TOGETHER });
        if system.factor().is_some() {
            dense(fitted, system, &known, stream, orders, lanes);
        } else {
            iterated(fitted, system, &known, stream, orders, lanes);
        }
        left -= lanes;
    }
}

struct Known {
    rss: f64,
    sums: Vec<f64>,
    effects: Effects,
}

/// The square root of a residual variance.
fn deviation(fitted: &Fitted, known: &Known, stream: &mut Stream) -> f64 {
    let degrees = (fitted.data.len() as f64 - 1.0).max(1.0);
    (known.rss / stream.chi_squared(degrees).max(1e-12)).sqrt()
}

fn dense(fitted: &Fitted, system: &System<'_>, known: &Known, stream: &mut Stream, orders: &mut Orders, lanes: usize) {
    let (layout, Some(factor)) = (&fitted.layout, system.factor()) else { return };
    let deviations: Vec<f64> = (0..lanes).map(|_| deviation(fitted, known, stream)).collect();
    let mut columns = vec![0.0; factor.size * lanes];
    columns.iter_mut().for_each(|value| *value = stream.normal());
    factor.spread(&mut columns, lanes);
    let centers = known.effects.column.iter().chain(std::iter::once(&known.effects.mean));
    for (list, center) in columns.chunks_mut(lanes).zip(centers) {
        list.iter_mut().zip(&deviations).for_each(|(value, deviation)| *value = center + deviation * *value);
    }
    if layout.rows_are_judges {
        return orders.take(&columns[..layout.columns * lanes], lanes);
    }
    let mut rows = vec![0.0; layout.rows * lanes];
    system.complete_lanes(&columns, &known.sums, lanes, &mut rows);
    for (list, d) in rows.chunks_mut(lanes).zip(system.of_rows()) {
        let root = d.sqrt();
        list.iter_mut().zip(&deviations).for_each(|(value, deviation)| *value += deviation / root * stream.normal());
    }
    orders.take(&rows, lanes);
}

fn iterated(
    fitted: &Fitted,
    system: &System<'_>,
    known: &Known,
    stream: &mut Stream,
    orders: &mut Orders,
    lanes: usize,
) {
    let layout = &fitted.layout;
    let (mut made, mut data) = (Vec::with_capacity(lanes), Vec::with_capacity(lanes));
    for _ in 0..lanes {
        let deviation = deviation(fitted, known, stream);
        let mut side = |count: usize, ratio: f64| -> Vec<f64> {
            (0..count).map(|_| deviation / ratio.sqrt() * stream.normal()).collect()
        };
        let row = side(layout.rows, system.ratios.row);
        let column = side(layout.columns, system.ratios.column);
        let mut list = side(layout.weight.len(), 1.0);
        for (at, row) in row.iter().enumerate() {
            for sheet in layout.row(at) {
                list[sheet] = row + column[layout.column[sheet]] + list[sheet] / layout.weight[sheet].sqrt();
            }
        }
        made.push(layout.sides(row, column).0);
        data.push(list);
    }
    let found = system.explain_all(&data.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let effects = layout.sides(&known.effects.row, &known.effects.column).0;
    for (made, found) in made.into_iter().zip(found) {
        let found = layout.sides(found.row, found.column).0;
        let values: Vec<f64> =
            effects.iter().zip(made).zip(found).map(|((effect, made), found)| effect + made - found).collect();
        orders.take(&values, 1);
    }
}

/// Turns values into places.
struct Orders {
    places: Places,
    /// Entries of each level, the highest level first.
    groups: Vec<Vec<usize>>,
    keys: Vec<u64>,
    made: usize,
}

impl Orders {
    fn new(levels: &[u32], draws: usize) -> Orders {
        let mut entries: Vec<usize> = (0..levels.len()).collect();
        entries.sort_by(|one, other| levels[*other].cmp(&levels[*one]).then_with(|| one.cmp(other)));
        let groups = entries.chunk_by(|one, other| levels[*one] == levels[*other]).map(<[usize]>::to_vec).collect();
        Orders { places: Places::of_draws(levels, draws), groups, keys: Vec::with_capacity(levels.len()), made: 0 }
    }

    /// Values of all entries, so many draws side by side.
    fn take(&mut self, values: &[f64], lanes: usize) {
        let count = values.len() / lanes;
        let mut ranks = vec![0_u32; count * lanes];
        // The number of an entry takes the lowest bits of the key by which it is sorted, where 53 bits have enough to spare.
        let bits = u64::BITS - (count as u64).leading_zeros();
        let mask = (1_u64 << bits) - 1;
        for lane in 0..lanes {
            for group in &self.groups {
                let Some(first) = group.first() else { continue };
                let offset = self.places.offset(*first);
                self.keys.clear();
                self.keys.extend(
                    group.iter().map(|entry| (descending(values[entry * lanes + lane]) & !mask) | *entry as u64),
                );
                self.keys.sort_unstable();
                for (place, key) in (offset + 1..).zip(&self.keys) {
                    ranks[(key & mask) as usize * lanes + lane] = place;
                }
            }
        }
        for (entry, list) in ranks.chunks(lanes).enumerate() {
            self.places.write(entry, self.made, list);
        }
        self.made += lanes;
    }
}

/// Bits that are in the order of floats, the highest first.
fn descending(value: f64) -> u64 {
    let bits = value.to_bits();
    if bits >> 63 == 0 { !(bits | 1 << 63) } else { bits }
}

/// By one way or the other, whatever the size.
#[cfg(test)]
pub(super) fn forced(fitted: &Fitted, levels: &[u32], seed: [u8; 32], draws: usize, iterate: bool) -> Places {
    let (mut stream, mut orders) = (Stream::new(seed), Orders::new(levels, draws));
    let system = System::random(&fitted.layout, ratios(fitted.logs));
    let system = if iterate { system.without_factor() } else { system };
    with_system(fitted, &system, &mut stream, &mut orders, draws);
    orders.places
}
