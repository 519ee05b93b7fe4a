//! Commissions: placed, amended, cancelled.

use serde::Serialize;

use super::hands::{amiss, overdue};
use super::tariff::HeldPart;
use super::{Context, Reply, Result, UnitOfWork, UseCase, approval};
use domain::plan::{self, Authority, Commissioning, VatGiven};
use domain::{
    Action, Amount, Budget, CategoryId, Code, Commission, CommissionDetails, CommissionTerms, Day, Draft,
    EntryId, EntryKind, Pence, Practitioner, ProviderId, Refusal, Text, Units, rows,
};
use store::{Ledger, RecordedTerms, Registered};

/// What is commissioned for a child: the part a commission and a purchase share.
#[derive(Clone, Debug, Serialize)]
pub struct CommissionRequest {
    pub child: Code,
    pub category: Code,
    pub amount: Amount,
    pub provider: String,
    pub vat: Pence,
    pub what: Option<Text>,
    pub practitioner: Option<Code>,
    #[serde(flatten)]
    pub details: CommissionDetails,
}

/// What the plan of a commission asks, looked up.
pub(super) struct CommissionFacts {
    pub budget: Budget,
    pub practitioner: Practitioner,
    pub category: Registered<CategoryId>,
    pub provider: Registered<ProviderId>,
    pub terms: CommissionTerms,
    pub authority: Authority,
    /// The same for the same child on the same day.
    same: Option<EntryId>,
    /// What the payee has not accounted for, and what is amiss in paying them.
    overdue: Vec<String>,
    /// What ended before it.
    ended: Vec<String>,
}

impl CommissionFacts {
    /// What the plan asks.
    pub(super) fn commissioning(&self, on: Day) -> Commissioning<'_> {
        Commissioning {
            budget: &self.budget,
            practitioner: &self.practitioner,
            terms: &self.terms,
            category: &self.category.code,
            provider: &self.provider.code,
            on,
            authority: &self.authority,
        }
    }

    /// What is known of its VAT.
    pub(super) const fn vat(&self) -> VatGiven {
        let never = self.authority.rule.vat_never;
        VatGiven { vat: self.terms.vat, never, form: None, paid_back: false }
    }

    /// What is recorded all the same, and may have been forgotten.
    pub fn doubts(&self) -> Vec<String> {
        let forgotten = self.authority.rule.vat_usual && self.terms.vat == Pence::ZERO;
        let code = &self.category.code;
        let doubt =
            format!("{code} usually includes VAT that the council recovers, and none was given: --vat");
        let doubts = self.authority.warnings().into_iter().chain(forgotten.then_some(doubt));
        doubts.chain(self.recorded_already()).chain(self.overdue.iter().chain(&self.ended).cloned()).collect()
    }

    /// Says what may be the same purchase.
    fn recorded_already(&self) -> Option<String> {
        let commission = self.same?;
        let (child, category, provider) =
            (&self.budget.child.child_ref, &self.category.code, &self.provider.code);
        let price = self.terms.amount.pence().format_pounds();
        Some(format!(
            "{child} has {category} from {provider} for {price} on that day already: commission {commission}"
        ))
    }

    /// How its price falls on its units, where that is not plain.
    pub(super) fn spread(&self) -> Option<String> {
        self.terms.details.units?.spread(self.terms.amount, self.terms.details.unit_price)
    }

    /// What it is, in the user's words or the category's.
    pub fn thing(&self) -> String {
        self.terms.description.as_ref().map_or_else(|| self.category.code.to_string(), ToString::to_string)
    }
}

impl From<RecordedTerms> for CommissionRequest {
    /// Asks again for what was commissioned; VAT is the entry's matter.
    fn from(terms: RecordedTerms) -> Self {
        Self {
            child: terms.child,
            category: terms.category,
            amount: terms.amount,
            provider: terms.provider.to_string(),
            vat: Pence::ZERO,
            what: terms.description,
            practitioner: Some(terms.practitioner),
            details: terms.details,
        }
    }
}

impl CommissionRequest {
    /// How many options were considered: as many as were told of and the one that was chosen, unless
    /// there were more.
    fn options_considered(&self) -> Result<Option<u32>> {
        let told = u32::try_from(self.details.options.len()).expect("a command line has few flags");
        match self.details.options_considered {
            None if told > 0 => Ok(Some(told + 1)),
            Some(given) if told > 0 && given <= told => {
                let (field, wanted) = ("options", "as many as are given with --option, plus the one chosen");
                Err(Refusal::FieldInvalid { field, found: given.to_string(), wanted }.into())
            }
            given => Ok(given),
        }
    }

