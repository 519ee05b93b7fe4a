//! The use cases: one file for each thing people do.
//!
//! Every use case runs the same way (see [`record`]): begin, who asks, known key, load facts, plan,
//! *past this point it must succeed*, write, seal, commit. Nothing here knows SQL, the command line
//! or printing.

mod account;
mod approval;
mod audit;
mod backup;
mod budget;
mod buy;
mod child;
pub mod clock;
mod commission;
mod compact;
mod conflict;
mod delivery;
mod desk;
mod entry;
mod error;
mod evaluation;
mod evidence;
mod extract;
mod fund;
mod holder;
mod import;
mod imprest;
mod init;
mod invoice;
pub mod measures;
mod month;
mod need;
mod observe;
mod pack;
mod payment;
mod people;
pub mod policy;
mod provider;
mod publication;
mod reconcile;
mod request;
mod statement;
mod tariff;
mod words;

use chrono::{DateTime, SubsecRound, Utc};
use serde::Serialize;

use domain::{Action, Code, Day, Pence, Refusal};
use store::{Ledger, Origin, Sealing, WriteTx};

pub use account::{AccountMove, AccountOpen, ChargeRecord};
pub use approval::{Approve, Refuse};
pub use audit::AuditAnswer;
pub use backup::{backup, restore};
pub use budget::{BudgetClose, BudgetMove, BudgetOpen, BudgetReturn, BudgetTopUp};
pub use buy::Buy;
pub use child::{ChildAdd, ChildAmend, HandOver};
pub use commission::{CommissionAmend, CommissionCancel, CommissionPlace, Wanted};
pub use compact::{CompactAdd, CompactReview};
pub use conflict::{ConflictDeclare, ConflictEnd};
pub use delivery::DeliveryRecord;
pub use desk::Desk;
pub use entry::{EntryCorrect, EntryReverse};
pub use error::{Error, Result};
pub use evaluation::load as load_evaluation;
pub use evidence::{
    KEPT_AT_MOST, Keeping, ReceiptAdd, ReceiptFile, ReceiptNone, Verified, get_receipt, verify_receipts,
    write_new,
};
pub use extract::ExtractMake;
pub use fund::{FundAdd, FundReceive, FundRepay};
pub use holder::{BudgetAccept, BudgetHandOver};
pub use import::{Count, Import, Imported, Way, import};
pub use imprest::{ImprestAdvance, ImprestAdvanceBack, ImprestCount};
pub use init::{Init, init};
pub use invoice::{CreditNoteRecord, InvoiceRecord};
pub use month::{MonthClose, MonthReopen};
pub use need::{NeedAdd, NeedMeet, NeedUnmet};
pub use observe::{OutcomeRecord, TimeRecord};
pub use pack::{JournalsIssue, MakeJournals, PackExport};
pub use payment::{PaymentRecord, RefundRecord};
pub use people::{PractitionerAdd, PractitionerAmend, PractitionerLeave, ProviderAdd, ProviderAmend};
pub use policy::PolicySet;
pub use provider::ProviderStepTake;
pub use publication::PublicationSign;
pub use reconcile::{
    AboutItem, Candidate, Explain, LineRecord, Match, MerchantSet, Near, Park, ReconcileAuto, RecordedAs,
    Reopen, Reply, Unmatch, candidates, provider_on,
};
pub use statement::{AccountTaken, StatementImport, StatementTaken, take_statement};
pub use tariff::{HeldPart, TariffLapse};
pub use words::{CategoryAdd, MeasureAdd};

/// Whether what is done is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run {
    /// Committed.
    Real,
    /// The real transaction, rolled back at its end.
    Dry,
}

/// Who asks, when, and how: the same for every use case.
#[derive(Clone, Debug)]
pub struct Context {
    /// The user.
    pub user: Code,
    /// The one reading of the clock for this command.
    pub now: DateTime<Utc>,
    /// Whether it is kept.
    pub run: Run,
    /// The request key.
    pub key: Option<Code>,
    /// The day a late fact belongs to, in a month that is closed.
    pub belongs_to: Option<Day>,
    /// From where.
    pub origin: Origin,
}

