//! What shows that money was well used: receipts, deliveries, prices, and how providers did.

use super::shared::{BUYER, COMMISSION, ITEM, PLACED_ON, PROVIDER};
use super::spending::CHILD;
use crate::{Layout, Report, Subject};
use store::{Param, Query};
use table::Column;
use table::column::{count, day, instant, money, percent, text, units};

const CODE: Column = text("provider", "Code", "the provider's code");
const NAME: Column = text("name", "Provider", "the provider's name");

/// A report of this file.
const fn supply(
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

/// Deliveries against orders.
pub static DELIVERIES: Report = supply(
    Query::Deliveries,
    "Deliveries by provider",
    "How providers deliver against what was ordered: on time, late, short. A purchase in one step is delivered on \
     its day, an order of which no delivery was recorded on the day of its first invoice",
    &[
        CODE,
        NAME,
        count("orders", "Orders", "orders and purchases that hold or have spent money").totalled(),
        count("delivered", "Delivered", "those of them that are complete").totalled(),
        count("dated", "With a date", "those delivered that were needed by a day").totalled(),
        count("on_time", "On time", "those delivered by that day").totalled(),
        percent("on_time_share", "Share", "on time in percent of those with a date, rounded down"),
        count("late_days", "Days late", "of those late, the median number of days; of two middles the lower"),
        count("short", "Short", "those complete with fewer units than were ordered").totalled(),
        count("overdue", "Overdue", "those not complete though the day they were needed has passed")
            .totalled(),
    ],
    &[Param::Practitioner, Param::Provider, Param::Category, Param::Since, Param::Until],
    "nothing has been bought or ordered",
);

/// What is still to come.
pub static DELIVERIES_OPEN: Report = supply(
    Query::DeliveriesOpen,
    "Deliveries that are still to come",
    "What was ordered and has not come, or not all of it; what is needed first comes first",
    &[
        COMMISSION,
        PLACED_ON,
        day("needed_on", "Needed", "the day the child needs it"),
        count("days_over", "Days over", "days since that day; negative: days until then"),
        CHILD,
        ITEM,
        PROVIDER,
        BUYER,
        units("ordered", "Ordered", "how many units were ordered"),
        units("units", "Came", "how many units have come"),
    ],
    &[Param::Child, Param::Practitioner, Param::Provider],
    "nothing is still to come",
);

/// What came.
pub static DELIVERIES_MADE: Report = supply(
    Query::DeliveriesMade,
    "Deliveries",
    "What came of orders, as it was recorded",
    &[
        count("delivery", "Delivery", "the delivery's number"),
        COMMISSION,
        day("delivered_on", "Day", "the day it came"),
        CHILD,
        ITEM,
        PROVIDER,
        units("units", "Units", "how many units came"),
        text("part", "Part", "`complete` or `partly`"),
        text("recorded_by", "By", "who recorded it"),
    ],
    &[Param::Child, Param::Provider],
    "no delivery is recorded",
);

/// Prices of a unit.
pub static UNIT_PRICES: Report = supply(
    Query::UnitPrices,
    "Unit prices",
    "What a unit cost by category and provider, quarter by quarter, where the price of a unit is known",
    &[
        text("category", "Category", "the category's code"),
        CODE,
        NAME,
        text("quarter", "Quarter", "quarter of the calendar year in which it was ordered"),
        count("orders", "Orders", "how many orders and purchases the prices are of"),
        money("median", "Median", "the middle price of a unit; of two middles their mean, half a penny up"),
        money("lowest", "Lowest", "the lowest price of a unit"),
    ],
    &[Param::Provider, Param::Category, Param::Since, Param::Until],
    "no price of a unit is known",
);

/// Tariffs.
pub static TARIFFS: Report = supply(
    Query::Tariffs,
    "Tariffs",
    "Orders of which a part is paid only when an outcome is recorded in time",
    &[
        COMMISSION,
        PLACED_ON,
        CHILD,
        ITEM,
        PROVIDER,
        money("amount", "Price", "the whole price, with VAT, all of it reserved"),
        money("base", "Base", "what is paid in any case, with VAT"),
        money("part", "Part", "what depends on the outcome, before its weight"),
        units("weight", "Weight", "the weight for difficulty"),
        money("held", "Held", "the part times its weight, to the penny, half a penny up"),
        text("outcome", "If", "the score to be reached"),
        text("informant", "Told by", "who has to tell it; empty: anybody"),
        day("due_on", "By", "the last day on which it counts"),
        day("earned_on", "Reached", "the first day in time on which it was reached"),
        money("invoiced", "Billed", "what was billed so far, with VAT"),
        text(
            "state",
            "State",
            "`waiting`; `due`: the day has passed; `earned`; `lapsed`; `ended`: the order was closed before; as it is now",
        ),
    ],
    &[Param::Child, Param::Provider],
    "nothing depends on an outcome",
);

/// Steps with providers.
pub static PROVIDER_STEPS: Report = supply(
    Query::ProviderSteps,
    "Steps with providers",
    "The steps taken with providers that do badly, and whether they stop new orders",
    &[
        count("step_number", "No.", "the step's number"),
        CODE,
        NAME,
        text(
            "step",
            "Step",
            "`notice`, `improvement_plan`, `suspended`, `contracted_elsewhere` or `restored`",
        ),
        day("from_on", "From", "the first day it holds"),
        day("review_on", "Review", "the day it is looked at again"),
        text("new_orders", "New orders", "`stopped` or `go on`"),
        text("reason", "Why", "why it was taken"),
        text("recorded_by", "By", "who recorded it"),
    ],
    &[Param::Provider],
    "no step was taken with a provider",
);

/// Receipts.
pub static RECEIPTS: Report = supply(
    Query::Receipts,
    "Receipts",
    "What purchases can show for themselves: a file, or the reason why there is none",
    &[
        count("receipt", "Receipt", "the receipt's number"),
        COMMISSION,
        PLACED_ON,
        CHILD,
        ITEM,
        PROVIDER,
        text("name", "File", "the file's own name"),
        count("size", "Bytes", "the file's size"),
        text("place", "Where", "where the file is"),
        text("reason", "Why none", "why there is no receipt"),
        text("recorded_by", "By", "who recorded it"),
        instant("recorded_at", "Recorded", "when it was recorded"),
        text("sha256", "SHA-256", "the hash of the file").in_data(),
    ],
    &[Param::Child],
    "no receipt is recorded",
);

/// Purchases without a receipt.
pub static RECEIPTS_MISSING: Report = supply(
    Query::ReceiptsMissing,
    "Receipts that are missing",
    "Purchases above the policy's evidence threshold without a receipt or a reason; without a threshold, every purchase",
    &[
        COMMISSION,
        PLACED_ON,
        count("age_days", "Age", "days since it was placed"),
        CHILD,
        ITEM,
        PROVIDER,
        BUYER,
        money("invoiced", "Billed", "what it cost, with VAT").totalled(),
        money("threshold", "Needed above", "the threshold of the policy of its day; empty: there was none"),
    ],
    &[Param::Child, Param::Practitioner, Param::Since, Param::Until],
    "no receipt is missing",
);
