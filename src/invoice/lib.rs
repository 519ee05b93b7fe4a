//! An invoice or credit note that comes as a file: of the European norm EN 16931, as UBL (Peppol BIS Billing
//! 3) or as UN/CEFACT CII, alone or inside a PDF (Factur-X, ZUGFeRD).
//!
//! What is written in the file is read and added up here; which commission it is of is for the ledger to say.

mod file_kind;
mod read;

pub use file_kind::load;
pub use read::{InvoiceFile, read};
