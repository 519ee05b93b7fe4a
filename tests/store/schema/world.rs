//! A small pilot in memory, and the means to post entries into it by hand.
//!
//! Three children with £500.00 each, one comparison child, four funds, two providers, a bank
//! account and a card. Entries are written as any client would: entry, transfers, event, COMMIT.

use std::sync::{LazyLock, Mutex, OnceLock};

use rusqlite::{Connection, Error, OptionalExtension, Result, backup::Backup, params};
use store::schema;

/// The lead professional with a sign-off limit of £100.00.
pub const LEAD: i64 = 2;
/// The finance officer, who has no limit.
pub const FINANCE: i64 = 4;

/// The switches a client may have set either way.
#[derive(Clone, Copy, Debug)]
pub struct Mode {
    pub foreign_keys: bool,
    pub recursive_triggers: bool,
}

/// One pilot, open, with its switches set.
pub struct World {
    pub conn: Connection,
    pub mode: Mode,
}

/// Runs a test under all four combinations of foreign keys and recursive triggers.
pub fn in_every_mode(test: impl Fn(&World)) {
    for foreign_keys in [true, false] {
        for recursive_triggers in [true, false] {
            let mode = Mode { foreign_keys, recursive_triggers };
            // Shown only when the test fails, to say under which switches it did.
            println!("{mode:?}");
            test(&World::new(mode));
        }
    }
}

fn funded() -> Connection {
    let mode = Mode { foreign_keys: true, recursive_triggers: true };
    let world = World { conn: Connection::open_in_memory().unwrap(), mode };
    world.conn.execute_batch(schema()).unwrap();
    world.record("ledger.init", REGISTERS).unwrap();
    for (fund, n) in [("POOL", 2), ("LAC", 3), ("CLOTH", 4), ("TERM", 5)] {
        let received = world.accepts(
            &entry("fund.receive")
                .on("2006-09-01")
                .moving(&format!("pool:{fund}"), &format!("grant:{fund}"), 1_000_000)
                .moving("bank:main", &format!("income:{fund}"), 1_000_000),
        );
        assert_eq!(received, n, "event 1 registered everything, so the funds are 2 to 5");
    }
    for child in [7, 8, 9] {
        world.accepts(&world.opening(child, 50_000));
    }
    world.conn
}

/// One entry to be written, with SQL of the test's own between its steps (`{n}` is its number).
#[derive(Clone)]
pub struct Entry {
    kind: String,
    sealed_as: Option<String>,
    effective_on: String,
    child: Option<i64>,
    commission: Commission,
    reverses: Option<i64>,
    reference: Option<String>,
    belongs_on: Option<String>,
    note: Option<String>,
    before: String,
    moves: Vec<(String, String, i64)>,
    insert: String,
    then: String,
    after_seal: String,
    actor: i64,
}

#[derive(Clone, Copy)]
enum Commission {
    None,
    Own,
    Of(i64),
}

/// An entry of this kind, on 4 September 2006 unless said otherwise.
pub fn entry(kind: &str) -> Entry {
    Entry {
        kind: kind.to_owned(),
        sealed_as: Some(kind.to_owned()),
        effective_on: "2006-09-04".to_owned(),
        child: None,
        commission: Commission::None,
        reverses: None,
        reference: None,
        belongs_on: None,
        note: None,
        before: String::new(),
        moves: Vec::new(),
        insert: "INSERT".to_owned(),
        then: String::new(),
        after_seal: String::new(),
        actor: 1,
    }
}

