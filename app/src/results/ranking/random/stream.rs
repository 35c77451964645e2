//! A stream of random numbers from a seed.

use chacha20::ChaCha8Rng;
use chacha20::rand_core::{Rng, SeedableRng};

use super::ziggurat::{LAYERS, TAIL, Tables};

/// Numbers of the generator ChaCha8 (D. J. Bernstein, ChaCha, a variant of Salsa20, 2008), eight bytes at a time, the low
/// ones first.
pub(in super::super) struct Stream {
    generator: ChaCha8Rng,
    tables: Tables,
}

impl Stream {
    pub(in super::super) fn new(seed: [u8; 32]) -> Stream {
        Stream { generator: ChaCha8Rng::from_seed(seed), tables: Tables::new() }
    }

    /// From 0 to below 1, by 53 bits.
    pub(in super::super) fn uniform(&mut self) -> f64 {
        unit(self.generator.next_u64())
    }

    /// 1 or -1.
    pub(in super::super) fn sign(&mut self) -> f64 {
        if self.generator.next_u64() >> 63 == 0 { 1.0 } else { -1.0 }
    }

    /// A standard normal.
    pub(in super::super) fn normal(&mut self) -> f64 {
        loop {
            let bits = self.generator.next_u64();
            // The lowest bits choose the layer, the 53 highest the point in it.
            let layer = (bits & (LAYERS as u64 - 1)) as usize;
            let sided = 2.0 * unit(bits) - 1.0;
            let x = sided * self.tables.edge[layer];
            if x.abs() < self.tables.edge[layer + 1] {
                return x;
            }
            if layer == 0 {
                return self.beyond(sided);
            }
            let (low, high) = (self.tables.height[layer], self.tables.height[layer + 1]);
            if low + (high - low) * self.uniform() < libm::exp(-0.5 * x * x) {
                return x;
            }
        }
    }

    /// From the tail: G. Marsaglia, Generating a variable from the tail of the normal distribution, Technometrics 6, 1964.
    fn beyond(&mut self, sided: f64) -> f64 {
        loop {
            let x = -libm::log(1.0 - self.uniform()) / TAIL;
            let y = -libm::log(1.0 - self.uniform());
            if 2.0 * y > x * x {
                return if sided < 0.0 { -(TAIL + x) } else { TAIL + x };
            }
        }
    }

    /// Chi-squared with so many degrees of freedom, one at least: twice a gamma variable of half of them (G. Marsaglia and
    /// W. W. Tsang, A simple method for generating gamma variables, ACM Transactions on Mathematical Software 26, 2000).
    pub(in super::super) fn chi_squared(&mut self, degrees: f64) -> f64 {
        let shape = (degrees / 2.0).max(0.5);
        if shape < 1.0 {
            // The same paper, section 6.
            let root = libm::pow(1.0 - self.uniform(), 1.0 / shape);
            return 2.0 * self.gamma(shape + 1.0) * root;
        }
        2.0 * self.gamma(shape)
    }

    fn gamma(&mut self, shape: f64) -> f64 {
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let root = 1.0 + c * x;
            if root > 0.0 {
                let v = root * root * root;
                if libm::log(1.0 - self.uniform()) < 0.5 * x * x + d - d * v + d * libm::log(v) {
                    return d * v;
                }
            }
        }
    }
}

fn unit(bits: u64) -> f64 {
    (bits >> 11) as f64 / 9_007_199_254_740_992.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_is_the_one_written_down() {
        // ChaCha8 with a key of noughts, the first 8 bytes of its key stream: 3e 00 ef 2f 89 5f 40 d6 (draft-strombergson-
        // chacha-test-vectors-01, TC1, 8 rounds, 256 bits).
        let mut generator = ChaCha8Rng::from_seed([0; 32]);
        assert_eq!(generator.next_u64().to_le_bytes(), [0x3e, 0x00, 0xef, 0x2f, 0x89, 0x5f, 0x40, 0xd6]);
        // To the last bit, on every machine.
        let mut stream = Stream::new([7; 32]);
        let bits: Vec<u64> = (0..4).map(|_| stream.normal().to_bits()).collect();
        assert_eq!(bits, GOLDEN);
    }

    const GOLDEN: [u64; 4] = [13824850605343038162, 4602721617971240851, 13823900885694951318, 13823673924756840133];

    #[test]
    fn normals_have_the_moments_and_tails_of_the_normal_distribution() {
        let mut stream = Stream::new([1; 32]);
        let list: Vec<f64> = (0..200_000).map(|_| stream.normal()).collect();
        let moment = |power: i32| list.iter().map(|value| value.powi(power)).sum::<f64>() / 200_000.0;
        // Four standard errors: sqrt(1, 2, 15, 96 / 200,000).
        for (power, expected, tolerance) in [(1, 0.0, 0.009), (2, 1.0, 0.013), (3, 0.0, 0.035), (4, 3.0, 0.09)] {
            assert!((moment(power) - expected).abs() < tolerance, "{power}: {}", moment(power));
        }
        // P(|x| > t), at a layer's edge, in the wedges and in the tail.
        for (t, probability) in
            [(0.5, 0.617_075), (1.0, 0.317_311), (2.0, 0.045_500), (3.0, 0.002_699_8), (3.7, 0.000_215_6)]
        {
            let found = list.iter().filter(|value| value.abs() > t).count() as f64 / 200_000.0;
            let error = (probability * (1.0 - probability) / 200_000.0_f64).sqrt();
            assert!((found - probability).abs() < 4.0 * error, "{t}: {found}");
        }
    }

    #[test]
    fn chi_squared_has_its_mean_and_variance() {
        let mut stream = Stream::new([2; 32]);
        for degrees in [1.0, 2.0, 5.0, 101.0] {
            let list: Vec<f64> = (0..50_000).map(|_| stream.chi_squared(degrees)).collect();
            let mean = list.iter().sum::<f64>() / 50_000.0;
            let variance = list.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / 50_000.0;
            assert!((mean / degrees - 1.0).abs() < 4.0 * (2.0 / degrees / 50_000.0_f64).sqrt(), "{degrees}: {mean}");
            // The fourth moment: 12 k (k + 4).
            let error = ((12.0 / degrees + 2.0) * 4.0 / 50_000.0_f64).sqrt();
            assert!((variance / (2.0 * degrees) - 1.0).abs() < 4.0 * error, "{degrees}: {variance}");
        }
    }
}
