//! Extracts for evaluators: who may make one, its key, its folder, the same bytes twice, and every change
//! found.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use ssh_key::private::{Ed25519Keypair, PrivateKey};
use ssh_key::{HashAlg, LineEnding};

use super::desk::{Desk, text};

const KEY: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n";

/// A desk with a key.
fn desk() -> Desk {
    let desk = Desk::new();
    write_key(&desk, "k", KEY);
    desk
}

fn path(desk: &Desk, name: &str) -> PathBuf {
    desk.dir.path().join(name)
}

fn write_key(desk: &Desk, name: &str, content: &str) {
    let path = path(desk, name);
    fs::write(&path, content).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
}

fn export(desk: &Desk, to: &str) {
    desk.bhlp(&format!("export evaluation --to {to} --for University --key-file k")).user("EVA").done();
}

/// Every file of a folder with its bytes, in order of name.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let mut files: Vec<_> = entries
        .map(|file| (file.file_name().into_string().unwrap(), fs::read(file.path()).unwrap()))
        .collect();
    files.sort();
    files
}

fn manifest(desk: &Desk, folder: &str) -> serde_json::Value {
    serde_json::from_slice(&fs::read(path(desk, folder).join("manifest.json")).unwrap()).unwrap()
}

#[test]
fn the_same_extract_is_recorded_once_and_has_the_same_bytes() {
    let desk = desk();
    export(&desk, "first");
    let made = desk.events();
    assert_eq!(made, 15, "one event");
    export(&desk, "second");
    assert_eq!((desk.events(), files(&path(&desk, "first"))), (made, files(&path(&desk, "second"))));
    let again = "export evaluation --to second --for University --key-file k --replace";
    let said = text(&desk.bhlp(again).output().stdout);
    assert!(said.starts_with("already recorded as event 15, by EVA\n"), "{said}");
    desk.bhlp("check").code(0);

    // What is recorded after it changes the extract: it is of another place in the trail.
    desk.bhlp("buy C-1 food 1 --from SHOP").done();
    export(&desk, "third");
    assert_eq!(desk.events(), 17);
    assert_eq!(manifest(&desk, "first")["ledger"]["event"], 14);
    assert_eq!(manifest(&desk, "third")["ledger"]["event"], 16);
}

