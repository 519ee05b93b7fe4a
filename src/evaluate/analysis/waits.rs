//! How long children waited, and how much sooner things came than from a mainstream service.

use super::super::Settings;
use super::super::data::{Data, Place, Purchase};
use super::sample::index;
use super::tables::{column, repeated, row};
use disclosure::report::{
    Bar, Basis, Cell, Chart, Drawing, Draws, How, Mark, Row, Section, Table, Tone, Value, Words,
};
use domain::Day;
use statistics::describe;
use statistics::number::{integer, real};

/// The fewest purchases for which the ninetieth percentile is told: five lie beyond it.
const ENOUGH_FOR_NINETIETH: usize = 50;

/// From one day to another, in days; `None` where one of them is not known.
type Span = fn(&Purchase) -> Option<i64>;

/// A span of time that is looked at.
struct Looked {
    id: &'static str,
    label: &'static str,
    of: Span,
}

const SPANS: [Looked; 5] = [
    Looked {
        id: "requested-commissioned",
        label: "From request to commission",
        of: |p| days(p.requested_on, p.placed_on),
    },
    Looked { id: "commissioned-delivered", label: "From commission to delivery", of: commissioned_delivered },
    Looked {
        id: "requested-delivered",
        label: "From request to delivery",
        of: |p| days(p.requested_on, p.delivered_on?),
    },
    Looked { id: "needed-delivered", label: "From the day it was needed to delivery", of: needed_delivered },
    Looked { id: "wait-avoided", label: "Sooner than the mainstream service", of: avoided },
];

fn days(from: Option<Day>, to: Day) -> Option<i64> {
    Some((to.date() - from?.date()).num_days())
}

fn commissioned_delivered(purchase: &Purchase) -> Option<i64> {
    days(Some(purchase.placed_on), purchase.delivered_on?)
}

fn needed_delivered(purchase: &Purchase) -> Option<i64> {
    days(purchase.needed_on, purchase.delivered_on?)
}

/// The days a mainstream service would have taken, less those from request (else from order) to delivery.
fn avoided(purchase: &Purchase) -> Option<i64> {
    let asked = purchase.requested_on.unwrap_or(purchase.placed_on);
    Some(i64::from(purchase.mainstream_wait_days?) - days(Some(asked), purchase.delivered_on?)?)
}

/// Days of some purchases, in order, and of how many children.
#[derive(Clone, Debug, Default, PartialEq)]
struct Days {
    sorted: Vec<f64>,
    children: usize,
    /// Of each child, how many were no later than they should be, of how many.
    timely: Vec<(usize, usize)>,
    last: Option<Place>,
}

impl Days {
    /// Takes the days of another purchase. Purchases come by child.
    fn add(&mut self, child: Place, days: i64) {
        self.sorted.push(integer(days));
        if self.last != Some(child) {
            self.last = Some(child);
            self.children += 1;
            self.timely.push((0, 0));
        }
        if let Some((timely, of)) = self.timely.last_mut() {
            *timely += usize::from(days <= 0);
            *of += 1;
        }
    }

    fn median(&self) -> Cell {
        Cell::of(self.children, number(describe::quantile_of_sorted(&self.sorted, 0.5)))
    }

    /// The median in whole days, as it is said.
    fn in_words(&self) -> Cell {
        let median = describe::quantile_of_sorted(&self.sorted, 0.5);
        Cell::of(self.children, median.map_or(Value::Mark(Mark::NotAvailable), |days| Value::Number(days, 0)))
    }

    fn ninetieth(&self) -> Cell {
        let told = self.sorted.len() >= ENOUGH_FOR_NINETIETH;
        let value = if told {
            number(describe::quantile_of_sorted(&self.sorted, 0.9))
        } else {
            Value::Mark(Mark::NotAvailable)
        };
        Cell::of(self.children, value)
    }

    fn purchases(&self) -> Cell {
        Cell::of(self.children, Value::Count(self.sorted.len()))
    }

    /// Per cent that came no later than the day it was needed.
    fn in_time(&self) -> Cell {
        let in_time = self.sorted.partition_point(|days| *days <= 0.0);
        super::bought::per_cent(in_time, self.sorted.len(), super::bought::fewer(self.timely.iter().copied()))
    }
}

