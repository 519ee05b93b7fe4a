//! What is asked of a report, and whether it is what the report wants.

use domain::{AccountName, Code, Day, Month};
use store::{Filter, Param, Scope};

use super::report::{Report, Subject};

/// What is asked of a report.
#[derive(Clone, Debug, Default)]
pub struct Request {
    pub scope: Scope,
    pub signed_off: Option<Month>,
    pub child: Option<Code>,
    pub family: Option<Code>,
    pub practitioner: Option<Code>,
    pub provider: Option<Code>,
    pub fund: Option<Code>,
    pub category: Option<Code>,
    pub account: Option<AccountName>,
    pub month: Option<Month>,
    pub since: Option<Day>,
    pub until: Option<Day>,
    pub days: Option<u32>,
    pub percent: Option<u32>,
    pub open: bool,
    pub number: Option<i64>,
    /// Who asks, where that is said.
    pub asker: Option<Code>,
    /// Whether a month is told in what a screen holds.
    pub on_a_screen: bool,
}

/// Days without a purchase after which a budget counts as idle, where none are given.
const IDLE_DAYS: u32 = 60;
/// The share of a budget, in percent, under which it counts as nearly spent, where none is given.
const NEARLY_SPENT_PERCENT: u32 = 10;

impl Request {
    pub(super) fn codes(&self) -> [(Param, Option<&Code>); 6] {
        [
            (Param::Child, self.child.as_ref()),
            (Param::Family, self.family.as_ref()),
            (Param::Practitioner, self.practitioner.as_ref()),
            (Param::Provider, self.provider.as_ref()),
            (Param::Fund, self.fund.as_ref()),
            (Param::Category, self.category.as_ref()),
        ]
    }

    /// Returns what was given as the store's filter.
    pub(super) fn filter(&self) -> Filter {
        let mut filter = Filter::default();
        for (param, code) in self.codes() {
            if let Some(code) = code {
                filter.code(param, code);
            }
        }
        for (param, day) in [(Param::Since, self.since), (Param::Until, self.until)] {
            if let Some(day) = day {
                filter.day(param, day);
            }
        }
        if let Some(account) = &self.account {
            filter.text(Param::Account, account);
        }
        if let Some(month) = self.month {
            filter.text(Param::Month, month);
        }
        if self.open {
            filter.number(Param::Open, 1);
        }
        if let Some(number) = self.number {
            filter.number(Param::Number, number);
        }
        filter.number(Param::Days, self.days.unwrap_or(IDLE_DAYS).into());
        filter.number(Param::Percent, self.percent.unwrap_or(NEARLY_SPENT_PERCENT).into());
        filter
    }

    /// Names a filter that was given and that the report does not know.
    pub fn unfit(&self, report: &Report) -> Option<Param> {
        let filter = self.filter();
        let given = |param: Param| match param {
            Param::Days => self.days.is_some(),
            Param::Percent => self.percent.is_some(),
            _ => filter.has(param),
        };
        Param::ALL.iter().copied().find(|param| given(*param) && !report.filters.contains(param))
    }

    /// Names what must be given and was not.
    pub fn missing(&self, report: &Report) -> Option<Param> {
        match report.subject {
            Subject::Family if self.family.is_none() => Some(Param::Family),
            // A page is of a child, or of all the children of a family.
            Subject::Budget if self.family.is_some() && report.filters.contains(&Param::Family) => None,
            Subject::Child | Subject::Budget if self.child.is_none() => Some(Param::Child),
            Subject::Practitioner if self.practitioner.is_none() => Some(Param::Practitioner),
            Subject::Float if self.account.is_none() => Some(Param::Account),
            Subject::Month if self.month.is_none() => Some(Param::Month),
            Subject::Commission | Subject::Entry if self.number.is_none() => Some(Param::Number),
            _ => None,
        }
    }
}
