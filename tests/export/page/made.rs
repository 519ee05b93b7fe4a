//! A report made by hand that has everything a page must be able to show.

use disclosure::report::{
    Across, Bar, Basis, Cell, Chart, Column, Drawing, Draws, Estimate, How, Line, Mark, Point, Report, Row,
    Section, Table, Tone, Value, Words,
};
use disclosure::{Rules, Shown, protect};
use domain::Pence;

/// The report as it may be shown.
pub fn shown() -> Report<Shown> {
    protect(report(), &Rules::default())
}

/// The same where nothing may be shown: so many children are nowhere.
pub fn all_withheld() -> Report<Shown> {
    let rules = Rules { threshold: 1_000_000, ..Rules::default() };
    protect(report(), &rules)
}

/// A report of nothing.
pub fn empty() -> Report<Shown> {
    protect(Report::default(), &Rules::default())
}

fn report() -> Report {
    Report::new(vec![summary(), spend(), change(), value(), nothing()])
}

fn how() -> How {
    How {
        formula: "mean of (last − first), signed so that positive is better; 95% by Student's t".into(),
        rows: "children with two scores of one informant, at least 42 days apart".into(),
        source: "Law and Wolpert (2014)".into(),
    }
}

fn column(id: &'static str, label: &str) -> Column {
    Column { id, label: label.into(), sums: false, key: String::new() }
}

fn row(id: &str, total: bool, cells: Vec<Cell>) -> Row {
    Row { id: id.into(), key: String::new(), total, cells }
}

fn summary() -> Section {
    Section {
        id: "summary",
        title: "Summary",
        words: vec![
            Words::with(
                Tone::Plain,
                "Goals of children with a budget moved by {} points on a scale of 0 to 10.",
                vec![Cell::of(130, Value::Interval(0.9, 1.6, 1))],
            ),
            Words::open(
                Tone::Doubt,
                "Children were not drawn by lot: what differs may have differed before.",
            ),
            Words::about(3, "Three children & a <family> did well."),
            Words::open(Tone::Method, "Intervals are made of 2,000 replicates, seed 2006."),
        ],
        ..Section::default()
    }
}

/// A table with a total, an awkward row name and a text column; bars that lie, lines with a gap.
fn spend() -> Section {
    let money = |parts: &[i64]| Cell::money(parts.iter().map(|pence| Pence::new(*pence)));
    let many = |children: usize, pence: i64| money(&vec![pence; children]);
    let cells = |name: &str, children: usize, pence: i64, note: &str| {
        vec![Cell::text(name), Cell::children(children), many(children, pence), Cell::text(note)]
    };
    let table = Table {
        id: "spend-category",
        caption: "Spend by category, in pounds, net of recoverable VAT".into(),
        columns: vec![
            column("category", "Category"),
            column("children", "Children"),
            column("spent", "Spent"),
            column("note", "What is bought most"),
        ],
        rows: vec![
            row("CARE", false, cells("Health, care and wellbeing services", 64, 21_250, "counselling")),
            row("HOL", false, cells("=Holiday and activity costs", 41, 9_900, "clubs, @weekends")),
            row("DEBT", false, cells("Debt", 4, 30_000, "rent arrears")),
            row("all", true, cells("All categories", 109, 17_000, "")),
        ],
        across: Vec::<Across>::new(),
        notes: vec!["A child may have bought in several categories.".into()],
        how: how(),
    };
    let bars = [
        ("Health, care and wellbeing services", 13_600.0, 64),
        ("Holiday and activity costs", 4_058.0, 41),
        ("Furniture, appliances and everything that a home needs to be one, decoration included", 980.0, 22),
        ("Debt", 1_200.0, 4),
    ];
    let bar = |(name, height, children): (&str, f64, usize)| Bar {
        name: name.into(),
        height,
        basis: Basis::Children(children),
    };
    let month = |place: usize| format!("20{:02}-{:02}", 6 + (place + 8) / 12, (place + 8) % 12 + 1);
    let line = |name: &str, factor: f64, few: Option<usize>| Line {
        name: name.into(),
        points: (0..18)
            .map(|place| Point {
                x: f64::from(u8::try_from(place).unwrap()),
                y: factor * f64::from(u8::try_from(place * place).unwrap_or(255)),
                basis: Basis::Children(if few == Some(place) { 2 } else { 100 }),
            })
            .collect(),
    };
    let ticks = (0..18).map(|place| (f64::from(u8::try_from(place).unwrap()), month(place))).collect();
    Section {
        id: "spend",
        title: "What was spent",
        words: vec![Words::open(Tone::Plain, "Most went on care.")],
        tables: vec![table],
        charts: vec![
            Chart {
                id: "spend-month",
                title: "Budget against spend over the pilot's months".into(),
                description: "Both rise; the spend stays below the budget in every month.".into(),
                x: "Month".into(),
                y: "To date (£)".into(),
                draws: Draws::Estimates,
                drawing: Drawing::Lines {
                    ticks,
                    lines: vec![line("given to budgets", 900.0, None), line("spent", 610.0, Some(9))],
                },
                withheld: 0,
            },
            Chart {
                id: "spend-bars",
                title: "Spend by category".into(),
                description: "Care is more than three times as much as holidays.".into(),
                x: "Category".into(),
                y: "Spent (£)".into(),
                draws: Draws::Estimates,
                drawing: Drawing::Bars(bars.into_iter().map(bar).collect()),
                withheld: 0,
            },
            Chart {
                id: "spend-distribution",
                title: "How much was spent on a child".into(),
                description: "Most children had between £100 and £500.".into(),
                x: "Spend of a child (£)".into(),
                y: "Children".into(),
                draws: Draws::Counts,
                drawing: Drawing::Bars(
                    [("nothing", 20), ("1 to 99", 15), ("100 to 499", 64), ("500 to 999", 25), ("more", 3)]
                        .map(|(name, count)| Bar {
                            name: name.into(),
                            height: f64::from(u8::try_from(count).unwrap()),
                            basis: Basis::Children(count),
                        })
                        .into(),
                ),
                withheld: 0,
            },
            heat(),
        ],
    }
}

