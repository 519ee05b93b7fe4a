//! Measures as the policy says them: read with all their faults, registered, and held at every score.

use std::fs;

use super::desk::{Desk, text};

/// The worked examples of docs/EVALUATION.md.
const EXAMPLES: &str = include_str!("../../../fixtures/policies/measures.toml");

#[test]
fn the_worked_examples_are_set_and_register_what_is_new() {
    let desk = Desk::new();
    desk.policy(EXAMPLES);
    let set = text(&desk.bhlp("policy set p.toml").output().stdout);
    for line in [
        "name: Trial -> Measures",
        "measure sdq_total: nothing -> as registered",
        "measure sdq_total, reported by carer: nothing -> yes",
        "measure sdq_total, change: nothing -> the first score and the one nearest to 180 days later",
        "measure sdq_total, least days between scores: nothing -> 90",
        "measure attendance: nothing -> Attendance in per cent, 0 to 100, higher is better",
        "measure attendance, reported by school: nothing -> persistent absence up to 80, above that up to 100",
        "measure family_star_plus: nothing -> Family Star Plus, 1 to 10, higher is better, scored by goal or part",
        "measure family_star_plus, aims: nothing -> 1, 2, 3.2, 5",
        "added measure attendance (Attendance in per cent)",
        "added measure confidence (Confidence as a parent)",
        "added measure exclusions (Exclusions in the term before)",
        "added measure family_star_plus (Family Star Plus)",
    ] {
        assert!(set.contains(&format!("  {line}\n")), "{line}\n{set}");
    }
    assert_eq!(desk.events(), 15, "the version and its measures are one event");
    assert_eq!(text(&desk.bhlp("check").output().stdout), "");
    desk.bhlp("outcome record C-1 attendance 81.5 --informant school").done();

    // The same measures again are no change, and none is registered twice.
    desk.policy(EXAMPLES.replace("least_days = 84", "least_days = 70"));
    desk.bhlp("policy set p.toml")
        .stdout(
            "policy version 2 holds from 2006-09-01\n  \
             measure exclusions, least days between scores: 84 -> 70\n",
        )
        .code(0);
}

#[test]
fn the_page_shows_what_is_in_the_examples() {
    let page = include_str!("../../../docs/EVALUATION.md");
    let shown: Vec<&str> =
        page.split("```toml\n").skip(1).filter_map(|rest| Some(rest.split_once("```")?.0)).collect();
    assert!(!shown.is_empty() && shown.iter().all(|block| EXAMPLES.contains(block)), "{shown:?}");
}

#[test]
fn a_measure_says_how_it_is_read() {
    let desk = Desk::new();
    let shown = |code: &str| text(&desk.bhlp(&format!("measure show {code}")).output().stdout);
    let sdq = shown("sdq_total");
    for line in [
        "measure sdq_total: SDQ total difficulties",
        "  scores: 0 to 40, lower is better",
        "  scored: as a whole",
        "  aims: 1.2",
        "  reliable by carer: beyond 8.5 points",
        "  reliable by teacher: beyond 7.4 points",
        "  reliable by child: beyond 8.9 points",
    ] {
        assert!(sdq.contains(&format!("{line}\n")), "{line}\n{sdq}");
    }
    assert!(
        sdq.contains("  reported by carer: reliability 0.72, standard deviation 5.8, normal up to 13, "),
        "{sdq}"
    );
    assert!(sdq.contains("normal up to 13, borderline up to 16, cause for concern up to 40\n"), "{sdq}");
    let gbo = shown("gbo");
    assert!(gbo.contains("  scored: by goal or part\n  reported by: anybody\n"), "{gbo}");
    assert!(!gbo.contains("reliable"), "{gbo}");
    desk.policy(EXAMPLES);
    desk.bhlp("policy set p.toml").done();
    let sdq = shown("sdq_total");
    assert!(sdq.contains("  reported by carer: reliability 0.72"), "what is left out stays built in: {sdq}");
    assert!(
        sdq.contains("slightly raised up to 15, high up to 18, very high up to 40\n  source: reliability: "),
        "{sdq}"
    );
    assert!(!sdq.contains("reported by child"), "{sdq}");
    assert!(shown("confidence").contains("  reliable by carer: beyond 5.6 points\n"));
    let unknown = "error[UNKNOWN_MEASURE]: there is no measure `sdq_totl`; did you mean `sdq_total` or \
                   `sdq_emotional`?\nhint: see what is registered: bhlp measure list\n";
    desk.bhlp("measure show sdq_totl").stderr(unknown).code(1);
}

