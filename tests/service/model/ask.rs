//! What the model asks of the program: the request as plain data, and as the library takes it.

use domain::family::ChildShare;
use domain::plan::Shared;
use domain::{CommissionDetails, DocumentLine, NeedId, Score, Units};
use import::PolicyText;
use service::{
    AccountMove, Approve, BudgetClose, BudgetMove, BudgetOpen, BudgetReopen, BudgetReturn, BudgetTopUp, Buy,
    ChargeRecord, ChildAmend, ClaimDecide, ClaimPay, ClaimRecord, CommissionAmend, CommissionCancel,
    CommissionPlace, CommissionRequest, ConflictDeclare, ConflictEnd, Context, CreditNoteOf,
    CreditNoteRecord, DocumentGiven, EntryCorrect, EntryReverse, FamilyBuy, FundReceive, FundRepay,
    InvoiceOf, InvoicePayment, InvoiceRecord, MonthClose, MonthReopen, OwnMoney, PaidWith, PaymentRecord,
    PolicySet, ProviderStepTake, RefundRecord, Refuse, Reply, Result, Run, VatCharge, WithoutStatement,
    record,
};
use service::{
    BudgetAccept, BudgetHandOver, DebtRecord, DebtWriteOff, DeliveryCorrect, DeliveryRecord,
    DeliveryWithdraw, HoldingAdvance, HoldingReturn, HoldingSpend, NeedAdd, NeedCorrect, NeedMeet,
    NeedWithdraw, OutcomeCorrect, OutcomeRecord, OutcomeWithdraw, ReceiptNone, ReceiptWithdraw, TimeCorrect,
    TimeRecord, TimeWithdraw,
};
use store::{Ledger, Origin};

use super::facts::FactAsk;
use super::policy::Policy;

/// Something wanted for a child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Want {
    pub child: String,
    pub category: String,
    pub gross: i64,
    pub vat: i64,
    pub provider: String,
    pub buyer: Option<String>,
    pub need: Option<i64>,
    /// In thousandths.
    pub units: Option<i64>,
}

/// A line of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub order: i64,
    pub amount: i64,
    pub vat: Option<i64>,
    pub last: bool,
}

/// A request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    Receive {
        fund: &'static str,
        amount: i64,
        account: Option<String>,
    },
    Repay {
        fund: &'static str,
        amount: i64,
        account: Option<String>,
    },
    AccountMove {
        from: String,
        to: String,
        amount: i64,
    },
    Charge {
        account: String,
        amount: i64,
        interest: bool,
    },
    Open {
        child: &'static str,
        amount: i64,
        fund: Option<&'static str>,
    },
    TopUp {
        child: &'static str,
        amount: i64,
        fund: Option<&'static str>,
    },
    Return {
        child: &'static str,
        amount: i64,
        fund: Option<&'static str>,
    },
    Move {
        child: &'static str,
        to: &'static str,
        amount: i64,
        fund: Option<&'static str>,
    },
    Close {
        child: &'static str,
    },
    Reopen {
        child: &'static str,
    },
    Place(Want),
    Buy {
        want: Want,
        paid: PaidBy,
        number: Option<String>,
        again: Option<&'static str>,
    },
    /// What children of a family share, each with their part of it.
    Share {
        want: Want,
        shares: Vec<(&'static str, i64)>,
        paid: PaidBy,
        number: Option<String>,
        again: Option<&'static str>,
    },
    Amend {
        order: i64,
        amount: i64,
        vat: Option<i64>,
    },
    Cancel {
        order: i64,
    },
    Invoice {
        order: i64,
        amount: i64,
        vat: Option<i64>,
        number: Option<String>,
        again: Option<&'static str>,
        last: bool,
    },
    /// An invoice or credit note of several lines.
    Document {
        credit: bool,
        provider: &'static str,
        lines: Vec<Line>,
        number: String,
        total: Option<i64>,
        again: Option<&'static str>,
    },
    PayDocument {
        provider: &'static str,
        number: String,
        by: Option<&'static str>,
        paid: PaidBy,
    },
    Credit {
        order: i64,
        amount: i64,
        vat: Option<i64>,
        number: Option<String>,
        again: Option<&'static str>,
    },
    Pay {
        order: i64,
        amount: Option<i64>,
        /// Who paid, if another.
        by: Option<&'static str>,
        paid: PaidBy,
    },
    Claim {
        amount: Option<i64>,
        who: Option<&'static str>,
    },
    ClaimDecide {
        claim: i64,
        verdict: &'static str,
    },
    ClaimPay {
        claim: i64,
        account: Option<String>,
    },
    Refund {
        order: i64,
        amount: i64,
        vat: Option<i64>,
        account: Option<String>,
    },
    /// What is handed to a broker, what it spends and gives back.
    Advance {
        order: i64,
        amount: Option<i64>,
        account: Option<String>,
    },
    Spend {
        order: i64,
        amount: i64,
        vat: Option<i64>,
        number: Option<String>,
        again: Option<&'static str>,
        last: bool,
    },
    GiveBack {
        order: i64,
        amount: Option<i64>,
        account: Option<String>,
    },
    /// What a family owes back, and what is given up of it.
    Debt {
        order: i64,
        amount: Option<i64>,
    },
    WriteOff {
        order: i64,
        amount: Option<i64>,
    },
    ChargeVat {
        entry: i64,
        amount: Option<i64>,
    },
    Reverse {
        entry: i64,
    },
    Correct {
        entry: i64,
        amount: Option<i64>,
        vat: Option<i64>,
        category: Option<&'static str>,
        provider: Option<&'static str>,
        child: Option<&'static str>,
        buyer: Option<&'static str>,
    },
    MonthClose {
        month: String,
        /// The accounts of which it is said why there is no statement.
        reasons: Vec<String>,
    },
    MonthReopen {
        month: String,
    },
    Cohort {
        child: &'static str,
        cohort: &'static str,
    },
    Approve {
        order: i64,
    },
    Refuse {
        order: i64,
    },
    Declare {
        who: Option<&'static str>,
        with: With,
    },
    EndConflict {
        conflict: i64,
    },
    SetPolicy(Policy),
    Fact(FactAsk),
    HandOver {
        child: &'static str,
        to: Option<&'static str>,
    },
    TakeOver {
        child: &'static str,
    },
    Intervene {
        provider: &'static str,
        step: &'static str,
        stops: Option<bool>,
    },
}

