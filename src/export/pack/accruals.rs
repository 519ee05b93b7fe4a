//! The four schedules at 31 March, from what was delivered, invoiced, paid and received by then; and the
//! journal that brings them into the council's year, which the next April takes back.
//!
//! Everything here is told as at a day *and as known at an event*: what was known when March was closed
//! makes the journal, and the same is found again when April reverses it.

use std::collections::{BTreeMap, BTreeSet};

use super::columns;
use super::error::Result;
use super::journal::UploadLine;
use super::lists::{self, Exception, Pots};
use domain::policy::CodedCategories;
use domain::upload::{Coding, UploadProfile};
use domain::{Day, Month, Pence};
use store::Reader;
use store::pack::{CommissionHead, FundFacts, YearEndCommission};
use table::{Sheet, Value};

/// The four schedules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Schedule {
    /// Delivered and not invoiced, or owed back.
    Creditors,
    /// Owed by providers.
    Debtors,
    /// Contributors' money for the year that comes.
    ReceivedInAdvance,
    /// Invoiced and paid, and not delivered yet.
    PaidInAdvance,
}

impl Schedule {
    const ALL: [Self; 4] = [Self::Creditors, Self::Debtors, Self::ReceivedInAdvance, Self::PaidInAdvance];

    const fn file(self) -> &'static str {
        match self {
            Self::Creditors => "accruals/creditors.csv",
            Self::Debtors => "accruals/debtors.csv",
            Self::ReceivedInAdvance => "accruals/received-in-advance.csv",
            Self::PaidInAdvance => "accruals/paid-in-advance.csv",
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Creditors => "Accrued creditors",
            Self::Debtors => "Debtors",
            Self::ReceivedInAdvance => "Receipts in advance",
            Self::PaidInAdvance => "Payments in advance",
        }
    }

    /// The code of the balance that the schedule stands for.
    const fn balance(self) -> &'static str {
        match self {
            Self::Creditors => "accrued",
            Self::Debtors => "debtors",
            Self::ReceivedInAdvance => "received_in_advance",
            Self::PaidInAdvance => "paid_in_advance",
        }
    }

    /// Whether that balance is a debit.
    const fn is_asset(self) -> bool {
        matches!(self, Self::Debtors | Self::PaidInAdvance)
    }

    /// The kind of account on the other side of a bulk line.
    const fn usual(self) -> &'static str {
        match self {
            Self::Creditors | Self::PaidInAdvance => "cost",
            Self::Debtors => "creditor",
            Self::ReceivedInAdvance => "income",
        }
    }
}

/// A line of a schedule.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Accrual {
    schedule: Schedule,
    number: Option<i64>,
    fund: Option<String>,
    provider: Option<(String, Value<'static>)>,
    delivered_on: Option<Day>,
    basis: String,
    coding: Coding,
    pence: Pence,
}

/// What of an order stands in one fund's pots.
struct FundShare {
    fund: i64,
    in_kind: bool,
    committed: Pence,
    spent: Pence,
}

/// What each fund bears of something.
type Borne = Vec<(i64, Pence)>;

/// The shares of an order as funds are used: the narrower first, then the one that ends first. What a policy
/// draws first and which money came first can change; a journal that was issued does not.
fn used_in_order(shares: Vec<(i64, Pence, Pence)>, funds: &[FundFacts]) -> Vec<FundShare> {
    let fund = |id: i64| funds.iter().find(|fund| fund.id == id).expect("a share is of a fund");
    let mut shares: Vec<FundShare> = shares
        .into_iter()
        .map(|(id, committed, spent)| FundShare { fund: id, in_kind: fund(id).notional, committed, spent })
        .collect();
    shares.sort_by_key(|share| {
        let FundFacts { cohort, from_on, until_on, categories, .. } = fund(share.fund);
        let days = from_on.is_some() || until_on.is_some();
        let fences =
            [cohort.is_some(), !categories.is_empty(), days].into_iter().filter(|there| *there).count();
        (std::cmp::Reverse(fences), until_on.is_none(), *until_on, share.fund)
    });
    shares
}

/// What funds of cash bear of an amount that goes over the shares in their order, after another has.
fn in_cash(shares: &[FundShare], held: fn(&FundShare) -> Pence, after: Pence, amount: Pence) -> Borne {
    let (mut before, mut rest, mut borne) = (after, amount, Vec::new());
    for share in shares {
        let passed = held(share).min(before).max(Pence::ZERO);
        before -= passed;
        let part = (held(share) - passed).min(rest).max(Pence::ZERO);
        rest -= part;
        if !share.in_kind && part > Pence::ZERO {
            borne.push((share.fund, part));
        }
    }
    borne
}

