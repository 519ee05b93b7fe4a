//! CAMT.053, the statement of ISO 20022: every minor version, from 001.02 to 001.13 and on, since each
//! keeps the elements that are read here.
//!
//! An entry is a line. Where its details carry their own amounts in pounds and come to the entry's, each
//! of them is a line: a payment run is then matched payment by payment.

use super::reading::{Draft, Reading, blank, no_reference};
use super::xml::{Element, Piece, Tag, Xml};
use domain::statement::{StatementAccount, StatementFile, StatementLine};
use domain::{Day, Pence, excerpt};
use file::BadFile;

const DAY: &str = "a date such as 2006-09-01";

pub(super) fn read(text: &str, name: &str) -> Result<StatementFile, BadFile> {
    let mut xml = Xml::new(text, name);
    let mut reading = Reading::new(name);
    let mut format: Option<String> = None;
    let mut accounts = Vec::new();
    let mut first = None;
    while let Some((row, piece)) = xml.next()? {
        let Piece::Open(tag) = piece else { continue };
        format = format.or_else(|| version(&tag));
        match tag.name.as_str() {
            "BkToCstmrStmt" => format = format.or_else(|| Some("camt.053".to_owned())),
            "Stmt" if format.is_some() => accounts.push(statement(&mut reading, &mut xml)?),
            _ => first = first.or(Some((row, tag))),
        }
    }
    match format {
        Some(format) => reading.finish(&format, accounts),
        None => Err(unknown(&reading, first)),
    }
}

/// `camt.053.001.08` of `urn:iso:std:iso:20022:tech:xsd:camt.053.001.08`.
fn version(tag: &Tag) -> Option<String> {
    let namespace = tag.namespace.as_deref()?;
    let version = namespace.rsplit(':').next()?;
    let plain = version.len() <= 20 && version.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.');
    (plain && version.starts_with("camt.053")).then(|| version.to_owned())
}

/// XML that is something else.
fn unknown(reading: &Reading<'_>, first: Option<(u64, Tag)>) -> BadFile {
    let (row, tag) = first.unwrap_or((1, Tag::named("")));
    let (namespace, name) = (tag.namespace.unwrap_or_default(), excerpt(&tag.name, 40));
    let (what, hint) = match () {
        () if namespace.contains("camt.052") || tag.name == "BkToCstmrAcctRpt" => {
            ("an account report of the day (CAMT.052), which is not final", "ask for CAMT.053")
        }
        () if namespace.contains("camt.054") || tag.name == "BkToCstmrDbtCdtNtfctn" => {
            ("an advice of single entries (CAMT.054)", "ask for CAMT.053")
        }
        () => ("XML, but neither CAMT.053 nor OFX", "ask the bank for CSV, CAMT.053, MT940, OFX or QIF"),
    };
    reading.bad_file("STATEMENT_UNKNOWN", format!("it is {what}: line {row} begins `{name}`"), hint)
}

/// Reads one statement: its header, its balances and its entries, one by one.
fn statement(reading: &mut Reading<'_>, xml: &mut Xml<'_>) -> Result<StatementAccount, BadFile> {
    let mut account = blank();
    let mut balances = Balances::default();
    let mut period = (None, None);
    let mut currency = String::new();
    let mut identified = Vec::new();
    while let Some((row, piece)) = xml.next()? {
        let tag = match piece {
            Piece::Open(tag) => tag,
            Piece::Close(_) => break,
            Piece::Text(_) => continue,
        };
        let element = Element::read(xml, row, tag)?;
        match element.name.as_str() {
            "Acct" => {
                let iban = element.text(&["Id", "IBAN"]);
                let number = if iban.is_empty() { element.text(&["Id", "Othr", "Id"]) } else { iban };
                account.number = reading.number(row, number);
                element.text(&["Ccy"]).clone_into(&mut currency);
                if !currency.is_empty() {
                    reading.pounds(row, "Ccy", &currency);
                }
            }
            "FrToDt" => {
                period.0 = day_of(reading, &element, &["FrDtTm", "FrDt"]);
                period.1 = day_of(reading, &element, &["ToDtTm", "ToDt"]);
            }
            "Bal" => balances.read(reading, &element),
            "Ntry" => account.lines.extend(entry(reading, &element, &mut identified)),
            _ => {}
        }
    }
    balances.settle(&mut account, period);
    let number = account.number.as_ref().map(ToString::to_string).unwrap_or_default();
    let lines: Pence = account.lines.iter().map(|line| line.amount).sum();
    let proved =
        account.opening.zip(account.closing).is_some_and(|(opening, closing)| opening + lines == closing);
    for (id, draft) in identified {
        reading.is_same(&number, "AcctSvcrRef", &id, &draft, proved);
    }
    Ok(account)
}

