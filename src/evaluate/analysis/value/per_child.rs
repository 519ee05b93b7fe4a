//! What a child cost, in each view.

use super::super::super::data::{Data, Place};
use super::super::super::{Settings, cluster};
use super::super::tables::{column, nothing, repeated, row};
use super::super::{fit::FEWEST_CLUSTERS, sample::index};
use super::costs::{Cost, View};
use disclosure::report::{Cell, How, Row, Table, Value};
use domain::Arm;
use statistics::number::pence;
use statistics::regression::{Errors, ols};
use statistics::{Impossible, describe};

/// The children of an arm.
pub fn arm(data: &Data, arm: Arm) -> Vec<Place> {
    (0..).zip(&data.children).filter(|(_, child)| child.arm == arm).map(|(place, _)| place).collect()
}

/// A part of the costs, with its name.
type Part = (&'static str, &'static str, fn(&Cost) -> f64);

const PARTS: [Part; 4] = [
    ("fund", "The pilot's fund: what was bought", |cost| cost.seen(View::Fund)),
    ("time", "Practitioners' time", |cost| cost.time),
    ("council", "The council: both together", |cost| cost.seen(View::Council)),
    ("family", "Families: what they paid as well", |cost| cost.family),
];

const SAVED: [Part; 2] = [
    ("saved", "Costs avoided elsewhere (below nothing: costs more)", |cost| cost.saved),
    ("public", "The public sector: the council less costs avoided", |cost| cost.seen(View::Public)),
];

/// The table, of children with a budget.
pub fn table(data: &Data, settings: &Settings, costs: &[Cost], saves: bool) -> Table {
    let children = arm(data, Arm::Budget);
    let parts = PARTS.iter().chain(SAVED.iter().filter(|_| saves));
    let rows = parts.map(|part| one(data, settings, costs, &children, part)).collect();
    Table {
        id: "value-costs",
        caption: "Cost of a child with a budget, by perspective".into(),
        columns: vec![
            column("view", "Perspective"),
            repeated("children", "Children", "children"),
            repeated("total", "In all", "~spent"),
            column("mean", "Mean"),
            column("interval", "Interval of the mean"),
            column("median", "Median"),
            column("lower_quartile", "Lower quartile"),
            column("upper_quartile", "Upper quartile"),
            column("none", "Share with none"),
        ],
        rows,
        across: Vec::new(),
        notes: vec![
            "Sums are discounted to each child's own beginning, so they are a little below what the accounts \
             say."
                .into(),
            "Costs are uneven: few children cost much. The mean is what a budget has to bear; the median is \
             the child in the middle."
                .into(),
        ],
        how: How {
            formula: format!(
                "amount / (1 + {})^(years since the baseline), in prices of {} where price levels are given; \
                 time = hours x hourly rate; interval of the mean by errors clustered by lead professional",
                settings.costs.discount, settings.costs.price_year,
            ),
            rows:
                "children of the budget arm, those for whom nothing was bought among them; a purchase on the \
                   day its first part came, net of recoverable VAT; time on the day it was worked"
                    .into(),
            source: "HM Treasury, Green Book; CHEERS 2022".into(),
        },
    }
}

fn one(data: &Data, settings: &Settings, costs: &[Cost], children: &[Place], part: &Part) -> Row {
    let (id, label, of) = part;
    let values: Vec<f64> = children.iter().map(|child| of(&costs[index(*child)])).collect();
    let n = values.len();
    let figure = |figure: Result<f64, Impossible>| match figure {
        Ok(figure) => Cell::of(n, Value::Pounds(figure)),
        Err(_) => nothing(n),
    };
    let cells = vec![
        Cell::text(*label),
        Cell::children(n),
        Cell::money(values.iter().map(|value| pence(*value))),
        figure(describe::mean(&values)),
        interval(data, settings, children, &values),
        figure(describe::median(&values)),
        figure(describe::quantile(&values, 0.25)),
        figure(describe::quantile(&values, 0.75)),
        describe::share_of_zeros(&values).map_or_else(|_| nothing(n), |none| Cell::of(n, Value::Share(none))),
    ];
    // Whoever looks at what was bought sees what was spent, but for the discount and known additions.
    let bought = matches!(*id, "fund" | "council" | "public");
    row(*id, if bought { "arm=budget".into() } else { format!("arm=budget&of={id}") }, cells)
}

/// The interval of a mean, for children who go together.
fn interval(data: &Data, settings: &Settings, children: &[Place], values: &[f64]) -> Cell {
    let (groups, count) = cluster::numbered(data, children.iter().copied());
    let groups: Vec<u32> = groups.iter().filter_map(|group| u32::try_from(*group).ok()).collect();
    let errors = if count < FEWEST_CLUSTERS { Errors::Hc3 } else { Errors::Clustered(&groups) };
    match ols(values, &[], errors, settings.confidence) {
        Ok(fit) => Cell::of(values.len(), Value::PoundsInterval(fit.low[0], fit.high[0])),
        Err(_) => nothing(values.len()),
    }
}

/// The mean cost of children with a budget, and how many they are.
pub(crate) fn mean_cost(data: &Data, costs: &[Cost], view: View) -> Option<(usize, f64)> {
    let children = arm(data, Arm::Budget);
    let seen = children.iter().map(|child| costs[index(*child)].seen(view));
    describe::mean(&seen.collect::<Vec<_>>()).ok().map(|mean| (children.len(), mean))
}
