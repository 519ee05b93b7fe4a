//! Practitioners and providers: registered, amended, leaving.

use serde::Serialize;

use super::{Reply, Result, UnitOfWork, UseCase};
use domain::register::{vat_number, vat_number_adds_up};
use domain::row::{Fields, Recorded as _, Value};
use domain::{Action, Code, Day, Pence, Practitioner, ProviderId, Refusal, Role, Sector, Text, rows};

/// Registers a practitioner.
#[derive(Clone, Debug, Serialize)]
pub struct PractitionerAdd {
    pub practitioner: Code,
    pub name: Text,
    pub profession: Text,
    pub agency: Text,
    pub role: Role,
    pub sign_off_limit: Option<Pence>,
    pub joined_on: Option<Day>,
}

impl UseCase for PractitionerAdd {
    const KIND: &'static str = "practitioner.add";
    const ACTION: Action = Action::Registers;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        refuse_registered(work, "practitioner", &self.practitioner)?;
        work.tx.insert(&rows::Practitioner {
            code: self.practitioner.clone(),
            name: self.name.clone(),
            profession: self.profession.clone(),
            agency: self.agency.clone(),
            role: self.role,
            sign_off_limit_pence: self.sign_off_limit,
            joined_on: self.joined_on,
            left_on: None,
        })?;
        Ok(Reply::new(format!(
            "registered {} ({}, {})",
            self.practitioner,
            self.profession,
            self.role.title()
        )))
    }
}

/// Changes what is known of a practitioner.
#[derive(Clone, Debug, Serialize)]
pub struct PractitionerAmend {
    pub practitioner: Code,
    pub name: Option<Text>,
    pub profession: Option<Text>,
    pub agency: Option<Text>,
    pub role: Option<Role>,
    pub sign_off_limit: Option<Pence>,
}

impl UseCase for PractitionerAmend {
    const KIND: &'static str = "practitioner.amend";
    const ACTION: Action = Action::Registers;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let authority = self.role.is_some() || self.sign_off_limit.is_some();
        let Practitioner { code, role, .. } = &work.actor;
        if authority && *role != Role::Administrator && *code == self.practitioner {
            return Err(Refusal::OwnAuthority { user: code.clone() }.into());
        }
        if self.role.is_some_and(|role| role != Role::Administrator) {
            administrator_remains(work, &work.practitioner(&self.practitioner)?)?;
        }
        let changes = [
            ("name", self.name.value()),
            ("profession", self.profession.value()),
            ("agency", self.agency.value()),
            ("role", self.role.value()),
            ("sign_off_limit_pence", self.sign_off_limit.value()),
        ];
        amend(work, "practitioner", &self.practitioner, changes)
    }
}

/// Records a practitioner's last day.
#[derive(Clone, Debug, Serialize)]
pub struct PractitionerLeave {
    pub practitioner: Code,
    pub on: Option<Day>,
}

impl UseCase for PractitionerLeave {
    const KIND: &'static str = "practitioner.leave";
    const ACTION: Action = Action::Registers;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let practitioner = work.practitioner(&self.practitioner)?;
        let on = work.on(self.on);
        if let Some(joined) = practitioner.joined_on
            && on < joined
        {
            let (what, before) = ("leaving", "joining");
            return Err(Refusal::DaysOutOfOrder { what, on, before, before_on: joined }.into());
        }
        // The event of leaving is itself recorded today: nobody records their own leaving afterwards.
        if practitioner.id == work.actor.id && on < work.recorded_on() {
            return Err(Refusal::ActorLeft { user: practitioner.code, left_on: on }.into());
        }
        let children = work.reader().children_led_by(practitioner.id)?;
        if children > 0 {
            return Err(Refusal::StillLeads { practitioner: practitioner.code, children }.into());
        }
        let budgets = work.reader().budgets_held_by(practitioner.id)?;
        if budgets > 0 {
            return Err(Refusal::StillHolds { practitioner: practitioner.code, budgets }.into());
        }
        administrator_remains(work, &practitioner)?;
        work.tx.change("practitioner", practitioner.id.get(), &vec![("left_on", on.value())])?;
        let reply = Reply::new(format!("{} leaves on {on}", self.practitioner));
        Ok(Reply { warnings: bands_without(work, &practitioner.code)?, ..reply })
    }
}

/// Says in which bands of the newest policy somebody is named who leaves.
fn bands_without(work: &UnitOfWork<'_>, code: &Code) -> Result<Vec<String>> {
    let Some(newest) = work.reader().newest_policy()? else { return Ok(Vec::new()) };
    let named = (1..).zip(&newest.policy.bands).filter(|(_, band)| band.people.contains(code));
    let said = |place: i32| {
        format!("{code} approves in band {place} of the policy: set one that names somebody else")
    };
    Ok(named.map(|(place, _)| said(place)).collect())
}

