//! Costs and effects of children with a budget against those of children without one.

use super::super::super::Settings;
use super::super::effects::{Effect, Verdict};
use super::super::sample::Sample;
use super::super::sentences::Wording;
use super::super::tables::{column, interval, nothing, repeated, row, value};
use super::costs::View;
use super::drawn::{Arms, Drawn};
use disclosure::report::{Basis, Cell, How, Mark, Row, Table, Value};
use statistics::number::{pounds, real};

/// A measure on which both arms were followed up.
#[derive(Clone, Copy)]
pub struct Versus<'a> {
    /// Its children.
    pub sample: &'a Sample,
    /// What the budgets did.
    pub effect: &'a Effect,
    /// Costs and effects together.
    pub drawn: &'a Drawn,
}

/// What can be said of the cost of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ratio {
    /// It costs more and does more: so much for a point.
    Told,
    /// It costs less and does more: nothing is to be weighed.
    Better,
    /// It does less, beyond chance.
    Harms,
    /// The difference is not shown.
    Uncertain,
}

impl Ratio {
    pub const fn words(self) -> &'static str {
        match self {
            Self::Told => "more effect for more money",
            Self::Better => "more effect for less money",
            Self::Harms => "less effect: no cost of a point",
            Self::Uncertain => "the effect is not shown: see net benefit",
        }
    }
}

impl Versus<'_> {
    /// What can be said of the cost of a point.
    pub(super) fn ratio(&self, view: View) -> Ratio {
        match self.effect.verdict {
            Verdict::Shown if self.drawn.seen.cost(view) <= 0.0 => Ratio::Better,
            Verdict::Shown => Ratio::Told,
            Verdict::Worse => Ratio::Harms,
            Verdict::Suggested | Verdict::NotShown | Verdict::CannotTell(_) => Ratio::Uncertain,
        }
    }

    /// The children of the smaller arm: who stands behind a difference.
    pub fn fewest(&self) -> usize {
        self.effect.fewest()
    }

    /// Who stands behind a probability: replicates, of no child in particular, where the children they are
    /// drawn from may be told of at all.
    pub(crate) fn behind(&self, settings: &Settings) -> Basis {
        let fewest = self.fewest();
        if Wording::new(settings).small(fewest) { Basis::Children(fewest) } else { Basis::Open }
    }
}

/// Extra cost of an extra point.
pub(super) fn icer(arms: &Arms, view: View) -> Option<f64> {
    (arms.effect() > 0.0).then(|| arms.cost(view) / arms.effect())
}

