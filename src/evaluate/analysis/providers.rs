//! Those from whom things were bought: prices, deliveries, outcomes that were paid for. No order is given to
//! providers whose numbers cannot carry one.

use std::collections::BTreeMap;

use super::super::Settings;
use super::super::data::{Data, Place, Purchase};
use super::bought::{self, per_cent};
use super::sample::index;
use super::tables::{column, counts, repeated, row, total};
use super::waits::in_time_by_child;
use disclosure::report::{Cell, How, Row, Section, Table, Tone, Value, Words};
use domain::{Pence, Sector};
use statistics::number::{integer, pounds, real};
use statistics::{Interval, describe, interval};

/// The most providers that are told one by one.
const MOST: usize = 30;

pub fn section(data: &Data, settings: &Settings) -> Section {
    let mut section = Section { id: "providers", title: "Providers and prices", ..Section::default() };
    if data.purchases.is_empty() {
        section
            .words
            .push(Words::open(Tone::Doubt, "Nothing was bought, so there is nothing to say of providers."));
        return section;
    }
    let threshold = settings.disclosure.threshold;
    if bought::children(data) < index(threshold) {
        let text = format!(
            "Something was bought for fewer than {threshold} children: too few to report on providers."
        );
        section.words.push(Words::open(Tone::Doubt, text));
        return section;
    }
    section.tables.push(prices(data, PRICE));
    if data.purchases.iter().any(|purchase| purchase.unit_price.is_some()) {
        section.tables.push(prices(data, UNIT));
    } else {
        let text = "No purchase has a price per unit, so that only the prices of whole purchases can be followed; \
                    these also change with what is bought.";
        section.words.push(Words::open(Tone::Doubt, text));
    }
    match deliveries(data) {
        Some(table) => section.tables.push(table),
        None => section.words.push(Words::open(
            Tone::Doubt,
            "Units commissioned and units that came were recorded together for no purchase, so that deliveries cannot \
             be held against commissions.",
        )),
    }
    compared(data, settings, &mut section);
    match tariffs(data) {
        Some(table) => section.tables.push(table),
        None => section.words.push(Words::open(Tone::Plain, "No part of a price depended on an outcome.")),
    }
    section
}

/// Which price is followed.
#[derive(Clone, Copy)]
struct Price {
    id: &'static str,
    caption: &'static str,
    what: &'static str,
    of: fn(&Purchase) -> Option<Pence>,
}

const PRICE: Price = Price {
    id: "prices",
    caption: "Prices of purchases by category and quarter",
    what: "the price as first commissioned, with VAT",
    of: |purchase| Some(purchase.estimate),
};

const UNIT: Price = Price {
    id: "unit-prices",
    caption: "Prices per unit by category and quarter",
    what: "the price of a unit as first commissioned, with VAT",
    of: |purchase| purchase.unit_price,
};

/// Prices of a category in a quarter.
#[derive(Default)]
struct Quarter {
    prices: Vec<f64>,
    providers: Vec<Place>,
    children: usize,
    last: Option<Place>,
}

fn quarter(purchase: &Purchase) -> String {
    let month = purchase.placed_on.month().to_string();
    let (year, month) = month.split_once('-').unwrap_or_default();
    let quarter = month.parse::<u32>().map_or(0, |month| month.div_ceil(3));
    format!("{year} Q{quarter}")
}

