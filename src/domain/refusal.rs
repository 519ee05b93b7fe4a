//! Every way a rule says no to a user: a stable code, the facts with their numbers, and what to do.
//!
//! `errors.txt` explains the codes; a test keeps that list and this enum equal.

use thiserror::Error;

use super::month_end::{Involvement, Obstacle};
use super::publication::Quarter;
use super::{
    AccountName, Action, Amount, Code, ConflictId, Day, EntryId, LadderStep, LineId, MatchingId, Month,
    NeedId, Pence, Role, Text,
};

/// A rule's no. The text says what was found and what was wanted; [`Refusal::hint`] what to do.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    // Who may do what.
    #[error("nobody called `{0}` is registered")]
    UnknownUser(Code),
    #[error("{user} left on {left_on} and records nothing after that")]
    ActorLeft { user: Code, left_on: Day },
    #[error("{user} is {} and may not {action}", .role.with_article())]
    RoleMayNot { user: Code, role: Role, action: Action },
    #[error("{practitioner} was not in the pilot on {on}{}", bounds(*.joined_on, *.left_on))]
    PractitionerNotThere { practitioner: Code, on: Day, joined_on: Option<Day>, left_on: Option<Day> },
    #[error("{practitioner} may commission up to {} alone; {} was asked for", .limit.format_pounds(), .asked.pence().format_pounds())]
    SignOffExceeded { practitioner: Code, limit: Pence, asked: Amount, order: String },
    #[error("{practitioner} declared a conflict of interest ({what}): somebody else must approve this")]
    ConflictDeclared { practitioner: Code, what: Text, order: String },
    #[error("the policy does not allow {category} on {on}")]
    CategoryNotAllowed { category: Code, on: Day },
    #[error("a child may have {} of {category}; {child} has had {}, {} more was asked for", .cap.format_pounds(), .had.format_pounds(), .asked.format_pounds())]
    CategoryCapExceeded { child: Code, category: Code, cap: Pence, had: Pence, asked: Pence },

    // Approvals.
    #[error(
        "commission {commission} waits for approval; nothing is invoiced, paid or changed on it until then"
    )]
    ApprovalPending { commission: EntryId, request: EntryId },
    #[error("commission {commission} does not wait for approval")]
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
    #[error("{field} `{found}` is not valid; wanted {wanted}")]
    FieldInvalid { field: &'static str, found: String, wanted: &'static str },

    // Requests made twice.
    #[error("key `{key}` was used for {kind}, entry {entry}; now it comes with {asked}")]
    KeyUsedOtherwise { key: Code, kind: String, entry: EntryId, asked: &'static str },
    #[error("key `{key}` is recorded as entry {entry} with {field} {found}; now it comes with {given}")]
    KeyContentDiffers { key: Code, entry: EntryId, field: String, found: String, given: String },

    // Days.
    #[error("{on} is outside the pilot, which runs from {starts_on} to {ends_on}")]
    EffectiveOutsidePilot { on: Day, starts_on: Day, ends_on: Day },
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
        "budget {child} has {} available; {} was asked for\n  allocated {} = available {} + committed {} + spent {}",
        .available.format_pounds(), .asked.pence().format_pounds(),
        .available.format_pounds(), .asked.pence().format_pounds(), .allocated.format_pounds(),
        .available.format_pounds(), .committed.format_pounds(), .spent.format_pounds()
    BudgetExceeded {
        child: Code,
        asked: Amount,
        available: Pence,
        allocated: Pence,
        committed: Pence,
        spent: Pence,
    },
    #[error(
        "budget {child} has {} available, but only {} of it may be spent on {category} on {on}; {} was asked for",
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
    #[error("commission {commission} has invoice `{number}` already, as entry {entry}")]
    InvoiceAlreadyRecorded { commission: EntryId, number: String, entry: EntryId },
    #[error("commission {commission}: {}", owed_and_asked(*.owed, *.asked))]
    PaymentExceedsOwed { commission: EntryId, owed: Pence, asked: Pence },
    #[error("commission {commission} has {} of cost left to take back; {} was given", .left.format_pounds(), .asked.format_pounds())]
    CreditExceedsCost { commission: EntryId, left: Pence, asked: Pence },
    #[error("{} was paid on commission {commission}; {} cannot come back", .paid.format_pounds(), .asked.pence().format_pounds())]
    RefundExceedsPaid { commission: EntryId, paid: Pence, asked: Amount },
    #[error("the council recovers {} of VAT on commission {commission}; say how much of the refund is VAT", .recovered.format_pounds())]
    RefundVatUnsaid { commission: EntryId, recovered: Pence, share: Pence },

    // Tariffs.
    #[error("{} x {weight} is not between a penny and the commission's {}", .part.pence().format_pounds(), .amount.pence().format_pounds())]
    TariffAboveOrder { part: Amount, weight: String, amount: Amount },
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
        "{ordered} units were commissioned on commission {commission}, {left} are still to be delivered; {given} were given"
    )]
    DeliveryAboveOrder { commission: EntryId, ordered: String, left: String, given: String },
    #[error("commission {commission} has a receipt, number {receipt}")]
    ReceiptThere { commission: EntryId, receipt: i64 },
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
    OrderInUse { entry: EntryId },
    #[error("a {kind} entry cannot be corrected in one step")]
    NotCorrectable { kind: &'static str },
    #[error("nothing was given to correct")]
    NothingToCorrect,

    // Months.
    #[error("{month} is {state} already")]
    MonthMarkedAlready { month: Month, state: &'static str },
    #[error("{user} {}; nobody signs off a month they recorded in", .involvement.describe(*.event, *.month))]
    SignerRecorded { user: Code, involvement: Involvement, month: Month, event: EntryId },
    #[error("{month} cannot be closed yet: {}{}", things(.obstacles.len()), listed(.obstacles))]
    MonthNotReady { month: Month, obstacles: Vec<Obstacle> },
    #[error("{month} is not over until {last}; it is closed after that")]
    MonthNotOver { month: Month, last: Day },
    #[error("{month} is not signed off")]
    NotSignedOff { month: Month },
    #[error("{account} is no float")]
    NotAFloat { account: AccountName },
    #[error("{user} recorded entry {entry} on {account}; nobody counts a float they pay out of")]
    CounterRecorded { user: Code, account: AccountName, entry: EntryId },
    #[error("{user} holds {account}; the holder of a float does not count it")]
    CounterHolds { user: Code, account: AccountName },
    #[error("{on} has not come yet; today is {today}")]
    CountedToCome { on: Day, today: Day },
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

    // Outcomes and people.
    #[error("{measure} goes from {lowest} to {highest}; {found} was given")]
    OutcomeOutOfRange { measure: Code, lowest: String, highest: String, found: String },
    #[error(
        "an outcome of {measure} for {child} is recorded on that day as {found}; now it comes as {given}"
    )]
    OutcomeRecordedOtherwise { child: Code, measure: Code, found: String, given: String },
    #[error("{measure} is reported by {}; `{informant}` is not one of them{}", .known.join(", "), did_you_mean(.near))]
    InformantUnknown { measure: Code, informant: Text, known: Vec<String>, near: Vec<String> },
    #[error("{child} was led by {lead} from {from_on}; a hand-over on {on} is not after that")]
    HandOverTooEarly { child: Code, lead: Code, from_on: Day, on: Day },
    #[error("{practitioner} still leads {}", count_children(*.children))]
    StillLeads { practitioner: Code, children: i64 },
    #[error("{practitioner} is the last administrator in the pilot")]
    LastAdministrator { practitioner: Code },
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