fn number<E>(value: Result<f64, E>) -> Value {
    value.map_or(Value::Mark(Mark::NotAvailable), |days| Value::Number(days, 1))
}

/// Spans of the purchases that are asked for. Purchases come by child.
fn spans(data: &Data, of: Span, which: impl Fn(&Purchase) -> bool) -> Days {
    let mut found = Days::default();
    for purchase in data.purchases.iter().filter(|purchase| which(purchase)) {
        if let Some(days) = of(purchase) {
            found.add(purchase.child, days);
        }
    }
    found.sorted.sort_unstable_by(f64::total_cmp);
    found
}

/// The same for each category at once: one place each.
fn by_category(data: &Data, of: Span) -> Vec<Days> {
    let mut found = vec![Days::default(); data.categories.len()];
    for purchase in &data.purchases {
        if let (Some(days), Some(of_it)) = (of(purchase), found.get_mut(index(purchase.category))) {
            of_it.add(purchase.child, days);
        }
    }
    for days in &mut found {
        days.sorted.sort_unstable_by(f64::total_cmp);
    }
    found
}

pub fn section(data: &Data, settings: &Settings) -> Section {
    let mut section = Section { id: "waits", title: "How long it took", ..Section::default() };
    let threshold = settings.disclosure.threshold;
    if !data.purchases.is_empty() && super::bought::children(data) < index(threshold) {
        let text = format!(
            "Something was bought for fewer than {threshold} children: too few to say how long it took."
        );
        section.words.push(Words::open(Tone::Doubt, text));
        return section;
    }
    let all: Vec<Days> = SPANS.iter().map(|span| spans(data, span.of, |_| true)).collect();
    if all.iter().all(|days| days.sorted.is_empty()) {
        let text = "No purchase has the dates needed to say how long it took.";
        section.words.push(Words::open(Tone::Doubt, text));
        return section;
    }
    section.words.extend(wait_words(&all, index(threshold)));
    section.words.push(Words::open(
        Tone::Method,
        "Something counts as delivered on the day its first delivery was recorded, or where none was, on the day \
         it was bought or first invoiced. An invoice may come before or after the thing itself.",
    ));
    section.tables.push(overall(data, &all));
    let (waited, late) = (by_category(data, commissioned_delivered), by_category(data, needed_delivered));
    section.tables.push(categories(data, &waited, &late));
    section.charts.push(chart(data, &waited));
    section
}

fn wait_words(all: &[Days], threshold: usize) -> Vec<Words> {
    let [requested, commissioned, _, needed, avoided] = all else { return Vec::new() };
    let mut words = Vec::new();
    let enough = |days: &Days| days.children >= threshold && !days.sorted.is_empty();
    if enough(commissioned) {
        let text = "Half of all purchases came within {} days of being commissioned.";
        words.push(Words::with(Tone::Plain, text, vec![commissioned.in_words()]));
    }
    if enough(needed) {
        words.push(needed_told(needed));
    }
    if requested.sorted.is_empty() {
        let text = "The day on which somebody first asked was never recorded, so that waits before a commission are not \
                    known.";
        words.push(Words::open(Tone::Doubt, text));
    }
    words.push(if enough(avoided) {
        let text = "Where it was known how long a mainstream service would have taken, half came at least {} days \
                    sooner. That wait is what the practitioner was told or expected, not what was measured.";
        Words::with(Tone::Plain, text, vec![avoided.in_words()])
    } else {
        let text = "How long a mainstream service would have taken was recorded for too few children to say \
                    whether things came sooner.";
        Words::open(Tone::Doubt, text)
    });
    words
}

/// By how many days things came too late, or in time.
fn needed_told(needed: &Days) -> Words {
    let middle = describe::quantile_of_sorted(&needed.sorted, 0.5).unwrap_or_default();
    let figures = vec![super::sentences::size(needed.children, middle, 0)];
    if middle > 0.0 {
        let text = "Things that were needed by a certain day usually came late: half of them {} days or more after \
                    it.";
        return Words::with(Tone::Doubt, text, figures);
    }
    let text = "Things that were needed by a certain day usually came in time: half of them {} days or more before \
                it, or on the day itself.";
    Words::with(Tone::Plain, text, figures)
}

