//! One assumption at a time: how much what is left for a child moves with it.

use super::super::super::Settings;
use super::super::super::data::{Data, Place};
use super::super::effects::Effects;
use super::super::sample::index;
use super::super::tables::{column, row};
use super::costs::{Cost, Terms, View, costs};
use super::versus::Versus;
use super::words::whole_pounds;
use disclosure::report::{Basis, Cell, Chart, Drawing, Draws, Estimate, How, Row, Table, Tone, Value, Words};
use domain::Arm;
use statistics::number::{pounds, real};

/// An assumption, from one end to the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Swing {
    /// Its name in figures.
    pub id: &'static str,
    /// What is assumed.
    pub label: String,
    /// At the one end.
    pub from: String,
    /// At the other.
    pub to: String,
    /// What is left at the one end.
    pub low: f64,
    /// At the other.
    pub high: f64,
}

impl Swing {
    /// How far it moves what is left.
    pub fn reach(&self) -> f64 {
        (self.high - self.low).abs()
    }
}

/// What was worked out.
pub struct Tornado {
    /// A point is held to be worth so much.
    pub worth: f64,
    /// What is left, all assumptions as they stand.
    pub base: f64,
    /// The assumptions, the one that moves most first.
    pub swings: Vec<Swing>,
}

/// The children behind a difference: of a child its place, its arm and its improvement.
type Followed = Vec<(Place, Arm, f64)>;

/// Moves each assumption.
pub(super) fn tornado(data: &Data, settings: &Settings, effects: &Effects, versus: Versus<'_>) -> Tornado {
    let worth = pounds(settings.worth_up_to) / 2.0;
    let followed: Followed =
        versus.sample.cases.iter().map(|case| (case.child, case.arm, case.improvement)).collect();
    let everybody: Followed = followed
        .iter()
        .copied()
        .chain(versus.sample.lost.iter().map(|lost| (lost.child, lost.arm, 0.0)))
        .collect();
    let terms = Terms::of(settings);
    let reckoned = |terms| costs(data, settings, effects, terms);
    let at = |terms| left(&followed, &reckoned(terms), View::Council, worth);
    let usual = reckoned(terms);
    let base = left(&followed, &usual, View::Council, worth);
    let percent = |share: f64| format!("{:.1}%", share * 100.0);
    let hour = |hour: f64| format!("£{hour:.2}");
    let mut swings = vec![
        Swing {
            id: "hour",
            label: "An hour of a practitioner's work".into(),
            from: hour(terms.hour * 0.5),
            to: hour(terms.hour * 1.5),
            low: at(Terms { hour: terms.hour * 0.5, ..terms }),
            high: at(Terms { hour: terms.hour * 1.5, ..terms }),
        },
        Swing {
            id: "time",
            label: "Practitioners' time".into(),
            from: "left out".into(),
            to: "counted".into(),
            low: left(&followed, &usual, View::Fund, worth),
            high: base,
        },
        Swing {
            id: "discount",
            label: "What a year later counts less".into(),
            from: percent(0.0),
            to: percent(0.06),
            low: at(Terms { discount: 0.0, ..terms }),
            high: at(Terms { discount: 0.06, ..terms }),
        },
        Swing {
            id: "prices",
            label: "Prices of what was bought".into(),
            from: "10% lower".into(),
            to: "10% higher".into(),
            low: at(Terms { prices: 0.9, ..terms }),
            high: at(Terms { prices: 1.1, ..terms }),
        },
        Swing {
            id: "lost",
            label: "Children who were not followed up".into(),
            from: "left out".into(),
            to: "did not change".into(),
            low: base,
            high: left(&everybody, &usual, View::Council, worth),
        },
        Swing {
            id: "promised",
            label: "Money that is promised and not yet spent".into(),
            from: "not counted".into(),
            to: "counted".into(),
            low: base,
            high: at(Terms { promised: true, ..terms }),
        },
    ];
    if let Ok(difference) = &versus.effect.difference {
        let cost = worth * versus.drawn.seen.effect() - base;
        swings.push(Swing {
            id: "effect",
            label: "The extra improvement (points)".into(),
            from: format!("{:.2}", difference.low),
            to: format!("{:.2}", difference.high),
            low: worth * difference.low - cost,
            high: worth * difference.high - cost,
        });
    }
    swings.sort_by(|a, b| b.reach().total_cmp(&a.reach()));
    Tornado { worth, base, swings }
}

