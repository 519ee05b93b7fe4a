//! Names of things: unknown, mistyped, taken, malformed; and texts with anything in them.

use super::desk::Desk;

#[test]
fn an_unknown_name_is_told_with_what_may_have_been_meant() {
    let desk = Desk::new();
    let cases = [
        (
            "buy C-11 food 1 --from SHOP",
            "UNKNOWN_CHILD",
            "child `C-11`; did you mean `C-1`?\nhint: see who is registered: bhlp child list",
        ),
        (
            "buy X food 1 --from SHOP",
            "UNKNOWN_CHILD",
            "child `X`\nhint: see who is registered: bhlp child list",
        ),
        (
            "buy C-1 fod 1 --from SHOP",
            "UNKNOWN_CATEGORY",
            "category `fod`; did you mean `food`?\nhint: see the categories: bhlp category list; a new one: bhlp category add",
        ),
        (
            "buy C-1 food 1 --from SHO",
            "UNKNOWN_PROVIDER",
            "provider `SHO`; did you mean `SHOP`?\nhint: see what is registered: bhlp provider list",
        ),
        (
            "buy C-1 food 1 --from shoes",
            "UNKNOWN_PROVIDER",
            "provider `shoes`; did you mean `SHOP`?\nhint: see what is registered: bhlp provider list",
        ),
        (
            "buy C-1 food 1 --from splash",
            "UNKNOWN_PROVIDER",
            "provider `splash`; did you mean `Swim, \"Splash\" & =Co`?\n\
             hint: see what is registered: bhlp provider list",
        ),
        (
            "buy C-1 food 1 --from SHOP --for LP11",
            "UNKNOWN_PRACTITIONER",
            "practitioner `LP11`; did you mean `LP1`?\nhint: see who is registered: bhlp practitioner list",
        ),
        (
            "buy C-1 food 1 --from SHOP --card 9",
            "UNKNOWN_ACCOUNT",
            "account `card:9`\nhint: see them: bhlp account list; finance opens them: bhlp account open NAME",
        ),
        (
            "fund receive POL 1",
            "UNKNOWN_FUND",
            "fund `POL`; did you mean `POOL`?\nhint: see what is registered: bhlp fund list",
        ),
        (
            "outcome record C-1 gb 1 --informant child",
            "UNKNOWN_MEASURE",
            "measure `gb`; did you mean `gbo`?\nhint: see what is registered: bhlp measure list",
        ),
        (
            "invoice record 99 1",
            "UNKNOWN_COMMISSION",
            "commission `99`\nhint: see what is open: bhlp commission list --open",
        ),
        (
            "entry reverse 99 --reason x",
            "UNKNOWN_ENTRY",
            "entry `99`\nhint: see recent entries: bhlp entry list",
        ),
        // An event that is no entry cannot be undone either.
        (
            "entry reverse 4 --reason x",
            "UNKNOWN_ENTRY",
            "entry `4`\nhint: see recent entries: bhlp entry list",
        ),
        (
            "budget return C-1 1 --fund LAC",
            "UNKNOWN_FUND",
            "fund `LAC`; did you mean `POOL`?\nhint: see what is registered: bhlp fund list",
        ),
    ];
    for (line, code, message) in cases {
        desk.bhlp(line).refused(code, &format!("there is no {message}"));
    }
}

#[test]
fn a_name_that_is_taken_stays_whose_it_is() {
    let desk = Desk::new();
    let cases = [
        (
            "provider add SHOP --name Other --sector private",
            "provider `SHOP` is registered already\nhint: to change it: bhlp provider amend SHOP",
        ),
        (
            "practitioner add LP1 --name A --profession B --agency C",
            "practitioner `LP1` is registered already\nhint: to change it: bhlp practitioner amend LP1",
        ),
        (
            "child add C-1 --cohort looked_after --born 1999-03 --area A --need N1 --level 2 --lead LP1",
            "child `C-1` is registered already\nhint: to change it: bhlp child amend C-1",
        ),
        ("category add food --label Food", "category `food` is registered already\nhint: use another code"),
        (
            "measure add gbo --label G --lowest 0 --highest 1 --better higher",
            "measure `gbo` is registered already\nhint: use another code",
        ),
        (
            "fund add POOL --name P --contributor C",
            "fund `POOL` is registered already\nhint: use another code",
        ),
        ("account open bank:main", "account `bank:main` is registered already\nhint: use another code"),
    ];
    for (line, message) in cases {
        desk.bhlp(line).refused("REGISTERED_ALREADY", message);
    }
}

