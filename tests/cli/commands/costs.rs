//! What the pilot itself cost: spent of a fund, and no child's.

use super::desk::{Desk, text};

/// £5,500.00 is in the pool. 1,000.00 of training with 148.94 of VAT: 851.06 net; 2,000.00 of pay, no VAT.
fn with_costs() -> Desk {
    let desk = Desk::new();
    desk.bhlp("category add training --label Training --for start_up").done();
    desk.bhlp("category add coordination --label Coordination --for running").done();
    desk.bhlp("cost record POOL training 1000 --vat 148.94 --provider SHOP --number T1")
        .user("FIN")
        .stdout(
            "recorded £1,000.00 of training (start-up) paid to Shoe shop for fund POOL on 2006-09-01; \
             its pool has £4,648.94 (entry 17)\n",
        )
        .code(0);
    desk.bhlp("cost record POOL coordination 2000 --note 'the coordinator, July and August'")
        .user("FIN")
        .stdout(
            "recorded £2,000.00 of coordination (running) paid for fund POOL on 2006-09-01; \
             its pool has £2,648.94 (entry 18)\n",
        )
        .code(0);
    desk
}

#[test]
fn what_the_pilot_itself_cost_is_in_both_books() {
    let desk = with_costs();
    desk.bhlp("check").done();
    // Pool 5,500.00 - 851.06 - 2,000.00; bank 6,000.00 - 1,000.00 - 2,000.00; the provider is owed nothing.
    desk.bhlp("report trial-balance --format csv")
        .stdout(
            "book,account,debit,credit\n\
             budget,available:C-1:POOL,500.00,0.00\n\
             budget,grant:POOL,0.00,6000.00\n\
             budget,pool:POOL,2648.94,0.00\n\
             budget,spent:POOL,2851.06,0.00\n\
             budget,total,6000.00,6000.00\n\
             cash,bank:main,3000.00,0.00\n\
             cash,cost:coordination,2000.00,0.00\n\
             cash,cost:training,851.06,0.00\n\
             cash,income:POOL,0.00,6000.00\n\
             cash,vat,148.94,0.00\n\
             cash,total,6000.00,6000.00\n",
        )
        .code(0);
    desk.bhlp("cost list --format csv")
        .stdout(
            "entry,on,fund,category,spent_on,provider,reference,paid,spent\n\
             17,2006-09-01,POOL,training,start_up,SHOP,T1,1000.00,851.06\n\
             18,2006-09-01,POOL,coordination,running,,,2000.00,2000.00\n",
        )
        .code(0);
    desk.bhlp("report by-fund --format csv")
        .stdout(
            "fund,name,contributor,received,pool,available,committed,spent,on_pilot\n\
             POOL,Pool,Council,6000.00,2648.94,500.00,0.00,2851.06,2851.06\n",
        )
        .code(0);
    // Of budgets nothing was used: the months tell of children.
    desk.bhlp("report months --format csv")
        .stdout(
            "month,allocated,committed,spent,paid,purchases\n2006-07,500.00,0.00,0.00,0.00,0\n2006-09,0.00,0.00,0.00,0.00,0\n",
        )
        .code(0);
    let entries = text(&desk.bhlp("entry list --format csv").output().stdout);
    assert!(entries.contains(",cost of the pilot,,,,,1000.00,,"), "{entries}");
    // Undone on its day it is as if it never was; what the VAT and the bank had comes back too.
    desk.bhlp("entry reverse 17 --reason 'the course was called off'").user("FIN").done();
    desk.bhlp("report by-fund --format csv")
        .stdout(
            "fund,name,contributor,received,pool,available,committed,spent,on_pilot\n\
             POOL,Pool,Council,6000.00,3500.00,500.00,0.00,2000.00,2000.00\n",
        )
        .code(0);
    let entries = text(&desk.bhlp("entry list --format csv").output().stdout);
    assert!(entries.contains(",reversed entry 17,,,,,1000.00,,"), "{entries}");
    desk.bhlp("check").done();
}