fn prices(data: &Data, price: Price) -> Table {
    let mut found: BTreeMap<(Place, i64), (String, Quarter)> = BTreeMap::new();
    for purchase in &data.purchases {
        let Some(paid) = (price.of)(purchase) else { continue };
        let (_, of_it) = found
            .entry((purchase.category, order(purchase)))
            .or_insert_with(|| (quarter(purchase), Quarter::default()));
        of_it.prices.push(pounds(paid));
        of_it.providers.push(purchase.provider);
        if of_it.last != Some(purchase.child) {
            of_it.last = Some(purchase.child);
            of_it.children += 1;
        }
    }
    let mut rows: Vec<Row> = found
        .into_iter()
        .filter_map(|((category, _), (quarter, mut of_it))| {
            let category = data.categories.get(index(category))?;
            of_it.providers.sort_unstable();
            of_it.providers.dedup();
            let (n, quartiles) = (of_it.children, describe::quartiles(&of_it.prices));
            let cells = vec![
                Cell::text(category.label.clone()),
                Cell::text(quarter.clone()),
                Cell::children(n),
                // Providers are no children: their number is not rounded as children are.
                Cell::of(n, Value::Number(real(of_it.providers.len()), 0)),
                Cell::of(n, Value::Count(of_it.prices.len())),
                bought::pounds_of(n, describe::median(&of_it.prices)),
                bought::pounds_of(n, quartiles.clone().map(|(low, _)| low)),
                bought::pounds_of(n, quartiles.map(|(_, high)| high)),
            ];
            let when = quarter.replace(' ', "");
            let id = format!("{}-{when}", category.code);
            Some(row(id, format!("category={}&quarter={when}", category.code), cells))
        })
        .collect();
    rows.sort_by(|one, other| one.id.cmp(&other.id));
    Table {
        id: price.id,
        caption: price.caption.into(),
        columns: vec![
            column("category", "Category"),
            column("quarter", "Quarter"),
            column("children", "Children"),
            column("providers", "Providers"),
            column("purchases", "Purchases"),
            column("median", "Median"),
            column("lower_quartile", "Lower quartile"),
            column("upper_quartile", "Upper quartile"),
        ],
        rows,
        notes: vec!["Quarters of the calendar year, by the day of the commission.".into()],
        how: How {
            formula: "median and quartiles by linear interpolation (type 7)".into(),
            rows: format!("purchases that hold or have spent money: {}", price.what),
            source: "Hyndman and Fan 1996".into(),
        },
        ..Table::default()
    }
}

fn order(purchase: &Purchase) -> i64 {
    use chrono::Datelike;
    let day = purchase.placed_on.date();
    i64::from(day.year()) * 4 + i64::from(day.month0() / 3)
}

const SECTORS: [(Sector, &str); 4] = [
    (Sector::Statutory, "public bodies"),
    (Sector::Voluntary, "voluntary and community organisations"),
    (Sector::Private, "businesses"),
    (Sector::Individual, "individuals"),
];

/// Units that came against units commissioned, by sector.
fn deliveries(data: &Data) -> Option<Table> {
    let told = |purchase: &Purchase| Some((purchase.units?, purchase.units_delivered?));
    let cells = |label: &str, sector: Option<Sector>| {
        let of = |purchase: &&Purchase| {
            let provider = data.providers.get(index(purchase.provider)).map(|provider| provider.sector);
            (sector.is_none() || provider == sector) && told(purchase).is_some()
        };
        let found: Vec<&Purchase> = data.purchases.iter().filter(of).collect();
        let children = found.chunk_by(|one, next| one.child == next.child).count();
        let (commissioned, came) = found
            .iter()
            .filter_map(|purchase| told(purchase))
            .fold((0, 0), |sum, (of, came)| (sum.0 + of, sum.1 + came));
        let in_full = |p: &Purchase| told(p).is_some_and(|(of, came)| came >= of);
        let full = found.iter().filter(|p| in_full(p)).count();
        let by_child = found.chunk_by(|one, next| one.child == next.child);
        let fewer = bought::fewer(by_child.map(|of_one| {
            let full = of_one.iter().filter(|p| in_full(p)).count();
            (full, of_one.len())
        }));
        let units = |thousandths: i64| Cell::of(children, Value::Number(integer(thousandths) / 1000.0, 0));
        let part = Value::Number(100.0 * integer(came) / integer(commissioned), 0);
        let cells = vec![
            Cell::text(label),
            Cell::children(children),
            Cell::of(children, Value::Count(found.len())),
            units(commissioned),
            units(came),
            Cell::of(children, part),
            per_cent(full, found.len(), fewer),
        ];
        (found.len(), cells)
    };
    let (count, all) = cells("all", None);
    if count == 0 {
        return None;
    }
    let mut rows: Vec<Row> = SECTORS
        .iter()
        .map(|(sector, label)| {
            row(sector.as_str(), format!("units=told&sector={sector}"), cells(label, Some(*sector)).1)
        })
        .collect();
    rows.push(total("all", "units=told", all));
    Some(Table {
        id: "deliveries",
        caption: "What was commissioned and what came".into(),
        columns: vec![
            column("sector", "Providers"),
            repeated("children", "Children", "units_children"),
            counts("purchases", "Commissions", "units_purchases"),
            column("commissioned", "Units commissioned"),
            column("came", "Units that came"),
            column("part", "Per cent of units"),
            column("in_full", "Per cent of commissions in full"),
        ],
        rows,
        how: How {
            formula: "100 units delivered / units commissioned".into(),
            rows: "purchases with a number of units for which at least one delivery told how many came"
                .into(),
            source: "the ledger's commissions and deliveries".into(),
        },
        ..Table::default()
    })
}

