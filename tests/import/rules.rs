//! Every rule that a load could break, broken on purpose: the plans are not asked, so it is the
//! schema that refuses row by row, and the second look that refuses in bulk, by the same token.

use domain::{
    Account, AccountId, AccountKind, AccountName, Amount, Basis, Better, Budget, ClaimBasis, Closing, Code,
    CommissionDetails, CommissionTerms, ConsentKind, Draft, EntryId, EntryKind, FactKind, HappeningKind,
    MemberId, Membership, Nature, Payee, Pence, PractitionerId, Receipt, Remainder, Rest, Score, Stream,
    Text, Transfer, VatForm, rows,
};
use import::Kind;
use service::{BudgetClose, Context, PractitionerLeave, ProviderStepTake, Run, Way, record};
use store::{Ledger, Origin, Sealing, StoreError, WriteTx};

use super::world::{BOTH, NOW, PRACTITIONERS, World, context};

type Written = Result<(), StoreError>;
type Break = fn(&mut WriteTx<'_>) -> Written;

/// Rules with the way each is broken, on the small pilot without purchases.
const RULES: [(&str, Break); 76] = [
    ("PROVIDER_SUSPENDED", |tx| {
        let provider = tx.reader().provider(&"SHOES".parse().unwrap())?.unwrap().id;
        let terms = CommissionTerms { provider, ..terms(tx, 1000) };
        let draft = order(tx, 1000, "2006-10-01");
        write(tx, &draft, Some(&terms)).map(drop)
    }),
    ("SIGN_OFF_EXCEEDED", |tx| place(tx, 50_001, "2006-10-01").map(drop)),
    ("EFFECTIVE_OUTSIDE_PILOT", |tx| place(tx, 1000, "2008-01-01").map(drop)),
    ("MONTH_CLOSED", |tx| place(tx, 1000, "2006-07-15").map(drop)),
    ("BEFORE_BUDGET_OPENED", |tx| place(tx, 1000, "2006-08-15").map(drop)),
    ("PRACTITIONER_NOT_THERE", |tx| {
        let terms = CommissionTerms { practitioner: person(tx, "LATE"), ..terms(tx, 1000) };
        let draft = order(tx, 1000, "2006-10-01");
        write(tx, &draft, Some(&terms)).map(drop)
    }),
    ("SIGN_OFF_EXCEEDED", |tx| {
        // The limit is kept on paper, and more is drawn.
        let (draft, terms) = (order(tx, 60_000, "2006-10-01"), terms(tx, 100));
        write(tx, &draft, Some(&terms)).map(drop)
    }),
    ("POT_BELOW_ZERO", |tx| {
        let terms = CommissionTerms { practitioner: person(tx, "LP2"), ..terms(tx, 100_001) };
        let draft = order(tx, 100_001, "2006-10-01");
        write(tx, &draft, Some(&terms)).map(drop)
    }),
    ("TRANSFER_CROSSES_CHILDREN", |tx| {
        let other = pots(tx, "C-2", "LAC");
        order_by(tx, Transfer::new(other[1], other[0], amount(1000)))
    }),
    ("TRANSFER_CROSSES_FUNDS", |tx| {
        let (pool, kit) = (pots(tx, "C-1", "POOL"), pots(tx, "C-1", "KIT"));
        order_by(tx, Transfer::new(kit[1], pool[0], amount(1000)))
    }),
    ("TRANSFER_CROSSES_BOOKS", |tx| {
        let nowhere = Account::new(AccountId::new(9999), AccountKind::Committed);
        let from = pots(tx, "C-1", "POOL")[0];
        order_by(tx, Transfer::new(nowhere, from, amount(1000)))
    }),
    ("TRANSFER_SKIPS_A_POT", |tx| {
        let pool = tx.reader().fund(&"POOL".parse().unwrap())?.unwrap().pool.account;
        let into = pots(tx, "C-1", "POOL")[1];
        order_by(tx, Transfer::new(into, pool, amount(1000)))
    }),
    ("SHARES_NOT_THE_WHOLE", |tx| pool(tx, 9_999)),
    ("PARTNER_EXCEEDED", |tx| {
        pool(tx, 10_000)?;
        repay(tx)
    }),
    ("NO_PARTNER", |tx| {
        pool(tx, 10_000)?;
        receive(tx, None)
    }),
    ("NO_PARTNER", |tx| {
        pool(tx, 10_000)?;
        receive(tx, Some("Police".parse().unwrap()))
    }),
    ("NOT_THE_BOARDS", |tx| {
        pool(tx, 10_000)?;
        tx.insert(&rows::PoolDecision {
            pool: EntryId::new(tx.next() - 1),
            rest: Rest::Underspend,
            decided_on: "2007-04-10".parse().unwrap(),
            decided_by: &"the board".parse().unwrap(),
            shares: None,
        })?;
        seal(tx, "pool.decide")
    }),
    // What the pilot itself cost is told apart from what is bought, and from what moves between accounts.
    ("CATEGORY_MISPLACED", |tx| cost(tx, EntryKind::CostRecord)),
    ("COST_MISPLACED", |tx| cost(tx, EntryKind::AccountMove)),
    ("EFFECTIVE_OUTSIDE_PILOT", |tx| cost_on(tx, EntryKind::CostRecord, "2008-01-01")),
    ("FUND_DOES_NOT_FIT", |tx| {
        // Activities are not what the kit fund is for.
        let kit = pots(tx, "C-1", "KIT");
        order_by(tx, Transfer::new(kit[1], kit[0], amount(1000)))
    }),
    ("FUND_DOES_NOT_FIT", |tx| {
        // Clothing is, but not after June 2007.
        let kit = pots(tx, "C-1", "KIT");
        let clothing = tx.reader().category(&"clothing".parse().unwrap())?.unwrap().id;
        let terms = CommissionTerms { category: clothing, ..terms(tx, 1000) };
        let transfers = vec![Transfer::new(kit[1], kit[0], amount(1000))];
        let draft = Draft { transfers, ..order(tx, 1000, "2007-07-01") };
        write(tx, &draft, Some(&terms)).map(drop)
    }),
    ("FUND_DOES_NOT_FIT", |tx| {
        // The looked-after grant is for another cohort.
        let fund = tx.reader().fund(&"LAC".parse().unwrap())?.unwrap();
        let child = budget(tx, "C-1").child;
        let into = tx.open_pots(&child, fund.fund.id, &fund.fund.code)?[0];
        feed(tx, "C-1", Transfer::new(into, fund.pool.account, amount(1000)))
    }),
    ("BUDGET_OUT_OF_BOUNDS", |tx| {
        let pool = tx.reader().fund(&"POOL".parse().unwrap())?.unwrap().pool.account;
        let into = pots(tx, "C-1", "POOL")[0];
        feed(tx, "C-1", Transfer::new(into, pool, amount(200_000)))
    }),
    ("BUDGET_CLOSED", |tx| {
        let pool = tx.reader().fund(&"LAC".parse().unwrap())?.unwrap().pool.account;
        let into = pots(tx, "C-2", "LAC")[0];
        feed(tx, "C-2", Transfer::new(into, pool, amount(10_000)))
    }),
    ("COMPARISON_CHILD_HAS_NO_BUDGET", |tx| {
        let child = tx.reader().child(&"C-3".parse().unwrap())?.unwrap();
        tx.insert(&rows::Budget {
            child_id: child.id,
            opened_on: "2006-10-01".parse().unwrap(),
            closed_on: None,
            expected_outcome: None,
        })?;
        seal(tx, "budget.open")
    }),
    ("ENTRY_EMPTY", |tx| {
        let (draft, terms) = (order(tx, 1000, "2006-10-01"), terms(tx, 1000));
        write(tx, &Draft { transfers: Vec::new(), ..draft }, Some(&terms)).map(drop)
    }),
    ("ENTRY_KIND_DIFFERS", |tx| {
        let (draft, terms) = (order(tx, 1000, "2006-10-01"), terms(tx, 1000));
        tx.post(&draft, Some(&terms))?;
        seal(tx, "invoice.record")
    }),
    ("BOOKS_DISAGREE", |tx| {
        let id = place(tx, 10_000, "2006-10-01")?;
        let mut bill = bill(tx, id, 10_000, Closing::Closed);
        bill.transfers.pop();
        write(tx, &bill, None).map(drop)
    }),
    ("IN_KIND_DISAGREES", |tx| {
        tx.add_fund(
            &rows::Fund {
                code: "NHS".parse().unwrap(),
                name: "Nurses".parse().unwrap(),
                contributor: "PCT".parse().unwrap(),
                stream: Stream::Mainstream,
                nature: Nature::Notional,
                cohort: None,
                from_on: None,
                until_on: None,
                claim_basis: ClaimBasis::Incurred,
                claim_by: None,
            },
            &[],
        )?;
        seal(tx, "fund.add")?;
        let fund = tx.reader().fund(&"NHS".parse().unwrap())?.unwrap();
        let bank = tx.reader().own_account(&"bank:main".parse().unwrap())?.unwrap();
        let transfers = vec![
            Transfer::new(fund.pool.account, fund.grant, amount(1000)),
            Transfer::new(bank, fund.income, amount(1000)),
        ];
        write(tx, &Draft::new(EntryKind::FundReceive, "2006-10-01".parse().unwrap(), transfers), None)
            .map(drop)
    }),
    ("COMMISSION_MISSING", |tx| {
        let mut bill = bill(tx, EntryId::new(1), 10_000, Closing::Unchanged);
        bill.transfers.remove(0);
        write(tx, &bill, None).map(drop)
    }),
    ("INVOICE_ALREADY_RECORDED", |tx| {
        let id = place(tx, 10_000, "2006-10-01")?;
        let bill = bill(tx, id, 5000, Closing::Unchanged);
        write(tx, &bill, None)?;
        write(tx, &bill, None).map(drop)
    }),
    ("VAT_CHARGE_MISPLACED", |tx| {
        let (commission, _) = billed_with_vat(tx)?;
        let charge = charge(tx, commission, 150);
        write(tx, &charge, None).map(drop)
    }),
    ("VAT_EVIDENCE_MISPLACED", |tx| {
        let document_id = place(tx, 1000, "2006-10-01")?;
        tx.insert(&rows::VatEvidence { document_id, form: VatForm::Absent })?;
        seal(tx, "vat.evidence")
    }),
    ("VAT_CHARGE_TOO_MUCH", |tx| {
        let (commission, bill) = billed_with_vat(tx)?;
        charged(tx, commission, bill, 151)
    }),
    ("VAT_CHARGED", |tx| {
        let (commission, bill) = billed_with_vat(tx)?;
        let recorded = tx.reader().entry(bill)?.unwrap();
        charged(tx, commission, bill, 150)?;
        let transfers = recorded.transfers.iter().rev().map(Transfer::mirrored).collect();
        let draft = charge(tx, commission, 150);
        let kind = EntryKind::EntryReverse;
        write(tx, &Draft { kind, reverses: Some(bill), transfers, ..draft }, None).map(drop)
    }),
    ("DOCUMENT_SUM_DIFFERS", |tx| lines(tx, "I1", 9_999)),
    ("DOCUMENT_LINE_DIFFERS", |tx| lines(tx, "I9", 10_000)),
    ("DOCUMENT_COMPLETE", |tx| {
        let first = EntryId::new(tx.next() + 1);
        lines(tx, "I1", 10_000)?;
        let bill = bill(tx, EntryId::new(first.get() - 1), 1_000, Closing::Unchanged);
        tx.post(&bill, None)?;
        tx.insert(&rows::DocumentLine { document_id: first, instead_of: Some(first) })?;
        seal(tx, "invoice.record")
    }),
    ("MEMBER_ALREADY", |tx| {
        join(tx, "F-1", Membership::Main)?;
        join(tx, "F-1", Membership::Kinship)
    }),
    ("TWO_MAIN_FAMILIES", |tx| {
        join(tx, "F-1", Membership::Main)?;
        join(tx, "F-2", Membership::Main)
    }),
    ("NOT_OF_THE_FAMILY", |tx| shared(tx, "F-1")),
    ("SHARED_TWICE", |tx| {
        join(tx, "F-1", Membership::Main)?;
        shared(tx, "F-1")
    }),
    ("COMMISSION_CLOSED", |tx| {
        let id = place(tx, 10_000, "2006-10-01")?;
        let last = bill(tx, id, 10_000, Closing::Closed);
        write(tx, &last, None)?;
        // One more invoice of the same commission, from what is available.
        let pots = pots(tx, "C-1", "POOL");
        let mut more = bill(tx, id, 100, Closing::Unchanged);
        more.transfers[0] = Transfer::new(pots[2], pots[0], amount(100));
        more.reference = Some("I2".parse().unwrap());
        write(tx, &more, None).map(drop)
    }),
    ("COMMISSION_CLOSED_WITH_MONEY", |tx| {
        let id = place(tx, 10_000, "2006-10-01")?;
        let bill = bill(tx, id, 5000, Closing::Closed);
        write(tx, &bill, None).map(drop)
    }),
    ("PAYMENT_EXCEEDS_OWED", |tx| {
        let id = place(tx, 10_000, "2006-10-01")?;
        let owed = tx.reader().provider(&"CLUB".parse().unwrap())?.unwrap().account;
        let bank = tx.reader().own_account(&"bank:main".parse().unwrap())?.unwrap();
        let transfers = vec![Transfer::new(owed, bank, amount(1))];
        let draft = Draft {
            kind: EntryKind::PaymentRecord,
            commission: Some(id),
            transfers,
            ..order(tx, 1, "2006-10-02")
        };
        write(tx, &draft, None).map(drop)
    }),
    ("AGREEMENT_MISSING", |tx| {
        let id = billed(tx)?;
        debt(tx, id, 100)
    }),
    ("DEBT_ABOVE_UNACCOUNTED", |tx| {
        let id = paid(tx)?;
        agree(tx, Some(Basis::DirectPayment))?;
        tx.add_receipt(id, &Receipt::None { reason: "a list".parse().unwrap() }, None, Some(amount(9_000)))?;
        seal(tx, "receipt.none")?;
        debt(tx, id, 1_001)
    }),
    ("DEBT_WITHIN_CONTINGENCY", |tx| {
        // 100.00, of which 20.00 may be kept.
        let id = paid(tx)?;
        agree_to_keep(tx, Some(Basis::DirectPayment), 2)?;
        debt(tx, id, 8_001)
    }),
    ("WRITE_OFF_ABOVE_DEBT", |tx| {
        let id = owed_back(tx)?;
        write_off(tx, id, 701)
    }),
    ("WRITE_OFF_WITHOUT_AUTHORITY", |tx| {
        let id = owed_back(tx)?;
        tx.sign(person(tx, "LP2"), NOW, &Origin::default());
        write_off(tx, id, 700)
    }),
    ("REPAYMENT_FORBIDDEN", |tx| {
        let id = billed(tx)?;
        agree(tx, Some(Basis::Cash))?;
        debt(tx, id, 100)
    }),
    ("ACCOUNTED_ABOVE_PAID", |tx| {
        let id = paid(tx)?;
        tx.add_receipt(id, &Receipt::None { reason: "a list".parse().unwrap() }, None, Some(amount(10_001)))?;
        seal(tx, "receipt.none")
    }),
    ("HELD_ABOVE_COMMITTED", |tx| {
        agree(tx, None)?;
        let id = place(tx, 10_000, "2006-10-01")?;
        hand_out(tx, id, 10_001)
    }),
    ("RETURN_ABOVE_ADVANCE", |tx| {
        // What is held was advanced for another commission.
        agree(tx, None)?;
        let [other, id] = [place(tx, 10_000, "2006-10-01")?, place(tx, 10_000, "2006-10-01")?];
        hand_out(tx, other, 10_000)?;
        let club = tx.reader().own_account(&"held:CLUB".parse().unwrap())?.unwrap();
        let bank = tx.reader().own_account(&"bank:main".parse().unwrap())?.unwrap();
        move_of(tx, id, Transfer::new(bank, club, amount(1)))
    }),
    ("HELD_MISPLACED", |tx| {
        agree(tx, None)?;
        let held = held(tx)?;
        let bank = tx.reader().own_account(&"bank:main".parse().unwrap())?.unwrap();
        let draft = Draft { kind: EntryKind::AccountMove, child: None, ..order(tx, 1, "2006-10-02") };
        write(tx, &Draft { transfers: vec![Transfer::new(held, bank, amount(1))], ..draft }, None).map(drop)
    }),
    ("OUTCOME_OUT_OF_RANGE", |tx| {
        let child = budget(tx, "C-1").child.id;
        let measure = tx.reader().measure(&"gbo".parse().unwrap())?.unwrap().id;
        tx.insert(&rows::Outcome {
            child_id: child,
            measure_id: measure,
            item: "goal-1",
            informant: "child",
            observed_on: "2007-01-01".parse().unwrap(),
            value_thousandths: Score::from_thousandths(10_001),
        })?;
        seal(tx, "outcome.record")
    }),
    ("OUTCOME_RECORDED_OTHERWISE", |tx| {
        score(tx, 3_000)?;
        score(tx, 4_000).map(drop)
    }),
    ("INDICATOR_COUNTED", |tx| {
        let score = Score::from_thousandths;
        let target = tx.insert(&rows::AreaTarget {
            area: None,
            aim: "3.2".parse().unwrap(),
            indicator: "needs_achieved".parse().unwrap(),
            measure_id: None,
            better: Better::Higher,
            baseline_thousandths: score(20_000),
            floor_thousandths: None,
            target_thousandths: score(60_000),
            predicted_thousandths: None,
            weight: 1,
            due_on: "2006-12-31".parse().unwrap(),
        })?;
        let observed_on = "2006-09-09".parse().unwrap();
        tx.insert(&rows::AreaActual { target, observed_on, value_thousandths: score(99_000) })?;
        seal(tx, "target.actual")
    }),
    ("HAPPENED_BEFORE_BIRTH", |tx| happened(tx, HappeningKind::Reached, "1996-03-31", None)),
    ("CHILD_HAS_LEFT", |tx| {
        happened(tx, HappeningKind::Left, "2007-03-01", None)?;
        happened(tx, HappeningKind::Reached, "2007-03-02", None)
    }),
    ("NOT_IN_CARE", |tx| happened(tx, HappeningKind::LeftCare, "2007-03-01", None)),
    ("IN_CARE_ALREADY", |tx| {
        happened(tx, HappeningKind::EnteredCare, "2007-03-01", None)?;
        happened(tx, HappeningKind::EnteredCare, "2007-03-02", None)
    }),
    ("ANSWER_WITHOUT_REFERRAL", |tx| {
        happened(tx, HappeningKind::Referred, "2007-03-02", Some("camhs"))?;
        happened(tx, HappeningKind::Accepted, "2007-03-01", Some("camhs"))
    }),
    ("EXCLUDED_ALREADY", |tx| {
        happened(tx, HappeningKind::PermanentlyExcluded, "2007-03-01", None)?;
        happened(tx, HappeningKind::Reached, "2007-03-01", None)?;
        happened(tx, HappeningKind::PermanentlyExcluded, "2007-02-01", None)
    }),
    ("CASE_CLOSED_ALREADY", |tx| {
        happened(tx, HappeningKind::CafClosed, "2007-03-01", None)?;
        happened(tx, HappeningKind::Referred, "2007-03-02", Some("camhs"))?;
        happened(tx, HappeningKind::CafClosed, "2007-03-03", None)
    }),
    ("CASE_NOT_CLOSED", |tx| happened(tx, HappeningKind::ReReferred, "2007-03-01", None)),
    ("HAPPENED_ALREADY", |tx| {
        happened(tx, HappeningKind::Reached, "2007-03-01", None)?;
        happened(tx, HappeningKind::Reached, "2007-03-01", None)
    }),
    ("HAPPENED_BEFORE_BIRTH", |tx| said(tx, ConsentKind::Objection, "1996-03-31")),
    ("CONSENT_NOT_GIVEN", |tx| said(tx, ConsentKind::ObjectionWithdrawn, "2007-03-01")),
    ("CONSENT_WITHDRAWN_ALREADY", |tx| {
        said(tx, ConsentKind::Objection, "2007-03-01")?;
        said(tx, ConsentKind::ObjectionWithdrawn, "2007-03-02")?;
        said(tx, ConsentKind::ObjectionWithdrawn, "2007-03-03")
    }),
    ("CONSENT_SAID_ALREADY", |tx| {
        said(tx, ConsentKind::Objection, "2007-03-01")?;
        said(tx, ConsentKind::Objection, "2007-03-01")
    }),
    ("FACT_MISSING", |tx| undo(tx, 1, 1)),
    ("FACT_UNDONE", |tx| {
        let fact = score(tx, 3_000)?;
        undo(tx, fact, fact)?;
        undo(tx, fact, fact + 1)
    }),
    ("LEAD_OUT_OF_ORDER", |tx| {
        let (child_id, practitioner_id) = (budget(tx, "C-1").child.id, person(tx, "LP2"));
        tx.insert(&rows::Lead { child_id, from_on: "2006-06-30".parse().unwrap(), practitioner_id })?;
        seal(tx, "child.hand-over")
    }),
    ("ACTOR_LEFT", |tx| {
        let gone = person(tx, "GONE");
        tx.sign(gone, NOW, &Origin::default());
        place(tx, 1000, "2006-10-01").map(drop)
    }),
];

/// What was ordered of the club for C-1, invoiced in full: 100.00.
fn billed(tx: &mut WriteTx<'_>) -> Result<EntryId, StoreError> {
    let id = place(tx, 10_000, "2006-10-01")?;
    let bill = bill(tx, id, 10_000, Closing::Closed);
    write(tx, &bill, None)?;
    Ok(id)
}

/// Agrees with the club as a payee for C-1: as a parent by a basis, else as an agent.
fn agree(tx: &mut WriteTx<'_>, basis: Option<Basis>) -> Written {
    agree_to_keep(tx, basis, 0)
}

/// The same, with weeks of 10.00 that may be kept.
fn agree_to_keep(tx: &mut WriteTx<'_>, basis: Option<Basis>, weeks: i64) -> Written {
    let (text, purpose): (Text, Text) = ("register".parse().unwrap(), "breaks".parse().unwrap());
    let child_id = budget(tx, "C-1").child.id;
    let provider_id = tx.reader().provider(&"CLUB".parse().unwrap())?.unwrap().id;
    tx.insert(&rows::Agreement {
        child_id,
        provider_id,
        payee: if basis.is_some() { Payee::Parent } else { Payee::Agent },
        basis,
        disability: basis.is_some().then_some(&text),
        purpose: &purpose,
        agreed_on: "2006-09-01".parse().unwrap(),
        accounts_months: 3,
        contingency_weeks: weeks,
        weekly_pence: Some(amount(1_000)),
        repayable: false,
        on_benefit: None,
        other_ways: None,
        statements: false,
    })?;
    seal(tx, "agreement.record")
}

fn debt(tx: &mut WriteTx<'_>, commission: EntryId, pence: i64) -> Written {
    let pots = pots(tx, "C-1", "POOL");
    let bill = bill(tx, commission, pence, Closing::Unchanged);
    let cash = bill.transfers.last().unwrap().mirrored();
    let transfers = vec![Transfer::new(pots[0], pots[2], amount(pence)), cash];
    write(tx, &Draft { kind: EntryKind::DebtRecord, reference: None, transfers, ..bill }, None).map(drop)
}

/// The club was paid 100.00 for C-1.
fn paid(tx: &mut WriteTx<'_>) -> Result<EntryId, StoreError> {
    let id = billed(tx)?;
    let bank = tx.reader().own_account(&"bank:main".parse().unwrap())?.unwrap();
    let club = tx.reader().provider(&"CLUB".parse().unwrap())?.unwrap().account;
    let paid = Draft { kind: EntryKind::PaymentRecord, commission: Some(id), ..order(tx, 1, "2006-10-05") };
    write(tx, &Draft { transfers: vec![Transfer::new(club, bank, amount(10_000))], ..paid }, None)?;
    Ok(id)
}

/// 7.00 of that is asked back.
fn owed_back(tx: &mut WriteTx<'_>) -> Result<EntryId, StoreError> {
    // Whoever paid it writes none of it off.
    tx.sign(person(tx, "LP2"), NOW, &Origin::default());
    let id = paid(tx)?;
    tx.sign(person(tx, "ADMIN"), NOW, &Origin::default());
    agree(tx, Some(Basis::DirectPayment))?;
    debt(tx, id, 700)?;
    Ok(id)
}

fn write_off(tx: &mut WriteTx<'_>, commission: EntryId, pence: i64) -> Written {
    let pots = pots(tx, "C-1", "POOL");
    let bill = bill(tx, commission, pence, Closing::Unchanged);
    let transfers = vec![Transfer::new(pots[2], pots[0], amount(pence)), bill.transfers[1]];
    let note = Some("moved away".parse().unwrap());
    write(tx, &Draft { kind: EntryKind::DebtWriteOff, reference: None, note, transfers, ..bill }, None)
        .map(drop)
}

/// What the club holds.
fn held(tx: &mut WriteTx<'_>) -> Result<Account, StoreError> {
    let club = tx.reader().provider(&"CLUB".parse().unwrap())?.unwrap();
    let held = tx.open_held(&AccountName::held_by(&club.code), club.id)?;
    seal(tx, "account.open")?;
    Ok(held)
}

fn hand_out(tx: &mut WriteTx<'_>, commission: EntryId, pence: i64) -> Written {
    let held = held(tx)?;
    let bank = tx.reader().own_account(&"bank:main".parse().unwrap())?.unwrap();
    move_of(tx, commission, Transfer::new(held, bank, amount(pence)))
}

/// Moves money of a commission between accounts.
fn move_of(tx: &mut WriteTx<'_>, commission: EntryId, transfer: Transfer) -> Written {
    let draft =
        Draft { kind: EntryKind::AccountMove, commission: Some(commission), ..order(tx, 1, "2006-10-02") };
    write(tx, &Draft { transfers: vec![transfer], ..draft }, None).map(drop)
}

/// A score of C-1 on a day of its own; answers its number.
fn score(tx: &mut WriteTx<'_>, thousandths: i64) -> Result<i64, StoreError> {
    let child_id = budget(tx, "C-1").child.id;
    let measure_id = tx.reader().measure(&"gbo".parse().unwrap())?.unwrap().id;
    let event = tx.next();
    tx.insert(&rows::Outcome {
        child_id,
        measure_id,
        item: "goal-9",
        informant: "child",
        observed_on: "2007-01-01".parse().unwrap(),
        value_thousandths: Score::from_thousandths(thousandths),
    })?;
    seal(tx, "outcome.record")?;
    Ok(event)
}

/// Withdraws a score: what an event recorded of it, or is said to have.
fn undo(tx: &mut WriteTx<'_>, fact: i64, undoes: i64) -> Written {
    let reason: Text = "mistyped".parse().unwrap();
    tx.insert(&rows::Correction { kind: FactKind::Score, fact, undoes, withdrawn: true, reason: &reason })?;
    seal(tx, "outcome.withdraw")
}

#[test]
fn a_broken_rule_is_refused_by_the_same_token_both_ways() {
    let troubled = troubled();
    let before = troubled.dump();
    for (token, break_it) in RULES {
        for way in BOTH {
            let world = troubled.copy();
            let refused = attempt(&world, way, break_it).unwrap_err();
            assert!(refused.is_fault(), "{token} {way:?}: {refused}");
            assert!(refused.to_string().contains(token), "{token} {way:?}: {refused}");
            assert!(world.dump() == before, "{token} {way:?}");
        }
    }
}

/// Who did it is known when the event is there: a load in bulk asks, and so does `check`.
#[test]
fn a_shield_that_somebody_else_lifts_is_found() {
    for way in BOTH {
        let world = troubled();
        let wrote = attempt(&world, way, |tx| {
            said(tx, ConsentKind::Shield, "2007-03-01")?;
            tx.sign(person(tx, "LP2"), NOW, &Origin::default());
            said(tx, ConsentKind::ShieldWithdrawn, "2007-03-02")
        });
        let found = match wrote {
            Err(refused) => refused.to_string(),
            Ok(()) => world.bhlp(&["check"]).1,
        };
        assert!(found.contains("SHIELD_OF_ANOTHER"), "{way:?}: {found}");
    }
}

#[test]
fn what_keeps_the_rules_is_accepted_both_ways() {
    for way in BOTH {
        let world = troubled();
        let wrote = attempt(&world, way, |tx| {
            let id = place(tx, 10_000, "2006-10-01")?;
            let bill = bill(tx, id, 10_000, Closing::Closed);
            write(tx, &bill, None).map(drop)
        });
        wrote.unwrap();
        assert_eq!(world.bhlp(&["check"]), (0, String::new(), String::new()), "{way:?}");
    }
}

/// Gives money of a child back to the pool.
fn give_back(tx: &mut WriteTx<'_>, pence: i64) -> Written {
    let draft = Draft { kind: EntryKind::BudgetReturn, ..order(tx, 1000, "2006-10-01") };
    let pots = pots(tx, "C-1", "POOL");
    let pool = tx.reader().fund(&"POOL".parse().unwrap())?.unwrap().pool.account;
    let transfers = vec![Transfer::new(pool, pots[0], amount(pence))];
    write(tx, &Draft { transfers, ..draft }, None).map(drop)
}

#[test]
fn an_entry_of_any_kind_is_taken_and_judged_both_ways() {
    let cases: [(Break, bool); 2] =
        [(|tx| give_back(tx, 1000), true), (|tx| give_back(tx, 100_000_000), false)];
    for way in BOTH {
        for (given, taken) in cases {
            let world = troubled();
            assert_eq!(attempt(&world, way, given).is_ok(), taken, "{way:?}");
            assert_eq!(world.bhlp(&["check"]), (0, String::new(), String::new()), "{way:?}");
        }
    }
}

/// The small pilot with a closed month and budget, somebody who left and somebody who came late.
fn troubled() -> World {
    let world = World::with_small_pilot(&[Kind::Purchases]);
    let more = PRACTITIONERS.lines().next().unwrap().to_owned()
        + ",joined_on\nLATE,Late,teacher,school,,lead_professional,2007-01-01\n\
           GONE,Gone,teacher,school,,lead_professional,\n";
    world.take(Kind::Practitioners, &more, Way::Rows).unwrap();
    let mut ledger = Ledger::open(&world.ledger()).unwrap();
    let on = Some("2007-12-01".parse().unwrap());
    record(
        &mut ledger,
        &context(Run::Real),
        &PractitionerLeave { practitioner: "GONE".parse().unwrap(), on },
    )
    .unwrap();
    let step = ProviderStepTake {
        provider: "SHOES".into(),
        step: "suspended".parse().unwrap(),
        reason: "late".parse().unwrap(),
        review_on: None,
        stops_commissions: None,
        meanwhile: None,
        on: Some("2006-10-01".parse().unwrap()),
    };
    record(&mut ledger, &context(Run::Real), &step).unwrap();
    let child = "C-2".parse().unwrap();
    record(&mut ledger, &context(Run::Real), &BudgetClose { child, on, note: None }).unwrap();
    let finance = Context { user: "FN1".parse().unwrap(), ..context(Run::Real) };
    record(&mut ledger, &finance, &super::world::closing("2006-07")).unwrap();
    world
}

fn attempt(world: &World, way: Way, write: Break) -> Written {
    let mut ledger = Ledger::open(&world.ledger()).unwrap();
    let mut tx = match way {
        Way::Bulk => ledger.write_in_bulk().unwrap(),
        _ => ledger.write().unwrap(),
    };
    let admin = person(&tx, "ADMIN");
    tx.sign(admin, NOW, &Origin::default());
    write(&mut tx)?;
    tx.commit()
}

fn amount(pence: i64) -> Amount {
    Amount::new(pence).unwrap()
}

fn person(tx: &WriteTx<'_>, code: &str) -> PractitionerId {
    tx.reader().practitioner(&code.parse().unwrap()).unwrap().unwrap().id
}

fn budget(tx: &WriteTx<'_>, child: &str) -> Budget {
    let child = tx.reader().child(&child.parse().unwrap()).unwrap().unwrap();
    tx.reader().budget(&child).unwrap().unwrap()
}

/// A child's pots of a fund: available, committed, spent.
fn pots(tx: &WriteTx<'_>, child: &str, fund: &str) -> [Account; 3] {
    let budget = budget(tx, child);
    let pots = budget.pots.iter().find(|pots| pots.fund.code.as_str() == fund).unwrap();
    [pots.available.account, pots.committed.account, pots.spent.account]
}

/// LP1 orders something from the club.
pub fn terms(tx: &WriteTx<'_>, pence: i64) -> CommissionTerms {
    CommissionTerms {
        practitioner: person(tx, "LP1"),
        provider: tx.reader().provider(&"CLUB".parse().unwrap()).unwrap().unwrap().id,
        category: tx.reader().category(&"activities".parse().unwrap()).unwrap().unwrap().id,
        amount: amount(pence),
        vat: Pence::ZERO,
        description: None,
        details: CommissionDetails::default(),
        limit: Some(Pence::new(50_000)),
    }
}

/// An order for C-1 from the pooled fund.
pub fn order(tx: &WriteTx<'_>, pence: i64, on: &str) -> Draft {
    let pots = pots(tx, "C-1", "POOL");
    let transfers = vec![Transfer::new(pots[1], pots[0], amount(pence))];
    let draft = Draft::new(EntryKind::CommissionPlace, on.parse().unwrap(), transfers);
    Draft { child: Some(budget(tx, "C-1").child.id), ..draft }
}

fn order_by(tx: &mut WriteTx<'_>, transfer: Transfer) -> Written {
    let (draft, terms) = (order(tx, 1000, "2006-10-01"), terms(tx, 1000));
    write(tx, &Draft { transfers: vec![transfer], ..draft }, Some(&terms)).map(drop)
}

fn place(tx: &mut WriteTx<'_>, pence: i64, on: &str) -> Result<EntryId, StoreError> {
    let (draft, terms) = (order(tx, pence, on), terms(tx, pence));
    write(tx, &draft, Some(&terms))
}

/// An invoice of the club, out of what is promised.
fn bill(tx: &WriteTx<'_>, commission: EntryId, pence: i64, closing: Closing) -> Draft {
    let pots = pots(tx, "C-1", "POOL");
    let cost = tx.reader().category(&"activities".parse().unwrap()).unwrap().unwrap().account;
    let owed = tx.reader().provider(&"CLUB".parse().unwrap()).unwrap().unwrap().account;
    let transfers =
        vec![Transfer::new(pots[2], pots[1], amount(pence)), Transfer::new(cost, owed, amount(pence))];
    let reference: Option<Text> = Some("I1".parse().unwrap());
    let draft = order(tx, pence, "2006-10-05");
    let kind = EntryKind::InvoiceRecord;
    Draft { kind, commission: Some(commission), closing, reference, transfers, ..draft }
}

/// An order of 10.00, invoiced with 1.50 of VAT: both numbers.
fn billed_with_vat(tx: &mut WriteTx<'_>) -> Result<(EntryId, EntryId), StoreError> {
    let commission = place(tx, 1000, "2006-10-01")?;
    let mut bill = bill(tx, commission, 1000, Closing::Unchanged);
    let owed = bill.transfers[1].credit();
    bill.transfers.push(Transfer::new(tx.reader().vat_account()?, owed, amount(150)));
    let bill = write(tx, &bill, None)?;
    Ok((commission, bill))
}

/// POOL by agreement the Council's, by a share.
fn pool(tx: &mut WriteTx<'_>, share: i64) -> Written {
    let fund_id = tx.reader().fund(&"POOL".parse().unwrap())?.unwrap().fund.id;
    let partners = format!(r#"[{{"partner":"Council","form":"cash","share":{share}}}]"#);
    tx.insert(&rows::Pool {
        fund_id,
        kind_fund_id: None,
        host: &"Council".parse().unwrap(),
        from_on: "2006-10-01".parse().unwrap(),
        until_on: "2007-03-31".parse().unwrap(),
        total_pence: amount(100_000),
        partners: &partners,
        underspend: Remainder::Proportion,
        overspend: Remainder::Proportion,
        bearer: None,
        quarterly_days: None,
        annual_days: None,
    })?;
    seal(tx, "pool.agree")
}

/// 10.00 into POOL.
fn receive(tx: &mut WriteTx<'_>, reference: Option<Text>) -> Written {
    let fund = tx.reader().fund(&"POOL".parse().unwrap())?.unwrap();
    let bank = tx.reader().own_account(&"bank:main".parse().unwrap())?.unwrap();
    let transfers = vec![
        Transfer::new(fund.pool.account, fund.grant, amount(1000)),
        Transfer::new(bank, fund.income, amount(1000)),
    ];
    let draft = Draft::new(EntryKind::FundReceive, "2006-10-02".parse().unwrap(), transfers);
    write(tx, &Draft { reference, ..draft }, None).map(drop)
}

/// 10.00 of POOL back to the Council.
fn repay(tx: &mut WriteTx<'_>) -> Written {
    let fund = tx.reader().fund(&"POOL".parse().unwrap())?.unwrap();
    let bank = tx.reader().own_account(&"bank:main".parse().unwrap())?.unwrap();
    let transfers = vec![
        Transfer::new(fund.grant, fund.pool.account, amount(1000)),
        Transfer::new(fund.income, bank, amount(1000)),
    ];
    let draft = Draft::new(EntryKind::FundRepay, "2006-10-02".parse().unwrap(), transfers);
    write(tx, &Draft { reference: Some("Council".parse().unwrap()), ..draft }, None).map(drop)
}

/// 10.00 of POOL spent on the pilot itself, under a category of purchases.
fn cost(tx: &mut WriteTx<'_>, kind: EntryKind) -> Written {
    cost_on(tx, kind, "2006-10-01")
}

fn cost_on(tx: &mut WriteTx<'_>, kind: EntryKind, day: &str) -> Written {
    let fund = tx.reader().fund(&"POOL".parse().unwrap())?.unwrap();
    let spent = tx.open_spent_on_the_pilot(&fund.fund)?;
    let cost = tx.reader().category(&"activities".parse().unwrap())?.unwrap().account;
    let bank = tx.reader().own_account(&"bank:main".parse().unwrap())?.unwrap();
    let transfers =
        vec![Transfer::new(spent, fund.pool.account, amount(1000)), Transfer::new(cost, bank, amount(1000))];
    write(tx, &Draft::new(kind, day.parse().unwrap(), transfers), None).map(drop)
}

/// VAT as a cost of C-1.
fn charge(tx: &WriteTx<'_>, commission: EntryId, pence: i64) -> Draft {
    let pots = pots(tx, "C-1", "POOL");
    let cost = tx.reader().category(&"activities".parse().unwrap()).unwrap().unwrap().account;
    let vat = tx.reader().vat_account().unwrap();
    let transfers =
        vec![Transfer::new(pots[2], pots[0], amount(pence)), Transfer::new(cost, vat, amount(pence))];
    let kind = EntryKind::VatCharge;
    Draft { kind, commission: Some(commission), transfers, ..order(tx, 1, "2006-10-06") }
}

fn charged(tx: &mut WriteTx<'_>, commission: EntryId, document_id: EntryId, pence: i64) -> Written {
    let draft = charge(tx, commission, pence);
    tx.post(&draft, None)?;
    tx.insert(&rows::VatCharge { document_id })?;
    seal(tx, draft.kind.as_str())
}

/// A document of two lines of 50.00 on a commission of 120.00, the second of which has a number.
fn lines(tx: &mut WriteTx<'_>, number: &str, total: i64) -> Written {
    let id = place(tx, 12_000, "2006-10-01")?;
    let first = bill(tx, id, 5_000, Closing::Unchanged);
    let document_id = write(tx, &first, None)?;
    let reference = Some(number.parse().unwrap());
    tx.post(&Draft { reference, ..first }, None)?;
    tx.insert(&rows::DocumentLine { document_id, instead_of: None })?;
    tx.insert(&rows::Document { document_id, lines: 2, total_pence: amount(total), family_ref: None })?;
    seal(tx, "invoice.record")
}

/// A place of C-1 in a family.
fn join(tx: &mut WriteTx<'_>, family: &str, kind: Membership) -> Written {
    tx.insert(&rows::FamilyMember {
        member_id: MemberId::new(tx.next()),
        family_ref: family.parse().unwrap(),
        child_id: budget(tx, "C-1").child.id,
        kind,
        from_on: "2006-09-01".parse().unwrap(),
        until_on: None,
    })?;
    seal(tx, "family.join")
}

/// A purchase of 100.00 that C-1 shares with itself, 50.00 a line.
fn shared(tx: &mut WriteTx<'_>, family: &str) -> Written {
    let pots = pots(tx, "C-1", "POOL");
    let cost = tx.reader().category(&"activities".parse().unwrap())?.unwrap().account;
    let bank = tx.reader().own_account(&"bank:main".parse().unwrap())?.unwrap();
    let transfers =
        vec![Transfer::new(pots[2], pots[0], amount(5_000)), Transfer::new(cost, bank, amount(5_000))];
    let draft =
        Draft { kind: EntryKind::Buy, closing: Closing::Closed, transfers, ..order(tx, 1, "2006-10-01") };
    let terms = terms(tx, 5_000);
    let document_id = write(tx, &draft, Some(&terms))?;
    tx.post(&draft, Some(&terms))?;
    tx.insert(&rows::DocumentLine { document_id, instead_of: None })?;
    let family_ref = Some(family.parse().unwrap());
    tx.insert(&rows::Document { document_id, lines: 2, total_pence: amount(10_000), family_ref })?;
    seal(tx, "buy")
}

fn feed(tx: &mut WriteTx<'_>, child: &str, transfer: Transfer) -> Written {
    let draft = Draft::new(EntryKind::BudgetTopUp, "2006-10-01".parse().unwrap(), vec![transfer]);
    let child = Some(budget(tx, child).child.id);
    write(tx, &Draft { child, ..draft }, None).map(drop)
}

fn write(
    tx: &mut WriteTx<'_>,
    draft: &Draft,
    terms: Option<&CommissionTerms>,
) -> Result<EntryId, StoreError> {
    let id = tx.post(draft, terms)?;
    seal(tx, draft.kind.as_str())?;
    Ok(id)
}

fn happened(tx: &mut WriteTx<'_>, kind: HappeningKind, on: &str, to: Option<&str>) -> Written {
    let to: Option<Code> = to.map(|to| to.parse().unwrap());
    tx.insert(&rows::Happening {
        child_id: budget(tx, "C-1").child.id,
        kind,
        happened_on: on.parse().unwrap(),
        to_whom: to.as_ref(),
        days: None,
    })?;
    seal(tx, "happening.record")
}

fn said(tx: &mut WriteTx<'_>, kind: ConsentKind, on: &str) -> Written {
    let party: Code = "evaluation".parse().unwrap();
    let reason: Text = "a threat".parse().unwrap();
    let shields = matches!(kind, ConsentKind::Shield | ConsentKind::ShieldWithdrawn);
    tx.insert(&rows::Consent {
        child_id: budget(tx, "C-1").child.id,
        kind,
        said_on: on.parse().unwrap(),
        party: (!shields).then_some(&party),
        purpose: None,
        refused: None,
        said_by: None,
        how: None,
        reason: shields.then_some(&reason),
    })?;
    seal(tx, "consent.record")
}

fn seal(tx: &mut WriteTx<'_>, kind: &str) -> Written {
    tx.seal(&Sealing { kind, key: None, asked: "null" }).map(drop)
}