/// The day in the first of these children that is there.
fn day_of(reading: &mut Reading<'_>, element: &Element, names: &[&str]) -> Option<Day> {
    let found = names.iter().find_map(|name| element.at(&[name]))?;
    let text = found.text.trim();
    // A time and its zone may follow; the day is the bank's own.
    let day = text
        .split_at_checked(10)
        .filter(|(_, rest)| rest.is_empty() || rest.starts_with(['T', 't']) || is_zone(rest));
    let day = day.map(|(day, _)| day);
    let day = day.and_then(|day| day.parse().ok());
    if day.is_none() {
        reading.bad_day(found.row, "date", text, DAY);
    }
    day
}

/// `Z`, `+01:00`, `-05:00`.
fn is_zone(text: &str) -> bool {
    let offset = |rest: &str| rest.len() == 5 && rest.bytes().all(|b| b.is_ascii_digit() || b == b':');
    text == "Z" || text.strip_prefix(['+', '-']).is_some_and(offset)
}

/// What `CRDT` and `DBIT` do to an amount.
fn signed(reading: &mut Reading<'_>, element: &Element, amount: Pence) -> Option<Pence> {
    if amount < Pence::ZERO {
        let message = format!("`{amount}` is negative; CdtDbtInd says which way it goes");
        reading.refuse(element.row, Some("Amt"), ("AMOUNT_NEGATIVE", message), element.text(&["Amt"]));
        return None;
    }
    match element.text(&["CdtDbtInd"]) {
        "CRDT" => Some(amount),
        "DBIT" => Some(-amount),
        "" => {
            reading.missing(element.row, "CdtDbtInd");
            None
        }
        other => {
            let message = format!("CdtDbtInd is `{}`; CRDT or DBIT is wanted", excerpt(other, 12));
            reading.refuse(element.row, Some("CdtDbtInd"), ("STATEMENT_SIGN_INVALID", message), other);
            None
        }
    }
}

/// An amount in pounds with its sign.
fn amount(reading: &mut Reading<'_>, element: &Element) -> Option<Pence> {
    let mut amounts = element.all("Amt");
    let Some(amount) = amounts.next() else {
        reading.missing(element.row, "Amt");
        return None;
    };
    // Two elements have run together, and one would be lost.
    if let Some(second) = amounts.next() {
        let message =
            format!("a second Amt in one {}: of two sums one would be lost", excerpt(&element.name, 12));
        reading.refuse(second.row, Some("Amt"), ("STATEMENT_FIELD_INVALID", message), &second.text);
        return None;
    }
    if let Some(currency) = &amount.currency
        && !reading.pounds(amount.row, "Ccy", currency)
    {
        return None;
    }
    let pence = reading.money(amount.row, "Amt", &amount.text)?;
    signed(reading, element, pence)
}

/// The balances of a statement, by their codes.
#[derive(Debug, Default)]
struct Balances {
    opening: Option<(Pence, Option<Day>)>,
    before: Option<(Pence, Option<Day>)>,
    closing: Option<(Pence, Option<Day>)>,
    interim: Vec<(Pence, Option<Day>)>,
}