/// The table of extra costs and effects.
pub(super) fn increments(measures: &[Versus<'_>], views: &[View]) -> Table {
    let rows =
        measures.iter().flat_map(|versus| views.iter().map(move |view| increment(*versus, *view))).collect();
    Table {
        id: "value-icer",
        caption: "Extra cost and extra effect of a budget, against children without one".into(),
        columns: vec![
            column("measure", "Measure, and what is counted"),
            repeated("extra_cost", "Extra cost of a child", "~spent"),
            repeated("cost_interval", "Interval", "~spent"),
            column("extra_effect", "Extra improvement, points"),
            column("effect_interval", "Interval"),
            repeated("icer", "Extra cost of an extra point", "~spent"),
            repeated("icer_interval", "Interval", "~spent"),
            column("reading", "Reading"),
        ],
        rows,
        across: Vec::new(),
        notes: vec![
            "The cost of a point is given only where the effect is shown (see what the budgets did). Where it is \
             not shown it would run from very little to without end, or mean the contrary; net benefit says \
             what then can be said."
                .into(),
            "Children who were not followed up are left out with their costs; the sensitivity table counts \
             them. Improvements are not discounted: all lie within the pilot."
                .into(),
        ],
        how: How {
            formula:
                "extra cost dC = mean cost with a budget - mean cost without; extra improvement dE = the \
                      difference in differences; cost of an extra point = dC / dE; intervals of costs and \
                      ratios by drawing lead professionals with their children again, cost and effect \
                      together; each child on its own where an arm has fewer than 5 lead professionals"
                .into(),
            rows: "children of both arms who were followed up on the measure".into(),
            source: "Drummond and others 2015; Hesterberg 2015 (expanded percentile interval)".into(),
        },
    }
}

fn increment(versus: Versus<'_>, view: View) -> Row {
    let Versus { sample, effect, drawn } = versus;
    let n = versus.fewest();
    let reading = versus.ratio(view);
    let money = |found: Option<(f64, f64)>| {
        found.map_or_else(|| nothing(n), |(low, high)| Cell::of(n, Value::PoundsInterval(low, high)))
    };
    let (ratio, ratio_interval) = if reading == Ratio::Told {
        let seen = icer(&drawn.seen, view).map_or_else(|| nothing(n), |one| Cell::of(n, Value::Pounds(one)));
        (seen, money(drawn.interval(|arms| icer(arms, view))))
    } else {
        (Cell::open(Value::Mark(Mark::NotApplicable)), Cell::open(Value::Mark(Mark::NotApplicable)))
    };
    let cells = vec![
        Cell::text(format!("{}: {}", sample.label, view.label())),
        Cell::of(n, Value::Pounds(drawn.seen.cost(view))),
        money(drawn.interval(|arms| Some(arms.cost(view)))),
        value(n, &effect.difference, 2),
        interval(n, &effect.difference, 2),
        ratio,
        ratio_interval,
        Cell { value: Value::Text(reading.words().into()), basis: Basis::Children(n) },
    ];
    let id = format!("{}-{}", sample.code, view.id());
    row(id, format!("measure={}&arm=budget&view={}", sample.code, view.id()), cells)
}

/// Steps of what a point may be worth, in pounds: from nothing to the most.
pub(super) fn worths(settings: &Settings, steps: usize) -> Vec<f64> {
    let most = pounds(settings.worth_up_to);
    (0..=steps).map(|step| most * real(step) / real(steps.max(1))).collect()
}

/// What is left at several worths, without and with practitioners' time.
pub(super) fn net_benefit(settings: &Settings, measures: &[Versus<'_>]) -> Table {
    let rows = measures
        .iter()
        .flat_map(|versus| worths(settings, 4).into_iter().map(|worth| left(settings, *versus, worth)))
        .collect();
    Table {
        id: "value-net-benefit",
        caption: "What is left for a child, by what a point of improvement is held to be worth".into(),
        columns: vec![
            column("measure", "Measure"),
            column("worth", "A point is worth"),
            repeated("fund", "Net benefit, without practitioners' time", "~spent"),
            repeated("fund_interval", "Interval", "~spent"),
            column("fund_chance", "Probability of any being left"),
            repeated("council", "Net benefit, with practitioners' time", "~spent"),
            repeated("council_interval", "Interval", "~spent"),
            column("council_chance", "Probability of any being left"),
        ],
        rows,
        across: Vec::new(),
        notes: vec![
            "Nobody has said what a point is worth: read the row that you hold right. The probability is the \
             share of redrawn pilots in which something is left."
                .into(),
            "Any other difference between the arms counts in these figures as if the budgets had made it."
                .into(),
        ],
        how: How {
            formula: "net benefit = worth x dE - dC; probability: share of replicates above nothing".into(),
            rows: "children of both arms who were followed up on the measure".into(),
            source: "Stinnett and Mullahy 1998; Fenwick, Claxton and Sculpher 2001".into(),
        },
    }
}

fn left(settings: &Settings, versus: Versus<'_>, worth: f64) -> Row {
    let (n, basis) = (versus.fewest(), versus.behind(settings));
    let mut cells = vec![Cell::text(versus.sample.label.as_str()), Cell::open(Value::Pounds(worth))];
    for view in [View::Fund, View::Council] {
        let benefit = |arms: &Arms| arms.net_benefit(view, worth);
        let chance = versus.drawn.share(|arms| benefit(arms) > 0.0);
        cells.push(Cell::of(n, Value::Pounds(benefit(&versus.drawn.seen))));
        cells.push(
            versus
                .drawn
                .interval(|arms| Some(benefit(arms)))
                .map_or_else(|| nothing(n), |(low, high)| Cell::of(n, Value::PoundsInterval(low, high))),
        );
        cells.push(Cell { value: Value::Number(chance, 2), basis });
    }
    let code = &versus.sample.code;
    row(format!("{code}-{worth:.0}"), format!("measure={code}&arm=budget&worth={worth:.0}"), cells)
}

/// In which quarter of the plane redrawn pilots lie.
pub fn quadrants(settings: &Settings, versus: Versus<'_>) -> Table {
    let basis = versus.behind(settings);
    let quarters: [(&str, &str, bool, bool); 4] = [
        ("more-dearer", "More effect, costs more", true, true),
        ("more-cheaper", "More effect, costs no more", true, false),
        ("less-dearer", "No more effect, costs more", false, true),
        ("less-cheaper", "No more effect, costs no more", false, false),
    ];
    let rows = quarters
        .into_iter()
        .map(|(id, label, more, dearer)| {
            let share = |view| {
                let there = |arms: &Arms| (arms.effect() > 0.0) == more && (arms.cost(view) > 0.0) == dearer;
                Cell { value: Value::Number(versus.drawn.share(there), 2), basis }
            };
            let cells = vec![Cell::text(label), share(View::Fund), share(View::Council)];
            row(id, format!("measure={}&quarter={id}", versus.sample.code), cells)
        })
        .collect();
    Table {
        id: "value-quadrants",
        caption: format!(
            "{}: where bootstrap samples lie on the cost-effectiveness plane",
            versus.sample.label
        ),
        columns: vec![
            column("quarter", "Quarter of the plane"),
            column("fund", "Without practitioners' time"),
            column("council", "With practitioners' time"),
        ],
        rows,
        across: Vec::new(),
        notes: vec!["Parts of one.".into()],
        how: How {
            formula: "share of replicates with dE and dC of these signs".into(),
            rows: "children of both arms who were followed up on the measure".into(),
            source: "Black 1990".into(),
        },
    }
}
