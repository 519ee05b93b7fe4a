//! Changes worked out by hand.

use super::super::reliable::*;
use super::*;
use crate::data::{Child, LedgerHead};
use domain::measure::{Informant, MeasureTerms, ScoreBand};
use domain::{Arm, Cohort, Score, Sex};

fn day(number: i64) -> Day {
    let first: Day = "2006-07-01".parse().unwrap();
    Day::new(first.date() + chrono::Duration::days(number))
}

fn score(points: i64) -> Score {
    Score::from_thousandths(points * 1000)
}

fn sdq(terms: MeasureTerms) -> Measure {
    Measure {
        code: "sdq_total".parse().unwrap(),
        label: "SDQ total".parse().unwrap(),
        lowest: score(0),
        highest: score(40),
        better: Better::Lower,
        terms,
    }
}

/// Children with a baseline on day 100, and scores: child, item, informant, day, points.
fn data(children: u32, terms: MeasureTerms, scores: &[(Place, Place, Place, i64, i64)]) -> Data {
    let child = |place: u32| Child {
        reference: format!("C-{place}").parse().unwrap(),
        arm: Arm::Budget,
        cohort: Cohort::AdditionalNeeds,
        born: day(-4000),
        sex: Sex::Unstated,
        ethnicity: String::new(),
        area: 0,
        need: "N1".into(),
        need_level: 1,
        lead: None,
        sibling: None,
        baseline: Some(day(100)),
        budget: None,
    };
    let observed = |&(child, item, informant, on, points): &(Place, Place, Place, i64, i64)| Observed {
        child,
        measure: 0,
        item,
        informant,
        on: day(on),
        score: score(points),
    };
    Data {
        pilot: "Trial".into(),
        authority: "E06000020".parse().unwrap(),
        starts_on: day(0),
        ends_on: day(900),
        as_at: day(900),
        head: LedgerHead { event: 1, hash: String::new() },
        children: (0..children).map(child).collect(),
        left_out: 0,
        left_out_with_budget: 0,
        practitioners: Vec::new(),
        providers: Vec::new(),
        categories: Vec::new(),
        funds: Vec::new(),
        areas: vec!["Millbrook".into()],
        purchases: Vec::new(),
        pilot_costs: Vec::new(),
        measures: vec![sdq(terms)],
        informants: vec!["carer".into(), "teacher".into()],
        items: vec![String::new(), "goal-1".into(), "goal-2".into()],
        scores: scores.iter().map(observed).collect(),
        times: Vec::new(),
        happenings: Vec::new(),
        needs: Vec::new(),
        moves: Vec::new(),
    }
}

fn terms(pair: Pair, least_days: Option<u16>) -> MeasureTerms {
    MeasureTerms { pair, least_days, ..MeasureTerms::default() }
}

/// Days of the pair and how far it came, for a single child.
fn pair(terms: MeasureTerms, scores: &[(i64, i64)]) -> Option<(i64, i64, f64)> {
    let scores: Vec<_> = scores.iter().map(|(on, points)| (0, 0, 0, *on, *points)).collect();
    let found = changes(&data(1, terms, &scores), 0);
    found.rows.first().map(|row| (days(day(0), row.first_on), days(day(0), row.last_on), row.improvement))
}

#[test]
fn the_first_score_is_the_last_up_to_the_baseline_and_its_grace() {
    let rule = || terms(Pair::FirstAndLast, None);
    assert_eq!(pair(rule(), &[(40, 25), (90, 20), (300, 15)]), Some((90, 300, 5.0)));
    assert_eq!(pair(rule(), &[(90, 20), (128, 18), (300, 15)]), Some((128, 300, 3.0)), "28 days later");
    assert_eq!(pair(rule(), &[(90, 20), (129, 18), (300, 15)]), Some((90, 300, 5.0)), "29 days later");
    assert_eq!(pair(rule(), &[(200, 20), (300, 24)]), Some((200, 300, -4.0)), "none before: the first after");
}

#[test]
fn the_last_score_follows_the_rule_of_the_measure() {
    let scores = [(100, 20), (160, 19), (190, 17), (290, 16), (400, 14)];
    for (rule, least, wanted) in [
        (Pair::FirstAndLast, None, Some((100, 400, 6.0))),
        (Pair::FirstAndNext, None, Some((100, 160, 1.0))),
        (Pair::FirstAndNext, Some(90), Some((100, 190, 3.0))),
        (Pair::Nearest(180), None, Some((100, 290, 4.0))),
        (Pair::Nearest(140), None, Some((100, 190, 3.0))),
        (Pair::Nearest(10), Some(90), Some((100, 190, 3.0))),
        (Pair::FirstAndLast, Some(301), None),
    ] {
        assert_eq!(pair(terms(rule, least), &scores), wanted, "{rule:?} {least:?}");
    }
}

