//! Every way a rule says no to a user: a stable code, the facts with their numbers, and what to do.
//!
//! `errors.txt` explains the codes; a test keeps that list and this enum equal.

use thiserror::Error;

use super::month_end::{Involvement, Obstacle};
use super::publication::Quarter;
use super::{
    AccountName, Action, Amount, Code, ConflictId, ConsentKind, Day, EntryId, FactKind, LadderStep, LineId,
    MatchingId, MemberId, Month, NeedId, Pence, PoolReportKind, Remainder, Rest, Role, RowDifference, Seller,
    SpentOn, Text, Verdict, excerpt,
};

/// A rule's no. The text says what was found and what was wanted; [`Refusal::hint`] what to do.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    // Who may do what.
    #[error("nobody called `{0}` is registered")]
    UnknownUser(Code),
    #[error("{user} left on {left_on} and records nothing after that")]
    ActorLeft { user: Code, left_on: Day },
    #[error("{user} is {} {} and may not {action}", article(.role.title()), .role.title())]
    RoleMayNot { user: Code, role: Role, action: Action },
    #[error("{user} is {} {} and may not `{}`", article(.role.title()), .role.title(), .kind.replace('.', " "))]
    CommandNotOfRole { user: Code, role: Role, kind: &'static str },
    #[error("{practitioner} was not in the pilot on {on}{}", bounds(*.joined_on, *.left_on))]
    PractitionerNotThere { practitioner: Code, on: Day, joined_on: Option<Day>, left_on: Option<Day> },
    #[error("{practitioner} may commission up to {} alone; {} was asked for", .limit.format_pounds(), .asked.pence().format_pounds())]
    SignOffExceeded { practitioner: Code, limit: Pence, asked: Amount, order: Option<String> },
    #[error("{practitioner} declared a conflict of interest ({what}): somebody else must approve this")]
    ConflictDeclared { practitioner: Code, what: Text, order: Option<String> },
    #[error("the policy does not allow {category} on {on}")]
    CategoryNotAllowed { category: Code, on: Day },
    #[error("a child may have {} of {category}; {child} has had {}, {} more was asked for", .cap.format_pounds(), .had.format_pounds(), .asked.format_pounds())]
    CategoryCapExceeded { child: Code, category: Code, cap: Pence, had: Pence, asked: Pence },

    // Approvals.
    #[error(
        "commission {commission} waits for approval; nothing is invoiced, paid or changed on it until then"
    )]
    ApprovalPending { commission: EntryId, request: EntryId },
    #[error("commission {commission} is not waiting for approval")]
    NotWaiting { commission: EntryId },
    #[error("commission {commission} was {verdict} already, by entry {event}")]
    AlreadyDecided { commission: EntryId, verdict: String, event: EntryId },
    #[error("{user} asked for commission {commission} themselves; nobody approves their own request")]
    OwnRequest { user: Code, commission: EntryId },
    #[error("{user} may not change their own limit or role")]
    OwnAuthority { user: Code },
    #[error("{user} declared a conflict of interest ({what}) and does not decide on this")]
    ApproverHasConflict { user: Code, what: Text },
    #[error("{user} may approve {}; {} is asked for", reach(*.reaches), .asked.pence().format_pounds())]
    BandTooLow { user: Code, reaches: Option<Pence>, asked: Amount },
    #[error("commission {commission} may be invoiced up to {} in all; this would make it {}", .most.format_pounds(), .would_be.format_pounds())]
    InvoiceAboveSignOff { commission: EntryId, most: Pence, would_be: Pence },
    #[error("commission {commission} is of {}: it may be invoiced up to {}, and this would make {}", .commissioned.format_pounds(), .most.format_pounds(), without_vat(*.would_be, *.vat))]
    InvoiceAboveCommission {
        commission: EntryId,
        commissioned: Pence,
        most: Pence,
        would_be: Pence,
        total: Pence,
        vat: Option<Pence>,
    },
    #[error("entry {entry} ended a request for approval, which cannot be asked again by undoing it")]
    RequestSettled { entry: EntryId },

    // Journals handed over.
    #[error("every reference that begins with {prefix} and has {length} characters was issued")]
    ReferencesUsedUp { prefix: Code, length: usize },
    #[error("journal {reference} was issued with the layout {profile}, and would now be written otherwise")]
    JournalWrittenOtherwise { reference: String, profile: Code },
    #[error("the accruals of {month} are not issued yet, and {reversed_in} takes them back")]
    AccrualsNotIssued { month: Month, reversed_in: Month },

    #[error("nothing new is commissioned from {provider} since {since}: {} ({reason})", .step.as_str().replace('_', " "))]
    ProviderSuspended { provider: Code, step: LadderStep, since: Day, reason: Text },

    // Names of things.
    #[error("there is no {what} `{found}`{}", did_you_mean(.near))]
    Unknown { what: &'static str, found: String, near: Vec<String> },
    #[error("{what} `{code}` is registered already, with another {field}: `{found}`, now `{given}`")]
    RegisteredOtherwise { what: &'static str, code: String, field: String, found: String, given: String },
    #[error("{what} `{code}` is registered already")]
    RegisteredAlready { what: &'static str, code: String },
    #[error("`{child}` does not match the policy's pattern for a child's reference: {pattern}")]
    ReferenceMisfits { child: Code, pattern: String },
    #[error("{}; wanted {wanted}", match found.as_str() {
        "" | "nothing" => format!("{field} is missing"),
        found => format!("{field} `{found}` is not valid"),
    })]
    FieldInvalid { field: &'static str, found: String, wanted: &'static str },

    // Requests made twice.
    #[error("key `{key}` was used for {kind}, entry {entry}; now it comes with {asked}")]
    KeyUsedOtherwise { key: Code, kind: String, entry: EntryId, asked: &'static str },
    #[error("key `{key}` is recorded as entry {entry} with {field} {found}; now it comes with {given}")]
    KeyContentDiffers { key: Code, entry: EntryId, field: String, found: String, given: String },
    /// What a row of a file says otherwise than is recorded.
    #[error("{} with {} {}; now it comes with {}", .0.what, .0.field, .0.found, .0.given)]
    RowRecordedOtherwise(Box<RowDifference>),

    // Days.
    #[error(
        "{on} is outside the pilot, which runs from {starts_on} to {ends_on} and is settled until {settles_until}"
    )]
    EffectiveOutsidePilot { on: Day, starts_on: Day, ends_on: Day, settles_until: Day },
    #[error(
        "{on} is after the pilot's last day, {ends_on}: nothing more is given to a child or committed; until {settles_until} what was is invoiced, paid, credited, refunded, lessened and returned"
    )]
    CommittedAfterPilot { on: Day, ends_on: Day, settles_until: Day },
    #[error(
        "{on} is after the pilot's last day, {ends_on}: at most {}, what is promised, can be invoiced",
        .most.format_pounds()
    )]
    InvoicedAfterPilot { on: Day, ends_on: Day, commission: EntryId, most: Pence },
    #[error("{on} is after the pilot's last day, {ends_on}: no budget is opened again after it")]
    ReopenedAfterPilot { on: Day, ends_on: Day, child: Code },
    #[error("{month} is closed; nothing can be recorded on {on}")]
    MonthClosed { month: Month, on: Day, may_reopen: bool },
    #[error("{month} is open: what belongs to {belongs_on} is recorded on that day")]
    BelongsToOpenMonth { month: Month, belongs_on: Day },
    #[error("--belongs-to {belongs_on} does not apply: this command records no entry")]
    NothingIsLate { belongs_on: Day },
    #[error("{child}'s budget opened on {opened_on}; nothing can be recorded for it on {on}")]
    BeforeBudgetOpened { child: Code, opened_on: Day, on: Day },
    #[error("{what} on {on} comes before {before} on {before_on}")]
    DaysOutOfOrder { what: &'static str, on: Day, before: &'static str, before_on: Day },

    #[error(
        "version {version} of the policy holds from {holds_from}; the next cannot hold from {from_on}, before it"
    )]
    PolicyOutOfOrder { version: i64, holds_from: Day, from_on: Day },

    // Funds and budgets.
    #[error("fund {fund} has {} in its pool; {} was asked for", .pool.format_pounds(), .asked.pence().format_pounds())]
    PoolExceeded { fund: Code, pool: Pence, asked: Amount },
    #[error("fund {fund} is a pool by an agreement from {from_on} to {until_on} already")]
    PoolAgreedAlready { fund: Code, from_on: Day, until_on: Day },
    #[error("the shares come to {}.{:02}%{}", .found / 100, .found % 100, if *.found == 10_000 { ", but one of them is 0" } else { ", not to 100%" })]
    SharesNotTheWhole { found: i64 },
    #[error("{}; its partners are {}", match (found.as_str(), found.strip_suffix(", twice")) {
        ("", _) => format!("a partner of the pool{} is to be named", in_form(form)),
        (_, Some(found)) => format!("{found} is named twice as a partner of the pool{}", in_form(form)),
        (found, None) => format!("{found} is no partner of the pool{}", in_form(form)),
    }, .partners.join(", "))]
    NoPartner { found: String, form: &'static str, partners: Vec<String> },
    #[error(
        "{partner} put in {} by the agreement from {from_on} to {until_on} and was given back {}; of that {} is left, {} was asked for",
        .put_in.format_pounds(), .given_back.format_pounds(), .left.format_pounds(),
        .asked.pence().format_pounds()
    )]
    PartnerExceeded {
        partner: Text,
        from_on: Day,
        until_on: Day,
        put_in: Pence,
        given_back: Pence,
        left: Pence,
        asked: Amount,
    },
    #[error("fund {fund} gives in {}: what partners give in {wanted} needs another", if *wanted == "kind" { "cash" } else { "kind" })]
    PoolFundMisfits { fund: Code, wanted: &'static str },
    #[error(
        "by the agreement of pool {fund} an {rest} goes by the rule `{rule}`: it is not the board's to decide"
    )]
    NotTheBoards { fund: Code, rest: Rest, rule: Remainder },
    #[error("no {kind} report to {up_to} was agreed")]
    ReportNotAgreed { kind: PoolReportKind, up_to: Day },
    #[error("the {kind} report to {up_to} was sent already")]
    ReportSentAlready { kind: PoolReportKind, up_to: Day },
    #[error("category {category} is {}", kept_for(*.spent_on))]
    CategoryMisplaced { category: Code, spent_on: SpentOn },
    #[error("fund {fund} does not fit: {why}")]
    FundDoesNotFit { fund: Code, why: String },
    #[error("no fund is registered that may feed {child}'s budget")]
    NoFund { child: Code },
    #[error("{child} has a budget already, opened on {opened_on}")]
    BudgetExists { child: Code, opened_on: Day },
    #[error("{child} has no budget")]
    NoBudget { child: Code },
    #[error("{child} is in the comparison arm and gets no budget")]
    ComparisonChildHasNoBudget { child: Code },
    #[error("a budget is between {} and {}; {child}'s would be {}", .min.pence().format_pounds(), .max.pence().format_pounds(), .would_be.format_pounds())]
    BudgetOutOfBounds { child: Code, min: Amount, max: Amount, would_be: Pence },
    #[error("{child} has no common assessment on {on}{}", later(*.found))]
    GateCaf { child: Code, on: Day, found: Option<Day> },
    #[error("no consent is recorded for {child} on {on}{}", later(*.found))]
    GateConsent { child: Code, on: Day, found: Option<Day> },
    #[error("no outcome is expected of {child}'s budget")]
    GateOutcome { child: Code },
    #[error("budget {child} was closed on {closed_on}")]
    BudgetClosed { child: Code, closed_on: Day },
    #[error("budget {child} has {} promised to open commissions", .committed.format_pounds())]
    BudgetHasCommitments { child: Code, committed: Pence },
    #[error(
        "{child}'s budget has {} left; {} was asked for\n  given {} = left {} + promised {} + used {}",
        .available.format_pounds(), .asked.pence().format_pounds(), .allocated.format_pounds(),
        .available.format_pounds(), .committed.format_pounds(), .spent.format_pounds()
    )]
    BudgetExceeded {
        child: Code,
        asked: Amount,
        available: Pence,
        allocated: Pence,
        committed: Pence,
        spent: Pence,
    },
    #[error(
        "{child}'s budget has {} left, but only {} of it may be spent on {category} on {on}; {} was asked for",
        .available.format_pounds(), .fitting.format_pounds(), .asked.pence().format_pounds()
    )]
    RingFenced { child: Code, category: Code, on: Day, asked: Amount, available: Pence, fitting: Pence },

    // Commissions and what follows.
    #[error("recoverable VAT {} is not less than the amount {}", .vat.format_pounds(), .amount.pence().format_pounds())]
    VatNotBelowAmount { vat: Pence, amount: Amount },
    #[error("{units} units at {} make {made}, not {}", .unit_price.pence().format_pounds(), .amount.pence().format_pounds())]
    UnitsDoNotMakeAmount { units: String, unit_price: Amount, made: String, amount: Amount },
    #[error("commission {commission} was closed by entry {closed_by}")]
    CommissionClosed { commission: EntryId, closed_by: EntryId },
    #[error("commission {commission} has used {} of its budget's money already; its total cannot become {}", .used.format_pounds(), .asked.format_pounds())]
    AmountBelowUsed { commission: EntryId, used: Pence, asked: Pence },
    #[error("commission {commission} has {} promised already: nothing would change", .committed.format_pounds())]
    NothingToAmend { commission: EntryId, committed: Pence },
    #[error("{what} `{number}` of {provider} was recorded already, as entry {entry} on {on}: {}", .amount.format_pounds())]
    InvoiceAlreadyRecorded {
        what: &'static str,
        number: Text,
        provider: Code,
        entry: EntryId,
        on: Day,
        amount: Pence,
    },
    #[error("commission {commission} is of {found}, and the document of {provider}")]
    LineOfAnother { commission: EntryId, found: Code, provider: Code },
    #[error("{}", no_commission_named(.order.as_deref()))]
    CommissionUnnamed { order: Option<String> },
    #[error("the file is from {seller}, and commission {commission} of {provider}: {known}")]
    SellerDiffers { seller: Box<Seller>, commission: EntryId, provider: Code, known: Box<Seller> },
    #[error("its lines come to {}, and --total is {}", .sum.format_pounds(), .said.format_pounds())]
    DocumentSumDiffers { sum: Pence, said: Pence },
    #[error("nothing is owed in cash on invoice `{number}` of {provider}")]
    NothingOwed { number: Text, provider: Code },
    #[error("commission {commission}: {}", owed_and_asked(*.owed, *.asked))]
    PaymentExceedsOwed { commission: EntryId, owed: Pence, asked: Pence },
    #[error("{account} holds what a fund gives in kind; no cash is paid from it or into it")]
    AccountInKind { account: AccountName },
    #[error("all of this comes in kind from {}; {account} has no part in it", .funds.join(" and "))]
    PaidInKind { account: AccountName, funds: Vec<String> },
    #[error("fund {fund} gives in kind; {account} has no part in it")]
    FundInKind { account: AccountName, fund: Code },
    #[error(
        "all of this comes in kind from {}; {account} has no part in it: leave paid_on and paid_from empty",
        .funds.join(" and ")
    )]
    RowInKind { account: AccountName, funds: Vec<String> },
    #[error("what is given in kind has no VAT for the council to recover; {} was given", .vat.format_pounds())]
    VatInKind { vat: Pence },
    #[error("commission {commission} has {} of cost left to take back; {} was given", .left.format_pounds(), .asked.format_pounds())]
    CreditExceedsCost { commission: EntryId, left: Pence, asked: Pence },
    #[error("{} was paid on commission {commission}; {} cannot be refunded", .paid.format_pounds(), .asked.pence().format_pounds())]
    RefundExceedsPaid { commission: EntryId, paid: Pence, asked: Amount },
    #[error("the council recovers {} of VAT on commission {commission}; say how much of {what} is VAT", .vat.format_pounds())]
    VatUnsaid { commission: EntryId, what: String, vat: Pence, share: Pence },
    #[error("{} of VAT cannot be recovered: {why}", .vat.format_pounds())]
    VatNotRecoverable { vat: Pence, why: &'static str },
    #[error("entry {entry} ({kind}) is no invoice and no purchase: no VAT is shown by it")]
    NoVatDocument { entry: EntryId, kind: &'static str },
    #[error("entry {entry} has {} of VAT that is not charged yet; {} was asked for", .left.format_pounds(), .asked.format_pounds())]
    VatChargeTooMuch { entry: EntryId, left: Pence, asked: Pence },
    #[error(
        "the funds of {child} that may pay for {category} have {} left; {} of VAT is to be charged",
        .there.format_pounds(), .asked.pence().format_pounds()
    )]
    VatChargeUnfunded { child: Code, category: Code, fund: Code, asked: Amount, there: Pence },
    #[error("entry {by} took back some of the cost that entry {entry} charged VAT to")]
    VatTakenBack { entry: EntryId, by: EntryId },
    #[error("VAT of entry {entry} was charged to the child by entry {by}")]
    VatCharged { entry: EntryId, by: EntryId },
    #[error("the council recovers {} of VAT on commission {commission}; say how much of {what} is VAT", .vat.format_pounds())]
    LineVatUnsaid { commission: EntryId, what: String, vat: Pence, share: String, none: String },

    // Tariffs.
    #[error("{} x {weight} is not between a penny and the commission's {}", .part.pence().format_pounds(), .amount.pence().format_pounds())]
    TariffAboveCommission { part: Amount, weight: String, amount: Amount },
    #[error("the price of commission {commission} is {}, base and held part; this would make {} invoiced", .price.format_pounds(), .would_be.format_pounds())]
    TariffAbovePrice { commission: EntryId, price: Pence, would_be: Pence },
    #[error("commission {commission} has no part that depends on an outcome")]
    NoTariff { commission: EntryId },
    #[error("commission {commission} has a part that depends on an outcome, and is not changed")]
    TariffFixed { commission: EntryId },
    #[error(
        "commission {commission} may be invoiced up to {}; this would make {}\n  the rest {}",
        .base.format_pounds(), .would_be.format_pounds(), rest(.when, *.due_on, *.lapsed_by)
    )]
    TariffNotEarned {
        commission: EntryId,
        base: Pence,
        would_be: Pence,
        when: String,
        due_on: Day,
        lapsed_by: Option<EntryId>,
    },
    #[error("commission {commission} cannot end yet: the rest {}", rest(.when, *.due_on, None))]
    TariffUndecided { commission: EntryId, when: String, due_on: Day },
    #[error("what commission {commission} held was released already, by entry {by}")]
    TariffLapsed { commission: EntryId, by: EntryId },
    #[error("commission {commission} has earned its outcome: {when} was recorded for {earned_on}")]
    TariffEarned { commission: EntryId, when: String, earned_on: Day },
    #[error("the outcome of commission {commission} may still come by {due_on}")]
    TariffNotDue { commission: EntryId, due_on: Day },

    // Deliveries and receipts.
    #[error("commission {commission} is complete since {since}")]
    DeliveryComplete { commission: EntryId, since: Day },
    #[error(
        "{commissioned} units were commissioned on commission {commission}, {left} are still to be delivered; {given} were given"
    )]
    DeliveryAboveCommission { commission: EntryId, commissioned: String, left: String, given: String },
    #[error("commission {commission} has a receipt, number {receipt}")]
    ReceiptThere { commission: EntryId, receipt: i64 },
    #[error("the file is receipt {receipt} already, which accounts for {}; now it comes with {}", .found.map_or("nothing".into(), |found| found.pence().format_pounds()), .given.pence().format_pounds())]
    ReceiptOtherwise { receipt: i64, found: Option<Amount>, given: Amount },
    #[error("receipt {receipt} is not kept in the ledger; {why}")]
    ReceiptNotKept { receipt: i64, why: String },

    // Entries.
    #[error("entry {entry} was reversed already, by entry {by}")]
    AlreadyReversed { entry: EntryId, by: EntryId },
    #[error("entry {entry} is itself a reversal")]
    EntryIsReversal { entry: EntryId },
    #[error("entry {entry} cannot be undone: it would take {} out of {account}, which has {}", .asked.format_pounds(), .left.format_pounds())]
    ReversalBlocked { entry: EntryId, account: String, left: Pence, asked: Pence },
    #[error("entry {entry} opened a budget that is in use")]
    OpeningInUse { entry: EntryId },
    #[error("entry {entry} placed a commission that was changed or invoiced since")]
    CommissionInUse { entry: EntryId },
    #[error("a {kind} entry cannot be corrected in one step")]
    NotCorrectable { kind: &'static str },
    #[error("nothing was given to correct")]
    NothingToCorrect,
    #[error("it is that already: nothing would change")]
    CorrectAlready,

    // Months.
    #[error("{month} is {state} already")]
    MonthMarkedAlready { month: Month, state: &'static str },
    #[error("{user} {}; nobody signs off a month they recorded in", .involvement.describe(*.event, *.month))]
    SignerRecorded { user: Code, involvement: Involvement, month: Month, event: EntryId, may: Vec<Code> },
    #[error("{month} cannot be closed yet: {}{}", things(.obstacles.len()), listed(.obstacles))]
    MonthNotReady { month: Month, obstacles: Vec<Obstacle> },
    #[error(
        "{month} is outside the pilot, which runs from {starts_on} to {ends_on} and is settled until {settles_until}"
    )]
    MonthOutsidePilot { month: Month, starts_on: Day, ends_on: Day, settles_until: Day },
    #[error("{month} ends on {last}; it is closed after that day")]
    MonthNotOver { month: Month, last: Day },
    /// Several months are closed at once, and one of them has entries or lines of statements. `first` is the
    /// first that is open, `before` the last before it.
    #[error("{month} is not empty: {entries} entries and {lines} lines of statements count in it")]
    MonthNotEmpty { month: Month, first: Month, before: Month, entries: u64, lines: u64 },
    #[error("{month} is not signed off")]
    NotSignedOff { month: Month },
    #[error("{account} has {} in it; {} was asked for", .left.format_pounds(), .asked.format_pounds())]
    FloatBelowZero { account: AccountName, left: Pence, asked: Pence },
    #[error(
        "{account} has {} in it; what this import pays from it, first in row {row}, needs {} more",
        .left.format_pounds(), .lacks.format_pounds()
    )]
    FloatLacks { account: AccountName, row: Code, left: Pence, lacks: Pence, opening: Option<Pence> },
    #[error(
        "{account} stands at {} and may be {} below nothing; {} was asked for",
        .left.format_pounds(), .limit.format_pounds(), .asked.format_pounds()
    )]
    BankLimitExceeded { account: AccountName, left: Pence, limit: Pence, asked: Pence },
    #[error(
        "{account} stands at {} before row {row} and may be {} below nothing; the row pays {} from it",
        .left.format_pounds(), .limit.format_pounds(), .asked.format_pounds()
    )]
    BankLimitInRow { account: AccountName, row: Code, left: Pence, limit: Pence, asked: Pence },
    #[error("{account} is owed {}; {} was to be given back", .owed.format_pounds(), .asked.format_pounds())]
    PocketAboveZero { account: AccountName, owed: Pence, asked: Pence },
    #[error(
        "{account} is what somebody paid themselves: purchases and payments come from it, and claims pay it back"
    )]
    PocketMisplaced { account: AccountName },
    #[error("{account} is {holder}'s; {buyer} buys or pays")]
    AccountOfAnother { account: AccountName, holder: Code, buyer: Code },
    #[error("{user} is owed {} beyond what is claimed already; {} was asked for", .owed.format_pounds(), .asked.format_pounds())]
    ClaimAboveOwed { user: Code, owed: Pence, asked: Pence },
    #[error("claim {claim} was {}, in event {by}", .verdict.as_str())]
    ClaimDecided { claim: EntryId, verdict: Verdict, by: EntryId },
    #[error("{user} is owed nothing that is not claimed")]
    NothingToClaim { user: Code },
    #[error("{user} wrote claim {claim} down; somebody else approves it")]
    ClaimWrittenDown { user: Code, claim: EntryId },
    #[error("{user} decides on no claim of their own, nor pays it, nor undoes what paid it: claim {claim}")]
    OwnClaim { user: Code, claim: EntryId },
    #[error("claim {claim} is not {user}'s; whoever claims withdraws it")]
    ClaimOfAnother { user: Code, claim: EntryId },
    #[error("claim {claim} is not approved")]
    ClaimNotApproved { claim: EntryId },
    #[error("nothing of claim {claim} is owed any more; what was paid after it is claimed anew")]
    ClaimNotOwed { claim: EntryId },
    #[error("claim {claim} was paid, by entry {by}")]
    ClaimPaid { claim: EntryId, by: EntryId },
    #[error("{account} is no float")]
    NotAFloat { account: AccountName },
    #[error("{user} recorded entry {entry} on {account}; nobody counts a float they pay out of")]
    CounterRecorded { user: Code, account: AccountName, entry: EntryId },
    #[error("{user} holds {account}; the holder of a float does not count it")]
    CounterHolds { user: Code, account: AccountName },
    #[error("{on} has not come yet; today is {today}")]
    DayToCome { on: Day, today: Day, meant: Option<Day> },
    #[error("{user} gives no advance to themselves")]
    OwnAdvance { user: Code },
    #[error("{account} has {} that is not out as an advance; {} was asked for", .left.format_pounds(), .asked.pence().format_pounds())]
    AdvanceExceedsFloat { account: AccountName, left: Pence, asked: Amount },
    #[error("advance {advance} came back on {back_on}")]
    AdvanceBackAlready { advance: i64, back_on: Day },
    #[error("{user} closed {month}; a second person re-opens it")]
    OwnSignOff { user: Code, month: Month },
    #[error("{month} is closed and later than {asked}")]
    LaterMonthClosed { month: Month, asked: Month },
    #[error("{earlier} is still open")]
    EarlierMonthOpen { earlier: Month },

    // Money in other hands.
    #[error("nothing that covers this was agreed with {payee} for {child} by {on}")]
    AgreementMissing { payee: Code, child: Code, on: Day, holds: bool },
    #[error(
        "no disability is recorded for {child}: a direct payment (section 17A) is for a disabled child or parent"
    )]
    DisabilityNotRecorded { child: Code },
    #[error("{child} is not 16 or 17 on {on}: a younger child's direct payment goes to a parent")]
    Not16Or17 { child: Code, on: Day },
    #[error("{}", held_of(*.commission, *.held, *.asked))]
    ReturnAboveAdvance { commission: EntryId, held: Pence, asked: Pence },
    #[error("{} is promised on commission {commission}; {} would be in the payee's hands", .committed.format_pounds(), .held.format_pounds())]
    HeldAboveCommitted { commission: EntryId, committed: Pence, held: Pence, more: bool },
    #[error(
        "{account} is what somebody holds for children: only an advance fills it, and what is accounted for empties it"
    )]
    HeldMisplaced { account: AccountName },
    #[error("commission {commission} is not asked back: {why}")]
    RepaymentForbidden { commission: EntryId, why: &'static str },
    #[error("{} of commission {commission} is not accounted for; {} would be asked back", .unaccounted.format_pounds(), .asked.format_pounds())]
    DebtAboveUnaccounted { commission: EntryId, unaccounted: Pence, asked: Pence },
    #[error("{payee} may keep {} and has {} beyond that; {} would be asked back", .allowed.format_pounds(), .beyond.format_pounds(), .asked.format_pounds())]
    DebtWithinContingency { payee: Code, allowed: Pence, beyond: Pence, asked: Pence },
    #[error("{user} may not write {} off: {why}", .asked.format_pounds())]
    WriteOffWithoutAuthority { user: Code, asked: Pence, why: String },
    #[error("{} of commission {commission} is owed back{}", nothing_or(*.debt), if *.debt > Pence::ZERO {
        format!("; {} would be written off", asked.format_pounds())
    } else {
        String::new()
    })]
    WriteOffAboveDebt { commission: EntryId, debt: Pence, asked: Pence },
    #[error("{} is to be written off, and the funds of {child} that may bear it have {} left", .asked.format_pounds(), .there.format_pounds())]
    WriteOffUnfunded { child: Code, fund: Code, asked: Pence, there: Pence },
    #[error("{} was paid on commission {commission}; receipts would account for {}", .paid.format_pounds(), .accounted.format_pounds())]
    AccountedAbovePaid { commission: EntryId, paid: Pence, accounted: Pence },
    #[error("the payee of {account} did not agree that its statement comes in")]
    StatementNotAgreed { account: AccountName, payee: Code },
    #[error("{provider} is a payee: say how the need is met meanwhile")]
    MeanwhileUnsaid { provider: Code },

    // Audit tests.
    #[error("`{subject}` is about {user}, who may not answer it")]
    OwnFinding { user: Code, subject: Text },
    #[error("`{subject}` of {test} was answered already, in event {event}: {said}")]
    FindingAnswered { test: &'static str, subject: Text, event: i64, said: String },
    // Statements and what they are matched with.
    #[error("{part} is matched already, in matching {matching}")]
    MatchedAlready { part: String, matching: MatchingId },
    #[error("{part} is of {found}, the rest of {account}: what is matched is of one account")]
    AccountsDiffer { part: String, found: AccountName, account: AccountName },
    #[error("entry {entry} moves nothing on {}", .account.as_ref().map_or("a bank account, card or float".to_owned(), ToString::to_string))]
    EntryElsewhere { entry: EntryId, account: Option<AccountName> },
    #[error("entry {entry} moves money on {}", .accounts.iter().map(ToString::to_string).collect::<Vec<_>>().join(" and "))]
    AccountNotSaid { entry: EntryId, accounts: Vec<AccountName> },
    #[error("{}", unbalanced(*.lines, *.entries, .near))]
    MatchingDiffers { lines: Option<Pence>, entries: Option<Pence>, near: Vec<String> },
    #[error("nothing was given to match")]
    NothingToMatch,
    #[error("matching {matching} was taken apart already, by event {by}")]
    UndoneAlready { matching: MatchingId, by: EntryId },
    #[error("{month} is closed and rests on matching {matching}")]
    MatchingLocked { matching: MatchingId, month: Month },
    #[error("{month} is closed, and all of this lies in it or before: what was signed stays")]
    MatchingInClosedMonth { month: Month },
    #[error("line {line} {}, and {what} {}", moves(*.amount), moves(-*.amount))]
    LineOtherWay { line: LineId, amount: Pence, what: &'static str },
    #[error("{} recorded from line {line} already", entries_were(.entries))]
    LineInPart { line: LineId, entries: Vec<EntryId>, go_on: String },
    #[error("line {line} is what was in the account before its first statement, and not {what}")]
    LineIsOpening { line: LineId, what: &'static str },
    #[error("entry {entry} of {on} is {child}'s, from {provider}, for {} too, and waits for a line", .amount.format_pounds())]
    EntryWaits {
        entry: EntryId,
        on: Day,
        child: Code,
        provider: Code,
        amount: Pence,
        line: LineId,
        insist: String,
    },
    #[error("{}", merchant_unknown(*.line, .text.as_ref()))]
    MerchantUnknown { line: LineId, text: Option<Text> },
    #[error("line {line} has {} left to record; {} was given", .left.format_pounds(), .asked.format_pounds())]
    AmountAboveLine { line: LineId, left: Pence, asked: Pence },
    #[error("number {number} waits for no reply{}", .now.map_or(String::new(), |now| format!(": it was answered by {now}")))]
    NotAsked { number: EntryId, now: Option<EntryId> },
    #[error("number {number} waits for {asked}, not for {user}")]
    AskedAnother { number: EntryId, asked: Code, user: Code },

    // Publication.
    #[error("{quarter} ends on {last}; it is signed after that")]
    QuarterNotOver { quarter: Quarter, last: Day },
    #[error("nobody has decided on {}", lines_of(*.lines, *.quarter))]
    ReviewUnanswered { quarter: Quarter, lines: usize },
    #[error("the file in the folder is not what would be written now of {quarter}")]
    DraftDiffers { quarter: Quarter },
    #[error("{quarter} was signed by {by} in event {event}, as another file")]
    PublicationSigned { quarter: Quarter, by: String, event: i64 },

    // The plan, and who may not decide alone.
    #[error("need {need} is {owner}'s, not {child}'s")]
    NeedOfAnotherChild { need: NeedId, owner: Code, child: Code },
    #[error("{user} does not hold {child}'s budget; {holder} does")]
    NotTheHolder { user: Code, child: Code, holder: Code },
    #[error("{practitioner} holds {child}'s budget already")]
    HoldsAlready { practitioner: Code, child: Code },
    #[error("{child}'s budget is offered to nobody")]
    NotOffered { child: Code },
    #[error("{child}'s budget is offered to {to}, not to {user}")]
    OfferedToAnother { child: Code, to: Code, user: Code },
    #[error("{practitioner} still holds {}", held(*.budgets))]
    StillHolds { practitioner: Code, budgets: i64 },
    #[error("{practitioner} declared a conflict of interest with {with} already, as conflict {conflict}")]
    ConflictDeclaredAlready { practitioner: Code, with: Code, conflict: ConflictId },
    #[error("conflict {conflict} has ended; its last day was {until_on}")]
    ConflictEnded { conflict: ConflictId, until_on: Day },
    #[error("conflict {conflict} is {user}'s own; nobody ends their own")]
    OwnConflict { user: Code, conflict: ConflictId },

    // Families.
    #[error("family {family} has no children{}", on_day(*.on))]
    FamilyWithoutChildren { family: Code, on: Option<Day> },
    #[error("{child} belongs to {family} already, {} (member {member})", span(*.from_on, *.until_on))]
    MemberAlready { child: Code, family: Code, member: MemberId, from_on: Day, until_on: Option<Day> },
    #[error("{child}'s main family is {main}, {}; {family} cannot be another", span(*.from_on, *.until_on))]
    TwoMainFamilies { child: Code, family: Code, main: Code, from_on: Day, until_on: Option<Day> },
    #[error("{child} left {family} already; the last day was {until_on}")]
    MemberLeft { child: Code, family: Code, until_on: Day },
    #[error("{child} does not belong to family {family}{}", on_day(*.on))]
    NotOfTheFamily { child: Code, family: Code, on: Option<Day> },
    #[error("what is shared has at least two children; {} was named", .child.as_ref().map_or("nobody", |child| child.as_str()))]
    SharedByOne { child: Option<Code> },
    #[error("{child} has two shares of it")]
    SharedTwice { child: Code },
    #[error("the share of {child} does not follow: it wants {wanted}")]
    ShareUnsaid { child: Code, wanted: &'static str },
    #[error("the shares add up to {}; the price is {}", .sum.format_pounds(), .price.pence().format_pounds())]
    SharesDoNotAddUp { sum: Pence, price: Amount },
    #[error("{practitioner} may commission up to {} alone; what is shared is {} in all", .limit.format_pounds(), .asked.pence().format_pounds())]
    SharedAboveSignOff { practitioner: Code, limit: Pence, asked: Amount },

    // Outcomes and people.
    #[error("{measure} goes from {lowest} to {highest}; {found} was given")]
    OutcomeOutOfRange { measure: Code, lowest: String, highest: String, found: String },
    #[error(
        "an outcome of {measure} for {child} is recorded on that day as {found}, score {number}; now it comes as {given}"
    )]
    OutcomeRecordedOtherwise { child: Code, measure: Code, number: i64, found: String, given: String },
    #[error("time {number} {whose} is recorded with {field} {found}; now it comes with {given}")]
    TimeRecordedOtherwise { number: i64, whose: String, field: &'static str, found: String, given: String },

    // What happened to a child.
    #[error("{child} {}; {what} on {on} is before that", birth(*.born, *.expected))]
    HappenedBeforeBirth { child: Code, what: String, born: Month, expected: bool, on: Day },
    #[error("{child} left on {left_on}; what happened on {on} is after that")]
    ChildHasLeft { child: Code, left_on: Day, on: Day },
    #[error("{child} was not in care on {on}")]
    NotInCare { child: Code, on: Day },
    #[error("{child} was in care on {on}")]
    InCareAlready { child: Code, on: Day },
    #[error("no referral of {child} to {to} by {on} is without an answer")]
    AnswerWithoutReferral { child: Code, to: Code, on: Day },
    #[error("{child} was permanently excluded on {was_on}, with nothing between that shows another school")]
    ExcludedAlready { child: Code, was_on: Day },
    #[error("{child}'s assessment was closed on {was_on}, and did not come back between")]
    CaseClosedAlready { child: Code, was_on: Day },
    #[error("{child}'s assessment was not closed by {on}, so it cannot come back")]
    CaseNotClosed { child: Code, on: Day },
    #[error("{child}: {found} is recorded, happening {number}; now it comes as {given}")]
    HappenedOtherwise { child: Code, number: i64, found: String, given: String },

    // What areas are to reach.
    #[error("a target of {target} is {way} its {bound} of {at}")]
    TargetBelow { target: String, way: &'static str, bound: &'static str, at: String },
    #[error("{indicator} is counted from what is recorded here; its value is not said")]
    IndicatorCounted { indicator: Code },
    // What was said of a child's data.
    #[error("{child}: {} on {on} was not given by then", if *what == ConsentKind::Basis {
        "the permission that would be the basis".to_owned()
    } else {
        format!("what would be {}", what.as_str().replace('_', " "))
    })]
    ConsentNotGiven { child: Code, what: ConsentKind, party: Option<Code>, on: Day },
    #[error("{child}: {} already on {withdrawn_on}, consent {number}", .what.as_str().replace('_', " "))]
    ConsentWithdrawnAlready { child: Code, what: ConsentKind, number: i64, withdrawn_on: Day },
    #[error("{child}: {found} is recorded otherwise, consent {number}")]
    ConsentSaidAlready { child: Code, number: i64, found: String },
    #[error("{user} does not lead {child}'s case and may not lift its shield")]
    ShieldOfAnother { user: Code, child: Code },

    // What was recorded wrongly.
    #[error("{kind} {number} was withdrawn by event {by}: {reason}")]
    FactWithdrawn { kind: FactKind, number: i64, by: i64, reason: Text },
    #[error("{kind} {number} was recorded by {recorded_by}, and {user} does not lead {child}'s case")]
    FactOfAnother { kind: FactKind, number: i64, user: Code, recorded_by: Code, child: Code },
    #[error("commission {commission} falls under need {need}")]
    NeedInUse { need: i64, commission: i64 },
    #[error(
        "nothing but agreement {agreement} was agreed with {payee} for {child}, and commission {commission} handed them money"
    )]
    AgreementInUse { agreement: i64, child: Code, payee: Code, commission: i64 },
    #[error("{measure} is reported by {}; `{informant}` is not one of them{}", .known.join(", "), did_you_mean(.near))]
    InformantUnknown { measure: Code, informant: Text, known: Vec<String>, near: Vec<String> },
    #[error("{child} was led by {lead} from {from_on}; a hand-over on {on} is not after that")]
    HandOverTooEarly { child: Code, lead: Code, from_on: Day, on: Day },
    #[error("{practitioner} leads {child}'s case already")]
    LeadsAlready { practitioner: Code, child: Code },
    #[error("{practitioner} still leads {}", count_children(*.children))]
    StillLeads { practitioner: Code, children: i64 },
    #[error("{practitioner} is the last administrator in the pilot")]
    LastAdministrator { practitioner: Code },
}

