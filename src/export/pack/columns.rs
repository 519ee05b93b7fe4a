//! The columns of the pack's sheets: the contract of each file, and its dictionary.

use table::{Column, Kind, markdown};

const fn text(name: &'static str, meaning: &'static str) -> Column {
    Column::data(name, Kind::Text, meaning)
}

/// A word of the program's own: the workbook has it without its joints.
const fn word(name: &'static str, meaning: &'static str) -> Column {
    Column::data(name, Kind::Word, meaning)
}

const fn count(name: &'static str, meaning: &'static str) -> Column {
    Column::data(name, Kind::Count, meaning)
}

const fn money(name: &'static str, meaning: &'static str) -> Column {
    Column::data(name, Kind::Money, meaning)
}

const fn day(name: &'static str, meaning: &'static str) -> Column {
    Column::data(name, Kind::Day, meaning)
}

/// The lines of a journal in the workbook, whatever the council's own layout.
pub(super) const JOURNAL: &[Column] = &[
    text("journal", "its reference in the council's ledger"),
    day("on", "the day it is posted").labelled("Day"),
    text("cost_centre", "its code in the council's ledger"),
    text("subjective", "the other part of that code"),
    money("debit", "the sum, where it is a debit"),
    money("credit", "the sum, where it is a credit"),
    text("narrative", "what it is about: no child's reference and no name"),
    text("source", "what to look up here"),
];

/// Orders that hold promised money.
pub const COMMITMENTS: &[Column] = &[
    count("commission", "the commission's number: bhlp commission show NUMBER"),
    day("placed_on", "the day it was commissioned").labelled("Day"),
    count("days_open", "days from then to the month's end"),
    text("category", "what it was for"),
    text("provider", "whom it was commissioned from, by code"),
    text("provider_name", "their name"),
    text("commissioned_by", "who commissioned it, by code").labelled("Buyer"),
    day("needed_on", "the day it is needed, where that was said").labelled("Needed"),
    text("cost_centre", "its code in the council's ledger, by the policy of the day it was commissioned"),
    text("subjective", "the other part of that code"),
    money("committed", "money still promised at the month's end, net of recoverable VAT"),
];

/// Money that payees, agents and prepaid cards were given, by age.
pub const HANDS: &[Column] = &[
    text("provider", "the payee, by code"),
    word("payee", "what they are: `parent`, `carer`, `young_person`, `agent`, `broker` or `voluntary_body`"),
    count("commission", "the commission's number"),
    day("given_on", "the day it was first paid or advanced").labelled("Given on"),
    day("due_on", "the day by which it is to be accounted for").labelled("Accounts due"),
    count("days", "days from when it was given to the month's end"),
    money("given", "what was paid to a family, or advanced to an agent or a card"),
    money("accounted", "what of it receipts account for").labelled("Accounted for"),
    money("returned", "what came back"),
    money("owed_back", "asked back and not repaid"),
    money("written_off", "debts that were given up"),
    money("open", "the rest: neither accounted for nor returned").labelled("Not accounted for"),
    money("overdue", "of it: due by then, and more than may be kept"),
    money("days_0_30", "open or owed back: given in the last 30 days").labelled("0 to 30 days"),
    money("days_31_60", "open or owed back: 31 to 60 days old").labelled("31 to 60 days"),
    money("days_61_90", "open or owed back: 61 to 90 days old").labelled("61 to 90 days"),
    money("days_over_90", "open or owed back: older").labelled("Over 90 days"),
];

/// What providers are owed, by age.
pub const OWED: &[Column] = &[
    text("provider", "who is owed, by code"),
    text("provider_name", "their name"),
    count("commission", "the commission's number"),
    text("documents", "the provider's invoice or credit note numbers that are not settled"),
    day("oldest_on", "the day of the oldest invoice that is not settled").labelled("Oldest invoice"),
    count("days", "days from then to the month's end"),
    money("owed", "invoiced and not paid, with VAT; negative where the provider owes"),
    money("days_0_30", "of it: invoiced in the last 30 days").labelled("0 to 30 days"),
    money("days_31_60", "of it: 31 to 60 days old").labelled("31 to 60 days"),
    money("days_61_90", "of it: 61 to 90 days old").labelled("61 to 90 days"),
    money("days_over_90", "of it: older").labelled("Over 90 days"),
];