#[test]
fn a_code_has_plain_characters_only() {
    let desk = Desk::new();
    let cases = [
        ("'C 1'", "CODE_INVALID", "`C 1` has ` `; a code has letters, digits and - _ . / only"),
        ("=1+1", "CODE_INVALID", "`=1+1` has `=`; a code has letters, digits and - _ . / only"),
        ("Zoë", "CODE_INVALID", "`Zoë` has `ë`; a code has letters, digits and - _ . / only"),
        ("''", "FIELD_EMPTY", "it is empty"),
        ("'  '", "FIELD_EMPTY", "it is empty"),
        (
            "AAAAAAAAAABBBBBBBBBBCCCCCCCCCCDDDDDDDDDDE",
            "FIELD_TOO_LONG",
            "it is 41 characters long; at most 40 are kept",
        ),
        ("'a\u{1b}[31mb'", "FIELD_CONTROL_CHARACTER", "it has a control character (U+001B) at place 2"),
        ("'a\nb'", "FIELD_CONTROL_CHARACTER", "it has a control character (U+000A) at place 2"),
    ];
    for (typed, code, message) in cases {
        desk.bhlp(&format!("budget open {typed} 500")).fails(2, code, &format!("child: {message}"));
    }
}

/// Nothing that a terminal would act on is repeated to it.
#[test]
fn control_characters_are_not_echoed() {
    let desk = Desk::new();
    desk.bhlp("buy C-1 food '\u{1b}[31m' --from SHOP").fails(
        2,
        "AMOUNT_NOT_MONEY",
        "amount: `\\u{1b}[31m` is not an amount of money; write pounds and pence, such as 34.99",
    );
    desk.bhlp("buy C-1 food 1 --from SHOP --on '\u{1b}[31m'").fails(
        2,
        "DATE_INVALID",
        "--on: `\\u{1b}[31m` is not a day; write year-month-day, such as 2006-09-01",
    );
    desk.bhlp("buy C-1 food 1 --from 'a\u{7}b'").fails(
        2,
        "FIELD_CONTROL_CHARACTER",
        "--from: it has a control character (U+0007) at place 2",
    );
    desk.bhlp("buy C-1 food 1 --from SHOP --chosen-by '\u{1b}[31m'").fails(
        2,
        "WORD_UNKNOWN",
        "--chosen-by: `\\u{1b}[31m` is no chooser; it is one of: family, child, professional",
    );
}

#[test]
fn a_very_long_argument_is_refused_in_few_words() {
    let desk = Desk::new();
    let long = "x".repeat(100_000);
    let too_long = "it is 100000 characters long; at most 500 are kept";
    desk.bhlp(&format!("buy C-1 food 1 --from {long}")).fails(
        2,
        "FIELD_TOO_LONG",
        &format!("--from: {too_long}"),
    );
    desk.bhlp(&format!("buy C-1 food 1 --from SHOP --note {long}")).fails(
        2,
        "FIELD_TOO_LONG",
        &format!("--note: {too_long}"),
    );
    let quoted = "x".repeat(40);
    desk.bhlp(&format!("buy C-1 food {long} --from SHOP")).fails(
        2,
        "AMOUNT_NOT_MONEY",
        &format!("amount: `{quoted}...` is not an amount of money; write pounds and pence, such as 34.99"),
    );
    desk.bhlp(&format!("invoice record {long} 1")).fails(
        2,
        "NUMBER_INVALID",
        &format!("commission: `{quoted}...` is not a whole number, such as 12"),
    );
}