#[test]
fn the_event_tells_how_it_was_made_and_never_the_key() {
    let desk = desk();
    export(&desk, "out");
    let (kind, payload): (String, String) = desk
        .other_hand()
        .query_row("SELECT kind, payload FROM event WHERE seq = 15", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    let fingerprint = manifest(&desk, "out")["key_fingerprint"].as_str().unwrap().to_owned();
    assert_eq!(kind, "extract.make");
    for word in ["University", fingerprint.as_str()] {
        assert!(payload.contains(word), "{payload}");
    }
    let key = KEY.trim();
    assert!(!payload.contains(key));
    for (name, bytes) in files(&path(&desk, "out")) {
        assert!(!text(&bytes).contains(key), "{name}");
        assert!(!text(&bytes).contains("EVA"), "{name} names nobody");
    }
    let book = fs::read(&desk.ledger).unwrap();
    assert!(!text(&book).contains(key));
}

#[test]
fn an_evaluator_makes_extracts_and_a_lead_professional_does_not() {
    let desk = desk();
    for user in ["EVA", "MGR", "FIN", "ADMIN"] {
        desk.bhlp(&format!("export evaluation --to {user} --for {user} --key-file k")).user(user).done();
    }
    desk.bhlp("export evaluation --to never --for X --key-file k").user("LP1").refused(
        "ROLE_MAY_NOT",
        "LP1 is a lead professional and may not make extracts for an evaluation\n\
         hint: ask a colleague whose role includes it: bhlp practitioner list",
    );
    assert!(!path(&desk, "never").exists());
}

#[test]
fn a_key_is_made_once() {
    let desk = Desk::new();
    let events = desk.events();
    let said = text(&desk.bhlp("evaluate key own.key").output().stdout);
    assert!(said.starts_with("made the key own.key, which only you can read; its fingerprint is "), "{said}");
    let key = path(&desk, "own.key");
    assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    let made = fs::read_to_string(&key).unwrap();
    assert_eq!((made.len(), desk.events()), (65, events));
    desk.bhlp("evaluate key other.key").done();
    assert_ne!(fs::read_to_string(path(&desk, "other.key")).unwrap(), made);
    desk.bhlp("evaluate key own.key")
        .stderr(
            "error[EVALUATION_KEY_EXISTS]: own.key: it is there already, and a key is never written over\n\
             hint: use it as it is, or name another file; without the old key no later extract joins earlier ones\n",
        )
        .code(4);
    assert_eq!(fs::read_to_string(&key).unwrap(), made);
    desk.bhlp("evaluate key third.key --dry-run")
        .stderr(
            "error[DRY_RUN_DOES_NOT_APPLY]: this command makes a file and records nothing: \
             there is no dry run of it\nhint: leave out --dry-run\n",
        )
        .code(2);
    desk.bhlp("export evaluation --to out --for University --key-file own.key").done();
}

#[test]
fn what_is_no_key_is_not_used() {
    let desk = desk();
    let export = "export evaluation --to out --for University";
    desk.bhlp(export).fails(
        4,
        "EVALUATION_KEY_MISSING",
        "no key for the pseudonyms was named\n\
         hint: make one, once: bhlp evaluate key FILE; then give --key-file FILE, or set BHLP_EVALUATION_KEY=FILE",
    );
    desk.bhlp(&format!("{export} --key-file nowhere")).fails(
        4,
        "EVALUATION_KEY_MISSING",
        "nowhere: it cannot be read: No such file or directory (os error 2)\n\
         hint: name the file that has the key: --key-file FILE; bhlp evaluate key FILE makes one",
    );
    write_key(&desk, "short", "0123\n");
    desk.bhlp(&format!("{export} --key-file short")).fails(
        4,
        "EVALUATION_KEY_INVALID",
        "short: it is no key: wanted are 64 figures and letters from a to f on one line\n\
         hint: take the file as bhlp evaluate key made it; another key makes other pseudonyms",
    );
    fs::set_permissions(path(&desk, "k"), fs::Permissions::from_mode(0o640)).unwrap();
    desk.bhlp(&format!("{export} --key-file k")).fails(
        4,
        "EVALUATION_KEY_OPEN",
        "k: others may read it\nhint: let only its owner read it: chmod 600 FILE",
    );
    assert!(!path(&desk, "out").exists());
}

#[test]
fn a_key_is_not_handed_over() {
    let desk = desk();
    fs::create_dir(path(&desk, "out")).unwrap();
    write_key(&desk, "out/k", KEY);
    let told = "keep it where the recipient never looks: whoever has key and extract finds every child";
    for name in ["out/k", "out/../out/k"] {
        desk.bhlp(&format!("export evaluation --to out --for X --key-file {name}")).fails(
            4,
            "EVALUATION_KEY_INSIDE",
            &format!("{name}: it lies in the folder that is handed over\nhint: {told}"),
        );
    }
    std::os::unix::fs::symlink(path(&desk, "out/k"), path(&desk, "link")).unwrap();
    desk.bhlp("export evaluation --to out --for X --key-file link").fails(
        4,
        "EVALUATION_KEY_INSIDE",
        &format!("link: it lies in the folder that is handed over\nhint: {told}"),
    );
}

#[test]
fn a_folder_with_something_else_is_left_alone() {
    let desk = desk();
    fs::create_dir(path(&desk, "out")).unwrap();
    fs::write(path(&desk, "out/mine.txt"), "mine").unwrap();
    for flag in ["", " --replace"] {
        desk.bhlp(&format!("export evaluation --to out --for X --key-file k{flag}")).fails(
            4,
            "FOLDER_NOT_EMPTY",
            "out: something is there already\nhint: name a folder that is not there yet: --to DIR",
        );
    }
    export(&desk, "extract");
    desk.bhlp("export evaluation --to extract --for University --key-file k").fails(
        4,
        "FOLDER_NOT_EMPTY",
        "extract: an extract is there already\n\
         hint: to write it again: --replace; else name another folder: --to DIR",
    );
    fs::write(path(&desk, "extract/notes.txt"), "mine").unwrap();
    desk.bhlp("export evaluation --to extract --for University --key-file k --replace").fails(
        4,
        "FOLDER_NOT_EMPTY",
        "extract: what is there is not, or not only, an extract as it was written\n\
         hint: move it away, or name another folder: --to DIR",
    );
    assert_eq!(fs::read(path(&desk, "extract/notes.txt")).unwrap(), b"mine");
}

#[test]
fn nothing_is_written_in_a_dry_run() {
    let desk = desk();
    let events = desk.events();
    let output =
        desk.bhlp("export evaluation --to out --for University --key-file k --dry-run").user("EVA").output();
    assert!(text(&output.stdout).contains("would write 15 files to out"), "{}", text(&output.stdout));
    assert_eq!(text(&output.stderr), "dry run: nothing was recorded\n");
    assert_eq!((desk.events(), path(&desk, "out").exists()), (events, false));
    let mut left = fs::read_dir(desk.dir.path()).unwrap().map(|file| file.unwrap().file_name());
    assert!(left.all(|name| !name.to_string_lossy().starts_with('.')), "no folder half written");
}

#[test]
fn another_key_for_the_same_recipient_is_told() {
    let desk = desk();
    export(&desk, "first");
    write_key(&desk, "k2", &KEY.replace("00", "ff"));
    let output = desk.bhlp("export evaluation --to second --for University --key-file k2").output();
    assert_eq!(
        text(&output.stderr),
        "warning: event 15 made an extract for University with another key: the two cannot be joined\n"
    );
}

/// What is found in a folder after something was done to it.
fn found(change: impl Fn(&Path)) -> String {
    let desk = desk();
    export(&desk, "out");
    change(&path(&desk, "out"));
    let output = desk.bhlp("verify out").without("BHLP_LEDGER").output();
    assert_ne!(output.status.code(), Some(0));
    text(&output.stdout) + &text(&output.stderr)
}

#[test]
fn every_change_is_found() {
    let desk = desk();
    export(&desk, "out");
    desk.bhlp("verify out")
        .stdout(format!(
            "14 files match the manifest of the extract for University up to 2006-07-03, made from the \
             ledger {}\nthe ledger records it as event 15, by EVA\n",
            desk.ledger.display()
        ))
        .code(0);
    desk.bhlp("verify out")
        .without("BHLP_LEDGER")
        .stdout(
            "14 files match the manifest of the extract for University up to 2006-07-03; \
             unsigned: only that the files fit the manifest was checked\n",
        )
        .code(0);
    for (name, bytes) in files(&path(&desk, "out")) {
        let said = found(|folder| {
            let mut bytes = bytes.clone();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            fs::write(folder.join(&name), bytes).unwrap();
        });
        assert!(said.contains(&name), "{name}: {said}");
        let said = found(|folder| fs::remove_file(folder.join(&name)).unwrap());
        assert!(said.contains(&format!("{name} is missing")), "{name}: {said}");
    }
    let said = found(|folder| fs::write(folder.join("more.csv"), "a\r\n").unwrap());
    assert_eq!(said, "more.csv is not in the manifest\n");
}

#[test]
fn an_extract_of_another_form_is_not_read() {
    let said = found(|folder| {
        let manifest = folder.join("manifest.json");
        let text = fs::read_to_string(&manifest).unwrap();
        fs::write(manifest, text.replace("\"form\": 1", "\"form\": 2")).unwrap();
    });
    assert!(
        said.starts_with("error[EXTRACT_OTHER_VERSION]: out: it is of form 2, written by bhlp "),
        "{said}"
    );
}

#[test]
fn an_extract_that_the_ledger_does_not_note_is_found() {
    let desk = desk();
    export(&desk, "out");
    let other = Desk::new();
    let said = text(&desk.bhlp("verify out").ledger(&other.ledger).output().stdout);
    assert!(said.contains("the ledger notes no such extract for University"), "{said}");
    let story = Desk::new();
    story.bhlp("buy C-1 food 1 --from SHOP").done();
    fs::copy(path(&desk, "k"), path(&story, "k")).unwrap();
    export(&story, "later");
    let later = path(&story, "later").display().to_string();
    let said = text(&desk.bhlp(&format!("verify {later}")).output().stdout);
    assert!(said.contains("the ledger's event 15 has not the hash that the manifest names"), "{said}");
}

#[test]
fn a_signature_is_of_the_extract_and_of_its_key() {
    let desk = desk();
    let key = |seed: u8, name: &str| {
        let key = PrivateKey::from(Ed25519Keypair::from_seed(&[seed; 32]));
        write_key(&desk, name, &key.to_openssh(LineEnding::LF).unwrap());
        fs::write(path(&desk, &format!("{name}.pub")), key.public_key().to_openssh().unwrap()).unwrap();
        key.public_key().fingerprint(HashAlg::Sha256).to_string()
    };
    let (own, other) = (key(7, "own"), key(8, "other"));
    desk.bhlp("export evaluation --to out --for University --key-file k --sign-with own").user("EVA").done();
    let manifest = "14 files match the manifest of the extract for University up to 2006-07-03";
    desk.bhlp("verify out --signed-by own.pub")
        .without("BHLP_LEDGER")
        .stdout(format!("{manifest}; signed with the key {own}\n"))
        .code(0);
    desk.bhlp("verify out --signed-by other.pub")
        .without("BHLP_LEDGER")
        .stdout(format!("manifest.json.sig is signed with another key: {own}\n"))
        .code(3);
    assert_ne!(own, other);
    // A month pack's signature is none of an extract.
    let signed = fs::read(path(&desk, "out/manifest.json")).unwrap();
    let private = PrivateKey::from(Ed25519Keypair::from_seed(&[7; 32]));
    let foreign = private.sign("bhlp-month-pack", HashAlg::Sha512, &signed).unwrap();
    fs::write(path(&desk, "out/manifest.json.sig"), foreign.to_pem(LineEnding::LF).unwrap()).unwrap();
    desk.bhlp("verify out")
        .without("BHLP_LEDGER")
        .stdout("manifest.json.sig is no signature of this manifest\n")
        .code(3);
    fs::remove_file(path(&desk, "out/manifest.json.sig")).unwrap();
    desk.bhlp("verify out --signed-by own.pub")
        .without("BHLP_LEDGER")
        .stdout("manifest.json.sig is missing: the pack is not signed\n")
        .code(3);
    // What was written over an unsigned one is the same but for the signature.
    desk.bhlp("export evaluation --to out --for University --key-file k --replace").user("EVA").done();
    desk.bhlp("verify out").done();
}

/// Who tells scores of few children may have been typed as a name: then it is `other`.
#[test]
fn a_rare_informant_is_not_named() {
    let desk = desk();
    desk.bhlp("outcome record C-1 sdq_total 20 --informant 'Aunt Betty' --on 2006-08-01").done();
    desk.bhlp("outcome record C-2 sdq_total 20 --informant carer --on 2006-08-01").done();
    export(&desk, "out");
    for (name, bytes) in files(&path(&desk, "out")) {
        assert!(!text(&bytes).contains("Betty"), "{name}");
    }
    let outcomes = fs::read_to_string(path(&desk, "out/outcomes.csv")).unwrap();
    assert_eq!(outcomes.matches(",other,").count(), 2, "{outcomes}");
}

/// A score that was sent is corrected: the next extract for the same recipient says of whom, no other does.
#[test]
fn what_was_corrected_since_is_told_to_whom_it_was_told() {
    let desk = desk();
    desk.bhlp("outcome record C-1 gbo 9 --informant child").done(); // 15
    desk.bhlp("outcome record C-2 gbo 4 --informant child").done(); // 16
    export(&desk, "first"); // 17
    desk.bhlp("outcome correct 15 --score 3 --reason x")
        .stdout(
            "corrected score 15 of C-1: gbo 3 as reported by child on 2006-09-01; \
             it was gbo 9 as reported by child on 2006-09-01\n",
        )
        .stderr(
            "warning: the extract of event 17 for University has what it was; the next one says that it differs\n",
        )
        .code(0);
    let readme = |folder: &str| fs::read_to_string(path(&desk, folder).join("README.txt")).unwrap();
    assert!(!readme("first").contains("corrected"));
    let next = "export evaluation --to second --for University --key-file k";
    let said = text(&desk.bhlp(next).user("EVA").output().stderr);
    let warning =
        "warning: what the extract of event 17 said was corrected since: README.txt says of whom and what\n";
    assert_eq!(said, warning);
    let children = fs::read_to_string(path(&desk, "second").join("children.csv")).unwrap();
    let told = readme("second");
    let (_, told) =
        told.split_once("was corrected since: take the rows of these children from this one.").unwrap();
    let named: Vec<&str> = told.split_whitespace().filter(|word| word.starts_with("c-")).collect();
    assert!(told.contains("outcomes.csv, changes.csv, summary.csv: c-"), "{told}");
    assert_eq!(named.len(), 1, "{told}");
    assert!(children.contains(named[0]));
    // The same extract again has the same bytes; another recipient was told nothing before.
    export(&desk, "third");
    assert_eq!(files(&path(&desk, "second")), files(&path(&desk, "third")));
    desk.bhlp("export evaluation --to other --for College --key-file k").user("EVA").done();
    assert!(!readme("other").contains("corrected"));
    desk.bhlp("outcome record C-3 gbo 4 --informant child").done();
    export(&desk, "fourth");
    assert!(readme("fourth").contains("Nothing was corrected of what the extract up to 2006-09-01 said."));
}

/// Whoever objected, or withdrew a permission that was given, is in no extract from then on, whatever day it
/// is of; it says how many. The money of the ledger counts them.
#[test]
fn a_permission_withdrawn_leaves_the_child_out() {
    let desk = desk();
    export(&desk, "before");
    assert_eq!(manifest(&desk, "before")["withheld"]["children"], 3);
    let given = "consent record C-1 sharing --with evaluation --purpose study --by parent --how written";
    desk.bhlp(&format!("{given} --on 2006-08-01")).done();
    desk.bhlp("consent record C-1 sharing_withdrawn --with evaluation").done();
    desk.bhlp("consent record C-3 objection --with evaluation").done();
    let made = desk.bhlp("export evaluation --to after --for University --key-file k --as-at 2006-07-31");
    let said = text(&made.user("EVA").output().stdout);
    let counts =
        "1 children (2 left out, for agreement or permission was withdrawn, or somebody objected) and 0";
    assert!(said.contains(counts), "{said}");
    let withheld = &manifest(&desk, "after")["withheld"];
    assert_eq!((&withheld["children"], &withheld["children_left_out"]), (&1.into(), &2.into()));
    let children = fs::read_to_string(path(&desk, "after").join("children.csv")).unwrap();
    assert_eq!(children.lines().count(), 2, "{children}");
    let readme = fs::read_to_string(path(&desk, "after").join("README.txt")).unwrap();
    assert!(readme.contains("Children that are in no table: 2"), "{readme}");
    desk.bhlp("report months --format csv")
        .stdout("month,allocated,committed,spent,paid,purchases\n2006-07,500.00,0.00,0.00,0.00,0\n")
        .code(0);
    desk.bhlp("check").code(0);
}
