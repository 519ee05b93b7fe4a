//! What is said of children's data: given, withdrawn, and what a withdrawal stops.

use std::fs;

use super::desk::{Desk, text};

const LATER: &str = "2007-03-01T10:00:00Z";

#[test]
fn a_permission_is_given_and_withdrawn() {
    let desk = Desk::new();
    let say = |line: &str| desk.bhlp(line).user("LP1").now(LATER);
    say("consent record C-1 sharing --with camhs --purpose therapy --refused 'school reports' --by parent --how written --on 2006-09-10")
        .stdout("recorded for C-1: sharing with camhs on 2006-09-10 (consent 15)\n")
        .code(0);
    say("consent record C-1 sharing_withdrawn --with camhs --on 2006-09-09").refused(
        "CONSENT_NOT_GIVEN",
        "C-1: what would be sharing withdrawn on 2006-09-09 was not given by then\n\
         hint: check the day: --on DATE; where it never was given: bhlp consent record C-1 objection --with camhs",
    );
    say("consent record C-1 sharing_withdrawn --with CAMHS --on 2006-10-01")
        .stdout("recorded for C-1: sharing withdrawn with camhs on 2006-10-01 (consent 16)\n")
        .code(0);
    say("consent record C-1 sharing_withdrawn --with camhs --on 2006-10-01")
        .stdout("already recorded as consent 16\n")
        .code(0);
    say("consent record C-1 sharing_withdrawn --with camhs --on 2006-10-02").refused(
        "CONSENT_WITHDRAWN_ALREADY",
        "C-1: sharing withdrawn already on 2006-10-01, consent 16\nhint: see what was said: bhlp consent list C-1",
    );
    say("consent record C-1 sharing_for_safety --with police --reason 'she was followed' --on 2006-10-03")
        .done(); // 17
    say("consent record C-1 basis --purpose legal_obligation --on 2006-10-03").done(); // 18
    say("consent withdraw 18 --reason 'another child'")
        .stdout("withdrew consent 18 of C-1: it was basis on 2006-10-03; for legal_obligation\n")
        .code(0);
    say("consent list C-1 --format csv")
        .stdout(
            "number,child_ref,said_on,kind,with,for_what,refused,said_by,how,reason,holds\n\
             15,C-1,2006-09-10,sharing,camhs,therapy,school reports,parent,written,,\n\
             16,C-1,2006-10-01,sharing_withdrawn,camhs,,,,,,\n\
             17,C-1,2006-10-03,sharing_for_safety,police,,,,,she was followed,yes\n",
        )
        .code(0);
    desk.bhlp("check").now(LATER).code(0);
}

#[test]
fn what_is_half_said_is_refused() {
    let desk = Desk::new();
    for (line, said) in [
        (
            "sharing --purpose x --by parent --how spoken",
            "with is missing; wanted the party: a code, such as camhs or evaluation",
        ),
        (
            "sharing --with camhs --by parent --how spoken",
            "purpose is missing; wanted for what; of a basis, which law",
        ),
        ("sharing --with camhs --purpose x --how spoken", "by is missing; wanted who gave it"),
        (
            "sharing --with evaluation --purpose research --refused outcomes --by parent --how written",
            "refused `outcomes` is not valid; wanted nothing: the evaluation has all of a child or none; objection \
             leaves the child out",
        ),
        ("sharing_for_safety --with police", "reason is missing; wanted why it is done"),
        ("shield", "reason is missing; wanted why it is done"),
        (
            "objection --with evaluation --reason x",
            "reason `x` is not valid; wanted nothing there, for what was said has none",
        ),
        (
            "objection --with Evaluators",
            "with `evaluators` is not valid; wanted a party; did you mean evaluation? any other has a code that is \
             less like it",
        ),
        (
            "basis --purpose curiosity",
            "purpose `curiosity` is not valid; wanted public_task, legal_obligation, vital_interests or explicit_consent",
        ),
    ] {
        desk.bhlp(&format!("consent record C-1 {line}")).refused("FIELD_INVALID", said);
    }
    desk.bhlp("consent record C-1 objection_withdrawn --with camhs").refused(
        "CONSENT_NOT_GIVEN",
        "C-1: what would be objection withdrawn on 2006-09-01 was not given by then\n\
         hint: check the day: --on DATE; see what was said: bhlp consent list C-1",
    );
    desk.bhlp("consent record C-1 shield --reason x --on 1999-02-28").refused(
        "HAPPENED_BEFORE_BIRTH",
        "C-1 was born in 1999-03; shield on 1999-02-28 is before that\n\
         hint: check the day: --on DATE; where the case began before the birth: bhlp child amend C-1 --caf-on DATE",
    );
    desk.bhlp("consent record C-1 objection --with evaluation --on 2006-09-02").refused(
        "DAY_TO_COME",
        "2006-09-02 has not come yet; today is 2006-09-01\n\
         hint: record it once it has happened, with the day on which it did",
    );
}

