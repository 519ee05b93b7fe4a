//! Plans: from facts and a request to a [`crate::Draft`], or to the first rule that refuses.
//!
//! Checks come in one order everywhere: the day, the budget, the people, the amount, the money.
//! A plan never writes; once it has returned a draft, writing it must succeed.

mod approval;
mod because;
mod budget;
mod commission;
mod cost;
mod delivery;
mod document;
mod draw;
mod first;
mod fund;
mod hands;
mod in_kind;
mod invoice;
mod payment;
mod pocket;
mod pool;
mod purchase;
mod purse;
mod reversal;
mod rules;
mod share;
mod tariff;
mod vat;

pub use approval::{Band, Bands, Request, may_decide, reach, refuse};
pub use because::Because;
pub use budget::{Opening, Papers, close, give_back, move_to, open, reopen, top_up};
pub use commission::{amend, cancel};
pub use cost::{CostAccounts, Purpose, cost};
pub use delivery::{Came, Completeness, Delivery, Expected, deliver, redeliver};
pub use document::{Document, RecordedLine};
pub use draw::{draw_order, split_by_fund};
pub use first::Calendar;
pub use fund::{Charge, FundAccounts, charge, days_in_order, move_between_accounts, receive, repay};
pub use hands::{
    Agreement, Debt, InHand, Unaccounted, direct_payment, hand_back, hand_out, reclaim, write_off,
};
pub use in_kind::PaidFrom;
pub use invoice::{Invoice, credit_note, invoice};
pub use payment::{pay, refund};
pub use pocket::{Claim, own_part, pay_claim};
pub use pool::{PartnersMoney, Percent, Pool, Share, agree, whose};
pub use purchase::{Commissioning, buy, place};
pub use purse::Purse;
pub use reversal::{Recorded, Touched, reverse};
pub use rules::{Ask, Authority, CategoryRule, Conflict, Limit, ProviderStep, RuleBook, Version};
pub use share::{Shared, in_proportion, shares};
pub use tariff::{Held, Tariff, TariffTerms, hold, lapse};
pub use vat::{VatGiven, VatPaid, charge_vat, vat_in, vat_share};

pub(crate) use first::not_closed;