fn heat() -> Chart {
    let shades = |from: f64| -> Vec<Point> {
        (0..5u8)
            .map(|place| Point {
                x: f64::from(place),
                y: from * f64::from(place),
                basis: Basis::Children(if place == 3 { 2 } else { 30 }),
            })
            .collect()
    };
    let needs = ["Abuse or neglect", "Child's disability", "Family in acute stress", "Low income", "Other"];
    Chart {
        id: "category-need",
        title: "Mean spend by category and need (£)".into(),
        description: "Care is highest where a family is in acute stress.".into(),
        x: "Main need".into(),
        y: "Category".into(),
        draws: Draws::Estimates,
        drawing: Drawing::Heat {
            columns: needs.map(str::to_owned).into(),
            rows: vec![
                ("Health, care and wellbeing services".into(), shades(310.0)),
                ("Clothing".into(), shades(44.0)),
                ("Holiday and activity costs".into(), shades(120.0)),
            ],
        },
        withheld: 0,
    }
}

/// Intervals, marks of every kind, a forest and a scatter.
fn change() -> Section {
    let cells = |name: &str, children: usize, mean: Value, interval: Value, share: Value| {
        vec![
            Cell::text(name),
            Cell::children(children),
            Cell::of(children, mean),
            Cell::of(children, interval),
            Cell::of(children, share),
        ]
    };
    let table = Table {
        id: "change-measure",
        caption: "Change by measure".into(),
        columns: vec![
            column("measure", "Measure"),
            column("children", "Children"),
            column("mean", "Mean change"),
            column("interval", "95% interval"),
            column("better", "Reliably better"),
        ],
        rows: vec![
            row(
                "gbo",
                false,
                cells(
                    "Goal-based outcomes",
                    130,
                    Value::Number(1.24, 2),
                    Value::Interval(0.9, 1.58, 2),
                    Value::Mark(Mark::NotApplicable),
                ),
            ),
            row(
                "sdq_total",
                false,
                cells(
                    "SDQ total difficulties",
                    88,
                    Value::Number(-0.04, 1),
                    Value::Interval(-1.2, 1.1, 1),
                    Value::Share(0.21),
                ),
            ),
            row(
                "star 2",
                false,
                cells(
                    "Family Star",
                    6,
                    Value::Number(2.0, 1),
                    Value::Interval(0.1, 3.9, 1),
                    Value::Share(0.5),
                ),
            ),
            row(
                "attendance",
                false,
                cells(
                    "Attendance",
                    40,
                    Value::Number(f64::NAN, 1),
                    Value::Mark(Mark::NotAvailable),
                    Value::Share(0.33),
                ),
            ),
        ],
        across: Vec::new(),
        notes: Vec::new(),
        how: how(),
    };
    let estimate = |name: &str, value: f64, room: f64, pooled: bool| Estimate {
        name: name.into(),
        value,
        low: value - room,
        high: value + room,
        basis: Basis::Children(40),
        pooled,
    };
    let fit = |name: &str, up: f64| Line {
        name: name.into(),
        points: [0.0, 1_000.0, 2_400.0]
            .map(|x| Point { x, y: 0.4 + up + x * 0.0007, basis: Basis::Children(120) })
            .into(),
    };
    let points = (0..30u8)
        .map(|place| Point {
            x: f64::from(place) * 80.0,
            y: f64::from(place % 7) * 0.4 - 0.6 + f64::from(place) * 0.05,
            basis: Basis::Children(12),
        })
        .collect();
    Section {
        id: "change",
        title: "What changed for children",
        words: Vec::new(),
        tables: vec![table],
        charts: vec![
            Chart {
                id: "change-forest",
                title: "Change by subgroup".into(),
                description: "All intervals but that of level 1 lie above nought.".into(),
                x: "Mean change in goal points; to the right is better".into(),
                y: "Subgroup".into(),
                draws: Draws::Estimates,
                drawing: Drawing::Forest {
                    rows: vec![
                        estimate("Need level 1", 0.2, 0.7, false),
                        estimate("Need level 2", 1.1, 0.5, false),
                        estimate("Lead professional from education welfare and connexions", 1.4, 0.9, false),
                        estimate("All children", 1.02, 0.3, true),
                    ],
                    none: 0.0,
                },
                withheld: 0,
            },
            Chart {
                id: "spend-change",
                title: "Spend against change".into(),
                description: "A weak rise: more was spent where goals moved more.".into(),
                x: "Spend of a child (£)".into(),
                y: "Change in goal points".into(),
                draws: Draws::Estimates,
                drawing: Drawing::Scatter {
                    points,
                    fitted: vec![fit("fitted line", 0.0), fit("95%, lower", -0.5), fit("95%, upper", 0.5)],
                },
                withheld: 0,
            },
        ],
    }
}

