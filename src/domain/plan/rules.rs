//! The pilot's own rules on a day, and what a commission must ask for under them.

use super::because::Because;
use crate::budget_holder::{self, Holder};
use crate::policy::Tolerance;
use crate::{
    Amount, CategoryId, ChildId, Code, Day, Gate, LadderStep, Pence, Practitioner, PractitionerId,
    ProviderId, Refusal, Role, Text,
};

/// The rules that are data: every version of the policy, and the conflicts of interest declared.
#[derive(Clone, Debug, Default)]
pub struct RuleBook {
    /// The versions, each from a day, in the order they were set.
    pub versions: Vec<Version>,
    /// Who declared a conflict, with whom.
    pub conflicts: Vec<Conflict>,
    /// The steps taken with providers, by day, then in the order they were recorded.
    pub steps: Vec<ProviderStep>,
}

/// A step taken with a provider that does badly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderStep {
    pub provider: ProviderId,
    pub step: LadderStep,
    /// The first day it holds.
    pub from_on: Day,
    /// Why it was taken.
    pub reason: Text,
    /// Whether nothing new is commissioned.
    pub stops_orders: bool,
}

/// What one version of the policy says about commissions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The first day it holds.
    pub from_on: Day,
    /// What somebody without a limit of their own may order alone.
    pub sign_off_limit: Option<Pence>,
    /// Whether only the holder of a budget buys from it.
    pub gate_holder: Gate,
    /// How far an invoice may be above its commission.
    pub tolerance: Tolerance,
    /// Whether categories it does not name are allowed.
    pub others_allowed: bool,
    /// The categories it names.
    pub categories: Vec<CategoryRule>,
}

/// What a version says about one category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CategoryRule {
    pub category: CategoryId,
    /// Whether it may be bought.
    pub allowed: bool,
    /// The most for one child, net.
    pub cap: Option<Pence>,
    /// Whether its prices usually include VAT that is recovered.
    pub vat_usual: bool,
    /// Whether none is recovered on it.
    pub vat_never: bool,
}

/// A conflict of interest, with a child or a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    pub practitioner: PractitionerId,
    pub child: Option<ChildId>,
    pub provider: Option<ProviderId>,
    pub what: Text,
    /// The first day.
    pub from_on: Day,
    /// The last day, if it ended.
    pub until_on: Option<Day>,
}

impl RuleBook {
    /// Finds the version in force on a day: the last set of those that had begun.
    pub fn version(&self, on: Day) -> Option<&Version> {
        self.versions.iter().rev().find(|version| version.from_on <= on)
    }

    /// Returns whether only the holder of a budget buys from it on a day.
    pub fn gate_holder(&self, on: Day) -> Gate {
        self.version(on).map_or(Gate::Off, |version| version.gate_holder)
    }

    /// Tells whether any version caps a category.
    pub fn caps(&self) -> bool {
        self.versions.iter().flat_map(|version| &version.categories).any(|rule| rule.cap.is_some())
    }

    /// Returns what a person may order alone: their own limit, else the policy's.
    fn limit_of(&self, practitioner: &Practitioner, on: Day) -> Option<Pence> {
        practitioner.sign_off_limit.or_else(|| self.version(on)?.sign_off_limit)
    }

    /// Finds a person's conflict with a child or provider on a day.
    pub fn conflict(
        &self,
        practitioner: PractitionerId,
        (child, provider): (Option<ChildId>, Option<ProviderId>),
        on: Day,
    ) -> Option<&Conflict> {
        self.conflicts.iter().find(|conflict| {
            conflict.practitioner == practitioner
                && (conflict.child.is_some() && conflict.child == child
                    || conflict.provider.is_some() && conflict.provider == provider)
                && conflict.from_on <= on
                && conflict.until_on.is_none_or(|until| on <= until)
        })
    }

    /// Finds the step with a provider that holds on a day.
    pub fn step(&self, provider: ProviderId, on: Day) -> Option<&ProviderStep> {
        self.steps.iter().rev().find(|step| step.provider == provider && step.from_on <= on)
    }