impl Balances {
    fn read(&mut self, reading: &mut Reading<'_>, element: &Element) {
        let code = element.text(&["Tp", "CdOrPrtry", "Cd"]);
        if !["OPBD", "PRCD", "CLBD", "ITBD"].contains(&code) {
            return;
        }
        let Some(pence) = amount(reading, element) else { return };
        let day = element.at(&["Dt"]).and_then(|dt| day_of(reading, dt, &["Dt", "DtTm"]));
        let balance = Some((pence, day));
        match code {
            "OPBD" => self.opening = self.opening.or(balance),
            "PRCD" => self.before = self.before.or(balance),
            "CLBD" => self.closing = balance,
            _ => self.interim.extend(balance),
        }
    }

    /// Sets what the account says of itself. An interim balance stands for an opening or a closing one
    /// that is missing: the statement is then one page of several.
    fn settle(mut self, account: &mut StatementAccount, period: (Option<Day>, Option<Day>)) {
        let started = self.opening.or(self.before).is_some();
        if !started && !self.interim.is_empty() {
            self.opening = Some(self.interim.remove(0));
        }
        let opening = self.opening.or(self.before);
        let closing = self.closing.or(self.interim.pop());
        account.opening = opening.map(|(pence, _)| pence);
        account.closing = closing.map(|(pence, _)| pence);
        let first = account.lines.iter().map(|line| line.posted_on).min();
        let after = self.before.and_then(|(_, day)| day).and_then(|day| day.date().succ_opt()).map(Day::new);
        let opened = self.opening.and_then(|(_, day)| day);
        // Banks differ in whether an opening balance has the first day or the one before.
        account.from = period.0.or(opened).or(after).map(|day| first.map_or(day, |first| first.min(day)));
        account.until = closing.and_then(|(_, day)| day).or(period.1);
    }
}

/// Reads one entry, which is a line or several; what has the bank's own id is kept to be judged by it.
fn entry(
    reading: &mut Reading<'_>,
    element: &Element,
    identified: &mut Vec<(String, Draft)>,
) -> Vec<StatementLine> {
    let mut lines = Vec::new();
    let status = match element.text(&["Sts", "Cd"]) {
        "" => element.text(&["Sts"]),
        code => code,
    };
    if ["PDNG", "FUTR", "INFO"].contains(&status) {
        let shown = format!("{} {}", element.text(&["CdtDbtInd"]), element.text(&["Amt"]));
        reading
            .leave_out(element.row, format_args!("it is not booked yet ({status}): {}", excerpt(&shown, 60)));
        return lines;
    }
    reading.count();
    let Some(amount) = amount(reading, element) else { return lines };
    let booked = ["BookgDt", "ValDt"].iter().find_map(|name| element.at(&[name]));
    let Some(booked) = booked else {
        reading.missing(element.row, "BookgDt");
        return lines;
    };
    if ["Dt", "DtTm"].iter().all(|name| booked.at(&[name]).is_none()) {
        reading.missing(booked.row, "booking date");
    }
    let Some(posted_on) = day_of(reading, booked, &["Dt", "DtTm"]) else { return lines };
    let details: Vec<&Element> = element.all("NtryDtls").flat_map(|part| part.all("TxDtls")).collect();
    let parts = parts(&details, element, amount);
    let whole = details.first().copied().filter(|_| details.len() == 1);
    let draft = draft(element, whole, posted_on, amount);
    let id = no_reference(element.text(&["AcctSvcrRef"])).to_owned();
    // Some banks give a reversal the reference of what it reverses.
    let reversal = element.text(&["RvslInd"]) == "true";
    if !id.is_empty() && !reversal {
        identified.push((id, draft.clone()));
    }
    match parts {
        None => lines.extend(reading.line(draft)),
        Some(parts) => {
            for (detail, amount) in parts {
                let mut part = self::draft(element, Some(detail), posted_on, amount);
                part.row = detail.row;
                lines.extend(reading.line(part));
            }
        }
    }
    lines
}

