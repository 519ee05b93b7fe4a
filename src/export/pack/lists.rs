//! The sheets beside the journal: what is promised, owed, reclaimed, claimed, and what to look at.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::columns;
use super::journal::Uncoded;
use domain::matching::ItemId;
use domain::month_end::CommissionEnd;
use domain::policy::CodedCategories;
use domain::publication::REDACTED;
use domain::{Day, Month, Pence};
use store::pack::{CommissionHead, FundFacts, FundMove, InvoicedOrPaid, LeftOver, MonthSign};
use store::{GrantClaim, Reader, StoreError};
use table::{Column, Sheet, Value};

/// What somebody typed, in any sheet.
const TYPED: [&str; 5] = ["provider_name", "document", "documents", "fund_name", "contributor"];
/// What tells of a shop.
const SHOP: [&str; 4] = ["provider", "provider_name", "document", "documents"];
/// Columns that hold what the registers say now: it may be amended, or withheld, after the month.
pub(super) const REGISTERED: [&str; 6] =
    ["provider", "provider_name", "document", "documents", "fund_name", "contributor"];
/// Exceptions that are as they are now, also of a month that is closed.
pub(super) const AS_IT_IS_NOW: [&str; 3] = [RECEIPT_MISSING, WAITS, IDLE];
const RECEIPT_MISSING: &str = "receipt missing";
const WAITS: &str = "waits for approval";
const IDLE: &str = "idle budgets";

type Result<T> = std::result::Result<T, StoreError>;

/// What is missing of a shop, whatever was bought there.
pub(super) const VAT_NUMBER_MISSING: &str = "VAT number missing";

/// An order at the month's end, and what is known of it.
pub(super) type Order = (i64, CommissionEnd, CommissionHead);

/// Reads every order that holds promised money or is owed at a month's end, the oldest first.
pub(super) fn orders(reader: Reader<'_>, month: Month) -> Result<Vec<Order>> {
    let mut orders = Vec::new();
    for at in reader.commissions_at(month)? {
        let commission = at.commission.get();
        let facts = reader.commission_head(commission)?;
        orders.push((commission, at, facts.expect("a commission that moved is there")));
    }
    orders.sort_by_key(|(commission, _, facts)| (facts.placed_on, *commission));
    Ok(orders)
}

/// The name of a provider, which an individual's never is.
pub(super) fn provider_name(name: &str, individual: bool) -> Value<'static> {
    if individual { REDACTED } else { name }.into()
}

/// Withholds what leaves the pilot nowhere from every text that somebody typed.
pub(super) fn screen(sheets: &mut [Sheet], reader: Reader<'_>) -> Result<()> {
    let typed = |sheet: &Sheet| -> Vec<usize> {
        let names = sheet.columns.iter().enumerate();
        names.filter(|(_, column)| TYPED.contains(&column.name)).map(|(place, _)| place).collect()
    };
    let mut texts = HashSet::new();
    for sheet in &*sheets {
        for place in typed(sheet) {
            for row in &sheet.rows {
                if let Value::Text(text) = &row[place]
                    && !texts.contains(text.as_ref())
                {
                    texts.insert(text.to_string());
                }
            }
        }
    }
    let withheld = reader.withheld_among(texts)?;
    for sheet in sheets.iter_mut().filter(|_| !withheld.is_empty()) {
        for place in typed(sheet) {
            for row in &mut sheet.rows {
                if matches!(&row[place], Value::Text(text) if withheld.contains(text.as_ref())) {
                    row[place] = REDACTED.into();
                }
            }
        }
    }
    Ok(())
}

