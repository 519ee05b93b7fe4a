//! What shows that money was well used: receipts, deliveries, prices, and how providers did.

use super::spending::CHILD;
use crate::report::column::{count, day, instant, money, text};
use crate::report::{Column, Layout, Report, Subject};
use crate::store::{Param, Query};

const COMMISSION: Column = count("commission", "Order", "the commission's number");
const PLACED_ON: Column = day("placed_on", "Day", "the day it was placed");
const ITEM: Column = text("item", "Item", "what was ordered or bought, else its category");
const PROVIDER: Column = text("provider", "Provider", "from whom");
const BUYER: Column = text("practitioner", "Buyer", "who ordered it");

/// A report of this file.
const fn supply(
    query: Query,
    title: &'static str,
    purpose: &'static str,
    columns: &'static [Column],
    filters: &'static [Param],
    nothing: &'static str,
) -> Report {
    Report {
        query,
        title,
        purpose,
        columns,
        filters,
        subject: Subject::All,
        layout: Layout::Table(0),
        nothing,
    }
}

/// Receipts.
pub static RECEIPTS: Report = supply(
    Query::Receipts,
    "Receipts",
    "What purchases can show for themselves: a file, or the reason why there is none",
    &[
        count("receipt", "Receipt", "the receipt's number"),
        COMMISSION,
        PLACED_ON,
        CHILD,
        ITEM,
        PROVIDER,
        text("name", "File", "the file's own name"),
        count("size", "Bytes", "the file's size"),
        text("place", "Where", "where the file is"),
        text("reason", "Why none", "why there is no receipt"),
        text("recorded_by", "By", "who recorded it"),
        instant("recorded_at", "Recorded", "when it was recorded"),
        text("sha256", "SHA-256", "the hash of the file"),
    ],
    &[Param::Child],
    "no receipt is recorded",
);

/// Purchases without a receipt.
pub static RECEIPTS_MISSING: Report = supply(
    Query::ReceiptsMissing,
    "Receipts that are missing",
    "Purchases above the policy's evidence threshold without a receipt or a reason; without a threshold, every purchase",
    &[
        COMMISSION,
        PLACED_ON,
        count("age_days", "Age", "days since it was placed"),
        CHILD,
        ITEM,
        PROVIDER,
        BUYER,
        money("invoiced", "Billed", "what it cost, with VAT").totalled(),
        money("threshold", "Needed above", "the threshold of the policy of its day; empty: there was none"),
    ],
    &[Param::Child, Param::Practitioner, Param::Since, Param::Until],
    "no receipt is missing",
);
