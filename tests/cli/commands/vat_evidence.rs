//! What shows VAT: the kind of document for its size, and the supplier's number.

use std::fs;

use super::desk::{Desk, text};

const JANUARY: &str = "2007-01-05T10:00:00Z";

fn does(desk: &Desk, lines: &[&str]) {
    for line in lines {
        desk.bhlp(line).now(JANUARY).done();
    }
}

/// The VAT amounts of the pack of a month: entry, VAT, verdict, why.
fn vat_of(desk: &Desk, month: &str) -> Vec<String> {
    let pack = format!("pack-{month}-{}", fs::read_dir(desk.dir.path()).unwrap().count());
    let export = format!("export month {month} --to {pack}");
    desk.bhlp(&export).user("FIN").now("2007-01-06T10:00:00Z").done();
    let mut reader = csv::Reader::from_path(desk.dir.path().join(pack).join("vat.csv")).unwrap();
    let headers = reader.headers().unwrap().clone();
    let place = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let columns = ["entry", "vat", "verdict", "why"].map(place);
    let row = |row: csv::StringRecord| columns.map(|column| row[column].to_owned()).join(" | ");
    reader.records().map(|record| row(record.unwrap())).collect()
}

/// Up to 250.00 a till receipt or a less detailed invoice is enough, above it a full one with its number.
#[test]
fn a_document_shows_as_much_as_its_kind_can() {
    let desk = Desk::new();
    does(
        &desk,
        &[
            "budget top-up C-1 1000 --on 2006-07-20",
            "buy C-1 food 250.00 --vat 37.23 --from SHOP --evidence till_receipt --on 2006-08-01", // 16
            "buy C-1 food 250.01 --vat 37.24 --from SHOP --invoice T-1 --evidence till_receipt --on 2006-08-02",
            "buy C-1 food 250.01 --vat 37.24 --from SHOP --evidence vat_invoice --on 2006-08-03",
            "buy C-1 food 250.01 --vat 37.24 --from SHOP --invoice V-1 --evidence vat_invoice --on 2006-08-04",
            "buy C-1 food 11.75 --vat 1.75 --from SHOP --invoice V-2 --on 2006-08-05", // 20
        ],
    );
    desk.bhlp("vat evidence 20 none")
        .user("LP1")
        .now(JANUARY)
        .stdout("nothing shows the VAT of entry 20\n")
        .stderr("warning: £1.75 of VAT cannot be recovered like that: bhlp vat charge 20 --reason TEXT\n")
        .code(0);
    assert_eq!(
        vat_of(&desk, "2006-08"),
        [
            "16 | 37.23 | claim | ",
            "17 | 37.24 | not yet | above £250.00 a full VAT invoice is needed",
            "18 | 37.24 | not yet | the VAT invoice's number is not recorded",
            "19 | 37.24 | claim | ",
            "20 | 1.75 | do not claim | no document shows it",
        ]
    );
    // Neither recorded by LP2 nor of a child whose case they lead.
    assert_eq!(desk.bhlp("vat evidence 19 none").user("LP2").now(JANUARY).output().status.code(), Some(1));
    // The invoice turned up after all; another has its number still to be put right.
    does(&desk, &["vat evidence 17 vat_invoice"]);
    desk.bhlp("vat evidence 18 vat_invoice")
        .now(JANUARY)
        .stdout("a full VAT invoice shows the VAT of entry 18\n")
        .stderr("warning: its number is not recorded: bhlp entry correct 18 --invoice NUMBER --reason TEXT\n")
        .code(0);
    assert_eq!(vat_of(&desk, "2006-08")[1], "17 | 37.24 | claim | ");
    desk.bhlp("vat evidence 15 none").user("FIN").now(JANUARY).refused(
        "NO_VAT_DOCUMENT",
        "entry 15 (budget.top-up) is no invoice and no purchase: no VAT is shown by it\n\
         hint: see what it is: bhlp entry show 15; give the number of the invoice or purchase",
    );
    desk.bhlp("check").code(0);
}

