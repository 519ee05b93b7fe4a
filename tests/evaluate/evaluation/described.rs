//! What was spent, how long it took and how it was chosen in a pilot, as pandas 3.1.1 (numpy 2.4.6) finds it
//! in the CSV files the pilot was taken in from.

use disclosure::report::{Mark, Section, Value};
use domain::Pence;
use evaluate::Settings;
use evaluate::analysis::{choice, description, providers, waits};
use store::Scope;

use super::world::World;

fn value(section: &Section, name: &str) -> Value {
    let [table, row, column] = name.split('/').collect::<Vec<_>>()[..] else { panic!("table/row/column") };
    let table = section.tables.iter().find(|known| known.id == table).unwrap();
    let at = table.columns.iter().position(|known| known.id == column).unwrap();
    table.rows.iter().find(|known| known.id == row).unwrap().cells[at].value.clone()
}

#[track_caller]
fn near(section: &Section, name: &str, wanted: f64) {
    let found = match value(section, name) {
        Value::Pounds(found) | Value::Number(found, _) | Value::Share(found) => found,
        other => panic!("{name}: {other:?}"),
    };
    assert!((found - wanted).abs() < 1e-9 * wanted.abs().max(1.0), "{name}: {found}, pandas has {wanted}");
}

#[track_caller]
fn count(section: &Section, name: &str, wanted: usize) {
    assert_eq!(value(section, name), Value::Count(wanted), "{name}");
}

#[track_caller]
fn money(section: &Section, name: &str, wanted: &str) {
    assert_eq!(value(section, name), Value::Money(Pence::parse(wanted).unwrap()), "{name}");
}

#[test]
fn a_pilot_is_described_as_pandas_describes_it() {
    let data = World::of("pilot-a").load(Scope::default());
    let settings = Settings::default();

    let spent = description::section(&data, &settings);
    count(&spent, "spend-spread/all/children", 60);
    near(&spent, "spend-spread/all/mean", 463.877_833_333_333_3);
    near(&spent, "spend-spread/all/sd", 361.237_401_385_335_4);
    near(&spent, "spend-spread/all/lower_quartile", 192.767_5);
    near(&spent, "spend-spread/all/median", 330.005);
    near(&spent, "spend-spread/all/upper_quartile", 628.812_5);
    near(&spent, "spend-spread/all/gini", 0.402_058_546_065_948_3);
    for (level, children, purchases, given, used, mean, median) in [
        ("2", 20, 201, "14300.00", "10886.01", 544.300_5, 314.135),
        ("3", 27, 255, "13950.00", "10234.43", 379.052_962_962_963, 302.09),
        ("4", 13, 144, "9950.00", "6712.23", 516.325_384_615_384_6, 455.66),
    ] {
        let name = |column: &str| format!("spend-by-need-level/{level}/{column}");
        count(&spent, &name("children"), children);
        count(&spent, &name("purchases"), purchases);
        money(&spent, &name("given"), given);
        money(&spent, &name("spent"), used);
        near(&spent, &name("mean"), mean);
        near(&spent, &name("median"), median);
    }
    for (sector, children, purchases, used) in [
        ("individual", 49, 168, "6263.30"),
        ("private", 54, 154, "4378.41"),
        ("statutory", 45, 102, "9060.24"),
        ("voluntary", 54, 176, "8130.72"),
    ] {
        count(&spent, &format!("spend-by-sector/{sector}/buyers"), children);
        count(&spent, &format!("spend-by-sector/{sector}/purchases"), purchases);
        money(&spent, &format!("spend-by-sector/{sector}/spent"), used);
    }
    money(&spent, "spend-category-level/care/level_3", "2544.94");
    money(&spent, "spend-category-level/food/level_4", "52.50");

    let took = waits::section(&data, &settings);
    count(&took, "waits-spans/commissioned-delivered/purchases", 599);
    near(&took, "waits-spans/commissioned-delivered/median", 7.0);
    near(&took, "waits-spans/commissioned-delivered/ninetieth", 13.0);
    near(&took, "waits-spans/needed-delivered/median", 12.0);
    near(&took, "waits-spans/needed-delivered/ninetieth", 20.2);
    count(&took, "waits-by-category/care/children", 42);
    near(&took, "waits-by-category/care/median", 6.0);
    near(&took, "waits-by-category/care/ninetieth", 12.0);
    near(&took, "waits-by-category/devices/median", 7.0);
    assert_eq!(value(&took, "waits-by-category/devices/ninetieth"), Value::Mark(Mark::NotAvailable));

    let chosen = choice::section(&data, &settings);
    for (options, children, purchases, used) in [
        ("1", 51, 150, "7399.39"),
        ("2", 54, 148, "6334.24"),
        ("3", 48, 155, "7499.27"),
        ("4", 54, 147, "6599.77"),
    ] {
        count(&chosen, &format!("choice-options/{options}/buyers"), children);
        count(&chosen, &format!("choice-options/{options}/purchases"), purchases);
        money(&chosen, &format!("choice-options/{options}/spent"), used);
    }

    let bought = providers::section(&data, &settings);
    near(&bought, "prices/care-2006Q4/median", 53.76);
    near(&bought, "prices/care-2006Q4/lower_quartile", 50.99);
    near(&bought, "prices/care-2007Q3/upper_quartile", 63.745);
    let table = bought.tables.iter().find(|table| table.id == "providers-in-time").unwrap();
    let told: Vec<&str> = table.rows.iter().map(|row| row.id.as_str()).collect();
    let providers = &data.providers;
    let individuals = providers.iter().filter(|provider| provider.sector == domain::Sector::Individual);
    // Individuals are nobody's table, however many children they served.
    assert!(individuals.clone().count() > 0);
    assert!(individuals.clone().all(|individual| !told.contains(&individual.code.as_str())));
    assert_eq!(told.len(), providers.len() - individuals.count());
}
