//! Money in other hands: direct payments, brokers, prepaid cards; what is asked back and written off.
//! Figures by hand.

use super::desk::{Desk, text};

/// C-2, who is disabled (N2) and has £500.00 (15), with a parent who is paid £20.00 a week and may keep two
/// weeks' (16).
fn family() -> Desk {
    let desk = Desk::new();
    desk.bhlp("budget open C-2 500").done();
    desk.bhlp("agreement record C-2 FAM2 parent --basis s17A --for 'short breaks' --weekly 20 --weeks 2")
        .user("FIN")
        .stdout(
            "agreed with FAM2 (parent, s17A) for C-2 from 2006-09-01: what is paid is spent, and accounted for by \
             receipts (agreement 16)\n",
        )
        .code(0);
    desk
}

/// What the accounts are that a story moves, in pence.
fn balances<const N: usize>(desk: &Desk, names: [&str; N]) -> [i64; N] {
    let sql = "SELECT balance_pence FROM account WHERE name = ?";
    names.map(|name| desk.other_hand().query_row(sql, [name], |row| row.get(0)).unwrap())
}

/// £100.00 was given and nothing is accounted for: the pack says so, in a file and in the workbook.
#[test]
fn the_month_pack_has_what_is_in_other_hands() {
    let desk = family();
    desk.bhlp("buy C-2 activities 100 --from FAM2").user("LP1").done(); // 17
    desk.bhlp("export month 2006-09 --to pack").user("FIN").now("2006-10-02T10:00:00Z").done();
    let sheet = std::fs::read_to_string(desk.dir.path().join("pack/hands.csv")).unwrap();
    assert_eq!(
        sheet.lines().nth(1).unwrap(),
        "FAM2,parent,17,2006-09-01,2006-12-01,29,100.00,0.00,0.00,0.00,0.00,100.00,0.00,100.00,0.00,0.00,0.00"
    );
    assert!(desk.dir.path().join("pack/month.xlsx").exists());
}

