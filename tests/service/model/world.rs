//! The model: a pilot in plain memory. It keeps every posting and adds them up anew each time it is
//! asked; it shares no code with the planner.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::Fact;
use super::holders::Change;
use super::policy::Policy;

/// Where money can be. Amounts are signed: what comes in is positive.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Grant(String),
    Pool(String),
    Available(String, String),
    Committed(String, String),
    Spent(String, String),
    Income(String),
    Own(String),
    Creditor(String),
    Cost(String),
    Vat,
    Charge,
}

impl Place {
    /// The account's name in the ledger.
    pub fn name(&self) -> String {
        match self {
            Self::Grant(fund) => format!("grant:{fund}"),
            Self::Pool(fund) => format!("pool:{fund}"),
            Self::Available(child, fund) => format!("available:{child}:{fund}"),
            Self::Committed(child, fund) => format!("committed:{child}:{fund}"),
            Self::Spent(child, fund) => format!("spent:{child}:{fund}"),
            Self::Income(fund) => format!("income:{fund}"),
            Self::Own(name) => name.clone(),
            Self::Creditor(provider) => format!("creditor:{provider}"),
            Self::Cost(category) => format!("cost:{category}"),
            Self::Vat => "vat".into(),
            Self::Charge => "charge:bank".into(),
        }
    }

    pub fn is_pot(&self) -> bool {
        matches!(self, Self::Pool(_) | Self::Available(..) | Self::Committed(..) | Self::Spent(..))
    }
}

/// Money from one place to another: (to, from, pence).
pub type Posting = (Place, Place, i64);

#[derive(Clone, Debug)]
pub struct Fund {
    pub code: &'static str,
    pub notional: bool,
    pub cohort: Option<&'static str>,
    pub categories: Vec<&'static str>,
    pub from: Option<&'static str>,
    pub until: Option<&'static str>,
}

impl Fund {
    pub fn fits(&self, cohort: &str, category: &str, day: &str) -> bool {
        self.cohort.is_none_or(|only| only == cohort)
            && (self.categories.is_empty() || self.categories.contains(&category))
            && self.from.is_none_or(|from| from <= day)
            && self.until.is_none_or(|until| day <= until)
    }

    pub fn fences(&self) -> i32 {
        i32::from(self.cohort.is_some())
            + i32::from(!self.categories.is_empty())
            + i32::from(self.from.is_some() || self.until.is_some())
    }
}

#[derive(Clone, Debug)]
pub struct Person {
    pub role: &'static str,
    pub limit: Option<i64>,
    pub joined: Option<&'static str>,
    pub left: Option<&'static str>,
    pub card: Option<&'static str>,
}

#[derive(Clone, Debug)]
pub struct Child {
    pub cohort: &'static str,
    pub budget_arm: bool,
    pub opened: Option<String>,
    pub closed: Option<String>,
    /// The event that closed it last.
    pub closed_by: i64,
    /// The funds it has pots of.
    pub pots: BTreeSet<String>,
}

#[derive(Clone, Debug)]
pub struct Order {
    pub child: String,
    pub buyer: String,
    pub provider: String,
    pub category: String,
    pub placed: String,
    pub gross: i64,
    /// What could be ordered without approval when it was placed.
    pub limit: Option<i64>,
    pub closed_by: Option<i64>,
    /// The need it falls under, and its units in thousandths.
    pub need: Option<i64>,
    pub units: Option<i64>,
}

/// What is waiting for approval, or waited: known by the entry that asks.
#[derive(Clone, Debug)]
pub struct Request {
    pub order: i64,
    pub actor: String,
    pub asked: i64,
    pub day: String,
    pub because: &'static str,
    pub verdict: Option<&'static str>,
    /// The event that decided.
    pub decided_by: Option<i64>,
}

/// A conflict of interest, known by its event.
#[derive(Clone, Debug)]
pub struct Conflict {
    pub who: String,
    pub child: Option<String>,
    pub provider: Option<String>,
    pub from: String,
    pub until: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Entry {
    pub kind: &'static str,
    pub day: String,
    pub actor: String,
    pub child: Option<String>,
    pub order: Option<i64>,
    pub reverses: Option<i64>,
    /// The document whose VAT it charges.
    pub charges: Option<i64>,
    /// The claim that it pays.
    pub pays_claim: Option<i64>,
    pub number: Option<String>,
    /// Why it is no second document.
    pub again: Option<&'static str>,
    /// The first entry of the document of several lines that it is one of.
    pub document: Option<i64>,
    pub postings: Vec<Posting>,
}

/// What somebody asks to be paid back, known by its event.
#[derive(Clone, Debug)]
pub struct Claim {
    pub who: String,
    pub actor: String,
    pub amount: i64,
    pub day: String,
    pub verdict: Option<&'static str>,
    pub paid_by: Option<i64>,
}

/// A step of intervention with a provider.
#[derive(Clone, Debug)]
pub struct Step {
    pub provider: String,
    pub from: String,
    pub event: i64,
    pub stops: bool,
}

/// What stands on an order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    pub committed: BTreeMap<String, i64>,
    pub spent: BTreeMap<String, i64>,
    pub invoiced: i64,
    pub paid: i64,
}

