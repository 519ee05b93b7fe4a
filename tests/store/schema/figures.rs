//! The figures kept beside the transfers (budget, commission, month, account) are their sums: they
//! cannot be set by hand, and after a random life they equal what is added up from the transfers.

use std::collections::BTreeMap;

use rusqlite::Result;

use super::world::{Entry, Mode, World, entry, in_every_mode};

#[test]
fn kept_figures_are_not_set_by_hand() {
    in_every_mode(|w| {
        let k = w.place(7, 2, 12_000);
        for sql in [
            "UPDATE budget SET allocated_pence = allocated_pence + 1 WHERE child_id = 7",
            "UPDATE budget SET committed_pence = 0 WHERE child_id = 7",
            "UPDATE budget SET spent_pence = 1 WHERE child_id = 7",
            "UPDATE budget SET purchases = purchases + 1 WHERE child_id = 7",
            "UPDATE budget SET first_on = '2006-09-01' WHERE child_id = 7",
            "UPDATE budget SET last_on = NULL WHERE child_id = 7",
            "UPDATE commission SET committed_pence = 0",
            "UPDATE commission SET spent_pence = 1",
            "UPDATE commission SET invoiced_pence = 999999",
            "UPDATE commission SET paid_pence = 1",
            "UPDATE commission SET moved_line = 99",
            "UPDATE month_total SET allocated_pence = 0",
            "UPDATE month_total SET committed_pence = 0",
            "UPDATE month_total SET spent_pence = 1",
            "UPDATE month_total SET paid_pence = 1",
            "UPDATE month_total SET purchases = purchases + 1",
            "UPDATE month_total SET moved_entry = 99",
        ] {
            for verb in ["UPDATE", "UPDATE OR IGNORE", "UPDATE OR REPLACE"] {
                w.refuses(&sql.replacen("UPDATE", verb, 1), "FIGURE_WITHOUT_TRANSFER");
            }
        }
        // Nor from inside an entry that is being written, by counting its transfer once more.
        for again in [
            format!(
                "UPDATE commission SET invoiced_pence = invoiced_pence + 100, moved_entry = {{n}}, moved_line = 2
                  WHERE commission_id = {k}"
            ),
            format!(
                "UPDATE commission SET paid_pence = paid_pence + 1, moved_entry = {{n}}, moved_line = 3
                  WHERE commission_id = {k}"
            ),
            "UPDATE month_total SET spent_pence = spent_pence + 100, moved_entry = {n}, moved_line = 1
              WHERE month = '2006-09'"
                .to_owned(),
            "UPDATE budget SET spent_pence = spent_pence + 100 WHERE child_id = 7".to_owned(),
            "UPDATE month_total SET purchases = purchases + 2 WHERE month = '2006-09'".to_owned(),
        ] {
            w.refuses_entry(&w.invoicing(k, 100).then(&again), "FIGURE_WITHOUT_TRANSFER");
        }
    });
}

#[test]
fn a_month_starts_with_nothing_in_it() {
    in_every_mode(|w| {
        for column in
            ["allocated_pence", "committed_pence", "spent_pence", "paid_pence", "purchases", "moved_entry"]
        {
            let sql = format!("INSERT INTO month_total (month, {column}) VALUES ('2007-05', 1)");
            w.refuses(&sql, "ACCOUNT_NOT_EMPTY");
        }
        // REPLACE would empty a month that is full.
        w.refuses("INSERT OR REPLACE INTO month_total (month) VALUES ('2006-09')", "REGISTER_REPLACED");
    });
}

/// A small xorshift generator: the same seed gives the same life on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(limit).unwrap()).unwrap()
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// Small, typical, exactly round and absurd amounts.
    fn pence(&mut self) -> i64 {
        let any = i64::try_from(self.next() % 5_000).unwrap();
        *self.pick(&[any, any, any, any, any, any, any, 1, 100, 10_000, 250_001, 0])
    }
}

