//! Chance for simulated pilots: the same every time.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

pub struct Chance(ChaCha8Rng);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// Evenly between 0 and 1, never either.
    pub fn even(&mut self) -> f64 {
        (f64::from(self.0.next_u32()) + 0.5) / 4_294_967_296.0
    }

    /// Normal, with mean 0 and deviation 1 (Box and Muller).
    pub fn normal(&mut self) -> f64 {
        let far = (-2.0 * self.even().ln()).sqrt();
        far * (std::f64::consts::TAU * self.even()).cos()
    }

    pub fn below(&mut self, many: u32) -> u32 {
        self.0.next_u32() % many
    }
}