#[test]
fn a_score_is_told_by_those_whom_the_policy_names() {
    let desk = Desk::new();
    // While the policy names nobody, anybody may.
    desk.bhlp("outcome record C-1 sdq_total 19 --informant neighbour")
        .stdout("recorded sdq_total 19 for C-1 on 2006-09-01, as reported by neighbour\n")
        .stderr(
            "warning: the policy says nothing about sdq_total as reported by neighbour, only by carer, teacher, child\n",
        )
        .code(0);
    let outcomes = |rows: &str| {
        let file = format!("child_ref,measure,item,informant,observed_on,value\n{rows}");
        fs::write(desk.dir.path().join("outcomes.csv"), file).unwrap();
        text(&desk.bhlp("import outcomes outcomes.csv").output().stderr)
    };
    let said = outcomes("C-2,sdq_total,,uncle,2006-09-01,15\nC-3,sdq_total,,uncle,2006-09-01,15\n");
    let warned =
        "the policy says nothing about sdq_total as reported by uncle, only by carer, teacher, child";
    assert_eq!(said.matches(warned).count(), 1, "{said}");

    desk.policy(EXAMPLES);
    desk.bhlp("policy set p.toml").done();
    let said = "sdq_total is reported by carer, teacher; `carrer` is not one of them; did you mean `carer`?\n\
                hint: the policy says who reports it: bhlp measure show sdq_total";
    desk.bhlp("outcome record C-1 sdq_total 19 --informant carrer").refused("INFORMANT_UNKNOWN", said);
    desk.bhlp("outcome record C-1 sdq_total 19 --informant carer").done();
    desk.bhlp("outcome record C-1 gbo 7 --item goal-1 --informant anybody").done(); // not in the policy
    let said = outcomes("C-1,sdq_total,,carer,2006-08-01,15\nC-1,sdq_total,,child,2006-08-01,15\n");
    assert!(said.contains("INFORMANT_UNKNOWN") && said.contains("line 3"), "{said}");
    assert!(said.contains("sdq_total is reported by carer, teacher; `child` is not one of them"), "{said}");
}

#[test]
fn a_score_too_soon_is_kept_and_said() {
    let desk = Desk::new();
    desk.policy(EXAMPLES);
    desk.bhlp("policy set p.toml --from 2006-07-03").done();
    desk.bhlp("outcome record C-1 sdq_total 19 --informant carer --on 2006-07-10").done();
    let record = |day: &str, informant: &str| {
        let line = format!("outcome record C-1 sdq_total 17 --informant {informant} --on {day}");
        text(&desk.bhlp(&line).now("2006-12-01T10:00:00Z").output().stderr)
    };
    assert_eq!(
        record("2006-10-07", "carer"),
        "warning: 89 days after the score of 2006-07-10: a change of sdq_total is read over at least 90\n"
    );
    assert_eq!(record("2006-10-08", "teacher"), "", "another informant begins anew");
    assert_eq!(record("2006-07-05", "carer"), "", "nothing came before it");
}