/// Leaves out of every sheet which shop a commission or entry of a shielded child was at. Whoever pays it
/// looks it up by its number, and that is recorded.
pub(super) fn shield(sheets: &mut [Sheet], hidden: &BTreeSet<i64>) {
    const NUMBERS: [&str; 4] = ["commission", "entry", "purchase", "number"];
    for sheet in sheets {
        let places = |names: &[&str]| -> Vec<usize> {
            let named = |(_, column): &(usize, &Column)| names.contains(&column.name);
            sheet.columns.iter().enumerate().filter(named).map(|(place, _)| place).collect()
        };
        let (numbers, shop) = (places(&NUMBERS), places(&SHOP));
        let is_hidden = |value: &Value<'_>| matches!(value, Value::Count(number) if hidden.contains(number));
        for row in &mut sheet.rows {
            if numbers.iter().any(|place| is_hidden(&row[*place])) {
                for place in &shop {
                    if row[*place] != Value::Empty {
                        row[*place] = "not shown".into();
                    }
                }
                // It names the shop, of whichever purchases: which one is not told.
                if row[0] == Value::from(VAT_NUMBER_MISSING) {
                    row[numbers[0]] = Value::Empty;
                }
            }
        }
    }
}

fn days_between(from: Day, to: Day) -> i64 {
    (to.date() - from.date()).num_days()
}

pub(super) fn commitments(month: Month, orders: &[Order], coded: &CodedCategories) -> Sheet {
    let held = orders.iter().filter(|(_, at, _)| at.committed != Pence::ZERO);
    let rows = held.map(|(commission, at, facts)| {
        let (centre, subjective) = coded.of(facts.category.0, facts.placed_on, *commission);
        vec![
            (*commission).into(),
            facts.placed_on.into(),
            days_between(facts.placed_on, month.last()).into(),
            facts.category.1.as_str().into(),
            facts.provider.0.as_str().into(),
            provider_name(&facts.provider.1, facts.individual),
            facts.buyer.as_str().into(),
            Value::perhaps(facts.needed_on, Value::Day),
            Value::perhaps(centre, Value::from),
            Value::perhaps(subjective, Value::from),
            at.committed.into(),
        ]
    });
    sheet("commitments.csv", "Commitments", columns::COMMITMENTS, rows.collect())
}

pub(super) fn owed(reader: Reader<'_>, month: Month, orders: &[Order]) -> Result<Sheet> {
    let until = month.last();
    let mut rows = Vec::new();
    for (commission, at, facts) in orders.iter().filter(|(_, at, _)| at.owed != Pence::ZERO) {
        let invoices = reader.invoiced_or_paid(facts.child, *commission, until)?;
        let open = unsettled(&invoices, at.owed);
        let mut ages = [Pence::ZERO; 4];
        for (invoice, part) in &open {
            let age = days_between(invoice.on, until);
            ages[[30, 60, 90].iter().take_while(|limit| age > **limit).count()] += *part;
        }
        let oldest = open.iter().map(|(invoice, _)| invoice.on).min();
        let documents: Vec<&str> =
            open.iter().filter_map(|(invoice, _)| invoice.document.as_deref()).collect();
        let documents = (!documents.is_empty()).then(|| documents.join(" "));
        let mut row = vec![
            facts.provider.0.as_str().into(),
            provider_name(&facts.provider.1, facts.individual),
            (*commission).into(),
            Value::perhaps(documents, Value::text),
            Value::perhaps(oldest, Value::Day),
            Value::perhaps(oldest, |on| days_between(on, until).into()),
            at.owed.into(),
        ];
        row.extend(ages.map(Value::Money));
        rows.push(((facts.provider.0.clone(), *commission), row));
    }
    rows.sort_by(|(a, _), (b, _)| a.cmp(b));
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    Ok(sheet("owed.csv", "Owed to providers", columns::OWED, rows))
}

