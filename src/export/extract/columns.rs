//! The columns of every table: what is written, what `datapackage.json` says of it, and the dictionary.

use super::table::{Refers, Spec, WITHHELD};
use domain::{Arm, Better, Cohort, Domain, NeedMark, Sex, Unmet};
use table::{Column, Kind, markdown};

const fn column(name: &'static str, kind: Kind, meaning: &'static str) -> Column {
    Column::data(name, kind, meaning).required()
}

const fn perhaps(mut column: Column) -> Column {
    column.required = false;
    column
}

const fn days(name: &'static str, meaning: &'static str) -> Column {
    column(name, Kind::Count, meaning).of("days")
}

const fn money(name: &'static str, meaning: &'static str) -> Column {
    column(name, Kind::Money, meaning).of("GBP")
}

const fn points(name: &'static str, meaning: &'static str) -> Column {
    column(name, Kind::Number, meaning).of("points")
}

const fn count(name: &'static str, meaning: &'static str) -> Column {
    column(name, Kind::Count, meaning).within(Some(0), None)
}

const fn ordinal(name: &'static str, meaning: &'static str) -> Column {
    column(name, Kind::Count, meaning).within(Some(1), None)
}

const fn level(name: &'static str, most: i64, meaning: &'static str) -> Column {
    perhaps(column(name, Kind::Count, meaning).within(Some(1), Some(most)))
}

