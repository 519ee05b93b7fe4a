//! What a child cost, part by part: discounted to its baseline, in the prices of one year.

use chrono::Datelike;

use super::super::super::Settings;
use super::super::super::data::Data;
use super::super::effects::Effects;
use super::super::sample::{Sample, index};
use domain::{Day, Pence};
use statistics::number::{integer, pounds};

/// Who looks at the costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The pilot's fund: what was bought, and nothing else.
    Fund,
    /// The council: practitioners' time too.
    Council,
    /// The public sector: less what it saves elsewhere.
    Public,
}

impl View {
    /// Its name in keys.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Fund => "fund",
            Self::Council => "council",
            Self::Public => "public",
        }
    }

    /// Its name for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Fund => "what was bought, without practitioners' time",
            Self::Council => "with practitioners' time",
            Self::Public => "with practitioners' time, less costs avoided elsewhere",
        }
    }
}

/// What a child cost, in pounds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cost {
    /// What was bought.
    pub fund: f64,
    /// Practitioners' time.
    pub time: f64,
    /// What the family paid beside it.
    pub family: f64,
    /// Costs avoided elsewhere.
    pub saved: f64,
}

impl Cost {
    /// What somebody sees of it.
    pub fn seen(&self, view: View) -> f64 {
        match view {
            View::Fund => self.fund,
            View::Council => self.fund + self.time,
            View::Public => self.fund + self.time - self.saved,
        }
    }
}

/// On what terms costs are told.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    /// An hour of a practitioner's work, in pounds.
    pub hour: f64,
    /// What a year later counts less.
    pub discount: f64,
    /// All prices of things bought, by so much.
    pub prices: f64,
    /// Whether what is promised counts as spent.
    pub promised: bool,
}

impl Terms {
    /// Those of the settings.
    pub fn of(settings: &Settings) -> Self {
        let costs = &settings.costs;
        Self { hour: pounds(costs.hour), discount: costs.discount, prices: 1.0, promised: false }
    }
}

/// What each child cost, by its place.
pub fn costs(data: &Data, settings: &Settings, effects: &Effects, terms: Terms) -> Vec<Cost> {
    let mut costs = vec![Cost::default(); data.children.len()];
    let mut unexplained: Vec<Pence> =
        data.children.iter().map(|child| child.budget.as_ref().map_or(Pence::ZERO, |b| b.spent)).collect();
    for purchase in &data.purchases {
        let child = index(purchase.child);
        let on = purchase.delivered_on.unwrap_or(purchase.placed_on);
        let worth = worth(data, terms, child, on) * price_level(settings, on.date().year());
        unexplained[child] -= purchase.spent;
        let promised = if terms.promised { pounds(purchase.committed) } else { 0.0 };
        costs[child].fund += (pounds(purchase.spent) + promised) * worth * terms.prices;
        costs[child].family += pounds(purchase.contribution.unwrap_or(Pence::ZERO)) * worth;
    }
    // What was spent and stands under no purchase that still does counts as on the day of the baseline.
    for (cost, rest) in costs.iter_mut().zip(unexplained) {
        cost.fund += pounds(rest) * terms.prices;
    }
    for worked in &data.times {
        let child = index(worked.child);
        let hours = integer(i64::from(worked.minutes)) / 60.0;
        costs[child].time += hours * terms.hour * worth(data, terms, child, worked.on);
    }
    for (cost, sample) in counted(settings, effects) {
        for case in &sample.cases {
            costs[index(case.child)].saved += case.improvement * cost;
        }
    }
    costs
}

/// Unit costs that a measure counts, in the prices of the year, with that measure.
pub fn counted<'a>(settings: &'a Settings, effects: &'a Effects) -> impl Iterator<Item = (f64, &'a Sample)> {
    settings.unit_costs.iter().filter_map(|unit| {
        let code = unit.measure.as_ref()?;
        let sample = effects.samples.iter().find(|sample| sample.code == *code)?;
        Some((pounds(unit.cost) * price_level(settings, unit.year), sample))
    })
}

/// What a pound of a day is worth at a child's baseline.
fn worth(data: &Data, terms: Terms, child: usize, on: Day) -> f64 {
    let later = data.children[child].baseline.map_or(0, |from| (on.date() - from.date()).num_days()).max(0);
    (1.0 + terms.discount).powf(-integer(later) / 365.25)
}

/// What a pound of a year is in the prices of the year that costs are told in; of a year whose level is
/// not known, by the nearest that is.
pub(crate) fn price_level(settings: &Settings, year: i32) -> f64 {
    let costs = &settings.costs;
    let level = |year: i32| {
        let near = costs.deflators.iter().min_by_key(|(known, _)| (known.abs_diff(year), *known));
        near.map(|(_, level)| *level).filter(|level| *level > 0.0)
    };
    match (level(costs.price_year), level(year)) {
        (Some(wanted), Some(then)) => wanted / then,
        _ => 1.0,
    }
}