/// What pays: an account, and what was somebody's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaidBy {
    pub account: Option<String>,
    /// All of it, or a part.
    pub own: Option<Option<i64>>,
    /// As it was, whoever's it is; and whose own money.
    pub again: bool,
    pub own_of: Option<String>,
}

/// With whom a conflict of interest is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum With {
    Child(&'static str),
    Provider(&'static str),
}

/// A request with who makes it, when, for which day and under which key.
#[derive(Clone, Debug)]
pub struct Step {
    pub user: &'static str,
    pub now: String,
    pub on: Option<String>,
    pub key: Option<String>,
    pub ask: Ask,
}

impl Ask {
    /// The kind of event it makes first.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Receive { .. } => "fund.receive",
            Self::Repay { .. } => "fund.repay",
            Self::AccountMove { .. } => "account.move",
            Self::Charge { .. } => "charge.record",
            Self::Open { .. } => "budget.open",
            Self::TopUp { .. } => "budget.top-up",
            Self::Return { .. } => "budget.return",
            Self::Move { .. } => "budget.move",
            Self::Close { .. } => "budget.close",
            Self::Reopen { .. } => "budget.reopen",
            Self::Place(_) => "commission.place",
            Self::Buy { .. } | Self::Share { .. } => "buy",
            Self::Amend { .. } => "commission.amend",
            Self::Cancel { .. } => "commission.cancel",
            Self::Invoice { .. } => "invoice.record",
            Self::Document { credit: false, .. } => "invoice.record",
            Self::Credit { .. } | Self::Document { .. } => "credit-note.record",
            Self::Pay { .. } | Self::PayDocument { .. } => "payment.record",
            Self::Claim { .. } => "claim.record",
            Self::ClaimDecide { .. } => "claim.decide",
            Self::ClaimPay { .. } => "claim.pay",
            Self::Refund { .. } => "refund.record",
            Self::Advance { .. } | Self::GiveBack { .. } => "account.move",
            Self::Spend { .. } => "invoice.record",
            Self::Debt { .. } => "debt.record",
            Self::WriteOff { .. } => "debt.write-off",
            Self::ChargeVat { .. } => "vat.charge",
            Self::Reverse { .. } | Self::Correct { .. } => "entry.reverse",
            Self::MonthClose { .. } => "month.close",
            Self::MonthReopen { .. } => "month.reopen",
            Self::Cohort { .. } => "child.amend",
            Self::Approve { .. } => "commission.approve",
            Self::Refuse { .. } => "commission.refuse",
            Self::Declare { .. } => "conflict.declare",
            Self::EndConflict { .. } => "conflict.end",
            Self::SetPolicy(_) => "policy.set",
            Self::Fact(fact) => fact.kind(),
            Self::HandOver { .. } => "budget.hand-over",
            Self::TakeOver { .. } => "budget.accept",
            Self::Intervene { .. } => "provider.step",
        }
    }

    /// Whether a role may ask it.
    pub fn may(&self, role: &str) -> bool {
        match role {
            "evaluator" => false,
            "lead_professional" => matches!(
                self,
                Self::Place(_)
                    | Self::Buy { .. }
                    | Self::Share { .. }
                    | Self::Amend { .. }
                    | Self::Cancel { .. }
                    | Self::Invoice { .. }
                    | Self::Credit { .. }
                    | Self::Document { .. }
                    | Self::PayDocument { .. }
                    | Self::Pay { .. }
                    | Self::Claim { .. }
                    | Self::ClaimDecide { .. }
                    | Self::Refund { .. }
                    | Self::Spend { .. }
                    | Self::WriteOff { .. }
                    | Self::Reverse { .. }
                    | Self::Correct { .. }
                    | Self::Approve { .. }
                    | Self::Refuse { .. }
                    | Self::Declare { .. }
                    | Self::Fact(_)
                    | Self::HandOver { .. }
                    | Self::TakeOver { .. }
            ),
            "administrator" => true,
            _ => !matches!(self, Self::SetPolicy(_)),
        }
    }
}