    pub(super) fn facts(&self, work: &UnitOfWork<'_>, on: Day) -> Result<CommissionFacts> {
        let budget = work.budget(&self.child)?;
        let category = work.category(&self.category)?;
        category.purpose().of_a_child()?;
        let provider = work.provider(&self.provider)?;
        let practitioner = match &self.practitioner {
            Some(code) => work.practitioner(code)?,
            None => work.actor.clone(),
        };
        if let Some(need) = self.details.need {
            work.need(need)?.is_of(&budget.child.child_ref)?;
        }
        let people = (budget.child.id, provider.id, category.id);
        let authority = work.authority(&practitioner, people, on)?;
        let terms = CommissionTerms {
            practitioner: practitioner.id,
            provider: provider.id,
            category: category.id,
            amount: self.amount,
            vat: self.vat,
            description: self.what.clone(),
            details: CommissionDetails {
                options_considered: self.options_considered()?,
                ..self.details.clone()
            },
            limit: authority.most(),
        };
        let same = work.reader().same_that_day(budget.child.id, &terms, on)?;
        let payee = (provider.id, &provider.code);
        let mut overdue = overdue(work, payee, on)?;
        overdue.extend(amiss(work, (budget.child.id, &budget.child.child_ref), payee, (on, self.vat))?);
        let ended = work.reader().ended_before(&budget.child, on)?;
        Ok(CommissionFacts {
            budget,
            practitioner,
            category,
            provider,
            terms,
            authority,
            same,
            overdue,
            ended,
        })
    }
}

/// Says what was recorded for the same child, provider, category, price and day, before it is once more.
///
/// # Errors
/// What is not registered; who may not ask.
pub fn recorded_already(
    ledger: &mut Ledger,
    context: &Context,
    request: &CommissionRequest,
    on: Option<Day>,
) -> Result<Option<String>> {
    let work = UnitOfWork::begin(ledger.write()?, context, Action::Purchase)?;
    Ok(request.facts(&work, work.on(on))?.recorded_already())
}

/// Commissions something for a child.
#[derive(Clone, Debug, Serialize)]
pub struct CommissionPlace {
    #[serde(flatten)]
    pub commission: CommissionRequest,
    pub on: Option<Day>,
    pub note: Option<Text>,
    /// What of it depends on an outcome; left out of the request where nothing does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<HeldPart>,
}

impl UseCase for CommissionPlace {
    const KIND: &'static str = "commission.place";
    const ACTION: Action = Action::Purchase;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let on = work.on(self.on);
        let facts = self.commission.facts(work, on)?;
        let (draft, ask) = plan::place(&work.calendar, &facts.commissioning(on))?;
        facts.vat().recoverable()?;
        let price = (self.commission.amount, self.commission.vat);
        let held = match &self.held {
            Some(held) => Some((held, held.terms(work, price, on)?)),
            None => None,
        };
        let draft = Draft { note: self.note.clone(), ..draft };
        let id = work.post(&draft, Some(&facts.terms))?;
        let did = if ask.is_some() { "asked for approval to commission" } else { "commissioned" };
        let mut sentence = format!(
            "{did} {} for {} from {} on {on}: {} (commission {id})",
            facts.thing(),
            self.commission.child,
            facts.provider.name,
            self.commission.amount.pence().format_pounds(),
        );
        if let Some((held, terms)) = &held {
            work.tx.insert(&terms.row())?;
            sentence.push_str(&format!("; {}", held.sentence(terms)));
        }
        let reply = approval::asked(work, sentence, id, ask.as_ref(), &facts.authority)?;
        let mut reply = Reply { warnings: facts.doubts(), ..reply };
        reply.details.extend(facts.spread());
        work.settle(reply, &facts.budget, &draft)
    }
}

/// Changes the total of a commission.
#[derive(Clone, Debug, Serialize)]
pub struct CommissionAmend {
    pub commission: i64,
    /// The new price; none where it follows from units.
    pub amount: Option<Amount>,
    /// How many units there are now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub units: Option<Units>,
    pub vat: Option<Pence>,
    pub on: Option<Day>,
    pub note: Option<Text>,
}

