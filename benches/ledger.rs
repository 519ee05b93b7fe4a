//! What the parts of a command cost, in process: `cargo bench --bench ledger`.

use std::hint::black_box;

use divan::Bencher;
use domain::{Amount, Code, CommissionDetails, Pilot};
use service::{
    BudgetOpen, Buy, ChildAdd, CommissionRequest, Context, FundAdd, FundReceive, Init, PaidWith, ProviderAdd,
    Run, init, record,
};
use store::{CHECKS, Journal, Ledger, Origin};
use tempfile::TempDir;

fn main() {
    divan::main();
}

fn parse<T: std::str::FromStr>(text: &str) -> T {
    text.parse().unwrap_or_else(|_| panic!("`{text}` is well-formed"))
}

fn context(run: Run) -> Context {
    let now = "2006-09-01T10:00:00Z".parse().expect("an instant");
    Context { user: parse("ADMIN"), now, run, key: None, belongs_to: None, origin: Origin::default() }
}

/// A pilot of one child with money to spend, in a directory of its own.
fn pilot() -> (TempDir, Ledger) {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("pilot.bhlp");
    let pilot = Pilot {
        name: parse("Pilot"),
        authority: parse("E06000020"),
        starts_on: parse("2006-07-01"),
        ends_on: parse("2007-12-31"),
        budget_min_pence: parse("100"),
        budget_max_pence: parse("2500"),
        settling_up_months: 6,
    };
    let context = context(Run::Real);
    init(&path, &context, &Init { pilot, journal: Journal::Wal }).expect("a new pilot");
    let mut ledger = Ledger::open(&path).expect("a ledger");
    let (fund, child, provider) = (parse("POOL"), parse("C-1"), parse("SHOP"));
    let add = FundAdd {
        fund: parse("POOL"),
        name: parse("Pool"),
        contributor: parse("DfES"),
        stream: parse("pump_priming"),
        nature: parse("cash"),
        cohort: None,
        from: None,
        until: None,
        claim_basis: parse("incurred"),
        claim_by: None,
        categories: vec![],
    };
    record(&mut ledger, &context, &add).expect("a fund");
    let receive =
        FundReceive { fund, amount: parse("9000"), account: None, partner: None, on: None, note: None };
    record(&mut ledger, &context, &receive).expect("money");
    let add = ProviderAdd {
        provider,
        name: parse("Shoe shop"),
        sector: parse("private"),
        companies_house: None,
        charity_number: None,
        ukprn: None,
        vat_number: None,
    };
    record(&mut ledger, &context, &add).expect("a provider");
    let add = ChildAdd {
        child,
        cohort: parse("additional_needs"),
        arm: parse("budget"),
        born: parse("1999-03"),
        sex: parse("F"),
        ethnicity: parse("WBRI"),
        area: parse("A1"),
        need: parse("N1"),
        need_level: 2,
        caf_ref: None,
        caf_on: None,
        consent_on: None,
        lead: parse("ADMIN"),
        on: None,
    };
    record(&mut ledger, &context, &add).expect("a child");
    let open = BudgetOpen {
        child: parse("C-1"),
        amount: parse("2500"),
        fund: None,
        expected_outcome: None,
        on: None,
        note: None,
    };
    record(&mut ledger, &context, &open).expect("a budget");
    (dir, ledger)
}

fn purchase() -> Buy {
    let commission = CommissionRequest {
        child: parse("C-1"),
        category: parse("clothing"),
        amount: parse("0.01"),
        provider: "SHOP".into(),
        vat: parse("0"),
        what: None,
        practitioner: None,
        details: CommissionDetails::default(),
    };
    Buy {
        commission,
        paid: PaidWith::default(),
        invoice: None,
        again: None,
        on: None,
        note: None,
        receipt: None,
        evidence: None,
    }
}

#[divan::bench]
fn read_an_amount() -> Option<Amount> {
    black_box("1,234.50").parse().ok()
}

/// Facts, plan, rows, seal, judgement, and the disk: a purchase that lasts. At most as many as one
/// child would really make, since the child's own figures are judged each time.
#[divan::bench(sample_count = 100, sample_size = 1)]
fn a_durable_purchase(bencher: Bencher) {
    buys(bencher, Run::Real);
}

/// The same without the disk.
#[divan::bench]
fn a_purchase_undone(bencher: Bencher) {
    buys(bencher, Run::Dry);
}

fn buys(bencher: Bencher, run: Run) {
    let (_dir, mut ledger) = pilot();
    let (context, buy) = (context(run), purchase());
    bencher.bench_local(|| record(&mut ledger, &context, &buy).expect("money is there"));
}

/// One child's budget with its pots, statements kept.
#[divan::bench]
fn what_is_left(bencher: Bencher) {
    let (_dir, mut ledger) = pilot();
    let reading = ledger.read().expect("a view");
    let child = parse::<Code>("C-1");
    bencher.bench_local(|| {
        let child = reading.reader().child(&child).expect("a readable file").expect("a child");
        reading.reader().budget(&child).expect("a readable file")
    });
}

/// Every check over 500 purchases.
#[divan::bench(args = CHECKS.iter().map(|check| check.name), sample_count = 20)]
fn check(bencher: Bencher, name: &str) {
    let (_dir, mut ledger) = pilot();
    for _ in 0..500 {
        record(&mut ledger, &context(Run::Real), &purchase()).expect("money is there");
    }
    let reading = ledger.read().expect("a view");
    let chosen: Vec<_> = CHECKS.iter().filter(|check| check.name == name).collect();
    bencher.bench_local(|| reading.reader().check(chosen.iter().copied()).expect("a readable file"));
}
