//! A use case's unit of work: the transaction, who asks, the calendar, and look-ups that refuse
//! by name what is not there.

use serde::Serialize;

use super::{Context, Left, Reply, Result, Run, request, seal_as};
use domain::plan::{self, Authority, Calendar, FundAccounts, PaidFrom, Purse};
use domain::policy::Bounds;
use domain::{
    Account, AccountKind, AccountName, Action, Budget, CategoryId, Child, ChildId, Code, Commission,
    CommissionTerms, Day, Draft, EntryId, EntryKind, Fund, Gate, Pence, Practitioner, ProviderId, Refusal,
    Scale, Transfer,
};
use store::{Reader, Registered, WriteTx};

/// One transaction with everything a use case asks first.
#[derive(Debug)]
pub struct UnitOfWork<'c> {
    /// The transaction.
    pub tx: WriteTx<'c>,
    /// Who asks.
    pub actor: Practitioner,
    /// The pilot and its closed months.
    pub calendar: Calendar,
    today: Day,
    key: Option<Code>,
    posted: Option<EntryKind>,
    late: bool,
}

impl<'c> UnitOfWork<'c> {
    /// Begins: who asks, may they, and on what calendar.
    ///
    /// # Errors
    /// `UNKNOWN_USER`, `ACTOR_LEFT`, `ROLE_MAY_NOT`.
    pub fn begin(mut tx: WriteTx<'c>, context: &Context, action: Action) -> Result<Self> {
        let mut calendar = tx.reader().calendar()?;
        let user = &context.user;
        let actor = tx.reader().practitioner(user)?.ok_or_else(|| Refusal::UnknownUser(user.clone()))?;
        tx.sign(actor.id, &context.instant(), &context.origin);
        calendar.today = Some(tx.recorded_on());
        if let Some(left_on) = actor.left_on
            && left_on < tx.recorded_on()
        {
            return Err(Refusal::ActorLeft { user: user.clone(), left_on }.into());
        }
        if !actor.role.may(action) {
            return Err(Refusal::RoleMayNot { user: user.clone(), role: actor.role, action }.into());
        }
        let (today, key) = (context.today(), context.key.clone());
        calendar.belongs_to = context.belongs_to;
        Ok(Self { tx, actor, calendar, today, key, posted: None, late: false })
    }

    /// Writes down what was asked, with the day a late fact belongs to.
    pub(super) fn asked<R: Serialize>(&self, request: &R) -> String {
        let asked = request::json(request);
        match self.calendar.belongs_to {
            Some(day) => request::with(&asked, "belongs_to", day),
            None => asked,
        }
    }

    /// Refuses a day that a late fact belongs to where no entry was written that could.
    pub(super) fn nothing_late_is_left(&self) -> Result<()> {
        match self.calendar.belongs_to {
            Some(belongs_on) if !self.late => Err(Refusal::NothingIsLate { belongs_on }.into()),
            _ => Ok(()),
        }
    }

    /// Says which day the next entry belongs to, in a month that is closed, unless the user has.
    pub(super) fn belongs(&mut self, day: Day) {
        self.calendar.belongs_to.get_or_insert(day);
    }

    /// The day that a late fact belongs to.
    pub(super) fn belongs_to(&self) -> Option<Day> {
        self.calendar.belongs_to
    }

    /// Writes something that belongs to another day than the rest.
    pub(super) fn belonging_to<T>(
        &mut self,
        day: Option<Day>,
        write: impl FnOnce(&mut Self) -> Result<T>,
    ) -> Result<T> {
        let rest = std::mem::replace(&mut self.calendar.belongs_to, day);
        let written = write(self);
        self.calendar.belongs_to = rest;
        written
    }

    /// Answers a request that was recorded before under the same key.
    pub(super) fn find_request(&self, kind: &'static str, asked: &str) -> Result<Option<Reply>> {
        let Some(key) = &self.key else { return Ok(None) };
        Ok(self.recorded_under(key, kind, asked)?.map(|number| {
            let sentence = format!("already recorded as entry {number}");
            Reply { number, already: true, ..Reply::new(sentence) }
        }))
    }

    /// Finds the event that recorded a request under this key of the user's; the same key with another
    /// request is refused.
    pub(super) fn recorded_under(&self, key: &Code, kind: &'static str, asked: &str) -> Result<Option<i64>> {
        let Some(known) = self.reader().request_with_key(self.actor.id, key)? else { return Ok(None) };
        let (key, entry) = (key.clone(), EntryId::new(known.seq));
        if known.kind != kind {
            return Err(Refusal::KeyUsedOtherwise { key, kind: known.kind, entry, asked: kind }.into());
        }
        let kept = known.keep(asked);
        if known.asked != kept {
            let (field, found, given) = request::first_difference(&known.asked, &kept, asked);
            return Err(Refusal::KeyContentDiffers { key, entry, field, found, given }.into());
        }
        Ok(Some(known.seq))
    }

