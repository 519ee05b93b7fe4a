//! The month pack: what a finance team takes from a month, as files that can be checked.
//!
//! [`Pack::build`] reads a month into journals and [`Sheet`](table::Sheet)s, plain data; [`Pack::files`]
//! writes them, with a manifest that [`verify`] reads again. Nothing here knows SQL or the command line.

mod accruals;
pub mod columns;
mod error;
mod files;
mod journal;
mod journals;
mod lists;
mod manifest;
mod month;
mod readme;
mod rebuilt;
mod vat;
mod verify;
mod workbook;

pub use error::PackError;
pub use journal::{UploadJournal, UploadLine};
pub use manifest::Manifest;
pub use month::Pack;
pub use verify::{NAMESPACE, Verified, signer, verify, verify_against};
