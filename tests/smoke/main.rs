//! One purchase from grant to refund, through the library.
#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]
use bhlp::domain::register::PilotDetails;
use bhlp::service::*;
use bhlp::store::*;
fn ctx() -> Context {
    Context {
        user: "ADMIN".parse().unwrap(),
        now: "2006-09-01T10:00:00Z".parse().unwrap(),
        run: Run::Real,
        key: None,
    }
}
fn s<T: std::str::FromStr>(t: &str) -> Said<T>
where
    T::Err: std::fmt::Debug,
{
    Said(t.parse().unwrap())
}
#[test]
fn a_purchase_end_to_end() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p.bhlp");
    let pilot = PilotDetails {
        name: "T".parse().unwrap(),
        authority: "E06000020".parse().unwrap(),
        starts_on: "2006-07-01".parse().unwrap(),
        ends_on: "2007-12-31".parse().unwrap(),
        budget_min: "100".parse().unwrap(),
        budget_max: "2500".parse().unwrap(),
    };
    init(&path, &ctx(), &Init { pilot, journal: Journal::Wal }).unwrap();
    let mut l = Ledger::open(&path).unwrap();
    let c = ctx();
    record(
        &mut l,
        &c,
        &FundAdd {
            fund: s("POOL"),
            name: s("Pool"),
            contributor: s("DfES"),
            stream: s("pump_priming"),
            nature: s("cash"),
            cohort: None,
            from: None,
            until: None,
            categories: vec![],
        },
    )
    .unwrap();
    record(
        &mut l,
        &c,
        &FundReceive { fund: s("POOL"), amount: s("10000"), account: None, on: None, note: None },
    )
    .unwrap();
    record(
        &mut l,
        &c,
        &ProviderAdd {
            provider: s("SHOES"),
            name: s("Shoe shop"),
            sector: s("private"),
            companies_house: None,
            charity_number: None,
            ukprn: None,
        },
    )
    .unwrap();
    record(
        &mut l,
        &c,
        &ChildAdd {
            child: s("C-0007"),
            cohort: s("additional_needs"),
            arm: s("budget"),
            born: s("1999-03"),
            sex: s("F"),
            ethnicity: s("WBRI"),
            area: s("A1"),
            need: s("N1"),
            need_level: 2,
            caf_ref: None,
            caf_on: None,
            consent_on: None,
            lead: s("ADMIN"),
            on: None,
        },
    )
    .unwrap();
    let r = record(
        &mut l,
        &c,
        &BudgetOpen {
            child: s("C-0007"),
            amount: s("500"),
            fund: None,
            expected_outcome: Some(s("1.1")),
            on: None,
            note: None,
        },
    )
    .unwrap();
    println!("{r:?}");
    let wanted = |amount: &str| Wanted {
        child: s("C-0007"),
        category: s("activities"),
        amount: s(amount),
        provider: "SHOES".into(),
        vat: s("0"),
        what: Some(s("swimming")),
        practitioner: None,
        units: None,
        unit_price: None,
        every: None,
        needed_on: None,
        options_considered: None,
        chosen_by: None,
        instead_of: None,
    };
    let r = record(&mut l, &c, &CommissionPlace { wanted: wanted("120"), on: None, note: None }).unwrap();
    println!("{r:?}");
    let id = r.number;
    let r = record(
        &mut l,
        &c,
        &InvoiceRecord {
            commission: id,
            amount: s("110"),
            vat: s("10"),
            number: Some(s("I1")),
            last: true,
            on: None,
            note: None,
        },
    )
    .unwrap();
    println!("{r:?}");
    assert_eq!(r.left[0].available.get(), 40000);
    let r = record(
        &mut l,
        &c,
        &PaymentRecord { commission: id, amount: None, account: None, on: None, note: None },
    )
    .unwrap();
    println!("{r:?}");
    let key = Context { key: Some("K1".parse().unwrap()), ..ctx() };
    let b = Buy { wanted: wanted("34.99"), account: None, invoice: None, on: None, note: None };
    let r = record(&mut l, &key, &b).unwrap();
    println!("{r:?}");
    let n = r.number;
    assert!(record(&mut l, &key, &b).unwrap().already);
    println!("{}", record(&mut l, &key, &Buy { wanted: wanted("35.99"), ..b.clone() }).unwrap_err());
    println!("{}", record(&mut l, &c, &Buy { wanted: wanted("365.02"), ..b.clone() }).unwrap_err());
    let r = record(
        &mut l,
        &c,
        &EntryCorrect {
            entry: n,
            reason: s("typo"),
            amount: Some(s("43.99")),
            vat: None,
            category: None,
            provider: None,
            on: None,
        },
    )
    .unwrap();
    println!("{r:?}");
    let r = record(
        &mut l,
        &c,
        &RefundRecord { commission: id, amount: s("11"), vat: s("1"), account: None, on: None, note: None },
    )
    .unwrap();
    println!("{r:?}");
    println!("{}", record(&mut l, &c, &EntryReverse { entry: id, reason: s("no"), on: None }).unwrap_err());
    let r = record(&mut l, &c, &BudgetClose { child: s("C-0007"), on: None, note: None }).unwrap();
    println!("{r:?}");
}
