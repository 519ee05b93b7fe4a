//! Bank and card statements: whatever the file is, what it says, or why it is not taken.
//!
//! [`load`] fetches the bytes, never more than a bound; [`read`] is pure: it decodes the text, tells the
//! format from the content, reads it and checks what every format has in common. Nothing here knows the
//! ledger, or any room but the plain values of `domain` and the errors of `file`.

mod balance_rows;
mod camt;
mod check_balances;
mod csv;
mod currency;
mod date_money_formats;
mod day_doubts;
mod detect;
mod evidence;
mod labelled;
mod layout;
mod line;
mod load;
mod marks;
mod mt940;
mod names;
mod ofx;
mod passed;
mod profile;
mod profile_text;
mod propose;
mod qif;
mod read;
mod reading;
mod running_balance;
mod sgml;
mod xml;

pub use load::{MOST_BYTES, load};
pub use profile::Profile;
pub use propose::{Proposal, Reason, propose};
pub use read::read;
