//! The only place that names the database.
//!
//! [`Ledger`] opens the file; [`Ledger::write`] begins the one transaction of a command, and
//! [`Reader`] reads facts and reports from either side. Nothing here decides or prints.

mod agreements;
mod at_rest;
mod audit;
mod backup;
mod bulk;
mod carried;
mod check;
mod claims;
mod corrections;
mod deliveries;
mod error;
mod evaluation;
mod extract;
mod floats;
mod grants;
mod guards;
mod in_force;
mod journal;
mod ledger;
mod lookup;
mod matching;
mod month_end;
pub mod pack;
mod policy;
mod position;
mod publication;
mod query;
mod reader;
mod receipts;
mod recorded;
mod recorded_rows;
mod registers;
mod resolutions;
mod rules;
mod seal;
mod sign_off;
mod statements;
mod tariffs;
mod value;
mod write;

pub use agreements::InOtherHands;
pub use audit::{Answered, EventHeads, FindingAbout, Span};
pub use backup::ChainHead;
pub use bulk::Bulk;
pub use check::{CHECKS, Check, Finding};
pub use error::{Result, StoreError};
pub use extract::Extracted;
pub use floats::Advance;
pub use grants::GrantClaim;
pub use guards::schema;
pub use journal::{Heading, JournalLine, TrailHead};
pub use ledger::{Journal, Ledger, ReadTx};
pub use lookup::{
    RecordedRequest, RecordedScore, RecordedStep, RecordedTerms, RecordedTime, Registered, TimesRecorded,
};
pub use matching::{OpenLines, RecordedMatching, RecordedMerchant};
pub use policy::PolicyVersion;
pub use position::Scope;
pub use publication::{PaidMove, Payee, Published, Spending};
pub use query::{Filter, Param, Query};
pub use reader::Reader;
pub use receipts::{ReceiptAt, RecordedReceipt};
pub use recorded::Received;
pub use recorded_rows::RecordedRow;
pub use resolutions::{ItemQuery, Resolution};
pub use seal::asked_is_personal;
pub use sign_off::SignOff;
pub use statements::{AccountRow, LaidOut, Reach, RecordedStatement, StatementRow};
pub use write::{Group, Origin, Sealing, WriteTx};