/// A provider with enough children to be told of.
struct Provider {
    place: Place,
    children: usize,
    purchases: usize,
    in_time: Interval,
    /// Children with anything in time, or with anything late, whichever are fewer.
    fewer: usize,
}

/// How often each provider delivered in time; an order of them only where it holds.
fn compared(data: &Data, settings: &Settings, section: &mut Section) {
    let threshold = index(settings.disclosure.threshold);
    let (found, small) = enough(data, threshold, settings.confidence);
    let all: Vec<&Purchase> = data.purchases.iter().collect();
    let everybody = describe::mean(&in_time_by_child(&all)).ok();
    let Some(everybody) = everybody.filter(|_| !found.is_empty()) else {
        let text = "No provider served enough children, with days by which things were needed, to be shown on its own.";
        section.words.push(Words::open(Tone::Doubt, text));
        return;
    };
    let ranked = ranked(&found);
    section.words.push(if ranked {
        Words::open(
            Tone::Plain,
            "The providers below are in the order of how often they delivered in time: the intervals of any two \
             that stand beside each other do not overlap.",
        )
    } else {
        Words::open(
            Tone::Doubt,
            "The providers below are not ranked: their numbers are too small, or too alike, to carry a ranking. \
             Where an interval holds the figure of all providers, the difference may be chance.",
        )
    });
    if small > 0 {
        let text = format!(
            "Providers with fewer than {threshold} such children are not shown on their own, nor are individuals, \
             whose own figures these would be."
        );
        section.words.push(Words::open(Tone::Plain, text));
    }
    section.tables.push(in_time(data, &found, everybody, settings));
}

/// Those with enough children, most children first but told in the order of their codes, or of their figures
/// where that holds; and how many have too few.
fn enough(data: &Data, threshold: usize, confidence: f64) -> (Vec<Provider>, usize) {
    let mut of: Vec<Vec<&Purchase>> = vec![Vec::new(); data.providers.len()];
    for purchase in &data.purchases {
        if let Some(of_it) = of.get_mut(index(purchase.provider)) {
            of_it.push(purchase);
        }
    }
    let (mut found, mut small) = (Vec::new(), 0);
    for (place, purchases) in (0..).zip(&of).filter(|(_, purchases)| !purchases.is_empty()) {
        let shares = in_time_by_child(purchases);
        let individual = data.providers[index(place)].sector == Sector::Individual;
        let likely = interval::mean_t(&shares, confidence).ok().or_else(|| all_or_none(&shares, confidence));
        match likely.filter(|_| shares.len() >= threshold.max(2) && !individual) {
            Some(in_time) => {
                let any = |which: fn(&f64) -> bool| shares.iter().filter(|share| which(share)).count();
                let fewer = any(|share| *share > 0.0).min(any(|share| *share < 1.0));
                let (children, purchases) = (shares.len(), purchases.len());
                found.push(Provider { place, children, purchases, in_time, fewer });
            }
            None => small += 1,
        }
    }
    found.sort_by_key(|provider| (std::cmp::Reverse(provider.children), provider.place));
    found.truncate(MOST);
    if ranked(&found) {
        found.sort_by(|one, other| other.in_time.value.total_cmp(&one.in_time.value));
    } else {
        found.sort_by(|one, other| {
            data.providers[index(one.place)].code.cmp(&data.providers[index(other.place)].code)
        });
    }
    (found, small)
}

/// The interval where every child has all of its purchases in time, or none.
fn all_or_none(shares: &[f64], confidence: f64) -> Option<Interval> {
    let n = shares.len();
    let value = shares.first().copied().filter(|value| *value == 0.0 || *value == 1.0)?;
    let such = if value == 1.0 { n } else { 0 };
    let wilson = interval::proportion_wilson(such, n, confidence).ok()?;
    shares.iter().all(|share| *share == value).then_some(Interval {
        value,
        error: 0.0,
        low: wilson.low,
        high: wilson.high,
        p: 1.0,
        n,
    })
}

