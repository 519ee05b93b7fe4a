//! How spending is spread over the children: middle, spread, nothing at all, and how unequally.

use super::super::super::subgroup::COHORT;
use super::super::super::{Data, Settings};
use super::super::bought::{self, in_pounds, mean, median, pounds_of};
use super::super::sample::index;
use super::super::tables::{column, counts, repeated, row, share, total};
use super::spending::{BUDGET, Spending};
use disclosure::report::{
    Bar, Basis, Cell, Chart, Drawing, Draws, How, Line, Mark, Point, Row, Section, Table, Tone, Value, Words,
};
use domain::Pence;
use statistics::describe;
use statistics::number::{pounds, real};

/// Adds the section's words, tables and charts of it.
pub(super) fn add(data: &Data, settings: &Settings, spending: &Spending, section: &mut Section) {
    let threshold = index(settings.disclosure.threshold);
    section.words.extend(spread_words(&spending.spent, threshold));
    section.tables.push(spread_table(spending));
    section.tables.push(spreads(data, settings, spending));
    let mut sorted = spending.spent.clone();
    sorted.sort_unstable();
    match parted(&sorted, threshold) {
        Some(parts) => {
            section.tables.push(tenths(&parts));
            section.charts.push(lorenz(&parts));
        }
        None => section.words.push(Words::open(
            Tone::Doubt,
            "How unequally spending is divided is shown by one figure only: there are too few children to show \
             them in groups.",
        )),
    }
    let bands = bands(&sorted, threshold);
    section.tables.push(banded(&bands));
    section.charts.push(histogram(&bands));
}

fn spread_words(spent: &[Pence], threshold: usize) -> Vec<Words> {
    let n = spent.len();
    let mut words = vec![Words::with(
        Tone::Plain,
        "Half of the children had {} or less spent on them; the mean was {}.",
        vec![median(spent), mean(spent)],
    )];
    let without = spent.iter().filter(|spent| **spent == Pence::ZERO).count();
    words.push(if without >= threshold && n - without >= threshold {
        let figures = vec![Cell::children(without), share(without, n)];
        Words::with(Tone::Plain, "{} children ({}) had a budget of which nothing was spent.", figures)
    } else if n - without < threshold {
        Words::open(Tone::Doubt, "Next to nothing was spent: too few children had any spending to describe.")
    } else {
        let text = format!(
            "Almost every child with a budget had something spent on it: fewer than {threshold} had nothing."
        );
        Words::open(Tone::Plain, text)
    });
    if let Ok(gini) = describe::gini(&in_pounds(spent)) {
        let text = "The Gini coefficient of spending is {}: it is 0 where all children have the same, and near 1 \
                    where one has all.";
        words.push(Words::with(Tone::Plain, text, vec![Cell::of(n, Value::Number(gini, 2))]));
    }
    words
}

/// Sums of the whole.
fn spread_table(spending: &Spending) -> Table {
    let left = (spending.given.iter().zip(&spending.committed).zip(&spending.spent))
        .map(|((given, committed), spent)| *given - *committed - *spent);
    let cells = vec![
        Cell::text("children with a budget"),
        Cell::children(spending.children.len()),
        spending.all.count(),
        Cell::money(spending.given.iter().copied()),
        Cell::money(spending.spent.iter().copied()),
        Cell::money(spending.committed.iter().copied()),
        Cell::money(left),
    ];
    Table {
        id: "spend-total",
        caption: "What was given and what was spent".into(),
        columns: vec![
            column("who", "Children"),
            counts("children", "Children", "budgets"),
            counts("purchases", "Purchases", "purchases"),
            counts("given", "Given", "given"),
            counts("spent", "Spent", "spent"),
            counts("committed", "Promised", "committed"),
            counts("available", "Left", "available"),
        ],
        rows: vec![row("all", BUDGET, cells)],
        how: How {
            formula: "given = spent + promised + left; each a sum over the children".into(),
            rows:
                "children with a budget; purchases that hold or have spent money. What was undone is gone, \
                   and what came back from a budget is not given"
                    .into(),
            source: "the ledger's budget book".into(),
        },
        across: vec![disclosure::report::Across { parts: vec![4, 5, 6], sum: 3 }],
        ..Table::default()
    }
}

