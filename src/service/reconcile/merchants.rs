//! Whose name a merchant's is: learnt from what people confirm, or said.

use serde::Serialize;

use super::parts::Parts;
use crate::{Reply, Result, UnitOfWork, UseCase};
use domain::matching::{BankItem, merchant_key};
use domain::{Action, Code, LineId, ProviderId, Refusal, Text};
use store::Reader;

/// Learns whose name stands on the lines of a matching: that of the one provider of its entries. What is
/// known otherwise stays, and is told.
pub(super) fn learn(work: &mut UnitOfWork<'_>, parts: &Parts, reply: &mut Reply) -> Result<()> {
    let mut providers: Vec<ProviderId> = parts.items.iter().filter_map(|item| item.provider).collect();
    providers.sort_unstable();
    providers.dedup();
    let [provider] = providers.as_slice() else { return Ok(()) };
    // What was there before the first statement says nothing of whom it came from.
    let lines = parts.lines.iter().filter(|line| !line.is_opening());
    let mut names: Vec<String> =
        lines.filter_map(|line| merchant_key(line.text.as_ref()?.as_str())).collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let code = |id| Ok::<_, crate::Error>(work.reader().provider_names()?.remove(&id));
        match work.reader().merchant(&name)? {
            Some(known) if known.provider == *provider => {}
            Some(known) => {
                if let (Some(was), Some(now)) = (code(known.provider)?, code(*provider)?) {
                    reply.warnings.push(format!(
                        "the name {name} is known as {}, and this is {}; to change it: bhlp reconcile merchants set '{name}' {}",
                        was.code, now.code, now.code
                    ));
                }
            }
            None => {
                let now = code(*provider)?;
                work.tx.set_merchant(&name, *provider)?;
                let now = now.map(|now| now.code.to_string()).unwrap_or_default();
                reply.details.push(format!("from now on {name} on a statement is recognised as {now}"));
            }
        }
    }
    Ok(())
}

/// Finds whose name the merchant's on a line is: as learnt, else as a provider is registered.
pub(super) fn merchant_of(reader: Reader<'_>, line: &BankItem) -> Result<Option<Code>> {
    let Some(text) = &line.text else { return Ok(None) };
    let Some(key) = merchant_key(text.as_str()) else { return Ok(None) };
    if let Some(known) = reader.merchant(&key)? {
        return Ok(reader.provider_names()?.remove(&known.provider).map(|provider| provider.code));
    }
    match reader.providers_named(text.as_str().trim())?.as_slice() {
        [only] => Ok(Some(only.clone())),
        _ => Ok(None),
    }
}

/// Finds the provider whose name stands on a line, where that is known.
pub fn provider_on(reader: Reader<'_>, line: LineId) -> Result<Option<Code>> {
    match reader.line(line)? {
        Some(line) => merchant_of(reader, &line),
        None => Ok(None),
    }
}

/// Says whose name a merchant's is.
#[derive(Clone, Debug, Serialize)]
pub struct MerchantSet {
    pub name: Text,
    pub provider: String,
}

impl UseCase for MerchantSet {
    const KIND: &'static str = "merchant.set";
    const ACTION: Action = Action::Reconcile;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let provider = work.provider(&self.provider)?;
        let Some(name) = merchant_key(self.name.as_str()) else {
            let (field, wanted) = ("name", "a merchant's name as statements write it");
            return Err(Refusal::FieldInvalid { field, found: self.name.to_string(), wanted }.into());
        };
        if work.reader().merchant(&name)?.is_some_and(|known| known.provider == provider.id) {
            return Ok(Reply { already: true, ..Reply::new(format!("{name} is {} already", provider.code)) });
        }
        work.tx.set_merchant(&name, provider.id)?;
        Ok(Reply::new(format!("{name} on a statement is {}, {}", provider.code, provider.name)))
    }
}
