//! Families: who belongs to them, and what their children share.

use super::desk::{Desk, text};
use super::reconcile::lines;

/// F-1 is C-1 and C-2 since August (members 15 and 16), F-2 is C-3 (17); C-2 has a budget of 300.00 (18).
fn families() -> Desk {
    let desk = Desk::new();
    desk.bhlp("family add F-1 C-1 C-2 --on 2006-08-01")
        .stdout("registered family F-1 from 2006-08-01: C-1, C-2\n")
        .code(0);
    desk.bhlp("family add F-2 C-3").user("MGR").done();
    desk.bhlp("budget open C-2 300 --on 2006-08-01").done();
    desk
}

#[test]
fn a_child_belongs_to_families_from_day_to_day() {
    let desk = families();
    let events = desk.events();
    desk.bhlp("family add F-3").refused(
        "FAMILY_WITHOUT_CHILDREN",
        "family F-3 has no children\nhint: name them: bhlp family add F-3 CHILD CHILD",
    );
    desk.bhlp("family add F-3 C-3 C-3 --kind kinship").refused(
        "MEMBER_ALREADY",
        "C-3 belongs to F-3 already, from 2006-09-01 (member 19)\n\
         hint: if that is wrong: bhlp family withdraw 19 --reason TEXT; it ends with: bhlp family leave",
    );
    for line in ["family join F-2 C-1 --kind foster --on 2006-09-02", "family leave F-2 C-3 --on 2006-09-02"]
    {
        let refused = desk.bhlp(line).output();
        assert!(text(&refused.stderr).starts_with("error[DAY_TO_COME]"), "{line}");
    }
    desk.bhlp("family add F-1 C-3").refused(
        "REGISTERED_ALREADY",
        "family `F-1` is registered already\nhint: another child joins it: bhlp family join F-1 CHILD",
    );
    desk.bhlp("family join F-9 C-3").refused(
        "UNKNOWN_FAMILY",
        "there is no family `F-9`\nhint: see what is registered: bhlp family list",
    );
    desk.bhlp("family join F-2 C-1").refused(
        "TWO_MAIN_FAMILIES",
        "C-1's main family is F-1, from 2006-08-01; F-2 cannot be another\n\
         hint: another kind may stand beside it: --kind shared_care, foster or kinship; or first: \
         bhlp family leave F-1 C-1 --on DATE",
    );
    desk.bhlp("family join F-1 C-2 --kind kinship").refused(
        "MEMBER_ALREADY",
        "C-2 belongs to F-1 already, from 2006-08-01 (member 16)\n\
         hint: if that is wrong: bhlp family withdraw 16 --reason TEXT; it ends with: bhlp family leave",
    );
    desk.bhlp("family join F-2 C-1 --kind foster --until 2006-08-31").refused(
        "DAYS_OUT_OF_ORDER",
        "the last day on 2006-08-31 comes before the first day on 2006-09-01\n\
         hint: check the days: --on DATE is the day it happened",
    );
    desk.bhlp("family leave F-1 C-1 --on 2006-07-31").refused(
        "DAYS_OUT_OF_ORDER",
        "the last day on 2006-07-31 comes before the first day on 2006-08-01\n\
         hint: check the days: --on DATE is the day it happened",
    );
    desk.bhlp("family leave F-2 C-1").refused(
        "NOT_OF_THE_FAMILY",
        "C-1 does not belong to family F-2\n\
         hint: see who belongs to it, and when: bhlp family list --family F-2",
    );
    desk.bhlp("family join F-2 C-1 --kind aunt").fails(
        2,
        "WORD_UNKNOWN",
        "--kind: `aunt` is no kind of membership; it is one of: main, shared_care, foster, kinship",
    );
    desk.bhlp("family add F-3 C-1 --on 2006-07-01").user("LP1").refused(
        "ROLE_MAY_NOT",
        "LP1 is a lead professional and may not change the registers or import\n\
         hint: ask a colleague whose role includes it: bhlp practitioner list",
    );
    assert_eq!(desk.events(), events);

    desk.bhlp("family join F-2 C-1 --kind shared_care --on 2006-08-15")
        .stdout("C-1 belongs to family F-2 from 2006-08-15: shared care (member 19)\n")
        .code(0);
    desk.bhlp("family leave F-1 C-1 --on 2006-08-31")
        .stdout("C-1 leaves family F-1; the last day is 2006-08-31\n")
        .code(0);
    desk.bhlp("family leave F-1 C-1").refused(
        "MEMBER_LEFT",
        "C-1 left F-1 already; the last day was 2006-08-31\n\
         hint: if the child came back: bhlp family join F-1 C-1 --on DATE",
    );
    // The main family may change from one day to the next.
    desk.bhlp("family withdraw 19 --reason 'it is the main one'")
        .stdout("withdrew member 19 of C-1: it was shared care in F-2 from 2006-08-15\n")
        .code(0);
    desk.bhlp("family withdraw 19 --reason again").refused(
        "FACT_WITHDRAWN",
        "member 19 was withdrawn by event 21: it is the main one\n\
         hint: what was withdrawn is no more: record it anew, or take it out of the file; bhlp report corrections shows it",
    );
    desk.bhlp("family join F-2 C-1 --until 2007-08-31").done();
    desk.bhlp("family list --format csv")
        .stdout(
            "family,child_ref,kind,from_on,until_on,lead_professional,member\n\
             F-1,C-1,main,2006-08-01,2006-08-31,LP1,15\n\
             F-1,C-2,main,2006-08-01,,LP1,16\n\
             F-2,C-3,main,2006-09-01,,LP2,17\n\
             F-2,C-1,main,2006-09-01,2007-08-31,LP1,22\n",
        )
        .code(0);
    desk.bhlp("family list --child C-2 --format csv")
        .stdout(
            "family,child_ref,kind,from_on,until_on,lead_professional,member\n\
             F-1,C-2,main,2006-08-01,,LP1,16\n",
        )
        .code(0);
    desk.bhlp("check").code(0);
}

