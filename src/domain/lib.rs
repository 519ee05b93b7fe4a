//! The rules of the pilot as pure values: money, days, words, accounts, entries, and the plans that
//! turn a request into an entry or a refusal.
//!
//! Nothing here knows SQL, the command line, the clock or files. Start with [`plan`]: one function for each
//! thing a user can do with money, from facts already loaded to a [`Draft`].

mod account;
pub mod area_target;
pub mod audit;
pub mod budget_holder;
mod commission;
pub mod compact;
pub mod conflict;
pub mod consent;
mod considered;
pub mod correction;
mod day;
mod document_line;
mod entry;
pub mod errors;
pub mod family;
pub mod happening;
mod ids;
mod json;
pub mod matching;
pub mod measure;
mod money;
pub mod month_end;
pub mod need;
pub mod plan;
pub mod policy;
pub mod publication;
mod receipt;
mod refusal;
mod refusal_code;
pub mod register;
mod register_change;
mod rights;
pub mod row;
pub mod rows;
mod score;
mod seller;
mod similarity;
mod state;
pub mod statement;
mod text;
pub mod upload;
pub mod vat_claim;
mod vocabulary;

/// The version of the program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

pub use account::{Account, AccountKind, AccountName, Book};
pub use commission::{CommissionDetails, CommissionTerms};
pub use considered::{BadOption, Considered};
pub use day::{BadDay, Day, Month, in_london};
pub use document_line::{BadDocumentLine, DocumentLine};
pub use entry::{Closing, Draft, EntryKind, Transfer};
pub use ids::{
    AccountId, CategoryId, ChildId, ConflictId, EntryId, FundId, LineId, MatchingId, MeasureId, MemberId,
    NeedId, PractitionerId, ProviderId,
};
pub use money::{Amount, BadAmount, Pence, Units};
pub use receipt::Receipt;
pub use refusal::Refusal;
pub use register_change::{REASON, RowDifference, quoted, shell_word};
pub use rights::Action;
pub use rows::Pilot;
pub use score::{BadTarget, Scale, Score, Target};
pub use seller::{Likeness, Seller};
pub use similarity::{similar, similar_by_name};
pub use state::{Budget, Child, Commission, DrawFirst, Fund, Pot, Pots, Practitioner, Share};
pub use text::{BadText, Code, Text, excerpt, hex};
pub use vocabulary::{
    Arm, BadWord, Basis, Better, Brought, ChosenBy, ClaimBasis, Cohort, ConsentKind, DeliveredTo, Domain,
    Explained, FactKind, Gate, HandsKind, HappeningKind, LadderStep, Membership, Nature, NeedMark, Others,
    Party, Payee, PoolReportKind, Remainder, Rest, Role, SaidBy, SaidHow, Sector, Sex, SpentOn, Stream,
    Unmet, VatClaimed, VatForm, Verdict,
};