/// The plane, and the curve.
fn value() -> Section {
    // Replicates without chance: a spiral around the estimate.
    let replicates = (0..2000u16)
        .map(|place| {
            let (turn, out) = (f64::from(place) * 2.399, (f64::from(place) / 2000.0).sqrt());
            (1.1 + turn.cos() * out * 1.4, 310.0 + turn.sin() * out * 480.0)
        })
        .collect();
    let curve = (0..=40u8)
        .map(|place| Point {
            x: f64::from(place) * 50.0,
            y: 1.0 - (-f64::from(place) / 9.0).exp(),
            basis: Basis::Children(130),
        })
        .collect();
    Section {
        id: "value",
        title: "What it cost for what it brought",
        words: Vec::new(),
        tables: Vec::new(),
        charts: vec![
            Chart {
                id: "plane",
                title: "Effect and cost: 2,000 replicates".into(),
                description: "Most replicates lie where it is more effective, costs more.".into(),
                x: "Gain in goal points".into(),
                y: "Cost more than without (£)".into(),
                draws: Draws::Estimates,
                drawing: Drawing::Plane {
                    replicates,
                    estimate: Some(Point { x: 1.1, y: 310.0, basis: Basis::Children(130) }),
                },
                withheld: 0,
            },
            Chart {
                id: "curve",
                title: "How likely it is worth its cost".into(),
                description: "The chance passes one half where a point is worth about £310.".into(),
                x: "What a goal point is worth (£)".into(),
                y: "Probability that it is worth its cost".into(),
                draws: Draws::Estimates,
                drawing: Drawing::Lines {
                    ticks: Vec::new(),
                    lines: vec![Line { name: "all children".into(), points: curve }],
                },
                withheld: 0,
            },
        ],
    }
}

/// A section in which nothing may be shown.
fn nothing() -> Section {
    Section {
        id: "waits",
        title: "Waits: asked/ordered & came [days]",
        words: vec![Words::about(2, "Two children waited.")],
        tables: vec![Table { id: "waits-days", caption: "Days".into(), ..Table::default() }],
        charts: vec![Chart {
            id: "waits-bars",
            title: "Days from asking to delivery".into(),
            description: "Nothing can be shown.".into(),
            x: "Category".into(),
            y: "Days".into(),
            draws: Draws::Estimates,
            drawing: Drawing::Bars(vec![Bar {
                name: "Clothing".into(),
                height: 12.0,
                basis: Basis::Children(1),
            }]),
            withheld: 0,
        }],
    }
}