/// `children.csv` says when the family agreed; that is the agreement, and there is no other.
#[test]
fn the_agreement_is_that_of_the_register_of_children() {
    let desk = Desk::new();
    desk.bhlp("consent record C-1 agreement_withdrawn").refused(
        "CONSENT_NOT_GIVEN",
        "C-1: what would be agreement withdrawn on 2006-09-01 was not given by then\n\
         hint: check the day: --on DATE; if the family had agreed: bhlp child amend C-1 --consent-on DATE",
    );
    desk.bhlp("child amend C-1 --consent-on 2006-08-01").done(); // 15
    desk.bhlp("consent record C-1 agreement_withdrawn --on 2006-08-20").done(); // 16
    desk.bhlp("consent list --format csv")
        .stdout(
            "number,child_ref,said_on,kind,with,for_what,refused,said_by,how,reason,holds\n\
             ,C-1,2006-08-01,agreement,,,,,,,\n\
             16,C-1,2006-08-20,agreement_withdrawn,,,,,,,\n",
        )
        .code(0);
    desk.bhlp("child amend C-1 --consent-on 2006-08-25").done();
    let rows = "child_ref,kind,said_on,with,purpose,refused,said_by,how,reason\n\
                C-1,sharing,2006-08-26,evaluation,study,,young_person,spoken,\n\
                C-1,sharing_withdrawn,2006-08-27,evaluation,,,,,\n";
    fs::write(desk.dir.path().join("consents.csv"), rows).unwrap();
    for said in ["2 new, 0 already", "0 new, 2 already"] {
        desk.bhlp("import consents consents.csv").stdout(format!("consents: {said} in the ledger\n")).code(0);
    }
    let other = rows.replace("study", "a study");
    fs::write(desk.dir.path().join("consents.csv"), other).unwrap();
    desk.bhlp("import consents consents.csv")
        .stderr(
            "error[BAD_ROWS]: consents.csv: 1 of 2 rows cannot be taken\n  \
             line 2: [CONSENT_SAID_ALREADY] C-1: sharing with evaluation on 2006-08-26 is recorded otherwise, consent 18; if \
             what is recorded is wrong: bhlp consent withdraw 18 --reason TEXT, and record it anew | C-1,sharing,2006-08-26,\
             evaluation,a study,,young_person,spok...\n\
             hint: correct the file and import it again: rows taken before change nothing\nnothing was recorded\n",
        )
        .code(1);
    desk.bhlp("check").code(0);
}