/// What is left for a child: the worth of the extra improvement less the extra cost.
fn left(followed: &Followed, costs: &[Cost], view: View, worth: f64) -> f64 {
    let of = |arm: Arm| {
        let (mut n, mut sum) = (0, 0.0);
        for (child, _, improvement) in followed.iter().filter(|(_, other, _)| *other == arm) {
            n += 1;
            sum += worth * improvement - costs[index(*child)].seen(view);
        }
        if n == 0 { 0.0 } else { sum / real(n) }
    };
    of(Arm::Budget) - of(Arm::Comparison)
}

pub fn table(tornado: &Tornado, versus: Versus<'_>) -> Table {
    let n = versus.fewest();
    let money = |left: f64| Cell::of(n, Value::Pounds(left));
    let one = |swing: &Swing| -> Row {
        // What is an estimate of children is withheld where the figures made of it are.
        let words = |text: &str| Cell { value: Value::Text(text.into()), basis: Basis::Children(n) };
        let cells = vec![
            Cell::text(swing.label.as_str()),
            words(&swing.from),
            words(&swing.to),
            money(swing.low),
            money(swing.high),
            money(swing.reach()),
        ];
        row(swing.id, format!("measure={}&assumption={}", versus.sample.code, swing.id), cells)
    };
    Table {
        id: "value-sensitivity",
        caption: format!(
            "{}: what is left for a child where one assumption changes (a point worth {}, practitioners' \
             time counted)",
            versus.sample.label,
            whole_pounds(tornado.worth)
        ),
        columns: vec![
            column("assumption", "Assumption"),
            column("from", "From"),
            column("to", "To"),
            column("left_from", "Left at the first"),
            column("left_to", "Left at the second"),
            column("reach", "Moves by"),
        ],
        rows: tornado.swings.iter().map(one).collect(),
        across: Vec::new(),
        notes: vec!["One at a time; several together may do more.".into()],
        how: How {
            formula: "net benefit = worth x dE - dC, worked out again with each assumption; half of the largest \
                      worth of the settings for a point; the improvement at the ends of its interval"
                .into(),
            rows: "children of both arms who were followed up on the measure; in one row those who were not, too"
                .into(),
            source: "CHEERS 2022".into(),
        },
    }
}

/// What moves the answer most.
pub fn moved(tornado: &Tornado, versus: Versus<'_>) -> Option<Words> {
    let n = versus.fewest();
    let most = tornado.swings.first().filter(|swing| swing.reach() > 0.0)?;
    let money = |sum: f64| Cell::of(n, Value::Pounds(sum));
    let text = format!(
        "{}: what is left for a child moves most with one assumption: {}. From its one end to the other what is \
         left goes from {{}} to {{}}.",
        versus.sample.label,
        most.label.to_lowercase(),
    );
    Some(Words::with(Tone::Plain, text, vec![money(most.low), money(most.high)]))
}

pub fn chart(tornado: &Tornado, versus: Versus<'_>) -> Chart {
    let rows = tornado.swings.iter().map(|swing| Estimate {
        name: swing.label.clone(),
        value: tornado.base,
        low: swing.low.min(swing.high),
        high: swing.low.max(swing.high),
        basis: Basis::Children(versus.fewest()),
        pooled: false,
    });
    Chart {
        id: "value-sensitivity-chart",
        title: format!("{}: what moves the answer most", versus.sample.label),
        description:
            "A line for each assumption, the longest first: what is left for a child from the one end of \
                      the assumption to the other. To the left of zero, a budget costs more than it is worth."
                .into(),
        x: format!("Left for a child, £, a point worth {}", whole_pounds(tornado.worth)),
        y: "Assumption".into(),
        draws: Draws::Estimates,
        drawing: Drawing::Forest { rows: rows.collect(), none: 0.0 },
        withheld: 0,
    }
}
