//! Where the money goes, what waits, and what became of it: the reports of managers, finance
//! officers and evaluators.

use super::shared::{BUYER, COMMISSION, ITEM, PLACED_ON};
use super::spending::{ALLOCATED, AVAILABLE, CHILD, COMMITTED, HOLDER, PURCHASES, SPENT};
use crate::{Layout, Report, Subject};
use store::{Param, Query};
use table::Column;
use table::column::{count, day, money, percent, score, shares, text};

const CHILDREN: Column = count("children", "Children", "children with such a purchase");
const SHARE: Column = percent("share", "Share", "share of all that was used, in percent, rounded down");
const NAME: Column = text("name", "Name", "its name");
const FUND: Column = text("fund", "Fund", "the fund's code");
const RECEIVED: Column = money("received", "Received", "received less repaid").totalled();
const POOL: Column = money("pool", "In the pool", "not yet given to a child").totalled();
const FUNDS: Column = shares("funds", "Funds", "the part of each fund in it, net of recoverable VAT");
const LEAD: Column = text("lead_professional", "Lead", "who leads the case on the day");

/// A report that looks at everything.
const fn whole(
    query: Query,
    title: &'static str,
    purpose: &'static str,
    columns: &'static [Column],
    filters: &'static [Param],
    nothing: &'static str,
) -> Report {
    Report {
        query,
        title,
        purpose,
        columns,
        filters,
        subject: Subject::All,
        layout: Layout::Table(0),
        nothing,
    }
}

const NOTHING_BOUGHT: &str = "nothing has been bought or ordered";

/// By category.
pub static BY_CATEGORY: Report = whole(
    Query::ByCategory,
    "Spending by category",
    "What was bought, by category",
    &[
        text("category", "Category", "the category's code"),
        NAME,
        CHILDREN,
        PURCHASES,
        COMMITTED,
        SPENT,
        SHARE,
    ],
    &[Param::Child, Param::Practitioner, Param::Provider, Param::Since, Param::Until],
    NOTHING_BOUGHT,
);

/// By provider.
pub static BY_PROVIDER: Report = whole(
    Query::ByProvider,
    "Spending by provider",
    "What was bought, by provider",
    &[
        text("provider", "Provider", "the provider's code"),
        NAME,
        CHILDREN,
        PURCHASES,
        COMMITTED,
        SPENT,
        SHARE,
    ],
    &[Param::Child, Param::Practitioner, Param::Provider, Param::Category, Param::Since, Param::Until],
    NOTHING_BOUGHT,
);

/// By sector.
pub static BY_SECTOR: Report = whole(
    Query::BySector,
    "Spending by sector",
    "What was bought, by the sector of the provider",
    &[text("sector", "Sector", "the provider's sector"), CHILDREN, PURCHASES, COMMITTED, SPENT, SHARE],
    &[Param::Practitioner, Param::Category, Param::Since, Param::Until],
    NOTHING_BOUGHT,
);

/// By profession.
pub static BY_PROFESSION: Report = whole(
    Query::ByProfession,
    "Spending by profession",
    "What was bought, by the profession of the buyer",
    &[
        text("profession", "Profession", "the buyer's profession"),
        CHILDREN,
        PURCHASES,
        COMMITTED,
        SPENT,
        SHARE,
    ],
    &[Param::Practitioner, Param::Category, Param::Since, Param::Until],
    NOTHING_BOUGHT,
);

/// By area.
pub static BY_AREA: Report = whole(
    Query::ByArea,
    "Spending by area",
    "What was bought, by the area of the child",
    &[text("area", "Area", "the child's area"), CHILDREN, PURCHASES, COMMITTED, SPENT, SHARE],
    &[Param::Practitioner, Param::Category, Param::Since, Param::Until],
    NOTHING_BOUGHT,
);

/// By level of need.
pub static BY_NEED_LEVEL: Report = whole(
    Query::ByNeedLevel,
    "Spending by level of need",
    "What was bought, by the level of need of the child",
    &[
        count("need_level", "Level", "the child's level of need"),
        CHILDREN,
        PURCHASES,
        COMMITTED,
        SPENT,
        SHARE,
    ],
    &[Param::Practitioner, Param::Category, Param::Since, Param::Until],
    NOTHING_BOUGHT,
);