/// £100.00 is paid, receipts account for £45.00, of the other £55.00 £40.00 may be kept: £15.00 is owed back,
/// £5.00 of it comes, £10.00 is written off. Spent: 100 - 15 + 10 = 95; bank: 6000 - 100 + 5 = 5905.
#[test]
fn what_a_family_does_not_account_for_is_asked_back_in_part_and_the_rest_written_off() {
    let desk = family();
    desk.bhlp("buy C-2 activities 100 --from FAM2").user("LP1").done(); // 17
    assert_eq!(
        balances(&desk, ["available:C-2:POOL", "spent:C-2:POOL", "bank:main"]),
        [40_000, 10_000, 590_000]
    );
    std::fs::write(desk.dir.path().join("accounts.txt"), "three weekends: 45.00").unwrap();
    std::fs::write(desk.dir.path().join("more.txt"), "four more: 55.01").unwrap();
    desk.bhlp("receipt add 17 accounts.txt --amount 45")
        .user("LP1")
        .stdout(
            "recorded receipt 18 of commission 17: accounts.txt (21 bytes), kept in the ledger; £45.00 of £100.00 is \
             accounted for (entry 18)\n",
        )
        .output();
    desk.bhlp("receipt add 17 more.txt --amount 55.01").user("LP1").refused(
        "ACCOUNTED_ABOVE_PAID",
        "£100.00 was paid on commission 17; receipts would account for £100.01\n\
         hint: see its receipts: bhlp commission show 17",
    );
    desk.bhlp("debt record 17 55.01").user("FIN").refused(
        "DEBT_ABOVE_UNACCOUNTED",
        "£55.00 of commission 17 is not accounted for; £55.01 would be asked back\n\
         hint: see what is where: bhlp holding list",
    );
    desk.bhlp("debt record 17 15.01").user("FIN").refused(
        "DEBT_WITHIN_CONTINGENCY",
        "FAM2 may keep £40.00 and has £15.00 beyond that; £15.01 would be asked back\n\
         hint: see what is where: bhlp holding list",
    );
    desk.bhlp("debt record 17").user("LP1").refused(
        "ROLE_MAY_NOT",
        "LP1 is a lead professional and may not `debt record`\n\
         hint: ask a colleague whose role includes it: bhlp practitioner list",
    );
    desk.bhlp("debt record 17")
        .user("FIN")
        .stdout(
            "FAM2 owes £15.00 back of commission 17 from 2006-09-01; what comes in: bhlp refund record 17 AMOUNT \
             (entry 19)\n\
             left for C-2: £415.00 of £500.00 (promised £0.00, used £85.00)\n",
        )
        .stderr("warning: accounts of commission 17 are due on 2006-12-01 only\n")
        .code(0);
    assert_eq!(
        balances(&desk, ["available:C-2:POOL", "spent:C-2:POOL", "creditor:FAM2", "cost:activities"]),
        [41_500, 8_500, 1_500, 8_500]
    );
    desk.bhlp("refund record 17 5").user("FIN").done(); // 20
    desk.bhlp("debt write-off 17 --reason 'moved away'").user("LP1").refused(
        "WRITE_OFF_WITHOUT_AUTHORITY",
        "LP1 may not write £10.00 off: they are lead professional\n\
         hint: ask a manager or finance officer who may: bhlp practitioner list",
    );
    desk.bhlp("debt write-off 17 10.01 --reason 'moved away'").user("MGR").refused(
        "WRITE_OFF_ABOVE_DEBT",
        "£10.00 of commission 17 is owed back; £10.01 would be written off\n\
         hint: see what is where: bhlp holding list",
    );
    desk.bhlp("debt write-off 17 --reason 'moved away'")
        .user("MGR")
        .stdout(
            "wrote off £10.00 of commission 17 on 2006-09-01: it is spent; £0.00 is still owed back (entry 21)\n\
             left for C-2: £405.00 of £500.00 (promised £0.00, used £95.00)\n",
        )
        .code(0);
    assert_eq!(
        balances(
            &desk,
            ["available:C-2:POOL", "spent:C-2:POOL", "creditor:FAM2", "cost:activities", "bank:main"]
        ),
        [40_500, 9_500, 0, 9_500, 590_500]
    );
    let hands = text(&desk.bhlp("holding list --format csv").output().stdout);
    assert_eq!(
        hands.lines().nth(1).unwrap(),
        "FAM2,parent,s17A,C-2,17,LP1,2006-09-01,2006-12-01,100.00,45.00,5.00,0.00,10.00,40.00,0.00,0,0-30,in hand"
    );
    desk.bhlp("check").done();
}

/// Of £100.00 £30.00 has a receipt, and £20.00 somebody saw the list of: £50.00 is accounted for.
#[test]
fn what_has_no_receipt_can_be_accounted_for_all_the_same() {
    let desk = family();
    desk.bhlp("buy C-2 activities 100 --from FAM2").user("LP1").done(); // 17
    std::fs::write(desk.dir.path().join("accounts.txt"), "two weekends: 30.00").unwrap();
    desk.bhlp("receipt add 17 accounts.txt --amount 30").user("LP1").done(); // 18
    let list = "receipt none 17 --reason 'their own list, seen'";
    desk.bhlp(&format!("{list} --amount 70.01")).user("LP1").refused(
        "ACCOUNTED_ABOVE_PAID",
        "£100.00 was paid on commission 17; receipts would account for £100.01\n\
         hint: see its receipts: bhlp commission show 17",
    );
    desk.bhlp(&format!("{list} --amount 20"))
        .user("LP1")
        .stdout(
            "recorded why commission 17 has no receipt: their own list, seen; £50.00 of £100.00 is accounted for\n",
        )
        .code(0);
    desk.bhlp(&format!("{list} --amount 20")).user("LP1").stdout("already recorded as receipt 19\n").code(0);
    // Corrected, the payment is accounted for as it was, and no more than was paid.
    let refused = desk.bhlp("entry correct 17 --amount 49.99 --reason slip").user("FIN").output();
    assert!(text(&refused.stderr).contains("[ACCOUNTED_ABOVE_PAID]"), "{}", text(&refused.stderr));
    desk.bhlp("entry correct 17 --amount 90 --reason slip").user("FIN").done(); // 20, 21
    let hands = text(&desk.bhlp("holding list --format csv").output().stdout);
    assert!(hands.lines().nth(1).unwrap().contains(",21,LP1,2006-09-01,2006-12-01,90.00,50.00,"), "{hands}");
    desk.bhlp("check").done();
}