#[test]
fn who_has_no_change_is_counted_with_the_first_score_and_the_reason() {
    let scores = [
        (0, 0, 0, 100, 21), // never again
        (1, 0, 0, 50, 20),  // twice before the baseline
        (1, 0, 0, 95, 18),
        (2, 0, 0, 100, 17), // too soon
        (2, 0, 0, 150, 15),
        (3, 0, 0, 100, 10), // a change
        (3, 0, 0, 300, 12),
        (9, 0, 0, 100, 10), // no such child
        (9, 0, 0, 300, 12),
    ];
    let found = changes(&data(4, terms(Pair::FirstAndLast, Some(90)), &scores), 0);
    let lost: Vec<_> = found.lost.iter().map(|lost| (lost.child, lost.first, lost.why)).collect();
    let wanted = [(0, 21.0, Why::Never), (1, 18.0, Why::BeforeBaseline), (2, 17.0, Why::TooSoon)];
    assert_eq!(lost, wanted);
    assert_eq!(found.rows.len(), 1);
    assert_eq!(found.rows[0].improvement, -2.0);
    assert_eq!(found.left_out, LeftOut { no_baseline: 1, ..LeftOut::default() });
}

#[test]
fn one_informant_speaks_for_a_measure_and_the_others_are_counted() {
    let scores = [
        (0, 0, 0, 100, 20), // both: the teacher's pair
        (0, 0, 0, 300, 10),
        (0, 0, 1, 100, 12),
        (0, 0, 1, 300, 11),
        (1, 0, 1, 100, 14), // the teacher's
        (1, 0, 1, 300, 10),
        (2, 0, 0, 100, 30), // the carer's only
        (3, 0, 0, 100, 30),
    ];
    let found = changes(&data(4, MeasureTerms::default(), &scores), 0);
    assert_eq!(found.informant, Some(1), "more children have two scores of the teacher's");
    assert_eq!(found.rows.iter().map(|row| row.improvement).collect::<Vec<_>>(), [1.0, 4.0]);
    assert_eq!((found.left_out.others_only, found.left_out.others_too), (2, 1));
    assert!(found.lost.is_empty());
}

#[test]
fn a_child_counts_once_however_many_goals_it_has() {
    let scores = [
        (0, 1, 0, 100, 8),
        (0, 1, 0, 300, 2),
        (0, 2, 0, 100, 6),
        (0, 2, 0, 300, 5),
        (1, 1, 0, 100, 5),
        (1, 1, 0, 140, 4),
        (1, 2, 0, 100, 9),
    ];
    let found = changes(&data(2, MeasureTerms::default(), &scores), 0);
    let means = [
        ChildChange { child: 0, first: 7.0, last: 3.5, improvement: 3.5, items: 2 },
        ChildChange { child: 1, first: 5.0, last: 4.0, improvement: 1.0, items: 1 },
    ];
    assert_eq!(by_child(&found), means);
    assert_eq!(found.left_out.items, 1, "the second child's second goal");
}

#[test]
fn scores_in_any_order_give_the_same() {
    let mut scores = vec![(0, 0, 0, 100, 20), (0, 0, 0, 300, 10), (1, 0, 0, 90, 12), (1, 0, 0, 310, 13)];
    let sorted = changes(&data(2, MeasureTerms::default(), &scores), 0);
    scores.reverse();
    assert_eq!(changes(&data(2, MeasureTerms::default(), &scores), 0), sorted);
}

#[test]
fn without_scores_or_measure_nothing_is_said() {
    assert_eq!(changes(&data(3, MeasureTerms::default(), &[]), 0), Changes::default());
    assert_eq!(changes(&data(3, MeasureTerms::default(), &[]), 7), Changes::default());
}

/// SD 5.8 and r 0.72: SE 3.0691, of a difference 4.3403, reliable beyond 8.507 points.
#[test]
fn a_change_is_reliable_beyond_the_index_of_jacobson_and_truax() {
    let carer = Informant {
        name: "carer".parse().unwrap(),
        reliability: Some(720),
        deviation: Some(Score::from_thousandths(5800)),
        source: None,
        bands: vec![
            ScoreBand { name: "close to average".parse().unwrap(), up_to: score(13) },
            ScoreBand { name: "borderline".parse().unwrap(), up_to: score(16) },
            ScoreBand { name: "high".parse().unwrap(), up_to: score(40) },
        ],
    };
    let measure = sdq(MeasureTerms { informants: vec![carer], ..MeasureTerms::default() });
    let from = reliable_from(&measure, "carer").unwrap();
    assert!((from - 8.507_032).abs() < 1e-5, "{from}");
    for (first, last, wanted) in [
        (25.0, 16.0, Reliable::Better),
        (25.0, 17.0, Reliable::No),
        (10.0, 10.0, Reliable::No),
        (10.0, 18.0, Reliable::No),
        (10.0, 19.0, Reliable::Worse),
    ] {
        assert_eq!(reliable(&measure, "carer", first, last), Some(wanted), "{first} to {last}");
    }
    assert_eq!(reliable(&measure, "teacher", 25.0, 10.0), None, "nothing is known of the teacher's");
    for (score, name) in
        [(0.0, "close to average"), (13.0, "close to average"), (13.5, "borderline"), (17.0, "high")]
    {
        assert_eq!(band(&measure, "carer", score).unwrap().name.as_str(), name);
        assert_eq!(in_worst_band(&measure, "carer", score), Some(name == "high"));
    }
    assert_eq!(band(&measure, "carer", 41.0), None);
}