/// Middle and spread, by cohort.
fn spreads(data: &Data, settings: &Settings, spending: &Spending) -> Table {
    let mut rows: Vec<Row> = COHORT
        .groups(data, settings, spending.children.iter().copied())
        .into_iter()
        .map(|group| {
            let spent = bought::spent(data, &group.children);
            row(group.id, format!("{BUDGET}&{}", group.key), spread(group.label, &spent))
        })
        .collect();
    rows.push(total("all", BUDGET, spread("all".into(), &spending.spent)));
    Table {
        id: "spend-spread",
        caption: "Spending per child".into(),
        columns: vec![
            column("cohort", "Children"),
            counts("children", "Children", "budgets"),
            column("mean", "Mean"),
            column("sd", "Standard deviation"),
            column("lower_quartile", "Lower quartile"),
            column("median", "Median"),
            column("upper_quartile", "Upper quartile"),
            column("iqr", "Interquartile range"),
            column("nothing", "With nothing spent"),
            column("gini", "Gini coefficient"),
        ],
        rows,
        notes: vec![
            "A quarter of the children had less than the lower quartile, a quarter more than the upper one."
                .into(),
        ],
        how: How {
            formula: "of what was spent on each child: mean; standard deviation with n - 1; quartiles by \
                      linear interpolation at (n - 1)p + 1 (type 7); share of children with nothing; Gini = \
                      2 sum(i x(i)) / (n sum(x)) - (n + 1) / n, x in rising order"
                .into(),
            rows: "children with a budget, those with nothing spent included".into(),
            source: "Hyndman and Fan 1996; Gini 1912".into(),
        },
        ..Table::default()
    }
}

fn spread(label: String, spent: &[Pence]) -> Vec<Cell> {
    let (n, values) = (spent.len(), in_pounds(spent));
    let quartiles = describe::quartiles(&values);
    let without = spent.iter().filter(|spent| **spent == Pence::ZERO).count();
    let gini = describe::gini(&values).map_or(Value::Mark(Mark::NotAvailable), |gini| Value::Number(gini, 2));
    vec![
        Cell::text(label),
        Cell::children(n),
        mean(spent),
        pounds_of(n, describe::sd(&values)),
        pounds_of(n, quartiles.clone().map(|(low, _)| low)),
        median(spent),
        pounds_of(n, quartiles.map(|(_, high)| high)),
        pounds_of(n, describe::iqr(&values)),
        share(without, n),
        Cell::of(n, gini),
    ]
}

/// Children in order of spending, in ten parts as equal as can be, or five where tenths would be too
/// few, or none.
fn parted(sorted: &[Pence], threshold: usize) -> Option<Vec<&[Pence]>> {
    let n = sorted.len();
    let many = [10, 5].into_iter().find(|many| n / many >= threshold.max(1))?;
    Some((0..many).map(|part| &sorted[n * part / many..n * (part + 1) / many]).collect())
}