/// Of £200.00 that is promised, £120.00 is advanced; the broker spends £70.00 and gives £50.00 back. Spent:
/// 70; bank: 6000 - 120 + 50 = 5930; the other £130.00 is available again: 500 - 70 = 430.
#[test]
fn what_a_broker_holds_stays_promised_until_it_is_accounted_for() {
    let desk = Desk::new();
    desk.bhlp("provider add BR1 --name 'Bridge Brokers' --sector voluntary").done(); // 15
    desk.bhlp("commission place C-1 education 200 --from BR1 --what tutor").done(); // 16
    desk.bhlp("holding advance 16 120").user("FIN").refused(
        "AGREEMENT_MISSING",
        "nothing that covers this was agreed with BR1 for C-1 by 2006-09-01\n\
         hint: record it first: bhlp agreement record C-1 BR1 broker --for TEXT; for a prepaid card: bhlp agreement \
         record C-1 BR1 parent --basis s17A --card-instead-of WAYS --for TEXT",
    );
    desk.bhlp("agreement record C-1 BR1 broker --for 'finds and pays a tutor' --accounts-after 1")
        .user("FIN")
        .done(); // 17
    desk.bhlp("holding advance 16 120")
        .user("FIN")
        .stdout(
            "advanced £120.00 to BR1 on 2006-09-01 for commission 16; £120.00 is in their hands, and accounts are due \
             in a month (entry 18)\n\
             left for C-1: £300.00 of £500.00 (promised £200.00, used £0.00)\n",
        )
        .code(0);
    assert_eq!(balances(&desk, ["committed:C-1:POOL", "held:BR1", "bank:main"]), [20_000, 12_000, 588_000]);
    desk.bhlp("holding advance 16 80.01").user("FIN").refused(
        "HELD_ABOVE_COMMITTED",
        "£200.00 is promised on commission 16; £200.01 would be in the payee's hands\n\
         hint: promise more first: bhlp commission amend 16 AMOUNT",
    );
    desk.bhlp("buy C-1 education 5 --from SHOP --account held:BR1").refused(
        "HELD_MISPLACED",
        "held:BR1 is what somebody holds for children: only an advance fills it, and what is accounted for empties it\n\
         hint: hand money out: bhlp holding advance COMMISSION; record what it bought: bhlp holding spend COMMISSION AMOUNT",
    );
    desk.bhlp("account move held:BR1 bank:main 5").refused(
        "HELD_MISPLACED",
        "held:BR1 is what somebody holds for children: only an advance fills it, and what is accounted for empties it\n\
         hint: hand money out: bhlp holding advance COMMISSION; record what it bought: bhlp holding spend COMMISSION AMOUNT",
    );
    desk.bhlp("commission cancel 16").refused(
        "HELD_ABOVE_COMMITTED",
        "£0.00 is promised on commission 16; £120.00 would be in the payee's hands\n\
         hint: have it accounted for or returned first: bhlp holding return 16",
    );
    desk.bhlp("holding spend 16 70")
        .user("LP1")
        .stdout(
            "recorded that BR1 spent £70.00 on commission 16 on 2006-09-01; £50.00 is still in their hands (entry 19)\n\
             left for C-1: £300.00 of £500.00 (promised £130.00, used £70.00)\n",
        )
        .code(0);
    desk.bhlp("holding return 16 50.01").user("FIN").refused(
        "RETURN_ABOVE_ADVANCE",
        "£50.00 of commission 16 is in the payee's hands; £50.01 would leave them\n\
         hint: at most 50.00; see what is where: bhlp holding list",
    );
    desk.bhlp("holding spend 16 50.01").user("FIN").refused(
        "RETURN_ABOVE_ADVANCE",
        "£50.00 of commission 16 is in the payee's hands; £50.01 would leave them\n\
         hint: at most 50.00; see what is where: bhlp holding list",
    );
    desk.bhlp("holding return 16")
        .user("FIN")
        .stdout(
            "BR1 gave back £50.00 of commission 16 on 2006-09-01; £0.00 is still in their hands (entry 20)\n\
             \x20 £130.00 is still promised; if nothing more is bought: bhlp commission cancel 16\n\
             left for C-1: £300.00 of £500.00 (promised £130.00, used £70.00)\n",
        )
        .code(0);
    desk.bhlp("commission cancel 16").done(); // 21
    assert_eq!(
        balances(&desk, ["available:C-1:POOL", "spent:C-1:POOL", "held:BR1", "bank:main", "cost:education"]),
        [43_000, 7_000, 0, 593_000, 7_000]
    );
    // A bill comes once, unless somebody says why.
    desk.bhlp("commission place C-1 education 40 --from BR1 --what tutor").done(); // 22
    desk.bhlp("holding advance 22 40").user("FIN").done(); // 23
    desk.bhlp("holding spend 22 10 --number B-1").user("LP1").done(); // 24
    let twice = desk.bhlp("holding spend 22 10 --number B-1").user("LP1").output();
    assert!(text(&twice.stderr).contains("[INVOICE_ALREADY_RECORDED]"), "{}", text(&twice.stderr));
    desk.bhlp("holding spend 22 10 --number B-1 --again 'its second half'").user("LP1").done(); // 25
    desk.bhlp("entry reverse 25 --reason twice").user("FIN").done(); // 26
    // Corrected, it stays what the broker spent: nobody is owed anything.
    desk.bhlp("entry correct 24 --amount 12 --reason slip").user("FIN").done(); // 27, 28
    assert_eq!(balances(&desk, ["held:BR1", "creditor:BR1", "committed:C-1:POOL"]), [2_800, 0, 2_800]);
    desk.bhlp("entry reverse 28 --reason 'not ours'").user("FIN").done(); // 29
    desk.bhlp("holding return 22").user("FIN").done(); // 30
    desk.bhlp("commission cancel 22").done(); // 31
    // The broker's own fee is a commission of its own, paid like any other.
    desk.bhlp("buy C-1 brokerage 10 --from BR1").done();
    let hands = text(&desk.bhlp("holding list --format csv").output().stdout);
    assert_eq!(
        hands.lines().skip(1).collect::<Vec<_>>(),
        [
            "BR1,broker,,C-1,16,ADMIN,2006-09-01,2006-10-01,120.00,70.00,50.00,0.00,0.00,0.00,0.00,,,accounted for",
            "BR1,broker,,C-1,22,ADMIN,2006-09-01,2006-10-01,40.00,0.00,40.00,0.00,0.00,0.00,0.00,,,accounted for"
        ]
    );
    desk.bhlp("check").done();
}