#[test]
fn every_fault_of_a_measure_is_told_with_its_line() {
    let desk = Desk::new();
    let missing = "this is needed here and missing";
    let text = "\
[measures.odd]
label = \"Odd\"
lowest = 5
highest = 5
better = \"up\"
items = \"yes\"
least_days = 0
pair = \"nearest 0\"
colour = 1
[measures.odd.informants.carer]
reliability = 1
deviation = 0
bands = [{ name = \"low\" }, { up_to = 3, colour = 2 }]
[measures.\"a b\"]
[measures.sdq_total.informants.carer]
reliability = \"high\"
";
    desk.faulty(
        text,
        &[
            ("5, measures, odd, better", "WORD_UNKNOWN", "`up` is no direction; it is one of: higher, lower"),
            (
                "6, measures, odd, items",
                "POLICY_VALUE_INVALID",
                "`\"yes\"` is text; wanted true or false, without quotes",
            ),
            ("7, measures, odd, least_days", "POLICY_NUMBER_OUT_OF_RANGE", "0 is not from 1 to 731"),
            (
                "8, measures, odd, pair",
                "WORD_UNKNOWN",
                "`nearest 0` is no pair of scores; it is one of: first-last, first-next, nearest DAYS (1 to 731)",
            ),
            ("9, measures, odd, colour", "POLICY_KEY_UNKNOWN", "there is no such key"),
            (
                "11, measures, odd, informants, carer, reliability",
                "POLICY_NUMBER_OUT_OF_RANGE",
                "1 is not a reliability, at least 0 and below 1",
            ),
            (
                "12, measures, odd, informants, carer, deviation",
                "POLICY_NUMBER_OUT_OF_RANGE",
                "0 is not a standard deviation, above 0",
            ),
            ("13, measures, odd, informants, carer, bands 1, up_to", "POLICY_KEY_MISSING", missing),
            ("13, measures, odd, informants, carer, bands 2, name", "POLICY_KEY_MISSING", missing),
            (
                "13, measures, odd, informants, carer, bands 2, colour",
                "POLICY_KEY_UNKNOWN",
                "there is no such key",
            ),
            (
                "14, measures, a b",
                "CODE_INVALID",
                "`a b` has ` `; a code has letters, digits and - _ . / only",
            ),
            (
                "16, measures, sdq_total, informants, carer, reliability",
                "NUMBER_INVALID",
                "`high` is not a number; write it plainly, with at most three decimals, such as 7 or 1.5",
            ),
        ],
    );
}

#[test]
fn a_measure_does_not_contradict_itself() {
    let desk = Desk::new();
    desk.faulty(
        "[measures.odd]\nlabel = \"Odd\"\nlowest = 5\nhighest = 5\nbetter = \"higher\"\n\
         aims = [\"6\", \"1.2\", \"1.2\"]\n",
        &[
            ("4, measures, odd, highest", "SCALE_EMPTY", "the highest score, 5, is not above the lowest, 5"),
            (
                "6, measures, odd, aims 1",
                "POLICY_NUMBER_OUT_OF_RANGE",
                "6 is not an Every Child Matters outcome, 1 to 5, or aim, 1.1 to 5.6",
            ),
            ("6, measures, odd, aims 3", "POLICY_REPEATS", "`1.2` is named twice"),
        ],
    );
    let missing = "this is needed here and missing";
    desk.faulty(
        "[measures.odd]\nlabel = \"Odd\"\nlowest = 0\nhighest = 10\nbetter = \"higher\"\n\
         [measures.odd.informants.carer]\nreliability = 0.7\n\
         bands = [{ name = \"a\", up_to = 12 }, { name = \"a\", up_to = 3 }]\n\
         [measures.odd.informants.child]\ndeviation = 2\nsource = \"us\"\n",
        &[
            ("6, measures, odd, informants, carer, deviation", "POLICY_KEY_MISSING", missing),
            ("6, measures, odd, informants, carer, source", "POLICY_KEY_MISSING", missing),
            (
                "8, measures, odd, informants, carer, bands 1, up_to",
                "SCORE_BAND_OUTSIDE",
                "it ends at 12; the scale goes from 0 to 10",
            ),
            (
                "8, measures, odd, informants, carer, bands 2, up_to",
                "SCORE_BANDS_END_TOO_SOON",
                "the last band ends at 3: scores up to 10 are in none",
            ),
            (
                "8, measures, odd, informants, carer, bands 2, up_to",
                "SCORE_BANDS_FALL",
                "it ends at 3, which is not above 12, where the band before ends",
            ),
            ("8, measures, odd, informants, carer, bands 2, name", "POLICY_REPEATS", "`a` is named twice"),
            ("9, measures, odd, informants, child, reliability", "POLICY_KEY_MISSING", missing),
        ],
    );
}

#[test]
fn a_measure_goes_with_the_register() {
    let desk = Desk::new();
    let needed = "the measure is not registered yet: setting the policy registers it, and needs this";
    let other = |was: &str, found: &str| {
        format!(
            "it is registered as {was}, and its scores are kept by that: {found} is another measure, with a \
             code of its own"
        )
    };
    desk.faulty(
        "[measures.sdq_totl]\nleast_days = 90\nlowest = 0\n\
         [measures.sdq_total]\nhighest = 50\nbetter = \"higher\"\n\
         [measures.sdq_impact.informants.carer]\nbands = [{ name = \"low\", up_to = 5 }]\n",
        &[
            ("1, measures, sdq_totl, label", "MEASURE_NOT_REGISTERED", needed),
            ("1, measures, sdq_totl, highest", "MEASURE_NOT_REGISTERED", needed),
            ("1, measures, sdq_totl, better", "MEASURE_NOT_REGISTERED", needed),
            ("5, measures, sdq_total, highest", "MEASURE_IS_OTHERWISE", &other("40", "50")),
            ("6, measures, sdq_total, better", "MEASURE_IS_OTHERWISE", &other("lower", "higher")),
            (
                "8, measures, sdq_impact, informants, carer, bands 1, up_to",
                "SCORE_BANDS_END_TOO_SOON",
                "the last band ends at 5: scores up to 10 are in none",
            ),
        ],
    );
    desk.policy("[measures.sdq_total]\nlowest = 0\nhighest = 40\nbetter = \"lower\"\n");
    desk.bhlp("policy set p.toml").done();
}