#[test]
fn the_month_pack_and_the_grant_claim_have_it() {
    let desk = with_costs();
    desk.bhlp("export month 2006-09 --to pack").now("2006-10-05T10:00:00Z").done();
    let read = |file: &str| std::fs::read_to_string(desk.dir.path().join("pack").join(file)).unwrap();
    assert_eq!(
        read("pilot-costs.csv"),
        "entry,on,fund,category,spent_on,provider,provider_name,document,paid,spent\r\n\
         17,2006-09-01,POOL,training,start_up,SHOP,Shoe shop,T1,1000.00,851.06\r\n\
         18,2006-09-01,POOL,coordination,running,,,,2000.00,2000.00\r\n"
    );
    let funds = read("funds.csv");
    assert!(
        funds.contains(",2851.06,2851.06,0.00,500.00,2648.94,incurred,2008-09-30,2851.06,0.00"),
        "{funds}"
    );
    let vat = read("vat.csv");
    assert!(
        vat.contains("17,2006-09-01,cost.record,17,SHOP,Shoe shop,T1,1000.00,851.06,148.94,bank:main,yes"),
        "{vat}"
    );
}

/// 200.00 and 50.00 are paid by 31 October, and claimed; the 50.00 comes back after that, and is owed.
#[test]
fn the_grant_claim_ends_with_the_funds_last_day() {
    let desk = Desk::new();
    let later = "2006-12-05T10:00:00Z";
    for line in [
        "category add evaluation --label Evaluation --for start_up",
        "fund add GRANT --name Grant --contributor Trust --until 2006-10-31 --claim-basis defrayed --claim-by 2006-10-31",
        "fund receive GRANT 500 --on 2006-09-01",
        "cost record GRANT evaluation 200 --on 2006-09-20",
        "cost record GRANT evaluation 50 --on 2006-09-21",
        "entry reverse 19 --reason 'paid twice' --on 2006-11-21",
    ] {
        desk.bhlp(line).now(later).done();
    }
    desk.bhlp("export month 2006-11 --to pack").now(later).done();
    let funds = std::fs::read_to_string(desk.dir.path().join("pack/funds.csv")).unwrap();
    // 200.00 + 50.00 claimed; 50.00 of it is owed back.
    assert!(funds.contains("defrayed,2006-10-31,250.00,50.00"), "{funds}");
}

#[test]
fn what_is_no_cost_of_the_pilot_is_refused() {
    let desk = with_costs();
    desk.bhlp("cost record POOL clothing 10").refused(
        "CATEGORY_MISPLACED",
        "category clothing is for what is bought for children, not for what the pilot itself costs\n\
         hint: see what each category is for: bhlp category list; for another: bhlp category add --for",
    );
    desk.bhlp("buy C-1 training 10 --from SHOP").refused(
        "CATEGORY_MISPLACED",
        "category training is for what the pilot itself costs, not for what is bought for a child\n\
         hint: see what each category is for: bhlp category list; for another: bhlp category add --for",
    );
    desk.bhlp("cost record POOL training 2648.95").refused(
        "POOL_EXCEEDED",
        "fund POOL has £2,648.94 in its pool; £2,648.95 was asked for\nhint: see what each fund has: bhlp fund list",
    );
    desk.bhlp("cost record POOL training 2648.94 --dry-run").done();
    desk.bhlp("cost record POOL training 117.50 --vat 17.50").refused(
        "FIELD_INVALID",
        "vat `17.50` is not valid; wanted 0.00, or with it the provider and the number of its invoice: --provider, --number",
    );
    desk.bhlp("cost record POOL training 10 --account card:9").refused(
        "UNKNOWN_ACCOUNT",
        "there is no account `card:9`\nhint: see them: bhlp account list; finance opens them: bhlp account open NAME",
    );
    desk.bhlp("fund add SHOES --name Shoes --contributor Trust --category clothing").done();
    desk.bhlp("fund receive SHOES 100").done();
    desk.bhlp("cost record SHOES training 10").refused(
        "FUND_DOES_NOT_FIT",
        "fund SHOES does not fit: it is not kept for training\nhint: see what each fund is kept for: bhlp fund list",
    );
    desk.bhlp("cost record POOL training 10").user("LP1").refused(
        "ROLE_MAY_NOT",
        "LP1 is a lead professional and may not `cost record`\n\
         hint: ask a colleague whose role includes it: bhlp practitioner list",
    );
}

