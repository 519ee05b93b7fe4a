//! The ladder of intervention with providers that do badly.

use serde::Serialize;

use super::{Reply, Result, UnitOfWork, UseCase};
use domain::{Action, Day, LadderStep, Refusal, Text, rows};

/// Takes a step with a provider.
#[derive(Clone, Debug, Serialize)]
pub struct ProviderStepTake {
    pub provider: String,
    pub step: LadderStep,
    pub reason: Text,
    pub review_on: Option<Day>,
    /// Whether nothing new is commissioned; what the step says where nobody does.
    pub stops_commissions: Option<bool>,
    /// How the need is met until a payee who is blocked has accounted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meanwhile: Option<Text>,
    pub on: Option<Day>,
}

impl UseCase for ProviderStepTake {
    const KIND: &'static str = "provider.step";
    const ACTION: Action = Action::Registers;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let provider = work.provider(&self.provider)?;
        let from_on = work.on(self.on);
        let step = self.step;
        let review_on = self.review_on;
        if let Some(on) = review_on
            && on < from_on
        {
            let (what, before) = ("the review", "the step");
            return Err(Refusal::DaysOutOfOrder { what, on, before, before_on: from_on }.into());
        }
        let stops_commissions = self.stops_commissions.unwrap_or(step.stops_commissions());
        if stops_commissions && step == LadderStep::Restored {
            let (field, wanted) =
                ("stops_commissions", "`no`: a provider that is restored may be commissioned from");
            return Err(Refusal::FieldInvalid { field, found: "yes".into(), wanted }.into());
        }
        if stops_commissions && self.meanwhile.is_none() && work.reader().payee(provider.id)?.is_some() {
            return Err(Refusal::MeanwhileUnsaid { provider: provider.code }.into());
        }
        let (provider_id, reason) = (provider.id, &self.reason);
        work.tx.insert(&rows::ProviderStep {
            provider_id,
            step,
            from_on,
            reason,
            review_on,
            stops_orders: stops_commissions,
            meanwhile: self.meanwhile.as_ref(),
        })?;
        let effect = if stops_commissions {
            "nothing new is commissioned from it; what was commissioned goes on"
        } else {
            "new commissions are allowed again"
        };
        let review = review_on.map(|day| format!(", to be reviewed on {day}")).unwrap_or_default();
        let word = step.as_str().replace('_', " ");
        Ok(Reply::new(format!("{}: {word} from {from_on}{review}; {effect}", provider.name)))
    }
}
