//! OFX, as banks offer it for personal finance programs: version 1 is SGML, version 2 is XML; what they
//! say is the same.
//!
//! Amounts are signed as the customer sees them, on cards too: a purchase is negative. A card company that
//! writes each purchase positive is known by its own types (`DEBIT`, `CREDIT`), and read the other way
//! round; a bank that writes no sign at all is read by these types; the file's notes say so.

use std::collections::HashMap;

use super::evidence;
use super::marks::Marks;
use super::reading::{Draft, Reading, blank, no_reference};
use super::sgml::Sgml;
use super::xml::{Piece, Xml};
use domain::statement::{StatementAccount, StatementFile};
use domain::{Day, Pence, excerpt};
use file::BadFile;

/// What takes from an account, and what adds to it, whatever its amount's sign.
const TAKES: [&str; 8] = ["DEBIT", "POS", "ATM", "FEE", "SRVCHG", "CASH", "CHECK", "DIRECTDEBIT"];
const ADDS: [&str; 3] = ["CREDIT", "DEP", "DIRECTDEP"];
/// What is read as a whole, with all in it.
const GROUPS: [&str; 5] = ["STMTTRN", "STMTTRNP", "LEDGERBAL", "BANKACCTFROM", "CCACCTFROM"];

/// The statements of accounts and of cards.
const PAGES: [&str; 2] = ["STMTRS", "CCSTMTRS"];
/// The most values of one group: OFX has about forty for a line.
const MOST_VALUES: usize = 200;

/// Tells whether a text is one.
pub(super) fn fits(text: &str) -> bool {
    let start = text.trim_start();
    let head: String = start.chars().take(2000).collect::<String>().to_ascii_uppercase();
    head.starts_with("OFXHEADER")
        || (head.starts_with('<') && (head.contains("<?OFX") || head.contains("<OFX>")))
}

