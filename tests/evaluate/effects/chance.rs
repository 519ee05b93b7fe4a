//! Chance for invented pilots: the same seed, the same pilot.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

pub struct Chance(ChaCha8Rng);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// Between 0 and 1, neither of them.
    pub fn share(&mut self) -> f64 {
        (f64::from(self.0.next_u32()) + 0.5) / 4_294_967_296.0
    }

    /// From nothing up to less than so many.
    pub fn below(&mut self, most: u32) -> u32 {
        u32::try_from((u64::from(self.0.next_u32()) * u64::from(most)) >> 32).unwrap()
    }

    /// Normally distributed (Box and Muller).
    pub fn normal(&mut self, mean: f64, sd: f64) -> f64 {
        let (a, b) = (self.share(), self.share());
        mean + sd * (-2.0 * a.ln()).sqrt() * (std::f64::consts::TAU * b).cos()
    }
}