/// `a` or `an`, whichever a word takes.
fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e']) { "an" } else { "a" }
}

fn unbalanced(lines: Option<Pence>, entries: Option<Pence>, near: &[String]) -> String {
    let said = match (lines, entries) {
        (Some(lines), Some(entries)) => format!(
            "the lines add up to {} and the entries to {}: they differ by {}",
            lines.format_pounds(),
            entries.format_pounds(),
            (lines - entries).format_pounds()
        ),
        (Some(lines), None) => format!("the lines add up to {}, not to zero", lines.format_pounds()),
        (None, entries) => {
            format!("the entries add up to {}, not to zero", entries.unwrap_or(Pence::ZERO).format_pounds())
        }
    };
    near.iter().fold(said, |said, near| format!("{said}\n  {near} would make up the difference"))
}

fn moves(amount: Pence) -> String {
    let way = if amount < Pence::ZERO { "takes money out" } else { "brings money in" };
    way.to_owned()
}

fn entries_were(entries: &[EntryId]) -> String {
    let numbers: Vec<String> = entries.iter().map(ToString::to_string).collect();
    match numbers.as_slice() {
        [one] => format!("entry {one} was"),
        _ => format!("entries {} were", numbers.join(" and ")),
    }
}

fn merchant_unknown(line: LineId, text: Option<&Text>) -> String {
    match text {
        Some(text) => format!("nobody has said which provider `{text}` of line {line} is"),
        None => format!("line {line} names no merchant"),
    }
}

