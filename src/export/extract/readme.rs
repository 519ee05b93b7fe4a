//! The extract in plain words, for whoever opens the folder.

use std::fmt::Write as _;

use super::fill::Names;
use super::table::Table;
use domain::correction::CorrectedSince;
use domain::{Code, FactKind, Text};
use evaluate::Settings;
use evaluate::extract::Withheld;

/// Writes README.txt: CRLF, so that every editor shows it in lines.
pub fn text(
    names: &Names,
    recipient: &Text,
    (settings, withheld): (&Settings, Withheld),
    tables: &[Table<'_>],
) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write!(
        out,
        "Extract for evaluation: {} ({}), for {recipient}\n\
         What the ledger held up to {}.\n\n",
        names.pilot, names.authority, names.as_at
    );
    for table in tables {
        let rows = if table.rows == 1 { "row" } else { "rows" };
        let _ = writeln!(out, "{}: {} {rows}. {}", table.file(), table.rows, table.spec.meaning);
    }
    let _ = write!(
        out,
        "\ndatapackage.json says what each column is, for programs; bhlp report --describe says it for people.\n\
         The tables are CSV (RFC 4180, UTF-8) with a header. Sums are pounds, such as 1255.00. Nothing between\n\
         two commas is not known, or there is none; what is known but withheld is named in the last\n\
         column, `withheld`.\n\n\
         Who is who. Each child has a pseudonym, such as c-0123456789abcdef. It is the same in every extract that\n\
         this pilot makes for {recipient}, and another in extracts for others. That does not prevent anybody from joining the\n\
         files of two recipients: whoever has both can lay them side by side, for the scores, weeks and sums in\n\
         them are the same. The agreement under which this extract is handed over must forbid passing it on. Rows\n\
         are in the order of the pseudonyms, which follows the order of nothing else.\n\n\
         Days are counted from the child's own baseline: the day its budget opened; without a budget the day of\n\
         its first score; without one the day of its common assessment. They are cut down to whole weeks, those of\n\
         purchases to quarters of a year.\n\n\
         No child is to be identified. Areas with few children are put together, ages are bands, sums are means of\n\
         groups, and what would still leave fewer than {} children who could be the one of whom somebody knows\n\
         area, age, sex and a purchase, how it was chosen and how long it took, is withheld.\n\
         Names, references, birthdays, free text, providers and\n\
         practitioners are not in here. Do not try to find out who a child is, and put the tables beside\n\
         nothing that names children.\n\n",
        settings.disclosure.candidates
    );
    let _ = write!(
        out,
        "Of {} children withheld: area {}, age band {}, sex {}, cohort {}, ethnic group {}, need {}, level of\n\
         need {}; {} areas put together. Of {} purchases withheld: day {}, category {}; {}\n\
         left out. Of children, answers to questions about choice {}, waits over a span {}.\n\n\
         Sums by category are short of the truth: of {} pounds in purchases.csv {} stand without a category.\n\n",
        withheld.children,
        withheld.area,
        withheld.age,
        withheld.sex,
        withheld.cohort,
        withheld.ethnic_group,
        withheld.need,
        withheld.need_level,
        withheld.areas_merged,
        withheld.purchases,
        withheld.day,
        withheld.category,
        withheld.left_out,
        withheld.choices,
        withheld.waits,
        withheld.bought,
        withheld.without_category,
    );
    if withheld.not_used > 0 {
        let _ = write!(
            out,
            "Children that are in no table: {}: the family withdrew its agreement or the permission to share with the\n\
             evaluation, or objected.\n\n",
            withheld.not_used
        );
    }
    out.push_str(
        "manifest.json says from where in the ledger's audit trail the extract was made, with which choices, and\n\
         lists each file with its rows and SHA-256. To check that nothing was changed: bhlp verify FOLDER\n",
    );
    out.replace('\n', "\r\n")
}

/// Says of which children what the extract before said was corrected since, and in which tables.
pub fn corrected(since: &CorrectedSince, references: &[Code], pseudonyms: &[String]) -> String {
    let mut out = String::new();
    if since.of.is_empty() {
        let _ = writeln!(out, "\nNothing was corrected of what the extract up to {} said.", since.as_at);
    } else {
        let _ = writeln!(
            out,
            "\nWhat the extract up to {} said was corrected since: take the rows of these children from this one.",
            since.as_at
        );
    }
    for (kind, children) in &since.of {
        let mut who: Vec<&str> = references
            .iter()
            .zip(pseudonyms)
            .filter(|(reference, _)| children.contains(reference))
            .map(|(_, pseudonym)| pseudonym.as_str())
            .collect();
        who.sort_unstable();
        let _ = writeln!(out, "  {}: {}", tables_of(*kind), who.join(" "));
    }
    out.replace('\n', "\r\n")
}

/// Which tables say something of a kind of fact.
const fn tables_of(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Score => "outcomes.csv, changes.csv, summary.csv",
        FactKind::Time => "time.csv, summary.csv",
        FactKind::Delivery => "purchases.csv, waits.csv",
        FactKind::Need | FactKind::Mark => "needs.csv",
        FactKind::Agreement
        | FactKind::Compact
        | FactKind::Consent
        | FactKind::Happening
        | FactKind::Member
        | FactKind::Review
        | FactKind::Receipt => "no table",
    }
}
