//! Several pilots together: extracts that are taken, and those that are not.

use std::fs;
use std::path::PathBuf;

use export::package::Manifest as _;
use ssh_key::LineEnding;
use ssh_key::private::{Ed25519Keypair, PrivateKey};

use super::desk::{Desk, text};

/// A desk whose folder has the extracts of two pilots: `trial`, signed, and `vale`, unsigned.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.bhlp("evaluate key k").done();
    let key = PrivateKey::from(Ed25519Keypair::from_seed(&[7; 32]));
    write_key(&desk, "own", &key);
    fs::write(path(&desk, "own.pub"), key.public_key().to_openssh().unwrap()).unwrap();
    desk.bhlp("export evaluation --to trial --for U --key-file k --sign-with own").user("EVA").done();
    let vale = path(&desk, "vale.bhlp");
    let lines = [
        "init --pilot 'Wrekin Vale' --authority E06000020 --start 2006-07-01 --end 2007-12-31",
        "measure add mood --label Mood --lowest 0 --highest 5 --better higher",
        "export evaluation --to vale --for U --key-file k",
    ];
    for line in lines {
        desk.bhlp(line).ledger(&vale).done();
    }
    desk
}

fn write_key(desk: &Desk, name: &str, key: &PrivateKey) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::write(path(desk, name), key.to_openssh(LineEnding::LF).unwrap().as_bytes()).unwrap();
    fs::set_permissions(path(desk, name), fs::Permissions::from_mode(0o600)).unwrap();
}

fn path(desk: &Desk, name: &str) -> PathBuf {
    desk.dir.path().join(name)
}

/// What is said where extracts are not put together; nothing is written then.
fn refused(desk: &Desk, line: &str) -> String {
    let output = desk.bhlp(line).without("BHLP_LEDGER").without("BHLP_USER").output();
    assert_eq!(output.status.code(), Some(4), "{line}: {}", text(&output.stdout));
    assert!(!path(desk, "out").exists(), "{line}");
    text(&output.stderr)
}

#[test]
fn each_pilot_is_named_with_whose_signature_it_has() {
    let desk = desk();
    let output = desk
        .bhlp("evaluate combine vale trial --to out")
        .without("BHLP_LEDGER")
        .without("BHLP_USER")
        .output();
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(said.starts_with("Trial: "), "{said}");
    assert!(said.lines().next().unwrap().contains(" signed with the key SHA256:"), "{said}");
    assert!(said.contains("\nWrekin Vale: 0 children, unsigned\n"), "{said}");
    assert!(said.contains("\nonly Wrekin Vale has the scale mood\n"), "{said}");
    assert!(said.ends_with("Evaluation of 2 pilots together: out/report.html\n"), "{said}");
    let page = fs::read_to_string(path(&desk, "out/report.html")).unwrap();
    assert!(page.contains("Wrekin Vale (E06000020)") && page.contains("Trial (E06000020)"));
    assert!(!page.contains("NaN") && !page.contains("inf<"));

    // The order in which they are named makes no difference.
    desk.bhlp("evaluate combine trial vale --to again").done();
    assert_eq!(fs::read_to_string(path(&desk, "again/report.html")).unwrap(), page);
    desk.bhlp("evaluate combine trial vale --to never --dry-run").done();
    assert!(!path(&desk, "never").exists());
}

#[test]
fn a_pilot_counts_once() {
    let desk = desk();
    desk.bhlp("export evaluation --to other --for Council --key-file k").user("EVA").done();
    assert_eq!(
        refused(&desk, "evaluate combine trial vale other --to out"),
        "error[EXTRACT_SAME_SITE]: trial and other are both of Trial (E06000020): each pilot counts once\n\
         hint: name one extract of each pilot; each has a key of its own\n"
    );
    refused(&desk, "evaluate combine trial trial --to out");

    // The same children under another name of the pilot.
    let copy = path(&desk, "copy.bhlp");
    fs::copy(&desk.ledger, &copy).unwrap();
    rusqlite::Connection::open(&copy)
        .unwrap()
        .execute_batch("DROP TRIGGER pilot_is_amended; UPDATE pilot SET name = 'Copy'")
        .unwrap();
    desk.bhlp("buy C-1 food 1 --from SHOP").ledger(&copy).done();
    desk.bhlp("export evaluation --to renamed --for U --key-file k").ledger(&copy).done();
    let said = refused(&desk, "evaluate combine trial renamed --to out");
    let told = "error[EXTRACT_SAME_SITE]: trial and renamed have children with the same pseudonyms";
    assert!(said.starts_with(told), "{said}");
}