    /// Gives what is sealed next a key of its own: that of a file's row.
    pub(super) fn under_key(&mut self, key: &Code) {
        self.key = Some(key.clone());
    }

    /// Seals what was written since the last seal: as the entry that was written, else as `kind`. The
    /// user's key goes with the first one.
    pub(super) fn seal(&mut self, kind: &str, asked: &str) -> Result<i64> {
        let key = self.key.take();
        let kind = match self.posted.take() {
            Some(posted) => posted.as_str(),
            None => kind,
        };
        seal_as(&mut self.tx, kind, key.as_ref(), asked)
    }

    /// Seals the entry that was written as the first event of several. The user's key stays with the last,
    /// whose kind is that of the command.
    pub(super) fn seal_entry(&mut self, asked: &str) -> Result<EntryId> {
        let posted = self.posted.take().expect("an entry was written");
        Ok(EntryId::new(seal_as(&mut self.tx, posted.as_str(), None, asked)?))
    }

    /// The kind of the entry that was written and is not sealed yet.
    pub(super) fn posted(&self) -> Option<EntryKind> {
        self.posted
    }

    /// Ends: kept, or undone.
    pub(super) fn commit(self, run: Run) -> Result<()> {
        match run {
            Run::Real => self.tx.commit()?,
            Run::Dry => self.tx.rollback()?,
        }
        Ok(())
    }

