//! Every row the ledger records, each declared once: what the columns hold, and which are personal.
//!
//! Personal is what describes a child, a family or a person, and every text in which somebody may do so.
//! Money, days of money, codes and the numbers of other rows are not: they stay when a person is forgotten.
//! What each column is for stands in `schema.sql`; a test compares the two.

use super::plan::Because;
use super::row::{Recorded, Row, SealedColumn, Table, Value, event, marked, rows};
use super::{
    AccountId, AccountKind, Amount, Arm, Basis, Better, Book, CategoryId, ChildId, ClaimBasis, Code, Cohort,
    CommissionDetails, CommissionTerms, ConflictId, ConsentKind, Day, Domain, EntryId, EntryKind, Explained,
    FactKind, FundId, Gate, HappeningKind, LadderStep, LineId, MatchingId, MeasureId, MemberId, Membership,
    Month, Nature, NeedId, NeedMark, Party, Payee, Pence, PoolReportKind, PractitionerId, ProviderId,
    Remainder, Rest, Role, SaidBy, SaidHow, Score, Sector, Sex, SpentOn, Stream, Text, Units, Unmet,
    VatClaimed, VatForm, Verdict,
};

/// Something commissioned or bought for a child: the details stand between what is fixed.
#[derive(Clone, Copy, Debug)]
pub struct Commission<'a> {
    pub child_id: Option<ChildId>,
    pub placed_on: Day,
    pub terms: &'a CommissionTerms,
}

impl Row for Commission<'_> {
    const TABLE: &'static Table = &Table {
        name: "commission",
        number: None,
        columns: &COMMISSION,
        key: &["commission_id"],
        event: "commission_id",
    };

    fn values(&self) -> Vec<Value<'_>> {
        let CommissionTerms { practitioner, provider, category, amount, description, details, limit, .. } =
            self.terms;
        let mut values = Vec::with_capacity(COMMISSION.len());
        values.extend([self.child_id.value(), practitioner.value(), provider.value(), category.value()]);
        values.extend([self.placed_on.value(), description.value(), amount.value()]);
        values.extend(details.values());
        values.push(limit.value());
        values
    }
}

const COMMISSION: [SealedColumn; 9 + CommissionDetails::COLUMNS.len()] = joined([
    &[
        SealedColumn { name: "child_id", personal: false },
        SealedColumn { name: "practitioner_id", personal: false },
        SealedColumn { name: "provider_id", personal: false },
        SealedColumn { name: "category_id", personal: false },
        SealedColumn { name: "placed_on", personal: false },
        SealedColumn { name: "description", personal: true },
        SealedColumn { name: "estimate_pence", personal: false },
    ],
    CommissionDetails::COLUMNS,
    &[
        SealedColumn { name: "limit_pence", personal: false },
        SealedColumn { name: "commission_id", personal: false },
    ],
]);

/// Joins columns, when the program is compiled.
const fn joined<const N: usize>(parts: [&[SealedColumn]; 3]) -> [SealedColumn; N] {
    let mut all = [SealedColumn { name: "", personal: false }; N];
    let (mut place, mut part) = (0, 0);
    while part < parts.len() {
        let mut of_part = 0;
        while of_part < parts[part].len() {
            all[place] = parts[part][of_part];
            (place, of_part) = (place + 1, of_part + 1);
        }
        part += 1;
    }
    all
}

