//! The closed vocabularies: each a small enum with its written word.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::row::{Readable, Recorded, Value, readable, recorded};

/// Why a text is not one of a vocabulary's words.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{found}` is no {what}; it is one of: {}", wanted.join(", "))]
pub struct BadWord {
    /// The vocabulary, in words.
    pub what: &'static str,
    /// The text found.
    pub found: String,
    /// The words of the vocabulary.
    pub wanted: &'static [&'static str],
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident ($what:literal) {
        $($(#[$vdoc:meta])* $variant:ident = $word:literal),* $(,)?
    })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),* }

        impl $name {
            /// Every written word, in order.
            pub const WORDS: &'static [&'static str] = &[$($word),*];

            /// Returns the written word.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }

        impl FromStr for $name {
            type Err = BadWord;
            fn from_str(text: &str) -> Result<Self, BadWord> {
                match text.trim() {
                    $($word => Ok(Self::$variant),)*
                    other => {
                        let found = crate::excerpt(other, 40);
                        Err(BadWord { what: $what, found, wanted: Self::WORDS })
                    }
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        super::json::as_json! { $name }
        recorded! { words $name }
        readable! { words $name }
    )*};
}

words! {
    /// What a person may do in the ledger.
    Role ("role") {
        /// Runs the ledger: registers people, imports, everything else.
        Administrator = "administrator",
        /// Holds children's budgets and buys for them.
        LeadProfessional = "lead_professional",
        /// Manages lead professionals; opens and moves budgets.
        Manager = "manager",
        /// Receives funds, corrects entries, closes months.
        Finance = "finance",
        /// Reads, and makes extracts.
        Evaluator = "evaluator",
    }
    /// The group of children a child belongs to.
    Cohort ("cohort") {
        /// A child with additional needs.
        AdditionalNeeds = "additional_needs",
        /// A child looked after by the authority.
        LookedAfter = "looked_after",
    }
    /// Which arm of the evaluation a child is in.
    Arm ("arm") {
        /// May have a budget.
        Budget = "budget",
        /// Is observed without one.
        Comparison = "comparison",
    }
    /// A child's sex as recorded by the authority.
    Sex ("sex") {
        Male = "M",
        Female = "F",
        /// Not stated.
        Unstated = "U",
    }
    /// The kind of organisation that provides.
    Sector ("sector") {
        /// A public body.
        Statutory = "statutory",
        /// A charity or community group.
        Voluntary = "voluntary",
        /// A business.
        Private = "private",
        /// One person.
        Individual = "individual",
    }
    /// Whether a fund starts the pilot off or is an agency's ordinary money.
    Stream ("funding stream") {
        /// Money to start the pilot.
        PumpPriming = "pump_priming",
        /// An agency's ordinary budget.
        Mainstream = "mainstream",
    }
    /// What of a fund is claimed: what is used by its last day, or only what is paid by then.
    ClaimBasis ("claim basis") {
        /// What was invoiced, bought or used.
        Incurred = "incurred",
        /// What was paid.
        Defrayed = "defrayed",
    }
    /// Who is given money for a child.
    Payee ("payee") {
        /// Somebody with parental responsibility.
        Parent = "parent",
        /// Another relative or friend who cares for the child.
        Carer = "carer",
        /// The child, at 16 or 17.
        YoungPerson = "young_person",
        /// Somebody who holds money and spends it for the council.
        Agent = "agent",
        /// Somebody who finds what is bought, and is paid a fee for it.
        Broker = "broker",
        VoluntaryBody = "voluntary_body",
    }
    /// The law under which a family is paid.
    Basis ("legal basis") {
        /// A direct payment, Children Act 1989 section 17A.
        DirectPayment = "s17A",
        /// Assistance in cash, section 17(6).
        Cash = "s17(6)",
        /// Another power, which the purpose names.
        OtherPower = "other_power",
    }
    /// What is done with money in other hands, as a file tells it.
    HandsKind ("kind of a holding") {
        /// Handed to an agent, or onto a card.
        Advance = "advance",
        /// Spent by them.
        Spend = "spend",
        /// Given back unspent.
        Return = "return",
        /// Of a payment to a family.
        Accounted = "accounted",
        /// Asked back from a family.
        Debt = "debt",
        /// Given up.
        WriteOff = "write_off",
    }
    /// Whether a fund arrives as money or as services in kind.
    Nature ("fund nature") {
        /// Paid into a bank account.
        Cash = "cash",
        /// Provided in kind, never paid in.
        Notional = "notional",
    }
    /// Where an under- or overspend of a pool goes.
    Remainder ("rule of a pool") {
        /// To its partners, in proportion of what each put in.
        Proportion = "proportion",
        /// Where the board decides.
        Board = "board",
        /// To one partner.
        Partner = "partner",
        /// Into the next agreement.
        Carried = "carried",
    }
    /// What is over or lacks at the end of a pool.
    Rest ("rest of a pool") {
        /// More was given than used.
        Underspend = "underspend",
        /// More was used than given.
        Overspend = "overspend",
    }
    /// A report that a pool's partners agreed.
    PoolReportKind ("report of a pool") {
        Quarterly = "quarterly",
        Annual = "annual",
    }
    /// What money of a category is spent on.
    SpentOn ("use of a category") {
        /// Something for a child.
        Child = "child",
        /// The pilot itself, once: what a roll-out would not pay again.
        StartUp = "start_up",
        /// The pilot itself, for as long as it runs.
        Running = "running",
    }
    /// What happens where a policy's gate finds something missing.
    Gate ("gate") {
        /// It is refused.
        Required = "required",
        /// It is done, and said.
        Warn = "warn",
        /// Nothing is asked.
        Off = "off",
    }
    /// From when on the VAT of an invoice is claimed.
    VatClaimed ("when VAT is claimed") {
        /// When it was paid.
        Paid = "paid",
        /// As soon as it was invoiced.
        Invoiced = "invoiced",
    }
    /// What shows the VAT of an invoice or purchase.
    VatForm ("kind of document for VAT") {
        /// A full VAT invoice, made out to the council.
        VatInvoice = "vat_invoice",
        /// A less detailed one: the supplier with its VAT number, the day, what, the total and the rate.
        Simplified = "simplified",
        /// The same from a till.
        TillReceipt = "till_receipt",
        /// Nothing that shows it.
        Absent = "none",
    }
    /// What a policy does with categories that it does not list.
    Others ("rule for other categories") {
        /// They may be bought.
        Allowed = "allowed",
        /// Only what is listed may.
        Refused = "refused",
    }
    /// Who chose what was bought.
    ChosenBy ("chooser") {
        Family = "family",
        /// The child or young person.
        Child = "child",
        Professional = "professional",
    }
    /// Where what was bought is delivered.
    DeliveredTo ("place of delivery") {
        /// The child's home.
        Home = "home",
        /// The child's school.
        School = "school",
        /// A children's centre.
        ChildrensCentre = "childrens_centre",
        /// Somewhere else.
        Other = "other",
    }
    /// Which part of the common assessment a need belongs to.
    Domain ("domain") {
        /// The development of the child.
        Child = "child",
        /// Parents and carers.
        Carers = "carers",
        /// Family and environment.
        Environment = "environment",
    }
    /// What became of a need.
    NeedMark ("mark") {
        /// Something was done about it; what it brought is not said.
        Met = "met",
        /// What was expected has come about.
        Achieved = "achieved",
        /// Some of it has.
        Partly = "partly",
        NotAchieved = "not_achieved",
        /// Nothing could be done about it.
        Unmet = "unmet",
    }
    /// What meeting a need has brought, as it is typed.
    Brought ("result") {
        /// What was expected.
        Achieved = "achieved",
        /// Some of it.
        Partly = "partly",
        Not = "not",
    }
    /// What is recorded beside the money, and can be corrected or withdrawn.
    FactKind ("kind of fact") {
        /// An outcome's score.
        Score = "score",
        /// Minutes worked for a child.
        Time = "time",
        /// What came of a commission.
        Delivery = "delivery",
        /// What a child needs.
        Need = "need",
        /// What became of a need.
        Mark = "mark",
        /// What a family and those around it promised.
        Compact = "compact",
        /// A compact looked at again.
        Review = "review",
        /// What a purchase can show for itself.
        Receipt = "receipt",
        /// What happened to a child.
        Happening = "happening",
        /// What was said of a child's data.
        Consent = "consent",
        /// A child's place in a family.
        Member = "member",
        /// What was agreed with a payee.
        Agreement = "agreement",
    }
    /// What is said of a child's data.
    ConsentKind ("thing said of a child's data") {
        /// The family no longer agrees to the service.
        AgreementWithdrawn = "agreement_withdrawn",
        /// Data may be shared with a party.
        Sharing = "sharing",
        SharingWithdrawn = "sharing_withdrawn",
        /// Somebody objects to a party's use of data.
        Objection = "objection",
        ObjectionWithdrawn = "objection_withdrawn",
        /// Shared against what was said, for somebody's safety.
        SharingForSafety = "sharing_for_safety",
        /// The child's address must not be found.
        Shield = "shield",
        ShieldWithdrawn = "shield_withdrawn",
        /// The law on which the use of data rests.
        Basis = "basis",
    }
    /// Who gave a permission.
    SaidBy ("person who says it") {
        Parent = "parent",
        YoungPerson = "young_person",
    }
    /// How it was given.
    SaidHow ("way to say it") {
        Written = "written",
        Spoken = "spoken",
    }
    /// What happens to a child.
    HappeningKind ("thing that happens to a child") {
        /// A service was asked to take the child on.
        Referred = "referred",
        /// It put the child on its list.
        Waiting = "waiting",
        Accepted = "accepted",
        Rejected = "rejected",
        /// Excluded from school for some days.
        Excluded = "excluded",
        PermanentlyExcluded = "permanently_excluded",
        EnteredCare = "entered_care",
        LeftCare = "left_care",
        /// Moved from one placement in care to another.
        PlacementMoved = "placement_moved",
        /// The common assessment was closed.
        CafClosed = "caf_closed",
        /// The child came back after that.
        ReReferred = "re_referred",
        /// Nobody was found.
        ContactTried = "contact_tried",
        /// The family did not want it.
        ContactRefused = "contact_refused",
        /// Contact was made.
        Reached = "reached",
        /// The child is no more in the pilot: moved away, grown up, died.
        Left = "left",
    }
    /// How a child belongs to a family: one is the main one on any day, the others stand beside it.
    Membership ("kind of membership") {
        Main = "main",
        SharedCare = "shared_care",
        Foster = "foster",
        Kinship = "kinship",
    }
    /// Why a need is not met.
    Unmet ("reason") {
        /// Nobody provides it.
        NoProvider = "no_provider",
        /// The wait is too long.
        WaitingList = "waiting_list",
        /// A rule stands against it.
        NotAllowed = "not_allowed",
        /// There is no money for it.
        NoMoney = "no_money",
        /// The family did not want it.
        FamilyDeclined = "family_declined",
        /// Something else.
        Other = "other",
    }
    /// Who makes a promise in a compact.
    Party ("party") {
        Family = "family",
        /// The child or young person.
        Child = "child",
        Professional = "professional",
        Council = "council",
        Provider = "provider",
    }
    /// A step on the ladder of intervention with a provider.
    LadderStep ("step") {
        /// Told what has to get better.
        Notice = "notice",
        /// Agreed how and by when it gets better.
        ImprovementPlan = "improvement_plan",
        /// Given no new commissions.
        Suspended = "suspended",
        /// Replaced by another.
        ContractedElsewhere = "contracted_elsewhere",
        /// Back to normal.
        Restored = "restored",
    }
    /// Why a line has no entry, or an entry no line, and may stay so.
    Explained ("explanation") {
        /// The bank made a mistake and puts it right itself.
        BankError = "bank_error",
        /// The bank took the same money twice; it comes back.
        ChargedTwice = "charged_twice",
        /// What was taken is contested with the merchant or the card company.
        Disputed = "disputed",
        /// It is somebody else's, and is passed on.
        NotOurs = "not_ours",
        /// It is on its way: a cheque not yet cashed, a payment not yet posted.
        InTransit = "in_transit",
        /// It was recorded, and nobody ever took the money.
        NeverCharged = "never_charged",
        /// Something else, told in words.
        Other = "other",
    }
    /// Which way a measure improves.
    Better ("direction") {
        /// A higher score is better.
        Higher = "higher",
        /// A lower score is better.
        Lower = "lower",
    }
    /// What became of a request.
    Verdict ("verdict") {
        /// It may go on.
        Approved = "approved",
        /// It may not.
        Refused = "refused",
        /// Whoever asked let go of it.
        Withdrawn = "withdrawn",
    }

    /// What a column of an upload file holds.
    UploadColumn ("column") {
        /// The journal's reference, the same in every line.
        JournalRef = "journal_ref",
        /// The line's number, from 1.
        Line = "line",
        /// The period of the financial year: April is 1.
        Period = "period",
        /// The financial year: `2006/07`.
        FinancialYear = "financial_year",
        /// The day it is posted: the month's last, or the entry's own.
        PostingDate = "posting_date",
        CostCentre = "cost_centre",
        /// The subjective code.
        Subjective = "subjective",
        /// Cost centre and subjective as one code, joined by a slash.
        Code = "code",
        Project = "project",
        /// The sum, where it is a debit.
        Debit = "debit",
        /// The sum, where it is a credit.
        Credit = "credit",
        /// The sum with its sign, or without one beside `side`.
        Amount = "amount",
        /// `D` or `C`.
        Side = "side",
        VatCode = "vat_code",
        /// What it is about.
        Narrative = "narrative",
        /// What to look up here: the account, or the entry's number.
        SourceRef = "source_ref",
        /// Nothing.
        Blank = "blank",
    }

    /// How a day is written.
    DayForm ("way to write a day") {
        /// `2006-09-30`.
        Iso = "YYYY-MM-DD",
        /// `30/09/2006`.
        British = "DD/MM/YYYY",
        /// `30/09/06`.
        Short = "DD/MM/YY",
        /// `20060930`.
        Plain = "YYYYMMDD",
    }

    /// How much of the month a line stands for.
    Detail ("detail") {
        /// A line for each account and its coding.
        Summary = "summary",
        /// A line for each entry, account and coding.
        Entries = "entries",
    }

    /// What a journal hands over.
    JournalKind ("kind of journal") {
        /// The month's movements in the cash book.
        Month = "month",
        /// What belongs to the year that ends, and is not in the cash book yet.
        Accrual = "accrual",
        /// The accruals of the year before, taken back.
        Reversal = "reversal",
    }
}

