//! What an invoice's file says, added up. Terms are those of EN 16931 (BT-1 and so on).

use core_invoice::{Date, DocumentKind, DocumentTotals, Invoice, InvoiceAmount};
use core_invoice_formats::read_with_trace;
use serde::Serialize;

use super::file_kind::{unreadable, xml};
use domain::{Amount, Day, Pence, Seller, Text};
use file::BadFile;

/// An invoice or credit note as its file says it: what is wanted of it here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InvoiceFile {
    /// A credit note: what it comes to is taken back.
    pub credit: bool,
    /// BT-1.
    pub number: Text,
    /// BT-2.
    pub issued_on: Day,
    /// Who sells (BT-27), with the numbers of the company and for VAT (BT-30, BT-31).
    pub seller: Seller,
    /// Who is to be paid, where that is not the seller (BT-59).
    pub payee: Option<String>,
    /// The order it is of (BT-13), or else what the buyer asked to have quoted (BT-10).
    pub order: Option<String>,
    /// What is to pay in all: gross (BT-112), with what it is rounded by (BT-114).
    pub total: Amount,
    /// The VAT in it (BT-110).
    pub vat: Pence,
    /// What of it was paid before (BT-113).
    pub paid: Pence,
}

impl InvoiceFile {
    /// The commission it names, where its order is nothing but a number, or one behind `commission`, `bhlp`
    /// or `#`.
    pub fn commission(&self) -> Option<i64> {
        let order = self.order.as_deref()?.to_lowercase();
        let known = ["commission", "bhlp"].iter().find_map(|word| order.strip_prefix(word));
        let number = known.unwrap_or(&order).trim_start_matches([' ', '#', '-', ':', '/']);
        let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        number.parse().ok().filter(|_| digits)
    }
}

/// Codes of UNTDID 1001 that are an invoice to pay, and those of a credit note.
const INVOICES: [&str; 4] = ["380", "326", "388", "393"];
const CREDIT_NOTES: [&str; 2] = ["381", "396"];

/// Reads an invoice or credit note.
///
/// # Errors
/// `INVOICE_FILE_UNREADABLE`; `INVOICE_FILE_CURRENCY` where it is not in pounds; `INVOICE_FILE_SUM_DIFFERS`
/// where its sums do not add up.
pub fn read(bytes: &[u8], name: &str) -> Result<InvoiceFile, BadFile> {
    let read = read_with_trace(&xml(bytes, name)?).map_err(|error| unreadable(name, error.to_string()))?;
    if !read.malformed.is_empty() {
        return Err(unreadable(
            name,
            format!("what it says is not well formed: {}", read.malformed.join("; ")),
        ));
    }
    Reading { name, invoice: &read.invoice }.taken()
}

/// A file of which the parts are found.
struct Reading<'a> {
    name: &'a str,
    invoice: &'a Invoice,
}