impl Context {
    /// Returns the instant as the ledger writes it.
    pub fn instant(&self) -> String {
        self.now.trunc_subsecs(0).format("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    /// Returns the day that counts where the user gives none: the pilot's own, in London.
    pub fn today(&self) -> Day {
        Day::in_london(self.now.naive_utc())
    }
}

/// Where a child's budget stands after a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The child.
    pub child: Code,
    /// Everything given to the child.
    pub allocated: Pence,
    /// Free to use.
    pub available: Pence,
    /// Promised.
    pub committed: Pence,
    /// Used.
    pub spent: Pence,
}

/// What was done, for the user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    /// The number it is recorded under; 0 until sealed.
    pub number: i64,
    /// What was done, in a plain sentence without a full stop.
    pub sentence: String,
    /// Which fund it came from (negative: went back to), where there is more than one or none is
    /// obvious.
    pub split: Vec<(Code, Pence)>,
    /// What it comes to, a line each.
    pub details: Vec<String>,
    /// What is left, for each child concerned.
    pub left: Vec<Left>,
    /// What was done all the same, and should be looked at.
    pub warnings: Vec<String>,
    /// Set when the same request had been recorded before; nothing was recorded now.
    pub already: bool,
    /// Set when nothing was kept.
    pub dry: bool,
}

impl Receipt {
    /// Starts a receipt with its sentence.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), ..Self::default() }
    }
}

/// One thing people do.
pub trait UseCase: Serialize {
    /// The kind of event it makes; for an entry, the entry's kind.
    const KIND: &'static str;
    /// What the user must be allowed to do.
    const ACTION: Action;

    /// Loads, plans and writes. The last event is sealed by the caller.
    ///
    /// # Errors
    /// The first rule that refuses, or a failure of the file.
    fn carry_out(&self, desk: &mut Desk<'_>) -> Result<Receipt>;
}

/// Carries out one use case in one transaction.
///
/// # Errors
/// A refusal, with nothing recorded; a failure of the file.
pub fn record<U: UseCase>(ledger: &mut Ledger, context: &Context, request: &U) -> Result<Receipt> {
    record_in(ledger.write()?, context, request)
}

/// Carries out one use case in a transaction that was begun for it, or as its part of a group, and ends it.
///
/// # Errors
/// As [`record`]; of a group, only this part is undone.
pub fn record_in<U: UseCase>(tx: WriteTx<'_>, context: &Context, request: &U) -> Result<Receipt> {
    let mut desk = Desk::sit_down(tx, context, U::ACTION)?;
    let asked = desk.asked(request);
    if let Some(receipt) = desk.known::<U>(&asked)? {
        return Ok(receipt);
    }
    let may_reopen = desk.actor.role.may(Action::Months);
    let mut receipt = request.carry_out(&mut desk).map_err(|error| match error {
        Error::Refused(Refusal::MonthClosed { month, on, .. }) => {
            Refusal::MonthClosed { month, on, may_reopen }.into()
        }
        other => other,
    })?;
    if receipt.already {
        return Ok(receipt);
    }
    desk.nothing_late_is_left()?;
    let posted = desk.posted();
    receipt.number = desk.seal(U::KIND, &asked)?;
    if posted.is_some_and(|kind| !kind.places_commission()) {
        receipt.sentence = format!("{} (entry {})", receipt.sentence, receipt.number);
    }
    receipt.dry = context.run == Run::Dry;
    desk.rise(context.run)?;
    Ok(receipt)
}

/// Seals with a plain note of what was asked.
pub(crate) fn seal_as(tx: &mut WriteTx<'_>, kind: &str, key: Option<&Code>, asked: &str) -> Result<i64> {
    Ok(tx.seal(&Sealing { kind, key: key.map(Code::as_str), asked })?)
}