const KINDS: &[&str] = &[
    "fund.receive",
    "fund.repay",
    "budget.open",
    "budget.top-up",
    "budget.return",
    "budget.move",
    "budget.close",
    "commission.amend",
    "commission.cancel",
    "invoice.record",
    "credit-note.record",
    "payment.record",
    "refund.record",
    "account.move",
    "charge.record",
    "cost.record",
    "vat.charge",
    "entry.reverse",
];
const DAYS: &[&str] =
    &["2006-09-01", "2006-09-30", "2006-10-01", "2007-03-31", "2007-04-01", "2008-02-29", "2008-05-01"];
const VERBS: &[&str] = &["INSERT", "INSERT", "INSERT", "INSERT OR IGNORE", "INSERT OR FAIL", "REPLACE"];

/// A likely command, of which many are refused for want of money, a day or a budget.
fn likely(w: &World, random: &mut Random, commissions: &[i64]) -> Entry {
    let child = *random.pick(&[7, 8, 9, 11]);
    let fund = *random.pick(&["POOL", "POOL", "LAC", "TERM", "CLOTH"]);
    let category = *random.pick(&[1, 2]);
    let pence = random.pence();
    let available = format!("available:{child}:{fund}");
    let committed = format!("committed:{child}:{fund}");
    let spent = format!("spent:{child}:{fund}");
    let pool = format!("pool:{fund}");
    let day = *random.pick(DAYS);
    let e = match random.below(9) {
        0 => entry("budget.top-up").child(child).moving(&available, &pool, pence),
        1 => entry("budget.return").child(child).moving(&pool, &available, pence),
        2 => entry("budget.move").child(child).moving(&format!("available:7:{fund}"), &available, pence),
        3 => {
            return entry("commission.place")
                .on(day)
                .placing(child, category, 60_000)
                .moving(&committed, &available, pence);
        }
        4 => {
            return entry("buy")
                .on(day)
                .placing(child, category, 60_000)
                .moving(&spent, &available, pence)
                .moving(&format!("cost:{category}"), "card:5521", pence);
        }
        5 => w.invoicing(*random.pick(commissions), pence),
        6 => w.paying(*random.pick(commissions), pence),
        7 => {
            let k = *random.pick(commissions);
            let owner = w.number(&format!("SELECT child_id FROM commission WHERE commission_id = {k}"));
            entry("credit-note.record")
                .child(owner)
                .commission(k)
                .moving(&format!("available:{owner}:{fund}"), &format!("spent:{owner}:{fund}"), pence)
                .moving("creditor:PR0001", "cost:2", pence)
        }
        _ => reversal(w, random),
    };
    e.on(day)
}