impl Entry {
    pub fn on(mut self, day: &str) -> Self {
        self.effective_on = day.to_owned();
        self
    }
    pub fn belonging_to(mut self, day: &str) -> Self {
        self.belongs_on = Some(day.to_owned());
        self
    }
    pub fn note(mut self, note: &str) -> Self {
        self.note = Some(note.to_owned());
        self
    }
    pub fn child(mut self, child: i64) -> Self {
        self.child = Some(child);
        self
    }
    pub fn commission(mut self, commission: i64) -> Self {
        self.commission = Commission::Of(commission);
        self
    }
    /// About the commission of its own number, whose row the test writes itself.
    pub fn own_commission(mut self) -> Self {
        self.commission = Commission::Own;
        self
    }
    pub fn reverses(mut self, entry: i64) -> Self {
        self.reverses = Some(entry);
        self
    }
    pub fn reference(mut self, reference: &str) -> Self {
        self.reference = Some(reference.to_owned());
        self
    }
    /// SQL run after the entry row and before the transfers.
    pub fn before(mut self, sql: &str) -> Self {
        self.before.push_str(sql);
        self.before.push(';');
        self
    }
    /// A transfer: debit account, credit account, pence.
    pub fn moving(mut self, debit: &str, credit: &str, pence: i64) -> Self {
        self.moves.push((debit.to_owned(), credit.to_owned(), pence));
        self
    }
    /// The words the transfers are inserted with, such as `INSERT OR IGNORE`.
    pub fn inserting(mut self, words: &str) -> Self {
        self.insert = words.to_owned();
        self
    }
    /// SQL run after the transfers and before the event.
    pub fn then(mut self, sql: &str) -> Self {
        self.then.push_str(sql);
        self.then.push(';');
        self
    }
    /// SQL run after the event and before COMMIT.
    pub fn after_seal(mut self, sql: &str) -> Self {
        self.after_seal.push_str(sql);
        self.after_seal.push(';');
        self
    }
    pub fn unsealed(mut self) -> Self {
        self.sealed_as = None;
        self
    }
    pub fn sealed_as(mut self, kind: &str) -> Self {
        self.sealed_as = Some(kind.to_owned());
        self
    }
    pub fn by(mut self, actor: i64) -> Self {
        self.actor = actor;
        self
    }
    /// Ordered for a child from provider 1 in a category: the row of the commission it places.
    pub fn placing(self, child: i64, category: i64, estimate: i64) -> Self {
        self.placing_for(FINANCE, child, category, estimate)
    }
    /// As `placing`, bought by a given practitioner.
    pub fn placing_for(self, who: i64, child: i64, category: i64, estimate: i64) -> Self {
        let day = self.effective_on.clone();
        self.child(child).own_commission().before(&format!(
            "INSERT INTO commission (commission_id, child_id, practitioner_id, provider_id,
                                     category_id, placed_on, estimate_pence, limit_pence)
             SELECT {{n}}, {child}, {who}, 1, {category}, '{day}', {estimate}, sign_off_limit_pence
               FROM practitioner WHERE practitioner_id = {who}"
        ))
    }
}

impl World {
    /// The pilot with its registers, funds of £10,000.00 each, and children 7, 8 and 9 with £500.00
    /// of the pooled fund each.
    pub fn new(mode: Mode) -> Self {
        // Built once and copied: compiling the triggers for each test anew took most of the time.
        static FUNDED: LazyLock<Mutex<Connection>> = LazyLock::new(|| Mutex::new(funded()));
        let mut conn = Connection::open_in_memory().unwrap();
        let source = FUNDED.lock().unwrap();
        Backup::new(&source, &mut conn).unwrap().step(-1).unwrap();
        drop(source);
        let world = Self { conn, mode };
        world.pragma("foreign_keys", mode.foreign_keys);
        world.pragma("recursive_triggers", mode.recursive_triggers);
        world
    }

    fn pragma(&self, name: &str, on: bool) {
        self.conn.pragma_update(None, name, on).unwrap();
        let set: bool = self.conn.pragma_query_value(None, name, |row| row.get(0)).unwrap();
        assert_eq!(set, on, "{name} could not be set");
    }

    /// The entry that opens a child's budget with pooled money.
    pub fn opening(&self, child: i64, pence: i64) -> Entry {
        entry("budget.open")
            .on("2006-09-01")
            .child(child)
            .before(&format!(
                "INSERT INTO budget (child_id, opened_on, event) VALUES ({child}, '2006-09-01', {{n}})"
            ))
            .moving(&format!("available:{child}:POOL"), "pool:POOL", pence)
    }

    /// The number the next event will have.
    pub fn next(&self) -> i64 {
        self.number("SELECT coalesce(max(seq), 0) + 1 FROM event")
    }