fn parse<T: std::str::FromStr>(text: impl AsRef<str>) -> T
where
    T::Err: std::fmt::Debug,
{
    text.as_ref().parse().unwrap()
}

fn perhaps<T: std::str::FromStr>(text: &Option<impl AsRef<str>>) -> Option<T>
where
    T::Err: std::fmt::Debug,
{
    text.as_ref().map(parse)
}

fn pounds(pence: i64) -> String {
    format!("{}.{:02}", pence / 100, pence % 100)
}

/// VAT, where it is said.
fn said(vat: &Option<i64>) -> Option<domain::Pence> {
    vat.map(domain::Pence::new)
}

fn wanted(want: &Want) -> CommissionRequest {
    CommissionRequest {
        child: parse(&want.child),
        category: parse(&want.category),
        amount: parse(pounds(want.gross)),
        provider: want.provider.clone(),
        vat: parse(pounds(want.vat)),
        what: None,
        practitioner: perhaps(&want.buyer),
        details: CommissionDetails {
            need: want.need.map(NeedId::new),
            units: want.units.and_then(Units::from_thousandths),
            ..CommissionDetails::default()
        },
    }
}

fn with(paid: &PaidBy) -> PaidWith {
    let own = |part: Option<i64>| part.map_or(OwnMoney::All, |part| OwnMoney::Part(parse(pounds(part))));
    PaidWith { account: perhaps(&paid.account), own_money: paid.own.map(own), ..PaidWith::default() }
}