/// The details with their own amounts, where there are several and they come to the entry's.
fn parts<'a>(details: &[&'a Element], entry: &Element, whole: Pence) -> Option<Vec<(&'a Element, Pence)>> {
    if details.len() < 2 {
        return None;
    }
    let mut parts = Vec::with_capacity(details.len());
    for detail in details {
        let own = detail.at(&["Amt"]).or_else(|| detail.at(&["AmtDtls", "TxAmt", "Amt"]))?;
        if own.currency.as_deref().is_some_and(|currency| currency != "GBP") {
            return None;
        }
        let pence = Pence::parse(&own.text).ok().filter(|pence| *pence > Pence::ZERO)?;
        let way = match detail.text(&["CdtDbtInd"]) {
            "" => entry.text(&["CdtDbtInd"]),
            own => own,
        };
        parts.push((*detail, if way == "DBIT" { -pence } else { pence }));
    }
    (parts.iter().map(|(_, pence)| *pence).sum::<Pence>() == whole).then_some(parts)
}

/// What an entry, or one of its details, says.
fn draft(entry: &Element, detail: Option<&Element>, posted_on: Day, amount: Pence) -> Draft {
    let of_detail = |path: &[&str]| detail.map_or("", |detail| detail.text(path));
    let other = if amount < Pence::ZERO { "Cdtr" } else { "Dbtr" };
    let party = [&["RltdPties", other, "Nm"][..], &["RltdPties", other, "Pty", "Nm"]];
    let party = party.iter().map(|path| of_detail(path)).find(|name| !name.is_empty()).unwrap_or("");
    let remittance = detail.and_then(|detail| detail.at(&["RmtInf"]));
    let said = remittance
        .map_or(String::new(), |remittance| joined(remittance.all("Ustrd").map(|part| part.text.trim())));
    let creditor = of_detail(&["RmtInf", "Strd", "CdtrRefInf", "Ref"]);
    let more = [of_detail(&["AddtlTxInf"]), entry.text(&["AddtlNtryInf"])];
    let more = more.into_iter().find(|more| !more.is_empty()).unwrap_or("");
    let text = joined([party, if said.is_empty() { more } else { &said }].into_iter());
    let references = [
        of_detail(&["Refs", "EndToEndId"]),
        creditor,
        of_detail(&["Refs", "ChqNb"]),
        of_detail(&["Refs", "AcctSvcrRef"]),
        entry.text(&["AcctSvcrRef"]),
        entry.text(&["NtryRef"]),
    ];
    let reference = references.into_iter().map(no_reference).find(|found| !found.is_empty()).unwrap_or("");
    Draft {
        row: entry.row,
        posted_on,
        amount,
        text,
        reference: reference.to_owned(),
        kind: kind(entry),
        foreign: detail.map_or(String::new(), foreign),
    }
}

fn joined<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The bank's word for it, or ISO's three codes.
fn kind(entry: &Element) -> String {
    let own = entry.text(&["BkTxCd", "Prtry", "Cd"]);
    let iso = [&["Cd"][..], &["Fmly", "Cd"], &["Fmly", "SubFmlyCd"]]
        .map(|path| entry.at(&["BkTxCd", "Domn"]).map_or("", |domain| domain.text(path)));
    let mut kind = if own.is_empty() { joined(iso.into_iter()).replace(' ', "-") } else { own.to_owned() };
    if entry.text(&["RvslInd"]) == "true" {
        kind = joined([kind.as_str(), "reversal"].into_iter());
    }
    kind
}

/// What it was in another currency.
fn foreign(detail: &Element) -> String {
    let amounts = [&["AmtDtls", "InstdAmt", "Amt"][..], &["AmtDtls", "TxAmt", "Amt"], &["Amt"]];
    let foreign = amounts.iter().filter_map(|path| detail.at(path)).find_map(|amount| {
        let currency = amount.currency.as_deref().filter(|currency| *currency != "GBP")?;
        Some(format!("{} {currency}", amount.text.trim()))
    });
    foreign.unwrap_or_default()
}
