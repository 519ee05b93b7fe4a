//! The end of a month, worked out row by row: why ledger and statement differ, and what stands in the
//! way of a sign-off.

use super::{Error, Request};
use domain::matching::ItemId;
use domain::month_end::{
    Difference, FloatCount, Obstacle, Reconciliation, ReconcilingItem, SignedAccount, SignedBalance,
    obstacles,
};
use domain::{Action, Code, Day, Month, Pence};
use store::Reader;
use table::Value;

/// The heading of the last row: the command that comes next, word for word.
pub(super) const NEXT: &str = "Next";

/// When a month is asked after, and by whom, where that is said.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub today: Day,
    pub asker: Option<&'a Code>,
}

/// Where rows go.
pub(super) type Sink<'s> = dyn FnMut(&[Value<'_>]) -> Result<(), Error> + 's;

/// A row of the reconciliation, before it is values.
#[derive(Default)]
struct Row {
    part: &'static str,
    on: Option<String>,
    number: Option<i64>,
    what: Option<String>,
    balance: Option<Pence>,
    money_in: Option<Pence>,
    money_out: Option<Pence>,
    age: Option<i64>,
    band: Option<&'static str>,
    because: Option<String>,
}

impl Row {
    fn balance(part: &'static str, balance: Pence) -> Self {
        Self { part, balance: Some(balance), ..Self::default() }
    }

    fn of(item: &ReconcilingItem) -> Self {
        let (out, amount) = (item.amount < Pence::ZERO, item.amount);
        let number = match item.id {
            ItemId::Book(entry) => entry.get(),
            ItemId::Bank(line) => line.get(),
        };
        Self {
            part: item.difference().label(),
            on: Some(item.on.to_string()),
            number: Some(number),
            what: Some(item.what.clone()),
            money_in: (!out).then_some(amount),
            money_out: out.then_some(-amount),
            age: Some(item.age),
            band: Some(item.band()),
            because: Some(item.why()),
            ..Self::default()
        }
    }

    fn give(&self, month: &str, account: &str, sink: &mut Sink<'_>) -> Result<(), Error> {
        let pence = |pence: Option<Pence>| Value::perhaps(pence, Value::Money);
        let number = |number: Option<i64>| Value::perhaps(number, Value::Count);
        sink(&[
            Value::text(month),
            Value::text(account),
            Value::text(self.part),
            text_or_empty(self.on.as_deref()),
            number(self.number),
            text_or_empty(self.what.as_deref()),
            pence(self.money_in),
            pence(self.money_out),
            pence(self.balance),
            number(self.age),
            text_or_empty(self.band),
            text_or_empty(self.because.as_deref()),
        ])
    }
}

/// Gives the reconciliation of each account, or of one, at the end of a month.
pub(super) fn reconciliation(
    reader: Reader<'_>,
    month: Month,
    request: &Request,
    sink: &mut Sink<'_>,
) -> Result<(), Error> {
    let asked =
        |account: &Reconciliation| request.account.as_ref().is_none_or(|asked| *asked == account.account);
    let written = month.to_string();
    let accounts = match request.scope.known_event.filter(|_| request.signed_off == Some(month)) {
        Some(signed) => reader.reconciled_at(month, signed)?,
        None => reader.reconciled(month)?,
    };
    for account in accounts.iter().filter(|account| asked(account)) {
        let name = account.account.to_string();
        for row in rows(account) {
            row.give(&written, &name, sink)?;
        }
    }
    Ok(())
}

fn text_or_empty(text: Option<&str>) -> Value<'_> {
    text.filter(|word| !word.is_empty()).map_or(Value::Empty, Value::text)
}

