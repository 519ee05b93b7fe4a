//! Rows of registers: new, the same as registered, or refused because registered otherwise.

use super::super::{
    ChildAdd, FundAdd, FundReceive, PractitionerAdd, ProviderAdd, ProviderAmend, Result, UseCase, seal_as,
};
use super::lookups::Lookups;
use super::row_context::{RowContext, RowOutcome};
use crate::UnitOfWork;
use crate::fund::{fund_account, whose};
use domain::register::{first_difference, vat_number};
use domain::row::{Fields, Row as _, Value};
use domain::{
    Amount, ChildId, ClaimBasis, Code, Day, Draft, Nature, ProviderId, REASON, Refusal, RowDifference,
    Stream, Text, plan, quoted, rows, shell_word,
};
use import::FileRow;
use import::rows::{ChildRow, FundRow, PractitionerRow, ProviderRow};
use store::Received;

/// Compares a row with what is registered under its code: `None` where nothing is. A column that is
/// optional in the file and empty says nothing.
fn registered<R: FileRow>(
    work: &UnitOfWork<'_>,
    what: &'static str,
    code: &Code,
    mut given: Fields<'_>,
) -> Result<Option<i64>> {
    let Some((id, found)) = work.reader().registered(what, code)? else {
        return Ok(None);
    };
    given.retain(|(column, field)| *field != Value::Absent || !R::OPTIONAL.contains(column));
    match first_difference(&found, &given) {
        Some(difference) => Err(otherwise(what, code, difference).into()),
        None => Ok(Some(id)),
    }
}

/// A thing that is registered with other content.
pub(super) fn otherwise(
    what: &'static str,
    code: &Code,
    (field, found, given): (String, String, String),
) -> Refusal {
    Refusal::RegisteredOtherwise { what, code: code.to_string(), field, found, given }
}

/// Seals a row that says it all itself.
pub(super) fn seal(work: &mut UnitOfWork<'_>, kind: &'static str) -> Result<RowOutcome> {
    seal_as(&mut work.tx, kind, None, "null")?;
    Ok(RowOutcome::New)
}

pub(super) fn practitioner(context: &mut RowContext<'_>, row: &PractitionerRow) -> Result<RowOutcome> {
    let details = rows::Practitioner {
        code: row.practitioner.clone(),
        name: row.name.clone(),
        profession: row.profession.clone(),
        agency: row.agency.clone(),
        role: row.role,
        sign_off_limit_pence: row.sign_off_limit,
        joined_on: row.joined_on,
        left_on: None,
    };
    let code = &row.practitioner;
    if registered::<PractitionerRow>(&context.work, "practitioner", code, details.fields())?.is_some() {
        return Ok(RowOutcome::Known);
    }
    context.work.tx.insert(&details)?;
    seal(&mut context.work, PractitionerAdd::KIND)
}

pub(super) fn provider(context: &mut RowContext<'_>, row: &ProviderRow) -> Result<RowOutcome> {
    let details = rows::Provider {
        code: row.provider.clone(),
        name: row.name.clone(),
        sector: row.sector,
        companies_house: row.companies_house.clone(),
        charity_number: row.charity_number.clone(),
        ukprn: row.ukprn.clone(),
    };
    let details = details.checked()?;
    let given = row.vat_number.as_ref().map(vat_number).transpose()?;
    let work = &mut context.work;
    if let Some(id) = registered::<ProviderRow>(work, "provider", &row.provider, details.fields())? {
        let (id, Some(number)) = (ProviderId::new(id), &given) else { return Ok(RowOutcome::Known) };
        return match work.reader().vat_number(id)? {
            Some(found) if found == *number => Ok(RowOutcome::Known),
            Some(found) => {
                let difference = ("vat_number".into(), found.to_string(), number.to_string());
                Err(otherwise("provider", &row.provider, difference).into())
            }
            None => {
                work.tx.insert(&rows::VatNumber { provider_id: id, number })?;
                seal(work, ProviderAmend::KIND)
            }
        };
    }
    let (provider_id, _) = work.tx.add_provider(&details)?;
    if let Some(number) = &given {
        work.tx.insert(&rows::VatNumber { provider_id, number })?;
    }
    seal(work, ProviderAdd::KIND)
}

pub(super) fn child(context: &mut RowContext<'_>, row: &ChildRow) -> Result<RowOutcome> {
    let RowContext { work, lookups, .. } = context;
    let details = rows::Child {
        child_ref: row.child_ref.clone(),
        cohort: row.cohort,
        arm: row.arm,
        born: row.born,
        sex: row.sex,
        ethnicity: row.ethnicity.clone(),
        area: row.area.clone(),
        need: row.need.clone(),
        need_level: row.need_level.into(),
        caf_ref: row.caf_ref.clone(),
        caf_on: row.caf_on,
        consent_on: row.consent_on,
    };
    let details = details.checked()?;
    row.caf_on.into_iter().chain(row.consent_on).try_for_each(|day| work.calendar.has_come(day))?;
    let lead = lookups.people.find(work, &row.lead_professional)?;
    if registered::<ChildRow>(work, "child", &row.child_ref, details.fields())?.is_some() {
        let child = &lookups.children.find(work, &row.child_ref)?.child;
        if work.reader().has_led(lead.id, child.id)? {
            return Ok(RowOutcome::Known);
        }
        let found =
            work.reader().lead(child.id)?.map_or_else(|| "nobody".into(), |(lead, _)| lead.to_string());
        let difference = ("lead_professional".into(), found, lead.code.to_string());
        return Err(otherwise("child", &row.child_ref, difference).into());
    }
    let policy = lookups.policies.on(work.on(None));
    policy.map_or(Ok(()), |policy| policy.admits(&row.child_ref))?;
    let child_id = ChildId::new(work.tx.insert(&details)?);
    let from_on = work.calendar.pilot.starts_on;
    work.tx.insert(&rows::Lead { child_id, from_on, practitioner_id: lead.id })?;
    seal(work, ChildAdd::KIND)
}