/// By fund.
pub static BY_FUND: Report = whole(
    Query::ByFund,
    "Spending by fund",
    "What each fund was given, and where its money stands",
    &[
        FUND,
        NAME,
        text("contributor", "From", "who gives the money"),
        RECEIVED,
        POOL,
        AVAILABLE,
        COMMITTED,
        SPENT,
    ],
    &[],
    "no fund is registered",
);

/// By contributor.
pub static BY_CONTRIBUTOR: Report = whole(
    Query::ByContributor,
    "Spending by contributor",
    "What each contributor gave, and where the money stands",
    &[
        text("contributor", "From", "who gives the money"),
        count("funds", "Funds", "how many funds it gave"),
        RECEIVED,
        POOL,
        AVAILABLE,
        COMMITTED,
        SPENT,
    ],
    &[],
    "no fund is registered",
);

/// A practitioner's children.
pub static CASELOAD: Report = whole(
    Query::Caseload,
    "Caseload",
    "The children a practitioner leads, and what is left for each",
    &[
        LEAD,
        CHILD,
        ALLOCATED,
        COMMITTED,
        SPENT,
        AVAILABLE,
        PURCHASES,
        day("last_on", "Last", "the day the last purchase was placed"),
        count("open_orders", "Open orders", "commissions that hold promised money"),
        HOLDER,
    ],
    &[Param::Practitioner],
    "nobody leads a case on that day",
);

/// Promised money.
pub static COMMITMENTS: Report = whole(
    Query::Commitments,
    "Commitments outstanding",
    "Orders that still hold promised money, oldest first",
    &[
        COMMISSION,
        PLACED_ON,
        count("age_days", "Age", "days since it was placed"),
        CHILD,
        ITEM,
        text("provider", "Provider", "from whom"),
        BUYER,
        day("needed_on", "Needed", "the day the child needs it"),
        FUNDS,
        COMMITTED,
    ],
    &[Param::Child, Param::Practitioner, Param::Provider],
    "nothing is promised",
);

/// What providers are owed.
pub static OWED: Report = whole(
    Query::Owed,
    "Owed to providers",
    "What was billed and not yet paid; negative: what a provider owes back",
    &[
        text("provider", "Code", "the provider's code"),
        text("name", "Provider", "the provider's name"),
        COMMISSION,
        CHILD,
        ITEM,
        FUNDS,
        day("billed_on", "Billed", "the day of the latest invoice or credit note"),
        count("age_days", "Age", "days since then"),
        money("invoiced", "Billed in all", "invoices less credit notes, with VAT").totalled(),
        money("paid", "Paid", "paid less refunded, with VAT").totalled(),
        money("owed", "Owed", "billed less paid, with VAT").totalled(),
    ],
    &[Param::Child, Param::Provider],
    "nobody is owed anything",
);

/// Budget monitoring.
pub static MONITORING: Report = whole(
    Query::Monitoring,
    "Budget monitoring",
    "Where each fund's money stands, and where it will stand at the pilot's end if spending goes on as it has",
    &[
        FUND,
        NAME,
        RECEIVED,
        ALLOCATED,
        COMMITTED,
        SPENT,
        percent("spent_share", "Used of received", "spent in percent of received, rounded down"),
        money(
            "forecast",
            "Forecast",
            "the greater of committed + spent, and spent x days of the pilot / days gone, rounded down",
        )
        .totalled(),
        money("variance", "Variance", "received less forecast; negative: more would be needed").totalled(),
    ],
    &[],
    "no fund is registered",
);