fn tenths(parts: &[&[Pence]]) -> Table {
    let name = if parts.len() == 10 { "tenth" } else { "fifth" };
    let sum: Pence = parts.iter().flat_map(|part| part.iter().copied()).sum();
    let share_of = |part: &[Pence]| {
        let basis = Cell::money(part.iter().copied()).basis;
        let own: Pence = part.iter().copied().sum();
        let value = if sum > Pence::ZERO {
            Value::Share(pounds(own) / pounds(sum))
        } else {
            Value::Mark(Mark::NotAvailable)
        };
        Cell { value, basis }
    };
    let cells = |label: String, part: &[Pence]| {
        vec![
            Cell::text(label),
            Cell::children(part.len()),
            Cell::money(part.iter().copied()),
            mean(part),
            share_of(part),
        ]
    };
    let mut rows: Vec<Row> = (1..)
        .zip(parts)
        .map(|(place, part)| {
            let place: u32 = place;
            let label = match place {
                1 => format!("{name} with the least"),
                last if index(last) == parts.len() => format!("{name} with the most"),
                other => format!("{name} {other}"),
            };
            row(format!("{name}-{place}"), format!("{BUDGET}&{name}={place}"), cells(label, part))
        })
        .collect();
    let all: Vec<Pence> = parts.iter().flat_map(|part| part.iter().copied()).collect();
    rows.push(total("all", BUDGET, bought::without_own_shares(cells("all".into(), &all), &[4])));
    Table {
        id: "spend-parts",
        caption: format!("Spending by {name}s of the children, in order of what was spent on each"),
        columns: vec![
            column("part", "Children"),
            counts("children", "Children", "budgets"),
            counts("spent", "Spent", "spent"),
            column("mean", "Mean"),
            repeated("share", "Share of all spending", "^spent"),
        ],
        rows,
        how: How {
            formula: format!("children in rising order of spending, in {} parts of equal size", parts.len()),
            rows: "children with a budget, those with nothing spent included; tenths where each has as many \
                   children as may be shown, else fifths"
                .into(),
            source: "the ledger's budget book".into(),
        },
        ..Table::default()
    }
}

fn lorenz(parts: &[&[Pence]]) -> Chart {
    let n: usize = parts.iter().map(|part| part.len()).sum();
    let sum: Pence = parts.iter().flat_map(|part| part.iter().copied()).sum();
    let whole = pounds(sum).max(0.01);
    let (mut children, mut so_far) = (0, Pence::ZERO);
    let mut points = vec![Point { x: 0.0, y: 0.0, basis: Basis::Open }];
    for part in parts {
        children += part.len();
        so_far += part.iter().copied().sum();
        let basis = Basis::Children(part.len());
        points.push(Point { x: 100.0 * real(children) / real(n), y: 100.0 * pounds(so_far) / whole, basis });
    }
    let even = [0.0, 100.0].map(|at| Point { x: at, y: at, basis: Basis::Open });
    Chart {
        id: "spend-lorenz",
        title: "How unequally spending is divided (Lorenz curve)".into(),
        description: "Children stand along the bottom from the least to the most spent on; the curve shows what \
                      share of all spending was theirs together. If all had the same it would be the straight \
                      line; the further it hangs below, the more unequal. Its points stand in the table of \
                      spending by parts of the children."
            .into(),
        x: "Children, in per cent".into(),
        y: "Spending, in per cent".into(),
        draws: Draws::Estimates,
        drawing: Drawing::Lines {
            ticks: Vec::new(),
            lines: vec![
                Line { name: "Spending".into(), points },
                Line { name: "The same for all".into(), points: even.into() },
            ],
        },
 withheld: 0,
}
}

/// A band of spending, and how many children are in it.
struct Band {
    name: String,
    children: usize,
}

/// Bands of 250.00, nothing apart: a band with too few children goes with the next.
fn bands(sorted: &[Pence], threshold: usize) -> Vec<Band> {
    const WIDE: i64 = 25_000;
    let of = |spent: &Pence| if *spent <= Pence::ZERO { 0 } else { (spent.get() - 1).div_euclid(WIDE) + 1 };
    let mut bands: Vec<(i64, i64, usize)> = Vec::new();
    for same in sorted.chunk_by(|one, next| of(one) == of(next)) {
        let (band, count) = (of(&same[0]), same.len());
        match bands.last_mut() {
            Some(last) if last.2 < threshold => (last.1, last.2) = (band, last.2 + count),
            _ => bands.push((band, band, count)),
        }
    }
    if let [.., before, last] = bands.as_mut_slice()
        && last.2 < threshold
    {
        (before.1, before.2) = (last.1, before.2 + last.2);
        bands.pop();
    }
    let pounds = |band: i64| band * WIDE / 100;
    let count = bands.len();
    // From where the band before it ended, and the first from nothing: where nobody is, is not told.
    let name = |place: usize, last: i64| match place.checked_sub(1).map(|before| bands[before].1) {
        None if count == 1 => "any".to_owned(),
        None if last == 0 => "nothing".to_owned(),
        None => format!("£{} or less", pounds(last)),
        Some(before) if place + 1 == count => format!("over £{}", pounds(before)),
        Some(before) => format!("£{} to £{}", pounds(before), pounds(last)),
    };
    let named = bands.iter().enumerate();
    named.map(|(at, (_, last, n))| Band { name: name(at, *last), children: *n }).collect()
}