fn rows(account: &Reconciliation) -> Vec<Row> {
    let mut rows = vec![Row::balance("ledger balance", account.ledger)];
    for difference in Difference::ALL {
        rows.extend(account.items.iter().filter(|item| item.difference() == difference).map(Row::of));
    }
    match &account.statements {
        None => rows.push(Row { part: "no statement", ..Row::default() }),
        Some(statements) => {
            rows.push(Row::balance("statement balance", statements.balance));
            if let Some(stated) = statements.stated {
                let on = Some(stated.on.to_string());
                rows.push(Row { on, ..Row::balance("stated by the bank", stated.pence) });
            }
        }
    }
    match account.counted {
        Some(FloatCount::Within(count)) => {
            let on = || Some(count.on.to_string());
            rows.push(Row { on: on(), ..Row::balance("cash counted", count.cash) });
            rows.push(Row { on: on(), ..Row::balance("advances out", count.advances) });
            rows.push(Row { on: on(), ..Row::balance("ledger on that day", count.ledger) });
        }
        Some(FloatCount::Before(day)) => {
            rows.push(Row { part: "last counted", on: Some(day.to_string()), ..Row::default() });
        }
        None => {}
    }
    if account.statements.is_some() {
        rows.push(Row::balance("not explained", account.rest()));
    }
    rows
}

/// Gives where a month stands: its accounts, what stands in the way or how it was signed, and who may sign.
pub(super) fn month_end(
    reader: Reader<'_>,
    month: Month,
    asked: Asked<'_>,
    sink: &mut Sink<'_>,
) -> Result<(), Error> {
    let accounts = reader.reconciled(month)?;
    match reader.sign_off(month)? {
        Some(signed) => {
            let signer = reader.practitioner_numbered(signed.signed_by)?;
            let signer = signer.map_or_else(String::new, |signer| signer.code.to_string());
            let words = format!("{month} is closed, signed by {signer} as event {}", signed.event);
            give("As signed", &words, Some(&format!("bhlp month reopen {month} --reason TEXT")), sink)?;
            for account in &signed.accounts {
                give("As signed", &describe(account), None, sink)?;
            }
            for account in accounts.iter().filter(|now| differs(now, &signed.accounts)) {
                let account_is = &account.account;
                let act = format!("bhlp report reconciliation --month {month} --account {account_is}");
                give("As the ledger tells it now", &account.describe(), Some(&act), sink)?;
            }
            give(NEXT, &format!("bhlp export month {month} --to pack-{month}"), None, sink)
        }
        None => open_month(reader, month, asked, &accounts, sink),
    }
}

fn open_month(
    reader: Reader<'_>,
    month: Month,
    asked: Asked<'_>,
    all: &[Reconciliation],
    sink: &mut Sink<'_>,
) -> Result<(), Error> {
    let calendar = reader.calendar()?;
    if !calendar.pilot.has_month(month) {
        let obstacle = Obstacle::NotOfPilot { month };
        give("What prevents closing", &obstacle.to_string(), Some(&obstacle.mend()), sink)?;
        return give(NEXT, &obstacle.command(), None, sink);
    }
    let mut accounts: Vec<&Reconciliation> = all.iter().collect();
    accounts.sort_by_key(|account| std::cmp::Reverse(account.rest().get().abs()));
    for account in &accounts {
        let act = format!("bhlp report reconciliation --month {month} --account {}", account.account);
        give("Accounts", &account.describe(), Some(&act), sink)?;
    }
    let found = prevents(reader, month, asked, all)?;
    for obstacle in &found {
        give("What prevents closing", &obstacle.to_string(), Some(&obstacle.mend()), sink)?;
    }
    let involved = reader.involved_in(month)?;
    let mut others = Vec::new();
    for (id, signer, role) in reader.still_there()? {
        if !role.may(Action::Months) {
            continue;
        }
        match involved.iter().find(|(who, ..)| *who == id) {
            Some((_, event, involvement)) => {
                others.push(format!("{signer} {}", involvement.describe(*event, month)));
            }
            None if asked.today <= month.last() => give("Who may sign", signer.as_str(), None, sink)?,
            None => {
                let act = format!("bhlp month close {month} --as {signer}");
                give("Who may sign", signer.as_str(), Some(&act), sink)?;
            }
        }
    }
    for other in &others {
        give("Who may not sign", other, None, sink)?;
    }
    give(NEXT, &next(reader, month, asked, &found)?, None, sink)
}

/// Names everything that stands in the way of closing a month.
fn prevents(
    reader: Reader<'_>,
    month: Month,
    asked: Asked<'_>,
    all: &[Reconciliation],
) -> Result<Vec<Obstacle>, Error> {
    let earlier = reader.calendar()?.earlier_open(month);
    let not_over = (asked.today <= month.last()).then_some(Obstacle::NotOver { month });
    let nobody = reader.signers(month)?.is_empty().then_some(Obstacle::NobodySigns);
    Ok(not_over.into_iter().chain(obstacles(month, earlier, all)).chain(nobody).collect())
}