/// Refuses to lose the last administrator: somebody has to run the ledger.
fn administrator_remains(work: &UnitOfWork<'_>, practitioner: &Practitioner) -> Result<()> {
    let runs_it = practitioner.role == Role::Administrator && practitioner.left_on.is_none();
    if runs_it && work.reader().administrators_besides(practitioner.id)? == 0 {
        return Err(Refusal::LastAdministrator { practitioner: practitioner.code.clone() }.into());
    }
    Ok(())
}

/// Registers a provider.
#[derive(Clone, Debug, Serialize)]
pub struct ProviderAdd {
    pub provider: Code,
    pub name: Text,
    pub sector: Sector,
    pub companies_house: Option<Code>,
    pub charity_number: Option<Code>,
    pub ukprn: Option<Code>,
    /// Under which it is registered for VAT; left out of the request where not given, as before it could be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vat_number: Option<Text>,
}

impl UseCase for ProviderAdd {
    const KIND: &'static str = "provider.add";
    const ACTION: Action = Action::Registers;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        refuse_registered(work, "provider", &self.provider)?;
        let provider = rows::Provider {
            code: self.provider.clone(),
            name: self.name.clone(),
            sector: self.sector,
            companies_house: self.companies_house.clone(),
            charity_number: self.charity_number.clone(),
            ukprn: self.ukprn.clone(),
        };
        let vat_number = self.vat_number.as_ref().map(vat_number).transpose()?;
        let (provider_id, _) = work.tx.add_provider(&provider.checked()?)?;
        let reply = Reply::new(format!("registered provider {} ({})", self.provider, self.name));
        Ok(match vat_number {
            Some(number) => Reply { warnings: keep_vat_number(work, provider_id, &number)?, ..reply },
            None => reply,
        })
    }
}

/// Changes what is known of a provider.
#[derive(Clone, Debug, Serialize)]
pub struct ProviderAmend {
    pub provider: Code,
    pub name: Option<Text>,
    pub sector: Option<Sector>,
    pub companies_house: Option<Code>,
    pub charity_number: Option<Code>,
    pub ukprn: Option<Code>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vat_number: Option<Text>,
}

impl UseCase for ProviderAmend {
    const KIND: &'static str = "provider.amend";
    const ACTION: Action = Action::Registers;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        // The numbers are judged as for a new provider; the name and sector of this check are not kept.
        rows::Provider {
            code: self.provider.clone(),
            name: "checked".parse().expect("a well-formed text"),
            sector: Sector::Statutory,
            companies_house: self.companies_house.clone(),
            charity_number: self.charity_number.clone(),
            ukprn: self.ukprn.clone(),
        }
        .checked()?;
        let changes = [
            ("name", self.name.value()),
            ("sector", self.sector.value()),
            ("companies_house", self.companies_house.value()),
            ("charity_number", self.charity_number.value()),
            ("ukprn", self.ukprn.value()),
        ];
        let Some(number) = self.vat_number.as_ref().map(vat_number).transpose()? else {
            return amend(work, "provider", &self.provider, changes);
        };
        let provider = work.provider(self.provider.as_str())?;
        let only = changes.iter().all(|(_, value)| *value == Value::Absent);
        let reply = match only {
            true => Reply::new(format!("provider {}: VAT number {number}", self.provider)),
            false => amend(work, "provider", &self.provider, changes)?,
        };
        Ok(Reply { warnings: keep_vat_number(work, provider.id, &number)?, ..reply })
    }
}

/// Keeps a provider's number for VAT; says so where its check digits do not fit.
fn keep_vat_number(work: &mut UnitOfWork<'_>, provider_id: ProviderId, number: &Code) -> Result<Vec<String>> {
    work.tx.insert(&rows::VatNumber { provider_id, number })?;
    let doubt = format!("the check digits of VAT number {number} do not fit: has it been mistyped?");
    Ok(if vat_number_adds_up(number) { Vec::new() } else { vec![doubt] })
}

/// Refuses a code that is taken.
pub(super) fn refuse_registered(work: &UnitOfWork<'_>, what: &'static str, code: &Code) -> Result<()> {
    match work.reader().registered(what, code)? {
        Some(_) => Err(Refusal::RegisteredAlready { what, code: code.to_string() }.into()),
        None => Ok(()),
    }
}

/// Changes the columns that were given of a register row.
pub(super) fn amend<const N: usize>(
    work: &mut UnitOfWork<'_>,
    what: &'static str,
    code: &Code,
    changes: [(&'static str, Value<'_>); N],
) -> Result<Reply> {
    let registered = work.reader().registered(what, code)?;
    let (id, _) = work.found(registered, what, code)?;
    let given: Fields<'_> = changes.into_iter().filter(|(_, value)| *value != Value::Absent).collect();
    if given.is_empty() {
        return Err(Refusal::NothingToCorrect.into());
    }
    let columns: Vec<&str> = given.iter().map(|(column, _)| column.trim_end_matches("_pence")).collect();
    let sentence = format!("changed {} of {what} {code}", columns.join(", ").replace('_', " "));
    work.tx.change(what, id, &given)?;
    Ok(Reply::new(sentence))
}