    /// Reads facts.
    pub fn reader(&self) -> Reader<'_> {
        self.tx.reader()
    }

    pub(super) fn recorded_on(&self) -> Day {
        self.tx.recorded_on()
    }

    /// Returns the effective day: the user's, else today.
    pub fn on(&self, given: Option<Day>) -> Day {
        given.unwrap_or(self.today)
    }

    /// Writes an entry; with `terms` it also places a commission.
    ///
    /// # Errors
    /// A day that a late fact cannot belong to; more out of a float than is in it, out of a bank than its
    /// limit, or to somebody than they are owed.
    pub fn post(&mut self, draft: &Draft, terms: Option<&CommissionTerms>) -> Result<EntryId> {
        assert!(self.posted.is_none(), "an entry is sealed before the next is written");
        if let Some(commission) = draft.commission
            && let Some(in_hand) = self.reader().in_hand(commission, draft.effective_on)?
        {
            in_hand.covers(&draft.transfers)?;
        }
        for account in draft.transfers.iter().flat_map(|each| [each.credit(), each.debit()]) {
            if Purse::is_held(account.kind) {
                self.reader().purse(account, draft.effective_on)?.holds(&draft.transfers)?;
            }
        }
        self.posted = Some(draft.kind);
        let Some(belongs_on) = self.calendar.belongs_to else { return Ok(self.tx.post(draft, terms)?) };
        self.calendar.takes_late(draft.kind, belongs_on, draft.effective_on)?;
        self.late = true;
        Ok(self.tx.post(&Draft { belongs_on: Some(belongs_on), ..draft.clone() }, terms)?)
    }

    /// Finds a child.
    ///
    /// # Errors
    /// `UNKNOWN_CHILD`.
    pub fn child(&self, child_ref: &Code) -> Result<Child> {
        self.found(self.reader().child(child_ref)?, "child", child_ref)
    }

    /// Finds a child's budget.
    ///
    /// # Errors
    /// `UNKNOWN_CHILD`, `NO_BUDGET`.
    pub fn budget(&self, child_ref: &Code) -> Result<Budget> {
        let child = self.child(child_ref)?;
        self.budget_of(&child)
    }

    /// Finds the budget of a child.
    ///
    /// # Errors
    /// `NO_BUDGET`.
    pub(crate) fn budget_of(&self, child: &Child) -> Result<Budget> {
        let budget = self.reader().budget(child)?;
        budget.ok_or_else(|| Refusal::NoBudget { child: child.child_ref.clone() }.into())
    }

    /// Finds the bounds of a child's budget on a day.
    pub(super) fn bounds(&self, child: &Child, on: Day) -> Result<Bounds> {
        let policy = self.reader().policy_on(on)?.map(|version| version.policy);
        Ok(self.calendar.pilot.bounds(policy.as_ref(), child.cohort))
    }

    /// Finds a provider, by code or by its exact name.
    ///
    /// # Errors
    /// `UNKNOWN_PROVIDER`.
    pub fn provider(&self, said: &str) -> Result<Registered<ProviderId>> {
        let reader = self.reader();
        let by_code = match said.parse::<Code>() {
            Ok(code) => reader.provider(&code)?,
            Err(_) => None,
        };
        let known = match by_code {
            Some(known) => Some(known),
            None => match reader.providers_named(said.trim())?.as_slice() {
                [only] => reader.provider(only)?,
                _ => None,
            },
        };
        self.found(known, "provider", said)
    }

    /// Finds a category.
    ///
    /// # Errors
    /// `UNKNOWN_CATEGORY`.
    pub fn category(&self, code: &Code) -> Result<Registered<CategoryId>> {
        self.found(self.reader().category(code)?, "category", code)
    }

    /// Finds a person.
    ///
    /// # Errors
    /// `UNKNOWN_PRACTITIONER`.
    pub fn practitioner(&self, code: &Code) -> Result<Practitioner> {
        self.found(self.reader().practitioner(code)?, "practitioner", code)
    }

    /// Refuses what the role of whoever asks does not include.
    ///
    /// # Errors
    /// `ROLE_MAY_NOT`.
    pub fn may(&self, action: Action) -> Result<()> {
        let Practitioner { code, role, .. } = &self.actor;
        if role.may(action) {
            return Ok(());
        }
        Err(Refusal::RoleMayNot { user: code.clone(), role: *role, action }.into())
    }

    /// Finds the scale of a measure.
    ///
    /// # Errors
    /// `UNKNOWN_MEASURE`.
    pub fn scale(&self, measure: &Code) -> Result<Scale> {
        self.found(self.reader().measure(measure)?, "measure", measure)
    }

    /// Finds a fund.
    ///
    /// # Errors
    /// `UNKNOWN_FUND`.
    pub fn fund(&self, code: &Code) -> Result<FundAccounts> {
        self.found(self.reader().fund(code)?, "fund", code)
    }

    /// Finds a commission with its budget and category.
    ///
    /// # Errors
    /// `UNKNOWN_COMMISSION`.
    pub fn commission(&self, id: EntryId) -> Result<(Budget, Commission, Code)> {
        let found = self.reader().commission(id)?;
        let (commission, child, category) = self.found(found, "commission", id)?;
        Ok((self.budget_of(&child)?, commission, category))
    }

    /// Finds out what the pilot's own rules say about a commission by a buyer, recorded by the actor.
    pub(super) fn authority(
        &self,
        buyer: &Practitioner,
        (child, provider, category): (ChildId, ProviderId, CategoryId),
        on: Day,
    ) -> Result<Authority> {
        let reader = self.reader();
        let book = reader.rule_book()?;
        let mut authority = Authority::of(&book, [buyer, &self.actor], (child, provider, category), on);
        if authority.rule.cap.is_some() {
            authority.had = reader.had(child, category)?;
        }
        self.note_holder(&mut authority, book.gate_holder(on), buyer, child, on)?;
        Ok(authority)
    }

    /// Notes who holds the budget, where the policy asks.
    pub(super) fn note_holder(
        &self,
        authority: &mut Authority,
        gate: Gate,
        buyer: &Practitioner,
        child: ChildId,
        on: Day,
    ) -> Result<()> {
        let reader = self.reader();
        if gate != Gate::Off
            && let (Some(child), Some(holder)) = (reader.child_numbered(child)?, reader.holder(child, on)?)
        {
            authority.held_by(gate, &child.child_ref, &holder, [buyer, &self.actor]);
        }
        Ok(())
    }

    /// Finds out the same about a change of a commission, or an invoice on it.
    pub(super) fn authority_over(&self, commission: &Commission, on: Day) -> Result<Authority> {
        let found = self.reader().practitioner_numbered(commission.practitioner)?;
        let buyer = self.found(found, "practitioner", commission.practitioner.get())?;
        self.authority(&buyer, (commission.child, commission.provider, commission.category), on)
    }

    /// Finds the account money is paid from or into: the one named, else the actor's own card, else
    /// the main bank account.
    ///
    /// # Errors
    /// `UNKNOWN_ACCOUNT`.
    pub fn own_account(&self, name: Option<&AccountName>) -> Result<Account> {
        self.account_of(&self.actor, name)
    }

    /// Finds the account that somebody pays from: the one named, else their own card, else the main bank
    /// account.
    ///
    /// # Errors
    /// `UNKNOWN_ACCOUNT`.
    pub(super) fn account_of(&self, by: &Practitioner, name: Option<&AccountName>) -> Result<Account> {
        let reader = self.reader();
        if let Some(name) = name {
            let known = reader.own_account(name)?;
            return self.found(known, "account", name);
        }
        if let Some(card) = reader.card_of(by.id)? {
            return Ok(card);
        }
        let main: AccountName = "bank:main".parse().expect("a well-formed name");
        let known = reader.own_account(&main)?;
        self.found(known, "account", &main)
    }

    /// Finds the account cash is paid from or into, and whether somebody chose it.
    ///
    /// # Errors
    /// `UNKNOWN_ACCOUNT`.
    pub fn paid_from(&self, named: Option<&AccountName>) -> Result<PaidFrom> {
        Ok(PaidFrom { account: self.own_account(named)?, named: named.cloned() })
    }

    /// Finds what is owed to somebody for what they paid themselves; it opens with the first of it.
    pub(super) fn pocket(&mut self, holder: &Practitioner) -> Result<Account> {
        let name = AccountName::pocket_of(&holder.code);
        match self.reader().own_account(&name)? {
            Some(pocket) => Ok(pocket),
            None => Ok(self.tx.open_own(&name, Some(holder.id))?),
        }
    }

    /// Finds the account of what is spent of a fund on the pilot itself; it opens with the first.
    pub(super) fn spent_on_the_pilot(&mut self, fund: &Fund) -> Result<Account> {
        match self.reader().spent_on_the_pilot(&fund.code)? {
            Some(account) => Ok(account),
            None => Ok(self.tx.open_spent_on_the_pilot(fund)?),
        }
    }

    /// Turns "not there" into a refusal that suggests what might have been meant.
    pub(super) fn found<T>(&self, found: Option<T>, what: &'static str, said: impl ToString) -> Result<T> {
        match found {
            Some(thing) => Ok(thing),
            None => {
                let said = said.to_string();
                let near = self.reader().alike(what, &said)?;
                Err(Refusal::Unknown { what, found: said, near }.into())
            }
        }
    }

    /// Says what of a commission is owed to contributors whose grants were claimed, by what was recorded
    /// since.
    pub(super) fn owed_to_contributors(
        &self,
        commission: (ChildId, EntryId),
        on: Day,
        since: i64,
    ) -> Result<String> {
        let before = self.reader().grants_of(commission, on, since)?;
        let mut said = String::new();
        for grant in self.reader().grants_of(commission, on, i64::MAX)? {
            let was = before.iter().find(|was| was.fund == grant.fund).map_or(Pence::ZERO, |was| was.back);
            let back = grant.back - was;
            if back > Pence::ZERO {
                said.push_str(&format!(
                    "; {} of it is owed to the contributor of {fund}, whose grant was claimed by {}: \
                     bhlp fund repay {fund} {back}",
                    back.format_pounds(),
                    grant.claim_by,
                    fund = grant.code
                ));
            }
        }
        Ok(said)
    }

    /// Completes a reply with what was given in kind or went on to the pools, the split over funds and what
    /// is left afterwards.
    pub(super) fn settle(&self, mut reply: Reply, before: &Budget, draft: &Draft) -> Result<Reply> {
        let in_kind = Transfer::moved(&draft.transfers, |kind| kind == AccountKind::Notional);
        if in_kind < Pence::ZERO {
            reply.sentence.push_str(&format!("; {} of it in kind", (-in_kind).format_pounds()));
        }
        let pooled = Transfer::moved(&draft.transfers, |kind| kind == AccountKind::Pool);
        if draft.commission.is_some() && pooled > Pence::ZERO {
            let pooled = pooled.format_pounds();
            reply
                .sentence
                .push_str(&format!("; the budget is closed, so {pooled} of it goes back to the funds"));
        }
        if let (Some(commission), true) = (draft.commission, brings_back(draft)) {
            let since = self.tx.next() - 1;
            let owed = self.owed_to_contributors((before.child.id, commission), draft.effective_on, since)?;
            reply.sentence.push_str(&owed);
        }
        let split = plan::split_by_fund(before, draft);
        let mut after = before.clone();
        after.follow(&draft.transfers);
        let of_several_funds = before.of_several_funds();
        Ok(Reply { split, of_several_funds, left: vec![left(&after)], ..reply })
    }
}

/// Tells whether an entry can bring money back to a fund.
const fn brings_back(draft: &Draft) -> bool {
    matches!(
        draft.kind,
        EntryKind::CreditNoteRecord
            | EntryKind::RefundRecord
            | EntryKind::DebtRecord
            | EntryKind::EntryReverse
    )
}

/// Where a budget stands, for a reply.
pub(super) fn left(budget: &Budget) -> Left {
    Left {
        child: budget.child.child_ref.clone(),
        allocated: budget.allocated(),
        available: budget.available(),
        committed: budget.committed(),
        spent: budget.spent(),
    }
}