/// The same bill, as a cost or for a child, is asked about.
#[test]
fn a_bill_is_recorded_once() {
    let desk = with_costs();
    let already = |line: &str, found: &str| {
        let hint = "hint: if it is another document, give its own number; where the provider used the number again: --again REASON";
        let found = format!("invoice {found}");
        desk.bhlp(line).refused("INVOICE_ALREADY_RECORDED", &format!("{found}\n{hint}"));
    };
    let t1 = "of SHOP was recorded already, as entry 17 on 2006-09-01: £1,000.00";
    let twice = "cost record POOL training 1000 --vat 148.94 --provider SHOP --number 't 1'";
    already(twice, &format!("`t 1` {t1}"));
    already("buy C-1 clothing 10 --from SHOP --invoice T1", &format!("`T1` {t1}"));
    desk.bhlp("buy C-1 clothing 10 --from SHOP --invoice T2").done();
    already(
        "cost record POOL training 10 --provider SHOP --number T2",
        "`T2` of SHOP was recorded already, as entry 19 on 2006-09-01: £10.00",
    );
    desk.bhlp("cost record POOL training 10 --provider SHOP --number T2 --again 'their till begins anew'")
        .done();
    // What has no number, or is undone, is no bill that was recorded.
    desk.bhlp("cost record POOL training 10 --provider SHOP").done();
    desk.bhlp("cost record POOL training 10 --provider SHOP").done();
    desk.bhlp("entry reverse 17 --reason 'the wrong shop'").done();
    desk.bhlp("cost record POOL training 1000 --provider SHOP --number T1").done();
    desk.bhlp("check").done();
}

/// 851.06 net is above 500.00 and in the draft, where a name waits for somebody's decision; 499.99 is not,
/// and pay is nobody's invoice.
#[test]
fn what_somebody_was_paid_for_the_pilot_is_published() {
    let desk = with_costs();
    desk.bhlp("cost record POOL training 499.99 --provider SWIM --number T2 --on 2006-09-01").done();
    desk.bhlp("export transparency --quarter 2006Q3 --to out").now("2006-10-08T10:00:00Z").done();
    let csv = std::fs::read_to_string(desk.dir.path().join("out/DRAFT-spend-E06000020-2006Q3.csv")).unwrap();
    let mut csv = csv::Reader::from_reader(csv.as_bytes());
    let rows = csv.records().map(Result::unwrap);
    let rows = rows.map(|row| [5, 10, 12, 13, 15].map(|place: usize| row[place].to_owned()));
    assert_eq!(
        rows.collect::<Vec<_>>(),
        [["REDACTED PERSONAL DATA", "01/09/2006", "851.06", "0.00", "training"]]
    );
}

/// Somebody seconded to the team: the fund gives them in kind, and nothing is paid.
#[test]
fn what_is_given_in_kind_may_be_spent_on_the_pilot() {
    let desk = with_costs();
    desk.bhlp("fund add NURSE --name 'A nurse' --contributor PCT --nature notional --category coordination")
        .done();
    desk.bhlp("fund receive NURSE 900").done();
    desk.bhlp("cost record NURSE coordination 300").done();
    desk.bhlp("cost record NURSE coordination 117.50 --vat 17.50 --provider SHOP --number X").refused(
        "VAT_IN_KIND",
        "what is given in kind has no VAT for the council to recover; £17.50 was given\nhint: leave --vat out",
    );
    let accounts = text(&desk.bhlp("report trial-balance --format csv").output().stdout);
    assert!(accounts.contains("cash,notional:NURSE,600.00,0.00\n"), "{accounts}");
    desk.bhlp("check").done();
}

