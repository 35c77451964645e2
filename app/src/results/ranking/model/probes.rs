//! Traces of an inverse that nobody can write down.
//!
//! M. F. Hutchinson, A stochastic estimator of the trace of the influence matrix, Communications in Statistics 18, 1989: for
//! random signs `z`, `z' S^-1 z` is the trace on average. Signs make the diagonal count exactly, and in a panel this large
//! nearly all of the inverse is on it: eight probes are right to about a part in ten thousand. They are the same in every
//! step of a fit, so that what is fitted does not jump.

use super::super::random::Stream;
use super::iterative::LANES;
use super::system::System;

const SEED: [u8; 32] = *b"peaceapp: probes of large panels";

pub(super) fn traces(system: &System<'_>) -> (f64, f64) {
    let layout = system.layout;
    let mut stream = Stream::new(SEED);
    let signs: Vec<[f64; LANES]> = (0..=layout.columns).map(|_| std::array::from_fn(|_| stream.sign())).collect();
    let solved = system.solve_lanes(&signs);
    let (mut row, mut column) = ([0.0; LANES], [0.0; LANES]);
    for (signs, solved) in signs.iter().zip(&solved).take(layout.columns) {
        (0..LANES).for_each(|lane| column[lane] += signs[lane] * solved[lane]);
    }
    let mut alone = 0.0;
    for (at, d) in system.of_rows().iter().enumerate() {
        alone += 1.0 / d;
        let own = layout.of_row[at];
        let mut left = signs[layout.columns].map(|value| value * own);
        let mut right = solved[layout.columns].map(|value| value * own);
        for sheet in layout.row(at) {
            let (weight, column) = (layout.weight[sheet], layout.column[sheet]);
            for lane in 0..LANES {
                left[lane] += weight * signs[column][lane];
                right[lane] += weight * solved[column][lane];
            }
        }
        (0..LANES).for_each(|lane| row[lane] += left[lane] * right[lane] / (d * d));
    }
    let mean = |lanes: [f64; LANES]| lanes.iter().sum::<f64>() / LANES as f64;
    (alone + mean(row), mean(column))
}