/// Money in other hands at the month's end, as it was known; no sheet where there is none.
pub(super) fn hands(reader: Reader<'_>, month: Month, known: i64) -> Result<Option<Sheet>> {
    let until = month.last();
    let hands = reader.in_other_hands(until, known)?;
    let rows: Vec<Vec<Value<'static>>> = hands
        .into_iter()
        .map(|hand| {
            let age = days_between(hand.given_on, until);
            let mut ages = [Pence::ZERO; 4];
            ages[[30, 60, 90].iter().take_while(|limit| age > **limit).count()] = hand.open + hand.owed_back;
            let mut row = vec![
                hand.payee.as_str().into(),
                hand.kind.as_str().into(),
                hand.commission.into(),
                hand.given_on.into(),
                hand.due_on.into(),
                age.into(),
            ];
            let sums = [
                hand.given,
                hand.accounted,
                hand.returned,
                hand.owed_back,
                hand.written_off,
                hand.open,
                hand.late,
            ];
            row.extend(sums.map(Value::Money));
            row.extend(ages.map(Value::Money));
            row
        })
        .collect();
    Ok((!rows.is_empty()).then(|| sheet("hands.csv", "In other hands", columns::HANDS, rows)))
}

/// Finds which invoices are not settled, the oldest first: what was paid settled the oldest ones.
fn unsettled(invoices: &[InvoicedOrPaid], owed: Pence) -> Vec<(&InvoicedOrPaid, Pence)> {
    let sign = if owed < Pence::ZERO { -1 } else { 1 };
    let mut rest = Pence::new(sign * owed.get());
    let mut open = Vec::new();
    for invoice in invoices.iter().rev() {
        // What was bought at once, or refunded, is settled as it is recorded.
        let of_invoice = Pence::new(sign * (invoice.invoiced - invoice.paid).get());
        let part = of_invoice.min(rest);
        if part > Pence::ZERO {
            rest -= part;
            open.push((invoice, Pence::new(sign * part.get())));
        }
    }
    open.reverse();
    open
}

/// What each fund's pots hold, by kind.
pub(super) type Pots = BTreeMap<(i64, String), Pence>;

fn pots(moves: Vec<FundMove>) -> Pots {
    moves.into_iter().map(|moved| ((moved.fund, moved.pot), moved.pence)).collect()
}

/// Reads what each fund's pots held at a month's end.
pub(super) fn pots_at(reader: Reader<'_>, month: Month) -> Result<Pots> {
    Ok(pots(reader.funds_at(month)?))
}

pub(super) fn funds(reader: Reader<'_>, month: Month, known: i64) -> Result<Sheet> {
    let at = pots_at(reader, month)?;
    let in_month = pots(reader.fund_moves(month.first(), month.last())?);
    let of = |pots: &Pots, fund: i64, pot: &str| -> Pence {
        pots.get(&(fund, pot.to_owned())).copied().unwrap_or_default()
    };
    let settles_until = reader.calendar()?.pilot.settles_until();
    let grants = reader.bounded_grants(month.last())?;
    let rows = reader.fund_facts(known)?.into_iter().map(|fund| {
        let id = fund.id;
        let grant = grants.iter().find(|grant| grant.fund == id);
        let claim_by =
            fund.claim_by.unwrap_or_else(|| settles_until.max(fund.until_on.unwrap_or(settles_until)));
        let basis = fund.claim_basis.clone();
        let fence = ring_fence(&fund);
        vec![
            fund.code.into(),
            fund.name.into(),
            fund.contributor.into(),
            if fund.notional { "notional" } else { "cash" }.into(),
            Value::perhaps(fence, Value::text),
            (-of(&in_month, id, "grant")).into(),
            (-of(&at, id, "grant")).into(),
            of(&in_month, id, "spent").into(),
            of(&at, id, "spent").into(),
            of(&at, id, "committed").into(),
            of(&at, id, "available").into(),
            of(&at, id, "pool").into(),
            basis.into(),
            claim_by.into(),
            grant.map_or_else(|| of(&at, id, "spent"), |grant| grant.claimed).into(),
            grant.map_or(Pence::ZERO, |grant| grant.owed).into(),
        ]
    });
    Ok(sheet("funds.csv", "Spend by fund", columns::FUNDS, rows.collect()))
}