fn overall(data: &Data, all: &[Days]) -> Table {
    let rows: Vec<Row> = SPANS
        .iter()
        .zip(all)
        .filter(|(_, days)| !days.sorted.is_empty())
        .map(|(span, days)| {
            let cells = vec![
                Cell::text(span.label),
                Cell::children(days.children),
                days.purchases(),
                days.median(),
                days.ninetieth(),
            ];
            // What all purchases have is told of the purchases of all other tables.
            let all = days.sorted.len() == data.purchases.len();
            let key = if all { "arm=budget".into() } else { format!("arm=budget&span={}", span.id) };
            row(span.id, key, cells)
        })
        .collect();
    Table {
        id: "waits-spans",
        caption: "How long things took, in days".into(),
        columns: vec![
            column("span", "Time"),
            repeated("children", "Children", "buyers"),
            repeated("purchases", "Purchases", "purchases"),
            column("median", "Half within"),
            column("ninetieth", "Nine in ten within"),
        ],
        rows,
        notes: vec![
            "Negative days: it came before the day it was needed, or later than the mainstream service would \
             have."
                .into(),
            "Nine in ten is shown from 50 purchases or more.".into(),
        ],
        how: How {
            formula: "days between the two dates; median and ninetieth percentile at (n - 1)p + 1 (type 7). \
                      Sooner = days of the mainstream service - days from request, else from commission, to delivery"
                .into(),
            rows: "purchases that hold or have spent money and have both dates".into(),
            source: "Hyndman and Fan 1996".into(),
        },
        ..Table::default()
    }
}

fn categories(data: &Data, waited: &[Days], late: &[Days]) -> Table {
    let mut rows: Vec<Row> = data
        .categories
        .iter()
        .zip(waited.iter().zip(late))
        .filter(|(_, (waited, late))| !waited.sorted.is_empty() || !late.sorted.is_empty())
        .map(|(category, (waited, late))| {
            let cells = vec![
                Cell::text(category.label.clone()),
                Cell::children(waited.children),
                waited.purchases(),
                waited.median(),
                waited.ninetieth(),
                late.purchases(),
                late.median(),
                late.ninetieth(),
                late.in_time(),
            ];
            row(category.code.to_string(), format!("arm=budget&category={}", category.code), cells)
        })
        .collect();
    rows.sort_by(|one, other| one.id.cmp(&other.id));
    let all = |of: &[Days]| of.iter().map(|days| days.sorted.len()).sum::<usize>() == data.purchases.len();
    let (children, delivered) =
        if all(waited) { ("buyers", "purchases") } else { ("delivered_children", "delivered_purchases") };
    let needed = if all(late) { "purchases" } else { "needed_purchases" };
    Table {
        id: "waits-by-category",
        caption: "How long things took by category, in days".into(),
        columns: vec![
            column("category", "Category"),
            repeated("children", "Children", children),
            repeated("purchases", "Delivered", delivered),
            column("median", "Commission to delivery: half within"),
            column("ninetieth", "nine in ten within"),
            repeated("needed", "Needed by a day and delivered", needed),
            column("needed_median", "Needed to delivery: half within"),
            column("needed_ninetieth", "nine in ten within"),
            column("in_time", "Per cent in time"),
        ],
        rows,
        how: How {
            formula: "as for all of them together; in time: delivered on or before the day it was needed"
                .into(),
            rows: "purchases that hold or have spent money and have both dates, by category".into(),
            source: "Hyndman and Fan 1996".into(),
        },
        ..Table::default()
    }
}