fn banded(bands: &[Band]) -> Table {
    let n: usize = bands.iter().map(|band| band.children).sum();
    let cells =
        |label: &str, children: usize| vec![Cell::text(label), Cell::children(children), share(children, n)];
    let mut rows: Vec<Row> = bands
        .iter()
        .map(|band| {
            row(band.name.clone(), format!("{BUDGET}&band={}", band.name), cells(&band.name, band.children))
        })
        .collect();
    rows.push(total("all", BUDGET, bought::without_own_shares(cells("all", n), &[2])));
    Table {
        id: "spend-bands",
        caption: "Children by what was spent on each".into(),
        columns: vec![
            column("band", "Spent on the child"),
            counts("children", "Children", "budgets"),
            column("share", "Share of children"),
        ],
        rows,
        notes: vec!["Bands with too few children are combined with the next.".into()],
        how: How {
            formula: "children in bands of £250, the upper end included; nothing is a band of its own".into(),
            rows: "children with a budget".into(),
            source: "the ledger's budget book".into(),
        },
        ..Table::default()
    }
}

fn histogram(bands: &[Band]) -> Chart {
    let bar = |band: &Band| Bar {
        name: band.name.clone(),
        height: real(band.children),
        basis: Basis::Children(band.children),
    };
    Chart {
        id: "spend-histogram",
        title: "Children by what was spent on each".into(),
        description:
            "A bar for each band of spending, from nothing upwards; its height is the number of children. \
                      The same numbers stand in the table of children by what was spent on each."
                .into(),
        x: "Spent on the child".into(),
        y: "Children".into(),
        draws: Draws::Counts,
        drawing: Drawing::Bars(bands.iter().map(bar).collect()),
        withheld: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pence(pounds: &[i64]) -> Vec<Pence> {
        pounds.iter().map(|pounds| Pence::new(pounds * 100)).collect()
    }

    #[test]
    fn a_band_of_few_goes_with_the_next() {
        let told = |spent: &[i64], threshold| -> Vec<(String, usize)> {
            bands(&pence(spent), threshold).into_iter().map(|band| (band.name, band.children)).collect()
        };
        let spent = [0, 0, 100, 250, 251, 600, 900];
        assert_eq!(told(&[600, 600, 1_200, 1_300], 2), [("£750 or less".into(), 2), ("over £750".into(), 2)]);
        let told_in_three = [("nothing".into(), 2), ("£0 to £250".into(), 2), ("over £250".into(), 3)];
        assert_eq!(told(&spent, 2), told_in_three);
        assert_eq!(told(&spent, 10), [("any".into(), 7)]);
        assert_eq!(told(&[0, 300, 300], 2), [("any".into(), 3)]);
        assert!(told(&[], 2).is_empty());
    }

    #[test]
    fn parts_are_tenths_only_where_each_has_enough() {
        let spent = pence(&(0..100).collect::<Vec<_>>());
        assert_eq!(parted(&spent, 10).unwrap().len(), 10);
        assert_eq!(parted(&spent[..99], 10).unwrap().len(), 5);
        assert!(parted(&spent[..49], 10).is_none());
        assert!(parted(&spent[..3], 0).is_none());
        let parts = parted(&spent[..53], 10).unwrap();
        assert_eq!(parts.iter().map(|part| part.len()).sum::<usize>(), 53);
    }
}