/// What the pilot itself cost in a month, where it did.
pub(super) fn pilot_costs(reader: Reader<'_>, month: Month) -> Result<Option<Sheet>> {
    let rows = reader.pilot_costs_in(month)?.into_iter().map(|cost| {
        let (provider, individual) = (cost.provider, cost.individual);
        vec![
            cost.entry.into(),
            cost.on.into(),
            cost.fund.into(),
            cost.category.into(),
            cost.spent_on.as_str().into(),
            Value::perhaps(provider.as_ref().map(|(code, _)| code.clone()), Value::text),
            provider.map_or(Value::Empty, |(_, name)| provider_name(&name, individual)),
            Value::perhaps(cost.number, Value::text),
            cost.paid.into(),
            cost.spent.into(),
        ]
    });
    let sheet = sheet("pilot-costs.csv", "Cost of the pilot", columns::COSTS, rows.collect());
    Ok((!sheet.rows.is_empty()).then_some(sheet))
}

/// What children of families share, bought in a month, where anything was. Neither child nor family is told.
pub(super) fn shared(reader: Reader<'_>, month: Month) -> Result<Option<Sheet>> {
    let rows = reader.shares_in(month)?.into_iter().map(|share| {
        let (code, name) = share.provider;
        vec![
            share.purchase.into(),
            share.entry.into(),
            share.on.into(),
            share.category.into(),
            Value::text(code),
            provider_name(&name, share.individual),
            Value::perhaps(share.number, Value::text),
            share.buyer.into(),
            share.paid.into(),
            share.spent.into(),
        ]
    });
    let sheet = sheet("shared.csv", "Shared purchases", columns::SHARED, rows.collect());
    Ok((!sheet.rows.is_empty()).then_some(sheet))
}

/// The statement of the pools for their partners, where there are any.
pub(super) fn pool(reader: Reader<'_>, month: Month) -> Result<Option<Sheet>> {
    if reader.pools()?.is_empty() {
        return Ok(None);
    }
    let rows = reader.pool_statement(month, columns::POOL)?;
    Ok(Some(sheet("pool.csv", "Pool", columns::POOL, rows)))
}

fn ring_fence(fund: &FundFacts) -> Option<String> {
    let mut parts = Vec::new();
    parts.extend(fund.cohort.as_ref().map(|cohort| format!("cohort {cohort}")));
    parts.extend(fund.from_on.map(|day| format!("from {day}")));
    parts.extend(fund.until_on.map(|day| format!("until {day}")));
    if !fund.categories.is_empty() {
        parts.push(format!("for {}", fund.categories.join(" ")));
    }
    (!parts.is_empty()).then(|| parts.join(", "))
}

pub(super) fn exceptions(
    reader: Reader<'_>,
    month: Month,
    sign: Option<&MonthSign>,
    uncoded: &[Uncoded],
    notes: Vec<Exception>,
) -> Result<Sheet> {
    let closed_by = sign.filter(|sign| sign.closed).map(|sign| sign.event);
    let mut found = Vec::new();
    for missing in reader.receipts_missing_in(month)? {
        found.push(Exception {
            what: RECEIPT_MISSING,
            number: missing.commission,
            on: missing.on,
            amount: missing.invoiced,
            about: format!(
                "no receipt and no reason; the policy requires one above {}",
                missing.limit.format_pounds()
            ),
            look_up: format!("bhlp commission show {}", missing.commission),
        });
    }
    found.extend(reader.left_over(month, closed_by)?.into_iter().map(left_over));
    for late in reader.late_facts(month)? {
        found.push(Exception {
            what: "late fact",
            number: late.entry,
            on: late.on,
            amount: late.moved,
            about: format!("{} that belongs to {}", late.kind, late.belongs_on),
            look_up: format!("bhlp entry show {}", late.entry),
        });
    }
    for undone in reader.undone_in(month)? {
        found.push(Exception {
            what: "entry reversed",
            number: undone.entry,
            on: undone.on,
            amount: undone.moved,
            about: format!("it reversed entry {} of {}", undone.undid, undone.undid_on),
            look_up: format!("bhlp entry show {}", undone.undid),
        });
    }
    for (commission, on, amount) in reader.orders_waiting(month)? {
        found.push(Exception {
            what: WAITS,
            number: commission,
            on,
            amount,
            about: "commissioned and not decided yet".into(),
            look_up: format!("bhlp commission show {commission}"),
        });
    }
    for missing in uncoded {
        found.push(Exception {
            what: "code missing",
            number: missing.entry,
            on: missing.on,
            amount: missing.pence,
            about: format!("the policy has no code for {}; the layout's was used", missing.account),
            look_up: format!("bhlp entry show {}", missing.entry),
        });
    }
    if let Some((budgets, free)) = reader.idle_budgets(month)? {
        found.push(Exception {
            what: IDLE,
            number: budgets,
            on: month.last(),
            amount: free,
            about: format!("{budgets} budget(s) with money free and nothing bought lately"),
            look_up: "bhlp report idle".into(),
        });
    }
    let over = |grant: &GrantClaim| grant.until_on < month.last() && grant.not_claimable > Pence::ZERO;
    found.extend(reader.bounded_grants(month.last())?.into_iter().filter(over).map(|grant| Exception {
        what: "not claimable",
        number: grant.fund,
        on: grant.until_on,
        amount: grant.not_claimable,
        about: format!("of fund {}: used after its last day, or not paid by then", grant.code),
        look_up: "bhlp fund list".into(),
    }));
    found.extend(notes);
    let rows = found.into_iter().map(|exception| {
        vec![
            exception.what.into(),
            exception.number.into(),
            exception.on.into(),
            exception.amount.into(),
            exception.about.into(),
            exception.look_up.into(),
        ]
    });
    // Its sums are of different kinds.
    let exceptions = sheet("exceptions.csv", "Exceptions", columns::EXCEPTIONS, rows.collect());
    Ok(Sheet { adds_up: false, ..exceptions })
}

