//! A pool: several partners agree about a fund, and its money is theirs in the shares they agreed.

use std::str::FromStr;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::{Amount, Code, Day, Fund, FundId, Pence, PoolReportKind, Refusal, Remainder, Rest, Text};

/// A share of the whole in hundredths of a percent, typed in percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Percent(pub i64);

impl FromStr for Percent {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (whole, cents) = text.split_once('.').unwrap_or((text, ""));
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        let bad = || "a share is written in percent with at most two decimals, such as 40 or 12.5".to_owned();
        if whole.is_empty() || whole.len() > 3 || cents.len() > 2 || !digits(whole) || !digits(cents) {
            return Err(bad());
        }
        let number = |text: &str| text.parse::<i64>().map_err(|_| bad());
        Ok(Self(number(whole)? * 100 + number(&format!("{cents:0<2}"))?))
    }
}

/// A partner's share, as it is typed: `NAME=SHARE`, and after commas `kind` and the day it is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    pub partner: Text,
    /// Whether it is given in kind.
    pub in_kind: bool,
    /// In hundredths of a percent.
    pub hundredths: i64,
    pub due_on: Option<Day>,
}

impl Share {
    const fn form(&self) -> &'static str {
        form(self.in_kind)
    }
}

const fn form(in_kind: bool) -> &'static str {
    if in_kind { "kind" } else { "cash" }
}

/// As it is kept with the agreement.
impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("partner", &self.partner)?;
        map.serialize_entry("form", self.form())?;
        map.serialize_entry("share", &self.hundredths)?;
        map.serialize_entry("due_on", &self.due_on)?;
        map.end()
    }
}

impl FromStr for Share {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let bad = || {
            format!(
                "`{text}` is no share; write NAME=SHARE in percent, such as Council=40 or PCT=12.5,kind,2006-09-30"
            )
        };
        let (partner, rest) = text.rsplit_once('=').ok_or_else(bad)?;
        let mut parts = rest.split(',').map(str::trim);
        let Percent(hundredths) = parts.next().ok_or_else(bad)?.parse().map_err(|_| bad())?;
        let mut share =
            Self { partner: partner.parse().map_err(|_| bad())?, in_kind: false, hundredths, due_on: None };
        for part in parts {
            match part {
                "kind" => share.in_kind = true,
                "cash" => share.in_kind = false,
                _ if share.due_on.is_some() => {
                    return Err(format!("`{text}` has two days; a share is due on one"));
                }
                day => share.due_on = Some(day.parse().map_err(|_| bad())?),
            }
        }
        Ok(share)
    }
}

/// An agreement in force.
#[derive(Clone, Debug)]
pub struct Pool {
    pub event: i64,
    pub fund: FundId,
    pub kind_fund: Option<FundId>,
    pub from_on: Day,
    pub until_on: Day,
    pub shares: Vec<Share>,
    pub quarterly: bool,
    pub annual: bool,
    /// Where an underspend goes, and an overspend.
    pub rules: [Remainder; 2],
}

impl Pool {
    /// Tells whether the agreement is about a fund and had begun by a day.
    fn began(&self, fund: FundId, on: Day) -> bool {
        (self.fund == fund || self.kind_fund == Some(fund)) && self.from_on <= on
    }

    fn gives(&self, fund: FundId, partner: &Text) -> bool {
        let in_kind = self.kind_fund == Some(fund);
        self.shares.iter().any(|share| share.in_kind == in_kind && share.partner == *partner)
    }

    /// Refuses to repay a partner more than is left of what they put in.
    ///
    /// # Errors
    /// `PARTNER_EXCEEDED`.
    pub fn repays(&self, partner: &Text, theirs: PartnersMoney, asked: Amount) -> Result<(), Refusal> {
        let PartnersMoney { put_in, given_back, left } = theirs;
        if asked.pence() <= left {
            return Ok(());
        }
        let (partner, from_on, until_on) = (partner.clone(), self.from_on, self.until_on);
        Err(Refusal::PartnerExceeded { partner, from_on, until_on, put_in, given_back, left, asked })
    }

    /// Refuses a report that was not agreed.
    ///
    /// # Errors
    /// `REPORT_NOT_AGREED`.
    pub fn reports(&self, kind: PoolReportKind, up_to: Day) -> Result<(), Refusal> {
        let period = up_to.month().period();
        let (agreed, ends) = match kind {
            PoolReportKind::Quarterly => (self.quarterly, period.is_multiple_of(3)),
            PoolReportKind::Annual => (self.annual, period == 12),
        };
        let ends = up_to == self.until_on || ends && up_to == up_to.month().last();
        if agreed && ends && self.from_on <= up_to && up_to <= self.until_on {
            return Ok(());
        }
        Err(Refusal::ReportNotAgreed { kind, up_to })
    }

    /// Refuses what is not for the board to decide, or not of the whole, or of somebody who gives no cash;
    /// no shares carry it forward.
    ///
    /// # Errors
    /// `NOT_THE_BOARDS`, `SHARES_NOT_THE_WHOLE`, `NO_PARTNER`.
    pub fn decides(&self, fund: &Code, rest: Rest, shares: &[Share]) -> Result<(), Refusal> {
        let [underspend, overspend] = self.rules;
        let rule = if rest == Rest::Overspend { overspend } else { underspend };
        if rule != Remainder::Board {
            return Err(Refusal::NotTheBoards { fund: fund.clone(), rest, rule });
        }
        if !shares.is_empty() {
            whole(shares)?;
        }
        each_once(&self.shares, shares)?;
        let gives_cash = |share: &Share| {
            !share.in_kind && self.shares.iter().any(|mine| !mine.in_kind && mine.partner == share.partner)
        };
        match shares.iter().find(|share| !gives_cash(share)) {
            Some(share) => Err(no_partner(&self.shares, share.partner.to_string(), "cash")),
            None => Ok(()),
        }
    }
}