#[test]
fn a_direct_payment_has_its_basis_in_law() {
    let desk = Desk::new();
    desk.bhlp("agreement record C-1 FAM1 parent --basis s17A --for breaks").user("FIN").refused(
        "DISABILITY_NOT_RECORDED",
        "no disability is recorded for C-1: a direct payment (section 17A) is for a disabled child or parent\n\
         hint: say where it is recorded: --disability TEXT; or the child's need: bhlp child amend C-1 --need N2; cash for \
         any other child in need is --basis 's17(6)'",
    );
    desk.bhlp("agreement record C-2 FAM2 young_person --basis s17A --for breaks").user("FIN").refused(
        "NOT_SIXTEEN_OR_SEVENTEEN",
        "C-2 is not 16 or 17 on 2006-09-01: a younger child's direct payment goes to a parent\n\
         hint: name the payee: parent",
    );
    desk.bhlp("agreement record C-1 FAM1 parent --for breaks")
        .user("FIN")
        .refused("FIELD_INVALID", "basis is missing; wanted the law under which a family is paid: --basis");
    desk.bhlp("agreement record C-1 FAM1 carer --basis 's17(6)' --for beds --repayable").user("FIN").refused(
        "FIELD_INVALID",
        "on_benefit is missing; wanted yes or no: nobody on a means-tested benefit is asked to repay \
         (section 17(9))",
    );
    let agreed = "agreement record C-1 FAM1 parent --basis s17A --for breaks --disability 'register, 2005'";
    desk.bhlp(agreed).user("FIN").done();
    // Cash for a family on a benefit is not asked back, nor where repayment was no condition.
    desk.bhlp("agreement record C-1 FAM3 carer --basis 's17(6)' --for beds").user("FIN").done(); // 16
    desk.bhlp("buy C-1 furniture 80 --from FAM3").done(); // 17
    desk.bhlp("debt record 17").user("FIN").refused(
        "REPAYMENT_FORBIDDEN",
        "commission 17 is not asked back: repayment was not made a condition of it (section 17(7))\n\
         hint: what was agreed when it was paid is shown by: bhlp agreement list",
    );
    // What is agreed later changes nothing of what was paid, either way.
    let repayable = "agreement record C-1 FAM3 carer --basis 's17(6)' --for beds --repayable";
    desk.bhlp(&format!("{repayable} --benefit no --on 2006-09-02"))
        .user("FIN")
        .now("2006-09-02T10:00:00Z")
        .done(); // 18
    let later = |command: &str| desk.bhlp(command).user("FIN").now("2006-09-04T10:00:00Z");
    later("debt record 17").refused(
        "REPAYMENT_FORBIDDEN",
        "commission 17 is not asked back: repayment was not made a condition of it (section 17(7))\n\
         hint: what was agreed when it was paid is shown by: bhlp agreement list",
    );
    later("buy C-1 furniture 60 --from FAM3 --on 2006-09-03").done(); // 19
    later(&format!("{repayable} --benefit yes --on 2006-09-04")).done(); // 20
    later("buy C-1 furniture 50 --from FAM3 --on 2006-09-04").done(); // 21
    later("debt record 21").refused(
        "REPAYMENT_FORBIDDEN",
        "commission 21 is not asked back: the family is on a means-tested benefit (section 17(9))\n\
         hint: what was agreed when it was paid is shown by: bhlp agreement list",
    );
    // Accounts of 3 September are due on 3 December.
    let early = later("debt record 19 30").output();
    assert!(
        text(&early.stderr).contains("warning: accounts of commission 19 are due on 2006-12-03 only"),
        "{}",
        text(&early.stderr)
    );
    desk.bhlp("check").now("2006-09-04T10:00:00Z").done();
}

