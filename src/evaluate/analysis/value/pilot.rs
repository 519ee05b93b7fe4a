//! What the pilot itself cost, and what a child cost with it: start-up apart from running, which is all that
//! a roll-out would pay again.

use chrono::Datelike;

use super::super::super::Settings;
use super::super::super::data::Data;
use super::super::tables::{column, row};
use super::costs::{Cost, View, price_level};
use super::per_child::mean_cost;
use disclosure::report::{Cell, How, Table, Tone, Value, Words};
use domain::SpentOn;
use statistics::number::{pounds, real};

/// Start-up and running, in pounds of the year that costs are told in.
fn sums(data: &Data, settings: &Settings) -> [f64; 2] {
    let of = |spent_on| {
        let costs = data.pilot_costs.iter().filter(|cost| cost.spent_on == spent_on);
        costs.map(|cost| pounds(cost.spent) * price_level(settings, cost.on.date().year())).sum()
    };
    [SpentOn::StartUp, SpentOn::Running].map(of)
}

/// A child's part: `n` are here, and what the pilot cost was for those who are left out as well.
fn share(data: &Data, n: usize, sum: f64) -> f64 {
    sum / real(n + data.left_out_with_budget)
}

/// The table; `None` where nothing was recorded or no child has a budget.
pub fn table(data: &Data, settings: &Settings, costs: &[Cost]) -> Option<Table> {
    let [start_up, running] = sums(data, settings);
    let (n, without) = mean_cost(data, costs, View::Council).filter(|_| !data.pilot_costs.is_empty())?;
    let a_child = |sum: f64| share(data, n, sum);
    let all = |sum: f64| Cell::open(Value::Pounds(sum));
    let each = |sum: f64| Cell::of(n, Value::Pounds(sum));
    let line = |id, label: &str, in_all: Cell, sum: f64| {
        row(id, "arm=budget", vec![Cell::text(label), in_all, each(sum)])
    };
    let none = || Cell::text("");
    Some(Table {
        id: "value-pilot",
        caption: "What the pilot itself cost, and a child with it: the council's perspective".into(),
        columns: vec![column("what", "What"), column("in_all", "In all"), column("a_child", "A child")],
        rows: vec![
            line("start-up", "Starting up: paid once", all(start_up), a_child(start_up)),
            line("running", "Running: what a roll-out would pay again", all(running), a_child(running)),
            line("without", "Beside both: purchases and practitioners' time", none(), without),
        ],
        across: Vec::new(),
        notes: vec![
            "The pilot's own costs are shared equally by the children with a budget, so a larger roll-out would \
             have less of them a child, and a smaller one more. A child of a roll-out costs what stands beside both, \
             and running; a child of this pilot starting up too. The sums are not shown: each figure is rounded by \
             itself, so the small would be lost in the large."
                .into(),
        ],
        how: How {
            formula: "sum of the pilot's own costs / children with a budget, whoever is left out counted too; beside \
                      it the mean cost of a child with practitioners' time"
                .into(),
            rows: "what was recorded of the pilot itself and not undone, net of recoverable VAT, in prices as the \
                   costs above; not discounted, for it is no child's"
                .into(),
            source: "Drummond and others, Methods for the Economic Evaluation of Health Care Programmes".into(),
        },
    })
}

/// What is said of it: in which perspective, or that it is not in the figures.
pub fn words(data: &Data, settings: &Settings, costs: &[Cost]) -> Option<Words> {
    let (n, without) = mean_cost(data, costs, View::Council)?;
    if data.pilot_costs.is_empty() {
        let text = "Nothing was recorded of what the pilot itself cost (set-up, training, coordination, management, \
                    evaluation), so no cost here has it in it.";
        return Some(Words::open(Tone::Doubt, text));
    }
    let [start_up, running] = sums(data, settings);
    let each = |sum: f64| Cell::of(n, Value::Pounds(sum));
    Some(Words::with(
        Tone::Plain,
        "The pilot itself cost the council {} to start up and {} to run. Without that a child with a budget cost \
         {}, purchases and practitioners' time; running adds {} to that, which a roll-out would pay again, and \
         starting up {}. All other costs here are without it.",
        vec![
            Cell::open(Value::Pounds(start_up)),
            Cell::open(Value::Pounds(running)),
            each(without),
            each(share(data, n, running)),
            each(share(data, n, start_up)),
        ],
    ))
}