/// Either way of writing tags.
enum Tags<'a> {
    One(Sgml<'a>),
    Two(Box<Xml<'a>>),
}

impl<'a> Tags<'a> {
    fn of(text: &'a str, name: &'a str) -> Self {
        let xml = text.trim_start().starts_with("<?xml") || text.contains("OFXHEADER=");
        if xml && has_end_tags(text) {
            Self::Two(Box::new(Xml::new(text, name)))
        } else {
            Self::One(Sgml::new(text, name))
        }
    }

    fn next(&mut self) -> Result<Option<(u64, Piece<'a>)>, BadFile> {
        match self {
            Self::One(sgml) => sgml.next(),
            Self::Two(xml) => xml.next(),
        }
    }
}

/// Tells whether values have end tags: a file may have the header of version 2 and the body of version 1.
fn has_end_tags(text: &str) -> bool {
    ["CURDEF", "DTSERVER", "DTPOSTED", "TRNAMT", "ACCTID"]
        .iter()
        .all(|name| text.contains(&format!("</{name}>")) || !text.contains(&format!("<{name}>")))
}

/// The values of a group by their names; a name's first value counts.
#[derive(Debug)]
struct Group {
    name: String,
    row: u64,
    values: HashMap<String, String>,
}

impl Group {
    fn get(&self, name: &str) -> &str {
        self.values.get(name).map_or("", |value| value.trim())
    }

    fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    fn is_full(&self) -> bool {
        self.values.len() > MOST_VALUES
    }
}

/// A group that begins before another has ended: what is whose could only be guessed.
fn inside(reading: &Reading<'_>, row: u64, name: &str, open: &str) -> BadFile {
    let message =
        format!("line {row}: `{}` begins, and the {open} before it has not ended", excerpt(name, 40));
    reading.bad_file("STATEMENT_XML_INVALID", message, "ask the bank for it again")
}

/// A sum that belongs to no line: one whose beginning was lost.
fn outside(reading: &Reading<'_>, row: u64) -> BadFile {
    let message = format!("line {row}: a sum (TRNAMT) stands outside of every transaction (STMTTRN)");
    reading.bad_file("STATEMENT_XML_INVALID", message, "ask the bank for it again")
}

/// A statement being read.
#[derive(Debug)]
struct Page {
    account: StatementAccount,
    /// The currency of the statement.
    currency: Option<String>,
    drafts: Vec<(Draft, String)>,
    balance: Option<(Pence, Option<Day>)>,
}

pub(super) fn read(text: &str, name: &str) -> Result<StatementFile, BadFile> {
    let mut tags = Tags::of(text, name);
    let format = if matches!(tags, Tags::One(_)) { "ofx1" } else { "ofx2" };
    let mut reading = Reading::new(name);
    reading.marks = marks(text);
    let mut accounts = Vec::new();
    let mut page: Option<Page> = None;
    let mut group: Option<Group> = None;
    let mut field = String::new();
    let mut said = String::new();
    let mut ended = false;
    while let Some((row, piece)) = tags.next()? {
        match piece {
            Piece::Open(tag) => {
                let name = tag.name.as_str();
                let (of_page, of_group) = (PAGES.contains(&name), GROUPS.contains(&name));
                if let Some(open) = group.as_ref().filter(|open| of_page || of_group || open.is_full()) {
                    return Err(inside(&reading, row, name, &open.name));
                }
                match &page {
                    Some(_) if of_page => return Err(inside(&reading, row, name, "statement")),
                    _ if of_page => page = Some(Page::new(name == "CCSTMTRS")),
                    _ if of_group => {
                        group = Some(Group { name: name.to_owned(), row, values: HashMap::new() })
                    }
                    _ => {}
                }
                let of_line = group.as_ref().is_some_and(|group| group.name.starts_with("STMTTRN"));
                if name == "TRNAMT" && !of_line {
                    return Err(outside(&reading, row));
                }
                field = tag.name;
                if let Some(group) = &mut group {
                    group.values.entry(field.clone()).or_default();
                }
            }
            Piece::Text(text) if text.trim().is_empty() => {}
            Piece::Text(text) => match (&mut group, &mut page) {
                (Some(group), _) => group.values.entry(field.clone()).or_default().push_str(&text),
                (None, Some(page)) => page.set(&mut reading, row, &field, text.trim()),
                (None, None) if field == "MESSAGE" || field == "CODE" => {
                    said = format!("{said} {}", text.trim())
                }
                (None, None) => {}
            },
            Piece::Close(name) => {
                field.clear();
                if group.as_ref().is_some_and(|group| group.name == name)
                    && let (Some(group), Some(page)) = (group.take(), &mut page)
                {
                    page.take(&mut reading, &group);
                }
                if PAGES.contains(&name.as_str()) {
                    if let Some(open) = &group {
                        return Err(inside(&reading, row, &format!("/{name}"), &open.name));
                    }
                    accounts.extend(page.take().map(|page| page.close(&mut reading)));
                }
                ended |= name == "OFX";
            }
        }
    }
    if !ended || page.is_some() {
        return Err(reading.truncated("the end of every group, and the tag </OFX>,"));
    }
    if accounts.is_empty() {
        let said = excerpt(&said, 60);
        let message = format!("it is OFX, but has no statement of a bank account or card; it says: {said}");
        return Err(reading.bad_file(
            "STATEMENT_UNKNOWN",
            message,
            "fetch the account's transactions from the bank",
        ));
    }
    reading.finish(format, accounts)
}

impl Page {
    fn new(is_card: bool) -> Self {
        let account = StatementAccount { is_card, ..blank() };
        Self { account, currency: None, drafts: Vec::new(), balance: None }
    }

    /// Takes a value that stands by itself.
    fn set(&mut self, reading: &mut Reading<'_>, row: u64, field: &str, value: &str) {
        match field {
            "CURDEF" => {
                reading.pounds(row, "CURDEF", value);
                self.currency = Some(value.to_owned());
            }
            "DTSTART" => self.account.from = day(reading, row, "DTSTART", value),
            "DTEND" => self.account.until = day(reading, row, "DTEND", value),
            _ => {}
        }
    }

    fn take(&mut self, reading: &mut Reading<'_>, group: &Group) {
        match group.name.as_str() {
            "BANKACCTFROM" | "CCACCTFROM" => {
                let number = format!("{} {}", group.get("BANKID"), group.get("ACCTID"));
                self.account.number = reading.number(group.row, &number);
            }
            "LEDGERBAL" if group.get("BALAMT").is_empty() => {
                reading.leave_out(group.row, "there is no balance in LEDGERBAL");
            }
            "LEDGERBAL" => {
                let pence = money(reading, group.row, "BALAMT", group.get("BALAMT"));
                let on = Some(group.get("DTASOF")).filter(|text| !text.is_empty());
                let on = on.and_then(|text| day(reading, group.row, "DTASOF", text));
                self.balance = pence.map(|pence| (pence, on));
            }
            "STMTTRNP" => {
                let what = format!("{} {}", group.get("TRNAMT"), group.get("NAME"));
                reading.leave_out(group.row, format_args!("it is pending: {}", excerpt(&what, 60)));
            }
            // Money that a bank holds back has not moved.
            _ if group.get("TRNTYPE").eq_ignore_ascii_case("HOLD") => {
                let what = format!("{} {}", group.get("TRNAMT"), group.get("NAME"));
                reading
                    .leave_out(group.row, format_args!("it is held, and not posted: {}", excerpt(&what, 60)));
            }
            _ => {
                reading.count();
                self.correct(reading, group);
                if group.get("CORRECTACTION").eq_ignore_ascii_case("DELETE") {
                    return;
                }
                if let Some(draft) = draft(reading, group) {
                    self.drafts.push((draft, group.get("FITID").to_owned()));
                }
            }
        }
    }

    /// Takes the line out that the bank corrects, where this file has it; tells of one of an earlier file.
    fn correct(&mut self, reading: &mut Reading<'_>, group: &Group) {
        let id = group.get("CORRECTFITID");
        if id.is_empty() {
            return;
        }
        let before = self.drafts.len();
        self.drafts.retain(|(_, other)| other != id);
        let does = match group.get("CORRECTACTION").eq_ignore_ascii_case("DELETE") {
            true => "takes back",
            false => "replaces",
        };
        let what = format!("{} {}", group.get("TRNAMT"), group.get("NAME"));
        let there = match self.drafts.len() < before {
            true => "of this file, which is left out",
            false => "of an earlier file: see that it does not stand beside it",
        };
        reading.leave_out(
            group.row,
            format_args!(
                "it {does} the line with FITID {} {there} ({})",
                excerpt(id, 40),
                excerpt(&what, 60)
            ),
        );
    }

    /// Decides which way the money went, by the signs and the bank's own types, and says why.
    fn settle_signs(&mut self, reading: &mut Reading<'_>) {
        let row = self.drafts.first().map_or(1, |(draft, _)| draft.row);
        let takes = |draft: &Draft| TAKES.contains(&draft.kind.as_str());
        let adds = |draft: &Draft| ADDS.contains(&draft.kind.as_str());
        let signs = Signs::of(&self.drafts);
        let untyped = self.drafts.iter().all(|(draft, _)| !takes(draft) && !adds(draft));
        if self.account.is_card && untyped {
            let lines: Vec<(u64, Pence, &str)> =
                self.drafts.iter().map(|(draft, _)| (draft.row, draft.amount, draft.text.as_str())).collect();
            if reading.purchases_are_positive(&lines) {
                self.drafts.iter_mut().for_each(|(draft, _)| draft.amount = -draft.amount);
                self.balance = self.balance.map(|(pence, day)| (-pence, day));
            }
            return;
        }
        if self.account.is_card && signs == Signs::Kept && self.is_paid_against_purchases() {
            let lines: Vec<(u64, Pence, &str)> =
                self.drafts.iter().map(|(draft, _)| (draft.row, draft.amount, draft.text.as_str())).collect();
            if reading.purchases_are_positive(&lines) {
                self.drafts.iter_mut().for_each(|(draft, _)| draft.amount = -draft.amount);
                self.balance = self.balance.map(|(pence, day)| (-pence, day));
            }
            return;
        }
        let only_takes = self.drafts.iter().all(|(draft, _)| !adds(draft));
        match signs {
            Signs::Inverted | Signs::None if self.account.is_card && (signs != Signs::None || only_takes) => {
                for (draft, _) in &mut self.drafts {
                    draft.amount = -draft.amount;
                }
                self.balance = self.balance.map(|(pence, day)| (-pence, day));
                reading.leave_out(row, "the file writes purchases as positive; they are taken as money out");
            }
            Signs::None => {
                for (draft, _) in &mut self.drafts {
                    let (row, kind) = (draft.row, draft.kind.clone());
                    match () {
                        () if takes(draft) => draft.amount = -draft.amount,
                        () if adds(draft) => {}
                        () => {
                            let message = format!(
                                "no sum of the file has a sign, and TRNTYPE `{}` does not say which way it went",
                                excerpt(&kind, 20)
                            );
                            reading.refuse(row, Some("TRNAMT"), ("STATEMENT_SIGN_INVALID", message), &kind);
                        }
                    }
                }
                reading.leave_out(
                    row,
                    "no sum of the file has a sign: TRNTYPE tells which way each went (DEBIT is money out)",
                );
                // Whether a card's balance is owed cannot be told without signs.
                self.balance = self.balance.filter(|_| !self.account.is_card);
            }
            Signs::Inverted => {
                for (draft, _) in self.drafts.iter().filter(|(draft, _)| takes(draft) || adds(draft)) {
                    let message = format!("TRNTYPE is {}, and the sum is {}", draft.kind, draft.amount);
                    let found = draft.amount.to_string();
                    reading.refuse(draft.row, Some("TRNAMT"), ("STATEMENT_AMOUNT_SIGN", message), &found);
                }
            }
            Signs::Kept => {
                for (draft, _) in &self.drafts {
                    let against = takes(draft) && draft.amount > Pence::ZERO
                        || adds(draft) && draft.amount < Pence::ZERO;
                    if against {
                        let way = if draft.amount > Pence::ZERO { "in" } else { "out" };
                        reading.leave_out(
                            draft.row,
                            format_args!(
                                "it is a {} of {}, taken by its sign as money {way}: see that it is",
                                draft.kind, draft.amount
                            ),
                        );
                    }
                }
            }
        }
    }

    /// Tells whether most sums of a card are positive, and a payment to its company is not.
    fn is_paid_against_purchases(&self) -> bool {
        let positive = self.drafts.iter().filter(|(draft, _)| draft.amount > Pence::ZERO).count();
        let paid = |(draft, _): &(Draft, String)| {
            draft.amount < Pence::ZERO && evidence::is_payment_to_card(&draft.text)
        };
        positive * 2 > self.drafts.len() && self.drafts.iter().any(paid)
    }

    fn close(mut self, reading: &mut Reading<'_>) -> StatementAccount {
        self.settle_signs(reading);
        let number = self.account.number.as_ref().map(ToString::to_string).unwrap_or_default();
        let tell_nothing = ids_that_tell_nothing(&self.drafts);
        if let Some((id, lines)) = &tell_nothing {
            reading.tell(format!(
                "{lines} lines have the FITID `{}`, which tells nothing: each is taken as a line of its own",
                excerpt(id, 40)
            ));
        }
        for (draft, id) in self.drafts {
            let says = !id.is_empty() && tell_nothing.as_ref().is_none_or(|(other, _)| *other != id);
            if !says || reading.is_new(&number, "FITID", &id, &draft) {
                self.account.lines.extend(reading.line(draft));
            }
        }
        // A balance of another day than the last one covered says nothing about these lines.
        let last = self.account.lines.iter().map(|line| line.posted_on).max();
        self.account.closing = self.balance.and_then(|(pence, day)| {
            let covers = day.is_none_or(|day| last.is_none_or(|last| last <= day));
            let ends = day.is_none() || self.account.until.is_none_or(|until| day <= Some(until));
            (covers && ends).then_some(pence)
        });
        // OFX has no opening balance; what was there before follows from what is there now.
        let lines: Pence = self.account.lines.iter().map(|line| line.amount).sum();
        self.account.opening = self.account.closing.map(|closing| closing - lines);
        self.account
    }
}

/// How a statement's signs go with its types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Signs {
    /// As they should, at least on one line.
    Kept,
    /// On no line: what takes is positive, what adds is negative.
    Inverted,
    /// There is none: what takes is positive, and what adds too.
    None,
}