impl Standing {
    pub fn committed(&self) -> i64 {
        self.committed.values().sum()
    }
    pub fn spent(&self) -> i64 {
        self.spent.values().sum()
    }
}

/// One row of a month: allocated, committed, spent, paid, purchases.
pub type MonthRow = [i64; 5];

#[derive(Clone, Debug)]
pub struct World {
    pub starts: &'static str,
    pub ends: &'static str,
    /// The last day on which what was committed can be settled.
    pub settled: &'static str,
    pub min: i64,
    pub max: i64,
    pub funds: Vec<Fund>,
    pub people: BTreeMap<String, Person>,
    pub children: BTreeMap<String, Child>,
    pub accounts: BTreeSet<String>,
    pub categories: Vec<&'static str>,
    pub providers: Vec<(&'static str, &'static str)>,
    pub orders: BTreeMap<i64, Order>,
    pub entries: BTreeMap<i64, Entry>,
    pub requests: BTreeMap<i64, Request>,
    pub claims: BTreeMap<i64, Claim>,
    pub conflicts: BTreeMap<i64, Conflict>,
    pub steps: Vec<Step>,
    /// What is recorded beside the money.
    pub facts: BTreeMap<i64, Fact>,
    /// What became of who holds the budgets, child by child, in order.
    pub holders: Vec<(String, Change)>,
    /// The versions of the policy, each with its first day.
    pub policies: Vec<(String, Policy)>,
    pub closed: BTreeSet<String>,
    /// Who closed each month last.
    pub closers: BTreeMap<String, String>,
    /// Who re-opened each month that is open again.
    pub reopeners: BTreeMap<String, String>,
    /// The number of the last event and its instant.
    pub head: i64,
    pub clock: String,
}

impl World {
    pub fn balances(&self) -> BTreeMap<Place, i64> {
        let mut sums = BTreeMap::new();
        for (to, from, pence) in self.entries.values().flat_map(|entry| &entry.postings) {
            *sums.entry(to.clone()).or_default() += pence;
            *sums.entry(from.clone()).or_default() -= pence;
        }
        sums
    }

    pub fn balance(&self, place: &Place) -> i64 {
        let postings = self.entries.values().flat_map(|entry| &entry.postings);
        postings.map(|(to, from, pence)| pence * (i64::from(to == place) - i64::from(from == place))).sum()
    }

    pub fn standing(&self, order: i64) -> Standing {
        let mut standing = Standing::default();
        for entry in self.entries.values().filter(|entry| entry.order == Some(order)) {
            stand(&mut standing, &entry.postings);
        }
        standing
    }

    /// The net price of an order as it was last agreed: what was promised and used of it then.
    pub fn commissioned(&self, order: i64) -> i64 {
        let said = |entry: &Entry| entry.kind.starts_with("commission.") || entry.kind == "buy";
        let of_it = || self.entries.iter().filter(|(_, entry)| entry.order == Some(order));
        let mut last = of_it()
            .filter(|(_, entry)| said(entry) || entry.reverses.is_some_and(|id| said(&self.entries[&id])));
        let last = *last.next_back().expect("it was ordered").0;
        let held = |place: &Place| i64::from(matches!(place, Place::Committed(..) | Place::Spent(..)));
        let moves = of_it().filter(|(id, _)| **id <= last).flat_map(|(_, entry)| &entry.postings);
        moves.map(|(to, from, pence)| pence * (held(to) - held(from))).sum()
    }

    /// Allocated, available, committed, spent of a child.
    pub fn figures(&self, child: &str) -> [i64; 4] {
        let mut figures = [0; 4];
        for (place, pence) in self.balances() {
            match place {
                Place::Available(of, _) if of == child => figures[1] += pence,
                Place::Committed(of, _) if of == child => figures[2] += pence,
                Place::Spent(of, _) if of == child => figures[3] += pence,
                _ => {}
            }
        }
        figures[0] = figures[1] + figures[2] + figures[3];
        figures
    }

    /// The months anything was recorded in, with what moved.
    pub fn months(&self) -> BTreeMap<String, MonthRow> {
        let mut months: BTreeMap<String, MonthRow> = BTreeMap::new();
        let mut stood: BTreeMap<i64, Standing> = BTreeMap::new();
        for entry in self.entries.values() {
            let row = months.entry(entry.day[..7].into()).or_default();
            if let Some(order) = entry.order {
                let standing = stood.entry(order).or_default();
                let counts = |standing: &Standing| i64::from(standing.committed() + standing.spent() != 0);
                let before = counts(standing);
                stand(standing, &entry.postings);
                row[4] += counts(standing) - before;
            }
            for (to, from, pence) in &entry.postings {
                for (place, pence) in [(to, *pence), (from, -*pence)] {
                    match place {
                        Place::Available(..) => row[0] += pence,
                        Place::Committed(..) => {
                            row[0] += pence;
                            row[1] += pence;
                        }
                        Place::Spent(..) => {
                            row[0] += pence;
                            row[2] += pence;
                        }
                        Place::Own(name) if entry.order.is_some() && !name.starts_with("notional:") => {
                            row[3] -= pence;
                        }
                        _ => {}
                    }
                }
            }
        }
        months
    }