/// What is asked of a purchase is asked of a cost: who is paid, who records it, how much, and until when.
#[test]
fn a_cost_is_asked_what_a_purchase_is() {
    let desk = with_costs();
    let cost = "cost record POOL training 100.01 --provider SHOP";
    let colleague = "hint: let a colleague record it who may: bhlp practitioner list";
    desk.bhlp("practitioner amend FIN --limit 100").done(); // 19
    desk.bhlp(cost).user("FIN").refused(
        "SIGN_OFF_EXCEEDED",
        &format!("FIN may commission up to £100.00 alone; £100.01 was asked for\n{colleague}"),
    );
    desk.bhlp("cost record POOL training 100 --provider SHOP").user("FIN").done(); // 20
    desk.bhlp(cost).done(); // 21
    desk.bhlp("conflict declare --provider SWIM --what 'my brother runs it'").user("FIN").done(); // 22
    desk.bhlp("cost record POOL training 5 --provider SWIM").user("FIN").refused(
        "CONFLICT_DECLARED",
        &format!(
            "FIN declared a conflict of interest (my brother runs it): somebody else must approve this\n{colleague}"
        ),
    );
    desk.bhlp("cost record POOL training 5 --provider SWIM").user("MGR").done(); // 23
    // The recorder's conflict with a child has nothing to do with it.
    desk.bhlp("conflict declare --child C-1 --what 'her uncle'").user("FIN").done(); // 24
    desk.bhlp("cost record POOL training 5").user("FIN").done(); // 25
    desk.bhlp("provider step SHOP suspended --reason 'no insurance'").user("MGR").done(); // 26
    desk.bhlp("cost record POOL training 5 --provider SHOP").refused(
        "PROVIDER_SUSPENDED",
        "nothing new is commissioned from SHOP since 2006-09-01: suspended (no insurance)\n\
         hint: choose another: bhlp provider list; what was commissioned goes on; a manager ends it: bhlp provider step \
         SHOP restored --reason TEXT",
    );
    let late = |line: &str| desk.bhlp(line).now("2008-04-02T10:00:00Z");
    late("cost record POOL training 5 --on 2008-03-31").done(); // 27
    late("cost record POOL training 5 --on 2008-04-01").refused(
        "EFFECTIVE_OUTSIDE_PILOT",
        "2008-04-01 is after the pilot's last day, 2008-03-31: nothing more is given to a child or committed; until \
         2008-09-30 what was is invoiced, paid, credited, refunded, lessened and returned\n\
         hint: give the day it happened: --on DATE",
    );
    late("check").done();
}

/// A family is paid for a child by what was agreed; for the pilot itself it is paid with a warning.
#[test]
fn a_family_is_paid_for_the_pilot_itself_with_a_warning() {
    let desk = with_costs();
    desk.bhlp("agreement record C-2 FAM2 parent --basis s17A --for breaks").user("FIN").done(); // 19
    let no_child = "warning: FAM2 is a family: what it is paid for the pilot itself is no child's, and is neither \
                    accounted for nor asked back; for a child: bhlp buy CHILD CATEGORY AMOUNT --from FAM2\n";
    let paid = |line: &str, stderr: &str| {
        let said = desk.bhlp(line).user("FIN").output();
        assert_eq!(text(&said.stderr), stderr);
    };
    paid("cost record POOL training 10 --provider FAM2", no_child);
    let vat = "warning: FAM2 is a family: the council gets no VAT invoice, and may recover none of £1.75\n";
    let invoiced = "cost record POOL training 11.75 --vat 1.75 --provider FAM2 --number 1";
    paid(invoiced, &format!("{no_child}{vat}"));
}
