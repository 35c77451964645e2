//! The layers under the normal curve.
//!
//! G. Marsaglia and W. W. Tsang, The ziggurat method for generating random variables, Journal of Statistical Software 5,
//! 2000; 256 layers of one area, with `f(x) = exp(-x^2 / 2)`. The layer is chosen by bits that the point does not use (J. A.
//! Doornik, An improved ziggurat method to generate normal random samples, 2005).

pub(super) const LAYERS: usize = 256;
/// Where the tail begins.
pub(super) const TAIL: f64 = 3.654_152_885_361_009;
/// The area of each layer, the lowest with its tail.
const AREA: f64 = 0.004_928_673_233_974_655;

pub(super) struct Tables {
    /// Right edges of the layers from below, the lowest as if its tail were a part of it.
    pub(super) edge: [f64; LAYERS + 1],
    /// The curve there.
    pub(super) height: [f64; LAYERS + 1],
}

fn curve(x: f64) -> f64 {
    libm::exp(-0.5 * x * x)
}

impl Tables {
    pub(super) fn new() -> Tables {
        let (mut edge, mut height) = ([0.0; LAYERS + 1], [1.0; LAYERS + 1]);
        edge[0] = AREA / curve(TAIL);
        edge[1] = TAIL;
        for layer in 1..LAYERS - 1 {
            let above = AREA / edge[layer] + curve(edge[layer]);
            edge[layer + 1] = (-2.0 * libm::log(above)).sqrt();
        }
        for layer in 1..LAYERS {
            height[layer] = curve(edge[layer]);
        }
        height[0] = curve(edge[0]);
        Tables { edge, height }
    }
}