fn bounds(joined_on: Option<Day>, left_on: Option<Day>) -> String {
    match (joined_on, left_on) {
        (_, Some(left)) => format!(" (left on {left})"),
        (Some(joined), None) => format!(" (joined on {joined})"),
        (None, None) => String::new(),
    }
}

fn no_commission_named(order: Option<&str>) -> String {
    match order {
        Some(order) => format!("the file names no commission: its order is `{}`", excerpt(order, 40)),
        None => "the file names no commission: it has no order of yours".into(),
    }
}

impl From<RowDifference> for Refusal {
    fn from(difference: RowDifference) -> Self {
        Self::RowRecordedOtherwise(Box::new(difference))
    }
}

fn birth(born: Month, expected: bool) -> String {
    if expected { format!("was expected in {born}") } else { format!("was born in {born}") }
}

fn on_day(on: Option<Day>) -> String {
    on.map_or_else(String::new, |on| format!(" on {on}"))
}

fn span(from_on: Day, until_on: Option<Day>) -> String {
    until_on.map_or_else(|| format!("from {from_on}"), |until| format!("from {from_on} to {until}"))
}

fn reach(most: Option<Pence>) -> String {
    most.map_or("nothing".into(), |most| format!("up to {}", most.format_pounds()))
}

fn without_vat(pence: Pence, vat: Option<Pence>) -> String {
    format!("{}{}", pence.format_pounds(), vat.map_or("", |_| ", without VAT"))
}