/// Each VAT amount that became claimable in the month or waits, with the test of its evidence.
pub(crate) const VAT: &[Column] = &[
    count("entry", "the entry's number: bhlp entry show NUMBER"),
    day("on", "the day of the invoice, purchase or charge").labelled("Day"),
    word("kind", "what was recorded: `invoice.record`, `buy`, `credit-note.record`, `vat.charge`, ..."),
    count("commission", "the commission's or purchase's number"),
    text("provider", "the supplier, by code"),
    text("provider_name", "their name"),
    text("document", "the supplier's invoice number, where it was given").labelled("Invoice"),
    money("gross", "the invoice with VAT; negative where it is taken back; of a charge the VAT alone"),
    money("net", "the invoice without it"),
    money("vat", "the VAT recorded as recoverable, less what was charged to the child").labelled("VAT"),
    text("paid_from", "the accounts it was paid from"),
    text("has_invoice", "yes: a VAT invoice with its number, or up to £250.00 a receipt")
        .labelled("Invoice held"),
    text(
        "council_commissioned",
        "yes: the council's own commission; no: a private person, paid at once and without an invoice number, or a \
         category of which the policy recovers none",
    )
    .labelled("Commissioned by the council"),
    text("council_paid", "yes; not yet; or not asked, where the policy claims as soon as it is invoiced")
        .labelled("Paid by the council"),
    text("supply_received", "yes: delivered, or invoiced where nobody records deliveries; or not yet"),
    text("brought_forward", "yes: it waited at the end of the month before").labelled("Brought forward"),
    text(
        "verdict",
        "`claim`: it became claimable in this month; `not yet`: it waits; `do not claim`; or `charged` to the child",
    ),
    text("why", "what is missing, or why it fails"),
];

/// Spend per fund and contributor: the grant claim.
pub const FUNDS: &[Column] = &[
    text("fund", "the fund, by code"),
    text("fund_name", "its name"),
    text("contributor", "whose money it is"),
    word("nature", "`cash`, or `notional` for services in kind"),
    word("ring_fence", "what it is kept for: cohort, days, categories; empty for anything"),
    money("received_month", "received in the month, less what was repaid").labelled("Received in the month"),
    money("received_to_date", "the same from the start to the month's end"),
    money("spent_month", "used in the month, net of recoverable VAT: the claim")
        .labelled("Spent in the month"),
    money("spent_to_date", "the same from the start to the month's end"),
    money("committed", "promised at the month's end"),
    money("available", "with children and neither promised nor used"),
    money("pool", "not yet given to a child").labelled("In the pool"),
    word("claim_basis", "what its grant is claimed for: `incurred`, or `defrayed`, which is what was paid"),
    day("claim_by", "the day it is claimed by, the end of settling up where nothing else was agreed"),
    money(
        "claimable_to_date",
        "what was used, or paid, by the fund's last day and stood when it was claimed",
    ),
    money("owed_to_contributor", "what came back of it after it was claimed, less what was repaid since"),
];

/// What the pilot itself cost in the month.
pub(super) const COSTS: &[Column] = &[
    count("entry", "the entry's number: bhlp entry show NUMBER"),
    day("on", "its day").labelled("Day"),
    text("fund", "the fund that bore it, by code"),
    text("category", "what it was for"),
    word("spent_on", "`start_up`: paid once; `running`: what a roll-out would pay again"),
    text("provider", "who was paid, by code; empty for the authority's own: pay, a recharge"),
    text("provider_name", "their name"),
    text("document", "the number of their invoice"),
    money("paid", "with VAT; negative: undone"),
    money("spent", "net of recoverable VAT: part of what the fund spent"),
];

/// What children of families share.
pub(super) const SHARED: &[Column] = &[
    count("purchase", "the number of what is shared: that of its first share"),
    count("entry", "the share's number: bhlp entry show NUMBER"),
    day("on", "its day").labelled("Day"),
    text("category", "what it was for"),
    text("provider", "who was paid, by code"),
    text("provider_name", "their name"),
    text("document", "the number of their invoice"),
    text("bought_by", "who bought it, by code").labelled("Buyer"),
    money("paid", "the share, with VAT; negative: undone"),
    money("spent", "net of recoverable VAT: what the child's budget bears"),
];