    /// Returns what the policy says about a category on a day.
    pub fn category(&self, category: CategoryId, on: Day) -> CategoryRule {
        let free = CategoryRule { category, allowed: true, cap: None, vat_usual: false, vat_never: false };
        let Some(version) = self.version(on) else { return free };
        let named = version.categories.iter().find(|rule| rule.category == category);
        named.copied().unwrap_or(CategoryRule { allowed: version.others_allowed, ..free })
    }
}

/// A request for approval that a commission makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Why.
    pub because: Because,
    /// The order as a whole, gross.
    pub asked: Amount,
}

/// The lower limit of buyer and recorder, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    pub of: Code,
    /// How much.
    pub most: Pence,
}

/// What was found out about a commission before it is planned.
#[derive(Clone, Debug)]
pub struct Authority {
    /// The lower limit of buyer and recorder.
    pub limit: Option<Limit>,
    /// Who of them has a conflict of interest, and what it is.
    pub conflict: Option<(Code, Text)>,
    /// The step that stops new commissions from the provider.
    pub stopped: Option<ProviderStep>,
    /// What the policy says about the category.
    pub rule: CategoryRule,
    /// What the child has in this category already, net; only asked for where there is a cap.
    pub had: Pence,
    /// How far an invoice may be above its commission.
    pub tolerance: Tolerance,
    /// Who of them does not hold the budget, and how much the policy makes of it.
    pub outsider: Option<(Gate, Refusal)>,
}

impl Authority {
    /// Finds the limit and conflicts of those who order: the buyer and whoever records it.
    pub fn of(
        book: &RuleBook,
        people: [&Practitioner; 2],
        (child, provider, category): (ChildId, ProviderId, CategoryId),
        on: Day,
    ) -> Self {
        Self::over(book, people, (Some(child), Some(provider)), category, on)
    }

    /// Finds the same of what the pilot itself costs: no child's, and perhaps nobody's bill.
    pub fn of_a_cost(
        book: &RuleBook,
        recorder: &Practitioner,
        (provider, category): (Option<ProviderId>, CategoryId),
        on: Day,
    ) -> Self {
        Self::over(book, [recorder; 2], (None, provider), category, on)
    }

    fn over(
        book: &RuleBook,
        people: [&Practitioner; 2],
        whose: (Option<ChildId>, Option<ProviderId>),
        category: CategoryId,
        on: Day,
    ) -> Self {
        // Naming another buyer lifts no lead professional's limit; others record what the buyer bought.
        let [buyer, recorder] = people;
        let bound = [Some(buyer), Some(recorder).filter(|person| person.role == Role::LeadProfessional)];
        let limits = bound.into_iter().flatten().filter_map(|person| {
            let most = book.limit_of(person, on)?;
            Some(Limit { of: person.code.clone(), most })
        });
        let conflict = people.into_iter().find_map(|person| {
            let found = book.conflict(person.id, whose, on)?;
            Some((person.code.clone(), found.what.clone()))
        });
        Self {
            limit: limits.min_by_key(|limit| limit.most),
            conflict,
            stopped: whose
                .1
                .and_then(|provider| book.step(provider, on))
                .filter(|step| step.stops_orders)
                .cloned(),
            rule: book.category(category, on),
            had: Pence::ZERO,
            tolerance: book.version(on).map_or(Tolerance::DEFAULT, |version| version.tolerance),
            outsider: None,
        }
    }

    /// Returns the most that may be commissioned without approval; `None` for no limit.
    pub fn most(&self) -> Option<Pence> {
        self.limit.as_ref().map(|limit| limit.most)
    }

    /// Tells what must be asked for a commission of this size: above the limit, or above that of the order
    /// it changes, unless so much was approved.
    pub fn ask(&self, asked: Amount, own: Option<Pence>, approved: Pence) -> Option<Ask> {
        let most = [self.most(), own].into_iter().flatten().min();
        let above = most.is_some_and(|most| asked.pence() > most.max(approved));
        let because = match (above, self.conflict.is_some()) {
            (false, false) => return None,
            (true, false) => Because::Limit,
            (false, true) => Because::Conflict,
            (true, true) => Because::Both,
        };
        Some(Ask { because, asked })
    }