impl Explained {
    /// Tells whether nothing more is expected of what is explained: but for what is on its way.
    pub const fn is_for_good(self) -> bool {
        match self {
            Self::InTransit => false,
            Self::BankError
            | Self::ChargedTwice
            | Self::Disputed
            | Self::NotOurs
            | Self::NeverCharged
            | Self::Other => true,
        }
    }
}

impl HappeningKind {
    /// Tells whether it names a service: a referral, and what came of it.
    pub(crate) const fn names_a_service(self) -> bool {
        matches!(self, Self::Referred | Self::Waiting | Self::Accepted | Self::Rejected)
    }

    /// Tells whether it may happen to a child that is not born yet.
    pub(crate) const fn may_precede_birth(self) -> bool {
        use HappeningKind::{EnteredCare, Excluded, LeftCare, PermanentlyExcluded, PlacementMoved};
        !matches!(self, Excluded | PermanentlyExcluded | EnteredCare | LeftCare | PlacementMoved)
    }
}

impl ConsentKind {
    /// What is given, of what ends it too.
    pub(crate) const fn given(self) -> Option<Self> {
        match self {
            Self::SharingWithdrawn => Some(Self::Sharing),
            Self::ObjectionWithdrawn => Some(Self::Objection),
            Self::ShieldWithdrawn => Some(Self::Shield),
            _ => None,
        }
    }

    /// Tells whether it is about a party: with whom data is shared, whose use is objected to.
    pub(crate) const fn names_a_party(self) -> bool {
        use ConsentKind::{Objection, ObjectionWithdrawn, Sharing, SharingForSafety, SharingWithdrawn};
        matches!(self, Sharing | SharingWithdrawn | Objection | ObjectionWithdrawn | SharingForSafety)
    }

    /// Tells whether it needs a reason.
    pub(crate) const fn needs_a_reason(self) -> bool {
        matches!(self, Self::SharingForSafety | Self::Shield | Self::ShieldWithdrawn)
    }
}

impl Payee {
    /// Tells whether what they are given is theirs, and spent when it is paid.
    pub const fn is_family(self) -> bool {
        matches!(self, Self::Parent | Self::Carer | Self::YoungPerson)
    }
}

impl LadderStep {
    /// Tells whether the step stops new commissions where nobody says otherwise.
    pub const fn stops_commissions(self) -> bool {
        matches!(self, Self::Suspended | Self::ContractedElsewhere)
    }
}
