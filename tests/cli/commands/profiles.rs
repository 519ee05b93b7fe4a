//! Profiles of CSV statements: list, show, and one made for a bank that is not known.

use std::fs;

use super::desk::{Desk, text};

const STATEMENT: &str =
    "Posted,Payee,Out,In\n14/07/2006,Anytown Shoes,34.99,\n15/07/2006,Grant,,\"1,250.00\"\n";

#[test]
fn a_profile_is_made_shown_and_used() {
    let desk = Desk::new();
    fs::write(desk.dir.path().join("bank.csv"), STATEMENT).unwrap();
    let made = desk.bhlp("statement profile new bank.csv --name my-bank --to my-bank.toml").output();
    assert_eq!(made.status.code(), Some(0));
    assert_eq!(
        text(&made.stderr),
        "profile written to my-bank.toml; next: bhlp statement import bank.csv --profile my-bank.toml --account bank:NAME\n"
    );
    assert_eq!(
        text(&made.stdout),
        "\
Column    Holds      Because
1 Posted  the day    its values are days written DD/MM/YYYY; `14/07/2006` tells which number is the month
2 Payee   the text   by its name
3 Out     money out  by its name
4 In      money in   by its name

It would be read as 2 lines, from 2006-07-14 to 2006-07-15: in £1,250.00, out £34.99.

Line  Day                In     Out  Text           Reference  Account
   2  2006-07-14             £34.99  Anytown Shoes
   3  2006-07-15  £1,250.00          Grant
"
    );
    let written = fs::read_to_string(desk.dir.path().join("my-bank.toml")).unwrap();
    let shown = desk.bhlp("statement profile show my-bank.toml").output();
    assert_eq!(text(&shown.stdout), written);
    let again = desk.bhlp("statement profile new bank.csv --to my-bank.toml");
    again
        .stderr(
            "error[FILE_EXISTS]: my-bank.toml: it is there already; nothing is ever overwritten\n\
             hint: choose another name\n",
        )
        .code(4);
    let taken = desk.bhlp("statement import bank.csv --profile my-bank.toml --account bank:main").output();
    let said = text(&taken.stdout);
    assert!(said.starts_with("bank.csv (csv:my-bank): statement "), "{said}{}", text(&taken.stderr));
}

#[test]
fn an_unknown_bank_is_led_to_a_profile() {
    let desk = Desk::new();
    fs::write(desk.dir.path().join("bank.csv"), STATEMENT).unwrap();
    let said = desk.bhlp("statement import bank.csv --account bank:main").output();
    assert_eq!(said.status.code(), Some(4));
    assert_eq!(
        text(&said.stderr),
        "error[STATEMENT_LAYOUT_UNKNOWN]: bank.csv: no built-in profile fits it; it has 4 values: \
         Posted | Payee | Out | In\n\
         hint: make a profile for it: bhlp statement profile new bank.csv --to PROFILE.toml\n\
         nothing was recorded\n"
    );
    let said = desk.bhlp("statement profile show lloydss").output();
    assert_eq!(said.status.code(), Some(4));
    assert!(text(&said.stderr).starts_with(
        "error[STATEMENT_PROFILE_UNKNOWN]: lloydss: no built-in profile has this name; did you mean `lloyds`?\n"
    ));
    fs::write(desk.dir.path().join("bad.toml"), "name = \"bad\"\ntitle = \"Bad\"\n").unwrap();
    let said = desk.bhlp("statement import bank.csv --profile bad.toml").output();
    assert_eq!(said.status.code(), Some(1));
    assert!(text(&said.stderr).contains("\n  line 1: [PROFILE_KEY_MISSING] `columns` is needed and missing"));
}

#[test]
fn profiles_are_listed_in_every_format() {
    let desk = Desk::bare();
    let first = |format: &str| {
        let listed = desk.bhlp(&format!("statement profile list --format {format}")).output();
        text(&listed.stdout).lines().take(2).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(
        first("table"),
        ["Profile         Bank or card company", "lloyds          Lloyds commercial banking"]
    );
    assert_eq!(first("csv"), ["profile,title", "lloyds,Lloyds commercial banking"]);
    assert_eq!(first("plain")[0], "lloyds: Lloyds commercial banking");
    assert!(first("json")[0].starts_with("[{\"profile\":\"lloyds\","));
}