/// What is asked of the books, and how lines are coded.
pub(super) struct YearEnd<'a> {
    pub reader: Reader<'a>,
    pub month: Month,
    pub profile: &'a UploadProfile,
    pub coded: &'a CodedCategories,
}

impl YearEnd<'_> {
    /// Works out the schedules as known at an event, and what nobody can value.
    pub(super) fn accruals(&self, known: i64) -> Result<(Vec<Accrual>, Vec<Exception>)> {
        let until = self.month.last();
        let mut found = Vec::new();
        let mut unknown = Vec::new();
        let mut by_fund: BTreeMap<i64, Pence> = BTreeMap::new();
        let funds = self.reader.fund_facts(known)?;
        let held = self.reader.commissions_at(self.month)?;
        let mut orders: BTreeSet<i64> = held.iter().map(|order| order.commission.get()).collect();
        if known < i64::MAX {
            orders.extend(self.reader.orders_moved_after(known, until)?);
        }
        orders.extend(self.reader.delivered_later(until)?);
        for number in orders {
            let facts = self.reader.commission_head(number)?.expect("a commission that moved is there");
            let order = self.reader.year_end_order(facts.child, number, until, known)?;
            let shares = self.reader.commission_shares((facts.child, number), until, known)?;
            match self.of_order(number, &facts, &order, &used_in_order(shares, &funds), known) {
                Some(accruals) => {
                    for (accrual, borne) in accruals {
                        for (fund, pence) in borne {
                            *by_fund.entry(fund).or_default() += pence;
                        }
                        found.push(accrual);
                    }
                }
                None => unknown.push(not_valued(number, &facts, &order)),
            }
        }
        found.extend(self.of_funds(known, &by_fund)?);
        Ok((self.above_de_minimis(found), unknown))
    }

    /// What one order brings to the schedules, each with the funds that bear it; `None` where what became of
    /// it cannot be valued. What is given in kind is owed to nobody and paid to nobody.
    fn of_order(
        &self,
        number: i64,
        facts: &CommissionHead,
        order: &YearEndCommission,
        shares: &[FundShare],
        known: i64,
    ) -> Option<Vec<(Accrual, Borne)>> {
        let figures = order.figures;
        let accrual = |schedule, coding, basis: String, pence| Accrual {
            schedule,
            number: Some(number),
            fund: None,
            provider: Some((
                facts.provider.0.clone(),
                lists::provider_name(&facts.provider.1, facts.individual),
            )),
            delivered_on: order.came.last_on,
            basis,
            coding,
            pence,
        };
        let mut found = Vec::new();
        let owed_back = figures.paid - figures.invoiced;
        if owed_back > Pence::ZERO {
            let coding = self.profile.coding(&format!("creditor:{}", facts.provider.0)).clone();
            let (schedule, basis) = if figures.committed > Pence::ZERO {
                (Schedule::PaidInAdvance, "paid and not invoiced yet")
            } else {
                (Schedule::Debtors, "credited and not paid back")
            };
            found.push((accrual(schedule, coding, basis.into(), owed_back), Vec::new()));
        }
        // Without a delivery on record, what is invoiced counts as delivered, and what is not, as not.
        if !order.came.recorded {
            return Some(found);
        }
        let whole = figures.committed + figures.spent;
        let (delivered, basis) = delivered(order, whole)?;
        let cost = self.cost(facts, known);
        let unbilled = (delivered - figures.spent).min(figures.committed);
        if unbilled > Pence::ZERO {
            let borne = in_cash(shares, |share| share.committed, Pence::ZERO, unbilled);
            let cash: Pence = borne.iter().map(|(_, pence)| *pence).sum();
            if cash > Pence::ZERO {
                let in_kind = match unbilled - cash {
                    Pence::ZERO => String::new(),
                    in_kind => format!(", {in_kind} of it in kind"),
                };
                let basis = format!("{basis}, less {} invoiced{in_kind}", figures.spent);
                found.push((accrual(Schedule::Creditors, cost, basis, cash), borne));
            }
            return Some(found);
        }
        let in_kind: Pence = shares.iter().filter(|share| share.in_kind).map(|share| share.spent).sum();
        let [spent, invoiced, paid] =
            [figures.spent, figures.invoiced, figures.paid].map(|pence| pence - in_kind);
        if figures.spent > delivered && invoiced > Pence::ZERO {
            let paid_net = portion(spent, paid, invoiced);
            // What was delivered used the funds in their order, and no more ahead is paid than was.
            let mut rest = paid_net;
            let mut ahead = in_cash(shares, |share| share.spent, delivered, figures.spent - delivered);
            for (_, pence) in &mut ahead {
                let part = (*pence).min(rest).max(Pence::ZERO);
                rest -= part;
                *pence = -part;
            }
            let cash: Pence = ahead.iter().map(|(_, pence)| -*pence).sum();
            if cash > Pence::ZERO {
                let basis = format!("{spent} invoiced and {paid_net} of it paid, net; {basis}");
                found.push((accrual(Schedule::PaidInAdvance, cost, basis, cash), ahead));
            }
        }
        Some(found)
    }

    /// The code of an order's category, by the policy of 31 March as it was known.
    fn cost(&self, facts: &CommissionHead, known: i64) -> Coding {
        let (category, code) = &facts.category;
        let (centre, subjective) = self.coded.of(*category, self.month.last(), known);
        let mut coding = self.profile.coding(&format!("cost:{code}")).clone();
        coding.cost_centre = centre.map_or(coding.cost_centre, Into::into);
        coding.subjective = subjective.map_or(coding.subjective, Into::into);
        coding
    }

    /// Contributors' money that is not used: for the next year, or owed back where its days are over.
    fn of_funds(&self, known: i64, by_fund: &BTreeMap<i64, Pence>) -> Result<Vec<Accrual>> {
        let until = self.month.last();
        let mut pots: Pots = lists::pots_at(self.reader, self.month)?;
        if known < i64::MAX {
            for moved in self.reader.fund_moves_known_later(known, until)? {
                *pots.entry((moved.fund, moved.pot)).or_default() -= moved.pence;
            }
        }
        let of =
            |fund: &FundFacts, pot: &str| pots.get(&(fund.id, pot.to_owned())).copied().unwrap_or_default();
        let pilot_ends = self.reader.calendar()?.pilot.ends_on;
        let mut found = Vec::new();
        // Nobody pays a contributor of services back.
        for fund in self.reader.fund_facts(known)?.into_iter().filter(|fund| !fund.notional) {
            let (received, spent) = (-of(&fund, "grant"), of(&fund, "spent"));
            let borne = by_fund.get(&fund.id).copied().unwrap_or_default();
            let unused = received - spent - borne;
            if unused <= Pence::ZERO {
                continue;
            }
            let over = fund.until_on.unwrap_or(pilot_ends).min(pilot_ends) <= until;
            let (schedule, then) = if over {
                (Schedule::Creditors, "its days are over: owed back")
            } else {
                (Schedule::ReceivedInAdvance, "for the year that comes")
            };
            let accrued = if borne == Pence::ZERO { String::new() } else { format!(", {borne} accrued") };
            found.push(Accrual {
                schedule,
                number: None,
                coding: self.profile.coding(&format!("income:{}", fund.code)).clone(),
                fund: Some(fund.code),
                provider: None,
                delivered_on: None,
                basis: format!("{received} received, {spent} used{accrued}; {then}"),
                pence: unused,
            });
        }
        Ok(found)
    }

    /// Adds up what is below the de minimis, a line for each schedule.
    fn above_de_minimis(&self, all: Vec<Accrual>) -> Vec<Accrual> {
        let least = self.profile.de_minimis;
        let mut kept = Vec::new();
        for schedule in Schedule::ALL {
            let of_it = all.iter().filter(|accrual| accrual.schedule == schedule);
            let (small, large): (Vec<&Accrual>, Vec<&Accrual>) = of_it.partition(|a| a.pence < least);
            kept.extend(large.into_iter().cloned());
            if !small.is_empty() {
                kept.push(Accrual {
                    schedule,
                    number: None,
                    fund: None,
                    provider: None,
                    delivered_on: None,
                    basis: format!("{} below {least} each", small.len()),
                    coding: self.profile.coding(schedule.usual()).clone(),
                    pence: small.iter().map(|accrual| accrual.pence).sum(),
                });
            }
        }
        kept
    }

    /// The journal's lines: the schedules as known at one event, less those of an earlier one, each against
    /// its balance; `sign` -1 takes them back.
    pub(super) fn lines(&self, (after, up_to): (i64, i64), sign: i64, on: Day) -> Result<Vec<UploadLine>> {
        let mut sums: BTreeMap<(Schedule, Coding), Pence> = BTreeMap::new();
        let mut add = |known: i64, sign: i64| -> Result<()> {
            for accrual in self.accruals(known)?.0 {
                *sums.entry((accrual.schedule, accrual.coding)).or_default() +=
                    Pence::new(sign * accrual.pence.get());
            }
            Ok(())
        };
        add(up_to, sign)?;
        if after > 0 {
            add(after, -sign)?;
        }
        let mut lines = Vec::new();
        for schedule in Schedule::ALL {
            let mut balance = Pence::ZERO;
            let line = |coding: Coding, pence: Pence| UploadLine {
                on,
                coding,
                pence,
                narrative: self.profile.narrative(&format!(
                    "BHLP {} {}{}",
                    self.month,
                    schedule.title().to_lowercase(),
                    if sign < 0 { " back" } else { "" }
                )),
                source: schedule.file().trim_start_matches("accruals/").trim_end_matches(".csv").to_owned(),
            };
            for ((_, coding), pence) in sums.iter().filter(|((of, _), _)| *of == schedule) {
                // An asset is a debit, and takes from the cost or creditor; a liability the other way.
                let into = if schedule.is_asset() { -*pence } else { *pence };
                balance -= into;
                if into != Pence::ZERO {
                    lines.push(line(coding.clone(), into));
                }
            }
            if balance != Pence::ZERO {
                lines.push(line(self.profile.coding(schedule.balance()).clone(), balance));
            }
        }
        Ok(lines)
    }

    /// The schedules as sheets.
    pub(super) fn sheets(&self, known: i64) -> Result<(Vec<Sheet>, Vec<Exception>)> {
        let (accruals, unknown) = self.accruals(known)?;
        let sheets = Schedule::ALL.map(|schedule| Sheet {
            file: schedule.file(),
            title: schedule.title(),
            columns: columns::ACCRUALS,
            adds_up: true,
            rows: accruals.iter().filter(|accrual| accrual.schedule == schedule).map(row).collect(),
        });
        Ok((sheets.into(), unknown))
    }
}