/// Accounts of a payment of 1 September are due on 1 December: then whoever pays the same payee is warned,
/// the lead is reminded, and a month later a manager hears of it, who may block the payee.
#[test]
fn what_is_overdue_is_chased_and_a_manager_may_block_the_payee() {
    let desk = family();
    desk.bhlp("buy C-2 activities 100 --from FAM2").user("LP1").done(); // 17
    desk.bhlp("buy C-2 activities 20 --from FAM2").user("LP1").now("2006-12-01T10:00:00Z").done();
    // The newest 20.00 and 20.00 of the older are within the contingency of 40.00.
    let warned = "warning: FAM2 has not accounted for £80.00 of commission 17, due on 2006-12-01: bhlp holding list \
                  --provider FAM2\n";
    let late = desk.bhlp("buy C-2 activities 5 --from FAM2").user("LP1").now("2006-12-02T10:00:00Z").output();
    // With the 5.00, 85.00 of it are.
    assert!(
        text(&late.stderr).contains("has not accounted for £80.00 of commission 17"),
        "{}",
        text(&late.stderr)
    );
    assert!(text(&late.stderr).contains(warned), "{}", text(&late.stderr));
    let today = |user: &str, day: &str| {
        text(&desk.bhlp("today").user(user).now(&format!("{day}T10:00:00Z")).output().stdout)
    };
    let overdue = "Accounts overdue:\n- C-2: of FAM2, given on 2006-09-01 (number 17), by 2006-12-01";
    assert!(today("LP1", "2006-12-02").contains("Accounts overdue:\n"), "{}", today("LP1", "2006-12-02"));
    assert!(!today("MGR", "2006-12-31").contains("Accounts overdue"));
    let told = today("MGR", "2007-01-01");
    assert!(told.contains(overdue), "{told}\n{overdue}");
    assert!(told.contains("bhlp provider step FAM2 suspended --reason TEXT --meanwhile TEXT"), "{told}");
    let found = text(&desk.bhlp("audit hands --format csv").now("2007-01-01T10:00:00Z").output().stdout);
    assert!(found.contains("17,2006-12-01,LP1,17,C-2,FAM2,85.00"), "{found}");
    desk.bhlp("provider step FAM2 suspended --reason 'no accounts'").user("MGR").refused(
        "MEANWHILE_UNSAID",
        "FAM2 is a payee: say how the need is met meanwhile\nhint: --meanwhile TEXT",
    );
    desk.bhlp(
        "provider step FAM2 suspended --reason 'no accounts' --meanwhile 'the council books the weekends'",
    )
    .user("MGR")
    .done();
    let refused = desk.bhlp("buy C-2 activities 5 --from FAM2").user("LP1").output();
    assert!(text(&refused.stderr).contains("[PROVIDER_SUSPENDED]"), "{}", text(&refused.stderr));
    desk.bhlp("check").now("2007-01-01T10:00:00Z").done();
}