impl Reading<'_> {
    fn taken(&self) -> Result<InvoiceFile, BadFile> {
        let Self { name, invoice } = *self;
        let credit = self.is_credit_note()?;
        if invoice.currency != "GBP" {
            let why = format!("it is in {}; a budget is in pounds (GBP)", invoice.currency);
            let hint = "ask the provider for an invoice in pounds";
            return Err(BadFile::new(name, "INVOICE_FILE_CURRENCY", why, Some(hint)));
        }
        let totals = invoice.totals.as_ref().ok_or_else(|| self.lacks("its totals"))?;
        let total = self.adds_up(totals)?;
        let seller = &invoice.seller;
        let value = |id: &Option<core_invoice::Identifier>| id.as_ref().map(|id| id.value.clone());
        let order = invoice.purchase_order.as_ref().or(invoice.buyer_reference.as_ref());
        let payee = invoice.payee.as_ref().map(|payee| payee.name.clone());
        Ok(InvoiceFile {
            credit,
            number: self.text("its number (BT-1)", &invoice.number)?,
            issued_on: self.day(invoice.issue_date)?,
            seller: Seller {
                name: self.text("who sells (BT-27)", &seller.name)?,
                company: value(&seller.legal_registration),
                vat_number: value(&seller.vat_identifier),
            },
            payee: payee.filter(|payee| !payee.eq_ignore_ascii_case(&seller.name)),
            order: order.map(|order| order.as_str().trim().to_owned()).filter(|order| !order.is_empty()),
            total: total.amount().ok_or_else(|| self.negative(total))?,
            vat: self.pence("its VAT (BT-110)", totals.tax_total)?,
            paid: self.pence("what was paid before (BT-113)", totals.paid)?,
        })
    }

    /// Tells which it is, by its form and by its code (BT-3), which may not say another thing.
    fn is_credit_note(&self) -> Result<bool, BadFile> {
        let code = self.invoice.type_code.as_ref().map_or("", |code| code.as_str());
        let form = self.invoice.kind == DocumentKind::CreditNote;
        if CREDIT_NOTES.contains(&code) || (code.is_empty() && form) {
            return Ok(true);
        }
        if !form && (code.is_empty() || INVOICES.contains(&code)) {
            return Ok(false);
        }
        let why = format!("it is of type {code} (BT-3), neither an invoice (380) nor a credit note (381)");
        Err(unreadable(self.name, why))
    }

    /// Adds it up: lines, allowances and charges, VAT, what was paid before. Returns what is to pay in all.
    fn adds_up(&self, totals: &DocumentTotals) -> Result<Pence, BadFile> {
        let Self { invoice, .. } = self;
        let of = |what, amount| self.pence(what, amount);
        let lines =
            invoice.lines.iter().map(|line| self.exact("a line (BT-131)", line.net.raw().to_string()));
        let lines = lines.sum::<Result<Pence, BadFile>>()?;
        let (allowances, charges) =
            (of("its allowances", totals.allowance_total)?, of("its charges", totals.charge_total)?);
        let net = self.wanted("its sum before VAT (BT-109)", totals.without_tax)?;
        let vat = of("its VAT (BT-110)", totals.tax_total)?;
        let gross = self.wanted("its sum with VAT (BT-112)", totals.with_tax)?;
        let (paid, rounding) =
            (of("what was paid before", totals.paid)?, of("its rounding", totals.rounding)?);
        let due = self.wanted("what is to pay (BT-115)", totals.payable)?;
        let parts = [
            (
                "its lines, less allowances, with charges,",
                lines - allowances + charges,
                "the sum before VAT",
                net,
            ),
            ("the sum before VAT and the VAT", net + vat, "the sum with VAT", gross),
            ("the sum with VAT, less what was paid,", gross - paid + rounding, "what is to pay", due),
        ];
        for (what, found, called, said) in parts {
            if found != said {
                let (found, said) = (found.format_pounds(), said.format_pounds());
                let why = format!("{what} come to {found}, and it says that {called} is {said}");
                let hint = "ask the provider for one that adds up";
                return Err(BadFile::new(self.name, "INVOICE_FILE_SUM_DIFFERS", why, Some(hint)));
            }
        }
        Ok(gross + rounding)
    }

    fn negative(&self, total: Pence) -> BadFile {
        let why = format!("it comes to {}: what is taken back comes as a credit note", total.format_pounds());
        unreadable(self.name, why)
    }

    fn lacks(&self, what: &str) -> BadFile {
        unreadable(self.name, format!("it does not say {what}"))
    }

    fn text(&self, what: &str, said: &str) -> Result<Text, BadFile> {
        if said.trim().is_empty() {
            return Err(self.lacks(what));
        }
        said.trim().parse().map_err(|why| unreadable(self.name, format!("{what}: {why}")))
    }

    fn day(&self, said: Option<Date>) -> Result<Day, BadFile> {
        let day = said.ok_or_else(|| self.lacks("its day (BT-2)"))?;
        day.to_string().parse().map_err(|why| unreadable(self.name, format!("its day (BT-2): {why}")))
    }

    /// An amount that may be left out, which is nought.
    fn pence(&self, what: &str, said: Option<InvoiceAmount>) -> Result<Pence, BadFile> {
        said.map_or(Ok(Pence::ZERO), |amount| self.exact(what, amount.raw().to_string()))
    }

    fn wanted(&self, what: &str, said: Option<InvoiceAmount>) -> Result<Pence, BadFile> {
        said.ok_or_else(|| self.lacks(what)).and_then(|amount| self.exact(what, amount.raw().to_string()))
    }

    /// An amount to the penny; a part of a penny is refused.
    fn exact(&self, what: &str, said: String) -> Result<Pence, BadFile> {
        Pence::parse(&said).map_err(|why| unreadable(self.name, format!("{what}: {why}")))
    }
}