fn row(accrual: &Accrual) -> Vec<Value<'static>> {
    let (code, name) = accrual.provider.clone().unzip();
    vec![
        Value::perhaps(accrual.number, Value::Count),
        Value::perhaps(accrual.fund.clone(), Value::text),
        Value::perhaps(code, Value::text),
        name.unwrap_or(Value::Empty),
        Value::perhaps(accrual.delivered_on, Value::Day),
        accrual.basis.as_str().into(),
        accrual.coding.cost_centre.as_str().into(),
        accrual.coding.subjective.as_str().into(),
        accrual.pence.into(),
    ]
}

/// What of an order's whole price was delivered, and how that is known; `None` for a part without units.
fn delivered(order: &YearEndCommission, whole: Pence) -> Option<(Pence, String)> {
    match order.commissioned.zip(order.came.units) {
        _ if order.came.last_on.is_none() => Some((Pence::ZERO, "nothing delivered".to_owned())),
        Some((commissioned, came)) => {
            let value = portion(whole, Pence::new(came), Pence::new(commissioned));
            let units = |thousandths: i64| {
                let text = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
                text.trim_end_matches('0').trim_end_matches('.').to_owned()
            };
            Some((value, format!("{} of {} units delivered, {value}", units(came), units(commissioned))))
        }
        None if order.came.complete => Some((whole, format!("all delivered, {whole}"))),
        None => None,
    }
}

/// A sum times a share, to the penny, half a penny up.
fn portion(of: Pence, part: Pence, whole: Pence) -> Pence {
    let (of, part, whole) = (i128::from(of.get()), i128::from(part.get()), i128::from(whole.get()));
    let share = (of * part * 2 + whole) / (whole * 2);
    Pence::new(i64::try_from(share).expect("a share of a sum is no more than a sum"))
}

fn not_valued(number: i64, facts: &CommissionHead, order: &YearEndCommission) -> Exception {
    Exception {
        what: "accrual to value",
        number,
        on: order.came.last_on.unwrap_or(facts.placed_on),
        amount: order.figures.committed,
        about: "delivered in part, and nobody said how many units: value it by hand".into(),
        look_up: format!("bhlp commission show {number}"),
    }
}