rows! {
    [also Commission]

    /// The pilot's settings.
    Pilot in pilot numbered pilot_id {
        name: Text,
        authority: Code,
        starts_on: Day,
        ends_on: Day,
        budget_min_pence: Amount,
        budget_max_pence: Amount,
        settling_up_months: i64,
    }

    /// A person who acts in the ledger.
    Practitioner in practitioner numbered practitioner_id {
        code: Code,
        @personal name: Text,
        @personal profession: Text,
        @personal agency: Text,
        role: Role,
        sign_off_limit_pence: Option<Pence>,
        joined_on: Option<Day>,
        left_on: Option<Day>,
    }

    /// Who is paid. A private individual's name is personal, so every provider's is.
    Provider in provider numbered provider_id {
        code: Code,
        @personal name: Text,
        sector: Sector,
        companies_house: Option<Code>,
        charity_number: Option<Code>,
        ukprn: Option<Code>,
    }

    /// A provider's number for VAT.
    VatNumber<'a> in vat_number by [event] {
        provider_id: ProviderId,
        number: &'a Code,
    }

    /// What money is spent on.
    Category in category numbered category_id {
        code: Code,
        label: Text,
        spent_on: SpentOn,
    }

    /// An outcome scale.
    Measure in measure numbered measure_id {
        code: Code,
        label: Text,
        lowest_thousandths: Score,
        highest_thousandths: Score,
        better: Better,
    }

    /// A child, as far as the ledger knows. The rules of money judge by cohort and arm, which stay.
    Child in child numbered child_id {
        child_ref: Code,
        cohort: Cohort,
        arm: Arm,
        @personal born: Month,
        @personal sex: Sex,
        @personal ethnicity: Code,
        @personal area: Text,
        @personal need: Code,
        @personal need_level: i64,
        @personal caf_ref: Option<Text>,
        @personal caf_on: Option<Day>,
        @personal consent_on: Option<Day>,
    }

    /// Who leads a child's case, from which day.
    Lead in lead by [child_id, from_on] {
        child_id: ChildId,
        from_on: Day,
        practitioner_id: PractitionerId,
    }

    /// A stream of money.
    Fund in fund numbered fund_id {
        code: Code,
        name: Text,
        contributor: Text,
        stream: Stream,
        nature: Nature,
        cohort: Option<Cohort>,
        from_on: Option<Day>,
        until_on: Option<Day>,
        claim_basis: ClaimBasis,
        claim_by: Option<Day>,
    }

    /// A category that a fund is kept for.
    FundCategory in fund_category by [fund_id, category_id] {
        fund_id: FundId,
        category_id: CategoryId,
    }

    /// What several partners agreed about a fund.
    Pool<'a> in pool by [event] {
        fund_id: FundId,
        kind_fund_id: Option<FundId>,
        host: &'a Text,
        from_on: Day,
        until_on: Day,
        total_pence: Amount,
        partners: &'a str,
        underspend: Remainder,
        overspend: Remainder,
        bearer: Option<&'a Text>,
        quarterly_days: Option<u32>,
        annual_days: Option<u32>,
    }

    /// A report of a pool to its partners.
    PoolReport in pool_report by [event] {
        pool: EntryId,
        kind: PoolReportKind,
        up_to: Day,
        sent_on: Day,
    }

    /// What the board of a pool decided about a rest.
    PoolDecision<'a> in pool_decision by [event] {
        pool: EntryId,
        rest: Rest,
        decided_on: Day,
        decided_by: &'a Text,
        shares: Option<&'a str>,
    }

    /// The pilot's own rules, a version of them.
    Policy<'a> in policy numbered policy_id {
        from_on: Day,
        text: &'a str,
        sign_off_limit_pence: Option<Pence>,
        evidence_pence: Option<Pence>,
        split_days: Option<u16>,
        idle_days: Option<u16>,
        gate_caf: Gate,
        gate_consent: Gate,
        gate_outcome: Gate,
        gate_holder: Gate,
        others_allowed: bool,
        child_pattern: Option<String>,
        draw_order: Option<String>,
        percent_above: u16,
        above_pence: Pence,
        vat_claimed: VatClaimed,
    }

    /// The bounds of a cohort's budgets.
    PolicyCohort in policy_cohort by [policy_id, cohort] {
        policy_id: i64,
        cohort: Cohort,
        min_pence: Amount,
        max_pence: Amount,
    }

    /// What a policy says about a category.
    PolicyCategory<'a> in policy_category by [policy_id, category_id] {
        policy_id: i64,
        category_id: CategoryId,
        allowed: bool,
        cap_pence: Option<Amount>,
        vat_usual: bool,
        vat_never: bool,
        cost_centre: Option<&'a Code>,
        subjective: Option<&'a Code>,
    }

    /// What a policy says about an account.
    PolicyAccount in policy_account by [policy_id, account_id] {
        policy_id: i64,
        account_id: AccountId,
        limit_pence: Option<Pence>,
        statements: bool,
    }

    /// Who approves what: a role or a person of a band.
    PolicyBand in policy_band by [policy_id, line] {
        policy_id: i64,
        line: i64,
        band: i64,
        above_pence: Pence,
        up_to_pence: Option<Amount>,
        role: Option<Role>,
        practitioner_id: Option<PractitionerId>,
    }

    /// A pot.
    Account<'a> in account numbered account_id {
        book: Book,
        kind: AccountKind,
        name: &'a str,
        fund_id: Option<FundId>,
        child_id: Option<ChildId>,
        provider_id: Option<ProviderId>,
        category_id: Option<CategoryId>,
        holder_id: Option<PractitionerId>,
    }

    /// A child's budget. What it is to serve says what the child lacks.
    Budget in budget by [child_id] {
        child_id: ChildId,
        opened_on: Day,
        closed_on: Option<Day>,
        @personal expected_outcome: Option<Code>,
    }

    /// A budget that was closed, open again.
    BudgetReopening<'a> in budget_reopening by [event] {
        child_id: ChildId,
        closed_by: EntryId,
        reopened_on: Day,
        @personal reason: &'a Text,
    }

    /// One accounting fact; its transfers are sealed with it.
    Entry<'a> in entry by [entry_id] sealed as entry_id {
        kind: EntryKind,
        effective_on: Day,
        child_id: Option<ChildId>,
        commission_id: Option<EntryId>,
        reverses_id: Option<EntryId>,
        reference: Option<&'a Text>,
        @personal note: Option<&'a Text>,
        belongs_on: Option<Day>,
    }

    /// Why a document is no second one, although its number was recorded before.
    DocumentAgain<'a> in document_again by [event] {
        @personal reason: &'a Text,
    }

    /// Whose VAT an entry makes a cost.
    VatCharge in vat_charge by [event] {
        document_id: EntryId,
    }

    /// A document of several lines, known by the entry of the first.
    Document in document by [document_id] {
        document_id: EntryId,
        lines: i64,
        total_pence: Amount,
        family_ref: Option<Code>,
    }

    /// A line of a document after the first.
    DocumentLine in document_line by [event] {
        document_id: EntryId,
        instead_of: Option<EntryId>,
    }

    /// What shows the VAT of an invoice or purchase.
    VatEvidence in vat_evidence by [event] {
        document_id: EntryId,
        form: VatForm,
    }

    /// Units of a commission, agreed anew.
    UnitsAgreed in units_agreed by [event] {
        commission_id: EntryId,
        agreed_on: Day,
        units_thousandths: Option<Units>,
    }

    /// A purchase that waits for approval.
    Request in request by [event] {
        commission_id: EntryId,
        asked_pence: Amount,
        because: Because,
    }

    /// What became of a request.
    Decision in decision by [event] {
        request: EntryId,
        verdict: Verdict,
        decided_by: PractitionerId,
        decided_on: Day,
        @personal reason: Option<Text>,
        on_paper: bool,
    }

    /// What somebody paid themselves, asked back.
    Claim in claim by [event] {
        account_id: AccountId,
        amount_pence: Amount,
        claimed_on: Day,
    }

    /// What became of a claim.
    ClaimDecision<'a> in claim_decision by [event] {
        claim: EntryId,
        verdict: Verdict,
        decided_by: PractitionerId,
        @personal reason: Option<&'a Text>,
    }

    /// The entry that pays a claim.
    ClaimPayment in claim_payment by [event] {
        claim: EntryId,
    }

    /// A month closed, or opened again.
    MonthMark<'a> in month_mark by [event] {
        month: Month,
        mark: &'static str,
        @personal reason: Option<&'a str>,
    }

    /// A score.
    Outcome<'a> in outcome numbered outcome_id {
        child_id: ChildId,
        measure_id: MeasureId,
        @personal item: &'a str,
        @personal informant: &'a str,
        observed_on: Day,
        @personal value_thousandths: Score,
    }

    TimeSpent<'a> in time_spent by [practitioner_id, child_id, worked_on, activity, minutes, occurrence] {
        practitioner_id: PractitionerId,
        child_id: ChildId,
        worked_on: Day,
        @personal activity: &'a str,
        minutes: i64,
        occurrence: i64,
    }

    /// Something that happened to a child.
    Happening<'a> in happening by [event] {
        child_id: ChildId,
        @personal kind: HappeningKind,
        happened_on: Day,
        @personal to_whom: Option<&'a Code>,
        @personal days: Option<u32>,
    }

    /// What was said of a child's data.
    Consent<'a> in consent by [event] {
        child_id: ChildId,
        @personal kind: ConsentKind,
        said_on: Day,
        @personal party: Option<&'a Code>,
        @personal purpose: Option<&'a Text>,
        @personal refused: Option<&'a Text>,
        @personal said_by: Option<SaidBy>,
        @personal how: Option<SaidHow>,
        @personal reason: Option<&'a Text>,
    }

    /// A need as it is planned for.
    Need in need by [need_id] {
        need_id: NeedId,
        child_id: ChildId,
        @personal what: Text,
        @personal domain: Domain,
        @personal aim: Code,
        likely_pence: Option<Amount>,
        @personal outcome: Option<Text>,
        measure_id: Option<MeasureId>,
        @personal item: Option<String>,
        @personal target_thousandths: Option<Score>,
        due_on: Option<Day>,
    }

    /// What an area is to reach for an aim.
    AreaTarget in area_target by [event] {
        area: Option<Text>,
        aim: Code,
        indicator: Code,
        measure_id: Option<MeasureId>,
        better: Better,
        baseline_thousandths: Score,
        floor_thousandths: Option<Score>,
        target_thousandths: Score,
        predicted_thousandths: Option<Score>,
        weight: i64,
        due_on: Day,
    }

    /// What an indicator was on a day.
    AreaActual in area_actual by [event] {
        target: i64,
        observed_on: Day,
        value_thousandths: Score,
    }

    /// What became of a need.
    NeedMarked in need_mark by [event] {
        need_id: NeedId,
        mark: NeedMark,
        why: Option<Unmet>,
        cost_pence: Option<Amount>,
        marked_on: Day,
    }

    /// An interest of one's own, declared.
    Conflict<'a> in conflict by [conflict_id] {
        conflict_id: ConflictId,
        practitioner_id: PractitionerId,
        child_id: Option<ChildId>,
        provider_id: Option<ProviderId>,
        @personal what: &'a Text,
        from_on: Day,
        until_on: Option<Day>,
    }

    /// A child's place in a family.
    FamilyMember in family_member by [member_id] {
        member_id: MemberId,
        family_ref: Code,
        child_id: ChildId,
        kind: Membership,
        from_on: Day,
        until_on: Option<Day>,
    }

    /// What else was considered before something was bought.
    Considered<'a> in option_considered by [event, line] {
        line: i64,
        @personal provider: &'a Text,
        price_pence: Option<Pence>,
        wait_days: Option<u32>,
        @personal why_not: Option<&'a Text>,
    }

    /// A budget offered to another holder.
    HolderOffer<'a> in holder_offer by [event] {
        child_id: ChildId,
        practitioner_id: Option<PractitionerId>,
        @personal reason: &'a Text,
        offered_on: Day,
    }

    /// A budget taken over.
    Holder in holder by [event] {
        child_id: ChildId,
        from_on: Day,
        practitioner_id: PractitionerId,
        offer: EntryId,
        commitments: i64,
        commitments_pence: Pence,
    }

    /// What a family and those around it agreed.
    Compact in compact by [event] {
        child_id: ChildId,
        agreed_on: Day,
        review_on: Option<Day>,
    }

    /// What one of them promised.
    CompactPromise<'a> in compact_promise by [event, line] {
        line: i64,
        who: Party,
        @personal what: &'a Text,
    }

    /// A compact looked at again.
    CompactReview<'a> in compact_review by [event] {
        compact: EntryId,
        reviewed_on: Day,
        @personal note: Option<&'a Text>,
        next_on: Option<Day>,
    }

    /// What a purchase can show for itself.
    Receipt<'a> in receipt by [event] {
        commission_id: EntryId,
        sha256: Option<&'a str>,
        size: Option<i64>,
        kept: Option<bool>,
        @personal name: Option<&'a Text>,
        @personal place: Option<&'a Text>,
        @personal reason: Option<&'a Text>,
        amount_pence: Option<Amount>,
    }

    /// What became of a commission.
    Delivery in delivery by [event] {
        commission_id: EntryId,
        delivered_on: Day,
        units_thousandths: Option<Units>,
        complete: bool,
    }

    /// A fact that was recorded wrongly: what stands instead comes with it, or nothing does.
    Correction<'a> in correction by [event] {
        kind: FactKind,
        fact: i64,
        undoes: i64,
        withdrawn: bool,
        @personal reason: &'a Text,
    }

    /// A step taken with a provider.
    ProviderStep<'a> in provider_step by [event] {
        provider_id: ProviderId,
        step: LadderStep,
        from_on: Day,
        @personal reason: &'a Text,
        review_on: Option<Day>,
        stops_orders: bool,
        @personal meanwhile: Option<&'a Text>,
    }

    /// The part of a commission that depends on an outcome.
    Tariff<'a> in tariff by [event] {
        base_pence: Pence,
        part_pence: Amount,
        weight_thousandths: Units,
        held_pence: Amount,
        held_net_pence: Amount,
        measure_id: MeasureId,
        @personal item: &'a str,
        @personal informant: Option<&'a Text>,
        @personal target_thousandths: Score,
        due_on: Day,
    }

    /// A file of a bank, taken in.
    Statement<'a> in statement by [event] {
        name: &'a Text,
        sha256: &'a str,
        format: &'a str,
        lines: i64,
        known: i64,
        lines_sha256: String,
        profile: Option<&'a str>,
    }

    StatementAccount<'a> in statement_account by [event, account_id] {
        account_id: AccountId,
        number: Option<&'a Text>,
        covers_from: Option<Day>,
        covers_to: Option<Day>,
        opening_pence: Option<Pence>,
        closing_pence: Option<Pence>,
    }

    /// Matchings decided together.
    MatchingRun in matching_run by [event] {
        matchings: i64,
        sha256: String,
    }

    /// A matching taken apart.
    MatchingUndone<'a> in matching_undone by [event] {
        matching_id: MatchingId,
        @personal reason: &'a Text,
    }

    /// Whose name a bank writes like that.
    Merchant<'a> in merchant numbered merchant_id {
        @personal name: &'a str,
        provider_id: ProviderId,
    }

    /// What is said of a line or an entry that has nothing on the other side.
    Answer<'a> in answer by [event] {
        account_id: AccountId,
        line_id: Option<LineId>,
        entry_id: Option<EntryId>,
        verdict: &'static str,
        because: Option<Explained>,
        asked: Option<PractitionerId>,
        @personal said: &'a Text,
    }

    CashCount in cash_count by [event] {
        account_id: AccountId,
        counted_on: Day,
        cash_pence: Pence,
    }

    /// What was agreed with a payee who is given money for a child.
    Agreement<'a> in agreement by [event] {
        child_id: ChildId,
        provider_id: ProviderId,
        payee: Payee,
        @personal basis: Option<Basis>,
        @personal disability: Option<&'a Text>,
        @personal purpose: &'a Text,
        agreed_on: Day,
        accounts_months: i64,
        contingency_weeks: i64,
        weekly_pence: Option<Amount>,
        repayable: bool,
        @personal on_benefit: Option<bool>,
        @personal other_ways: Option<&'a Text>,
        statements: bool,
    }

    /// Money given out of a float before it is spent.
    Advance in advance by [event] {
        account_id: AccountId,
        practitioner_id: PractitionerId,
        amount_pence: Amount,
        given_on: Day,
    }

    /// An advance accounted for.
    AdvanceBack in advance_back by [event] {
        advance: EntryId,
        back_on: Day,
    }

    /// An account as its month was closed.
    MonthAccount<'a> in month_account by [event, account_id] {
        account_id: AccountId,
        ledger_pence: Pence,
        statement_pence: Option<Pence>,
        unseen_in_pence: Pence,
        unseen_out_pence: Pence,
        unbooked_in_pence: Pence,
        unbooked_out_pence: Pence,
        @personal reason: Option<&'a Text>,
    }

    /// What a closed month carries forward.
    MonthEnd in month_end by [event] {
        items: i64,
        lines: i64,
        orders: i64,
        sha256: String,
    }

    /// A journal handed to the council's ledger.
    JournalIssue<'a> in journal_issue by [event] {
        month: Month,
        kind: &'static str,
        reference: &'a str,
        profile: &'a Code,
        after_entry: i64,
        up_to_entry: i64,
        lines: i64,
        total_pence: Pence,
        sha256: &'a str,
    }

    /// Spending published for a quarter.
    Publication<'a> in publication by [event] {
        quarter: String,
        sha256: &'a str,
        published: i64,
        redacted: i64,
        left_out: i64,
    }

    /// An extract for evaluators.
    Extract<'a> in extract by [event] {
        recipient: &'a Text,
        as_at: Day,
        settings_sha256: &'a str,
        key_fingerprint: &'a str,
        head_event: i64,
        sha256: &'a str,
    }

    /// What an audit test found, answered.
    AuditAnswer<'a> in audit_answer by [event] {
        test: &'static str,
        subject: &'a Text,
        @personal said: &'a Text,
    }
}