    /// Refuses what would have to be asked for: a purchase that is complete at once cannot wait. `order` is
    /// how to ask, where there is a way.
    ///
    /// # Errors
    /// `CONFLICT_DECLARED`, `SIGN_OFF_EXCEEDED`.
    pub(super) fn allow_alone(
        &self,
        asked: Amount,
        order: impl FnOnce() -> Option<String>,
    ) -> Result<(), Refusal> {
        if let Some((practitioner, what)) = &self.conflict {
            let (practitioner, what, order) = (practitioner.clone(), what.clone(), order());
            return Err(Refusal::ConflictDeclared { practitioner, what, order });
        }
        match &self.limit {
            Some(limit) if asked.pence() > limit.most => Err(Refusal::SignOffExceeded {
                practitioner: limit.of.clone(),
                limit: limit.most,
                asked,
                order: order(),
            }),
            _ => Ok(()),
        }
    }

    /// Refuses what is shared where all of it is more than may be commissioned alone: in parts it is no less.
    ///
    /// # Errors
    /// `SHARED_ABOVE_SIGN_OFF`.
    pub fn allow_shared(&self, asked: Amount) -> Result<(), Refusal> {
        match &self.limit {
            Some(limit) if asked.pence() > limit.most => {
                let (practitioner, limit) = (limit.of.clone(), limit.most);
                Err(Refusal::SharedAboveSignOff { practitioner, limit, asked })
            }
            _ => Ok(()),
        }
    }

    /// Refuses a provider from whom nothing new is commissioned.
    ///
    /// # Errors
    /// `PROVIDER_SUSPENDED`.
    pub(super) fn may_supply(&self, provider: &Code) -> Result<(), Refusal> {
        match &self.stopped {
            Some(ProviderStep { step, from_on, reason, .. }) => Err(Refusal::ProviderSuspended {
                provider: provider.clone(),
                step: *step,
                since: *from_on,
                reason: reason.clone(),
            }),
            None => Ok(()),
        }
    }

    /// Takes note of who holds the budget, where the policy asks: buyer and recorder, or somebody above.
    pub fn held_by(&mut self, gate: Gate, child: &Code, holder: &Holder, people: [&Practitioner; 2]) {
        let refused = people.into_iter().find_map(|person| budget_holder::holds(child, holder, person).err());
        self.outsider = refused.map(|refusal| (gate, refusal));
    }

    /// Refuses a purchase by another than the holder of the budget, where the policy does.
    ///
    /// # Errors
    /// `NOT_THE_HOLDER`.
    pub(super) fn by_holder(&self) -> Result<(), Refusal> {
        match &self.outsider {
            Some((Gate::Required, refusal)) => Err(refusal.clone()),
            _ => Ok(()),
        }
    }

    /// Says what the policy warns of.
    pub fn warnings(&self) -> Vec<String> {
        let warned = self.outsider.iter().filter(|(gate, _)| *gate == Gate::Warn);
        warned.map(|(_, refusal)| refusal.to_string()).collect()
    }

    /// Refuses a category that the policy refuses.
    ///
    /// # Errors
    /// `CATEGORY_NOT_ALLOWED`.
    pub(crate) fn allows(&self, category: &Code, on: Day) -> Result<(), Refusal> {
        if self.rule.allowed {
            return Ok(());
        }
        Err(Refusal::CategoryNotAllowed { category: category.clone(), on })
    }

    /// Refuses more of a category than the policy allows a child.
    ///
    /// # Errors
    /// `CATEGORY_CAP_EXCEEDED`.
    pub fn within_cap(&self, child: &Code, category: &Code, more: Pence) -> Result<(), Refusal> {
        match self.rule.cap {
            Some(cap) if self.had + more > cap => Err(Refusal::CategoryCapExceeded {
                child: child.clone(),
                category: category.clone(),
                cap,
                had: self.had,
                asked: more,
            }),
            _ => Ok(()),
        }
    }
}
