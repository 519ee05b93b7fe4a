//! What the month pack asks of the books. Entries are met by their day, commissions by their number: no cost
//! here grows with what other months hold, but where it says so.

mod accrual;
mod commissions;
mod cost;
mod issue;
mod month;
mod pool;
mod shared;
mod vat;

pub use accrual::{CommissionFigures, YearEndCommission};
pub use commissions::{CommissionHead, InvoicedOrPaid};
pub use cost::PilotCost;
pub use issue::{IssuedJournal, JournalIssue, MonthSign};
pub use month::{FundFacts, FundMove, Late, LeftOver, MonthMoved, Movement, Purchase, Undone};
pub use shared::Share;
pub use vat::VatCommission;