/// Refuses shares that are not the whole.
fn whole(shares: &[Share]) -> Result<(), Refusal> {
    let found = shares.iter().map(|share| share.hundredths).sum();
    if found != 10_000 || shares.iter().any(|share| share.hundredths == 0) {
        return Err(Refusal::SharesNotTheWhole { found });
    }
    Ok(())
}

/// Refuses a partner who is named twice in a form.
fn each_once(partners: &[Share], shares: &[Share]) -> Result<(), Refusal> {
    for (place, share) in shares.iter().enumerate() {
        let again = |other: &Share| other.partner == share.partner && other.in_kind == share.in_kind;
        if shares[..place].iter().any(again) {
            return Err(no_partner(partners, format!("{}, twice", share.partner), share.form()));
        }
    }
    Ok(())
}

/// What is a partner's of a pool.
#[derive(Clone, Copy, Debug)]
pub struct PartnersMoney {
    pub put_in: Pence,
    pub given_back: Pence,
    /// What they may be repaid of it.
    pub left: Pence,
}

/// Finds the agreement by which money of a fund is somebody's: the newest that had begun and of which they
/// are a partner, so that one that has ended can be settled. `None` where no agreement asks whose it is.
///
/// # Errors
/// `NO_PARTNER`; somebody named, and no agreement.
pub fn whose<'p>(
    pools: &'p [Pool],
    fund: FundId,
    partner: Option<&Text>,
    on: Day,
) -> Result<Option<&'p Pool>, Refusal> {
    let mut begun: Vec<&Pool> = pools.iter().filter(|pool| pool.began(fund, on)).collect();
    begun.sort_by_key(|pool| pool.from_on);
    let theirs = |pool: &&&Pool| partner.is_some_and(|partner| pool.gives(fund, partner));
    if let Some(pool) = begun.iter().rev().find(theirs) {
        return Ok(Some(pool));
    }
    let Some(newest) = begun.last() else {
        let Some(partner) = partner else { return Ok(None) };
        let (field, wanted) = ("partner", "nobody: no pool of this fund was agreed for that day");
        return Err(Refusal::FieldInvalid { field, found: partner.to_string(), wanted });
    };
    if partner.is_none() && newest.until_on < on {
        return Ok(None);
    }
    let found = partner.map_or_else(String::new, ToString::to_string);
    Err(no_partner(&newest.shares, found, form(newest.kind_fund == Some(fund))))
}

fn no_partner(shares: &[Share], found: String, form: &'static str) -> Refusal {
    let mut partners: Vec<String> = Vec::new();
    for share in shares {
        if (form.is_empty() || share.form() == form) && !partners.contains(&share.partner.to_string()) {
            partners.push(share.partner.to_string());
        }
    }
    Refusal::NoPartner { found, form, partners }
}

/// Refuses an agreement that contradicts itself or another.
///
/// # Errors
/// `POOL_AGREED_ALREADY`, `SHARES_NOT_THE_WHOLE`, `NO_PARTNER`, `POOL_FUND_MISFITS`.
pub fn agree(
    (fund, kind_fund): (&Fund, Option<&Fund>),
    (from_on, until_on): (Day, Day),
    shares: &[Share],
    (host, bearer): (&Text, Option<&Text>),
    before: &[Pool],
) -> Result<(), Refusal> {
    if until_on < from_on {
        let (what, before) = ("the agreement's last day", "its first");
        return Err(Refusal::DaysOutOfOrder { what, on: until_on, before, before_on: from_on });
    }
    let funds = [Some(fund.id), kind_fund.map(|fund| fund.id)];
    let same = |pool: &&Pool| {
        let shared = funds[0] == Some(pool.fund) || funds[1].is_some() && funds[1] == pool.kind_fund;
        shared && pool.from_on <= until_on && from_on <= pool.until_on
    };
    if let Some(pool) = before.iter().find(same) {
        let (from_on, until_on) = (pool.from_on, pool.until_on);
        return Err(Refusal::PoolAgreedAlready { fund: fund.code.clone(), from_on, until_on });
    }
    whole(shares)?;
    each_once(shares, shares)?;
    if !shares.iter().any(|share| share.partner == *host) {
        return Err(no_partner(shares, host.to_string(), ""));
    }
    if let Some(bearer) = bearer
        && !shares.iter().any(|share| share.partner == *bearer && !share.in_kind)
    {
        return Err(no_partner(shares, bearer.to_string(), "cash"));
    }
    let misfits = |code: &Code, wanted| Err(Refusal::PoolFundMisfits { fund: code.clone(), wanted });
    match kind_fund {
        _ if fund.in_kind.is_some() => return misfits(&fund.code, "cash"),
        Some(kind) if kind.in_kind.is_none() => return misfits(&kind.code, "kind"),
        None if shares.iter().any(|share| share.in_kind) => return misfits(&fund.code, "kind"),
        _ => {}
    }
    Ok(())
}