const fn choice(name: &'static str, words: &'static [&'static str], meaning: &'static str) -> Column {
    column(name, Kind::Choice(words), meaning)
}

const fn text(name: &'static str, meaning: &'static str) -> Column {
    column(name, Kind::Text, meaning)
}

const CHILD: Column = column("child", Kind::Pseudonym, "the child's pseudonym");
const OF_CHILD: Refers = Refers { column: "child", table: "children", to: "child" };
const OF_CATEGORY: Refers = Refers { column: "category", table: "categories", to: "category" };
const OF_MEASURE: Refers = Refers { column: "measure", table: "measures", to: "measure" };
const ARM: Column = choice("arm", Arm::WORDS, "`budget`: may have one; `comparison`: observed without one");
const LEFT_OUT: Column =
    perhaps(text(WITHHELD, "the columns of this row that are known and withheld, with spaces between"));
const ANSWERS: &[&str] = &[
    "0",
    "1",
    "2",
    "3",
    "4+",
    "family",
    "child",
    "professional",
    "home",
    "school",
    "childrens_centre",
    "other",
    "added",
    "replaced",
    "not_said",
];
const DAYS: &[&str] = &["0 to 3", "4 to 7", "8 to 14", "15 to 28", "29+", "not_yet", "not_said"];
const ETHNIC: &[&str] = &["white", "mixed", "asian", "black", "chinese", "other"];

pub const CHILDREN: Spec = Spec {
    name: "children",
    title: "Children",
    meaning: "A row for each child of either arm, as far as it can be given without identifying one.",
    columns: &[
        CHILD,
        ARM,
        perhaps(choice("cohort", Cohort::WORDS, "the group of children it belongs to")),
        perhaps(text("age_band", "its age in years at its baseline: `5-10`, `16+`")),
        perhaps(choice("sex", Sex::WORDS, "as the authority recorded it; `U`: not stated")),
        perhaps(choice("ethnic_group", ETHNIC, "the broad group that the code of the school census is of")),
        perhaps(text("area", "where it lives; `other` puts together areas with few children")),
        perhaps(text("need", "its main need: a code of the children in need census, `N1` to `N9`")),
        level("need_level", 4, "how much it needs, 4 the most"),
        LEFT_OUT,
    ],
    key: &["child"],
    refers: &[],
};

pub const BUDGETS: Spec = Spec {
    name: "budgets",
    title: "Budgets",
    meaning: "A row for each child's budget. Sums are means of groups of children with sums near each other.",
    columns: &[
        CHILD,
        level("outcome", 5, "the Every Child Matters outcome it opened for, 1 to 5"),
        money("allocated", "what was given"),
        money("committed", "what is promised and not yet spent, net of recoverable VAT"),
        money("spent", "what was spent, net of recoverable VAT, on the day it was received"),
        perhaps(days("closed", "days from the baseline to its end; empty while it is open")),
    ],
    key: &["child"],
    refers: &[OF_CHILD],
};

/// What was bought.
pub const PURCHASES: Spec = Spec {
    name: "purchases",
    title: "Purchases",
    meaning: "A row for each purchase or commission that stands. What it was, from whom, how it was chosen and how \
              long it took are left out: `choices.csv` and `waits.csv` count these for each child. Sums by \
              category are short of the truth by what stands without a category.",
    columns: &[
        CHILD,
        ordinal("purchase", "tells the child's purchases apart: 1, 2, 3"),
        perhaps(text("category", "what kind of thing")),
        perhaps(money("amount", "what was spent or is promised, net: the mean of a group of purchases")),
        perhaps(days(
            "commissioned",
            "days from the baseline to the commission, in quarters of a year: 0, 91, 182",
        )),
        LEFT_OUT,
    ],
    key: &["child", "purchase"],
    refers: &[OF_CHILD, OF_CATEGORY],
};

/// What they needed.
pub const NEEDS: Spec = Spec {
    name: "needs",
    title: "Needs",
    meaning: "A row for each need that was recorded. Its words are left out.",
    columns: &[
        CHILD,
        ordinal("need", "tells the child's needs apart: 1, 2, 3"),
        perhaps(choice("domain", Domain::WORDS, "the part of the common assessment")),
        level("outcome", 5, "the Every Child Matters outcome it serves, 1 to 5"),
        perhaps(money("likely", "what was likely to be spent on it, to the nearest ten pounds")),
        perhaps(choice("mark", NeedMark::WORDS, "what became of it")),
        perhaps(choice("unmet", Unmet::WORDS, "why nothing could be done about it")),
        perhaps(column("reached", Kind::Yes, "whether the score hoped for was reached by its day")),
    ],
    key: &["child", "need"],
    refers: &[OF_CHILD],
};

/// How it was chosen.
pub(super) const CHOICES: Spec = Spec {
    name: "choices",
    title: "Choices",
    meaning: "How often a child's purchases have an answer to a question about choice. Nothing leads from an \
              answer to a purchase or to another answer. Of a child with purchases and no row for a question \
              the answers to it are withheld.",
    columns: &[
        CHILD,
        choice(
            "question",
            &["options", "chosen_by", "delivered_to", "mainstream"],
            "`options`: how many were looked at; `chosen_by`: who chose; `delivered_to`: where it is delivered; `mainstream`: whether it adds to a \
             mainstream service or replaces it",
        ),
        choice("answer", ANSWERS, "the answer; `not_said`: nobody said"),
        ordinal("purchases", "how many of the child's purchases have it"),
    ],
    key: &["child", "question", "answer"],
    refers: &[OF_CHILD],
};

/// How long they waited.
pub(super) const WAITS: Spec = Spec {
    name: "waits",
    title: "Waits",
    meaning: "How many of a child's purchases took about so long. Nothing leads from a wait to a purchase or to \
              another wait. Of a child with purchases and no row for a span the waits are withheld.",
    columns: &[
        CHILD,
        choice(
            "span",
            &["to_commission", "to_delivery", "mainstream"],
            "`to_commission`: from when it was asked for or needed to the commission; `to_delivery`: from the commission \
             until it came; `mainstream`: what the mainstream service would have taken, as somebody said",
        ),
        choice("days", DAYS, "how many days; `not_yet`: it has not come; `not_said`: nobody said"),
        ordinal("purchases", "how many of the child's purchases took so long"),
    ],
    key: &["child", "span", "days"],
    refers: &[OF_CHILD],
};

/// Work for them.
pub const TIME: Spec = Spec {
    name: "time",
    title: "Time",
    meaning: "A row for each piece of work for a child. Who worked is left out.",
    columns: &[
        CHILD,
        ordinal("session", "tells the child's rows apart: 1, 2, 3"),
        days("day", "days from the baseline, in whole weeks"),
        count("minutes", "how long, in quarters of an hour").of("minutes"),
    ],
    key: &["child", "session"],
    refers: &[OF_CHILD],
};

/// Their scores.
pub const OUTCOMES: Spec = Spec {
    name: "outcomes",
    title: "Outcomes",
    meaning: "A row for each score. Scores only: nothing an instrument asks is in here.",
    columns: &[
        CHILD,
        ordinal("score_number", "tells the child's scores apart: 1, 2, 3"),
        text("measure", "on which scale"),
        count("item", "which of the child's goals or parts: 1, 2, 3; 0: the scale has none"),
        text("informant", "who reported it: carer, child, teacher; `other`: an informant for few children"),
        days("day", "days from the baseline, in whole weeks; negative before it"),
        points("score", "the score"),
    ],
    key: &["child", "score_number"],
    refers: &[OF_CHILD, OF_MEASURE],
};

/// How they changed.
pub(super) const CHANGES: Spec = Spec {
    name: "changes",
    title: "Changes",
    meaning: "A row for each child and measure with two scores that can be compared: same instrument, same \
              informant, and for goals the mean of the child's goals.",
    columns: &[
        CHILD,
        text("measure", "on which scale"),
        ordinal("items", "of how many goals or parts it is the mean"),
        points("first", "the first score"),
        points("last", "the last score"),
        points("improvement", "the change; positive is better, whichever way the scale runs"),
    ],
    key: &["child", "measure"],
    refers: &[OF_CHILD, OF_MEASURE],
};

/// A row for each child.
pub(super) const SUMMARY: Spec = Spec {
    name: "summary",
    title: "Summary",
    meaning: "A row for each child. Sums and minutes are means of groups of children with sums near each other.",
    columns: &[
        CHILD,
        ARM,
        money("allocated", "what was given"),
        money("committed", "what is promised and not yet spent, net of recoverable VAT"),
        money("spent", "what was spent, net of recoverable VAT, on the day it was received"),
        count("minutes", "how long was worked for it").of("minutes"),
        count("purchases", "how many purchases and commissions stand"),
        perhaps(days(
            "wait",
            "the median of its days from asking to getting, as the mean of a group of children with medians near \
             each other; empty: fewer than three purchases came",
        )),
    ],
    key: &["child"],
    refers: &[OF_CHILD],
};

/// The scales.
pub const MEASURES: Spec = Spec {
    name: "measures",
    title: "Measures",
    meaning: "A row for each scale of the outcomes. Only extracts with the same scales are put together.",
    columns: &[
        text("measure", "its code"),
        text("label", "its name"),
        points("lowest", "its lowest score"),
        points("highest", "its highest score"),
        choice("better", Better::WORDS, "which way is better"),
    ],
    key: &["measure"],
    refers: &[],
};

/// The kinds of things.
pub const CATEGORIES: Spec = Spec {
    name: "categories",
    title: "Categories",
    meaning: "A row for each kind of thing that can be bought.",
    columns: &[text("category", "its code"), text("label", "its name")],
    key: &["category"],
    refers: &[],
};

/// Every table, in the order of the package.
pub const ALL: [&Spec; 12] = [
    &CHILDREN,
    &BUDGETS,
    &PURCHASES,
    &CHOICES,
    &NEEDS,
    &WAITS,
    &TIME,
    &OUTCOMES,
    &CHANGES,
    &SUMMARY,
    &MEASURES,
    &CATEGORIES,
];

/// Describes every table and column in Markdown.
pub fn dictionary() -> String {
    let mut out = "# What an extract for evaluators contains\n".to_owned();
    for Spec { name, meaning, key, columns, refers, .. } in ALL {
        let row = |column: &Column| {
            let to = refers.iter().find(|refers| refers.column == column.name);
            let to = to.map_or(String::new(), |to| format!(" (of `{}.csv`)", to.table));
            let empty = if column.required { "" } else { "; may be empty" };
            let (holds, means) = (format!("{}{empty}", column.form()), format!("{}{to}", column.meaning));
            [column.name.to_owned(), holds, column.unit.to_owned(), means]
        };
        let heads = ["column", "holds", "unit", "means"];
        let (key, told) = (key.join("`, `"), markdown::table(heads, columns.iter().map(row)));
        out.push_str(&format!("\n## {name}.csv\n\n{meaning} Key: `{key}`.\n\n{told}"));
    }
    out
}