/// 100.01 = 2 x 50.00 + 0.01, which goes to the first.
#[test]
fn what_children_share_is_one_purchase_from_each_childs_budget() {
    let desk = families();
    desk.bhlp("family buy F-1 furniture 100.01 -f SHOP -w 'bunk bed'")
        .user("MGR")
        .stdout(
            "bought bunk bed for family F-1 from Shoe shop on 2006-09-01: £100.01 in all, shared by 2\n  \
             C-1: £50.01 (commission 19)\n  \
             C-2: £50.00 (commission 20)\n\
             left for C-1: £449.99 of £500.00 (promised £0.00, used £50.01)\n\
             left for C-2: £250.00 of £300.00 (promised £0.00, used £50.00)\n",
        )
        .code(0);
    // By need: likely 60.00 and 30.00, so 90.00 x 2/3 and 1/3; VAT 5.00 = 3.33 1/3 + 1.66 2/3.
    desk.bhlp("need add C-1 --what Sleep --domain environment --aim 1.1 --likely 60").done(); // 21
    desk.bhlp("need add C-2 --what Rest --domain carers --aim 1.6 --likely 30").done(); // 22
    desk.bhlp(
        "family buy F-1 activities 90 -f SWIM --by-need --share C-1,need=21 --share C-2,need=22 --vat 5 --invoice H1",
    )
    .stdout(
        "bought activities for family F-1 from Swim, \"Splash\" & =Co on 2006-09-01: £90.00 in all, shared by 2\n  \
         C-1: £60.00 (commission 23)\n  \
         C-2: £30.00 (commission 24)\n\
         left for C-1: £393.32 of £500.00 (promised £0.00, used £106.68)\n\
         left for C-2: £221.67 of £300.00 (promised £0.00, used £78.33)\n",
    )
    .code(0);
    desk.bhlp("report shared --family F-1 --format csv")
        .stdout(
            "purchase,on,family,child_ref,what,provider,price,spent,need,domain,lead_professional\n\
             19,2006-09-01,F-1,C-1,bunk bed,SHOP,100.01,50.01,,,LP1\n\
             19,2006-09-01,F-1,C-2,bunk bed,SHOP,100.01,50.00,,,LP1\n\
             23,2006-09-01,F-1,C-1,Holiday and activity costs,SWIM,90.00,56.67,21,environment,LP1\n\
             23,2006-09-01,F-1,C-2,Holiday and activity costs,SWIM,90.00,28.33,22,carers,LP1\n",
        )
        .code(0);
    // 28.33 of 185.01 is 15.3 per cent, 56.67 is 30.6, the rest, 100.01, is 54.06 and so 54.1.
    desk.bhlp("report by-domain --family F-1 --format csv")
        .stdout(
            "domain,children,purchases,committed,spent,share\n\
             carers,1,1,0.00,28.33,15.3\n\
             environment,1,1,0.00,56.67,30.6\n\
             not said,2,2,0.00,100.01,54.1\n",
        )
        .code(0);
    desk.bhlp("family show F-1 --format csv")
        .stdout(
            "child_ref,kind,from_on,until_on,lead_professional,allocated,committed,spent,shared,available\n\
             C-1,main,2006-08-01,,LP1,500.00,0.00,106.68,106.68,393.32\n\
             C-2,main,2006-08-01,,LP1,300.00,0.00,78.33,78.33,221.67\n",
        )
        .code(0);
    // On the day before, nothing was bought.
    desk.bhlp("family show F-1 --format csv --on 2006-08-31")
        .stdout(
            "child_ref,kind,from_on,until_on,lead_professional,allocated,committed,spent,shared,available\n\
             C-1,main,2006-08-01,,LP1,500.00,0.00,0.00,0.00,500.00\n\
             C-2,main,2006-08-01,,LP1,300.00,0.00,0.00,0.00,300.00\n",
        )
        .code(0);
    // One share is put right in its place; the other stands.
    desk.bhlp("entry correct 24 --amount 28 --vat 1 --reason 'read wrongly'").done(); // 25, 26
    desk.bhlp("entry reverse 19 --reason 'sent back'").done(); // 27
    desk.bhlp("report shared --family F-1 --format csv")
        .stdout(
            "purchase,on,family,child_ref,what,provider,price,spent,need,domain,lead_professional\n\
             19,2006-09-01,F-1,C-2,bunk bed,SHOP,50.00,50.00,,,LP1\n\
             23,2006-09-01,F-1,C-1,Holiday and activity costs,SWIM,88.00,56.67,21,environment,LP1\n\
             23,2006-09-01,F-1,C-2,Holiday and activity costs,SWIM,88.00,27.00,22,carers,LP1\n",
        )
        .code(0);
    desk.bhlp("check").code(0);
}

