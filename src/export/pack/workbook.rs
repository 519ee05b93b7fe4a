//! The pack as one workbook: the journals, every sheet, the sums and the months up to this one.

use super::columns::JOURNAL;
use super::journal::UploadJournal;
use super::month::Pack;
use crate::workbook::{Sum, WorkbookContents, workbook};
use domain::Pence;
use domain::upload::JournalKind;
use store::pack::MonthMoved;
use table::{Sheet, Value};

/// Its name in the pack.
pub(super) const FILE: &str = "month.xlsx";

/// The rows of a worksheet, less its header and its totals.
const MOST_ROWS: usize = 1_048_574;

const SUMS: [Sum; 6] = [
    Sum { name: "Handed to the council's ledger", file: "journal.csv", column: "debit" },
    Sum { name: "Committed", file: "commitments.csv", column: "committed" },
    Sum { name: "Owed to providers", file: "owed.csv", column: "owed" },
    Sum { name: "VAT recorded as recoverable", file: "vat.csv", column: "vat" },
    Sum { name: "Spent in the month, with the pilot's own cost", file: "funds.csv", column: "spent_month" },
    Sum { name: "Spent to date, with the pilot's own cost", file: "funds.csv", column: "spent_to_date" },
];

/// Writes the workbook; `None` where a sheet has more rows than a worksheet can have.
pub(super) fn bytes(pack: &Pack) -> Option<Vec<u8>> {
    let journals: Vec<Sheet> = pack.journals.iter().map(journal).collect();
    let sheets: Vec<&Sheet> = journals.iter().chain(&pack.sheets).collect();
    if sheets.iter().any(|sheet| sheet.rows.len() > MOST_ROWS) {
        return None;
    }
    let (facts, created) = match &pack.sign {
        Some(sign) => {
            let signed = format!("{} ({}) at {}", sign.name, sign.by, sign.at);
            (
                vec![("Signed off by", signed), ("Hash of the audit trail then", sign.head_hash.clone())],
                sign.at.clone(),
            )
        }
        // A draft has no moment of its own.
        None => {
            let open = "nobody: the month is still open, and this is a DRAFT".to_owned();
            (vec![("Signed off by", open)], pack.month.last().to_string())
        }
    };
    let contents = WorkbookContents {
        title: format!("{}: the month {}", pack.pilot.name, pack.month),
        created,
        facts,
        sums: SUMS.to_vec(),
        months: months(pack),
        sheets: &sheets,
    };
    Some(workbook(&contents).expect("titles are of the program, and rows have been counted"))
}

/// Every month from the pilot's first to this one, also those that brought nothing.
fn months(pack: &Pack) -> Vec<MonthMoved> {
    let first = Some(pack.pilot.starts_on.month());
    let all = std::iter::successors(first, |month| Some(month.next()).filter(|next| *next <= pack.month));
    let moved = |month| pack.months.iter().find(|moved| moved.month == month).copied();
    let nothing = |month| MonthMoved { month, budget: Pence::ZERO, spent: Pence::ZERO };
    all.map(|month| moved(month).unwrap_or_else(|| nothing(month))).collect()
}

/// A journal as a sheet: debits and credits apart, whatever the council's layout.
fn journal(journal: &UploadJournal) -> Sheet {
    let title = match journal.kind {
        JournalKind::Month => "Journal",
        JournalKind::Accrual => "Accruals",
        JournalKind::Reversal => "Reversal of accruals",
    };
    let rows = journal.lines.iter().map(|line| {
        let (debit, credit) = if line.pence < Pence::ZERO {
            (Value::Empty, Value::Money(-line.pence))
        } else {
            (Value::Money(line.pence), Value::Empty)
        };
        vec![
            journal.reference.as_str().into(),
            line.on.into(),
            line.coding.cost_centre.as_str().into(),
            line.coding.subjective.as_str().into(),
            debit,
            credit,
            line.narrative.as_str().into(),
            line.source.as_str().into(),
        ]
    });
    Sheet { file: journal.file, title, columns: JOURNAL, rows: rows.collect(), adds_up: true }
}
