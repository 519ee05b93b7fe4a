//! Doubt by drawing the same children again: which answers would have come from another such pilot.
//!
//! Whole groups are drawn, because children with the same lead professional go together. Each replicate
//! has a stream of chance of its own (ChaCha, by seed and number), so that the answer is the same on any
//! number of threads.

use std::num::NonZero;
use std::thread;

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::describe::{quantile_of_sorted, sorted};
use super::impossible::{Impossible, enough};
use super::tail;
use crate::number::real;

/// What became of drawing again.
#[derive(Clone, Debug, PartialEq)]
pub struct Replicates {
    /// The figures of each replicate that had an answer, in the order in which they were drawn.
    pub kept: Vec<Vec<f64>>,
    /// How many had none: an arm without children, say.
    pub failed: usize,
}

impl Replicates {
    /// One figure of each.
    pub fn of(&self, figure: usize) -> Vec<f64> {
        self.kept.iter().map(|figures| figures[figure]).collect()
    }
}

/// Draws `clusters` groups again, as many as there are, `replicates` times, and asks for the figures of
/// each draw. `statistic` is told how often each group was drawn; it has no answer where it says `None`.
///
/// # Errors
/// Fewer than two groups; more than one draw in twenty without an answer.
pub fn clustered<F>(
    seed: u64,
    replicates: u32,
    clusters: usize,
    statistic: F,
) -> Result<Replicates, Impossible>
where
    F: Fn(&[u32]) -> Option<Vec<f64>> + Sync,
{
    stratified(seed, replicates, &[clusters], statistic)
}

/// The same within parts: `sizes` says how many groups each part has; the groups of a part follow each
/// other. As many are drawn from each part as it has.
///
/// # Errors
/// As for [`clustered`].
fn stratified<F>(seed: u64, replicates: u32, sizes: &[usize], statistic: F) -> Result<Replicates, Impossible>
where
    F: Fn(&[u32]) -> Option<Vec<f64>> + Sync,
{
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    on_threads(threads, seed, replicates, sizes, statistic)
}

/// The same on so many threads.
///
/// # Errors
/// As for [`clustered`].
pub fn on_threads<F>(
    threads: usize,
    seed: u64,
    replicates: u32,
    sizes: &[usize],
    statistic: F,
) -> Result<Replicates, Impossible>
where
    F: Fn(&[u32]) -> Option<Vec<f64>> + Sync,
{
    let clusters: usize = sizes.iter().sum();
    if clusters < 2 {
        return Err(Impossible::TooFewClusters { have: clusters, need: 2 });
    }
    let mut answers: Vec<Option<Vec<f64>>> = (0..replicates).map(|_| None).collect();
    let part = answers.len().div_ceil(threads.max(1)).max(1);
    thread::scope(|scope| {
        for (thread, answers) in answers.chunks_mut(part).enumerate() {
            let statistic = &statistic;
            scope.spawn(move || {
                let mut counts = vec![0; clusters];
                for (at, answer) in answers.iter_mut().enumerate() {
                    draw(seed, thread * part + at, sizes, &mut counts);
                    *answer = statistic(&counts).filter(|figures| figures.iter().all(|f| f.is_finite()));
                }
            });
        }
    });
    let drawn = answers.len();
    let kept: Vec<_> = answers.into_iter().flatten().collect();
    let failed = drawn - kept.len();
    if kept.is_empty() || failed * 20 > drawn {
        return Err(Impossible::Unstable { failed, replicates: drawn });
    }
    Ok(Replicates { kept, failed })
}

/// How often each group comes in a replicate.
fn draw(seed: u64, replicate: usize, sizes: &[usize], counts: &mut [u32]) {
    let mut chance = ChaCha8Rng::seed_from_u64(seed);
    chance.set_stream(u64::try_from(replicate).expect("a count of replicates fits"));
    counts.fill(0);
    let mut from = 0;
    for size in sizes {
        let of = u64::try_from(*size).expect("a count of groups fits");
        for _ in 0..*size {
            // 32 random bits times the number of groups: uneven by less than one in a million.
            let place = (u64::from(chance.next_u32()) * of) >> 32;
            counts[from + usize::try_from(place).expect("a place among the groups fits")] += 1;
        }
        from += size;
    }
}

/// The interval that holds the middle `level` of the replicates.
pub fn percentile(replicates: &[f64], level: f64) -> Result<(f64, f64), Impossible> {
    enough(replicates, 20)?;
    let sorted = sorted(replicates);
    let below = 0.5 * (1.0 - level);
    Ok((quantile_of_sorted(&sorted, below)?, quantile_of_sorted(&sorted, 1.0 - below)?))
}

/// The same, made wider for few groups as Student's t is (Hesterberg 2015, the expanded percentile
/// interval): with fifteen lead professionals the plain one holds the truth too seldom.
pub fn expanded(replicates: &[f64], clusters: usize, level: f64) -> Result<(f64, f64), Impossible> {
    if clusters < 2 {
        return Err(Impossible::TooFewClusters { have: clusters, need: 2 });
    }
    enough(replicates, 20)?;
    let groups = real(clusters);
    let reach = tail::t_quantile(level, groups - 1.0)? * (groups / (groups - 1.0)).sqrt();
    let below = tail::z_below(-reach);
    let sorted = sorted(replicates);
    Ok((quantile_of_sorted(&sorted, below)?, quantile_of_sorted(&sorted, 1.0 - below)?))
}