/// A family that chose a prepaid card: what is loaded stays promised, and its statement comes in only by
/// agreement.
#[test]
fn a_prepaid_card_is_loaded_from_what_is_promised() {
    let desk = Desk::new();
    desk.bhlp("budget open C-2 500").done(); // 15
    let card = "agreement record C-2 FAM2 parent --basis s17A --for breaks --card-instead-of 'bank account, managed account'";
    desk.bhlp(card)
        .user("FIN")
        .stdout(
            "agreed with FAM2 (parent, s17A) for C-2 from 2006-09-01: what is advanced stays promised, in held:FAM2, \
             until it is accounted for (agreement 16)\n",
        )
        .code(0);
    desk.bhlp("commission place C-2 activities 60 --from FAM2 --what weekends").done(); // 17
    desk.bhlp("holding advance 17").user("FIN").done(); // 18
    assert_eq!(balances(&desk, ["committed:C-2:POOL", "held:FAM2", "bank:main"]), [6_000, 6_000, 594_000]);
    let statement = "Date,Card,Reference,Merchant,Amount\n02/09/2006,FAM2,1,THE BARN,25.00\n";
    std::fs::write(desk.dir.path().join("card.csv"), statement).unwrap();
    let import = "statement import card.csv --number FAM2=held:FAM2";
    desk.bhlp(import).user("FIN").now("2006-09-03T10:00:00Z").refused(
        "STATEMENT_NOT_AGREED",
        "the payee of held:FAM2 did not agree that its statement comes in\n\
         hint: if the payee agrees: bhlp agreement record CHILD FAM2 ... --card-instead-of WAYS --statements",
    );
    desk.bhlp(&format!("{card} --statements")).user("FIN").done(); // 19
    desk.bhlp(import).user("FIN").now("2006-09-03T10:00:00Z").done();
    desk.bhlp("holding spend 17 25 --on 2006-09-02").user("LP1").now("2006-09-03T10:00:00Z").done();
    // The shop on the card's line is not the family.
    desk.bhlp("reconcile match --line 1 --entry 21")
        .user("FIN")
        .now("2006-09-03T10:00:00Z")
        .stdout("matched line 1 with entry 21 on held:FAM2 (matching 1)\n")
        .code(0);
    desk.bhlp("reconcile merchants")
        .user("FIN")
        .stdout("Merchants\nas at 2006-09-01\n\nno merchant's name is known yet\n")
        .code(0);
    assert_eq!(balances(&desk, ["committed:C-2:POOL", "spent:C-2:POOL", "held:FAM2"]), [3_500, 2_500, 3_500]);
    // A card is never below zero.
    desk.bhlp("holding spend 17 35.01").user("LP1").refused(
        "RETURN_ABOVE_ADVANCE",
        "£35.00 of commission 17 is in the payee's hands; £35.01 would leave them\n\
         hint: at most 35.00; see what is where: bhlp holding list",
    );
    desk.bhlp("check").now("2006-09-03T10:00:00Z").done();
}