/// Something a reader should look at.
#[derive(Clone, Debug)]
pub(super) struct Exception {
    pub what: &'static str,
    pub number: i64,
    pub on: Day,
    pub amount: Pence,
    pub about: String,
    pub look_up: String,
}

fn left_over(left: LeftOver) -> Exception {
    let LeftOver { item, on, account, pence, answer } = left;
    let (what, number, side, look_up) = match item {
        ItemId::Bank(line) => {
            let look_up = "bhlp statement lines".to_owned();
            ("statement line", line.get(), "on the statement, not in the ledger", look_up)
        }
        ItemId::Book(entry) => {
            let look_up = format!("bhlp entry show {entry}");
            ("not on a statement", entry.get(), "in the ledger, not on a statement", look_up)
        }
    };
    let answer = answer.map_or_else(String::new, |(verdict, because)| {
        let because = because.map_or_else(String::new, |because| format!(": {}", because.replace('_', " ")));
        format!("; {verdict}{because}")
    });
    Exception { what, number, on, amount: pence, about: format!("{account}: {side}{answer}"), look_up }
}

pub(super) fn reconciliation(reader: Reader<'_>, month: Month) -> Result<Sheet> {
    let signed = reader.sign_off(month)?.map(|signed| signed.accounts).unwrap_or_default();
    // Balances of which some have no statement beside them.
    let adds_up = signed.iter().all(|signed| signed.balance.statement.is_some());
    let rows = signed.into_iter().map(|signed| {
        vec![
            signed.account.to_string().into(),
            signed.balance.ledger.into(),
            signed.outstanding.0.into(),
            signed.outstanding.1.into(),
            signed.unrecorded.0.into(),
            signed.unrecorded.1.into(),
            Value::perhaps(signed.balance.statement, Value::Money),
            Value::perhaps(signed.rest(), Value::Money),
            signed.reason.as_ref().map_or(Value::Empty, |_| "yes".to_owned().into()),
        ]
    });
    let sheet = sheet("reconciliation.csv", "Reconciliation", columns::RECONCILIATION, rows.collect());
    Ok(Sheet { adds_up, ..sheet })
}

pub(super) fn sheet(
    file: &'static str,
    title: &'static str,
    columns: &'static [Column],
    rows: Vec<Vec<Value<'static>>>,
) -> Sheet {
    Sheet { file, title, columns, rows, adds_up: true }
}
