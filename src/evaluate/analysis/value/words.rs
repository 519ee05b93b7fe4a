//! What is found about costs, in sentences.

use std::collections::BTreeSet;

use chrono::Datelike;

use super::super::super::data::Data;
use super::super::super::{Settings, settings::Costs};
use super::super::effects::Effects;
use super::super::sample::index;
use super::super::sentences::list;
use super::costs::{Cost, View};
use super::drawn::Arms;
use super::per_child::{arm, mean_cost};
use super::versus::{Ratio, Versus, icer};
use disclosure::report::{Cell, Mark, Tone, Value, Words};
use domain::{Arm, Pence};
use statistics::number::{integer as days, pence, pounds, real};

/// On what terms costs are told.
pub fn terms(settings: &Settings) -> Words {
    let Costs { hour, hour_source, discount, price_year, deflators } = &settings.costs;
    let source = if hour_source.is_empty() { "an assumption".to_owned() } else { hour_source.clone() };
    let prices = if deflators.is_empty() {
        "in the prices of the day".to_owned()
    } else {
        format!("in the prices of {price_year}")
    };
    let text = format!(
        "Costs are looked at from three sides: the pilot's fund (what was bought), the council (practitioners' \
         time too, at {} an hour: {source}) and the public sector (less costs avoided elsewhere, where a measure \
         counts them). What families paid is shown separately. Costs are {prices}, and what came a year after a \
         child's beginning counts {:.1}% less.",
        hour.format_pounds(),
        discount * 100.0,
    );
    Words::open(Tone::Method, text)
}

/// In which years money was spent of which no price level is given, where any is.
pub(super) fn years_without_level(data: &Data, settings: &Settings) -> Option<Words> {
    let Costs { price_year, deflators, .. } = &settings.costs;
    let known: BTreeSet<i32> = deflators.iter().map(|(year, _)| *year).collect();
    let paid = data.purchases.iter().filter(|purchase| purchase.spent != Pence::ZERO);
    let years: BTreeSet<i32> =
        paid.map(|it| it.delivered_on.unwrap_or(it.placed_on).date().year()).chain([*price_year]).collect();
    let missing: Vec<String> = years.difference(&known).map(ToString::to_string).collect();
    if known.is_empty() || missing.is_empty() {
        return None;
    }
    let given: Vec<String> = known.iter().map(ToString::to_string).collect();
    let text = format!(
        "Price levels are given of {}, but not of {}: the level of the nearest year is taken for them, so what \
         was spent is not, or not rightly, told in the prices of {price_year}. Give these years too under \
         `costs.deflators` in the settings.",
        list(&given),
        list(&missing),
    );
    Some(Words::open(Tone::Doubt, text))
}

/// What was spent, in a line, and what time adds.
pub fn spent(data: &Data, settings: &Settings, costs: &[Cost]) -> Vec<Words> {
    let children = arm(data, Arm::Budget);
    let n = children.len();
    let budgets = || children.iter().filter_map(|child| data.children[index(*child)].budget.as_ref());
    let spent = budgets().map(|budget| budget.spent);
    let given: Pence = budgets().map(|budget| budget.allocated).sum();
    if n == 0 || given <= Pence::ZERO {
        return vec![Words::open(Tone::Doubt, "No child has a budget, so there is no cost to report.")];
    }
    let years = days((data.ends_on.min(data.as_at).date() - data.starts_on.date()).num_days()) / 365.25;
    let total = pounds(spent.clone().sum::<Pence>());
    let mut words = vec![Words::with(
        Tone::Plain,
        "What it takes: {} was spent of {} given to the budgets of {} children, {} a child, or {} a year for as \
         many children.",
        vec![
            Cell::money(spent),
            Cell::money(budgets().map(|budget| budget.allocated)),
            Cell::children(n),
            Cell::of(n, Value::Pounds(total / real(n))),
            Cell::of(n, Value::Pounds(total / years.max(1.0 / 12.0))),
        ],
    )];
    let mean = |view| mean_cost(data, costs, view).map_or(0.0, |(_, mean)| mean);
    let (fund, council) = (mean(View::Fund), mean(View::Council));
    if pence(council) > pence(fund) {
        let text = format!(
            "With practitioners' time at {} an hour a child cost {{}} instead of {{}}: time is {{}} of every £100.",
            settings.costs.hour.format_pounds()
        );
        let pounds = |sum| Cell::of(n, Value::Pounds(sum));
        let part = Cell::of(n, Value::Number((council - fund) / council * 100.0, 0));
        words.push(Words::with(Tone::Plain, text, vec![pounds(council), pounds(fund), part]));
    }
    words
}