    pub fn fund(&self, code: &str) -> Option<&Fund> {
        self.funds.iter().find(|fund| fund.code == code)
    }

    /// The funds of a child in the order they are drawn.
    pub fn draw_order(&self, child: &str, day: &str) -> Vec<Fund> {
        let pots = &self.children[child].pots;
        let first = self.policy(day).draw_first;
        let named = |fund: &Fund| first.iter().position(|code| *code == fund.code).unwrap_or(first.len());
        let mut funds: Vec<Fund> = self.funds.iter().filter(|f| pots.contains(f.code)).cloned().collect();
        funds.sort_by_key(|fund| {
            let ends = fund.until.unwrap_or("9999");
            (named(fund), -fund.fences(), ends, self.first_receipt(fund.code), fund.code)
        });
        funds
    }

    /// The day and number of the first money of a fund that was not taken back.
    fn first_receipt(&self, fund: &str) -> (String, i64) {
        let of_fund = |entry: &Entry| {
            entry.kind == "fund.receive"
                && entry.postings.iter().any(|(to, ..)| *to == Place::Pool(fund.into()))
        };
        let stands =
            self.entries.iter().filter(|(id, entry)| of_fund(entry) && self.reversed_by(**id).is_none());
        stands.map(|(id, entry)| (entry.day.clone(), *id)).min().unwrap_or_else(|| ("9999".into(), 0))
    }

    /// The least and the most of a child's budget on a day.
    pub fn bounds(&self, child: &str, day: &str) -> (i64, i64) {
        let bounds = self.policy(day).bounds;
        bounds.get(self.children[child].cohort).copied().unwrap_or((self.min, self.max))
    }

    /// Whether nothing new is ordered from a provider on a day.
    pub fn stopped(&self, provider: &str, day: &str) -> bool {
        let begun = self.steps.iter().filter(|step| step.provider == provider && step.from.as_str() <= day);
        begun.max_by_key(|step| (step.from.clone(), step.event)).is_some_and(|step| step.stops)
    }

    /// The policy in force on a day: the last one set of those that had begun; one that says nothing
    /// where there is none.
    pub fn policy(&self, day: &str) -> Policy {
        let begun = self.policies.iter().rfind(|(from, _)| from.as_str() <= day);
        begun.map(|(_, policy)| policy.clone()).unwrap_or_default()
    }

    /// What a child has had of a category, promised or used.
    pub fn had(&self, child: &str, category: &str) -> i64 {
        let orders =
            self.orders.iter().filter(|(_, order)| order.child == child && order.category == category);
        orders.map(|(id, _)| self.standing(*id)).map(|stands| stands.committed() + stands.spent()).sum()
    }

    /// The request of an order that is not decided.
    pub fn waits(&self, order: i64) -> Option<i64> {
        self.requests.iter().find(|(_, r)| r.order == order && r.verdict.is_none()).map(|(id, _)| *id)
    }

    /// The most that was approved of an order.
    pub fn approved(&self, order: i64) -> i64 {
        let approved = self.requests.values().filter(|r| r.order == order && r.verdict == Some("approved"));
        approved.map(|request| request.asked).max().unwrap_or(0)
    }

    /// Whether somebody has a conflict of interest with a child or a provider on a day.
    pub fn conflicted(&self, who: &str, child: &str, provider: &str, day: &str) -> bool {
        self.conflicts.values().any(|conflict| {
            conflict.who == who
                && (conflict.child.as_deref() == Some(child)
                    || conflict.provider.as_deref() == Some(provider))
                && conflict.from.as_str() <= day
                && conflict.until.as_deref().is_none_or(|until| day <= until)
        })
    }

    /// What of a document's VAT is charged.
    pub fn charged(&self, document: i64) -> i64 {
        let charges = self
            .entries
            .iter()
            .filter(|(id, entry)| entry.charges == Some(document) && self.reversed_by(**id).is_none());
        let vat = charges.flat_map(|(_, entry)| &entry.postings).filter(|(_, from, _)| *from == Place::Vat);
        vat.map(|(.., pence)| pence).sum()
    }

    pub fn reversed_by(&self, entry: i64) -> Option<i64> {
        self.entries.iter().find(|(_, e)| e.reverses == Some(entry)).map(|(id, _)| *id)
    }
}

/// Adds postings to what stands on an order.
pub fn stand(standing: &mut Standing, postings: &[Posting]) {
    for (to, from, pence) in postings {
        for (place, pence) in [(to, *pence), (from, -*pence)] {
            match place {
                Place::Committed(_, fund) => *standing.committed.entry(fund.clone()).or_default() += pence,
                Place::Spent(_, fund) => *standing.spent.entry(fund.clone()).or_default() += pence,
                Place::Cost(_) | Place::Vat => standing.invoiced += pence,
                Place::Own(_) => standing.paid -= pence,
                _ => {}
            }
        }
    }
}
