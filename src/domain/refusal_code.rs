//! The stable code of each refusal, and what the user can do next.

use super::register_change::change;
use super::{ConsentKind, Pence, Refusal};

/// The same command said again with other flags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidAgain {
    /// When that is right.
    pub when: String,
    /// The flags it takes.
    pub with: Vec<String>,
    /// The flags it leaves out, each with its value.
    pub without: &'static [&'static str],
    /// Whether it is one way of two.
    pub besides: bool,
}

impl Refusal {
    /// Returns the stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownUser(_) => "UNKNOWN_USER",
            Self::ActorLeft { .. } => "ACTOR_LEFT",
            Self::RoleMayNot { .. } | Self::CommandNotOfRole { .. } => "ROLE_MAY_NOT",
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
            Self::InvoiceAboveCommission { .. } => "INVOICE_ABOVE_COMMISSION",
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
                "target" => "UNKNOWN_TARGET",
                "claim" => "UNKNOWN_CLAIM",
                "advance" => "UNKNOWN_ADVANCE",
                "conflict" => "UNKNOWN_CONFLICT",
                "policy version" => "UNKNOWN_POLICY_VERSION",
                "compact" => "UNKNOWN_COMPACT",
                "family" => "UNKNOWN_FAMILY",
                "invoice" => "UNKNOWN_INVOICE",
                "receipt" => "UNKNOWN_RECEIPT",
                "finding" => "UNKNOWN_FINDING",
                "line" => "UNKNOWN_LINE",
                "statement" => "UNKNOWN_STATEMENT",
                "matching" => "UNKNOWN_MATCHING",
                "purchase" => "UNKNOWN_PURCHASE",
                "score" | "time" | "delivery" | "mark" | "review" | "happening" | "consent" | "member"
                | "agreement" => "UNKNOWN_FACT",
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
            Self::RowRecordedOtherwise(difference) => difference.code,
            Self::EffectiveOutsidePilot { .. }
            | Self::CommittedAfterPilot { .. }
            | Self::InvoicedAfterPilot { .. }
            | Self::ReopenedAfterPilot { .. } => "EFFECTIVE_OUTSIDE_PILOT",
            Self::MonthClosed { .. } => "MONTH_CLOSED",
            Self::BelongsToOpenMonth { .. } => "BELONGS_TO_OPEN_MONTH",
            Self::NothingIsLate { .. } => "NOTHING_IS_LATE",
            Self::BeforeBudgetOpened { .. } => "BEFORE_BUDGET_OPENED",
            Self::DaysOutOfOrder { .. } => "DAYS_OUT_OF_ORDER",
            Self::PolicyOutOfOrder { .. } => "POLICY_OUT_OF_ORDER",
            Self::PoolExceeded { .. } => "POOL_EXCEEDED",
            Self::FundDoesNotFit { .. } => "FUND_DOES_NOT_FIT",
            Self::CategoryMisplaced { .. } => "CATEGORY_MISPLACED",
            Self::PoolAgreedAlready { .. } => "POOL_AGREED_ALREADY",
            Self::SharesNotTheWhole { .. } => "SHARES_NOT_THE_WHOLE",
            Self::NoPartner { .. } => "NO_PARTNER",
            Self::PartnerExceeded { .. } => "PARTNER_EXCEEDED",
            Self::PoolFundMisfits { .. } => "POOL_FUND_MISFITS",
            Self::NotTheBoards { .. } => "NOT_THE_BOARDS",
            Self::ReportNotAgreed { .. } => "REPORT_NOT_AGREED",
            Self::ReportSentAlready { .. } => "REPORT_SENT_ALREADY",
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
            Self::LineOfAnother { .. } => "LINE_OF_ANOTHER",
            Self::CommissionUnnamed { .. } => "COMMISSION_UNNAMED",
            Self::SellerDiffers { .. } => "SELLER_DIFFERS",
            Self::DocumentSumDiffers { .. } => "DOCUMENT_SUM_DIFFERS",
            Self::NothingOwed { .. } => "NOTHING_OWED",
            Self::PaymentExceedsOwed { .. } => "PAYMENT_EXCEEDS_OWED",
            Self::AccountInKind { .. } => "ACCOUNT_IN_KIND",
            Self::PaidInKind { .. } | Self::FundInKind { .. } | Self::RowInKind { .. } => "PAID_IN_KIND",
            Self::VatInKind { .. } => "VAT_IN_KIND",
            Self::CreditExceedsCost { .. } => "CREDIT_EXCEEDS_COST",
            Self::RefundExceedsPaid { .. } => "REFUND_EXCEEDS_PAID",
            Self::VatUnsaid { .. } | Self::LineVatUnsaid { .. } => "VAT_UNSAID",
            Self::VatNotRecoverable { .. } => "VAT_NOT_RECOVERABLE",
            Self::NoVatDocument { .. } => "NO_VAT_DOCUMENT",
            Self::VatChargeTooMuch { .. } => "VAT_CHARGE_TOO_MUCH",
            Self::VatChargeUnfunded { .. } => "VAT_CHARGE_UNFUNDED",
            Self::VatCharged { .. } => "VAT_CHARGED",
            Self::VatTakenBack { .. } => "VAT_TAKEN_BACK",
            Self::TariffAboveCommission { .. } => "TARIFF_ABOVE_COMMISSION",
            Self::TariffAbovePrice { .. } => "TARIFF_ABOVE_PRICE",
            Self::NoTariff { .. } => "NO_TARIFF",
            Self::TariffFixed { .. } => "TARIFF_FIXED",
            Self::TariffNotEarned { .. } => "TARIFF_NOT_EARNED",
            Self::TariffUndecided { .. } => "TARIFF_UNDECIDED",
            Self::TariffLapsed { .. } => "TARIFF_LAPSED",
            Self::TariffEarned { .. } => "TARIFF_EARNED",
            Self::TariffNotDue { .. } => "TARIFF_NOT_DUE",
            Self::DeliveryComplete { .. } => "DELIVERY_COMPLETE",
            Self::DeliveryAboveCommission { .. } => "DELIVERY_ABOVE_COMMISSION",
            Self::ReceiptThere { .. } => "RECEIPT_THERE",
            Self::ReceiptOtherwise { .. } => "RECEIPT_RECORDED_OTHERWISE",
            Self::ReceiptNotKept { .. } => "RECEIPT_NOT_KEPT",
            Self::AlreadyReversed { .. } => "ALREADY_REVERSED",
            Self::EntryIsReversal { .. } => "ENTRY_IS_REVERSAL",
            Self::ReversalBlocked { .. } => "REVERSAL_BLOCKED",
            Self::OpeningInUse { .. } => "OPENING_IN_USE",
            Self::CommissionInUse { .. } => "COMMISSION_IN_USE",
            Self::NotCorrectable { .. } => "NOT_CORRECTABLE",
            Self::NothingToCorrect | Self::CorrectAlready => "NOTHING_TO_CORRECT",
            Self::MonthMarkedAlready { .. } => "MONTH_MARKED_ALREADY",
            Self::SignerRecorded { .. } => "SIGNER_RECORDED",
            Self::MonthNotReady { .. } => "MONTH_NOT_READY",
            Self::MonthOutsidePilot { .. } => "MONTH_OUTSIDE_PILOT",
            Self::MonthNotOver { .. } => "MONTH_NOT_OVER",
            Self::MonthNotEmpty { .. } => "MONTH_NOT_EMPTY",
            Self::OwnSignOff { .. } => "OWN_SIGN_OFF",
            Self::NotSignedOff { .. } => "NOT_SIGNED_OFF",
            Self::FloatBelowZero { .. } | Self::FloatLacks { .. } => "FLOAT_BELOW_ZERO",
            Self::BankLimitExceeded { .. } | Self::BankLimitInRow { .. } => "BANK_LIMIT_EXCEEDED",
            Self::PocketAboveZero { .. } => "POCKET_ABOVE_ZERO",
            Self::PocketMisplaced { .. } => "POCKET_MISPLACED",
            Self::AccountOfAnother { .. } => "ACCOUNT_OF_ANOTHER",
            Self::ClaimAboveOwed { .. } | Self::NothingToClaim { .. } => "CLAIM_ABOVE_OWED",
            Self::ClaimDecided { .. } => "CLAIM_DECIDED",
            Self::OwnClaim { .. } | Self::ClaimWrittenDown { .. } => "OWN_CLAIM",
            Self::ClaimOfAnother { .. } => "CLAIM_OF_ANOTHER",
            Self::ClaimNotApproved { .. } => "CLAIM_NOT_APPROVED",
            Self::ClaimNotOwed { .. } => "CLAIM_NOT_OWED",
            Self::ClaimPaid { .. } => "CLAIM_PAID",
            Self::NotAFloat { .. } => "NOT_A_FLOAT",
            Self::CounterRecorded { .. } => "COUNTER_RECORDED",
            Self::CounterHolds { .. } => "COUNTER_HOLDS",
            Self::AgreementMissing { .. } => "AGREEMENT_MISSING",
            Self::DisabilityNotRecorded { .. } => "DISABILITY_NOT_RECORDED",
            Self::Not16Or17 { .. } => "NOT_SIXTEEN_OR_SEVENTEEN",
            Self::ReturnAboveAdvance { .. } => "RETURN_ABOVE_ADVANCE",
            Self::HeldAboveCommitted { .. } => "HELD_ABOVE_COMMITTED",
            Self::HeldMisplaced { .. } => "HELD_MISPLACED",
            Self::RepaymentForbidden { .. } => "REPAYMENT_FORBIDDEN",
            Self::DebtAboveUnaccounted { .. } => "DEBT_ABOVE_UNACCOUNTED",
            Self::DebtWithinContingency { .. } => "DEBT_WITHIN_CONTINGENCY",
            Self::WriteOffWithoutAuthority { .. } => "WRITE_OFF_WITHOUT_AUTHORITY",
            Self::WriteOffAboveDebt { .. } => "WRITE_OFF_ABOVE_DEBT",
            Self::WriteOffUnfunded { .. } => "WRITE_OFF_UNFUNDED",
            Self::AccountedAbovePaid { .. } => "ACCOUNTED_ABOVE_PAID",
            Self::StatementNotAgreed { .. } => "STATEMENT_NOT_AGREED",
            Self::MeanwhileUnsaid { .. } => "MEANWHILE_UNSAID",
            Self::DayToCome { .. } => "DAY_TO_COME",
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
            Self::FamilyWithoutChildren { .. } => "FAMILY_WITHOUT_CHILDREN",
            Self::MemberAlready { .. } => "MEMBER_ALREADY",
            Self::TwoMainFamilies { .. } => "TWO_MAIN_FAMILIES",
            Self::MemberLeft { .. } => "MEMBER_LEFT",
            Self::NotOfTheFamily { .. } => "NOT_OF_THE_FAMILY",
            Self::SharedByOne { .. } => "SHARED_BY_ONE",
            Self::SharedTwice { .. } => "SHARED_TWICE",
            Self::ShareUnsaid { .. } => "SHARE_UNSAID",
            Self::SharesDoNotAddUp { .. } => "SHARES_DO_NOT_ADD_UP",
            Self::SharedAboveSignOff { .. } => "SHARED_ABOVE_SIGN_OFF",
            Self::OutcomeOutOfRange { .. } => "OUTCOME_OUT_OF_RANGE",
            Self::InformantUnknown { .. } => "INFORMANT_UNKNOWN",
            Self::HappenedBeforeBirth { .. } => "HAPPENED_BEFORE_BIRTH",
            Self::ChildHasLeft { .. } => "CHILD_HAS_LEFT",
            Self::NotInCare { .. } => "NOT_IN_CARE",
            Self::InCareAlready { .. } => "IN_CARE_ALREADY",
            Self::AnswerWithoutReferral { .. } => "ANSWER_WITHOUT_REFERRAL",
            Self::ExcludedAlready { .. } => "EXCLUDED_ALREADY",
            Self::CaseClosedAlready { .. } => "CASE_CLOSED_ALREADY",
            Self::CaseNotClosed { .. } => "CASE_NOT_CLOSED",
            Self::HappenedOtherwise { .. } => "HAPPENED_ALREADY",
            Self::TargetBelow { bound: "floor", .. } => "TARGET_BELOW_FLOOR",
            Self::TargetBelow { .. } => "TARGET_BELOW_BASELINE",
            Self::IndicatorCounted { .. } => "INDICATOR_COUNTED",
            Self::ConsentNotGiven { .. } => "CONSENT_NOT_GIVEN",
            Self::ConsentWithdrawnAlready { .. } => "CONSENT_WITHDRAWN_ALREADY",
            Self::ConsentSaidAlready { .. } => "CONSENT_SAID_ALREADY",
            Self::ShieldOfAnother { .. } => "SHIELD_OF_ANOTHER",
            Self::OutcomeRecordedOtherwise { .. } => "OUTCOME_RECORDED_OTHERWISE",
            Self::TimeRecordedOtherwise { .. } => "TIME_RECORDED_OTHERWISE",
            Self::FactWithdrawn { .. } => "FACT_WITHDRAWN",
            Self::FactOfAnother { .. } => "FACT_OF_ANOTHER",
            Self::NeedInUse { .. } => "NEED_IN_USE",
            Self::AgreementInUse { .. } => "AGREEMENT_IN_USE",
            Self::HandOverTooEarly { .. } => "HAND_OVER_TOO_EARLY",
            Self::LeadsAlready { .. } => "LEADS_ALREADY",
            Self::StillLeads { .. } => "STILL_LEADS",
            Self::LastAdministrator { .. } => "LAST_ADMINISTRATOR",
        }
    }

    /// Returns how the same can be said again.
    pub fn said_again(&self) -> Option<SaidAgain> {
        match self {
            Self::AccountOfAnother { holder, .. } => Some(SaidAgain {
                when: format!("if {holder} paid"),
                with: vec!["--for".into(), holder.to_string()],
                without: &[],
                besides: false,
            }),
            // Of an empty float nothing is paid: all of it was paid otherwise, and the float goes unnamed.
            Self::FloatBelowZero { left: Pence::ZERO, .. } => Some(SaidAgain {
                when: "or, where all of it was paid from your own pocket".into(),
                with: vec!["--own-money".into()],
                without: &["--imprest", "--account"],
                besides: true,
            }),
            Self::FloatBelowZero { left, asked, .. } => Some(SaidAgain {
                when: "or, where that much was paid from your own pocket".into(),
                with: vec![format!("--own-money={}", *asked - *left)],
                without: &[],
                besides: true,
            }),
            _ => None,
        }
    }

    /// Returns what the user can do next, naming a command where one helps.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::UnknownUser(user) => {
                format!("the administrator registers people: bhlp practitioner add {user} --name NAME --profession JOB --agency AGENCY --role lead_professional")
            }
            Self::ActorLeft { .. } => "record as someone who is in the pilot: --as USER".into(),
            Self::RoleMayNot { .. } | Self::CommandNotOfRole { .. } => "ask a colleague whose role includes it: bhlp practitioner list".into(),
            Self::PractitionerNotThere { .. } => "name who bought it: --for PRACTITIONER, or give the day: --on DATE".into(),
            Self::SignOffExceeded { order, .. } | Self::ConflictDeclared { order, .. } => match order {
                Some(order) => format!("ask for approval (the money is reserved in the meantime): {order}"),
                None => "let a colleague record it who may: bhlp practitioner list".into(),
            },
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
            Self::InvoiceAboveCommission { commission, total, vat, .. } => format!(
                "have the difference commissioned first, or approved where that is needed: \
                 bhlp commission amend {commission} {total}{}",
                vat.map_or_else(String::new, |vat| format!(" --vat {vat}"))
            ),
            Self::RequestSettled { .. } => "commission it again: bhlp commission place".into(),
            Self::ProviderSuspended { provider, .. } => {
                format!("choose another: bhlp provider list; what was commissioned goes on; a manager ends it: bhlp provider step {provider} restored --reason TEXT")
            }
            Self::Unknown { what, .. } => match *what {
                "commission" => "see what is open: bhlp commission list --open".into(),
                "entry" => "see recent entries: bhlp entry list".into(),
                "finding" => "give its first column, as one word: bhlp audit TEST shows them".into(),
                "claim" => "see them: bhlp claim list".into(),
                "advance" => "see what is out of a float: bhlp imprest certificate ACCOUNT".into(),
                "target" => "see what is set: bhlp target list".into(),
                "need" => "see a child's needs: bhlp need list CHILD".into(),
                "practitioner" => "see who is registered: bhlp practitioner list".into(),
                "child" => "see who is registered: bhlp child list".into(),
                "category" => "see the categories: bhlp category list; a new one: bhlp category add".into(),
                "policy version" => "see the versions: bhlp policy history".into(),
                "line" => "see what is open: bhlp reconcile show".into(),
                "statement" => "see the statements: bhlp statement list".into(),
                "invoice" => "see what is owed: bhlp report owed --provider PROVIDER".into(),
                "matching" => "see what is matched: bhlp reconcile show --all".into(),
                "account" => "see them: bhlp account list; finance opens them: bhlp account open NAME".into(),
                "score" => "see the numbers: bhlp outcome list CHILD".into(),
                "time" => "see the numbers: bhlp time list CHILD".into(),
                "delivery" => "see the numbers: bhlp delivery list".into(),
                "member" => "see the numbers: bhlp family list".into(),
                "mark" | "review" => "see the numbers: bhlp need list CHILD, bhlp compact list".into(),
                what => format!("see what is registered: bhlp {what} list"),
            },
            Self::RegisteredOtherwise { what, code, field, found, given } => {
                match (change(what, code, field, given), *what) {
                    (Some(command), _) => format!("to change it: {command}"),
                    (None, "target") => "to change it: bhlp target set".into(),
                    (None, "actual") => "to put it right: bhlp target actual".into(),
                    (None, _) => format!("no command changes that: put {found} back in the file, or use another code"),
                }
            }
            Self::RegisteredAlready { what, code } => match *what {
                "practitioner" | "provider" | "child" => format!("to change it: bhlp {what} amend {code}"),
                "family" => format!("another child joins it: bhlp family join {code} CHILD"),
                _ => "use another code".into(),
            },
            Self::ReferenceMisfits { .. } => "give the authority's own reference; the pattern is the policy's: bhlp policy show".into(),
            Self::FieldInvalid { .. } => return None,
            Self::RowRecordedOtherwise(difference) => {
                format!("if what is recorded is wrong: {}", difference.way)
            }
            Self::KeyUsedOtherwise { .. } | Self::KeyContentDiffers { .. } => {
                "if this is another request, give it another key; if it was recorded wrongly: bhlp entry correct or reverse".into()
            }
            Self::EffectiveOutsidePilot { .. } | Self::CommittedAfterPilot { .. } => "give the day it happened: --on DATE".into(),
            Self::InvoicedAfterPilot { commission, .. } => {
                format!("see what stands on it: bhlp commission show {commission}; what happened in the pilot: --on DATE")
            }
            Self::ReopenedAfterPilot { child, .. } => format!("its history: bhlp report statement --child {child}"),
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
            Self::PoolAgreedAlready { until_on, .. } => format!("the next begins after {until_on}: bhlp pool list"),
            Self::SharesNotTheWhole { .. } => "each partner's share in percent, all together 100: --partner NAME=SHARE".into(),
            Self::PartnerExceeded { .. } => "see what is theirs: bhlp pool statement; of an agreement that ended: --belongs-to DATE".into(),
            Self::NoPartner { .. } => "see who the partners are: bhlp pool list; say whose money it is: --partner NAME".into(),
            Self::PoolFundMisfits { .. } => "one fund of cash, and for what is given in kind --kind-fund with one of nature notional".into(),
            Self::NotTheBoards { .. } => "see each agreement's rules: bhlp pool list".into(),
            Self::ReportNotAgreed { .. } | Self::ReportSentAlready { .. } => "see what is due: bhlp today; bhlp pool list".into(),
            Self::CategoryMisplaced { .. } => "see what each category is for: bhlp category list; for another: bhlp category add --for".into(),
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
            Self::BudgetClosed { child, .. } => {
                format!("to go on with it, have finance open it again: bhlp budget reopen {child} --reason TEXT; its history: bhlp report statement --child {child}")
            }
            Self::BudgetExceeded { child, committed: Pence::ZERO, .. } => {
                format!("give a smaller amount, or have the budget topped up: bhlp budget top-up {child} AMOUNT")
            }
            Self::BudgetHasCommitments { child, .. } | Self::BudgetExceeded { child, .. } => {
                format!("see what could be released: bhlp commission list --child {child} --open")
            }
            Self::VatNotBelowAmount { .. } => "the amount is what is paid in all; --vat is the part of it the council recovers".into(),
            Self::UnitsDoNotMakeAmount { .. } => "leave out the amount or the price of one, or correct them".into(),
            Self::CommissionClosed { commission, .. } => {
                format!("see its history: bhlp commission show {commission}; something new is a new commission")
            }
            Self::AmountBelowUsed { commission, .. } => {
                format!("money back is a credit note or a refund: bhlp credit-note record {commission} AMOUNT")
            }
            Self::NothingToAmend { commission, .. } => format!("see what stands on it: bhlp commission show {commission}"),
            Self::InvoiceAlreadyRecorded { .. } => "if it is another document, give its own number; where the provider used the number again: --again REASON".into(),
            Self::LineOfAnother { commission, .. } => {
                format!("see whose it is: bhlp commission show {commission}; a document is of one provider")
            }
            Self::CommissionUnnamed { .. } => "say which it is: --commission N (bhlp report commitments has them); ask providers to quote its number as your order".into(),
            Self::SellerDiffers { commission, provider, .. } => {
                format!("see whose it is: bhlp commission show {commission}; if they are the same: --provider {provider}")
            }
            Self::DocumentSumDiffers { .. } => "give every line of the document, each with its VAT in the amount, and its total".into(),
            Self::NothingOwed { provider, .. } => format!("see what is owed: bhlp report owed --provider {provider}"),
            Self::AccountInKind { .. } => {
                "name a bank account, a card or a cash float; what is given in kind is settled by itself".into()
            }
            Self::FundInKind { account, fund } => {
                format!("leave {account} out: what it gives stands in notional:{fund}; cash is another fund's: bhlp fund list")
            }
            Self::RowInKind { .. } => return None,
            Self::PaidInKind { account, .. } => format!(
                "leave {account} out; where it has really paid, first give the child money of a fund of cash: \
                 bhlp budget top-up"
            ),
            Self::VatInKind { .. } => "leave --vat out".into(),
            Self::PaymentExceedsOwed { commission, .. } => {
                format!("see what was invoiced and paid: bhlp commission show {commission}; an invoice comes first: bhlp invoice record {commission} AMOUNT")
            }
            Self::LineVatUnsaid { share, none, .. } => {
                format!("its share would be --line {share}; where none of it is VAT: --line {none}")
            }
            Self::VatNotRecoverable { .. } => "--vat 0: the child's budget bears the whole price".into(),
            Self::NoVatDocument { entry, .. } => format!("see what it is: bhlp entry show {entry}; give the number of the invoice or purchase"),
            Self::VatChargeTooMuch { entry, .. } => format!("see what was recorded and charged: bhlp entry show {entry}"),
            Self::VatChargeUnfunded { fund, asked, there, .. } => {
                let lacks = asked.pence() - *there;
                format!("have the rest paid in first: bhlp fund receive {fund} {lacks} --account bank:main; or charge a part: --amount")
            }
            Self::VatTakenBack { by, .. } => format!("undo that first, and record it again after: bhlp entry reverse {by} --reason TEXT"),
            Self::VatCharged { by, .. } => format!("undo the charge first: bhlp entry reverse {by} --reason TEXT"),
            Self::VatUnsaid { share, .. } => format!("its share would be --vat {share}; where none of it is VAT: --vat 0"),
            Self::CreditExceedsCost { commission, .. } | Self::RefundExceedsPaid { commission, .. } => {
                format!("see what was invoiced and paid: bhlp commission show {commission}")
            }
            Self::TariffAboveCommission { .. } => "the price is all that can be paid: --held times --weight is a part of it".into(),
            Self::TariffAbovePrice { commission, .. } => {
                format!("what goes beyond it is a commission of its own; see: bhlp commission show {commission}")
            }
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
            Self::DeliveryAboveCommission { .. } => "give the units delivered now; anything more is a new commission".into(),
            Self::ReceiptOtherwise { receipt, .. } => {
                format!("if that is wrong: bhlp receipt withdraw {receipt} --reason TEXT, then add it anew")
            }
            Self::ReceiptThere { .. } => "see it: bhlp receipt list --child REF".into(),
            Self::ReceiptNotKept { .. } => "the ledger keeps small files only: bhlp receipt list shows where each is".into(),
            Self::AlreadyReversed { by, .. } => format!("see it: bhlp entry show {by}"),
            Self::EntryIsReversal { .. } => "record what happened again".into(),
            Self::ReversalBlocked { .. } => "undo the later entries first: bhlp entry list shows them".into(),
            Self::OpeningInUse { .. } => "return what is left instead: bhlp budget close".into(),
            Self::CommissionInUse { entry } => {
                format!("undo what came after it first: bhlp commission show {entry}; or release the rest: bhlp commission cancel {entry}")
            }
            Self::NotCorrectable { .. } => "reverse it and record it again: bhlp entry reverse N --reason TEXT".into(),
            Self::NothingToCorrect | Self::CorrectAlready => "give what should be different, such as --amount or --name; --help lists what can be".into(),
            Self::MonthMarkedAlready { .. } | Self::MonthOutsidePilot { .. } => {
                "see every month: bhlp month status".into()
            }
            Self::MonthNotOver { month, .. } => format!("see where it stands: bhlp month status {month}"),
            Self::MonthNotEmpty { month, first, .. } if month == first => {
                format!("close it by itself: bhlp month close {month}")
            }
            Self::MonthNotEmpty { month, before, .. } => format!(
                "close those before it (bhlp month close --through {before}), then it by itself: bhlp month close {month}"
            ),
            Self::MonthNotReady { month, .. } => format!("see all of it: bhlp month status {month}; line by line: bhlp report reconciliation --month {month}"),
            Self::NotSignedOff { month } => format!("see what stands in the way: bhlp month status {month}; as it is now: --as-at {}", month.last()),
            Self::FloatBelowZero { account, left, asked } => {
                format!("have finance make it up first: bhlp account move bank:main {account} {}", *asked - *left)
            }
            Self::FloatLacks { account, lacks, opening: Some(given), .. } => {
                format!("say what was in it: --opening {account}={}", *lacks + *given)
            }
            Self::FloatLacks { account, lacks, opening: None, .. } => {
                format!("make it up first: bhlp account move bank:main {account} {lacks}")
            }
            Self::BankLimitExceeded { account, left, limit, asked }
            | Self::BankLimitInRow { account, left, limit, asked, .. } => {
                let short = *asked - *left - *limit;
                format!("{short} more has to come in first: bhlp fund receive, or bhlp account move OTHER {account} {short}; the policy says the limit: bhlp policy show")
            }
            Self::PocketAboveZero { .. } => "see what is owed, and what is claimed: bhlp claim list; what comes back after it was paid is the pilot's: --bank main; or undo that payment first: bhlp entry reverse N".into(),
            Self::PocketMisplaced { .. } => "see what is owed, and what is claimed: bhlp claim list".into(),
            Self::AccountOfAnother { holder, .. } => format!("say who paid: --for {holder}"),
            Self::ClaimAboveOwed { .. } | Self::NothingToClaim { .. } | Self::ClaimPaid { .. } => "see what is owed, and what is claimed: bhlp claim list".into(),
            Self::ClaimNotOwed { .. } => "claim what was paid since: bhlp claim record; see it: bhlp claim list".into(),
            Self::ClaimDecided { .. } => "see what waits: bhlp claim list".into(),
            Self::OwnClaim { .. } | Self::ClaimWrittenDown { .. } => "ask a colleague: --as USER".into(),
            Self::ClaimOfAnother { claim, .. } => format!("refuse it instead: bhlp claim refuse {claim} --reason TEXT"),
            Self::ClaimNotApproved { claim } => format!("somebody else approves it first: bhlp claim approve {claim}"),
            Self::NotAFloat { .. } => "a float is called imprest:NAME; see them: bhlp account list".into(),
            Self::CounterRecorded { .. } | Self::CounterHolds { .. } => {
                "ask a colleague to count it: --as USER".into()
            }
            Self::DayToCome { meant: Some(meant), .. } => format!("did you mean {meant}?"),
            Self::DayToCome { .. } => "record it once it has happened, with the day on which it did".into(),
            Self::OwnAdvance { .. } => "ask a colleague to give it: --as USER".into(),
            Self::AdvanceExceedsFloat { account, .. } => {
                format!("see what is out: bhlp imprest certificate {account}")
            }
            Self::AdvanceBackAlready { .. } => "record another: bhlp imprest advance".into(),
            Self::OwnSignOff { .. } => "ask a colleague to re-open it: --as USER".into(),
            Self::SignerRecorded { may, month, .. } => match may.first() {
                Some(first) => {
                    let may: Vec<String> = may.iter().map(ToString::to_string).collect();
                    format!("{} may sign: bhlp month close {month} --as {first}", may.join(" or "))
                }
                None => "nobody may sign: everybody recorded in it; register somebody else: bhlp practitioner add".into(),
            },
            Self::LaterMonthClosed { month, .. } => format!("re-open the latest first: bhlp month reopen {month} --reason TEXT"),
            Self::EarlierMonthOpen { earlier } => format!("close months in order: bhlp month close {earlier}"),
            Self::PublicationSigned { .. } => "compare the two; to put this one in its place, say why: --sign --replace REASON".into(),
            Self::QuarterNotOver { .. } => "until then there is a draft: leave out --sign".into(),
            Self::ReviewUnanswered { .. } => "write publish, redact or leave_out in the last column of review.csv, and export again".into(),
            Self::DraftDiffers { quarter } => {
                format!("write it again, look at it, then sign: bhlp export transparency --quarter {quarter} --to DIR")
            }
            Self::AgreementMissing { payee, child, holds: true, .. } => format!(
                "record it first: bhlp agreement record {child} {payee} broker --for TEXT; for a prepaid card: \
                 bhlp agreement record {child} {payee} parent --basis s17A --card-instead-of WAYS --for TEXT"
            ),
            Self::AgreementMissing { payee, child, .. } => {
                format!(
                    "a family's is recorded first: bhlp agreement record {child} {payee} parent --basis s17A --for TEXT; what \
                     an agent or broker holds comes back: bhlp holding return"
                )
            }
            Self::DisabilityNotRecorded { child } => format!(
                "say where it is recorded: --disability TEXT; or the child's need: bhlp child amend {child} --need N2; \
                 cash for any other child in need is --basis 's17(6)'"
            ),
            Self::Not16Or17 { .. } => "name the payee: parent".into(),
            Self::ReturnAboveAdvance { held, .. } if *held > Pence::ZERO => {
                format!("at most {held}; see what is where: bhlp holding list")
            }
            Self::ReturnAboveAdvance { .. } => "see what is where: bhlp holding list".into(),
            Self::HeldAboveCommitted { commission, more: true, .. } => {
                format!("promise more first: bhlp commission amend {commission} AMOUNT")
            }
            Self::HeldAboveCommitted { commission, .. } => {
                format!("have it accounted for or returned first: bhlp holding return {commission}")
            }
            Self::HeldMisplaced { .. } => {
                "hand money out: bhlp holding advance COMMISSION; record what it bought: bhlp holding spend COMMISSION AMOUNT".into()
            }
            Self::RepaymentForbidden { .. } => "what was agreed when it was paid is shown by: bhlp agreement list".into(),
            Self::DebtAboveUnaccounted { .. }
            | Self::DebtWithinContingency { .. }
            | Self::WriteOffAboveDebt { .. } => "see what is where: bhlp holding list".into(),
            Self::WriteOffWithoutAuthority { .. } => "ask a manager or finance officer who may: bhlp practitioner list".into(),
            Self::WriteOffUnfunded { fund, .. } => format!("the fund's pool has to have it first: bhlp fund receive {fund} AMOUNT"),
            Self::AccountedAbovePaid { commission, .. } => format!("see its receipts: bhlp commission show {commission}"),
            Self::StatementNotAgreed { payee, .. } => {
                format!("if the payee agrees: bhlp agreement record CHILD {payee} ... --card-instead-of WAYS --statements")
            }
            Self::MeanwhileUnsaid { .. } => "--meanwhile TEXT".into(),
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
            Self::FamilyWithoutChildren { family, on: None } => format!("name them: bhlp family add {family} CHILD CHILD"),
            Self::FamilyWithoutChildren { family, .. } | Self::NotOfTheFamily { family, .. } => {
                format!("see who belongs to it, and when: bhlp family list --family {family}")
            }
            Self::MemberAlready { member, .. } => format!(
                "if that is wrong: bhlp family withdraw {member} --reason TEXT; it ends with: bhlp family leave"
            ),
            Self::TwoMainFamilies { main, child, .. } => format!(
                "another kind may stand beside it: --kind shared_care, foster or kinship; or first: \
                 bhlp family leave {main} {child} --on DATE"
            ),
            Self::MemberLeft { family, child, .. } => {
                format!("if the child came back: bhlp family join {family} {child} --on DATE")
            }
            Self::SharedByOne { .. } => "for one child: bhlp buy CHILD ...".into(),
            Self::SharedTwice { .. } => "add the two up".into(),
            Self::ShareUnsaid { .. } => {
                "give each child an amount (--share CHILD=AMOUNT), or none; by need: --by-need --share CHILD,need=N".into()
            }
            Self::SharesDoNotAddUp { .. } => "correct a share or the price".into(),
            Self::SharedAboveSignOff { .. } => {
                "somebody whose limit reaches all of it buys it: --for PRACTITIONER, or --as USER".into()
            }
            Self::OutcomeOutOfRange { .. } => "see the measures: bhlp measure list".into(),
            Self::InformantUnknown { measure, .. } => {
                format!("the policy says who reports it: bhlp measure show {measure}")
            }
            Self::TargetBelow { .. } => "a target lies at its baseline and its floor or on their better side; where less \
                is better: --better lower".into(),
            Self::IndicatorCounted { .. } => "see how it stands: bhlp target list".into(),
            Self::OutcomeRecordedOtherwise { number, given, .. } => {
                format!("if what is recorded is wrong: bhlp outcome correct {number} --score {given} --reason TEXT")
            }
            Self::HappenedBeforeBirth { expected: true, .. } => "check the day: --on DATE; before a birth nobody is excluded or in care".into(),
            Self::HappenedBeforeBirth { child, .. } => format!(
                "check the day: --on DATE; where the case began before the birth: bhlp child amend {child} --caf-on DATE"
            ),
            Self::ChildHasLeft { child, .. } => format!(
                "check the day: --on DATE; if the child did not leave: bhlp happening list {child}, then bhlp happening withdraw N --reason TEXT"
            ),
            Self::NotInCare { child, .. } => format!(
                "record first when care was entered: bhlp happening record {child} entered_care --on DATE"
            ),
            Self::InCareAlready { child, .. } => format!(
                "record first when care was left: bhlp happening record {child} left_care --on DATE; another placement: placement_moved"
            ),
            Self::AnswerWithoutReferral { child, to, .. } => format!(
                "record first when it was asked: bhlp happening record {child} referred --to {to} --on DATE"
            ),
            Self::ExcludedAlready { child, .. } => format!(
                "check the day: --on DATE; if that was overturned: bhlp happening list {child}, then bhlp happening withdraw N --reason TEXT"
            ),
            Self::CaseClosedAlready { child, .. } => format!(
                "record first when it came back: bhlp happening record {child} re_referred --on DATE"
            ),
            Self::CaseNotClosed { child, .. } => format!(
                "record first when it was closed: bhlp happening record {child} caf_closed --on DATE"
            ),
            Self::HappenedOtherwise { number, .. } => format!(
                "if what is recorded is wrong: bhlp happening correct {number} --days N --reason TEXT"
            ),
            Self::ConsentNotGiven { child, what: ConsentKind::AgreementWithdrawn, .. } => format!(
                "check the day: --on DATE; if the family had agreed: bhlp child amend {child} --consent-on DATE"
            ),
            Self::ConsentNotGiven { child, what: ConsentKind::Basis, .. } => format!(
                "record the permission it rests on: bhlp consent record {child} sharing; or name the law it rests on"
            ),
            Self::ConsentNotGiven { child, what, party, .. } => match party {
                Some(party) if *what == ConsentKind::SharingWithdrawn => format!(
                    "check the day: --on DATE; where it never was given: bhlp consent record {child} objection --with {party}"
                ),
                _ => format!("check the day: --on DATE; see what was said: bhlp consent list {child}"),
            },
            Self::ConsentWithdrawnAlready { child, .. } => {
                format!("see what was said: bhlp consent list {child}")
            }
            Self::ShieldOfAnother { child, .. } => format!(
                "ask whoever leads the case (bhlp child show {child}), a manager or the administrator"
            ),
            Self::ConsentSaidAlready { number, .. } => format!(
                "if what is recorded is wrong: bhlp consent withdraw {number} --reason TEXT, and record it anew"
            ),
            Self::TimeRecordedOtherwise { number, field: "child", .. } => format!(
                "if what is recorded is wrong: bhlp time withdraw {number} --reason TEXT, and record it: bhlp time record; \
                 if both are right, both belong in the file"
            ),
            Self::TimeRecordedOtherwise { number, field, .. } => format!(
                "if what is recorded is wrong: bhlp time correct {number} --{field} ... --reason TEXT; if both are right, both belong in the file"
            ),
            Self::FactWithdrawn { .. } => {
                "what was withdrawn is no more: record it anew, or take it out of the file; bhlp report corrections shows it".into()
            }
            Self::FactOfAnother { recorded_by, child, .. } => {
                format!("ask {recorded_by}, whoever leads the case (bhlp child show {child}), or finance")
            }
            Self::AgreementInUse { child, payee, .. } => {
                format!("record what was agreed first: bhlp agreement record {child} {payee} ... --on DATE; then withdraw")
            }
            Self::NeedInUse { need, .. } => format!("say what is right of it instead: bhlp need correct {need} --reason TEXT"),
            Self::HandOverTooEarly { .. } => "give the first day of the new lead: --on DATE".into(),
            Self::LeadsAlready { child, .. } => format!("see who leads it: bhlp child show {child}"),
            Self::StillLeads { practitioner, .. } => {
                format!("hand the children over first: bhlp report caseload --practitioner {practitioner}")
            }
            Self::LastAdministrator { .. } => "register another first: bhlp practitioner add CODE --name NAME --profession JOB --agency AGENCY --role administrator".into(),
        })
    }
}
