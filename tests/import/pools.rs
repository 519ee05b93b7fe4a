//! What partners agreed about a fund, and what they gave, from files.

use import::Kind;

use super::world::{BOTH, World};

const FUNDS: &str = "fund,name,contributor,cohort,amount,received_on,nature,categories
TRUST,The trust's pool,the trust,,,,,
NURSE,A nurse,PCT,,,,notional,care
";
const POOLS: &str = "fund,host,from,until,total,partner,share,in_kind,due_on,kind_fund,underspend,quarterly
TRUST,Council,2006-10-01,2007-03-31,1000.00,Council,62.5,,2006-10-01,NURSE,board,21
TRUST,Council,2006-10-01,2007-03-31,1000.00,PCT,27.5,no,,NURSE,board,21
TRUST,Council,2006-10-01,2007-03-31,1000.00,PCT,10,yes,,NURSE,board,21
";
const CONTRIBUTIONS: &str = "fund,partner,received_on,amount
TRUST,Council,2006-10-02,400.00
TRUST,PCT,2006-10-02,400.00
TRUST,PCT,2006-11-02,25.50
NURSE,PCT,2006-10-02,100.00
";

fn counts(world: &World, way: service::Way) -> Vec<(u64, u64)> {
    let files = [(Kind::Funds, FUNDS), (Kind::Pools, POOLS), (Kind::Contributions, CONTRIBUTIONS)];
    let files = files.map(|(kind, text)| {
        let path = world.write(&format!("{}.csv", kind.as_str()), text);
        (kind, file::Source::Path(path))
    });
    let taken = world.import(files.to_vec(), way, service::Run::Real).unwrap();
    taken.counts.iter().map(|count| (count.new, count.known)).collect()
}

/// 400.00 + 400.00 + 25.50 in cash, two of them of one day; the same files, and the same in another order,
/// change nothing.
#[test]
fn an_agreement_and_what_its_partners_gave_are_taken_in_once() {
    for way in BOTH {
        let world = World::with_small_pilot(&[]);
        assert_eq!(counts(&world, way), [(2, 0), (3, 0), (4, 0)]);
        assert_eq!(world.number("SELECT balance_pence FROM account WHERE name = 'pool:TRUST'"), 82_550);
        assert_eq!(world.number("SELECT balance_pence FROM account WHERE name = 'notional:NURSE'"), 10_000);
        assert_eq!(world.number("SELECT count(*) FROM pool"), 1);
        let kept = "SELECT count(*) FROM pool WHERE underspend = 'board' AND overspend = 'proportion' AND quarterly_days = 21
                       AND partners ->> '$[0].share' = 6250 AND partners ->> '$[2].form' = 'kind'";
        assert_eq!(world.number(kept), 1);
        let before = world.dump();
        assert_eq!(counts(&world, way), [(0, 2), (0, 3), (0, 4)]);
        let mut lines: Vec<&str> = POOLS.lines().collect();
        lines[1..].reverse();
        assert_eq!(world.take(Kind::Pools, &lines.join("\n"), way).unwrap().counts[0].known, 3);
        assert!(world.dump() == before);
        assert_eq!(world.found(), []);
    }
}

/// Two equal rows of one day are two; with a key each is known by it. Then the files change nothing.
#[test]
fn two_equal_contributions_of_a_day_are_two() {
    for way in BOTH {
        let world = World::with_small_pilot(&[]);
        counts(&world, way);
        let pool = "SELECT balance_pence FROM account WHERE name = 'pool:TRUST'";
        let before = world.number(pool);
        let row = "TRUST,Council,2006-10-20,25.00";
        let plain = format!("fund,partner,received_on,amount\n{row}\n{row}\n");
        let taken = |text: &str| {
            let taken = world.take(Kind::Contributions, text, way).unwrap();
            (taken.counts[0].new, taken.counts[0].known)
        };
        assert_eq!((taken(&plain), taken(&plain)), ((2, 0), (0, 2)));
        let keyed = format!("fund,partner,received_on,amount,key\n{row},K1\n{row},K2\n{row},K1\n");
        assert_eq!((taken(&keyed), taken(&keyed)), ((2, 1), (0, 3)));
        assert_eq!(world.number(pool) - before, 10_000);
        assert_eq!(world.found(), []);
    }
}

#[test]
fn what_is_not_whole_or_of_nobody_is_refused_by_its_row() {
    for way in BOTH {
        let world = World::with_small_pilot(&[]);
        counts(&world, way);
        let before = world.dump();
        let pools = |from: &str, to: &str| {
            let next = POOLS.replace("2006-10-01,2007-03-31", "2007-04-01,2007-09-30");
            world.refused(Kind::Pools, &next.replace(from, to), way)
        };
        assert_eq!(
            pools("PCT,27.5", "PCT,27"),
            ["2 SHARES_NOT_THE_WHOLE: the shares come to 99.50%, not to 100%"]
        );
        assert_eq!(
            pools("1000.00,PCT,10", "1001.00,PCT,10"),
            [
                "4 FIELD_INVALID: total `1001.00` is not valid; wanted the same as in the first row of the agreement"
            ]
        );
        assert_eq!(
            pools("Council,62.5", "Council,62.555"),
            [
                "2 share NUMBER_INVALID: a share is written in percent with at most two decimals, such as 40 or 12.5"
            ]
        );
        assert_eq!(
            pools("board,21", "board,400"),
            ["2 FIELD_INVALID: quarterly `400` is not valid; wanted at most 366 days"]
        );
        assert_eq!(
            world.refused(Kind::Pools, &POOLS.replace("62.5", "60").replace("27.5", "30"), way),
            [
                "2 POOL_AGREED_ALREADY: fund TRUST is a pool by an agreement from 2006-10-01 to 2007-03-31 already"
            ]
        );
        let contributions =
            "fund,partner,received_on,amount\nTRUST,Police,2006-10-02,1\nTRUST,Council,2006-10-02,401\n";
        assert_eq!(
            world.refused(Kind::Contributions, contributions, way),
            [
                "2 NO_PARTNER: Police is no partner of the pool in cash; its partners are Council, PCT",
                "3 REGISTERED_OTHERWISE: fund `TRUST` is registered already, and received on 2006-10-02, with amount `400.00`; now it comes with `401.00`; if what is recorded is wrong: bhlp fund receive TRUST 401.00 --partner Council --on 2006-10-02; then bhlp entry reverse 34 --reason 'as in the file'",
            ]
        );
        let mine = "fund,name,contributor,cohort,amount,received_on\nTRUST,The trust's pool,the trust,,5,2006-10-03\nX,X,X,,5,\nY,Y,Y,,,2006-10-03\n";
        assert_eq!(
            world.refused(Kind::Funds, mine, way),
            [
                "2 NO_PARTNER: a partner of the pool in cash is to be named; its partners are Council, PCT",
                "3 received_on RECEIPT_HALF_TOLD: it is empty, but amount is given",
                "4 amount RECEIPT_HALF_TOLD: it is empty, but received_on is given",
            ]
        );
        assert!(world.dump() == before);
    }
}
