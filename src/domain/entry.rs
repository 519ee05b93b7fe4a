//! An entry as planned: what will be written if nothing in the ledger objects.

use super::{Account, AccountKind, Amount, Book, ChildId, Day, EntryId, Pence, Text};

/// What an entry records. The written word is the command that makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntryKind {
    /// A contributor's money arrives.
    FundReceive,
    /// Unused money goes back to the contributor.
    FundRepay,
    /// A child's budget is opened and first fed.
    BudgetOpen,
    /// More money for a child.
    BudgetTopUp,
    /// Money goes back to the pool.
    BudgetReturn,
    /// Money moves from one child to another.
    BudgetMove,
    /// What is left returns to the pool and the budget ends.
    BudgetClose,
    /// Something is commissioned: money is promised.
    CommissionPlace,
    /// The promise grows or shrinks.
    CommissionAmend,
    /// The rest of the promise is let go.
    CommissionCancel,
    /// A commission that waited, or a change of it, is refused.
    CommissionRefuse,
    /// An outcome did not come: what was held for it is let go.
    CommissionLapse,
    /// A delivery is invoiced: money is used.
    InvoiceRecord,
    /// A provider takes back part of an invoice.
    CreditNoteRecord,
    /// A provider is paid.
    PaymentRecord,
    /// A provider gives money back.
    RefundRecord,
    /// Ordered, delivered and paid at once.
    Buy,
    /// Money moves between the pilot's own accounts.
    AccountMove,
    /// A practitioner is paid back what they paid from their own pocket.
    ClaimPay,
    /// The bank takes a charge, or pays interest.
    ChargeRecord,
    /// What the pilot itself cost: set-up, training, coordination.
    CostRecord,
    /// VAT that cannot be recovered becomes a cost.
    VatCharge,
    /// A payee owes what they have not accounted for.
    DebtRecord,
    /// A debt is given up: it is spent again.
    DebtWriteOff,
    /// An earlier entry is undone.
    EntryReverse,
}

impl EntryKind {
    /// Every kind, in the order of a purchase's life.
    pub const ALL: [Self; 25] = [
        Self::FundReceive,
        Self::FundRepay,
        Self::BudgetOpen,
        Self::BudgetTopUp,
        Self::BudgetReturn,
        Self::BudgetMove,
        Self::BudgetClose,
        Self::CommissionPlace,
        Self::CommissionAmend,
        Self::CommissionCancel,
        Self::CommissionRefuse,
        Self::CommissionLapse,
        Self::InvoiceRecord,
        Self::CreditNoteRecord,
        Self::PaymentRecord,
        Self::RefundRecord,
        Self::Buy,
        Self::AccountMove,
        Self::ClaimPay,
        Self::ChargeRecord,
        Self::CostRecord,
        Self::VatCharge,
        Self::DebtRecord,
        Self::DebtWriteOff,
        Self::EntryReverse,
    ];

    /// Returns the written word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FundReceive => "fund.receive",
            Self::FundRepay => "fund.repay",
            Self::BudgetOpen => "budget.open",
            Self::BudgetTopUp => "budget.top-up",
            Self::BudgetReturn => "budget.return",
            Self::BudgetMove => "budget.move",
            Self::BudgetClose => "budget.close",
            Self::CommissionPlace => "commission.place",
            Self::CommissionAmend => "commission.amend",
            Self::CommissionCancel => "commission.cancel",
            Self::CommissionRefuse => "commission.refuse",
            Self::CommissionLapse => "commission.lapse",
            Self::InvoiceRecord => "invoice.record",
            Self::CreditNoteRecord => "credit-note.record",
            Self::PaymentRecord => "payment.record",
            Self::RefundRecord => "refund.record",
            Self::Buy => "buy",
            Self::AccountMove => "account.move",
            Self::ClaimPay => "claim.pay",
            Self::ChargeRecord => "charge.record",
            Self::CostRecord => "cost.record",
            Self::VatCharge => "vat.charge",
            Self::DebtRecord => "debt.record",
            Self::DebtWriteOff => "debt.write-off",
            Self::EntryReverse => "entry.reverse",
        }
    }

    /// Tells whether such an entry also is a commission, known by the same number.
    pub const fn places_commission(self) -> bool {
        matches!(self, Self::CommissionPlace | Self::Buy)
    }

    /// Tells whether such an entry can move one of the pilot's own accounts.
    pub const fn moves_own(self) -> bool {
        match self {
            Self::FundReceive
            | Self::FundRepay
            | Self::PaymentRecord
            | Self::RefundRecord
            | Self::Buy
            | Self::AccountMove
            | Self::ClaimPay
            | Self::ChargeRecord
            | Self::CostRecord
            | Self::EntryReverse => true,
            Self::BudgetOpen
            | Self::BudgetTopUp
            | Self::BudgetReturn
            | Self::BudgetMove
            | Self::BudgetClose
            | Self::CommissionPlace
            | Self::CommissionAmend
            | Self::CommissionCancel
            | Self::CommissionRefuse
            | Self::CommissionLapse
            | Self::InvoiceRecord
            | Self::CreditNoteRecord
            | Self::VatCharge
            | Self::DebtRecord
            | Self::DebtWriteOff => false,
        }
    }

    /// Finds the kind of a written word.
    pub fn from_name(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// Money moved from one account to another of the same book: balanced by construction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transfer {
    debit: Account,
    credit: Account,
    amount: Amount,
}