/// The pace of each child's budget.
pub static MONITORING_CHILDREN: Report = whole(
    Query::MonitoringChildren,
    "Budget monitoring by child",
    "Where each child's budget stands, and where it will stand at the pilot's end if spending goes on as it has",
    &[
        CHILD,
        count("days_gone", "Days gone", "days since the budget was opened, both days counted"),
        count("days", "Days in all", "days from the opening to the pilot's end, both days counted"),
        ALLOCATED,
        COMMITTED,
        SPENT,
        money(
            "forecast",
            "Forecast",
            "spent x days / days gone, to the penny; at least committed + spent, at most allocated",
        )
        .totalled(),
        money("variance", "Unused", "allocated less forecast: what would be left unused").totalled(),
    ],
    &[Param::Child, Param::Practitioner],
    "no child has a budget",
);

/// Idle budgets.
pub static IDLE: Report = whole(
    Query::Idle,
    "Idle budgets",
    "Open budgets with money left and nothing bought for a while (--days, else what the policy says, else 60)",
    &[
        CHILD,
        LEAD,
        day("opened_on", "Opened", "the day it was opened"),
        day("last_on", "Last", "the day the last purchase was placed"),
        count("idle_days", "Days", "days since then, or since it was opened"),
        ALLOCATED,
        AVAILABLE,
    ],
    &[Param::Days, Param::Practitioner],
    "no budget is idle",
);

/// Nearly spent budgets.
pub static NEARLY_SPENT: Report = whole(
    Query::NearlySpent,
    "Nearly spent budgets",
    "Open budgets of which little is left (--percent of what was given, 10 unless told)",
    &[
        CHILD,
        LEAD,
        ALLOCATED,
        COMMITTED,
        SPENT,
        AVAILABLE,
        percent("available_share", "Left of given", "available in percent of allocated, rounded down"),
    ],
    &[Param::Percent, Param::Practitioner],
    "no budget is nearly spent",
);

/// Spend beside outcomes.
pub static OUTCOMES: Report = whole(
    Query::Outcomes,
    "Spend and outcomes",
    "Spend beside the change of each score, first observation to last, for each child",
    &[
        CHILD,
        text("arm", "Arm", "`budget` or `comparison`"),
        text("cohort", "Cohort", "`additional_needs` or `looked_after`"),
        count("need_level", "Level", "level of need, 1 to 4"),
        text("measure", "Measure", "the measure's code"),
        text("item", "Item", "which goal or part"),
        text("informant", "Told by", "who told it: the same at both times"),
        day("first_on", "First", "the day of the first observation"),
        score("first_value", "Score", "the first score"),
        day("last_on", "Last", "the day of the last observation; empty: there is only one"),
        score("last_value", "Score then", "the last score"),
        score("change", "Change", "last less first, its sign turned so that positive is better"),
        money("allocated", "Given", "what the child's budget was given; 0 without a budget"),
        money("spent", "Used", "what the child's budget has used, net of recoverable VAT"),
    ],
    &[Param::Child, Param::Practitioner],
    "no score is recorded",
);

/// A child in one row.
pub static CHILD_SUMMARY: Report = whole(
    Query::ChildSummary,
    "Each child in one row",
    "One row for each child: what was given and spent for it, what was recorded of it, with a budget or without",
    &[
        CHILD,
        text("arm", "Arm", "`budget` or `comparison`"),
        text("cohort", "Cohort", "`additional_needs` or `looked_after`"),
        count("need_level", "Level", "level of need, 1 to 4"),
        day("opened_on", "Opened", "the day the budget was opened; empty: there is none"),
        ALLOCATED,
        COMMITTED,
        SPENT,
        AVAILABLE,
        PURCHASES,
        count("providers", "Providers", "from how many providers"),
        day("first_on", "First", "the day the first purchase was placed"),
        day("last_on", "Last", "the day the last purchase was placed"),
        count("minutes", "Minutes", "minutes that practitioners worked for the child").totalled(),
        count("needs", "Needs", "needs of the child's plan").totalled(),
        count("needs_met", "Met", "needs about which something was done, by their newest mark").totalled(),
        count("scores", "Scores", "scores that were recorded").totalled(),
        day("first_score_on", "First score", "the day of the first score"),
        day("last_score_on", "Last score", "the day of the last score"),
    ],
    &[Param::Child, Param::Practitioner],
    "no child is registered",
);