    /// One whole number out of the file.
    pub fn number(&self, sql: &str) -> i64 {
        self.conn.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    /// Writes the next event, as the administrator.
    pub fn event(&self, kind: &str) -> Result<i64> {
        self.event_by(kind, 1)
    }

    fn event_by(&self, kind: &str, actor: i64) -> Result<i64> {
        let seq = self.next();
        self.conn
            .prepare_cached(
                "INSERT INTO event (seq, recorded_at, actor_id, kind, payload, hash)
                 VALUES (?1, max(coalesce((SELECT max(recorded_at) FROM event), ''), '2006-09-30T10:00:00Z',
                                 -- The clock goes on to the day of what is entered.
                                 coalesce((SELECT effective_on || 'T10:00:00Z' FROM entry WHERE entry_id = ?1), '')),
                         ?2, ?3, '{}', ?4)",
            )?
            .execute(params![seq, actor, kind, hash(seq)])?;
        // An entry is judged when its event is there: an order or a purchase by rules of its own.
        let own = "SELECT commission_id IS entry_id FROM entry WHERE entry_id = ?1";
        if let Some(purchase) =
            self.conn.prepare_cached(own)?.query_row([seq], |row| row.get(0)).optional()?
        {
            let act = if purchase { "purchase" } else { "other" };
            let judge = format!("UPDATE unsealed SET {act} = ?1, judged = ?1 WHERE one = 1");
            self.conn.prepare_cached(&judge)?.execute([seq])?;
        }
        Ok(seq)
    }

    /// Writes an entry, seals and commits it; rolls back whatever is refused.
    pub fn post(&self, e: &Entry) -> Result<i64> {
        self.atomically(|| self.write(e))
    }

    /// Runs statements and then an event of this kind in one transaction.
    pub fn record(&self, kind: &str, sql: &str) -> Result<i64> {
        self.record_by(kind, sql, 1)
    }

    fn record_by(&self, kind: &str, sql: &str, actor: i64) -> Result<i64> {
        self.atomically(|| {
            self.conn.execute_batch(&sql.replace("{n}", &self.next().to_string()))?;
            self.event_by(kind, actor)
        })
    }

    fn atomically(&self, work: impl FnOnce() -> Result<i64>) -> Result<i64> {
        self.conn.execute_batch("BEGIN IMMEDIATE")?;
        let done = work().and_then(|n| self.conn.execute_batch("COMMIT").map(|()| n));
        if done.is_err() && !self.conn.is_autocommit() {
            self.conn.execute_batch("ROLLBACK").unwrap();
        }
        done
    }

    /// Writes an entry and its seal inside the transaction that is already open.
    pub fn write(&self, e: &Entry) -> Result<i64> {
        let n = self.next();
        let sql = |text: &str| self.conn.execute_batch(&text.replace("{n}", &n.to_string()));
        let commission = match e.commission {
            Commission::None => None,
            Commission::Own => Some(n),
            Commission::Of(other) => Some(other),
        };
        self.conn.prepare_cached(
            "INSERT INTO entry (entry_id, kind, effective_on, child_id, commission_id, reverses_id, reference, belongs_on, note)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?.execute(
            params![
                n, e.kind, e.effective_on, e.child, commission, e.reverses, e.reference, e.belongs_on, e.note
            ],
        )?;
        sql(&e.before)?;
        for (line, (debit, credit, pence)) in (1_i64..).zip(&e.moves) {
            self.conn
                .prepare_cached(&format!(
                    "{} INTO transfer (entry_id, line, book, debit_account_id, credit_account_id, amount_pence)
                     SELECT ?1, ?2, d.book, d.account_id, c.account_id, ?5
                       FROM account d, account c WHERE d.name = ?3 AND c.name = ?4",
                    e.insert
                ))?
                .execute(params![n, line, debit, credit, pence])?;
        }
        sql(&e.then)?;
        if let Some(kind) = &e.sealed_as {
            self.event_by(kind, e.actor)?;
        }
        sql(&e.after_seal)?;
        Ok(n)
    }

    /// An order of pooled money for a child, from provider 1; answers the commission's number.
    pub fn place(&self, child: i64, category: i64, pence: i64) -> i64 {
        self.post(&self.placing(child, category, pence)).unwrap()
    }

    /// The entry that orders with pooled money.
    pub fn placing(&self, child: i64, category: i64, pence: i64) -> Entry {
        entry("commission.place").placing(child, category, pence).moving(
            &format!("committed:{child}:POOL"),
            &format!("available:{child}:POOL"),
            pence,
        )
    }

    /// The entry that orders with pooled money and asks for approval.
    pub fn asking(&self, who: i64, child: i64, category: i64, pence: i64) -> Entry {
        entry("commission.place")
            .placing_for(who, child, category, pence)
            .moving(&format!("committed:{child}:POOL"), &format!("available:{child}:POOL"), pence)
            .then(&format!(
                "INSERT INTO request (event, commission_id, asked_pence, because) VALUES ({{n}}, {{n}}, {pence}, 'limit')"
            ))
            .by(who)
    }

    /// The entry that takes an invoice for committed pooled money, in the commission's category.
    pub fn invoicing(&self, commission: i64, pence: i64) -> Entry {
        let (child, category) = self.child_and_category(commission);
        entry("invoice.record")
            .child(child)
            .commission(commission)
            .moving(&format!("spent:{child}:POOL"), &format!("committed:{child}:POOL"), pence)
            .moving(&format!("cost:{category}"), "creditor:PR0001", pence)
    }

    /// The entry that pays provider 1 by card.
    pub fn paying(&self, commission: i64, pence: i64) -> Entry {
        let (child, _) = self.child_and_category(commission);
        entry("payment.record").child(child).commission(commission).moving(
            "creditor:PR0001",
            "card:5521",
            pence,
        )
    }

    /// The entry that buys at once with pooled money, by card.
    pub fn buying(&self, child: i64, category: i64, pence: i64) -> Entry {
        entry("buy")
            .placing(child, category, pence)
            .moving(&format!("spent:{child}:POOL"), &format!("available:{child}:POOL"), pence)
            .moving(&format!("cost:{category}"), "card:5521", pence)
    }

    /// The same with VAT that the council recovers.
    pub fn buying_with_vat(&self, child: i64, category: i64, net: i64, vat: i64) -> Entry {
        entry("buy")
            .placing(child, category, net + vat)
            .moving(&format!("spent:{child}:POOL"), &format!("available:{child}:POOL"), net)
            .moving(&format!("cost:{category}"), "card:5521", net)
            .moving("vat", "card:5521", vat)
    }

    /// The entry that charges VAT of a purchase to the child, out of pooled money.
    pub fn charging(&self, purchase: i64, pence: i64) -> Entry {
        let (child, category) = self.child_and_category(purchase);
        entry("vat.charge")
            .child(child)
            .commission(purchase)
            .moving(&format!("spent:{child}:POOL"), &format!("available:{child}:POOL"), pence)
            .moving(&format!("cost:{category}"), "vat", pence)
            .then(&format!("INSERT INTO vat_charge (event, document_id) VALUES ({{n}}, {purchase})"))
    }

    fn child_and_category(&self, commission: i64) -> (i64, i64) {
        self.conn
            .query_row(
                "SELECT child_id, category_id FROM commission WHERE commission_id = ?1",
                [commission],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .unwrap()
    }

    /// The balance of an account, by name.
    pub fn balance(&self, name: &str) -> i64 {
        self.conn
            .query_row("SELECT balance_pence FROM account WHERE name = ?1", [name], |row| row.get(0))
            .unwrap()
    }

    /// A child's available, committed and spent pence.
    pub fn pots(&self, child: i64) -> (i64, i64, i64) {
        self.conn
            .query_row(
                "SELECT available_pence, committed_pence, spent_pence FROM budget_position WHERE child_id = ?1",
                [child],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
            .unwrap()
    }

    /// A commission's committed, spent, invoiced and paid pence.
    pub fn commission(&self, id: i64) -> (i64, i64, i64, i64) {
        self.conn
            .query_row(
                "SELECT committed_pence, spent_pence, invoiced_pence, paid_pence
                   FROM commission_position WHERE commission_id = ?1",
                [id],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
            )
            .unwrap()
    }

    /// Every row of every table as text, to show that a refusal left nothing behind.
    pub fn dump(&self) -> String {
        static QUERY: OnceLock<String> = OnceLock::new();
        let query = QUERY.get_or_init(|| {
            let tables = self.column(
                "SELECT 'SELECT ''' || m.name || ' '' || ' || group_concat('quote(' || c.name || ')', ' || '' '' || ')
                        || ' AS line FROM ' || m.name
                   FROM sqlite_schema m, pragma_table_info(m.name) c
                  WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' GROUP BY m.name",
            );
            format!("SELECT group_concat(line, char(10)) FROM ({})", tables.join(" UNION ALL "))
        });
        self.conn.prepare_cached(query).unwrap().query_row([], |row| row.get(0)).unwrap()
    }

    /// A column of text.
    pub fn column(&self, sql: &str) -> Vec<String> {
        let mut statement = self.conn.prepare(sql).unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(|cell| cell.unwrap()).collect()
    }

    /// Runs one attack outside any entry: it must fail with this token and change nothing.
    #[track_caller]
    pub fn refuses(&self, sql: &str, token: &str) {
        let before = self.dump();
        let attack = self.atomically(|| self.conn.execute_batch(sql).map(|()| 0));
        assert_refused(attack, token, sql);
        assert_eq!(self.dump(), before, "refused, yet something changed: {sql}");
    }

    /// Posts one entry that must be refused with this token and leave nothing behind.
    #[track_caller]
    pub fn refuses_entry(&self, e: &Entry, token: &str) {
        let before = self.dump();
        assert_refused(self.post(e), token, &e.kind);
        assert_eq!(self.dump(), before, "refused, yet something changed: {}", e.kind);
    }

    /// Posts one entry that must be accepted.
    #[track_caller]
    pub fn accepts(&self, e: &Entry) -> i64 {
        match self.post(e) {
            Ok(n) => n,
            Err(why) => panic!("{} should be accepted under {:?}: {why}", e.kind, self.mode),
        }
    }

    /// Writes registers and their event, which must be refused with this token.
    #[track_caller]
    pub fn refuses_record(&self, sql: &str, token: &str) {
        self.refuses_record_by(sql, 1, token);
    }

    /// As `refuses_record`, the event made by another than the administrator.
    #[track_caller]
    pub fn refuses_record_by(&self, sql: &str, actor: i64, token: &str) {
        let before = self.dump();
        assert_refused(self.record_by("register", sql, actor), token, sql);
        assert_eq!(self.dump(), before, "refused, yet something changed: {sql}");
    }

    /// Writes registers and their event, which must be accepted.
    #[track_caller]
    pub fn records(&self, sql: &str) -> i64 {
        self.records_by(sql, 1)
    }

    /// As `records`, the event made by another than the administrator.
    #[track_caller]
    pub fn records_by(&self, sql: &str, actor: i64) -> i64 {
        match self.record_by("register", sql, actor) {
            Ok(n) => n,
            Err(why) => panic!("should be accepted under {:?}: {why}\n{sql}", self.mode),
        }
    }

    /// Marks a month closed or re-opened, with the chain's head as it stands.
    pub fn mark(&self, month: &str, mark: &str) -> Result<i64> {
        self.record(
            "month.mark",
            &format!(
                "INSERT INTO month_mark (event, month, mark, reason, head_hash)
                 SELECT {{n}}, '{month}', '{mark}', 'as agreed', hash FROM event WHERE seq = {{n}} - 1"
            ),
        )
    }
}

/// Fails unless the result is a refusal whose message is, or contains, the token.
#[track_caller]
pub fn assert_refused(result: Result<i64>, token: &str, what: &str) {
    match result {
        Ok(_) => panic!("accepted, but {token} was due: {what}"),
        Err(Error::SqliteFailure(_, Some(message))) => {
            // A trigger's token is the whole message; a constraint names itself inside one.
            let is_token = token.bytes().all(|b| b.is_ascii_uppercase() || b == b'_');
            let held = if is_token { message == token } else { message.contains(token) };
            assert!(held, "refused with '{message}', not with {token}: {what}");
        }
        Err(other) => panic!("not a refusal by the file: {other}: {what}"),
    }
}

/// Thirty-two bytes that differ from event to event; the file cannot compute SHA-256 and does not.
pub fn hash(seq: i64) -> Vec<u8> {
    let mut bytes = vec![0_u8; 24];
    bytes.extend_from_slice(&seq.to_be_bytes());
    bytes
}

/// Event 1: the pilot, its people, its words, its funds and all its accounts.
const REGISTERS: &str = "
    INSERT INTO pilot (pilot_id, name, authority, starts_on, ends_on, budget_min_pence, budget_max_pence, event)
    VALUES (1, 'Northtown', 'E06000099', '2006-06-01', '2008-04-30', 10000, 250000, 1);
    INSERT INTO practitioner (practitioner_id, code, name, profession, agency, role, sign_off_limit_pence,
                              joined_on, left_on, event)
    VALUES (1, 'LP001', 'Ann Admin', 'administrator', 'council', 'administrator', NULL, NULL, NULL, 1),
           (2, 'LP002', 'Len Lead', 'teacher', 'school', 'lead_professional', 10000, '2006-06-01', NULL, 1),
           (3, 'LP003', 'Lea Ver', 'nurse', 'health', 'lead_professional', NULL, '2006-06-01', '2006-09-10', 1),
           (4, 'LP004', 'Fay Nance', 'accountant', 'council', 'finance', NULL, NULL, NULL, 1);
    INSERT INTO provider (provider_id, code, name, sector, event)
    VALUES (1, 'PR0001', 'Swim School', 'private', 1), (2, 'PR0002', 'Shoe Shop', 'private', 1);
    INSERT INTO category (category_id, code, label, event)
    VALUES (1, 'clothing', 'Clothing', 1), (2, 'activities', 'Activities', 1);
    INSERT INTO measure (measure_id, code, label, lowest_thousandths, highest_thousandths, better, event)
    VALUES (1, 'gbo', 'Goals', 0, 10000, 'higher', 1);
    INSERT INTO child (child_id, child_ref, cohort, arm, born, sex, ethnicity, area, need, need_level, event)
    VALUES (7, 'C-0007', 'additional_needs', 'budget', '1995-02', 'F', 'WBRI', 'North', 'N1', 2, 1),
           (8, 'C-0008', 'additional_needs', 'budget', '1996-03', 'M', 'WBRI', 'North', 'N1', 2, 1),
           (9, 'C-0009', 'looked_after', 'budget', '1997-04', 'M', 'WBRI', 'South', 'N1', 3, 1),
           (10, 'C-0010', 'additional_needs', 'comparison', '1995-05', 'F', 'WBRI', 'South', 'N1', 2, 1),
           (11, 'C-0011', 'additional_needs', 'budget', '1994-06', 'F', 'WBRI', 'South', 'N1', 2, 1);
    INSERT INTO lead (child_id, from_on, practitioner_id, event) VALUES (7, '2006-06-01', 2, 1);
    INSERT INTO fund (fund_id, code, name, contributor, stream, nature, cohort, from_on, until_on, event)
    VALUES (1, 'POOL', 'Pooled', 'Council', 'mainstream', 'cash', NULL, NULL, NULL, 1),
           (2, 'LAC', 'Looked after', 'Council', 'mainstream', 'cash', 'looked_after', NULL, NULL, 1),
           (3, 'CLOTH', 'Clothing grant', 'Charity', 'mainstream', 'cash', NULL, NULL, NULL, 1),
           (4, 'TERM', 'Autumn term', 'School', 'mainstream', 'cash', NULL, '2006-09-04', '2006-12-20', 1);
    INSERT INTO fund_category (fund_id, category_id, event) VALUES (3, 1, 1);
    INSERT INTO account (book, kind, name, fund_id, event)
    SELECT 'budget', 'grant', 'grant:' || code, fund_id, 1 FROM fund
     UNION ALL SELECT 'budget', 'pool', 'pool:' || code, fund_id, 1 FROM fund
     UNION ALL SELECT 'cash', 'income', 'income:' || code, fund_id, 1 FROM fund;
    INSERT INTO account (book, kind, name, fund_id, child_id, event)
    SELECT 'budget', k.value, k.value || ':' || child_id || ':' || code, fund_id, child_id, 1
      FROM child, fund, (SELECT 'available' AS value UNION SELECT 'committed' UNION SELECT 'spent') k;
    INSERT INTO account (book, kind, name, provider_id, event)
    SELECT 'cash', 'creditor', 'creditor:' || code, provider_id, 1 FROM provider;
    INSERT INTO account (book, kind, name, category_id, event)
    SELECT 'cash', 'cost', 'cost:' || category_id, category_id, 1 FROM category;
    INSERT INTO account (book, kind, name, holder_id, event)
    VALUES ('cash', 'bank', 'bank:main', NULL, 1), ('cash', 'card', 'card:5521', 2, 1),
           ('cash', 'vat', 'vat', NULL, 1);
";
