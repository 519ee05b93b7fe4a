//! The policy: read with all its faults at once, held against the ledger, set from a day, compared.

use std::fs;

use super::desk::{Desk, text};

/// A sound policy to start from.
const SOUND: &str = "\
name = \"Trial\"
sign_off_limit = \"100.00\"
child_reference = \"C-[0-9]+\"
draw_first = [\"POOL\"]

[[bands]]
above = \"100.00\"
up_to = \"500.00\"
roles = [\"manager\"]

[[bands]]
above = \"500.00\"
people = [\"FIN\"]

[budgets.looked_after]
min = \"200.00\"
max = \"2500.00\"

[categories.clothing]
cap = \"100.00\"

[categories.debt]
allowed = false
";

const HINT: &str = "hint: docs/POLICY.md explains every key; one to begin from: bhlp policy show";

impl Desk {
    /// Writes a policy file.
    pub fn policy(&self, policy: impl AsRef<str>) {
        fs::write(self.dir.path().join("p.toml"), policy.as_ref()).unwrap();
    }

    /// Checks a policy, which must have just these faults: line and key, code, what is said.
    #[track_caller]
    pub fn faulty(&self, policy: impl AsRef<str>, faults: &[(&str, &str, &str)]) {
        self.policy(policy);
        let count = if faults.len() == 1 { "1 fault".into() } else { format!("{} faults", faults.len()) };
        let lines = faults.iter().map(|(place, code, said)| format!("\n  line {place}: [{code}] {said}"));
        let message = format!("p.toml: {count}{}\n{HINT}", lines.collect::<String>());
        self.bhlp("policy check p.toml").stderr(format!("error[POLICY_UNSOUND]: {message}\n")).code(1);
        self.bhlp("policy set p.toml").refused("POLICY_UNSOUND", &message);
    }

    /// Checks the sound policy with a part of it replaced.
    #[track_caller]
    fn spoilt(&self, good: &str, bad: &str, faults: &[(&str, &str, &str)]) {
        assert!(SOUND.contains(good), "{good}");
        self.faulty(SOUND.replacen(good, bad, 1), faults);
    }
}

#[test]
fn a_policy_is_set_from_a_day_and_says_what_changes() {
    let desk = Desk::new();
    desk.policy(SOUND);
    let changes = "\
sign-off limit: none -> £100.00
band 1: nothing -> above £100.00 up to £500.00: any manager
band 2: nothing -> above £500.00: FIN
child reference: any code -> C-[0-9]+
funds drawn first: ring-fenced ones -> POOL
budget, looked_after: £100.00 to £2,500.00 -> £200.00 to £2,500.00
category clothing: nothing -> allowed, up to £100.00 per child
category debt: nothing -> not allowed
";
    desk.bhlp("policy diff p.toml").stdout(changes).code(0);
    let indented: String = changes.lines().map(|line| format!("  {line}\n")).collect();
    desk.bhlp("policy set p.toml --dry-run")
        .stdout(format!("policy version 1 holds from 2006-09-01\n{indented}"))
        .stderr("dry run: nothing was recorded\n")
        .code(0);
    desk.bhlp("policy set p.toml")
        .stdout(format!("policy version 1 holds from 2006-09-01\n{indented}"))
        .code(0);
    desk.bhlp("policy set p.toml --from 2006-10-01")
        .stdout("policy version 1, from 2006-09-01, already says this: nothing was changed\n")
        .code(0);
    desk.bhlp("policy show").stdout(SOUND).stderr("policy version 1, from 2006-09-01\n").code(0);
    assert_eq!(text(&desk.bhlp("check").output().stdout), "");
}

#[test]
fn versions_follow_one_another_and_can_be_compared() {
    let desk = Desk::new();
    desk.policy(SOUND);
    desk.bhlp("policy set p.toml").done();
    desk.policy(SOUND.replace("100.00", "99.99"));
    desk.bhlp("policy set p.toml --from 2006-08-31").refused(
        "POLICY_OUT_OF_ORDER",
        "version 1 of the policy holds from 2006-09-01; the next cannot hold from 2006-08-31, before it\n\
         hint: give that day or a later one: --from 2006-09-01; see the versions: bhlp policy history",
    );
    desk.bhlp("policy set p.toml --from 2006-10-01").done();
    desk.bhlp("policy diff --from 1 --to 2")
        .stdout(
            "sign-off limit: £100.00 -> £99.99\n\
             band 1: above £100.00 up to £500.00: any manager -> above £99.99 up to £500.00: any manager\n\
             category clothing: allowed, up to £100.00 per child -> allowed, up to £99.99 per child\n",
        )
        .code(0);
    desk.bhlp("policy diff --from 1 --to 1").stdout("no setting differs\n").code(0);
    desk.bhlp("policy show --at 2006-09-30")
        .stdout(SOUND)
        .stderr("policy version 1, from 2006-09-01\n")
        .code(0);
    desk.bhlp("policy history --format csv")
        .stdout(
            "version,from_on,until_on,sign_off_limit,bands,set_by,set_at\n\
             1,2006-09-01,2006-09-30,100.00,2,ADMIN,2006-09-01T10:00:00Z\n\
             2,2006-10-01,,99.99,2,ADMIN,2006-09-01T10:00:00Z\n",
        )
        .code(0);
    desk.bhlp("policy show --version 3")
        .stderr(
            "error[UNKNOWN_POLICY_VERSION]: there is no policy version `3`\n\
             hint: see the versions: bhlp policy history\n",
        )
        .code(1);
    desk.bhlp("policy set p.toml").user("LP1").refused(
        "ROLE_MAY_NOT",
        "LP1 is a lead professional and may not set the policy\n\
         hint: ask a colleague whose role includes it: bhlp practitioner list",
    );
}

#[test]
fn the_defaults_are_shown_as_a_file_to_begin_from() {
    let desk = Desk::new();
    let shown = desk.bhlp("policy show").output();
    assert_eq!(text(&shown.stderr), "no policy is set for that day: these are the defaults\n");
    desk.policy(text(&shown.stdout));
    desk.bhlp("policy diff p.toml").stdout("no setting differs\n").code(0);
    desk.bhlp("policy set p.toml")
        .stdout("policy version 1 holds from 2006-09-01; only its wording differs\n")
        .code(0);
}

#[test]
fn a_policy_needs_no_ledger_to_be_checked() {
    let desk = Desk::bare();
    desk.policy("[budgets.looked_after]\nmin = 50\nmax = 60\n");
    let sound = "\
policy p.toml is sound
  name: none
  first day: the pilot's
  last day: the pilot's
  settling up after it: the pilot's
  sign-off limit: none
  receipt needed above: £0.00
  purchases count together within: 14 days
  a budget is idle after: 60 days
  child reference: any code
  funds drawn first: ring-fenced ones
  an invoice may be above its commission by: 10%, at most £25.00
  VAT is claimed when it is: paid
  common assessment before a budget: off
  consent before a budget: off
  expected outcome before a budget: off
  only the holder buys: off
  budget, additional_needs: the pilot's bounds
  budget, looked_after: £50.00 to £60.00
  categories not listed: may be bought
";
    desk.bhlp("policy check p.toml").without("BHLP_LEDGER").stdout(sound).code(0);
    desk.bhlp("policy check none.toml")
        .without("BHLP_LEDGER")
        .stderr("error[FILE_MISSING]: none.toml: there is no such file\nhint: check its name and folder\n")
        .code(4);
}

#[test]
fn a_key_of_the_whole_policy_stands_above_its_tables() {
    let too_low = "there is no such key here: it stands at the top, above the first [ ]";
    Desk::new().faulty(
        "[categories.clothing]\ncap = \"20.00\"\nsplit_days = 28\n",
        &[("3, categories, clothing, split_days", "POLICY_KEY_UNKNOWN", too_low)],
    );
}

#[test]
fn how_a_policy_is_written() {
    let desk = Desk::new();
    desk.faulty("name = \"a\"\nname = \"b\"\n", &[("2", "POLICY_NOT_TOML", "duplicate key")]);
    desk.spoilt(
        "sign_off_limit",
        "sign_of_limit",
        &[("2, sign_of_limit", "POLICY_KEY_UNKNOWN", "there is no such key; did you mean `sign_off_limit`?")],
    );
    desk.spoilt(
        "sign_off_limit = \"100.00\"\n",
        "",
        &[(
            "5, bands 1",
            "BANDS_WITHOUT_LIMIT",
            "bands say who approves above a limit, and there is no sign_off_limit",
        )],
    );
    desk.spoilt(
        "min = \"200.00\"\n",
        "",
        &[("15, budgets, looked_after, min", "POLICY_KEY_MISSING", "this is needed here and missing")],
    );
    desk.spoilt(
        "allowed = false",
        "allowed = \"no\"",
        &[(
            "23, categories, debt, allowed",
            "POLICY_VALUE_INVALID",
            "`\"no\"` is text; wanted true or false, without quotes",
        )],
    );
    desk.faulty(
        "split_days = 0\nidle_days = 732\n",
        &[
            ("1, split_days", "POLICY_NUMBER_OUT_OF_RANGE", "0 is not from 1 to 731"),
            ("2, idle_days", "POLICY_NUMBER_OUT_OF_RANGE", "732 is not from 1 to 731"),
        ],
    );
    desk.faulty(
        "sign_off_limit = 100.001\nevidence_above = -1\nchild_reference = \"C-(\"\n",
        &[
            (
                "1, sign_off_limit",
                "AMOUNT_SUB_PENNY",
                "`100.001` is not a whole number of pence; write pounds and pence, such as 34.99",
            ),
            (
                "2, evidence_above",
                "AMOUNT_NEGATIVE",
                "`-1` is negative; an amount is positive (money back is a refund or a credit note)",
            ),
            (
                "3, child_reference",
                "PATTERN_INVALID",
                "`C-(` is not a pattern: found open group without closing ')'",
            ),
        ],
    );
}

#[test]
fn a_policy_that_contradicts_itself() {
    let desk = Desk::new();
    desk.faulty(
        "starts = 2006-07-02\nends = 2006-07-01\n",
        &[(
            "2, ends",
            "WINDOW_REVERSED",
            "the pilot's last day 2006-07-01 comes before its first, 2006-07-02",
        )],
    );
    desk.spoilt(
        "min = \"200.00\"",
        "min = \"2500.01\"",
        &[(
            "16, budgets, looked_after, min",
            "MIN_ABOVE_MAX",
            "the least, £2,500.01, is above the most, £2,500.00",
        )],
    );
    desk.spoilt(
        "above = \"100.00\"",
        "above = \"100.01\"",
        &[(
            "7, bands 1, above",
            "BANDS_START_ELSEWHERE",
            "the first band begins above £100.01; it has to begin at the sign-off limit, £100.00",
        )],
    );
    desk.spoilt(
        "above = \"500.00\"",
        "above = \"500.01\"",
        &[(
            "12, bands 2, above",
            "BAND_GAP",
            "it begins above £500.01, and the band before ends at £500.00: nobody approves £500.01",
        )],
    );
    desk.spoilt(
        "above = \"500.00\"",
        "above = \"499.99\"",
        &[(
            "12, bands 2, above",
            "BAND_OVERLAP",
            "it begins above £499.99, and the band before ends at £500.00: which of them holds cannot be said",
        )],
    );
    desk.spoilt(
        "above = \"500.00\"\n",
        "above = \"500.00\"\nup_to = \"499.99\"\n",
        &[
            (
                "13, bands 2, up_to",
                "BAND_EMPTY",
                "it ends at £499.99, which is not above £500.00, where it begins",
            ),
            (
                "13, bands 2, up_to",
                "BANDS_END_TOO_SOON",
                "above £499.99 nobody approves: leave out up_to in the last band",
            ),
        ],
    );
    desk.spoilt(
        "roles = [\"manager\"]",
        "roles = []",
        &[("6, bands 1", "BAND_WITHOUT_APPROVER", "nobody approves in this band: name roles or people")],
    );
    desk.spoilt(
        "[\"manager\"]",
        "[\"manager\", \"evaluator\", \"manager\"]",
        &[
            (
                "9, bands 1, roles 2",
                "APPROVER_MAY_NOT",
                "an evaluator records nothing, and so approves nothing",
            ),
            ("9, bands 1, roles 3", "POLICY_REPEATS", "`manager` is named twice"),
        ],
    );
    desk.spoilt(
        "allowed = false",
        "allowed = false\ncap = 10",
        &[(
            "24, categories, debt, cap",
            "CAP_OF_REFUSED_CATEGORY",
            "it has a cap, and may not be bought at all",
        )],
    );
    desk.faulty(
        "other_categories = \"refused\"\n[categories.debt]\nallowed = false\n",
        &[(
            "1, other_categories",
            "NOTHING_ALLOWED",
            "no category may be bought: others are refused, and none of those listed is allowed",
        )],
    );
}

#[test]
fn a_policy_that_does_not_go_with_the_ledger() {
    let desk = Desk::new();
    desk.bhlp("child hand-over C-3 --to LP1 --on 2006-08-01").done();
    desk.bhlp("practitioner leave LP2 --on 2006-08-31").done();
    desk.bhlp("buy C-1 clothing 60 --from SHOP --on 2006-08-02").done();
    desk.bhlp("commission place C-1 clothing 39.99 --from SHOP --on 2006-08-02").done();
    desk.policy(SOUND);
    assert!(desk.bhlp("policy check p.toml").output().status.success());
    desk.spoilt(
        "[\"FIN\"]",
        "[\"FIM\", \"EVA\", \"LP2\"]",
        &[
            ("13, bands 2, people 1", "UNKNOWN_PRACTITIONER", "there is no practitioner `FIM`"),
            (
                "13, bands 2, people 2",
                "APPROVER_MAY_NOT",
                "an evaluator records nothing, and so approves nothing",
            ),
            (
                "13, bands 2, people 3",
                "APPROVER_LEFT",
                "LP2 left on 2006-08-31 and approves nothing after that",
            ),
        ],
    );
    desk.spoilt(
        "C-[0-9]+",
        "C-[12]",
        &[("3, child_reference", "PATTERN_MISFITS_CHILDREN", "1 child registered already does not fit: C-3")],
    );
    desk.spoilt(
        "[\"POOL\"]\n",
        "[\"POOOL\"]\n",
        &[("4, draw_first 1", "UNKNOWN_FUND", "there is no fund `POOOL`; did you mean `POOL`?")],
    );
    desk.spoilt(
        "categories.debt",
        "categories.debts",
        &[(
            "22, categories, debts",
            "UNKNOWN_CATEGORY",
            "there is no category `debts`; did you mean `debt`?",
        )],
    );
    desk.spoilt(
        "name = \"Trial\"",
        "starts = 2008-04-01",
        &[(
            "1, starts",
            "WINDOW_REVERSED",
            "the pilot's last day 2008-03-31 comes before its first, 2008-04-01",
        )],
    );
    desk.spoilt(
        "name = \"Trial\"",
        "starts = 2006-07-04",
        &[(
            "1, starts",
            "WINDOW_CUTS_ENTRIES",
            "2 entries recorded from 2006-07-03 to 2006-07-03 would be outside the pilot, 2006-07-04 to 2008-03-31",
        )],
    );
}

#[test]
fn the_pilots_days_follow_the_policy() {
    let desk = Desk::new();
    desk.policy("ends = 2008-06-30\n");
    desk.bhlp("policy set p.toml")
        .stdout("policy version 1 holds from 2006-09-01\n  name: Trial -> none\n  last day: 2008-03-31 -> 2008-06-30\n")
        .code(0);
    desk.bhlp("buy C-1 food 1 --from SHOP").now("2008-06-30T10:00:00Z").done();
    desk.policy("ends = 2008-06-29\n");
    desk.bhlp("policy set p.toml").refused(
        "POLICY_UNSOUND",
        &format!(
            "p.toml: 1 fault\n  line 1, ends: [WINDOW_CUTS_ENTRIES] 1 entry recorded from 2008-06-30 to \
             2008-06-30 would be outside the pilot, 2006-07-01 to 2008-06-29\n{HINT}"
        ),
    );
    assert_eq!(text(&desk.bhlp("check").output().stdout), "");
}

#[test]
fn what_is_no_fault_is_doubted() {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 debt 20 --from SHOP").done();
    desk.policy(
        "sign_off_limit = 400\n[budgets]\nlooked_after = { min = 100, max = 400 }\n\
         additional_needs = { min = 100, max = 400 }\n[categories]\ndebt = { allowed = false }\n\
         food = { cap = 400.01 }\n",
    );
    let doubts = "\
warning: sign_off_limit £400.00 is not below the largest budget, £400.00: little will ever need approval
warning: the cap of food, £400.01, is above the largest budget, £400.00: it will never be met
warning: 1 looked_after budget stands above £400.00 and will get no more
warning: 1 debt commission is open and stays: what is commissioned can be invoiced and paid
warning: the pilot ends on 2008-03-31: from 2008-04-01 this would never apply
";
    let set = desk.bhlp("policy set p.toml --from 2008-04-01").output();
    assert_eq!(text(&set.stderr), doubts);
    assert!(set.status.success());
}

/// Puts a policy in force from the pilot's first day.
fn under(policy: &str) -> Desk {
    let desk = Desk::new();
    desk.policy(policy);
    desk.bhlp("policy set p.toml --from 2006-07-01").done();
    desk
}

#[test]
fn a_gate_stops_a_budget_until_what_it_asks_is_known() {
    const NEXT: &str = "2006-09-02T10:00:00Z";
    let desk =
        under("[gates]\ncaf = \"required\"\nconsent = \"required\"\nexpected_outcome = \"required\"\n");
    desk.bhlp("budget open C-2 500").refused(
        "GATE_CAF",
        "C-2 has no common assessment on 2006-09-01\n\
         hint: record it first: bhlp child amend C-2 --caf-ref REF --caf-on DATE",
    );
    desk.bhlp("child amend C-2 --caf-ref CAF-77 --caf-on 2006-09-02").now(NEXT).done();
    desk.bhlp("budget open C-2 500").refused(
        "GATE_CAF",
        "C-2 has no common assessment on 2006-09-01 (it is of 2006-09-02)\n\
         hint: record it first: bhlp child amend C-2 --caf-ref REF --caf-on DATE",
    );
    desk.bhlp("budget open C-2 500").now(NEXT).refused(
        "GATE_CONSENT",
        "no consent is recorded for C-2 on 2006-09-02\n\
         hint: record it first: bhlp child amend C-2 --consent-on DATE",
    );
    desk.bhlp("child amend C-2 --consent-on 2006-09-02").now(NEXT).done();
    desk.bhlp("budget open C-2 500").now(NEXT).refused(
        "GATE_OUTCOME",
        "no outcome is expected of C-2's budget\n\
         hint: say which: bhlp budget open C-2 AMOUNT --expect AIM",
    );
    desk.bhlp("budget open C-2 500 --expect 1.1").now(NEXT).done();
    assert_eq!(text(&desk.bhlp("check").output().stdout), "");
}

#[test]
fn a_gate_may_only_warn() {
    let desk = under("[gates]\ncaf = \"warn\"\nexpected_outcome = \"warn\"\n");
    desk.bhlp("budget open C-2 500")
        .stdout(
            "opened a budget of £500.00 for C-2 from fund POOL on 2006-09-01 (entry 16)\n\
             left for C-2: £500.00 of £500.00 (promised £0.00, used £0.00)\n",
        )
        .stderr(
            "warning: C-2 has no common assessment on 2006-09-01\n\
             warning: no outcome is expected of C-2's budget\n",
        )
        .code(0);
    assert_eq!(text(&desk.bhlp("check").output().stdout), "");
}

#[test]
fn a_budget_keeps_to_the_bounds_of_its_cohort_and_day() {
    let desk = under(
        "[budgets]\nlooked_after = { min = 200, max = 5000 }\nadditional_needs = { min = 50, max = 300 }\n",
    );
    const OCTOBER: &str = "2006-10-01T10:00:00Z";
    let refused = |command: &str, min: &str, max: &str, child: &str, would_be: &str| {
        let now = if command.contains("--on") { OCTOBER } else { "2006-09-01T10:00:00Z" };
        desk.bhlp(command).now(now).refused(
            "BUDGET_OUT_OF_BOUNDS",
            &format!(
                "a budget is between {min} and {max}; {child}'s would be {would_be}\n\
                 hint: see the bounds: bhlp policy show"
            ),
        );
    };
    refused("budget open C-2 49.99", "£50.00", "£300.00", "C-2", "£49.99");
    refused("budget open C-2 300.01", "£50.00", "£300.00", "C-2", "£300.01");
    desk.bhlp("budget open C-2 299.99").done();
    refused("budget top-up C-2 0.02", "£50.00", "£300.00", "C-2", "£300.01");
    desk.bhlp("budget top-up C-2 0.01").done();
    desk.bhlp("budget return C-2 50").done();
    desk.bhlp("budget move C-1 C-2 50").done();
    refused("budget move C-1 C-2 0.01", "£50.00", "£300.00", "C-2", "£300.01");
    refused("entry reverse 18 --reason x", "£50.00", "£300.00", "C-2", "£350.00");
    desk.bhlp("budget top-up C-1 4550").done();
    // A version from October changes nothing in September.
    desk.policy("[budgets]\nadditional_needs = { min = 50, max = 400 }\n");
    desk.bhlp("policy set p.toml --from 2006-10-01").done();
    refused("budget top-up C-2 100", "£50.00", "£300.00", "C-2", "£400.00");
    desk.bhlp("budget top-up C-2 100").now(OCTOBER).done();
    refused("budget top-up C-2 0.01 --on 2006-10-01", "£50.00", "£400.00", "C-2", "£400.01");
    refused("budget top-up C-1 1 --on 2006-10-01", "£100.00", "£2,500.00", "C-1", "£5,001.00");
    assert_eq!(text(&desk.bhlp("check").output().stdout), "");
}

#[test]
fn a_childs_reference_looks_as_the_policy_says() {
    let desk = under("child_reference = \"C-[0-9]+\"\n");
    let add = |reference: &str| {
        format!(
            "child add {reference} --cohort looked_after --born 1999-03 --area North --need N1 --level 2 --lead LP1"
        )
    };
    desk.bhlp(&add("C-4x")).refused(
        "REFERENCE_MISFITS",
        "`C-4x` does not match the policy's pattern for a child's reference: C-[0-9]+\n\
         hint: give the authority's own reference; the pattern is the policy's: bhlp policy show",
    );
    desk.bhlp(&add("C-44")).done();
    let head = "child_ref,cohort,arm,born,sex,ethnicity,area,need,need_level,caf_ref,caf_on,consent_on,\
                lead_professional";
    let row = |reference: &str| format!("{reference},looked_after,budget,1999-03,F,WBRI,North,N1,2,,,,LP1");
    let file = format!("{head}\n{}\n{}\n", row("C-45"), row("D-45"));
    fs::write(desk.dir.path().join("children.csv"), file).unwrap();
    let refused = desk.bhlp("import children children.csv").output();
    assert!(
        text(&refused.stderr).contains("line 3: [REFERENCE_MISFITS] `D-45`"),
        "{}",
        text(&refused.stderr)
    );
}

#[test]
fn the_policy_says_which_fund_is_drawn_first() {
    let desk = Desk::new();
    for line in [
        "fund add KIT --name Kit --contributor Council --category clothing",
        "fund receive KIT 100",
        "budget top-up C-1 100 --fund KIT",
    ] {
        desk.bhlp(line).done();
    }
    let buys = |on: &str, parts: &str| {
        let bought = desk
            .bhlp(&format!("buy C-1 clothing 60 --from SHOP --on {on} --dry-run"))
            .now("2006-10-01T10:00:00Z")
            .output();
        assert!(bought.status.success());
        let json = desk
            .bhlp(&format!("buy C-1 clothing 60 --from SHOP --on {on} --dry-run --format json"))
            .now("2006-10-01T10:00:00Z")
            .output();
        assert!(text(&json.stdout).contains(parts), "{}", text(&json.stdout));
    };
    buys("2006-09-01", r#""split":[{"amount":"60.00","fund":"KIT"}]"#);
    desk.policy("draw_first = [\"POOL\"]\n");
    desk.bhlp("policy set p.toml --from 2006-10-01").done();
    buys("2006-09-30", r#""split":[{"amount":"60.00","fund":"KIT"}]"#);
    buys("2006-10-01", r#""split":[{"amount":"60.00","fund":"POOL"}]"#);
}

/// £60.00 are bought and £39.99 commissioned: £99.99 of clothing stand under a cap of £80.00, and are
/// invoiced.
#[test]
fn a_cap_below_what_a_child_has_holds_what_is_drawn_from_then_on() {
    let desk = Desk::new();
    desk.bhlp("buy C-1 clothing 60 --from SHOP").done();
    desk.bhlp("commission place C-1 clothing 39.99 --from SHOP").done();
    desk.policy("[categories]\nclothing = { cap = \"80.00\" }\n");
    let stands = "warning: C-1 has £99.99 committed and spent on clothing already, above £80.00: \
                  that stands, and no more is drawn\n";
    for command in ["check", "set"] {
        let said = desk.bhlp(&format!("policy {command} p.toml")).output();
        assert_eq!((text(&said.stderr).as_str(), said.status.success()), (stands, true), "{command}");
    }
    let more = |asked: &str| {
        format!(
            "a child may have £80.00 of clothing; C-1 has had £99.99, {asked} more was asked for\n\
             hint: see what the policy allows: bhlp policy show"
        )
    };
    desk.bhlp("buy C-1 clothing 0.01 --from SHOP").refused("CATEGORY_CAP_EXCEEDED", &more("£0.01"));
    desk.bhlp("commission amend 16 40.00").refused("CATEGORY_CAP_EXCEEDED", &more("£0.01"));
    desk.bhlp("invoice record 16 40.01").refused("CATEGORY_CAP_EXCEEDED", &more("£0.02"));
    desk.bhlp("invoice record 16 39.99").done();
    desk.bhlp("payment record 16 39.99").done();
    // What came back is under the cap again: £99.99 - £60.00 = £39.99, and £40.01 more is its end.
    desk.bhlp("refund record 15 60").done();
    desk.bhlp("buy C-1 clothing 40.02 --from SHOP").refused(
        "CATEGORY_CAP_EXCEEDED",
        "a child may have £80.00 of clothing; C-1 has had £39.99, £40.02 more was asked for\n\
         hint: see what the policy allows: bhlp policy show",
    );
    desk.bhlp("buy C-1 clothing 40.01 --from SHOP").done();
    desk.bhlp("check").done();
}

#[test]
fn the_policy_says_when_a_budget_is_idle() {
    let desk = under("idle_days = 30\n");
    let idle = |now: &str, extra: &str| {
        let line = format!("report idle --format csv {extra}");
        text(&desk.bhlp(&line).now(now).output().stdout).lines().count() - 1
    };
    // C-1's budget opened on 3 July.
    assert_eq!(idle("2006-08-01T10:00:00Z", ""), 0);
    assert_eq!(idle("2006-08-02T10:00:00Z", ""), 1);
    assert_eq!(idle("2006-08-02T10:00:00Z", "--days 31"), 0);
}

#[test]
fn vat_that_is_usual_and_was_not_given_is_asked_after() {
    let desk = under("[categories]\nfood = { vat_usual = true }\n");
    let warned = "warning: food usually includes VAT that the council recovers, and none was given: --vat\n";
    desk.bhlp("budget open C-2 300").done();
    for (command, child) in [("buy", 1), ("commission place", 2)] {
        let said = |price: &str| {
            let done = desk.bhlp(&format!("{command} C-{child} food {price} --from SHOP")).output();
            assert!(done.status.success());
            text(&done.stderr)
        };
        assert_eq!(said("23.50"), warned, "{command}");
        assert_eq!(said("23.51 --vat 3.50"), "", "{command}");
    }
}

#[test]
fn who_leaves_and_was_to_approve_is_said() {
    let desk = under(SOUND);
    desk.bhlp("practitioner leave FIN --on 2006-09-30")
        .stdout("FIN leaves on 2006-09-30\n")
        .stderr("warning: FIN approves in band 2 of the policy: set one that names somebody else\n")
        .code(0);
}

#[test]
fn a_band_that_nobody_is_in_yet_is_doubted() {
    let desk = Desk::new();
    desk.bhlp("practitioner leave MGR --on 2006-08-31").done();
    desk.policy(SOUND);
    let checked = desk.bhlp("policy check p.toml").output();
    assert_eq!(text(&checked.stderr), "warning: nobody in the pilot can approve in band 1 yet\n");
}
