//! Seeded normal draws: the same on every machine, and in the browser.

/// A stream of numbers from a seed.
///
/// Source of the generator: SplitMix64 (Steele, Lea and Flood, Fast splittable pseudorandom number generators, 2014). It
/// is for simulations only; what must not be guessed comes from the server.
#[derive(Clone, Debug)]
pub struct Draws {
    state: u64,
    /// The second of the two normals that each round of the polar method gives.
    spare: Option<f64>,
}

impl Draws {
    /// A stream; the same seed gives the same.
    pub const fn new(seed: u64) -> Self {
        Self { state: seed, spare: None }
    }

    fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Between -1 and 1, by the 53 bits that a float holds exactly.
    fn symmetric(&mut self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
        let whole = (self.bits() >> 11) as f64;
        whole / 4_503_599_627_370_496.0 - 1.0
    }

    /// One of the whole numbers below this, each as likely as the others but for a part in 2^32; nought of nought.
    pub fn below(&mut self, bound: u32) -> u32 {
        u32::try_from(((self.bits() >> 32) * u64::from(bound)) >> 32).unwrap_or_default()
    }

    /// A standard normal, by the polar method (Marsaglia and Bray, 1964): of the functions that machines round
    /// differently it needs the logarithm only, which is taken from `libm`.
    pub fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        loop {
            let (one, other) = (self.symmetric(), self.symmetric());
            let square = one * one + other * other;
            if square > 0.0 && square < 1.0 {
                let scale = (-2.0 * libm::log(square) / square).sqrt();
                self.spare = Some(other * scale);
                return one * scale;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_is_the_published_one() {
        // The first outputs of SplitMix64 for the seed 1234567, as its reference implementation prints them.
        let mut draws = Draws::new(1_234_567);
        assert_eq!([draws.bits(), draws.bits()], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
    }

    #[test]
    fn whole_numbers_are_below_their_bound_and_about_as_often() {
        let mut draws = Draws::new(7);
        let mut counts = [0_u32; 6];
        for _ in 0..60_000 {
            counts[draws.below(6) as usize] += 1;
        }
        // Within about four standard errors of 10,000: sqrt(60,000 * 5 / 36) = 91.
        assert!(counts.iter().all(|count| count.abs_diff(10_000) < 370), "{counts:?}");
        assert_eq!((draws.below(0), draws.below(1)), (0, 0));
    }

    #[test]
    fn normals_have_the_moments_of_the_normal_distribution() {
        let mut draws = Draws::new(7);
        let list: Vec<f64> = (0..100_000).map(|_| draws.normal()).collect();
        let moment = |power: i32| list.iter().map(|value| value.powi(power)).sum::<f64>() / 100_000.0;
        // Within about four standard errors: sqrt(1, 2, 15, 96 / 100,000).
        for (power, expected, tolerance) in [(1, 0.0, 0.013), (2, 1.0, 0.018), (3, 0.0, 0.05), (4, 3.0, 0.13)] {
            assert!((moment(power) - expected).abs() < tolerance, "{power}: {}", moment(power));
        }
    }
}