/// Shops and descriptions of a shielded child are on no page and in no statement; the money is. Whoever looks
/// is recorded, and found where they have no part in the case.
#[test]
fn a_shielded_child_is_not_found_by_its_shops() {
    let desk = Desk::new();
    desk.bhlp("buy C-1 food 10 --from SHOP --what 'school shoes in Lee Road' --note 'by the park' --wish 'Lee Road shoes'").done(); // 15
    desk.bhlp("consent record C-1 shield --reason 'a threat was made'").user("LP1").done(); // 16
    let statement = |user: &str| {
        let shown = desk.bhlp("report statement --child C-1 --format csv").user(user).output();
        assert_eq!(text(&shown.stderr), "C-1 is shielded: that you looked is recorded\n");
        text(&shown.stdout)
    };
    let said = statement("LP1"); // 17
    assert!(said.contains(",not shown,") && said.contains(",10.00,"), "{said}");
    for hidden in ["Lee Road", "Shoe shop", "the park"] {
        assert!(!said.contains(hidden), "{hidden}: {said}");
    }
    assert_eq!(statement("FIN"), said); // 18
    let page = text(&desk.bhlp("report family --child C-1").user("LP1").output().stdout); // 19
    for line in [
        "commission show 15",
        "entry show 15",
        "report recent --child C-1",
        "again C-1 9",
        "happening list C-1",
    ] {
        let shown = text(&desk.bhlp(line).user("LP1").output().stderr);
        assert!(shown.starts_with("C-1 is shielded: that you looked is recorded\n"), "{line}: {shown}");
    }
    assert!(page.contains("from not shown: £10.00") && !page.contains("Lee Road"), "{page}");
    let planned = "need add C-1 --what 'a club in Lee Road' --domain environment --aim 1.1 --likely 60";
    desk.bhlp(planned).user("LP1").done();
    let page = text(&desk.bhlp("report family --child C-1").user("LP1").output().stdout);
    assert!(page.contains("- not shown: about £60.00") && !page.contains("Lee Road"), "{page}");
    desk.bhlp("report child-spend --format csv")
        .stdout(
            "child_ref,allocated,committed,spent,available,purchases,first_on,last_on\n\
             C-1,500.00,0.00,10.00,490.00,1,2006-09-01,2006-09-01\n",
        )
        .code(0);
    desk.bhlp("child show C-1").user("EVA").refused(
        "ROLE_MAY_NOT",
        "EVA is an evaluator and may not look at a child that is shielded\n\
         hint: ask a colleague whose role includes it: bhlp practitioner list",
    );
    let found = text(&desk.bhlp("audit looked --format csv").output().stdout);
    assert_eq!(found.lines().count(), 2, "{found}");
    assert!(found.contains("looked at statement; the case was led by LP1"), "{found}");
    desk.bhlp("check").code(0);
    desk.bhlp("consent record C-1 shield_withdrawn --reason 'the threat is over'").done();
    let said = text(&desk.bhlp("report statement --child C-1 --format csv").output().stdout);
    assert!(said.contains("Lee Road") && said.contains("Shoe shop"), "{said}");
}

