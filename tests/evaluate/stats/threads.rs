//! The same seed gives the same bits on any number of threads.

use statistics::bootstrap;

#[test]
fn the_number_of_threads_changes_nothing() {
    let values: Vec<f64> = (1..=40).map(|i: i32| f64::from(i * i % 37) / 7.0).collect();
    let on = |threads, seed| {
        bootstrap::on_threads(threads, seed, 501, &[25, 15], |counts| {
            let sum =
                |part: std::ops::Range<usize>| part.map(|at| f64::from(counts[at]) * values[at]).sum::<f64>();
            Some(vec![sum(0..25) / 25.0, sum(25..40) / 15.0])
        })
        .unwrap()
    };
    let bits = |replicates: bootstrap::Replicates| -> Vec<u64> {
        replicates.kept.iter().flatten().map(|figure| figure.to_bits()).collect()
    };
    let alone = bits(on(1, 2006));
    assert_eq!(alone.len(), 1002);
    for threads in [2, 3, 8, 1000] {
        assert_eq!(bits(on(threads, 2006)), alone, "{threads} threads");
    }
    assert_ne!(bits(on(1, 2007)), alone);
}

/// Kept bits: another version of the program or of what it stands on would tell.
#[test]
fn a_draw_of_today_is_a_draw_of_tomorrow() {
    let drawn = bootstrap::clustered(2006, 20, 5, |counts| {
        Some(counts.iter().map(|count| f64::from(*count)).collect())
    });
    let drawn = drawn.unwrap();
    assert_eq!(drawn.kept[0], KEPT[0]);
    assert_eq!(drawn.kept[19], KEPT[1]);
    assert!(drawn.kept.iter().all(|counts| counts.iter().sum::<f64>() == 5.0));
}

const KEPT: [[f64; 5]; 2] = [[1.0, 1.0, 0.0, 2.0, 1.0], [1.0, 1.0, 3.0, 0.0, 0.0]];