impl Transfer {
    /// Moves `amount` out of `credit` into `debit`.
    ///
    /// # Panics
    /// When the accounts are the same or in different books: a fault of the planner.
    pub fn new(debit: Account, credit: Account, amount: Amount) -> Self {
        assert!(debit.id != credit.id, "a transfer joins two accounts");
        assert!(debit.kind.book() == credit.kind.book(), "a transfer stays in one book");
        Self { debit, credit, amount }
    }

    /// Returns the account that gets.
    pub const fn debit(&self) -> Account {
        self.debit
    }

    pub const fn credit(&self) -> Account {
        self.credit
    }

    /// Returns how much moves.
    pub const fn amount(&self) -> Amount {
        self.amount
    }

    /// Returns the book both accounts belong to.
    pub const fn book(&self) -> Book {
        self.debit.kind.book()
    }

    /// Returns the transfer that undoes this one.
    pub const fn mirrored(&self) -> Self {
        Self { debit: self.credit, credit: self.debit, amount: self.amount }
    }

    /// Adds up what transfers do to accounts of some kinds taken together.
    pub fn moved(transfers: &[Self], is: impl Fn(AccountKind) -> bool) -> Pence {
        transfers.iter().map(|each| Pence::new(each.amount.pence().get() * each.direction(&is))).sum()
    }

    /// Returns +1, -1 or 0: what this transfer does to accounts of one kind taken together.
    pub fn direction(&self, is: impl Fn(AccountKind) -> bool) -> i64 {
        i64::from(is(self.debit.kind)) - i64::from(is(self.credit.kind))
    }
}

/// What an entry does to the life of its commission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// It stays open, or closed.
    Unchanged,
    /// No invoice can follow.
    Closed,
    /// A closing entry was undone.
    Reopened,
}

/// An entry ready to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What it records.
    pub kind: EntryKind,
    pub effective_on: Day,
    /// The child it concerns.
    pub child: Option<ChildId>,
    /// The commission it concerns; `None` also where the entry itself places one.
    pub commission: Option<EntryId>,
    /// The entry it undoes.
    pub reverses: Option<EntryId>,
    /// The provider's document number.
    pub reference: Option<Text>,
    /// The user's remark.
    pub note: Option<Text>,
    /// The day a late fact belongs to: before `effective_on`, in a month that was closed already.
    pub belongs_on: Option<Day>,
    /// What it does to the life of its commission.
    pub closing: Closing,
    /// What moves, money in before money out.
    pub transfers: Vec<Transfer>,
}

impl Draft {
    /// Starts an entry without reference or note.
    pub fn new(kind: EntryKind, effective_on: Day, transfers: Vec<Transfer>) -> Self {
        Self {
            kind,
            effective_on,
            child: None,
            commission: None,
            reverses: None,
            reference: None,
            note: None,
            belongs_on: None,
            closing: Closing::Unchanged,
            transfers,
        }
    }
}