#[test]
fn what_has_no_deviation_makes_no_claim() {
    let informant = |reliability, deviation| Informant {
        name: "carer".parse().unwrap(),
        reliability,
        deviation,
        source: None,
        bands: Vec::new(),
    };
    for (reliability, deviation) in
        [(None, Some(score(5))), (Some(700), None), (Some(700), Some(score(0))), (Some(1000), Some(score(5)))]
    {
        let told_by = vec![informant(reliability, deviation)];
        let measure = sdq(MeasureTerms { informants: told_by, ..MeasureTerms::default() });
        assert_eq!(reliable(&measure, "carer", 30.0, 0.0), None);
        assert_eq!(in_worst_band(&measure, "carer", 30.0), None);
    }
}

/// Numbers that look like chance and are the same every time.
fn numbers(seed: u64) -> impl FnMut(u64) -> u64 {
    let mut state = seed;
    move |below| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    }
}

fn whatever(seed: u64) -> Data {
    let mut next = numbers(seed);
    let pair = match next(3) {
        0 => Pair::FirstAndLast,
        1 => Pair::FirstAndNext,
        _ => Pair::Nearest(u16::try_from(next(400)).unwrap()),
    };
    let least = (next(2) == 0).then(|| u16::try_from(next(200)).unwrap());
    let place = |number: u64| u32::try_from(number).unwrap();
    let scores: Vec<_> = (0..next(60))
        .map(|_| {
            let (on, points) = (i64::try_from(next(500)).unwrap(), i64::try_from(next(41)).unwrap());
            (place(next(7)), place(next(3)), place(next(3)), on, points)
        })
        .collect();
    let mut data = data(6, terms(pair, least), &scores);
    if let Some(child) = data.children.get_mut(usize::try_from(next(12)).unwrap()) {
        child.baseline = None;
    }
    if next(3) == 0 {
        data.scores.sort_by_key(order);
    }
    data
}

/// Whatever is recorded: every child is in one place and no other, and every figure is a number.
#[test]
fn every_child_with_a_score_is_found_once_in_whatever_is_recorded() {
    for seed in 0..3000 {
        let data = whatever(seed);
        let found = changes(&data, 0);
        let children: std::collections::BTreeSet<Place> = data.scores.iter().map(|s| s.child).collect();
        let means = by_child(&found);
        let elsewhere = found.lost.len() + found.left_out.others_only + found.left_out.no_baseline;
        assert_eq!(children.len(), means.len() + elsewhere, "seed {seed}: {found:?}");
        let least = data.measures[0].terms.least_days.map_or(1, i64::from).max(1);
        for row in &found.rows {
            assert_eq!(Some(row.informant), found.informant, "seed {seed}");
            assert!(days(row.first_on, row.last_on) >= least, "seed {seed}: {row:?}");
            assert!((row.first - row.last - row.improvement).abs() < 1e-9, "seed {seed}: less is better");
        }
        let figures = means.iter().flat_map(|child| [child.first, child.last, child.improvement]);
        assert!(figures.chain(found.lost.iter().map(|lost| lost.first)).all(f64::is_finite), "seed {seed}");
    }
}

#[test]
fn many_children_are_read_in_one_go() {
    let scores: Vec<_> = (0..50_000)
        .flat_map(|child| {
            let score = move |item, on, points| (child, item, 0, on, points);
            [score(1, 100, 20), score(1, 300, 15), score(2, 100, 30), score(2, 200, 20), score(2, 300, 25)]
        })
        .collect();
    let data = data(50_000, terms(Pair::FirstAndLast, None), &scores);
    let found = changes(&data, 0);
    let means = by_child(&found);
    assert_eq!((found.rows.len(), means.len(), found.lost.len()), (100_000, 50_000, 0));
    assert!(means.iter().all(|child| child.improvement == 5.0 && child.items == 2));
}
