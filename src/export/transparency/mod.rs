//! Spending of a quarter as councils publish it: the 22 columns of the Local Government Association's
//! `Spend` schema (version 1.3), and beside it what was left out and what a person has to look at.
//!
//! Pure but for the look at the ledger: [`Publication::prepare`] takes what was decided before and gives
//! every file, the same bytes for the same ledger and decisions. No text that somebody typed about a
//! purchase is copied: the purpose is the category's label, the number is made from the entry's.

mod decided;
mod files;
mod folder;
mod item;
mod left_out;
mod line;
mod lists;
mod publication;
mod readme;

pub use decided::{BadReview, Decided};
pub use domain::publication::REDACTED;
pub use folder::{Folder, FolderError};
pub use publication::{ABOVE, Publication, Terms, title};
