//! Several writes as parts of one transaction: each is kept or undone by itself, and one COMMIT keeps them.

use domain::{Refusal, Sector, rows};
use service::{BudgetTopUp, Context, Error, ProviderAdd, Run, record, record_in};
use store::{Ledger, Origin, StoreError};

use super::world::World;

fn context(key: Option<&str>, run: Run) -> Context {
    Context {
        user: "ADMIN".parse().unwrap(),
        now: "2006-09-11T09:00:00Z".parse().unwrap(),
        run,
        key: key.map(|key| key.parse().unwrap()),
        belongs_to: None,
        origin: Origin::default(),
    }
}

fn real() -> Context {
    context(None, Run::Real)
}

fn provider(code: &str) -> ProviderAdd {
    ProviderAdd {
        provider: code.parse().unwrap(),
        name: format!("Provider {code}").parse().unwrap(),
        sector: "private".parse().unwrap(),
        companies_house: None,
        charity_number: None,
        ukprn: None,
        vat_number: None,
    }
}

fn events(ledger: &mut Ledger) -> i64 {
    ledger.read().unwrap().reader().head().unwrap().events
}

#[test]
fn a_refused_part_is_undone_alone_and_one_commit_keeps_the_others() {
    let world = World::new();
    let mut ledger = Ledger::open(&world.ledger()).unwrap();
    let too_much = BudgetTopUp {
        child: "C-0001".parse().unwrap(),
        amount: "1000000".parse().unwrap(),
        fund: Some("POOL".parse().unwrap()),
        on: None,
        note: None,
    };
    let mut group = ledger.group().unwrap();
    let first = record_in(group.part().unwrap(), &real(), &provider("P1")).unwrap();
    let finance = Context { user: "FN0001".parse().unwrap(), ..real() };
    let refused = record_in(group.part().unwrap(), &finance, &too_much);
    assert!(matches!(refused, Err(Error::Refused(Refusal::BudgetOutOfBounds { .. }))), "{refused:?}");
    let again = record_in(group.part().unwrap(), &real(), &provider("P1"));
    assert!(matches!(again, Err(Error::Refused(_))), "{again:?}");
    let second = record_in(group.part().unwrap(), &context(Some("two"), Run::Real), &provider("P2")).unwrap();
    // The key of an earlier part is known to a later one.
    let known = record_in(group.part().unwrap(), &context(Some("two"), Run::Real), &provider("P2")).unwrap();
    let tried = record_in(group.part().unwrap(), &context(None, Run::Dry), &provider("P3")).unwrap();
    let third = record_in(group.part().unwrap(), &real(), &provider("P3")).unwrap();
    // Nobody else sees any of it before the one COMMIT.
    assert_eq!(events(&mut Ledger::open(&world.ledger()).unwrap()), 50);
    group.commit().unwrap();
    assert_eq!([first.number, second.number, third.number, tried.number], [51, 52, 53, 53]);
    assert_eq!((known.number, known.already, tried.dry), (52, true, true));
    assert_eq!(events(&mut ledger), 53);
    assert_eq!(world.findings(), [""; 0]);
}

#[test]
fn a_part_that_is_left_unsealed_is_refused_at_its_own_end() {
    let world = World::new();
    let mut ledger = Ledger::open(&world.ledger()).unwrap();
    let mut group = ledger.group().unwrap();
    record_in(group.part().unwrap(), &real(), &provider("P1")).unwrap();
    let mut part = group.part().unwrap();
    let unsealed = rows::Provider {
        code: "P2".parse().unwrap(),
        name: "Unsealed".parse().unwrap(),
        sector: Sector::Private,
        companies_house: None,
        charity_number: None,
        ukprn: None,
    };
    part.add_provider(&unsealed).unwrap();
    let refused = part.commit();
    assert!(matches!(refused, Err(StoreError::Refused(_))), "{refused:?}");
    record_in(group.part().unwrap(), &real(), &provider("P2")).unwrap();
    group.commit().unwrap();
    assert_eq!(events(&mut ledger), 52);
    assert_eq!(world.findings(), [""; 0]);
}

#[test]
fn a_group_that_is_not_kept_leaves_nothing() {
    let world = World::new();
    let mut ledger = Ledger::open(&world.ledger()).unwrap();
    let mut group = ledger.group().unwrap();
    record_in(group.part().unwrap(), &real(), &provider("P1")).unwrap();
    drop(group);
    assert_eq!(events(&mut ledger), 50);
    assert_eq!(record(&mut ledger, &real(), &provider("P1")).unwrap().number, 51);
    assert_eq!(world.findings(), [""; 0]);
}
