//! The use cases: one file for each thing people do.
//!
//! Every use case runs the same way (see [`record`]): begin, who asks, known key, load facts, plan,
//! *past this point it must succeed*, write, seal, commit. Nothing here knows SQL, the command line
//! or printing.

mod account;
mod agreement;
mod approval;
mod audit;
mod backup;
mod budget;
mod buy;
mod category;
mod child;
mod claim;
pub mod clock;
mod commission;
mod compact;
mod conflict;
mod consent;
mod context;
mod correction;
mod cost;
mod delivery;
mod document;
mod entry;
mod error;
mod evaluation;
mod extract;
mod family;
mod fund;
mod hands;
mod happening;
mod holder;
mod import;
mod imprest;
mod init;
mod invoice;
mod invoice_file;
mod measure;
pub mod measures;
mod month;
mod need;
mod outcome;
mod pack;
mod payer;
mod payment;
mod people;
pub mod policy;
mod pool;
mod provider;
mod publication;
mod receipt;
mod reconcile;
mod reply;
mod request;
mod shared;
mod statement;
mod target;
mod tariff;
mod time;
mod unit_of_work;
mod use_case;
mod vat;

pub use account::{AccountMove, AccountOpen, ChargeRecord};
pub use agreement::AgreementRecord;
pub use approval::{Approve, Refuse};
pub use audit::AuditAnswer;
pub use backup::{backup, restore};
pub use budget::{BudgetClose, BudgetMove, BudgetOpen, BudgetReopen, BudgetReturn, BudgetTopUp};
pub use buy::Buy;
pub use category::CategoryAdd;
pub use child::{ChildAdd, ChildAmend, HandOver};
pub use claim::{ClaimDecide, ClaimPay, ClaimRecord};
pub use commission::{
    CommissionAmend, CommissionCancel, CommissionPlace, CommissionRequest, recorded_already,
};
pub use compact::{CompactAdd, CompactReview};
pub use conflict::{ConflictDeclare, ConflictEnd};
pub use consent::{ConsentRecord, ShieldedLook, is_shielded};
pub use context::{Context, Run};
pub use correction::{
    AgreementWithdraw, CompactWithdraw, ConsentWithdraw, DeliveryWithdraw, FamilyWithdraw, HappeningWithdraw,
    NeedWithdraw, OutcomeWithdraw, ReceiptWithdraw, TimeWithdraw,
};
pub use cost::CostRecord;
pub use delivery::{DeliveryCorrect, DeliveryRecord};
pub use entry::{EntryCorrect, EntryReverse};
pub use error::{Error, Result};
pub use evaluation::load as load_evaluation;
pub use extract::{ExtractMake, corrected_since};
pub use family::{FamilyAdd, FamilyJoin, FamilyLeave};
pub use fund::{FundAdd, FundReceive, FundRepay};
pub use hands::{DebtRecord, DebtWriteOff, HoldingAdvance, HoldingReturn, HoldingSpend};
pub use happening::{HappeningCorrect, HappeningRecord};
pub use holder::{BudgetAccept, BudgetHandOver};
pub use import::{Count, Import, Imported, Opening, Way, import};
pub use imprest::{ImprestAdvance, ImprestAdvanceBack, ImprestCount};
pub use init::{Init, init};
pub use invoice::{CreditNoteOf, CreditNoteRecord, DocumentGiven, InvoiceOf, InvoiceRecord};
pub use invoice_file::FileGiven;
pub use measure::MeasureAdd;
pub use month::{MonthClose, MonthReopen, MonthsClose, WithoutStatement};
pub use need::{NeedAdd, NeedCorrect, NeedMeet, NeedUnmet};
pub use outcome::{OutcomeCorrect, OutcomeRecord};
pub use pack::{JournalsIssue, MakeJournals, PackExport};
pub use payer::{OwnMoney, PaidWith};
pub use payment::{InvoicePayment, PaymentRecord, RefundRecord};
pub use people::{PractitionerAdd, PractitionerAmend, PractitionerLeave, ProviderAdd, ProviderAmend};
pub use policy::PolicySet;
pub use pool::{PoolAgree, PoolDecide, PoolReportSend};
pub use provider::ProviderStepTake;
pub use publication::PublicationSign;
pub use receipt::{
    Keeping, ReceiptAdd, ReceiptFile, ReceiptNone, Verified, get_receipt, verify_receipts, write_new,
};
pub use reconcile::{
    AboutItem, Candidate, CandidateFinder, Correctable, Explain, LineCorrect, LineRecord, Match, MerchantSet,
    Park, QueryReply, ReconcileAuto, RecordedAs, Reopen, TakeBack, Unmatch, WasBefore, candidates,
    correctable, provider_on,
};
pub use reply::{Left, Reply};
pub use shared::FamilyBuy;
pub use statement::{AccountTaken, StatementImport, StatementTaken, take_statement};
pub use target::{TargetActual, TargetSet};
pub use tariff::{HeldPart, TariffLapse};
pub use time::{TimeCorrect, TimeRecord};
pub use unit_of_work::UnitOfWork;
pub use use_case::{UseCase, record, record_in};
pub use vat::{VatCharge, VatEvidence};

pub(crate) use request::seal_as;