/// Whether the intervals of any two neighbours keep apart.
fn ranked(found: &[Provider]) -> bool {
    let mut order: Vec<&Interval> = found.iter().map(|provider| &provider.in_time).collect();
    order.sort_by(|one, other| other.value.total_cmp(&one.value));
    order.len() > 1 && order.windows(2).all(|pair| pair[0].low > pair[1].high)
}

fn in_time(data: &Data, found: &[Provider], everybody: f64, settings: &Settings) -> Table {
    let rows = found.iter().map(|provider| {
        let known = &data.providers[index(provider.place)];
        let (n, fewer, in_time) = (provider.children, provider.fewer, &provider.in_time);
        let (low, high) = (100.0 * in_time.low.max(0.0), 100.0 * in_time.high.min(1.0));
        let against = if in_time.low > everybody {
            "more often in time than all"
        } else if in_time.high < everybody {
            "less often in time than all"
        } else {
            "cannot be told apart from all"
        };
        let cells = vec![
            Cell::text(known.name.clone()),
            Cell::children(n),
            Cell::of(n, Value::Count(provider.purchases)),
            Cell::of(fewer, Value::Number(100.0 * in_time.value, 1)),
            Cell::of(fewer, Value::Interval(low, high, 1)),
            Cell::of(fewer, Value::Text(against.into())),
        ];
        row(known.code.to_string(), format!("provider={}", known.code), cells)
    });
    Table {
        id: "providers-in-time",
        caption: "How often providers delivered in time".into(),
        columns: vec![
            column("provider", "Provider"),
            column("children", "Children"),
            column("purchases", "Purchases"),
            column("in_time", "Per cent in time"),
            column("interval", "Interval"),
            column("against", "Against all providers"),
        ],
        rows: rows.collect(),
        notes: vec![format!("At most {MOST} providers are shown, those with the most children.")],
        how: How {
            formula: format!(
                "for each child the share of its purchases delivered on or before the day needed; mean over the \
                 provider's children with its {:.0}% interval by Student's t (by Wilson where all or none came in \
                 time). Beside all: whether the interval \
                 holds the same mean over all children ({:.0} per cent)",
                100.0 * settings.confidence,
                100.0 * everybody
            ),
            rows: "purchases with a day needed and a day delivered; the child is the unit, so that one child with \
                   many purchases does not decide"
                .into(),
            source: "Goldstein and Spiegelhalter 1996, on league tables and their limits".into(),
        },
        ..Table::default()
    }
}