impl Signs {
    fn of(drafts: &[(Draft, String)]) -> Self {
        let with = |types: &[&str], way: fn(&Pence) -> bool| {
            let typed = |draft: &Draft| types.contains(&draft.kind.as_str()) && way(&draft.amount);
            drafts.iter().filter(|(draft, _)| typed(draft)).count()
        };
        let positive = |amount: &Pence| *amount > Pence::ZERO;
        let negative = |amount: &Pence| *amount < Pence::ZERO;
        let taken = with(&TAKES, positive) > 0 && with(&TAKES, negative) == 0;
        let any_minus = drafts.iter().any(|(draft, _)| negative(&draft.amount));
        match taken {
            true if with(&ADDS, positive) == 0 && with(&ADDS, negative) > 0 => Self::Inverted,
            true if !any_minus => Self::None,
            _ => Self::Kept,
        }
    }
}

/// The id that lines share which are not the same, and how many do: noughts, or one for every line.
fn ids_that_tell_nothing(drafts: &[(Draft, String)]) -> Option<(String, usize)> {
    let (_, id) = drafts.iter().find(|(_, id)| !id.is_empty())?;
    let lines = drafts.iter().filter(|(_, other)| other == id).count();
    let noughts =
        id.chars().filter(char::is_ascii_alphanumeric).all(|c| c == '0') || no_reference(id).is_empty();
    let of_every_line = lines == drafts.len() && lines > 2;
    (lines > 1 && (noughts || of_every_line)).then(|| (id.clone(), lines))
}