/// What is put up again on the day on which it was lifted holds; what is said of an earlier day does not, and
/// says so.
#[test]
fn a_shield_is_put_up_again_on_the_same_day() {
    let desk = Desk::new();
    let say = |line: &str| desk.bhlp(&format!("consent record C-1 {line}"));
    let holds = || {
        let sql = "SELECT count(*) FROM consent_holds WHERE kind = 'shield' AND NOT withdrawn";
        desk.other_hand().query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap()
    };
    say("shield --reason 'a threat'").done(); // 15
    say("shield --reason 'a threat'").stdout("already recorded as consent 15\n").code(0);
    say("shield_withdrawn --reason 'a mistake'").done(); // 16
    assert_eq!(holds(), 0);
    say("shield --reason 'a threat'").stdout("recorded for C-1: shield on 2006-09-01 (consent 17)\n").code(0);
    assert_eq!(holds(), 1);
    say("shield --reason 'another'").refused(
        "CONSENT_SAID_ALREADY",
        "C-1: shield on 2006-09-01 is recorded otherwise, consent 17\n\
         hint: if what is recorded is wrong: bhlp consent withdraw 17 --reason TEXT, and record it anew",
    );
    // The same three as a file change nothing, twice over; a fourth lifts it.
    let rows = "child_ref,kind,said_on,reason\nC-1,shield,2006-09-01,a threat\n\
                C-1,shield_withdrawn,2006-09-01,a mistake\nC-1,shield,2006-09-01,a threat\n";
    for (rows, said) in [
        (rows.to_owned(), "0 new, 3 already"),
        (rows.to_owned(), "0 new, 3 already"),
        (format!("{rows}C-1,shield_withdrawn,2006-09-01,over\n"), "1 new, 3 already"),
    ] {
        fs::write(desk.dir.path().join("consents.csv"), rows).unwrap();
        desk.bhlp("import consents consents.csv").stdout(format!("consents: {said} in the ledger\n")).code(0);
    }
    assert_eq!(holds(), 0);
    desk.bhlp("consent record C-1 shield_withdrawn --reason over")
        .stdout("already recorded as consent 18\n")
        .code(0);
    say("shield --reason later").now("2006-09-02T09:00:00Z").done(); // 19
    say("shield_withdrawn --reason over").now("2006-09-03T09:00:00Z").done(); // 20
    say("shield --reason later --on 2006-09-02")
        .now("2006-09-03T09:00:00Z")
        .stdout(
            "already recorded as consent 19; it holds no more: shield withdrawn on 2006-09-03 (consent 20). To give it \
             anew, give its day: --on DATE\n",
        )
        .code(0);
    desk.bhlp("check").now("2006-09-03T09:00:00Z").code(0);
}

/// A permission is withdrawn on the day it was given, on the day after, and on 29 February; no law rests on a
/// consent that nobody gave.
#[test]
fn explicit_consent_is_a_permission_that_holds_on_the_day() {
    let desk = Desk::new();
    let leap = "2008-03-02T10:00:00Z";
    let say = |line: &str| desk.bhlp(&format!("consent record C-1 {line}")).now(leap);
    let share = "sharing --with camhs --purpose therapy --by parent --how written --on";
    let basis = |on: &str| say(&format!("basis --purpose explicit_consent --on {on}"));
    let refused = |on: &str| {
        basis(on).refused(
            "CONSENT_NOT_GIVEN",
            &format!(
                "C-1: the permission that would be the basis on {on} was not given by then\n\
                 hint: record the permission it rests on: bhlp consent record C-1 sharing; or name the law it rests on"
            ),
        );
    };
    refused("2008-02-28");
    say(&format!("{share} 2008-02-28")).done(); // 15
    say("sharing_withdrawn --with camhs --on 2008-02-28").done(); // 16
    refused("2008-02-28");
    say(&format!("{share} 2008-02-29")).done(); // 17
    refused("2008-02-28");
    basis("2008-02-29").done(); // 18
    say("sharing_withdrawn --with camhs --on 2008-03-01").done(); // 19
    refused("2008-03-01");
    let bad = say(&format!("{share} 2007-02-29")).output();
    assert_eq!(bad.status.code(), Some(2), "{}", text(&bad.stderr));
    desk.bhlp("check").now(leap).code(0);
}