fn chart(data: &Data, waited: &[Days]) -> Chart {
    let mut bars: Vec<Bar> = data
        .categories
        .iter()
        .zip(waited)
        .filter(|(_, days)| !days.sorted.is_empty())
        .map(|(category, days)| Bar {
            name: category.label.clone(),
            height: describe::quantile_of_sorted(&days.sorted, 0.5).unwrap_or_default(),
            basis: Basis::Children(days.children),
        })
        .collect();
    bars.sort_by(|one, other| one.name.cmp(&other.name));
    Chart {
        id: "waits",
        title: "From commission to delivery by category".into(),
        description:
            "A bar for each category; its height is the number of days within which half of the purchases \
                      came. The same numbers stand in the table of how long things took by category."
                .into(),
        x: "Category".into(),
        y: "Days".into(),
        draws: Draws::Estimates,
        drawing: Drawing::Bars(bars),
        withheld: 0,
    }
}

/// The share of purchases that came in time, child by child: for comparisons of who provides.
pub(super) fn in_time_by_child(purchases: &[&Purchase]) -> Vec<f64> {
    let known = |purchase: &&&Purchase| needed_delivered(purchase).is_some();
    let mut known: Vec<&Purchase> = purchases.iter().filter(known).copied().collect();
    known.sort_unstable_by_key(|purchase| purchase.child);
    known
        .chunk_by(|one, next| one.child == next.child)
        .map(|of_one| {
            let in_time = of_one.iter().filter(|p| needed_delivered(p).is_some_and(|days| days <= 0)).count();
            real(in_time) / real(of_one.len())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::sample;
    use super::*;

    fn cell(section: &Section, table: &str, row: &str, column: &str) -> Value {
        let table = section.tables.iter().find(|known| known.id == table).unwrap();
        let at = table.columns.iter().position(|known| known.id == column).unwrap();
        table.rows.iter().find(|known| known.id == row).unwrap().cells[at].value.clone()
    }

    #[test]
    fn days_are_counted_from_one_date_to_the_other() {
        let mut data = sample::pilot();
        let section = super::section(&data, &Settings::default());
        // Asked for on 20 September, needed and commissioned on 1 October, come on the 8th; else 90 days.
        for (span, days) in [
            ("requested-commissioned", 11.0),
            ("commissioned-delivered", 7.0),
            ("requested-delivered", 18.0),
            ("needed-delivered", 7.0),
            ("wait-avoided", 72.0),
        ] {
            assert_eq!(cell(&section, "waits-spans", span, "median"), Value::Number(days, 1), "{span}");
            assert_eq!(cell(&section, "waits-spans", span, "children"), Value::Count(36));
            assert_eq!(cell(&section, "waits-spans", span, "ninetieth"), Value::Number(days, 1));
        }
        assert_eq!(cell(&section, "waits-by-category", "care", "needed"), Value::Count(24));
        assert_eq!(cell(&section, "waits-by-category", "care", "in_time"), Value::Number(0.0, 0));
        // Nobody had anything in time: the share stands on no child, and is withheld.
        let care = section.tables[1].rows.iter().find(|row| row.id == "care").unwrap();
        assert_eq!(care.cells.last().unwrap().basis, Basis::Children(0));
        assert!(section.words.iter().any(|words| words.text.contains("half of them {} days or more after")));
        // 24 purchases are too few for their ninetieth percentile.
        assert_eq!(cell(&section, "waits-by-category", "care", "ninetieth"), Value::Mark(Mark::NotAvailable));
        for purchase in &mut data.purchases {
            (purchase.mainstream_wait_days, purchase.needed_on) = (None, Some(purchase.placed_on));
            purchase.delivered_on = (purchase.child % 2 == 0).then_some(purchase.placed_on);
        }
        let section = super::section(&data, &Settings::default());
        let spans = section.tables.iter().find(|table| table.id == "waits-spans").unwrap();
        assert!(spans.rows.iter().all(|row| row.id != "wait-avoided"));
        assert_eq!(cell(&section, "waits-by-category", "clothing", "in_time"), Value::Number(100.0, 0));
        assert!(section.words.iter().any(|words| words.tone == Tone::Doubt));
    }

    #[test]
    fn without_dates_there_are_words_and_no_tables() {
        let mut data = sample::pilot();
        data.purchases.clear();
        let section = section(&data, &Settings::default());
        assert!(section.tables.is_empty() && section.charts.is_empty());
        assert_eq!(section.words.len(), 1);
    }
}
