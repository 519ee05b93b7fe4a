//! What is said of a line without an entry, or of an entry without a line: it is explained, or it waits in
//! the suspense list for somebody's reply.

use serde::Serialize;

use super::parts::{describe_line, item, line, name_of, only_account, open, way};
use crate::{Reply, Result, UnitOfWork, UseCase};
use domain::matching::ItemId;
use domain::{AccountId, AccountName, Action, Code, EntryId, Explained, Practitioner, Refusal, Text};
use store::Resolution;

/// What it is about: a line, or an entry as far as it concerns an account.
#[derive(Clone, Debug, Serialize)]
pub struct AboutItem {
    pub line: Option<i64>,
    pub entry: Option<i64>,
    pub account: Option<AccountName>,
}

impl AboutItem {
    /// Looks it up; what is matched needs no words.
    fn find(&self, work: &UnitOfWork<'_>) -> Result<(AccountId, ItemId, String)> {
        if let Some(id) = self.line {
            let line = line(work, id)?;
            open(format!("line {id}"), work.reader().matching_of_line(line.id)?)?;
            return Ok((line.account, ItemId::Bank(line.id), describe_line(&line)));
        }
        let Some(entry) = self.entry else { return Err(Refusal::NothingToMatch.into()) };
        let entry = EntryId::new(entry);
        let account = match &self.account {
            Some(name) => work.own_account(Some(name))?.id,
            None => only_account(work, entry)?,
        };
        let item = item(work, entry, account, &name_of(work, account)?)?;
        let said = format!("entry {entry} of {}, {}", item.effective_on, way(item.amount));
        Ok((account, ItemId::Book(entry), said))
    }
}

/// Says why something may stay without its other side.
#[derive(Clone, Debug, Serialize)]
pub struct Explain {
    #[serde(flatten)]
    pub about: AboutItem,
    pub because: Explained,
    pub said: Text,
}

impl UseCase for Explain {
    const KIND: &'static str = "reconcile.explain";
    const ACTION: Action = Action::Reconcile;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let (account, item, described) = self.about.find(work)?;
        work.tx.add_resolution(account, item, &Resolution::Explained(self.because), &self.said)?;
        let because = self.because.as_str().replace('_', " ");
        Ok(Reply::new(format!("explained {described}: {because}, {}", self.said)))
    }
}

/// Puts something aside until somebody replies.
#[derive(Clone, Debug, Serialize)]
pub struct Park {
    #[serde(flatten)]
    pub about: AboutItem,
    pub said: Text,
    pub ask: Option<Code>,
}

impl UseCase for Park {
    const KIND: &'static str = "reconcile.park";
    const ACTION: Action = Action::Reconcile;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let asked = match &self.ask {
            Some(code) => Some(who_can_reply(work, work.practitioner(code)?)?),
            None => None,
        };
        let (account, item, described) = self.about.find(work)?;
        let resolution = Resolution::Queried(asked.as_ref().map(|asked| asked.id));
        let number = work.tx.add_resolution(account, item, &resolution, &self.said)?;
        let of = asked.map(|asked| format!(" of {}", asked.code)).unwrap_or_default();
        Ok(Reply::new(format!("parked {described}; asked{of} (number {number}): {}", self.said)))
    }
}

/// Refuses to ask somebody who could not reply.
fn who_can_reply(work: &UnitOfWork<'_>, asked: Practitioner) -> Result<Practitioner> {
    if let Some(left_on) = asked.left_on
        && left_on < work.recorded_on()
    {
        return Err(Refusal::ActorLeft { user: asked.code, left_on }.into());
    }
    if !asked.role.may(Action::Answer) {
        let Practitioner { code: user, role, .. } = asked;
        return Err(Refusal::RoleMayNot { user, role, action: Action::Answer }.into());
    }
    Ok(asked)
}

/// Replies to what was asked.
#[derive(Clone, Debug, Serialize)]
pub struct QueryReply {
    pub number: i64,
    pub said: Text,
}

impl UseCase for QueryReply {
    const KIND: &'static str = "reconcile.reply";
    const ACTION: Action = Action::Answer;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let number = EntryId::new(self.number);
        let Some(question) = work.reader().item_query(number)? else {
            return Err(Refusal::NotAsked { number, now: None }.into());
        };
        if question.since.is_some() {
            return Err(Refusal::NotAsked { number, now: question.since }.into());
        }
        // Whoever reconciles replies to anything; everybody else to what they are asked.
        if !work.actor.role.may(Action::Reconcile) {
            match &question.asked {
                Some((asked, _)) if *asked == work.actor.id => {}
                Some((_, asked)) => {
                    let (asked, user) = (asked.clone(), work.actor.code.clone());
                    return Err(Refusal::AskedAnother { number, asked, user }.into());
                }
                None => work.may(Action::Reconcile)?,
            }
        }
        work.tx.add_resolution(question.account, question.item, &Resolution::Replied, &self.said)?;
        Ok(Reply::new(format!("replied to number {number}, {}: {}", question.said, self.said)))
    }
}

/// Takes back what was said: it is open again.
#[derive(Clone, Debug, Serialize)]
pub struct Reopen {
    #[serde(flatten)]
    pub about: AboutItem,
    pub said: Text,
}

impl UseCase for Reopen {
    const KIND: &'static str = "reconcile.reopen";
    const ACTION: Action = Action::Reconcile;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let (account, item, described) = self.about.find(work)?;
        work.tx.add_resolution(account, item, &Resolution::Reopened, &self.said)?;
        Ok(Reply::new(format!("open again: {described}: {}", self.said)))
    }
}
