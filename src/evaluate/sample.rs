//! A small pilot for tests, worked out by hand: every figure follows from the rules written here.
//!
//! 60 children in the order of their places, `at`: the first 48 with a budget of 1,000.00, the last 12 to
//! compare with. Child `at` has need level 2 to 4 in turn, area A to C in turn, a boy where `at` is even,
//! born in 1996 (budget) or 1999. With a budget it has bought `at % 4` times, 100.00 each (so a quarter of
//! them bought nothing), from provider 0 in category 0 where the place of the purchase is even, else from 1.

use super::data::{
    Additionality, Budget, Category, Child, ChildMonth, Data, Fund, LedgerHead, Place, Practitioner,
    Provider, Purchase,
};
use domain::{Arm, ChosenBy, Cohort, Day, Pence, Sector, Sex};

/// How many children there are.
pub const CHILDREN: Place = 60;
/// How many of them have a budget.
pub const BUDGETS: Place = 48;

fn day(text: &str) -> Day {
    text.parse().expect("days of tests are days")
}

fn child(at: Place) -> Child {
    let budget = at < BUDGETS;
    let spent = Pence::new(i64::from(at % 4) * 10_000);
    Child {
        reference: format!("C-{at:04}").parse().expect("it is a code"),
        arm: if budget { Arm::Budget } else { Arm::Comparison },
        cohort: if at.is_multiple_of(6) { Cohort::LookedAfter } else { Cohort::AdditionalNeeds },
        born: if budget { day("1996-06-01") } else { day("1999-06-01") },
        sex: if at.is_multiple_of(2) { Sex::Male } else { Sex::Female },
        ethnicity: "WBRI".into(),
        area: at % 3,
        need: "N4".into(),
        need_level: u8::try_from(2 + at % 3).expect("it is 2 to 4"),
        lead: Some(at % 2),
        sibling: None,
        baseline: Some(day("2006-09-01")),
        budget: budget.then(|| Budget {
            opened_on: day("2006-09-01"),
            closed_on: None,
            allocated: Pence::new(100_000),
            committed: Pence::ZERO,
            spent,
            fund: Some(0),
            aim: Some("1.1".into()),
        }),
    }
}

/// A purchase of 100.00 for a child: the `nth` of it.
pub fn purchase(number: i64, of: Place, nth: Place) -> Purchase {
    Purchase {
        number,
        child: of,
        provider: nth % 2,
        category: nth % 2,
        buyer: of % 2,
        requested_on: Some(day("2006-09-20")),
        needed_on: Some(day("2006-10-01")),
        placed_on: day("2006-10-01"),
        delivered_on: Some(day("2006-10-08")),
        estimate: Pence::new(11_000),
        committed: Pence::ZERO,
        spent: Pence::new(10_000),
        invoiced: Pence::new(10_000),
        units: Some(4_000),
        units_delivered: Some(4_000),
        unit_price: Some(Pence::new(2_500)),
        options: Some(1 + nth),
        chosen_by: Some(ChosenBy::Family),
        delivered_to: None,
        beside: Some(if nth == 0 { Additionality::Added } else { Additionality::Replaced }),
        mainstream_wait_days: Some(90),
        contribution: None,
        need: None,
        tariff: None,
    }
}

pub fn pilot() -> Data {
    let mut purchases = Vec::new();
    for of in 0..BUDGETS {
        for nth in 0..of % 4 {
            let number = i64::try_from(purchases.len()).expect("there are few") + 100;
            purchases.push(purchase(number, of, nth));
        }
    }
    let month = |text: &str| text.parse().expect("it is a month");
    let mut moves = Vec::new();
    for of in 0..BUDGETS {
        let (allocated, used) = (Pence::new(100_000), Pence::new(i64::from(of % 4) * 10_000));
        moves.push(ChildMonth { child: of, month: month("2006-09"), allocated, spent: Pence::ZERO });
        if of % 4 > 0 {
            moves.push(ChildMonth {
                child: of,
                month: month("2006-10"),
                allocated: Pence::ZERO,
                spent: used,
            });
        }
    }
    let code = |text: &str| text.parse().expect("it is a code");
    let practitioner = |text: &str, profession: &str| Practitioner {
        code: code(text),
        profession: profession.into(),
        agency: "council".into(),
    };
    let provider = |text: &str, sector| Provider { code: code(text), name: text.into(), sector };
    let category = |text: &str| Category { code: code(text), label: text.into() };
    Data {
        pilot: "Sample".into(),
        authority: code("E06000020"),
        starts_on: day("2006-07-01"),
        ends_on: day("2007-12-31"),
        as_at: day("2007-12-31"),
        head: LedgerHead { event: 500, hash: "00".repeat(32) },
        children: (0..CHILDREN).map(child).collect(),
        left_out: 0,
        left_out_with_budget: 0,
        practitioners: vec![practitioner("LP1", "teacher"), practitioner("LP2", "youth worker")],
        providers: vec![provider("P1", Sector::Private), provider("P2", Sector::Voluntary)],
        categories: vec![category("clothing"), category("care")],
        funds: vec![Fund { code: code("POOL"), name: "Pooled".into(), contributor: "DfES".into() }],
        areas: vec!["A".into(), "B".into(), "C".into()],
        purchases,
        pilot_costs: Vec::new(),
        measures: Vec::new(),
        informants: vec!["carer".into(), "child".into()],
        items: vec![String::new()],
        scores: Vec::new(),
        times: Vec::new(),
        happenings: Vec::new(),
        needs: Vec::new(),
        moves,
    }
}