/// Asks the program.
pub fn carry_out(ledger: &mut Ledger, step: &Step, run: Run) -> Result<Reply> {
    let context = Context {
        user: step.user.parse().unwrap(),
        now: step.now.parse().unwrap(),
        run,
        key: step.key.as_ref().map(|key| key.parse().unwrap()),
        belongs_to: None,
        origin: Origin::default(),
    };
    let (on, note) = (perhaps(&step.on), None);
    let money = |pence: &i64| parse(pounds(*pence));
    let maybe = |pence: &Option<i64>| pence.as_ref().map(|pence| parse(pounds(*pence)));
    let c = &context;
    match &step.ask {
        Ask::Receive { fund, amount, account } => {
            let account = perhaps(account);
            record(
                ledger,
                c,
                &FundReceive { fund: parse(fund), amount: money(amount), account, partner: None, on, note },
            )
        }
        Ask::Repay { fund, amount, account } => {
            let account = perhaps(account);
            record(
                ledger,
                c,
                &FundRepay { fund: parse(fund), amount: money(amount), account, partner: None, on, note },
            )
        }
        Ask::AccountMove { from, to, amount } => record(
            ledger,
            c,
            &AccountMove { from: parse(from), to: parse(to), amount: money(amount), on, note },
        ),
        Ask::Charge { account, amount, interest } => {
            let (account, amount, interest) = (parse(account), money(amount), *interest);
            record(ledger, c, &ChargeRecord { account, amount, interest, on, note })
        }
        Ask::Open { child, amount, fund } => {
            let (child, amount, fund) = (parse(child), money(amount), perhaps(fund));
            record(ledger, c, &BudgetOpen { child, amount, fund, expected_outcome: None, on, note })
        }
        Ask::TopUp { child, amount, fund } => {
            let (child, amount, fund) = (parse(child), money(amount), perhaps(fund));
            record(ledger, c, &BudgetTopUp { child, amount, fund, on, note })
        }
        Ask::Return { child, amount, fund } => {
            let (child, amount, fund) = (parse(child), money(amount), perhaps(fund));
            record(ledger, c, &BudgetReturn { child, amount, fund, on, note })
        }
        Ask::Move { child, to, amount, fund } => {
            let (child, to, amount, fund) = (parse(child), parse(to), money(amount), perhaps(fund));
            record(ledger, c, &BudgetMove { child, to, amount, fund, on, note })
        }
        Ask::Close { child } => record(ledger, c, &BudgetClose { child: parse(child), on, note }),
        Ask::Reopen { child } => {
            record(ledger, c, &BudgetReopen { child: parse(child), reason: parse("back"), on })
        }
        Ask::Place(want) => {
            record(ledger, c, &CommissionPlace { commission: wanted(want), on, note, held: None })
        }
        Ask::Buy { want, paid, number, again } => {
            let (paid, invoice, again) = (with(paid), perhaps(number), again.map(parse));
            record(
                ledger,
                c,
                &Buy {
                    commission: wanted(want),
                    paid,
                    invoice,
                    again,
                    on,
                    note,
                    receipt: None,
                    evidence: None,
                },
            )
        }
        Ask::Share { want, shares, paid, number, again } => {
            let share = |(child, amount): &(&str, i64)| ChildShare {
                child: parse(child),
                amount: Some(parse(pounds(*amount))),
                need: None,
            };
            let buy = FamilyBuy {
                family: parse("F1"),
                amount: parse(pounds(want.gross)),
                category: parse(&want.category),
                provider: want.provider.clone(),
                vat: parse(pounds(want.vat)),
                what: None,
                practitioner: perhaps(&want.buyer),
                shares: shares.iter().map(share).collect(),
                how: Shared::AsSaid,
                paid: with(paid),
                invoice: perhaps(number),
                again: again.map(parse),
                evidence: None,
                on,
                note,
            };
            record(ledger, c, &buy)
        }
        Ask::Amend { order, amount, vat } => {
            let (amount, vat) = (money(amount), said(vat));
            let amend =
                CommissionAmend { commission: *order, amount: Some(amount), units: None, vat, on, note };
            record(ledger, c, &amend)
        }
        Ask::Cancel { order } => record(ledger, c, &CommissionCancel { commission: *order, on, note }),
        Ask::Invoice { order, amount, vat, number, again, last } => {
            let (amount, vat, number) = (money(amount), said(vat), perhaps(number));
            let again = again.map(parse);
            record(
                ledger,
                c,
                &InvoiceRecord {
                    commission: *order,
                    amount,
                    vat,
                    number,
                    again,
                    last: *last,
                    on,
                    note,
                    evidence: None,
                },
            )
        }
        Ask::Credit { order, amount, vat, number, again } => {
            let (amount, vat, number) = (money(amount), said(vat), perhaps(number));
            let again = again.map(parse);
            record(ledger, c, &CreditNoteRecord { commission: *order, amount, vat, number, again, on, note })
        }
        Ask::Document { credit, provider, lines, number, total, again } => {
            let line = |line: &Line| DocumentLine {
                commission: line.order,
                amount: money(&line.amount),
                vat: said(&line.vat),
                last: line.last,
            };
            let given = DocumentGiven {
                provider: (*provider).into(),
                number: parse(number),
                lines: lines.iter().map(line).collect(),
                total: maybe(total),
                again: again.map(parse),
                on,
                note,
                evidence: None,
            };
            match credit {
                true => record(ledger, c, &CreditNoteOf(given)),
                false => record(ledger, c, &InvoiceOf(given)),
            }
        }
        Ask::PayDocument { provider, number, by, paid } => {
            let (provider, number, practitioner) = ((*provider).into(), parse(number), perhaps(by));
            record(ledger, c, &InvoicePayment { provider, number, paid: with(paid), practitioner, on, note })
        }
        Ask::Pay { order, amount, by, paid } => {
            let (amount, paid, practitioner) = (maybe(amount), with(paid), perhaps(by));
            record(ledger, c, &PaymentRecord { commission: *order, amount, paid, practitioner, on, note })
        }
        Ask::Claim { amount, who } => {
            record(ledger, c, &ClaimRecord { amount: maybe(amount), practitioner: perhaps(who), on })
        }
        Ask::ClaimDecide { claim, verdict } => {
            let reason = (*verdict == "refused").then(|| parse("no receipt"));
            record(ledger, c, &ClaimDecide { claim: *claim, verdict: parse(verdict), reason, on: None })
        }
        Ask::ClaimPay { claim, account } => record(
            ledger,
            c,
            &ClaimPay { claim: *claim, account: perhaps(account), practitioner: None, on, note },
        ),
        Ask::Refund { order, amount, vat, account } => {
            let (amount, vat, account) = (money(amount), said(vat), perhaps(account));
            record(ledger, c, &RefundRecord { commission: *order, amount, vat, account, on, note })
        }
        Ask::Advance { order, amount, account } => {
            let (amount, account) = (maybe(amount), perhaps(account));
            record(ledger, c, &HoldingAdvance { commission: *order, amount, account, on, note })
        }
        Ask::Spend { order, amount, vat, number, again, last } => {
            let (amount, vat, number, again) = (money(amount), said(vat), perhaps(number), again.map(parse));
            let last = *last;
            let spend = HoldingSpend { commission: *order, amount, vat, number, again, last, on, note };
            record(ledger, c, &spend)
        }
        Ask::GiveBack { order, amount, account } => {
            let (amount, account) = (maybe(amount), perhaps(account));
            record(ledger, c, &HoldingReturn { commission: *order, amount, account, on, note })
        }
        Ask::Debt { order, amount } => {
            record(ledger, c, &DebtRecord { commission: *order, amount: maybe(amount), on, note })
        }
        Ask::WriteOff { order, amount } => {
            let (amount, reason) = (maybe(amount), parse("moved away"));
            record(ledger, c, &DebtWriteOff { commission: *order, amount, reason, on })
        }
        Ask::ChargeVat { entry, amount } => {
            let (amount, reason) = (maybe(amount), parse("no VAT number"));
            record(ledger, c, &VatCharge { entry: *entry, amount, reason, on })
        }
        Ask::Reverse { entry } => {
            record(ledger, c, &EntryReverse { entry: *entry, reason: parse("a mistake"), on, whole: false })
        }
        Ask::Correct { entry, amount, vat, category, provider, child, buyer } => record(
            ledger,
            c,
            &EntryCorrect {
                entry: *entry,
                reason: parse("a mistake"),
                amount: maybe(amount),
                vat: vat.map(|vat| parse(pounds(vat))),
                category: perhaps(category),
                provider: provider.map(Into::into),
                child: perhaps(child),
                practitioner: perhaps(buyer),
                account: None,
                invoice: None,
                on,
            },
        ),
        Ask::Fact(fact) => facts(ledger, c, fact, on),
        Ask::HandOver { child, to } => record(
            ledger,
            c,
            &BudgetHandOver { child: parse(child), to: perhaps(to), reason: parse("leave"), on },
        ),
        Ask::TakeOver { child } => record(ledger, c, &BudgetAccept { child: parse(child), on }),
        Ask::MonthClose { month, reasons } => {
            let said = |account: &String| WithoutStatement {
                account: parse(account),
                reason: parse("none is sent"),
            };
            let without_statement = reasons.iter().map(said).collect();
            record(ledger, c, &MonthClose { month: parse(month), without_statement })
        }
        Ask::MonthReopen { month } => {
            record(ledger, c, &MonthReopen { month: parse(month), reason: parse("a late invoice") })
        }
        Ask::Approve { order } => record(ledger, c, &Approve { commission: *order, on, note }),
        Ask::Refuse { order } => {
            record(ledger, c, &Refuse { commission: *order, reason: parse("too dear"), on })
        }
        Ask::Declare { who, with } => {
            let (child, provider) = match with {
                With::Child(child) => (Some(parse(child)), None),
                With::Provider(provider) => (None, Some(parse(provider))),
            };
            let (practitioner, what) = (perhaps(who), parse("a friend"));
            record(ledger, c, &ConflictDeclare { child, provider, what, practitioner, on })
        }
        Ask::Intervene { provider, step, stops } => {
            let (provider, step, reason) = ((*provider).into(), parse(step), parse("late again"));
            let (review_on, stops_commissions) = (None, *stops);
            let meanwhile = None;
            let step =
                ProviderStepTake { provider, step, reason, review_on, stops_commissions, meanwhile, on };
            record(ledger, c, &step)
        }
        Ask::SetPolicy(policy) => {
            let given = PolicyText::parse("policy.toml".into(), policy.text()).unwrap();
            record(ledger, c, &PolicySet { given, from_on: on })
        }
        Ask::EndConflict { conflict } => record(ledger, c, &ConflictEnd { conflict: *conflict, on }),
        Ask::Cohort { child, cohort } => record(
            ledger,
            c,
            &ChildAmend {
                child: parse(child),
                cohort: Some(parse(cohort)),
                sex: None,
                ethnicity: None,
                area: None,
                need: None,
                need_level: None,
                caf_ref: None,
                caf_on: None,
                consent_on: None,
            },
        ),
    }
}