/// Reads a line.
fn draft(reading: &mut Reading<'_>, group: &Group) -> Option<Draft> {
    let row = group.row;
    for wanted in ["DTPOSTED", "TRNAMT"] {
        if group.get(wanted).is_empty() {
            reading.missing(row, wanted);
            return None;
        }
    }
    let posted_on = day(reading, row, "DTPOSTED", group.get("DTPOSTED"));
    let amount = money(reading, row, "TRNAMT", group.get("TRNAMT"));
    // `CURRENCY` says that the amount itself is foreign; `ORIGCURRENCY` that it was.
    if group.has("CURRENCY") && !reading.pounds(row, "CURSYM", group.get("CURSYM")) {
        return None;
    }
    let foreign = match group.get("CURSYM") {
        currency if group.has("ORIGCURRENCY") && currency != "GBP" => {
            format!("{currency} at {}", group.get("CURRATE"))
        }
        _ => String::new(),
    };
    let (name, memo) = (group.get("NAME"), group.get("MEMO"));
    let text = match () {
        () if memo.starts_with(name) => memo.to_owned(),
        () if name.contains(memo) => name.to_owned(),
        () => format!("{name} {memo}"),
    };
    // A line that corrects another keeps its id, under which that one is known.
    let references =
        ["CORRECTFITID", "REFNUM", "CHECKNUM", "FITID"].map(|name| no_reference(group.get(name)));
    let reference = references.into_iter().find(|found| !found.is_empty()).unwrap_or("").to_owned();
    Some(Draft {
        row,
        posted_on: posted_on?,
        amount: amount?,
        text,
        reference,
        kind: group.get("TRNTYPE").to_owned(),
        foreign,
    })
}