fn owed_and_asked(owed: Pence, asked: Pence) -> String {
    let found = match owed {
        Pence::ZERO => "nothing is owed".into(),
        owed if owed < Pence::ZERO => {
            format!("nothing is owed, the provider owes {} back", (-owed).format_pounds())
        }
        owed => format!("{} is owed", owed.format_pounds()),
    };
    // Where no amount was given, what is owed was asked for: saying it twice helps nobody.
    if asked == owed { found } else { format!("{found}; {} was given as paid", asked.format_pounds()) }
}

fn later(found: Option<Day>) -> String {
    found.map_or_else(String::new, |day| format!(" (it is of {day})"))
}

fn rest(when: &str, due_on: Day, lapsed_by: Option<EntryId>) -> String {
    match lapsed_by {
        Some(by) => format!("was released by entry {by}, as {when} was not recorded by {due_on}"),
        None => format!("is paid only if {when} by {due_on}, which is not recorded"),
    }
}

fn count_children(children: i64) -> String {
    if children == 1 { "1 child".into() } else { format!("{children} children") }
}

fn lines_of(lines: usize, quarter: Quarter) -> String {
    if lines == 1 { format!("1 line of {quarter}") } else { format!("{lines} lines of {quarter}") }
}

fn nothing_or(pence: Pence) -> String {
    if pence > Pence::ZERO { pence.format_pounds() } else { "nothing".into() }
}