/// The mirror of some entry, whether or not it may be reversed.
fn reversal(w: &World, random: &mut Random) -> Entry {
    let entries = w.column("SELECT CAST(entry_id AS TEXT) FROM entry");
    let n: i64 = random.pick(&entries).parse().unwrap();
    let (child, commission): (Option<i64>, Option<i64>) = w
        .conn
        .query_row("SELECT child_id, commission_id FROM entry WHERE entry_id = ?1", [n], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    let mut e = entry("entry.reverse").reverses(n);
    if let Some(child) = child {
        e = e.child(child);
    }
    if let Some(commission) = commission {
        e = e.commission(commission);
    }
    for (debit, credit, pence) in transfers_of(w, n) {
        e = e.moving(&credit, &debit, pence);
    }
    e
}

fn transfers_of(w: &World, n: i64) -> Vec<(String, String, i64)> {
    let mut statement = w
        .conn
        .prepare(
            "SELECT d.name, c.name, t.amount_pence FROM transfer t
               JOIN account d ON d.account_id = t.debit_account_id
               JOIN account c ON c.account_id = t.credit_account_id WHERE t.entry_id = ?1",
        )
        .unwrap();
    let rows = statement.query_map([n], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    rows.collect::<Result<_>>().unwrap()
}

/// Any kind, any accounts, any amounts, any conflict clause.
fn wild(random: &mut Random, accounts: &[String], commissions: &[i64]) -> Entry {
    let mut e =
        entry(random.pick::<&str>(KINDS)).on(random.pick::<&str>(DAYS)).inserting(random.pick::<&str>(VERBS));
    if random.below(4) > 0 {
        e = e.child(*random.pick(&[7, 8, 9, 10, 11]));
    }
    if random.below(3) > 0 {
        e = e.commission(*random.pick(commissions));
    }
    for _ in 0..=random.below(3) {
        e = e.moving(random.pick::<String>(accounts), random.pick::<String>(accounts), random.pence());
    }
    e
}

/// Allocated, committed, spent, then what else the figure has.
type Sums = BTreeMap<String, [i64; 5]>;

/// Adds everything up again, from transfers, entries and account names alone.
fn added_up(w: &World) -> Sums {
    let mut sums = Sums::new();
    let mut statement = w
        .conn
        .prepare(
            "SELECT d.name, c.name, t.amount_pence, e.commission_id, e.effective_on
               FROM transfer t, entry e, account d, account c
              WHERE e.entry_id = t.entry_id
                AND d.account_id = t.debit_account_id AND c.account_id = t.credit_account_id",
        )
        .unwrap();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let pence: i64 = row.get(2).unwrap();
        let commission: Option<i64> = row.get(3).unwrap();
        let day: String = row.get(4).unwrap();
        for (column, sign) in [(0, 1), (1, -1)] {
            let name: String = row.get(column).unwrap();
            let mut parts = name.split(':');
            let kind = parts.next().unwrap();
            let mut add =
                |key: String, slot: usize, signed: i64| sums.entry(key).or_default()[slot] += signed;
            add(format!("account {name}"), 0, sign * pence);
            let month = format!("month {}", &day[..7]);
            add(month.clone(), 0, 0);
            let slot = match kind {
                "available" => Some(0),
                "committed" => Some(1),
                "spent" => Some(2),
                _ => None,
            };
            if let Some(slot) = slot {
                let budget = format!("budget {}", parts.next().unwrap());
                for key in [budget, month.clone()] {
                    add(key.clone(), 0, sign * pence);
                    if slot > 0 {
                        add(key, slot, sign * pence);
                    }
                }
            }
            let Some(commission) = commission else {
                continue;
            };
            let commission = format!("commission {commission}");
            match kind {
                "committed" => add(commission, 1, sign * pence),
                "spent" => add(commission, 2, sign * pence),
                "cost" | "vat" => add(commission, 3, sign * pence),
                "bank" | "card" => {
                    add(commission, 4, -sign * pence);
                    add(month, 3, -sign * pence);
                }
                _ => {}
            }
        }
    }
    sums
}

/// What the file keeps, in the shape of `added_up`.
fn kept(w: &World) -> Sums {
    let mut statement = w
        .conn
        .prepare(
            "SELECT 'account ' || name, balance_pence, 0, 0, 0, 0 FROM account
              UNION ALL SELECT 'budget ' || child_id, allocated_pence, committed_pence, spent_pence, 0, 0 FROM budget
              UNION ALL SELECT 'commission ' || commission_id, 0, committed_pence, spent_pence, invoiced_pence,
                               paid_pence FROM commission
              UNION ALL SELECT 'month ' || month, allocated_pence, committed_pence, spent_pence, paid_pence, 0
                          FROM month_total",
        )
        .unwrap();
    let rows = statement
        .query_map([], |row| {
            Ok((row.get(0)?, [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?]))
        })
        .unwrap();
    rows.collect::<Result<_>>().unwrap()
}

#[track_caller]
fn assert_figures_are_sums(w: &World) {
    let nothing = [0; 5];
    let (kept, added) = (kept(w), added_up(w));
    for key in kept.keys().chain(added.keys()) {
        assert_eq!(
            kept.get(key).unwrap_or(&nothing),
            added.get(key).unwrap_or(&nothing),
            "{key}: what is kept (left) is not what the transfers add up to"
        );
    }
    for (name, sums) in &added {
        let pot = ["pool:", "available:", "committed:", "spent:"]
            .iter()
            .any(|kind| name.strip_prefix("account ").is_some_and(|name| name.starts_with(kind)));
        assert!(!pot || sums[0] >= 0, "{name} is below zero");
    }
    // Purchases are counted again: of a child those that hold or have spent money, of a month those that
    // began to in an entry of it, less those that ended.
    for (kept, counted) in [
        (
            "SELECT group_concat(child_id || ' ' || purchases || ' ' || coalesce(first_on, '-') || ' '
                    || coalesce(last_on, '-'), '; ' ORDER BY child_id) FROM budget",
            "SELECT group_concat(b.child_id || ' ' || n || ' ' || coalesce(lo, '-') || ' ' || coalesce(hi, '-'), '; '
                    ORDER BY b.child_id)
               FROM budget b,
                    (SELECT x.child_id, count(k.commission_id) AS n, min(k.placed_on) AS lo, max(k.placed_on) AS hi
                       FROM child x LEFT JOIN commission k
                         ON k.child_id = x.child_id AND k.committed_pence + k.spent_pence > 0
                      GROUP BY x.child_id) c
              WHERE c.child_id = b.child_id",
        ),
        (
            "SELECT coalesce(group_concat(month || ' ' || purchases, '; ' ORDER BY month), '')
               FROM month_total WHERE purchases <> 0",
            "SELECT coalesce(group_concat(month || ' ' || n, '; ' ORDER BY month), '')
               FROM (SELECT substr(e.effective_on, 1, 7) AS month, sum((h.after <> 0) - (h.after <> h.pence)) AS n
                       FROM (SELECT entry_id, pence, sum(pence) OVER (PARTITION BY commission_id ORDER BY entry_id) AS after
                               FROM (SELECT entry_id, commission_id, sum(committed_pence + spent_pence) AS pence
                                       FROM transfer_effect WHERE commission_id IS NOT NULL GROUP BY entry_id)) h
                       JOIN entry e ON e.entry_id = h.entry_id GROUP BY 1 HAVING n <> 0)",
        ),
    ] {
        assert_eq!(w.column(kept), w.column(counted));
    }
    let most = w.number("SELECT coalesce(max(allocated_pence), 0) FROM budget");
    assert!(most <= 250_000, "a budget of {most} pence is above the bound");
    let unsealed = w.number("SELECT count(*) FROM entry WHERE entry_id NOT IN (SELECT seq FROM event)");
    assert_eq!(unsealed, 0);
}

