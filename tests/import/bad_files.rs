//! Files that cannot be used at all: each with its own code, and all of what is said.

use super::world::World;

const HEADER: &str = "practitioner,name,profession,agency,sign_off_limit,role\n";
const NOTHING: &str = "nothing was recorded\n";
const SAVE_AS: &str = "hint: save it from the spreadsheet as \"CSV UTF-8 (comma delimited)\"";

fn run_import(bytes: &[u8]) -> (i32, String, String) {
    let world = World::new();
    let before = world.dump();
    world.write("people.csv", bytes);
    let said = world.bhlp(&["import", "practitioners", "people.csv"]);
    assert!(world.dump() == before);
    said
}

fn refused(bytes: impl AsRef<[u8]>, wanted: &str) {
    let (code, out, err) = run_import(bytes.as_ref());
    assert_eq!((code, out.as_str(), err), (4, "", format!("{wanted}{NOTHING}")));
}

#[test]
fn an_empty_file_with_or_without_a_mark() {
    for bytes in ["", "\u{feff}", "\n\n"] {
        refused(bytes, "error[FILE_EMPTY]: people.csv: it is empty; a header row is wanted\n");
    }
}

#[test]
fn a_header_and_nothing_else() {
    for rows in ["", "\r\n", "  \n"] {
        let (code, out, err) = run_import(format!("{HEADER}{rows}").as_bytes());
        assert_eq!(
            (code, out.as_str(), err.as_str()),
            (0, "practitioners: 0 new, 0 already in the ledger\n", "")
        );
    }
}

#[test]
fn semicolons_and_tabs_between_the_values() {
    for (mark, what, line) in [(";", "semicolons", "sep=;"), ("\t", "tabs", "sep= and a tab")] {
        refused(
            HEADER.replace(',', mark) + "x\n",
            &format!(
                "error[SEPARATOR_NOT_COMMA]: people.csv: its values are separated by {what}; commas are wanted\n{SAVE_AS}, or put \
                 a line above all others: {line}\n"
            ),
        );
    }
}

#[test]
fn what_is_no_text_is_told_for_what_it_is() {
    let again = format!("{SAVE_AS}\n");
    let broken: Vec<u8> = [0xff, 0xfe].into_iter().chain(*b"a\0b").collect();
    for (bytes, what) in [
        (broken.as_slice(), "it says that it is UTF-16, and is not"),
        (b"%PDF-1.4 \xff", "it is a PDF, not text"),
    ] {
        refused(bytes, &format!("error[FILE_NOT_TEXT]: people.csv: {what}\n{again}"));
    }
    let mixed: Vec<u8> =
        [HEADER.as_bytes(), "LP1,Zoë,a,b,1,manager\nLP2,Zo".as_bytes(), b"\xeb,a,b,1,manager\n"].concat();
    refused(
        mixed,
        "error[FILE_MIXED_ENCODING]: people.csv: it has letters in two encodings: line 2 has one of UTF-8, line 3 has \
         one of Windows-1252\nhint: save it once more as UTF-8, and see that the letters on those lines are right\n",
    );
}

#[test]
fn columns_doubled_unknown_and_missing_are_all_told() {
    refused(
        "practitioner,Name,name,name,profession,agncy,sign_off_limit,role,colour\nx\n",
        "error[COLUMN_DOUBLED]: people.csv: it has `name` more than once\n\
         error[COLUMN_UNKNOWN]: people.csv: nothing is known of `agncy` (did you mean `agency`?), `colour`\n\
         error[COLUMN_MISSING]: people.csv: it has no column `agency`\n\
         hint: its columns are: practitioner, name, profession, agency, sign_off_limit, role, joined_on\n",
    );
}

#[test]
fn files_and_folders_that_are_not_there_or_the_other() {
    let world = World::new();
    std::fs::create_dir(world.path().join("empty")).unwrap();
    world.write("one.csv", "colour,size\n");
    let kind = "hint: name a folder, or a kind and a file: bhlp import purchases FILE\n";
    let cases: [(&[&str], &str); 5] = [
        (
            &["time", "gone.csv"],
            "error[FILE_MISSING]: gone.csv: there is no such file\nhint: check its name and folder\n",
        ),
        (
            &["time", "empty"],
            "error[FILE_IS_FOLDER]: empty: it is a folder, not a file\n\
             hint: name a file; a folder is imported without a kind: bhlp import FOLDER\n",
        ),
        (&["gone"], &format!("error[FOLDER_MISSING]: gone: there is no such folder\n{kind}")),
        (
            &["one.csv"],
            &format!(
                "error[NOT_A_FOLDER]: one.csv: it is a file, not a folder, and its headings are those of no kind\n{kind}"
            ),
        ),
        (
            &["empty"],
            &format!(
                "error[FOLDER_HAS_NO_FILES]: empty: none of the files in it is one of practitioners.csv, \
                 providers.csv, funds.csv, pools.csv, contributions.csv, children.csv, families.csv, budgets.csv, agreements.csv, purchases.csv, holdings.csv, refunds.csv, costs.csv, outcomes.csv, time.csv, happenings.csv, consents.csv, targets.csv, actuals.csv, by its name or its headings\n{kind}"
            ),
        ),
    ];
    for (args, wanted) in cases {
        let all: Vec<&str> = ["import"].iter().chain(args).copied().collect();
        assert_eq!(world.bhlp(&all), (4, String::new(), format!("{wanted}{NOTHING}")));
    }
    let unknown = "error[KIND_UNKNOWN]: `people` is not a kind of file; it is one of: practitioners, providers, \
                   funds, pools, contributions, children, families, budgets, agreements, purchases, holdings, refunds, costs, outcomes, time, happenings, consents, targets, actuals\n";
    assert_eq!(world.bhlp(&["import", "people", "one.csv"]), (2, String::new(), unknown.into()));
}

#[test]
#[cfg(unix)]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::new();
    let path = world.write("secret.csv", HEADER);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::File::open(&path).is_ok() {
        return; // Nothing is kept from an all-mighty user.
    }
    let wanted = "error[FILE_UNREADABLE]: secret.csv: it cannot be read: Permission denied (os error 13)\n";
    let said = world.bhlp(&["import", "practitioners", "secret.csv"]);
    assert_eq!(said, (4, String::new(), format!("{wanted}{NOTHING}")));
}

#[test]
fn a_pilot_whose_first_file_is_broken_is_still_checked_for_form() {
    let world = World::new();
    let folder = world.path().join("pilot");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("practitioners.csv"), "").unwrap();
    std::fs::write(
        folder.join("time.csv"),
        "practitioner,child_ref,on,minutes,activity\nLP1,C-1,2006-13-1,x,visit\n",
    )
    .unwrap();
    let (code, out, err) = world.bhlp(&["import", "pilot"]);
    assert_eq!((code, out.as_str()), (4, ""));
    assert_eq!(
        err,
        "error[FILE_EMPTY]: pilot/practitioners.csv: it is empty; a header row is wanted\n\
         error[BAD_ROWS]: pilot/time.csv: 1 of 1 rows cannot be taken\n  \
         line 2, column on: [DATE_INVALID] `2006-13-1` is not a day; write year-month-day, such as 2006-09-01 | 2006-13-1\n  \
         line 2, column minutes: [NUMBER_INVALID] `x` is not a whole number | x\n\
         hint: correct the file and import it again: rows taken before change nothing\n\
         nothing was recorded\n"
    );
}