#[test]
fn what_is_shared_is_recorded_all_or_not_at_all() {
    let desk = families();
    let events = desk.events();
    let buy = "family buy F-1 furniture 90 -f SHOP";
    // 601 is 300.50 each, and C-2 has 300.00.
    desk.bhlp("family buy F-1 furniture 601 -f SHOP").refused(
        "BUDGET_EXCEEDED",
        "C-2's budget has £300.00 left; £300.50 was asked for\n  \
         given £300.00 = left £300.00 + promised £0.00 + used £0.00\n\
         hint: give a smaller amount, or have the budget topped up: bhlp budget top-up C-2 AMOUNT",
    );
    // In parts it is no less: 50.01 and 50.00 are each within the 100.00 of LP1.
    desk.bhlp("family buy F-1 furniture 100.01 -f SHOP").user("LP1").refused(
        "SHARED_ABOVE_SIGN_OFF",
        "LP1 may commission up to £100.00 alone; what is shared is £100.01 in all\n\
         hint: somebody whose limit reaches all of it buys it: --for PRACTITIONER, or --as USER",
    );
    desk.bhlp(&format!("{buy} --share C-1 --share C-3")).refused(
        "NOT_OF_THE_FAMILY",
        "C-3 does not belong to family F-1 on 2006-09-01\n\
         hint: see who belongs to it, and when: bhlp family list --family F-1",
    );
    desk.bhlp(&format!("{buy} --on 2006-07-31")).refused(
        "FAMILY_WITHOUT_CHILDREN",
        "family F-1 has no children on 2006-07-31\n\
         hint: see who belongs to it, and when: bhlp family list --family F-1",
    );
    desk.bhlp(&format!("{buy} --share C-1")).refused(
        "SHARED_BY_ONE",
        "what is shared has at least two children; C-1 was named\nhint: for one child: bhlp buy CHILD ...",
    );
    desk.bhlp(&format!("{buy} --share C-1=60 --share C-1=30"))
        .refused("SHARED_TWICE", "C-1 has two shares of it\nhint: add the two up");
    desk.bhlp(&format!("{buy} --share C-1=60 --share C-2=30.01")).refused(
        "SHARES_DO_NOT_ADD_UP",
        "the shares add up to £90.01; the price is £90.00\nhint: correct a share or the price",
    );
    let three_ways = "hint: give each child an amount (--share CHILD=AMOUNT), or none; by need: \
                      --by-need --share CHILD,need=N";
    desk.bhlp(&format!("{buy} --share C-1=60 --share C-2")).refused(
        "SHARE_UNSAID",
        &format!("the share of C-2 does not follow: it wants an amount, as the others have\n{three_ways}"),
    );
    desk.bhlp(&format!("{buy} --by-need --share C-1 --share C-2")).refused(
        "SHARE_UNSAID",
        &format!(
            "the share of C-1 does not follow: it wants a need with what it is likely to cost\n{three_ways}"
        ),
    );
    desk.bhlp(&format!("{buy} --share C-1:60 --share C-2")).fails(
        2,
        "SHARE_INVALID",
        "--share: `C-1:60` is no share; write CHILD, CHILD=AMOUNT or CHILD=AMOUNT,need=N, such as C-0007=120.00,need=41",
    );
    assert_eq!(desk.events(), events);
    // Whoever belongs to it no more has no share, and is told where one had been bought.
    desk.bhlp(buy).done(); // 19, 20
    desk.bhlp("family leave F-1 C-2 --on 2006-08-31")
        .stdout("C-2 leaves family F-1; the last day is 2006-08-31\n")
        .stderr("warning: C-2 has a share of what was bought for F-1 after that: entry 20\n")
        .code(0);
    desk.bhlp("check").code(0);
}