/// 60.00 is asked back and given to others: neither the child nor the pool has it when it is written off.
#[test]
fn what_is_written_off_has_to_be_there() {
    let desk = family();
    desk.bhlp("buy C-2 activities 100 --from FAM2").user("LP1").done(); // 17
    desk.bhlp("debt record 17").user("FIN").done(); // 18
    desk.bhlp("buy C-2 activities 460 --from SHOP").done(); // 19
    desk.bhlp("fund repay POOL 5000").done(); // 20
    desk.bhlp("debt write-off 17 --reason 'moved away'").user("MGR").refused(
        "WRITE_OFF_UNFUNDED",
        "£60.00 is to be written off, and the funds of C-2 that may bear it have £0.00 left\n\
         hint: the fund's pool has to have it first: bhlp fund receive POOL AMOUNT",
    );
}

/// A file of agreements is taken in once; another row of the same payee and child holds from its day.
#[test]
fn agreements_come_from_a_file_once() {
    let desk = Desk::new();
    let head =
        "child_ref,provider,payee,agreed_on,purpose,basis,weekly,contingency_weeks,repayable,on_benefit\n";
    let rows =
        "C-2,FAM2,parent,2006-08-01,breaks,s17A,20,2,,\nC-1,FAM1,carer,2006-08-02,beds,s17(6),,,yes,no\n";
    let file =
        |rows: &str| std::fs::write(desk.dir.path().join("agreements.csv"), format!("{head}{rows}")).unwrap();
    file(rows);
    let import = "import agreements agreements.csv";
    desk.bhlp(import).stdout("agreements: 2 new, 0 already in the ledger\n").code(0);
    desk.bhlp(import).stdout("agreements: 0 new, 2 already in the ledger\n").code(0);
    file(&rows.replace("20,2", "25,2"));
    desk.bhlp(import).stdout("agreements: 1 new, 1 already in the ledger\n").code(0);
    file("C-1,FAM9,parent,2006-08-01,breaks,s17A,,,,\n");
    let refused = text(&desk.bhlp(import).output().stderr);
    assert!(refused.contains("DISABILITY_NOT_RECORDED"), "{refused}");
    file("C-1,FAM9,parent,2006-08-01,breaks,s17(6),,,maybe,\n");
    let refused = text(&desk.bhlp(import).output().stderr);
    assert!(refused.contains("`maybe` is neither yes nor no"), "{refused}");
    let agreed = text(&desk.bhlp("agreement list --format csv").output().stdout);
    assert_eq!(agreed.lines().count(), 4, "{agreed}");
    desk.bhlp("check").done();
}

/// Of 100.00 that is promised, 80.00 is on the card, and 50.00 of it was spent: nothing was paid to the
/// family, so that nothing is owed, and no receipt accounts for it again. Of 100.00 with receipts for 60.00
/// no more than 40.00 comes back.
#[test]
fn only_what_was_paid_to_a_family_is_accounted_for_by_receipts_and_asked_back() {
    let desk = family();
    let card = "agreement record C-2 CARD parent --basis s17A --for breaks --card-instead-of 'bank account'";
    desk.bhlp(card).user("FIN").done(); // 17
    desk.bhlp("commission place C-2 activities 100 --from CARD --what weekends").done(); // 18
    desk.bhlp("holding advance 18 80").user("FIN").done(); // 19
    desk.bhlp("holding spend 18 50").user("LP1").done(); // 20
    desk.bhlp("debt record 18").user("FIN").refused(
        "DEBT_ABOVE_UNACCOUNTED",
        "£0.00 of commission 18 is not accounted for; £0.00 would be asked back\n\
         hint: see what is where: bhlp holding list",
    );
    desk.bhlp("receipt none 18 --reason 'a list' --amount 50").user("LP1").refused(
        "ACCOUNTED_ABOVE_PAID",
        "£0.00 was paid on commission 18; receipts would account for £50.00\n\
         hint: see its receipts: bhlp commission show 18",
    );
    // An advance after a credit note is no payment of it.
    desk.bhlp("credit-note record 18 10 --number CN1").user("LP1").done(); // 21
    desk.bhlp("holding advance 18 5").user("FIN").done(); // 22
    desk.bhlp("buy C-2 activities 100 --from FAM2").user("LP1").done(); // 23
    desk.bhlp("receipt none 23 --reason 'a list' --amount 60").user("LP1").done(); // 24
    desk.bhlp("refund record 23 40.01").user("FIN").refused(
        "ACCOUNTED_ABOVE_PAID",
        "£59.99 was paid on commission 23; receipts would account for £60.00\n\
         hint: see its receipts: bhlp commission show 23",
    );
    desk.bhlp("refund record 23 40").user("FIN").done();
    desk.bhlp("check").done();
}