fn reach(most: Option<Pence>) -> String {
    most.map_or("nothing".into(), |most| format!("up to {}", most.format_pounds()))
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

fn held(budgets: i64) -> String {
    if budgets == 1 { "1 budget".into() } else { format!("{budgets} budgets") }
}

fn things(count: usize) -> String {
    if count == 1 { "1 thing stands in the way".into() } else { format!("{count} things stand in the way") }
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

impl Refusal {
    /// Returns the stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownUser(_) => "UNKNOWN_USER",
            Self::ActorLeft { .. } => "ACTOR_LEFT",
            Self::RoleMayNot { .. } => "ROLE_MAY_NOT",
            Self::PractitionerNotThere { .. } => "PRACTITIONER_NOT_THERE",
            Self::SignOffExceeded { .. } => "SIGN_OFF_EXCEEDED",
            Self::ConflictDeclared { .. } => "CONFLICT_DECLARED",
            Self::CategoryNotAllowed { .. } => "CATEGORY_NOT_ALLOWED",
            Self::CategoryCapExceeded { .. } => "CATEGORY_CAP_EXCEEDED",
            Self::ApprovalPending { .. } => "APPROVAL_PENDING",
            Self::NotWaiting { .. } => "NOT_WAITING",
            Self::AlreadyDecided { .. } => "ALREADY_DECIDED",
            Self::OwnRequest { .. } => "OWN_REQUEST",
            Self::OwnAuthority { .. } => "OWN_AUTHORITY",
            Self::ApproverHasConflict { .. } => "APPROVER_HAS_CONFLICT",
            Self::BandTooLow { .. } => "BAND_TOO_LOW",
            Self::InvoiceAboveSignOff { .. } => "INVOICE_ABOVE_SIGN_OFF",
            Self::RequestSettled { .. } => "REQUEST_SETTLED",
            Self::ProviderSuspended { .. } => "PROVIDER_SUSPENDED",
            Self::Unknown { what, .. } => match *what {
                "child" => "UNKNOWN_CHILD",
                "provider" => "UNKNOWN_PROVIDER",
                "practitioner" => "UNKNOWN_PRACTITIONER",
                "category" => "UNKNOWN_CATEGORY",
                "fund" => "UNKNOWN_FUND",
                "account" => "UNKNOWN_ACCOUNT",
                "measure" => "UNKNOWN_MEASURE",
                "commission" => "UNKNOWN_COMMISSION",
                "need" => "UNKNOWN_NEED",
                "advance" => "UNKNOWN_ADVANCE",
                "conflict" => "UNKNOWN_CONFLICT",
                "policy version" => "UNKNOWN_POLICY_VERSION",
                "compact" => "UNKNOWN_COMPACT",
                "receipt" => "UNKNOWN_RECEIPT",
                "finding" => "UNKNOWN_FINDING",
                "line" => "UNKNOWN_LINE",
                "matching" => "UNKNOWN_MATCHING",
                _ => "UNKNOWN_ENTRY",
            },
            Self::ReferencesUsedUp { .. } => "REFERENCES_USED_UP",
            Self::JournalWrittenOtherwise { .. } => "JOURNAL_WRITTEN_OTHERWISE",
            Self::AccrualsNotIssued { .. } => "ACCRUALS_NOT_ISSUED",
            Self::RegisteredOtherwise { .. } => "REGISTERED_OTHERWISE",
            Self::RegisteredAlready { .. } => "REGISTERED_ALREADY",
            Self::ReferenceMisfits { .. } => "REFERENCE_MISFITS",
            Self::FieldInvalid { .. } => "FIELD_INVALID",
            Self::KeyUsedOtherwise { .. } => "KEY_USED_OTHERWISE",
            Self::KeyContentDiffers { .. } => "KEY_CONTENT_DIFFERS",
            Self::EffectiveOutsidePilot { .. } => "EFFECTIVE_OUTSIDE_PILOT",
            Self::MonthClosed { .. } => "MONTH_CLOSED",
            Self::BelongsToOpenMonth { .. } => "BELONGS_TO_OPEN_MONTH",
            Self::NothingIsLate { .. } => "NOTHING_IS_LATE",
            Self::BeforeBudgetOpened { .. } => "BEFORE_BUDGET_OPENED",
            Self::DaysOutOfOrder { .. } => "DAYS_OUT_OF_ORDER",
            Self::PolicyOutOfOrder { .. } => "POLICY_OUT_OF_ORDER",
            Self::PoolExceeded { .. } => "POOL_EXCEEDED",
            Self::FundDoesNotFit { .. } => "FUND_DOES_NOT_FIT",
            Self::NoFund { .. } => "NO_FUND",
            Self::BudgetExists { .. } => "BUDGET_EXISTS",
            Self::NoBudget { .. } => "NO_BUDGET",
            Self::ComparisonChildHasNoBudget { .. } => "COMPARISON_CHILD_HAS_NO_BUDGET",
            Self::BudgetOutOfBounds { .. } => "BUDGET_OUT_OF_BOUNDS",
            Self::GateCaf { .. } => "GATE_CAF",
            Self::GateConsent { .. } => "GATE_CONSENT",
            Self::GateOutcome { .. } => "GATE_OUTCOME",
            Self::BudgetClosed { .. } => "BUDGET_CLOSED",
            Self::BudgetHasCommitments { .. } => "BUDGET_HAS_COMMITMENTS",
            Self::BudgetExceeded { .. } => "BUDGET_EXCEEDED",
            Self::RingFenced { .. } => "RING_FENCED",
            Self::VatNotBelowAmount { .. } => "VAT_NOT_BELOW_AMOUNT",
            Self::UnitsDoNotMakeAmount { .. } => "UNITS_DO_NOT_MAKE_AMOUNT",
            Self::CommissionClosed { .. } => "COMMISSION_CLOSED",
            Self::AmountBelowUsed { .. } => "AMOUNT_BELOW_USED",
            Self::NothingToAmend { .. } => "NOTHING_TO_AMEND",
            Self::InvoiceAlreadyRecorded { .. } => "INVOICE_ALREADY_RECORDED",
            Self::PaymentExceedsOwed { .. } => "PAYMENT_EXCEEDS_OWED",
            Self::CreditExceedsCost { .. } => "CREDIT_EXCEEDS_COST",
            Self::RefundExceedsPaid { .. } => "REFUND_EXCEEDS_PAID",
            Self::RefundVatUnsaid { .. } => "REFUND_VAT_UNSAID",
            Self::TariffAboveOrder { .. } => "TARIFF_ABOVE_ORDER",
            Self::NoTariff { .. } => "NO_TARIFF",
            Self::TariffFixed { .. } => "TARIFF_FIXED",
            Self::TariffNotEarned { .. } => "TARIFF_NOT_EARNED",
            Self::TariffUndecided { .. } => "TARIFF_UNDECIDED",
            Self::TariffLapsed { .. } => "TARIFF_LAPSED",
            Self::TariffEarned { .. } => "TARIFF_EARNED",
            Self::TariffNotDue { .. } => "TARIFF_NOT_DUE",
            Self::DeliveryComplete { .. } => "DELIVERY_COMPLETE",
            Self::DeliveryAboveOrder { .. } => "DELIVERY_ABOVE_ORDER",
            Self::ReceiptThere { .. } => "RECEIPT_THERE",
            Self::ReceiptNotKept { .. } => "RECEIPT_NOT_KEPT",
            Self::AlreadyReversed { .. } => "ALREADY_REVERSED",
            Self::EntryIsReversal { .. } => "ENTRY_IS_REVERSAL",
            Self::ReversalBlocked { .. } => "REVERSAL_BLOCKED",
            Self::OpeningInUse { .. } => "OPENING_IN_USE",
            Self::OrderInUse { .. } => "ORDER_IN_USE",
            Self::NotCorrectable { .. } => "NOT_CORRECTABLE",
            Self::NothingToCorrect => "NOTHING_TO_CORRECT",
            Self::MonthMarkedAlready { .. } => "MONTH_MARKED_ALREADY",
            Self::SignerRecorded { .. } => "SIGNER_RECORDED",
            Self::MonthNotReady { .. } => "MONTH_NOT_READY",
            Self::MonthNotOver { .. } => "MONTH_NOT_OVER",
            Self::OwnSignOff { .. } => "OWN_SIGN_OFF",
            Self::NotSignedOff { .. } => "NOT_SIGNED_OFF",
            Self::NotAFloat { .. } => "NOT_A_FLOAT",
            Self::CounterRecorded { .. } => "COUNTER_RECORDED",
            Self::CounterHolds { .. } => "COUNTER_HOLDS",
            Self::CountedToCome { .. } => "COUNTED_TO_COME",
            Self::OwnAdvance { .. } => "OWN_ADVANCE",
            Self::AdvanceExceedsFloat { .. } => "ADVANCE_EXCEEDS_FLOAT",
            Self::AdvanceBackAlready { .. } => "ADVANCE_BACK_ALREADY",
            Self::LaterMonthClosed { .. } => "LATER_MONTH_CLOSED",
            Self::EarlierMonthOpen { .. } => "EARLIER_MONTH_OPEN",
            Self::QuarterNotOver { .. } => "QUARTER_NOT_OVER",
            Self::ReviewUnanswered { .. } => "REVIEW_UNANSWERED",
            Self::DraftDiffers { .. } => "DRAFT_DIFFERS",
            Self::PublicationSigned { .. } => "PUBLICATION_SIGNED",
            Self::OwnFinding { .. } => "OWN_FINDING",
            Self::FindingAnswered { .. } => "FINDING_ANSWERED",
            Self::MatchedAlready { .. } => "MATCHED_ALREADY",
            Self::AccountsDiffer { .. } => "ACCOUNTS_DIFFER",
            Self::EntryElsewhere { .. } => "ENTRY_ELSEWHERE",
            Self::AccountNotSaid { .. } => "ACCOUNT_NOT_SAID",
            Self::MatchingDiffers { .. } => "MATCHING_DIFFERS",
            Self::NothingToMatch => "NOTHING_TO_MATCH",
            Self::UndoneAlready { .. } => "UNDONE_ALREADY",
            Self::MatchingLocked { .. } => "MATCHING_LOCKED",
            Self::MatchingInClosedMonth { .. } => "MATCHING_IN_CLOSED_MONTH",
            Self::LineOtherWay { .. } => "LINE_OTHER_WAY",
            Self::LineInPart { .. } => "LINE_IN_PART",
            Self::LineIsOpening { .. } => "LINE_IS_OPENING",
            Self::EntryWaits { .. } => "ENTRY_WAITS",
            Self::MerchantUnknown { .. } => "MERCHANT_UNKNOWN",
            Self::AmountAboveLine { .. } => "AMOUNT_ABOVE_LINE",
            Self::NotAsked { .. } => "NOT_ASKED",
            Self::AskedAnother { .. } => "ASKED_ANOTHER",
            Self::NeedOfAnotherChild { .. } => "NEED_OF_ANOTHER_CHILD",
            Self::NotTheHolder { .. } => "NOT_THE_HOLDER",
            Self::HoldsAlready { .. } => "HOLDS_ALREADY",
            Self::NotOffered { .. } => "NOT_OFFERED",
            Self::OfferedToAnother { .. } => "OFFERED_TO_ANOTHER",
            Self::StillHolds { .. } => "STILL_HOLDS",
            Self::ConflictDeclaredAlready { .. } => "CONFLICT_DECLARED_ALREADY",
            Self::ConflictEnded { .. } => "CONFLICT_ENDED",
            Self::OwnConflict { .. } => "OWN_CONFLICT",
            Self::OutcomeOutOfRange { .. } => "OUTCOME_OUT_OF_RANGE",
            Self::InformantUnknown { .. } => "INFORMANT_UNKNOWN",
            Self::OutcomeRecordedOtherwise { .. } => "OUTCOME_RECORDED_OTHERWISE",
            Self::HandOverTooEarly { .. } => "HAND_OVER_TOO_EARLY",
            Self::StillLeads { .. } => "STILL_LEADS",
            Self::LastAdministrator { .. } => "LAST_ADMINISTRATOR",
        }
    }

    /// Returns what the user can do next, naming a command where one helps.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::UnknownUser(user) => {
                format!("the administrator registers people: bhlp practitioner add {user} --name NAME --profession JOB --agency AGENCY --role lead_professional")
            }
            Self::ActorLeft { .. } => "record as someone who is in the pilot: --as USER".into(),
            Self::RoleMayNot { .. } => "ask a colleague whose role includes it: bhlp practitioner list".into(),
            Self::PractitionerNotThere { .. } => "name who bought it: --for PRACTITIONER, or give the day: --on DATE".into(),
            Self::SignOffExceeded { order, .. } | Self::ConflictDeclared { order, .. } => {
                format!("ask for approval, its money is reserved meanwhile: {order}")
            }
            Self::CategoryNotAllowed { .. } | Self::CategoryCapExceeded { .. } => "see what the policy allows: bhlp policy show".into(),
            Self::ApprovalPending { commission, .. } => {
                format!("somebody else approves it: bhlp approve {commission}; to give it up: bhlp commission cancel {commission}")
            }
            Self::NotWaiting { .. } => "see what is waiting: bhlp approve".into(),
            Self::AlreadyDecided { commission, .. } => format!("see it: bhlp commission show {commission}"),
            Self::OwnAuthority { .. } => "ask a colleague to change it: bhlp practitioner list".into(),
            Self::OwnRequest { .. } | Self::ApproverHasConflict { .. } => "ask a colleague to decide: bhlp today shows them what is waiting".into(),
            Self::BandTooLow { .. } => "see who may approve how much: bhlp policy show".into(),
            Self::InvoiceAboveSignOff { commission, .. } => {
                format!("ask for the greater total first: bhlp commission amend {commission} AMOUNT")
            }
            Self::RequestSettled { .. } => "commission it again: bhlp commission place".into(),
            Self::ProviderSuspended { provider, .. } => {
                format!("choose another: bhlp provider list; what was commissioned goes on; a manager ends it: bhlp provider step {provider} restored --reason TEXT")
            }
            Self::Unknown { what, .. } => match *what {
                "commission" => "see what is open: bhlp commission list --open".into(),
                "entry" => "see recent entries: bhlp entry list".into(),
                "finding" => "give its first column, as one word: bhlp audit TEST shows them".into(),
                "advance" => "see what is out of a float: bhlp imprest certificate ACCOUNT".into(),
                "need" => "see a child's needs: bhlp need list CHILD".into(),
                "practitioner" => "see who is registered: bhlp practitioner list".into(),
                "child" => "see who is registered: bhlp child list".into(),
                "category" => "see the categories: bhlp category list".into(),
                "policy version" => "see the versions: bhlp policy history".into(),
                "line" => "see what is open: bhlp reconcile show".into(),
                "matching" => "see what is matched: bhlp reconcile show --all".into(),
                "account" => "open it first: bhlp account open NAME; see them: bhlp account list".into(),
                what => format!("see what is registered: bhlp {what} list"),
            },
            Self::RegisteredOtherwise { what, code, .. } => match *what {
                "practitioner" | "provider" | "child" => format!("to change it: bhlp {what} amend {code}"),
                _ => "correct the value, or use another code".into(),
            },
            Self::RegisteredAlready { what, code } => match *what {
                "practitioner" | "provider" | "child" => format!("to change it: bhlp {what} amend {code}"),
                _ => "use another code".into(),
            },
            Self::ReferenceMisfits { .. } => "give the authority's own reference; the pattern is the policy's: bhlp policy show".into(),
            Self::FieldInvalid { .. } => return None,
            Self::KeyUsedOtherwise { .. } | Self::KeyContentDiffers { .. } => {
                "if this is another request, give it another key; if it was recorded wrongly: bhlp entry correct".into()
            }
            Self::EffectiveOutsidePilot { .. } => "give the day it happened: --on DATE".into(),
            Self::MonthClosed { on, may_reopen: false, .. } => format!("record it in an open month: --on DATE --belongs-to {on}"),
            Self::MonthClosed { month, on, .. } => {
                format!("record it in an open month with --on DATE --belongs-to {on}, or re-open: bhlp month reopen {month} --reason TEXT")
            }
            Self::BelongsToOpenMonth { belongs_on, .. } => format!("record it there: --on {belongs_on}"),
            Self::NothingIsLate { .. } => "leave out --belongs-to; it is for entries whose month is closed".into(),
            Self::BeforeBudgetOpened { .. } | Self::DaysOutOfOrder { .. } => "check the days: --on DATE is the day it happened".into(),
            Self::PolicyOutOfOrder { holds_from, .. } => {
                format!("give that day or a later one: --from {holds_from}; see the versions: bhlp policy history")
            }
            Self::PoolExceeded { .. } => "see what each fund has: bhlp fund list".into(),
            Self::FundDoesNotFit { .. } | Self::RingFenced { .. } => "see what each fund is kept for: bhlp fund list".into(),
            Self::AccrualsNotIssued { month, .. } => format!("first hand that month over: bhlp export month {month} --to DIR"),
            Self::ReferencesUsedUp { .. } => "give the layout another reference_prefix: docs/PACK.md".into(),
            Self::JournalWrittenOtherwise { profile, .. } => {
                format!("give the layout it was issued with, unchanged: --profile {profile}, or its file")
            }
            Self::NoFund { .. } => {
                "register one: bhlp fund add CODE --name NAME --contributor WHO; then bhlp fund receive CODE AMOUNT".into()
            }
            Self::BudgetExists { child, .. } => format!("to add money: bhlp budget top-up {child} AMOUNT"),
            Self::NoBudget { child } => format!("open one: bhlp budget open {child} AMOUNT"),
            Self::ComparisonChildHasNoBudget { .. } => "outcomes can be recorded without a budget: bhlp outcome record".into(),
            Self::BudgetOutOfBounds { .. } => "see the bounds: bhlp policy show".into(),
            Self::GateCaf { child, .. } => format!("record it first: bhlp child amend {child} --caf-ref REF --caf-on DATE"),
            Self::GateConsent { child, .. } => format!("record it first: bhlp child amend {child} --consent-on DATE"),
            Self::GateOutcome { child } => format!("say which: bhlp budget open {child} AMOUNT --expect AIM"),
            Self::BudgetClosed { child, .. } => format!("see its history: bhlp report statement --child {child}"),
            Self::BudgetExceeded { child, committed: Pence::ZERO, .. } => {
                format!("give a smaller amount, or have the budget topped up: bhlp budget top-up {child} AMOUNT")
            }
            Self::BudgetHasCommitments { child, .. } | Self::BudgetExceeded { child, .. } => {
                format!("see what could be released: bhlp commission list --child {child} --open")
            }
            Self::VatNotBelowAmount { .. } => "the amount is what is paid in all; --vat is the part of it the council recovers".into(),
            Self::UnitsDoNotMakeAmount { .. } => "leave out the amount, or correct --units or --unit-price".into(),
            Self::CommissionClosed { commission, .. } => {
                format!("see its history: bhlp commission show {commission}; something new is a new commission")
            }
            Self::AmountBelowUsed { commission, .. } => {
                format!("money back is a credit note or a refund: bhlp credit-note record {commission} AMOUNT")
            }
            Self::NothingToAmend { commission, .. } => format!("see what stands on it: bhlp commission show {commission}"),
            Self::InvoiceAlreadyRecorded { .. } => "if it is another invoice, give its own --number".into(),
            Self::PaymentExceedsOwed { commission, .. } => {
                format!("record the invoice first: bhlp invoice record {commission} AMOUNT; see: bhlp commission show {commission}")
            }
            Self::RefundVatUnsaid { share, .. } => format!("its share of the invoice would be --vat {share}; where none of it is VAT: --vat 0"),
            Self::CreditExceedsCost { commission, .. } | Self::RefundExceedsPaid { commission, .. } => {
                format!("see what was invoiced and paid: bhlp commission show {commission}")
            }
            Self::TariffAboveOrder { .. } => "the price is all that can be paid: --held times --weight is a part of it".into(),
            Self::NoTariff { .. } => "see what has one: bhlp tariff list".into(),
            Self::TariffFixed { commission } => {
                format!("cancel it and place it again: bhlp commission cancel {commission}")
            }
            Self::TariffNotEarned { commission, lapsed_by: Some(by), .. } => {
                format!("if it was reached after all: bhlp entry reverse {by} --reason TEXT; see: bhlp commission show {commission}")
            }
            Self::TariffNotEarned { .. } => "record the outcome first: bhlp outcome record; see: bhlp tariff list".into(),
            Self::TariffUndecided { commission, .. } => {
                format!("leave out --final; if the outcome is not reached: bhlp tariff lapse {commission}")
            }
            Self::TariffLapsed { by, .. } => format!("see it: bhlp entry show {by}"),
            Self::TariffEarned { commission, .. } => format!("it may be invoiced: bhlp invoice record {commission} AMOUNT"),
            Self::TariffNotDue { commission, .. } => {
                format!("wait for the day after it; to give up the whole commission: bhlp commission cancel {commission}")
            }
            Self::DeliveryComplete { .. } => "anything more is a new commission: bhlp commission place".into(),
            Self::DeliveryAboveOrder { .. } => "give the units delivered now; anything more is a new commission".into(),
            Self::ReceiptThere { .. } => "see it: bhlp receipt list --child REF".into(),
            Self::ReceiptNotKept { .. } => "the ledger keeps small files only: bhlp receipt list shows where each is".into(),
            Self::AlreadyReversed { by, .. } => format!("see it: bhlp entry show {by}"),
            Self::EntryIsReversal { .. } => "record what happened again".into(),
            Self::ReversalBlocked { .. } => "undo the later entries first: bhlp entry list shows them".into(),
            Self::OpeningInUse { .. } => "return what is left instead: bhlp budget close".into(),
            Self::OrderInUse { entry } => {
                format!("undo what came after it first: bhlp commission show {entry}; or release the rest: bhlp commission cancel {entry}")
            }
            Self::NotCorrectable { .. } => "reverse it and record it again: bhlp entry reverse N --reason TEXT".into(),
            Self::NothingToCorrect => "give what should be different, such as --amount or --name; --help lists what can be".into(),
            Self::MonthMarkedAlready { .. } => "see every month: bhlp month status".into(),
            Self::MonthNotOver { month, .. } => format!("see where it stands: bhlp month status {month}"),
            Self::MonthNotReady { month, .. } => format!("see all of it: bhlp month status {month}; line by line: bhlp report reconciliation --month {month}"),
            Self::NotSignedOff { month } => format!("see what stands in the way: bhlp month status {month}; as it is now: --as-at {}", month.last()),
            Self::NotAFloat { .. } => "a float is called imprest:NAME; see them: bhlp account list".into(),
            Self::CounterRecorded { .. } | Self::CounterHolds { .. } => {
                "ask a colleague to count it: --as USER".into()
            }
            Self::CountedToCome { .. } => "count it, then record the day on which it was: --on DATE".into(),
            Self::OwnAdvance { .. } => "ask a colleague to give it: --as USER".into(),
            Self::AdvanceExceedsFloat { account, .. } => {
                format!("see what is out: bhlp imprest certificate {account}")
            }
            Self::AdvanceBackAlready { .. } => "record another: bhlp imprest advance".into(),
            Self::OwnSignOff { .. } => "ask a colleague to re-open it: --as USER".into(),
            Self::SignerRecorded { .. } => "ask a colleague who recorded nothing in it: --as USER".into(),
            Self::LaterMonthClosed { month, .. } => format!("re-open the latest first: bhlp month reopen {month} --reason TEXT"),
            Self::EarlierMonthOpen { earlier } => format!("close months in order: bhlp month close {earlier}"),
            Self::PublicationSigned { .. } => "compare the two; to put this one in its place, say why: --sign --replace REASON".into(),
            Self::QuarterNotOver { .. } => "until then there is a draft: leave out --sign".into(),
            Self::ReviewUnanswered { .. } => "write publish, redact or leave_out in the last column of review.csv, and export again".into(),
            Self::DraftDiffers { quarter } => {
                format!("write it again, look at it, then sign: bhlp export transparency --quarter {quarter} --to DIR")
            }
            Self::OwnFinding { .. } => "ask a colleague to answer: --as USER".into(),
            Self::FindingAnswered { test, .. } => format!("see the answers: bhlp audit {test} --all"),
            Self::MatchedAlready { matching, .. } => {
                format!("see what is open: bhlp reconcile show; to take it apart: bhlp reconcile unmatch {matching} --reason TEXT")
            }
            Self::AccountsDiffer { .. } | Self::EntryElsewhere { .. } => {
                "see what is open on each account: bhlp reconcile show".into()
            }
            Self::AccountNotSaid { accounts, .. } => {
                format!("say which, such as --account {}", accounts.first().map(ToString::to_string).unwrap_or_default())
            }
            Self::MatchingDiffers { .. } => "see what is open: bhlp reconcile show; or record what is missing: bhlp reconcile record LINE".into(),
            Self::NothingToMatch => "give lines and entries by their numbers: --line 12 --entry 57; bhlp reconcile show lists them".into(),
            Self::UndoneAlready { .. } => "see what is open: bhlp reconcile show".into(),
            Self::MatchingInClosedMonth { month } | Self::MatchingLocked { month, .. } => {
                format!("a second person re-opens the month first: bhlp month reopen {month} --reason TEXT")
            }
            Self::LineOtherWay { .. } => "money out is a purchase, a payment, a charge or a move to another account; money in is a refund, interest or a move from one".into(),
            Self::LineInPart { go_on, .. } => go_on.clone(),
            Self::LineIsOpening { line, .. } => format!("match it with the entries that brought it (bhlp reconcile match --line {line} --entry N), or explain it: bhlp reconcile explain --line {line} --because other TEXT"),
            Self::EntryWaits { entry, line, insist, .. } => format!("if it is the same: bhlp reconcile match --line {line} --entry {entry}; if it was bought twice: {insist}"),
            Self::MerchantUnknown { .. } => "say from whom: --from PROVIDER; the name is then known: bhlp reconcile merchants".into(),
            Self::AmountAboveLine { line, .. } => format!("see what else it is: bhlp reconcile show; line {line} may also be matched with several entries"),
            Self::NotAsked { .. } => "see what is waiting for a reply: bhlp reconcile suspense".into(),
            Self::AskedAnother { asked, .. } => format!("{asked} replies, or whoever reconciles: --as {asked}"),
            Self::NeedOfAnotherChild { child, .. } => format!("see what {child} needs: bhlp need list {child}"),
            Self::NotTheHolder { child, holder, .. } => {
                format!("ask {holder} or a manager, or have it handed over: bhlp budget hand-over {child} --to PRACTITIONER --reason TEXT")
            }
            Self::HoldsAlready { child, .. } => format!("see who holds it: bhlp budget show {child}"),
            Self::NotOffered { child } => {
                format!("whoever holds it offers it first: bhlp budget hand-over {child} --to PRACTITIONER --reason TEXT")
            }
            Self::OfferedToAnother { to, .. } => format!("{to} takes it over: --as {to}"),
            Self::StillHolds { .. } => "hand the budgets over first: bhlp budget hand-over CHILD --to PRACTITIONER --reason TEXT".into(),
            Self::ConflictDeclaredAlready { conflict, .. } => {
                format!("it stands until somebody else ends it: bhlp conflict end {conflict}")
            }
            Self::ConflictEnded { .. } => "see them all: bhlp conflict list; if one begins again, declare it again".into(),
            Self::OwnConflict { .. } => "ask a manager, finance officer or administrator to end it".into(),
            Self::OutcomeOutOfRange { .. } => "see the measures: bhlp measure list".into(),
            Self::InformantUnknown { measure, .. } => {
                format!("the policy says who reports it: bhlp measure show {measure}")
            }
            Self::OutcomeRecordedOtherwise { child, .. } => format!("see what is recorded: bhlp outcome list {child}"),
            Self::HandOverTooEarly { .. } => "give the first day of the new lead: --on DATE".into(),
            Self::StillLeads { practitioner, .. } => {
                format!("hand the children over first: bhlp report caseload --practitioner {practitioner}")
            }
            Self::LastAdministrator { .. } => "register another first: bhlp practitioner add CODE --name NAME --profession JOB --agency AGENCY --role administrator".into(),
        })
    }
}
