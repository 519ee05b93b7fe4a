//! Columns that several parts of the catalogue have: one name and one meaning everywhere.

use table::Column;
use table::column::{count, day, text};

/// The number of an order or purchase.
pub(super) const COMMISSION: Column = count("commission", "Order", "the commission's number");
/// The day of an order or purchase.
pub(super) const PLACED_ON: Column = day("placed_on", "Day", "the day it was placed");
/// What it is.
pub(super) const ITEM: Column = text("item", "Item", "what was ordered or bought, else its category");
/// What kind of thing.
pub(super) const CATEGORY: Column = text("category", "Category", "the category's code");
/// From whom.
pub(super) const PROVIDER: Column = text("provider", "Provider", "from whom");
/// Who ordered it.
pub(super) const BUYER: Column = text("practitioner", "Buyer", "who ordered it");