/// Reads an amount. OFX allows a decimal comma on any: one with less than three digits after it is no other.
fn money(reading: &mut Reading<'_>, row: u64, column: &'static str, text: &str) -> Option<Pence> {
    let pence = text.rsplit_once(',').is_some_and(|(_, digits)| digits.len() < 3);
    match reading.marks == Marks::Mixed && pence && !text.contains('.') {
        true => reading.money(row, column, &text.replace(',', ".")),
        false => reading.money(row, column, text),
    }
}

/// What the file's amounts have before their pence: OFX allows a comma.
fn marks(text: &str) -> Marks {
    let after = |tag: &'static str| {
        text.split(tag).skip(1).map(|rest| rest.split(['<', '\n']).next().unwrap_or_default())
    };
    Marks::of(after("TRNAMT>").chain(after("BALAMT>")))
}

/// Reads `20060901`, after which a time and a zone may follow.
fn day(reading: &mut Reading<'_>, row: u64, column: &'static str, text: &str) -> Option<Day> {
    let day = text.get(..8).filter(|day| day.bytes().all(|b| b.is_ascii_digit()));
    let day = day.and_then(|day| format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]).parse().ok());
    if day.is_none() {
        reading.bad_day(row, column, text, "YYYYMMDD");
    }
    day
}