/// C-1 shares in F-1 and, in shared care, belongs to F-2: the page of F-2 does not tell what F-1 bought.
#[test]
fn the_page_of_a_family_has_a_part_for_each_child_and_tells_of_no_other_family() {
    let desk = families();
    desk.bhlp("family join F-2 C-1 --kind shared_care --on 2006-08-01").done();
    desk.bhlp("family buy F-1 furniture 90 -f SHOP -w 'bunk bed'").done();
    desk.bhlp("buy C-1 care 10 -f SWIM -w swimming").done();
    desk.bhlp("report family --family F-1")
        .stdout(
            "Your budget, family F-1\nas at 1 September 2006\n\n\
             C-1\n\
             You were given £500.00. £55.00 of it has been used and £0.00 is promised.\n\
             £445.00 is left.\n\n\
             What has been bought\n\
             - 1 September 2006: bunk bed, from Shoe shop: £45.00\n\
             - 1 September 2006: swimming, from Swim, \"Splash\" & =Co: £10.00\n\n\
             What is promised\n- nothing at the moment\n\n\
             C-2\n\
             You were given £300.00. £45.00 of it has been used and £0.00 is promised.\n\
             £255.00 is left.\n\n\
             What has been bought\n\
             - 1 September 2006: bunk bed, from Shoe shop: £45.00\n\n\
             What is promised\n- nothing at the moment\n\n\
             The amounts do not include VAT that the council can reclaim.\n\
             If something on this page does not look right, please ask your lead professional.\n",
        )
        .code(0);
    desk.bhlp("report family --family F-2")
        .stdout(
            "Your budget, family F-2\nas at 1 September 2006\n\n\
             C-1\n\
             You were given £500.00. £55.00 of it has been used and £0.00 is promised.\n\
             £445.00 is left.\n\n\
             What has been bought\n\
             - 1 September 2006: something else: £45.00\n\
             - 1 September 2006: something else: £10.00\n\n\
             What is promised\n- nothing at the moment\n\n\
             The amounts do not include VAT that the council can reclaim.\n\
             If something on this page does not look right, please ask your lead professional.\n",
        )
        .code(0);
}