/// MGR may sign for 100.00; of a debt of 400.00 all that is written off counts together. FIN, who
/// recorded the payment of another, may write off none of it; and no write-off comes before its debt, nor
/// where there is none.
#[test]
fn a_debt_is_not_written_off_in_parts_nor_by_who_paid_it() {
    let desk = Desk::new();
    desk.bhlp("budget open C-2 500").done(); // 15
    desk.bhlp("agreement record C-2 FAM2 parent --basis s17A --for breaks").user("FIN").done(); // 16
    desk.bhlp("practitioner amend MGR --limit 100").done(); // 17
    desk.bhlp("buy C-2 activities 400 --from FAM2").done(); // 18
    let later = |command: &str| desk.bhlp(command).now("2006-09-04T10:00:00Z");
    later("debt record 18 --on 2006-09-03").user("FIN").done(); // 19
    later("debt write-off 18 40 --reason gone --on 2006-09-02").user("MGR").refused(
        "DAYS_OUT_OF_ORDER",
        "the write-off on 2006-09-02 comes before the debt on 2006-09-03\n\
         hint: check the days: --on DATE is the day it happened",
    );
    later("debt write-off 18 60 --reason gone").user("MGR").done(); // 20
    later("debt write-off 18 40.01 --reason gone").user("MGR").refused(
        "WRITE_OFF_WITHOUT_AUTHORITY",
        "MGR may not write £40.01 off: they may sign for £100.00, and £60.00 of it is written off\n\
         hint: ask a manager or finance officer who may: bhlp practitioner list",
    );
    later("debt write-off 18 40 --reason gone").user("MGR").done(); // 21
    later("entry reverse 19 --reason wrong").user("FIN").refused(
        "REVERSAL_BLOCKED",
        "entry 19 cannot be undone: it would take £400.00 out of commission 18's debt, which has £300.00\n\
         hint: undo the later entries first: bhlp entry list shows them",
    );
    // FIN paid what LP1 ordered.
    later("commission place C-2 activities 50 --from FAM2").user("LP1").done(); // 22
    later("invoice record 22 50 --number I1").user("LP1").done(); // 23
    later("payment record 22 50").user("FIN").done(); // 24
    later("debt record 22").user("FIN").done(); // 25
    later("debt write-off 22 --reason mine").user("FIN").refused(
        "WRITE_OFF_WITHOUT_AUTHORITY",
        "FIN may not write £50.00 off: they made the payment\n\
         hint: ask a manager or finance officer who may: bhlp practitioner list",
    );
    // A supplier's credit is no debt of a family.
    later("commission place C-2 activities 30 --from SHOP").user("LP1").done(); // 26
    later("invoice record 26 30 --number I2").user("LP1").done(); // 27
    later("payment record 26 30").user("FIN").done(); // 28
    later("credit-note record 26 10 --number CN1").user("LP1").done(); // 29
    later("debt write-off 26 10 --reason gone").user("MGR").refused(
        "WRITE_OFF_ABOVE_DEBT",
        "nothing of commission 26 is owed back\n\
         hint: see what is where: bhlp holding list",
    );
    later("check").done();
}