/// 150.00 and 150.00 are lines of one document of 300.00, which a till receipt is not enough for.
#[test]
fn a_line_is_shown_by_the_whole_document() {
    let desk = Desk::new();
    does(
        &desk,
        &[
            "commission place C-1 food 150 --vat 22.34 --from SHOP --on 2006-08-01", // 15
            "commission place C-1 travel 150 --vat 22.34 --from SHOP --on 2006-08-01",
            "invoice record --provider SHOP --number T-9 --line 15=150,vat=22.34,final --line 16=150,vat=22.34,final \
             --evidence till_receipt --on 2006-08-02", // 17 and 18
            "payment record --provider SHOP --number T-9 --on 2006-08-03",
        ],
    );
    let why = "not yet | above £250.00 a full VAT invoice is needed";
    assert_eq!(vat_of(&desk, "2006-08"), [format!("17 | 22.34 | {why}"), format!("18 | 22.34 | {why}")]);
    does(&desk, &["vat evidence 17 vat_invoice", "vat evidence 18 vat_invoice"]);
    assert_eq!(vat_of(&desk, "2006-08"), ["17 | 22.34 | claim | ", "18 | 22.34 | claim | "]);
    desk.bhlp("check").code(0);
}

/// The invoice has the supplier's number, so it is a claim; that nobody recorded it is an exception. What is
/// known when July is closed makes its list, also when it is written again.
#[test]
fn a_supplier_without_a_number_is_told_as_known_when_a_month_was_closed() {
    let desk = Desk::new();
    does(
        &desk,
        &[
            "provider add NEW --name 'New shop' --sector private",
            "buy C-1 food 47 --vat 7 --from NEW --invoice F-1 --on 2006-07-20", // 16
            "month close 2006-07 --as FIN",
            "provider amend NEW --vat-number 'gb 123 4567 82'",
        ],
    );
    let claimed = "16 | 7.00 | claim | the supplier's VAT number is not recorded";
    assert_eq!(vat_of(&desk, "2006-07"), [claimed]);
    assert_eq!(vat_of(&desk, "2006-08"), [""; 0]);
    assert_eq!(vat_of(&desk, "2006-07"), [claimed]);
}

/// Of 123456782: 8 + 14 + 18 + 20 + 20 + 18 + 14 = 112, and 112 + 82 = 194 = 2 x 97. Of 123456727:
/// 112 + 27 + 55 = 194.
#[test]
fn a_number_for_vat_has_its_form() {
    let desk = Desk::new();
    for number in ["GB123456782", "123456727", "GB123456782001", "GD001", "ha500"] {
        desk.bhlp(&format!("provider amend SHOP --vat-number {number}"))
            .stdout(format!(
                "provider SHOP: VAT number GB{}\n",
                number.trim_start_matches("GB").to_uppercase()
            ))
            .code(0);
    }
    for number in ["12345678", "GB12345678A", "FR123456789", "GD12"] {
        desk.bhlp(&format!("provider amend SHOP --vat-number {number}")).refused(
            "FIELD_INVALID",
            &format!(
                "vat_number `{number}` is not valid; wanted GB and nine or twelve digits, such as GB123456782; \
                 GBGD or GBHA and three for a public body"
            ),
        );
    }
    desk.bhlp("provider add NEW --name New --sector private --vat-number 123456783")
        .stdout("registered provider NEW (New)\n")
        .stderr("warning: the check digits of VAT number GB123456783 do not fit: has it been mistyped?\n")
        .code(0);
    desk.bhlp("check").code(0);
}