/// F-3 is the other household of C-1 and C-2: its page has neither what C-1 needs nor what its main family
/// promised; the page of F-1 has both.
#[test]
fn the_page_of_a_family_that_is_not_the_main_one_tells_of_no_need_and_no_promise() {
    let desk = families();
    desk.bhlp("family add F-3 C-1 C-2 --kind shared_care --on 2006-08-01").done();
    desk.bhlp("family buy F-3 furniture 30 -f SHOP -w lamps").done();
    desk.bhlp("need add C-1 --what 'safe from dad' --domain child --aim 1.1 --likely 50").done();
    desk.bhlp("compact add C-1 --promise 'family: keep the new address'").done();
    desk.bhlp("commission place C-1 care 20 -f SWIM -w 'a trip in secret'").done();
    for format in ["table", "json", "csv"] {
        let page = |family: &str| {
            text(&desk.bhlp(&format!("report family --family {family} --format {format}")).output().stdout)
        };
        for told in ["safe from dad", "keep the new address", "a trip in secret"] {
            assert!(page("F-1").contains(told), "{told}");
            assert!(!page("F-3").contains(told), "{told}");
        }
        assert!(page("F-3").contains("something else") && page("F-3").contains("lamps"));
    }
}

/// 100.01 of two shares is one line of the bank's statement.
#[test]
fn what_is_shared_is_found_as_one_line_of_the_statement() {
    let desk = families();
    desk.bhlp("family buy F-1 furniture 100.01 -f SHOP -w 'bunk bed' --invoice B77").done(); // 19, 20
    lines(&desk, "bank:main", &[("2006-09-04", -10_001, "SHOE SHOP")]);
    desk.bhlp("reconcile auto").user("FIN").now("2006-10-04T09:00:00Z").done();
    let matched = "SELECT group_concat(entry_id || ' ' || amount_pence, ', ') FROM matching_item";
    let matched: String = desk.other_hand().query_row(matched, [], |row| row.get(0)).unwrap();
    assert_eq!(matched, "19 -5001, 20 -5000");
}

#[test]
fn what_is_shared_is_reversed_all_at_once() {
    let desk = families();
    desk.bhlp("family buy F-1 furniture 90 -f SHOP").done(); // 19, 20
    desk.bhlp("entry reverse 20 --whole --reason 'sent back'")
        .stdout(
            "reversed all 2 lines of entry 20 (entry 22)\n  \
             reversed entry 19 (buy) on 2006-09-01 (entry 21)\n  \
             reversed entry 20 (buy) on 2006-09-01\n\
             left for C-1: £500.00 of £500.00 (promised £0.00, used £0.00)\n\
             left for C-2: £300.00 of £300.00 (promised £0.00, used £0.00)\n",
        )
        .code(0);
    desk.bhlp("report shared --format csv")
        .stdout("purchase,on,family,child_ref,what,provider,price,spent,need,domain,lead_professional\n")
        .code(0);
    desk.bhlp("entry reverse 20 --whole --reason again").refused(
        "ALREADY_REVERSED",
        "entry 20 was reversed already, by entry 22\nhint: see it: bhlp entry show 22",
    );
    desk.bhlp("check").code(0);
}