/// The command that comes next: what is asked for where only a person knows it, and nothing that would be
/// refused today or to whoever asks, if they may do anything about it.
fn next(reader: Reader<'_>, month: Month, asked: Asked<'_>, found: &[Obstacle]) -> Result<String, Error> {
    let close = || -> Result<String, Error> {
        let signers = reader.signers(month)?;
        let own = asked.asker.filter(|asker| signers.contains(asker));
        let signer = own.or(signers.first()).map_or_else(String::new, |signer| format!(" --as {signer}"));
        Ok(format!("bhlp month close {month}{signer}"))
    };
    // A month that is not over has other things to do first.
    match found.iter().find(|obstacle| !matches!(obstacle, Obstacle::NotOver { .. })) {
        Some(Obstacle::EarlierOpen { earlier }) => {
            let all = reader.reconciled(*earlier)?;
            next(reader, *earlier, asked, &prevents(reader, *earlier, asked, &all)?)
        }
        Some(Obstacle::NoStatement { .. }) if !found.contains(&Obstacle::NobodySigns) => {
            let mut command = close()?;
            for obstacle in found {
                if let Obstacle::NoStatement { account, .. } = obstacle {
                    command.push_str(&format!(" --without-statement {account}=REASON"));
                }
            }
            Ok(command)
        }
        Some(Obstacle::NoStatement { .. }) => Ok(Obstacle::NobodySigns.command()),
        Some(obstacle) => Ok(obstacle.command()),
        None if found.is_empty() => close(),
        None => Ok("bhlp today".to_owned()),
    }
}

/// Whether a row of what waits for somebody is theirs to see: a month is shown to who may sign it, and where
/// nobody may, to all who could.
pub(super) fn waits(reader: Reader<'_>, user: Option<&Code>, row: &[Value<'_>]) -> Result<bool, Error> {
    let (Some(user), [Value::Text(section), _, _, Value::Text(month), ..]) = (user, row) else {
        return Ok(true);
    };
    let Some(month) = month.parse().ok().filter(|_| section == "Months to close") else { return Ok(true) };
    let signers = reader.signers(month)?;
    Ok(signers.is_empty() || signers.contains(user))
}

/// Gives a thing under a heading, with what to do about it.
fn give(section: &str, what: &str, act: Option<&str>, sink: &mut Sink<'_>) -> Result<(), Error> {
    sink(&[Value::text(section), Value::text(what), Value::perhaps(act, Value::text)])
}

/// Says how an account was signed.
fn describe(signed: &SignedAccount) -> String {
    let mut said = format!("{}: ledger {}", signed.account, signed.balance.ledger.format_pounds());
    let Some(statement) = signed.balance.statement else {
        said.push_str(", no statement");
        said.extend(signed.reason.iter().map(|reason| format!(": {reason}")));
        return said;
    };
    said.push_str(&format!(", statement {}", statement.format_pounds()));
    let sums = Difference::ALL.into_iter().zip([signed.outstanding, signed.unrecorded]);
    for (difference, (money_in, money_out)) in sums {
        for (pence, way) in [(money_in, "in"), (money_out, "out")] {
            if pence != Pence::ZERO {
                said.push_str(&format!(", {} {way} {}", pence.format_pounds(), difference.label()));
            }
        }
    }
    said
}

/// Tells whether an account is not as it was signed: something was matched since.
fn differs(now: &Reconciliation, signed: &[SignedAccount]) -> bool {
    let Some(signed) = signed.iter().find(|signed| signed.account == now.account) else {
        return false;
    };
    let sum = |difference| {
        let sum = now.sum(difference, |_| true);
        (sum.money_in, sum.money_out)
    };
    let statement = now.statements.as_ref().map(|statements| statements.balance);
    let balance = SignedBalance { ledger: now.ledger, statement };
    (balance, sum(Difference::Outstanding), sum(Difference::Unrecorded))
        != (signed.balance, signed.outstanding, signed.unrecorded)
}