impl UseCase for CommissionAmend {
    const KIND: &'static str = "commission.amend";
    const ACTION: Action = Action::Purchase;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let (budget, commission, category) = work.commission(EntryId::new(self.commission))?;
        let on = work.on(self.on);
        let RecordedTerms { provider, details, .. } = work.reader().commission_terms(commission.id)?;
        let amount = self.price(details.unit_price)?;
        super::tariff::refuse_tariff(work, commission.id)?;
        let authority = work.authority_over(&commission, on)?;
        let (what, price) = ((&category, &provider), (amount, self.vat));
        let planned = plan::amend(&work.calendar, &budget, &commission, what, &authority, on, price);
        let (draft, ask) = match (planned, self.units) {
            // Other units for the same price move no money.
            (Err(Refusal::NothingToAmend { .. }), Some(_)) => (None, None),
            (planned, _) => planned.map(|(draft, ask)| (Some(draft), ask))?,
        };
        let (vat, never) = (self.vat.unwrap_or_default(), authority.rule.vat_never);
        VatGiven { vat, never, form: None, paid_back: false }.recoverable()?;
        if let Some(draft) = &draft {
            work.post(&Draft { note: self.note.clone(), ..draft.clone() }, None)?;
        }
        let did = if ask.is_some() { "asked for approval to change" } else { "changed" };
        let price = amount.pence().format_pounds();
        let mut sentence = format!("{did} commission {} to {price} on {on}", self.commission);
        let agreed = self.agree_units(work, (&commission, on), &mut sentence)?;
        let mut reply = approval::asked(work, sentence, commission.id, ask.as_ref(), &authority)?;
        reply.details.extend(self.units.and_then(|units| units.spread(amount, None)));
        reply.warnings.extend(agreed);
        let unmoved = Draft::new(EntryKind::CommissionAmend, on, Vec::new());
        work.settle(reply, &budget, draft.as_ref().unwrap_or(&unmoved))
    }
}

impl CommissionAmend {
    /// The new price: as it is given, or what the units come to.
    fn price(&self, unit_price: Option<Amount>) -> Result<Amount> {
        let (field, found) = ("amount", String::new());
        match (self.amount, self.units.zip(unit_price)) {
            (Some(amount), _) => Ok(amount),
            (None, Some((units, each))) => units.at(each).ok_or_else(|| {
                let wanted = "units that make 0.01 to 1000000000.00";
                Refusal::FieldInvalid { field: "units", found: format!("{units} at {each}"), wanted }.into()
            }),
            (None, None) => {
                let wanted = "the new price: what one unit costs was not recorded";
                Err(Refusal::FieldInvalid { field, found, wanted }.into())
            }
        }
    }

    /// Keeps how many units there are now, and says so; or warns that there are as many as before.
    fn agree_units(
        &self,
        work: &mut UnitOfWork<'_>,
        (commission, agreed_on): (&Commission, Day),
        sentence: &mut String,
    ) -> Result<Option<String>> {
        let expected = work.reader().expected_delivery(commission.id)?;
        let expected = work.found(expected, "commission", commission.id)?;
        let Some(units) = self.units else {
            return Ok(expected.commissioned.map(|units| {
                format!("it is for {units} units still; to say how many there are now: --units")
            }));
        };
        expected.admits(units)?;
        let (commission_id, units_thousandths) = (commission.id, Some(units));
        work.tx.insert(&rows::UnitsAgreed { commission_id, agreed_on, units_thousandths })?;
        sentence.push_str(&format!("; it is for {units} units"));
        Ok(None)
    }
}

/// Lets go of what a commission still holds.
#[derive(Clone, Debug, Serialize)]
pub struct CommissionCancel {
    pub commission: i64,
    pub on: Option<Day>,
    pub note: Option<Text>,
}

impl UseCase for CommissionCancel {
    const KIND: &'static str = "commission.cancel";
    const ACTION: Action = Action::Purchase;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let (budget, commission, _) = work.commission(EntryId::new(self.commission))?;
        let on = work.on(self.on);
        let draft = plan::cancel(&work.calendar, &budget, &commission, on)?;
        let draft = Draft { note: self.note.clone(), ..draft };
        work.post(&draft, None)?;
        approval::withdraw(work, &commission, on)?;
        let freed = commission.committed().format_pounds();
        let sentence =
            format!("cancelled commission {} on {on}; {freed} is available again", self.commission);
        work.settle(Reply::new(sentence), &budget, &draft)
    }
}