/// 117.50 with 17.50 of VAT in two: 58.75 and 58.75, of which 8.75 is VAT; the second was undone.
#[test]
fn the_month_pack_has_what_was_shared_and_tells_of_no_child() {
    let desk = families();
    desk.bhlp("family buy F-1 furniture 117.50 --vat 17.50 -f SHOP --invoice B9 --evidence vat_invoice")
        .done(); // 19, 20
    desk.bhlp("entry reverse 20 --reason 'one was sent back'").done(); // 21
    desk.bhlp("export month 2006-09 --to pack").now("2006-10-05T10:00:00Z").done();
    assert_eq!(
        std::fs::read_to_string(desk.dir.path().join("pack/shared.csv")).unwrap(),
        "purchase,entry,on,category,provider,provider_name,document,bought_by,paid,spent\r\n\
         19,19,2006-09-01,furniture,SHOP,Shoe shop,B9,ADMIN,58.75,50.00\r\n\
         19,20,2006-09-01,furniture,SHOP,Shoe shop,B9,ADMIN,58.75,50.00\r\n\
         19,21,2006-09-01,furniture,SHOP,Shoe shop,B9,ADMIN,-58.75,-50.00\r\n"
    );
    desk.bhlp("export month 2006-08 --to august").now("2006-10-05T10:00:00Z").done();
    assert!(!desk.dir.path().join("august/shared.csv").exists());
}

/// What a shielded child shares is shown without its shop, on the page of a sister too.
#[test]
fn what_a_shielded_child_shares_tells_of_no_shop() {
    let desk = families();
    desk.bhlp("family buy F-1 food 20 -f SHOP -w 'meals in Lee Road'").done(); // 19, 20
    desk.bhlp("buy C-2 food 5 -f SWIM -w cake").done(); // 21
    desk.bhlp("consent record C-1 shield --reason 'a threat was made'").user("LP1").done(); // 22
    desk.bhlp("report shared --format csv")
        .stdout(
            "purchase,on,family,child_ref,what,provider,price,spent,need,domain,lead_professional\n\
             19,2006-09-01,F-1,C-1,Food and essentials,not shown,20.00,10.00,,,LP1\n\
             19,2006-09-01,F-1,C-2,Food and essentials,not shown,20.00,10.00,,,LP1\n",
        )
        .code(0);
    let page = desk.bhlp("report family --family F-1").output();
    assert_eq!(text(&page.stderr), "C-1 is shielded: that you looked is recorded\n");
    let page = text(&page.stdout);
    assert!(!page.contains("Lee Road") && !page.contains("Shoe shop"), "{page}");
    assert!(page.contains("cake, from Swim"), "{page}");
    let sister = text(&desk.bhlp("report statement --child C-2 --format csv").output().stdout);
    assert!(!sister.contains("Lee Road") && !sister.contains("Shoe shop"), "{sister}");
    assert!(sister.contains("not shown") && sister.contains("cake"), "{sister}");
    // Both shares are published without the name, as an individual's are.
    desk.bhlp("export transparency --quarter 2006Q3 --to spent --above 0").now("2006-10-05T10:00:00Z").done();
    let review = std::fs::read_to_string(desk.dir.path().join("spent/review.csv")).unwrap();
    assert!(!review.contains("Shoe shop"), "{review}");
    assert!(review.contains(",(not shown),20.00,") && review.contains("19 20"), "{review}");
}