/// Registers the fund at its first row; each day's amount is received once.
pub(super) fn fund(context: &mut RowContext<'_>, row: &FundRow) -> Result<RowOutcome> {
    let RowContext { work, lookups, .. } = context;
    if let Some(on) = row.received_on {
        work.calendar.admits(on)?;
    }
    let new = register_fund(work, lookups, row)?;
    let Some((on, amount)) = row.received_on.zip(row.amount) else { return Ok(new) };
    let said =
        [("fund", row.fund.to_string()), ("received_on", on.to_string()), ("amount", amount.to_string())];
    context.again.says(said.into(), None);
    match receive(context, (&row.fund, None), on, (amount, 1))? {
        RowOutcome::Known => Ok(new),
        received => Ok(received),
    }
}

/// Receives a day's amount of a fund, or of a partner of a pool: the one that was said so many times, once.
pub(super) fn receive(
    context: &mut RowContext<'_>,
    (code, partner): (&Code, Option<&Text>),
    on: Day,
    (amount, said): (Amount, usize),
) -> Result<RowOutcome> {
    let RowContext { work, lookups, .. } = context;
    let fund = lookups.funds.find(work, code)?;
    let received = work.reader().received(fund.pool.account, on, partner)?;
    let alike = received.iter().filter(|receipt| receipt.amount == amount).count();
    if said <= alike {
        return Ok(RowOutcome::Known);
    }
    if let Some(Received { entry, amount: found, .. }) =
        received.iter().find(|receipt| alike == 0 && !receipt.undone)
    {
        let partner = partner.map(|name| format!(" --partner {}", shell_word(name.as_str())));
        let partner = partner.unwrap_or_default();
        let anew = format!("bhlp fund receive {code} {amount}{partner} --on {on}");
        let difference = RowDifference {
            code: "REGISTERED_OTHERWISE",
            what: format!("fund `{code}` is registered already, and received on {on},"),
            field: "amount".into(),
            found: quoted(&found.to_string()),
            given: quoted(&amount.to_string()),
            way: format!("{anew}; then bhlp entry reverse {entry} {REASON}"),
        };
        return Err(Refusal::from(difference).into());
    }
    take_in(context, (code, partner), on, amount)?;
    seal(&mut context.work, FundReceive::KIND)
}

/// Receives an amount.
pub(super) fn take_in(
    context: &mut RowContext<'_>,
    (code, partner): (&Code, Option<&Text>),
    on: Day,
    amount: Amount,
) -> Result<()> {
    let RowContext { work, lookups, .. } = context;
    let fund = lookups.funds.find(work, code)?;
    let into = fund_account(work, None)?;
    let draft = plan::receive(&work.calendar, fund, on, amount, &into)?;
    whose(work, &fund.fund, partner, on)?;
    let draft = Draft { reference: partner.cloned(), ..draft };
    work.tx.post(&draft, None)?;
    lookups.floats.follow(&draft.transfers);
    fund.pool.balance += amount.pence();
    Ok(())
}

fn register_fund(work: &mut UnitOfWork<'_>, lookups: &mut Lookups, row: &FundRow) -> Result<RowOutcome> {
    plan::days_in_order(row.from_on, row.until_on, row.claim_by)?;
    let mut categories = Vec::new();
    for category in &row.categories.0 {
        categories.push(lookups.categories.find(work, category)?.id);
    }
    let details = rows::Fund {
        code: row.fund.clone(),
        name: row.name.clone(),
        contributor: row.contributor.clone(),
        stream: row.stream.unwrap_or(Stream::PumpPriming),
        nature: row.nature.unwrap_or(Nature::Cash),
        cohort: row.cohort,
        from_on: row.from_on,
        until_on: row.until_on,
        claim_basis: row.claim_basis.unwrap_or(ClaimBasis::Incurred),
        claim_by: row.claim_by,
    };
    let mut given = details.fields();
    given.retain(|(column, _)| match *column {
        "stream" => row.stream.is_some(),
        "nature" => row.nature.is_some(),
        "claim_basis" => row.claim_basis.is_some(),
        _ => true,
    });
    if registered::<FundRow>(work, "fund", &row.fund, given)?.is_none() {
        work.tx.add_fund(&details, &categories)?;
        return seal(work, FundAdd::KIND);
    }
    let kept = &lookups.funds.find(work, &row.fund)?.fund.categories;
    let same = kept.len() == categories.len() && categories.iter().all(|id| kept.contains(id));
    if !categories.is_empty() && !same {
        let difference =
            ("categories".into(), words(&work.reader().category_codes(kept)?), words(&row.categories.0));
        return Err(otherwise("fund", &row.fund, difference).into());
    }
    Ok(RowOutcome::Known)
}

fn words(codes: &[Code]) -> String {
    codes.iter().map(Code::as_str).collect::<Vec<_>>().join(" ")
}