#[test]
fn names_may_have_commas_quotes_and_an_equals_sign() {
    let desk = Desk::new();
    desk.bhlp("provider add EQ --name '=SUM(A1), \"quoted\", O’Brien & Söhne' --sector private")
        .stdout("registered provider EQ (=SUM(A1), \"quoted\", O’Brien & Söhne)\n")
        .code(0);
    desk.bhlp("buy C-1 food 1 --from '=sum(A1), \"quoted\", O’Brien & Söhne' --what '=1+1'")
        .stdout(
            "bought =1+1 for C-1 from =SUM(A1), \"quoted\", O’Brien & Söhne on 2006-09-01: £1.00 (commission 16), paid from bank:main\n\
             left for C-1: £499.00 of £500.00 (promised £0.00, used £1.00)\n",
        )
        .code(0);
    // Two providers of one name are told apart by code only.
    desk.bhlp("provider add SHOP2 --name 'Shoe shop' --sector private").done();
    desk.bhlp("buy C-1 food 1 --from 'Shoe shop'").refused(
        "UNKNOWN_PROVIDER",
        "there is no provider `Shoe shop`; did you mean `SHOP` or `SHOP2`?\n\
         hint: see what is registered: bhlp provider list",
    );
}

#[test]
fn a_word_outside_its_list_is_told_with_the_list() {
    let desk = Desk::new();
    let cases = [
        (
            "practitioner add X --name A --profession B --agency C --role boss",
            "--role: `boss` is no role; it is one of: administrator, lead_professional, manager, finance, evaluator",
        ),
        (
            "provider add X --name A --sector public",
            "--sector: `public` is no sector; it is one of: statutory, voluntary, private, individual",
        ),
    ];
    for (line, message) in cases {
        desk.bhlp(line).fails(2, "WORD_UNKNOWN", message);
    }
    let child = "child add C-9 --cohort looked_after --born 1999-03 --area A --lead LP1";
    let cases = [
        ("--need X1 --level 2", "need `X1` is not valid; wanted N0 to N9"),
        ("--need N1 --level 5", "need_level `5` is not valid; wanted 1, 2, 3 or 4"),
        (
            "--need N1 --level 2 --ethnicity XXXX",
            "ethnicity `XXXX` is not valid; wanted one of WBRI WIRI WIRT WROM WOTH MWBC MWBA MWAS MOTH AIND APKN ABAN AOTH CHNE BCRB BAFR BOTH OOTH REFU NOBT",
        ),
    ];
    for (flags, message) in cases {
        desk.bhlp(&format!("{child} {flags}")).refused("FIELD_INVALID", message);
    }
    desk.bhlp("budget open C-2 500 --expect 6.1").refused(
        "FIELD_INVALID",
        "expected_outcome `6.1` is not valid; wanted an Every Child Matters aim, 1.1 to 5.6",
    );
    desk.bhlp("provider add X --name A --sector private --ukprn 123")
        .refused("FIELD_INVALID", "ukprn `123` is not valid; wanted eight digits, such as 10000001");
    desk.bhlp("account open till:one").fails(
        2,
        "ACCOUNT_NAME_INVALID",
        "account: `till:one` is not an account; write bank:NAME, card:NUMBER, imprest:NAME or notional:NAME",
    );
    desk.bhlp("account move bank:main bank:main 1").refused(
        "FIELD_INVALID",
        "to `bank:main` is not valid; wanted another account than the one it comes from",
    );
    desk.bhlp("budget move C-1 C-1 1")
        .refused("FIELD_INVALID", "child `C-1` is not valid; wanted another child than the one who gives");
    let bare = Desk::bare();
    bare.bhlp("init --pilot T --authority X --start 2006-07-01 --end 2007-12-31").refused(
        "FIELD_INVALID",
        "authority `X` is not valid; wanted an ONS code of nine characters, such as E06000020",
    );
}

/// A file that says something else of a thing that is registered is refused whole.
#[test]
fn a_file_does_not_change_what_is_registered() {
    let desk = Desk::new();
    let file = desk.dir.path().join("providers.csv");
    std::fs::write(&file, "provider,name,sector\nTAXI,Taxi,private\nSHOP,Shoe shops,private\n").unwrap();
    let file = file.display().to_string();
    desk.bhlp(&format!("import providers {file}")).refused(
        "BAD_ROWS",
        &format!(
            "{file}: 1 of 2 rows cannot be taken\n  \
             line 3: [REGISTERED_OTHERWISE] provider `SHOP` is registered already, with another name: \
             `Shoe shop`, now `Shoe shops`; to change it: bhlp provider amend SHOP --name 'Shoe shops' | SHOP,Shoe shops,private\n\
             hint: correct the file and import it again: rows taken before change nothing"
        ),
    );
}