/// Asks the program about what is recorded beside the money.
fn facts(ledger: &mut Ledger, c: &Context, ask: &FactAsk, on: Option<domain::Day>) -> Result<Reply> {
    let score = |value: i64| Score::from_thousandths(value * 1000);
    let units = |units: &Option<i64>| units.and_then(Units::from_thousandths);
    let reason = || parse("a mistake");
    match ask {
        FactAsk::Score { child, value, informant } => {
            let (child, measure, value, informant) =
                (parse(child), parse("gbo"), score(*value), parse(informant));
            record(ledger, c, &OutcomeRecord { child, measure, value, item: None, informant, on })
        }
        FactAsk::CorrectScore { number, value, informant } => {
            let (score, informant, reason) = (value.map(score), perhaps(informant), reason());
            record(ledger, c, &OutcomeCorrect { number: *number, score, item: None, informant, on, reason })
        }
        FactAsk::Time { child, minutes, activity, who } => {
            let (child, activity, practitioner) = (parse(child), parse(activity), perhaps(who));
            record(ledger, c, &TimeRecord { child, minutes: *minutes, activity, practitioner, on })
        }
        FactAsk::CorrectTime { number, minutes, activity, who } => {
            let (activity, practitioner, reason) = (perhaps(activity), perhaps(who), reason());
            let (number, minutes) = (*number, *minutes);
            record(ledger, c, &TimeCorrect { number, minutes, activity, practitioner, on, reason })
        }
        FactAsk::Deliver { order, units: came, partly } => {
            record(ledger, c, &DeliveryRecord { commission: *order, units: units(came), partly: *partly, on })
        }
        FactAsk::CorrectDelivery { number, units: came, partly } => {
            let (number, units, partly, reason) = (*number, units(came), *partly, reason());
            record(ledger, c, &DeliveryCorrect { number, units, partly, on, reason })
        }
        FactAsk::Need { child, likely } => record(
            ledger,
            c,
            &NeedAdd {
                child: parse(child),
                what: parse("to swim"),
                domain: parse("child"),
                aim: parse("1.1"),
                likely: Some(parse(pounds(*likely))),
                outcome: None,
                target: None,
                due_on: None,
            },
        ),
        FactAsk::CorrectNeed { number, likely } => record(
            ledger,
            c,
            &NeedCorrect {
                number: *number,
                what: None,
                domain: None,
                aim: None,
                likely: Some(parse(pounds(*likely))),
                outcome: None,
                target: None,
                due_on: None,
                reason: reason(),
            },
        ),
        FactAsk::Meet { need } => record(ledger, c, &NeedMeet { need: NeedId::new(*need), result: None, on }),
        FactAsk::Receipt { order, reason, amount } => {
            let amount = amount.map(|amount| parse(pounds(amount)));
            record(ledger, c, &ReceiptNone { commission: *order, reason: parse(reason), amount })
        }
        FactAsk::Withdraw { what, number } => {
            let (number, reason) = (*number, reason());
            match *what {
                "outcome" => record(ledger, c, &OutcomeWithdraw { number, reason }),
                "time" => record(ledger, c, &TimeWithdraw { number, reason }),
                "delivery" => record(ledger, c, &DeliveryWithdraw { number, reason }),
                "need" => record(ledger, c, &NeedWithdraw { number, reason }),
                _ => record(ledger, c, &ReceiptWithdraw { number, reason }),
            }
        }
    }
}