/// The statement of each pool for its partners, at the month's end.
pub(super) const POOL: &[Column] = &[
    text("fund", "the pool's fund, by code"),
    text("partner", "who gives to it"),
    word("form", "`cash` or `kind`; kind gets no cash back"),
    money("agreed", "their share of the whole, odd pennies by the largest remainder"),
    day("due_on", "the day it is due").labelled("Due"),
    money("put_in", "what they gave"),
    money("short", "agreed, due and not put in").labelled("Late"),
    money("given_back", "what was repaid to them"),
    money("used", "their part in what was used, in proportion of what each put in"),
    money("promised", "the same of what is promised"),
    money("left_over", "put in, less given back, used and promised").labelled("Left"),
    money("forecast", "their part in what will be used by the last day if it goes on in a straight line"),
    money(
        "likely_left",
        "what they are likely to get or carry forward, once what is late or still due has come; negative: to pay more",
    ),
    text("goes", "where that goes by the agreement"),
];

/// What a reader should look at.
pub(super) const EXCEPTIONS: &[Column] = &[
    text("what", "what kind of exception, as docs/PACK.md lists them"),
    count("number", "the number to look up"),
    day("on", "its day").labelled("Day"),
    money("amount", "its sum"),
    text("about", "what was found, in words"),
    text("look_up", "the command that shows it"),
];

/// How each account was reconciled when the month was closed.
pub(super) const RECONCILIATION: &[Column] = &[
    text("account", "the bank account, card or float"),
    money("ledger", "its balance by the ledger at the month's end").labelled("Ledger balance"),
    money("unseen_in", "in the ledger and not yet on a statement: money in").labelled("Outstanding in"),
    money("unseen_out", "the same: money out").labelled("Outstanding out"),
    money("unbooked_in", "on a statement and not yet in the ledger: money in").labelled("Unrecorded in"),
    money("unbooked_out", "the same: money out").labelled("Unrecorded out"),
    money("statement", "its balance by the statement; empty where it never had one")
        .labelled("Statement balance"),
    money("unexplained", "what is left: always 0.00"),
    text(
        "without_statement",
        "`yes` where whoever signed gave a reason why there is none: bhlp month status",
    ),
];

/// A schedule of accruals at 31 March.
pub(super) const ACCRUALS: &[Column] = &[
    count("number", "the commission's number; empty for a fund, and for the bulk line"),
    text("fund", "the fund, by code, where the line is about one"),
    text("provider", "the provider, by code, where there is one"),
    text("provider_name", "their name"),
    day("delivered_on", "the last day of delivery that counts").labelled("Delivered"),
    text("basis", "how the sum comes about, in words"),
    text("cost_centre", "the code it is charged to"),
    text("subjective", "the other part of that code"),
    money("amount", "the sum, net of VAT"),
];

/// Every sheet of a pack, and its columns.
pub const ALL: [(&str, &[Column]); 14] = [
    ("commitments.csv", COMMITMENTS),
    ("owed.csv", OWED),
    ("hands.csv", HANDS),
    ("vat.csv", VAT),
    ("funds.csv", FUNDS),
    ("pilot-costs.csv", COSTS),
    ("shared.csv", SHARED),
    ("pool.csv", POOL),
    ("exceptions.csv", EXCEPTIONS),
    ("reconciliation.csv", RECONCILIATION),
    ("accruals/creditors.csv", ACCRUALS),
    ("accruals/debtors.csv", ACCRUALS),
    ("accruals/received-in-advance.csv", ACCRUALS),
    ("accruals/paid-in-advance.csv", ACCRUALS),
];

/// Describes every sheet and column in Markdown. The four schedules of 31 March have the same columns.
pub fn dictionary() -> String {
    let mut out = "# What a month pack contains\n".to_owned();
    for (file, columns) in ALL {
        let title = match file.split_once('/') {
            Some((folder, "creditors.csv")) => format!("{folder}/*.csv"),
            Some(_) => continue,
            None => file.to_owned(),
        };
        out.push_str(&format!("\n## {title}\n\n{}", markdown::described(columns)));
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    /// A table of a workbook has no two columns of one name, in whatever case.
    #[test]
    fn no_sheet_has_two_columns_of_one_label() {
        for (file, columns) in super::ALL {
            let labels: BTreeSet<String> =
                columns.iter().map(|column| column.label().to_lowercase()).collect();
            assert_eq!(labels.len(), columns.len(), "{file}");
        }
    }
}