/// A file may bring the number later, and another one is refused.
#[test]
fn a_file_brings_numbers_for_vat() {
    let desk = Desk::new();
    let take = |number: &str| {
        let rows = format!("provider,name,sector,vat_number\nNEW,New,private,{number}\n");
        fs::write(desk.dir.path().join("providers.csv"), rows).unwrap();
        desk.bhlp("import providers providers.csv").output()
    };
    for number in ["", "GB123456782", "123456782", ""] {
        let taken = take(number);
        assert!(taken.status.success(), "{}", text(&taken.stderr));
    }
    assert_eq!(desk.events(), 16);
    let refused = take("GB123456727");
    assert!(!refused.status.success());
    let said = text(&refused.stderr);
    assert!(said.contains("vat_number") && said.contains("GB123456782"), "{said}");
}

/// A voucher for many things has no VAT to recover: said by the policy, it is refused wherever it is given.
#[test]
fn vat_that_is_never_recovered_is_not_given() {
    let desk = Desk::new();
    fs::write(desk.dir.path().join("rules.toml"), "[categories]\nfood = { vat_never = true }\n").unwrap();
    does(
        &desk,
        &[
            "policy set rules.toml --on 2006-07-10",
            "provider add SOLE --name 'Ann Roe' --sector individual",
            "commission place C-1 food 47 --from SHOP --on 2006-08-01", // 17
        ],
    );
    let refused = |line: &str, why: &str| {
        desk.bhlp(&format!("{line} --on 2006-08-02")).user("FIN").now(JANUARY).refused(
            "VAT_NOT_RECOVERABLE",
            &format!(
                "£7.00 of VAT cannot be recovered: {why}\n\
                 hint: --vat 0: the child's budget bears the whole price"
            ),
        );
    };
    let by_policy = "by the policy none is in this category";
    refused("buy C-1 food 47 --vat 7 --from SHOP", by_policy);
    refused("commission place C-1 food 47 --vat 7 --from SHOP", by_policy);
    refused("commission amend 17 57 --vat 7", by_policy);
    refused("invoice record 17 47 --vat 7", by_policy);
    refused("buy C-1 travel 47 --vat 7 --from SHOP --evidence none", "no document shows it");
    refused(
        "buy C-1 travel 47 --vat 7 --from SOLE",
        "a private person was paid without an invoice; where there is one, give its number",
    );
    // A file is taken as it is, with a word about it.
    let header = "key,child_ref,lead_professional,provider,category,description,ordered_on,received_on,paid_on,\
                  amount,vat,paid_from,invoice_no,evidence";
    let row =
        "K1,C-1,LP2,SHOP,food,voucher,2006-08-03,2006-08-03,2006-08-03,47.00,7.00,bank:main,F-1,vat_invoice";
    fs::write(desk.dir.path().join("purchases.csv"), format!("{header}\n{row}\n")).unwrap();
    let taken = desk.bhlp("import purchases purchases.csv").now(JANUARY).output();
    let said = text(&taken.stderr);
    let wanted = "row K1: £7.00 of VAT cannot be recovered: by the policy none is in this category; it is taken as \
                  the row says: charge it with bhlp vat charge";
    assert!(taken.status.success() && said.contains(wanted), "{said}");
    let invoice = desk.events() - 1;
    assert_eq!(
        vat_of(&desk, "2006-08"),
        [format!("{invoice} | 7.00 | do not claim | by the policy none is recovered in this category")]
    );
    let packs = fs::read_dir(desk.dir.path()).unwrap();
    let pack =
        packs.map(|file| file.unwrap().path()).find(|path| path.join("exceptions.csv").is_file()).unwrap();
    let exceptions = fs::read_to_string(pack.join("exceptions.csv")).unwrap();
    let told = format!(
        "VAT to charge,{invoice},2006-08-03,7.00,it cannot be recovered: by the policy none is recovered in this \
         category,bhlp vat charge {invoice} --reason TEXT"
    );
    assert!(exceptions.contains(&told), "{exceptions}");
    does(&desk, &[&format!("vat charge {invoice} --reason 'a voucher' --on 2006-08-31")]);
    assert_eq!(
        vat_of(&desk, "2006-08"),
        [format!("{} | 7.00 | charged | charged to the child: it cannot be recovered", invoice + 2)]
    );
    desk.bhlp("check").code(0);
}