/// What is missing of the time that was worked.
pub fn time(data: &Data) -> Option<Words> {
    if data.times.is_empty() {
        let text = "No practitioner's time was recorded. Figures with practitioners' time are therefore the same \
                    as without it, and too low: in comparable trials, counting it has changed the answer.";
        return Some(Words::open(Tone::Doubt, text));
    }
    let mut timed = vec![false; data.children.len()];
    for worked in &data.times {
        timed[index(worked.child)] = true;
    }
    let of = |which| {
        let children = arm(data, which);
        let with = children.iter().filter(|child| timed[index(**child)]).count();
        (with, children.len())
    };
    let (with, children) = of(Arm::Budget);
    let (compared, others) = of(Arm::Comparison);
    let mut text = String::new();
    let mut figures = Vec::new();
    if with < children {
        text.push_str(
            "Practitioners' time was recorded for {} of the children with a budget; for the others it counts as \
             nothing, so costs with time are too low.",
        );
        figures.push(Cell::of(children, Value::Share(real(with) / real(children.max(1)))));
    }
    if others > 0 && compared == 0 {
        let gap = if text.is_empty() { "" } else { " " };
        text.push_str(gap);
        text.push_str(
            "No time was recorded for children without a budget, as if nobody had worked for them: the extra \
             cost of a budget with practitioners' time is too high by what they had.",
        );
    }
    (!text.is_empty()).then(|| Words::with(Tone::Doubt, text, figures))
}

/// What a cost of an improvement before and after is worth.
pub(super) fn before_and_after() -> Words {
    Words::open(
        Tone::Doubt,
        "What a point, a better child or a child out of the worst band cost is given before and after, in the \
         budget arm: it puts the whole improvement down to the budgets, and so flatters them. Where there are \
         children to compare with, go by the extra cost and the extra improvement instead.",
    )
}

/// Why there is no comparison.
pub(super) fn no_comparison(effects: &Effects) -> Words {
    let why = effects.judged().find_map(|(_, effect)| effect.difference.as_ref().err());
    let why = why.map_or_else(String::new, |why| format!(": {why}"));
    Words::open(
        Tone::Doubt,
        format!(
            "Whether the budgets were worth their money cannot be said{why}. The figures before and after say \
             what the improvement cost, not what the budgets added to it."
        ),
    )
}

/// What an extra point cost, or why that is not told.
pub(super) fn ratio(versus: Versus<'_>) -> Words {
    let n = versus.fewest();
    let label = &versus.sample.label;
    let seen = versus.drawn.seen;
    let money = |sum: f64| Cell::of(n, Value::Pounds(sum));
    match versus.ratio(View::Council) {
        Ratio::Told => {
            let point =
                |view| icer(&seen, view).map_or_else(|| Cell::open(Value::Mark(Mark::NotAvailable)), money);
            let text = format!(
                "{label}: beside children without a budget, an extra point of improvement cost {{}} for what was \
                 bought, and {{}} with practitioners' time, as far as the two groups are alike."
            );
            Words::with(Tone::Plain, text, vec![point(View::Fund), point(View::Council)])
        }
        Ratio::Better => {
            let text = format!(
                "{label}: children with a budget improved more than the others and cost {{}} less, practitioners' \
                 time counted."
            );
            Words::with(Tone::Plain, text, vec![money(-seen.cost(View::Council))])
        }
        Ratio::Harms => {
            let text = format!(
                "{label}: children with a budget improved less than the others, at an extra cost of {{}}: there is \
                 no cost of a point to tell."
            );
            Words::with(Tone::Doubt, text, vec![money(seen.cost(View::Council))])
        }
        Ratio::Uncertain => {
            let text = format!(
                "{label}: a child with a budget cost {{}} more, practitioners' time counted, and that it \
                 improved more is not shown; so no cost of a point is given, only how probable it is that a budget \
                 is worth its money."
            );
            Words::with(Tone::Doubt, text, vec![money(seen.cost(View::Council))])
        }
    }
}

/// How probable it is that a budget is worth its money, without and with practitioners' time.
pub fn chance(settings: &Settings, versus: Versus<'_>) -> Words {
    let worth = pounds(settings.worth_up_to) / 2.0;
    let basis = versus.behind(settings);
    let likely = |view| {
        let share = versus.drawn.share(|arms: &Arms| arms.net_benefit(view, worth) > 0.0);
        Cell { value: Value::Number(share * 100.0, 0), basis }
    };
    let text = format!(
        "{}: if a point of improvement is worth {}, budgets are value for money in {{}} of 100 bootstrap \
         samples without practitioners' time, and in {{}} of 100 with it. It holds only as far as the two groups \
         are alike; what a point is worth is for people to say, not for statistics.",
        versus.sample.label,
        whole_pounds(worth),
    );
    Words::with(Tone::Plain, text, vec![likely(View::Fund), likely(View::Council)])
}

/// Pounds without pence, where there are none.
pub(crate) fn whole_pounds(pounds: f64) -> String {
    let spoken = pence(pounds).format_pounds();
    spoken.strip_suffix(".00").map_or_else(|| spoken.clone(), ToOwned::to_owned)
}