/// What depended on outcomes, and what became of it.
fn tariffs(data: &Data) -> Option<Table> {
    const STATES: [(&str, &str); 3] = [
        ("earned", "reached in time, and earned"),
        ("open", "not reached yet; time is left"),
        ("due", "not reached in time"),
    ];
    let state = |purchase: &Purchase| {
        let tariff = purchase.tariff?;
        Some(match tariff.earned_on {
            Some(_) => 0,
            None if tariff.due_on >= data.as_at => 1,
            None => 2,
        })
    };
    let mut found: BTreeMap<usize, (usize, Vec<Pence>)> = BTreeMap::new();
    let mut all: (usize, Vec<Pence>) = (0, Vec::new());
    for of_one in data.purchases.chunk_by(|one, next| one.child == next.child) {
        let mut of_child: BTreeMap<usize, (usize, Pence)> = BTreeMap::new();
        for purchase in of_one {
            if let (Some(state), Some(tariff)) = (state(purchase), purchase.tariff) {
                let (count, held) = of_child.entry(state).or_default();
                (*count, *held) = (*count + 1, *held + tariff.held);
            }
        }
        if of_child.is_empty() {
            continue;
        }
        all.0 += of_child.values().map(|(count, _)| *count).sum::<usize>();
        all.1.push(of_child.values().map(|(_, held)| *held).sum());
        for (state, (count, held)) in of_child {
            let (counted, parts) = found.entry(state).or_default();
            *counted += count;
            parts.push(held);
        }
    }
    if all.0 == 0 {
        return None;
    }
    let cells = |label: &str, (count, parts): &(usize, Vec<Pence>)| {
        vec![
            Cell::text(label),
            Cell::children(parts.len()),
            Cell::of(parts.len(), Value::Count(*count)),
            Cell::money(parts.iter().copied()),
        ]
    };
    let none = (0, Vec::new());
    let mut rows: Vec<Row> = STATES
        .iter()
        .enumerate()
        .map(|(at, (id, label))| {
            row(*id, format!("tariff=any&state={id}"), cells(label, found.get(&at).unwrap_or(&none)))
        })
        .collect();
    rows.push(total("all", "tariff=any", cells("all", &all)));
    Some(Table {
        id: "tariffs",
        caption: "Parts of prices that depended on an outcome".into(),
        columns: vec![
            column("state", "What became of it"),
            repeated("children", "Children", "tariff_children"),
            counts("orders", "Commissions", "tariff_orders"),
            counts("held", "Depended on it", "tariff_held"),
        ],
        rows,
        how: How {
            formula:
                "commissions counted by whether a score as good as agreed was reported by the day agreed"
                    .into(),
            rows: "purchases that stand, part of whose price depends on an outcome, with VAT".into(),
            source: "the ledger's commissions and scores".into(),
        },
        ..Table::default()
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::data::Tariff;
    use super::super::super::sample;
    use super::*;

    fn cell(section: &Section, table: &str, row: &str, column: &str) -> Value {
        let table = section.tables.iter().find(|known| known.id == table).unwrap();
        let at = table.columns.iter().position(|known| known.id == column).unwrap();
        table.rows.iter().find(|known| known.id == row).unwrap().cells[at].value.clone()
    }

    fn says(section: &Section, text: &str) -> bool {
        section.words.iter().any(|words| words.text.contains(text))
    }

    #[test]
    fn prices_and_deliveries_are_those_of_the_orders() {
        let mut data = sample::pilot();
        let section = super::section(&data, &Settings::default());
        assert_eq!(cell(&section, "prices", "care-2006Q4", "median"), Value::Pounds(110.0));
        assert_eq!(cell(&section, "unit-prices", "clothing-2006Q4", "median"), Value::Pounds(25.0));
        assert_eq!(cell(&section, "unit-prices", "clothing-2006Q4", "children"), Value::Count(36));
        assert_eq!(cell(&section, "deliveries", "private", "part"), Value::Number(100.0, 0));
        for purchase in &mut data.purchases {
            (purchase.unit_price, purchase.units_delivered) = (None, None);
        }
        let section = super::section(&data, &Settings::default());
        assert!(section.tables.iter().all(|table| table.id != "unit-prices" && table.id != "deliveries"));
        assert!(says(&section, "No purchase has a price per unit"));
    }

    #[test]
    fn providers_are_ranked_only_where_their_intervals_keep_apart() {
        let mut data = sample::pilot();
        // P1 late for one of 36 children, P2 in time for one of 24.
        for purchase in &mut data.purchases {
            let late = if purchase.provider == 0 { purchase.child == 1 } else { purchase.child != 3 };
            purchase.needed_on = Some(if late { purchase.placed_on } else { purchase.delivered_on.unwrap() });
        }
        let section = super::section(&data, &Settings::default());
        assert!(says(&section, "in the order of how often"));
        let table = section.tables.iter().find(|table| table.id == "providers-in-time").unwrap();
        assert_eq!(table.rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["P1", "P2"]);
        // Alike, by chance of which child: no order.
        for purchase in &mut data.purchases {
            let late = purchase.child % 2 == 0;
            purchase.needed_on = Some(if late { purchase.placed_on } else { purchase.delivered_on.unwrap() });
        }
        assert!(says(&super::section(&data, &Settings::default()), "are not ranked"));
        for provider in &mut data.providers {
            provider.sector = Sector::Individual;
        }
        assert!(says(&super::section(&data, &Settings::default()), "No provider served enough children"));
    }

    #[test]
    fn a_part_that_depends_on_an_outcome_is_earned_open_or_past_its_day() {
        let mut data = sample::pilot();
        let day = |text: &str| text.parse().unwrap();
        let held = Pence::new(1_000);
        let mut set = |at: usize, due: &str, earned_on: Option<&str>| {
            data.purchases[at].tariff =
                Some(Tariff { held, due_on: day(due), earned_on: earned_on.map(day) });
        };
        set(0, "2007-01-01", Some("2006-12-01"));
        set(1, "2007-01-01", None);
        set(2, "2008-01-01", None);
        let section = section(&data, &Settings::default());
        for state in ["earned", "open", "due"] {
            assert_eq!(cell(&section, "tariffs", state, "orders"), Value::Count(1), "{state}");
        }
        assert_eq!(cell(&section, "tariffs", "all", "held"), Value::Money(Pence::new(3_000)));
    }
}