/// Whoever does not lead the case does not lift its shield, nor withdraw the record of it; who does not lead
/// it and may is asked.
#[test]
fn a_shield_is_lifted_by_the_lead_or_a_manager() {
    let desk = Desk::new();
    desk.bhlp("consent record C-1 shield --reason 'a threat was made'").user("FIN").done(); // 15
    for (line, user) in [
        ("consent record C-1 shield_withdrawn --reason x", "LP2"),
        ("consent record C-1 shield_withdrawn --reason x", "FIN"),
        ("consent withdraw 15 --reason x", "FIN"),
    ] {
        desk.bhlp(line).user(user).refused(
            "SHIELD_OF_ANOTHER",
            &format!(
                "{user} does not lead C-1's case and may not lift its shield\n\
                 hint: ask whoever leads the case (bhlp child show C-1), a manager or the administrator"
            ),
        );
    }
    let rows = "child_ref,kind,said_on,with,purpose,refused,said_by,how,reason\n\
                C-1,shield_withdrawn,2006-09-01,,,,,,over\n";
    fs::write(desk.dir.path().join("consents.csv"), rows).unwrap();
    let refused = desk.bhlp("import consents consents.csv").user("FIN").output();
    assert!(text(&refused.stderr).contains("[SHIELD_OF_ANOTHER]"), "{}", text(&refused.stderr));
    desk.bhlp("consent record C-1 shield_withdrawn --reason 'it is over'").user("LP1").done(); // 16
    desk.bhlp("consent record C-1 shield --reason again").now("2006-09-02T09:00:00Z").user("LP1").done(); // 17
    desk.bhlp("consent withdraw 17 --reason 'it was nothing'").now("2006-09-02T09:00:00Z").user("MGR").done();
    let found = text(&desk.bhlp("audit looked --format csv").now("2006-09-02T09:00:00Z").output().stdout);
    assert_eq!(found.lines().count(), 2, "{found}");
    assert!(found.contains("withdrew the shield: it was nothing; the case was led by LP1"), "{found}");
    desk.bhlp("check").now("2006-09-02T09:00:00Z").code(0);
}

/// Capitals make no other party: what was said with them keeps the child out, and an answer finds its
/// referral.
#[test]
fn a_party_is_the_same_in_capitals() {
    let desk = Desk::new();
    let say = |line: &str| desk.bhlp(line).now(LATER).done();
    let rows = "child_ref,kind,said_on,with,purpose,refused,said_by,how,reason\n\
                C-1,objection,2006-09-10,EVALUATION,,,,,\n\
                C-1,objection,2006-09-10,Camhs,,,,,\n";
    fs::write(desk.dir.path().join("consents.csv"), rows).unwrap();
    say("import consents consents.csv"); // 15, 16
    say("happening record C-1 referred --to CAMHS --on 2006-09-11"); // 17
    say("happening record C-1 accepted --to camhs --on 2006-09-12"); // 18
    let held = text(&desk.bhlp("consent list C-1 --format csv").now(LATER).output().stdout);
    assert!(held.contains(",objection,evaluation,") && held.contains(",objection,camhs,"), "{held}");
    let found = text(&desk.bhlp("audit permission --format csv").now(LATER).output().stdout);
    assert!(found.contains("referred to camhs; objection on 2006-09-10"), "{found}");
    desk.bhlp("check").now(LATER).code(0);
}

#[test]
fn what_was_shared_against_a_no_is_found_and_what_happened_after_closing() {
    let desk = Desk::new();
    let say = |line: &str| desk.bhlp(line).now(LATER).done();
    say("consent record C-1 objection --with camhs --on 2006-09-10"); // 15
    say("happening record C-1 referred --to camhs --on 2006-09-09"); // 16: before it
    say("happening record C-1 referred --to camhs --on 2006-09-11"); // 17
    say("happening record C-1 caf_closed --on 2006-10-01"); // 18
    say("happening record C-1 reached --on 2006-10-02"); // 19
    say("happening record C-1 re_referred --on 2006-10-03"); // 20
    say("happening record C-1 reached --on 2006-10-04"); // 21
    let found =
        |test: &str| text(&desk.bhlp(&format!("audit {test} --format csv")).now(LATER).output().stdout);
    let permission = found("permission");
    assert_eq!(permission.lines().count(), 2, "{permission}");
    assert!(permission.contains("referred to camhs; objection on 2006-09-10"), "{permission}");
    let afterwards = found("afterwards");
    assert_eq!(afterwards.lines().count(), 2, "{afterwards}");
    assert!(afterwards.contains("reached after the assessment was closed on 2006-10-01"), "{afterwards}");
    say("consent record C-1 sharing_for_safety --with camhs --reason 'she was at risk' --on 2006-09-11");
    assert_eq!(found("permission").lines().count(), 1);
}