#[test]
fn only_what_is_signed_is_taken_where_that_is_asked() {
    let desk = desk();
    let hint =
        "hint: have it signed: bhlp export evaluation --sign-with FILE; or take it as it is, unsigned\n";
    for flag in ["--signed", "--signed-by own.pub"] {
        assert_eq!(
            refused(&desk, &format!("evaluate combine trial vale --to out {flag}")),
            format!("error[EXTRACT_UNSIGNED]: vale: it is not signed\n{hint}")
        );
    }
    let other = PrivateKey::from(Ed25519Keypair::from_seed(&[8; 32]));
    fs::write(path(&desk, "other.pub"), other.public_key().to_openssh().unwrap()).unwrap();
    let said = refused(&desk, "evaluate combine trial vale --to out --signed-by other.pub");
    assert!(
        said.starts_with("error[EXTRACT_UNSIGNED]: trial: it is signed with another key: SHA256:"),
        "{said}"
    );
}

#[test]
fn what_is_no_extract_as_it_was_written_is_not_taken() {
    let desk = desk();
    let combine = "evaluate combine trial vale --to out";
    let manifest = path(&desk, "vale/manifest.json");
    let children = path(&desk, "vale/children.csv");
    let (said, rows) = (fs::read_to_string(&manifest).unwrap(), fs::read_to_string(&children).unwrap());

    fs::write(&children, rows.clone() + "c-0000000000000000,budget,,,,,,,,\r\n").unwrap();
    assert!(
        refused(&desk, combine).starts_with("error[EXTRACT_TAMPERED]: vale: it was changed: children.csv")
    );
    fs::remove_file(&children).unwrap();
    assert_eq!(
        refused(&desk, combine),
        "error[EXTRACT_INCOMPLETE]: vale: it is not whole: children.csv is missing\n\
         hint: ask for the whole folder again, as it was written\n"
    );
    fs::write(&children, rows).unwrap();

    for (other, code) in [
        (said.replace("\"form\": 1", "\"form\": 7"), "EXTRACT_OTHER_VERSION"),
        (said.replace("bhlp evaluation extract", "something else"), "EXTRACT_NOT_ONE"),
        (said.replace("\"recipient\": \"U\"", "\"recipient\": \"V\""), "EXTRACT_TAMPERED"),
        (said.replace("\"form\"", "\"from\""), "EXTRACT_TAMPERED"),
        ("{".to_owned(), "EXTRACT_TAMPERED"),
    ] {
        assert_ne!(other, said);
        fs::write(&manifest, other).unwrap();
        let told = refused(&desk, combine);
        assert!(told.starts_with(&format!("error[{code}]: vale: ")), "{code}: {told}");
    }
    // Another program's version, with the manifest sealed again as that program would have.
    let version = concat!("bhlp ", env!("CARGO_PKG_VERSION"));
    let mut older: export::extract::Manifest = serde_json::from_str(&said).unwrap();
    older.program = "bhlp 0.0.9".to_owned();
    fs::write(&manifest, older.sealed().text()).unwrap();
    assert_eq!(
        refused(&desk, combine),
        format!(
            "error[EXTRACT_OTHER_VERSION]: vale: it is of form 1, written by bhlp 0.0.9; this is {version} and \
             reads form 1\nhint: have it made again with the same bhlp as the others\n"
        )
    );
    let said = refused(&desk, "evaluate combine trial nowhere --to out");
    assert!(said.starts_with("error[FOLDER_UNREADABLE]: nowhere: it cannot be read: "), "{said}");
    desk.bhlp("evaluate combine trial --to out").without("BHLP_LEDGER").output();
    assert!(!path(&desk, "out").exists(), "one pilot is not several");
}