#[test]
fn after_a_random_life_every_kept_figure_is_the_sum_of_its_transfers() {
    let seed = std::env::var("BHLP_SEED").map_or(20_060_904, |text| text.parse().unwrap());
    println!("BHLP_SEED={seed}");
    for (foreign_keys, recursive_triggers) in [(true, true), (false, false)] {
        let w = World::new(Mode { foreign_keys, recursive_triggers });
        // Zero would stay zero in a xorshift.
        let mut random = Random(seed.max(1));
        w.accepts(&w.opening(11, 10_000));
        let accounts = w.column("SELECT name FROM account ORDER BY account_id");
        let mut commissions = vec![w.place(7, 2, 12_000), w.place(8, 1, 5_000)];
        let (mut accepted, mut refused) = (0, 0);
        for step in 1..=600 {
            let e = if random.below(5) > 0 {
                likely(&w, &mut random, &commissions)
            } else {
                wild(&mut random, &accounts, &commissions)
            };
            match w.post(&e) {
                Ok(n) => {
                    accepted += 1;
                    let placed = format!("SELECT count(*) FROM commission WHERE commission_id = {n}");
                    if w.number(&placed) == 1 {
                        commissions.push(n);
                    }
                }
                Err(_) => refused += 1,
            }
            if step % 100 == 0 {
                assert_figures_are_sums(&w);
            }
        }
        // A life in which nearly everything were refused would prove nothing.
        println!("{accepted} accepted, {refused} refused");
        assert!(accepted > 60 && refused > 60, "{accepted} accepted, {refused} refused");
        assert_eq!(w.column("SELECT \"table\" FROM pragma_foreign_key_check"), Vec::<String>::new());
    }
}
