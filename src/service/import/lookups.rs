//! What rows refer to, looked up once and then followed in memory.

use std::collections::HashMap;

use super::super::Result;
use super::super::measures::Tellers;
use super::super::unit_of_work::UnitOfWork;
use super::documents::Documents;
use super::floats::Floats;
use domain::plan::{FundAccounts, RuleBook};
use domain::policy::Policies;
use domain::{
    Account, AccountName, Action, Amount, Budget, CategoryId, Child, ChildId, Code, CommissionTerms,
    ConsentKind, Day, EntryId, Practitioner, PractitionerId, ProviderId, Refusal, Scale,
};
use import::rows::PurchaseRow;
use store::{self, Reader, Registered};

/// How many "did you mean" are worked out: each looks at the whole register.
const SUGGESTIONS: u32 = 20;

/// A child with the budget as this import has left it so far.
#[derive(Debug)]
pub(super) struct Kid {
    pub child: Child,
    pub budget: Option<Budget>,
}

/// A register, each thing of which is looked up once.
#[derive(Debug)]
pub(super) struct Register<V> {
    what: &'static str,
    load: fn(&Reader<'_>, &Code) -> store::Result<Option<V>>,
    found: HashMap<Code, V>,
    missed: u32,
}

impl<V> Register<V> {
    fn new(what: &'static str, load: fn(&Reader<'_>, &Code) -> store::Result<Option<V>>) -> Self {
        Self { what, load, found: HashMap::new(), missed: 0 }
    }

    /// Forgets what was found: it is looked up anew.
    pub(super) fn forget(&mut self) {
        self.found.clear();
    }

    /// Finds a thing by code.
    pub fn find(&mut self, work: &UnitOfWork<'_>, code: &Code) -> Result<&mut V> {
        if !self.found.contains_key(code) {
            let thing = (self.load)(&work.reader(), code)?;
            self.missed += u32::from(thing.is_none());
            let thing = match thing {
                None if self.missed > SUGGESTIONS => {
                    let (what, found) = (self.what, code.to_string());
                    return Err(Refusal::Unknown { what, found, near: Vec::new() }.into());
                }
                thing => work.found(thing, self.what, code)?,
            };
            self.found.insert(code.clone(), thing);
        }
        Ok(self.found.get_mut(code).expect("it was put there above"))
    }
}

/// What this import has commissioned, by all that the same purchase would have.
#[derive(Debug, Default)]
pub(super) struct Purchases(HashMap<(ChildId, ProviderId, CategoryId, Amount, Day), EntryId>);

impl Purchases {
    /// Says what may be the same purchase as a row's, which becomes commission `id`. A load in bulk looks at
    /// its own rows only: what was there before it can no longer look up by child.
    pub fn recorded_already(
        &mut self,
        work: &UnitOfWork<'_>,
        row: &PurchaseRow,
        (child, terms): (ChildId, &CommissionTerms),
        id: EntryId,
    ) -> Result<Option<String>> {
        let same = (child, terms.provider, terms.category, terms.amount, row.ordered_on);
        let found = match self.0.insert(same, id) {
            None if !work.tx.is_bulk() => work.reader().same_that_day(child, terms, row.ordered_on)?,
            found => found,
        };
        Ok(found.map(|found| {
            let PurchaseRow { key, child_ref, category, provider, amount, ordered_on, .. } = row;
            let price = amount.pence().format_pounds();
            format!(
                "row {key}: {child_ref} has {category} from {provider} for {price} on {ordered_on} already: \
                 commission {found}"
            )
        }))
    }
}

/// Everything rows refer to.
#[derive(Debug)]
pub(super) struct Lookups {
    pub people: Register<Practitioner>,
    pub providers: Register<Registered<ProviderId>>,
    pub categories: Register<Registered<CategoryId>>,
    pub funds: Register<FundAccounts>,
    pub children: Register<Kid>,
    pub measures: Register<Scale>,
    /// Who may tell them.
    pub tellers: Tellers,
    /// Whether the ledger had any scores before.
    pub any_scores: bool,
    /// The first event of this import.
    pub began: i64,
    pub accounts: HashMap<AccountName, Account>,
    pub purchases: Purchases,
    /// How many rows said the same of a child's data so far.
    pub said: HashMap<(ChildId, ConsentKind, Option<Code>, Day), usize>,
    pub floats: Floats,
    pub documents: Documents,
    pub vat: Account,
    pub rules: RuleBook,
    /// Every version of the policy.
    pub policies: Policies,
    /// Who else may have taken files in.
    pub importers: Vec<PractitionerId>,
}

impl Lookups {
    pub fn new(work: &UnitOfWork<'_>, floats: Floats) -> Result<Self> {
        let mut importers = work.reader().users_of_keys()?;
        importers.retain(|user| user.id != work.actor.id && user.role.may(Action::Registers));
        Ok(Self {
            people: Register::new("practitioner", |reader, code| reader.practitioner(code)),
            providers: Register::new("provider", |reader, code| reader.provider(code)),
            categories: Register::new("category", |reader, code| reader.category(code)),
            funds: Register::new("fund", |reader, code| reader.fund(code)),
            children: Register::new("child", |reader, code| {
                let Some(child) = reader.child(code)? else { return Ok(None) };
                let budget = reader.budget(&child)?;
                Ok(Some(Kid { child, budget }))
            }),
            measures: Register::new("measure", |reader, code| reader.measure(code)),
            tellers: Tellers::new(&work.reader())?,
            any_scores: work.reader().has_scores()?,
            began: work.tx.next(),
            accounts: HashMap::new(),
            purchases: Purchases::default(),
            said: HashMap::new(),
            floats,
            documents: Documents::new(work),
            vat: work.reader().vat_account()?,
            rules: work.reader().rule_book()?,
            policies: work.reader().policies()?,
            importers: importers.into_iter().map(|user| user.id).collect(),
        })
    }
}