fn held_of(commission: EntryId, held: Pence, asked: Pence) -> String {
    let there = format!("{} of commission {commission} is in the payee's hands", nothing_or(held));
    let asked = (held > Pence::ZERO).then(|| format!("; {} would leave them", asked.format_pounds()));
    there + &asked.unwrap_or_default()
}

fn in_form(form: &str) -> String {
    if form.is_empty() { String::new() } else { format!(" in {form}") }
}

const fn kept_for(spent_on: SpentOn) -> &'static str {
    match spent_on {
        SpentOn::Child => "for what is bought for children, not for what the pilot itself costs",
        SpentOn::StartUp | SpentOn::Running => {
            "for what the pilot itself costs, not for what is bought for a child"
        }
    }
}

fn held(budgets: i64) -> String {
    if budgets == 1 { "1 budget".into() } else { format!("{budgets} budgets") }
}

fn things(count: usize) -> String {
    if count == 1 { "1 thing prevents it".into() } else { format!("{count} things prevent it") }
}

fn listed(obstacles: &[Obstacle]) -> String {
    obstacles.iter().map(|obstacle| format!("\n  - {obstacle}\n    {}", obstacle.mend())).collect()
}

fn did_you_mean(near: &[String]) -> String {
    match near {
        [] => String::new(),
        near => format!(
            "; did you mean {}?",
            near.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(" or ")
        ),
    }
}
