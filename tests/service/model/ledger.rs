//! The ledger under trial: set up through the library, read by plain SQL of our own.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use domain::Pilot;
use rusqlite::{Connection, OpenFlags};
use service::{
    AccountOpen, AgreementRecord, ChildAdd, Context, FamilyAdd, FundAdd, Init, PractitionerAdd, ProviderAdd,
    Run, init, record,
};
use store::{Journal, Ledger, Origin};

use super::facts::{STANDING, standing_figures};
use super::world::{Child, Fund, Person, World};

const CHILDREN: [(&str, &str, bool); 6] = [
    ("K1", "additional_needs", true),
    ("K2", "additional_needs", true),
    ("K3", "looked_after", true),
    ("K4", "looked_after", true),
    ("K5", "additional_needs", false),
    ("K6", "additional_needs", true),
];
const PROVIDERS: [(&str, &str); 5] = [
    ("PA", "Provider A"),
    ("PB", "Provider B"),
    ("PC", "Provider, \"C\" & Söhne"),
    ("FA", "Family A"),
    ("BR", "Broker B"),
];
const CATEGORIES: [&str; 4] = ["clothing", "care", "travel", "activities"];

fn funds() -> Vec<Fund> {
    let plain =
        Fund { code: "POOL", notional: false, cohort: None, categories: vec![], from: None, until: None };
    vec![
        plain.clone(),
        Fund { code: "LOOKED", cohort: Some("looked_after"), ..plain.clone() },
        Fund { code: "CLOTHES", categories: vec!["clothing", "travel"], ..plain.clone() },
        Fund { code: "AUTUMN", from: Some("2008-02-01"), until: Some("2008-04-30"), ..plain.clone() },
        Fund {
            code: "CARE",
            cohort: Some("additional_needs"),
            categories: vec!["care"],
            until: Some("2008-05-15"),
            ..plain.clone()
        },
        Fund { code: "PCT", notional: true, ..plain },
    ]
}

fn people() -> BTreeMap<String, Person> {
    let person = |role| Person { role, limit: None, joined: None, left: None, card: None };
    let lead = || person("lead_professional");
    [
        ("ADMIN", person("administrator")),
        ("FIN", person("finance")),
        ("MGR", person("manager")),
        ("EVAL", person("evaluator")),
        ("LP1", Person { limit: Some(30_000), card: Some("card:1"), ..lead() }),
        ("LP2", Person { limit: Some(10_000), joined: Some("2008-02-10"), ..lead() }),
        ("LP3", Person { left: Some("2008-04-20"), card: Some("card:2"), ..lead() }),
    ]
    .map(|(code, person)| (code.to_owned(), person))
    .into()
}

fn parse<T: std::str::FromStr>(text: &str) -> T
where
    T::Err: std::fmt::Debug,
{
    text.parse().unwrap()
}

/// Starts a pilot with people, children, funds and accounts, but no money.
pub fn open_pilot(path: &Path) -> Ledger {
    let pilot = Pilot {
        name: "Trial".parse().unwrap(),
        authority: "E06000020".parse().unwrap(),
        starts_on: "2008-01-01".parse().unwrap(),
        ends_on: "2008-06-30".parse().unwrap(),
        budget_min_pence: "100".parse().unwrap(),
        budget_max_pence: "2500".parse().unwrap(),
        settling_up_months: 6,
    };
    let context = Context {
        user: "ADMIN".parse().unwrap(),
        now: "2007-12-01T09:00:00Z".parse().unwrap(),
        run: Run::Real,
        key: None,
        belongs_to: None,
        origin: Origin::default(),
    };
    init(path, &context, &Init { pilot, journal: Journal::Wal }).unwrap();
    let mut ledger = Ledger::open(path).unwrap();
    register_people(&mut ledger, &context);
    for fund in funds() {
        let request = FundAdd {
            fund: parse(fund.code),
            name: parse(fund.code),
            contributor: parse("Council"),
            stream: parse("pump_priming"),
            nature: parse(if fund.notional { "notional" } else { "cash" }),
            cohort: fund.cohort.map(parse),
            from: fund.from.map(parse),
            until: fund.until.map(parse),
            claim_basis: parse("incurred"),
            claim_by: None,
            categories: fund.categories.iter().copied().map(parse).collect(),
        };
        record(&mut ledger, &context, &request).unwrap();
    }
    for (child, cohort, budget_arm) in CHILDREN {
        let request = ChildAdd {
            child: parse(child),
            cohort: parse(cohort),
            arm: parse(if budget_arm { "budget" } else { "comparison" }),
            born: parse("1999-03"),
            sex: parse("F"),
            ethnicity: parse("WBRI"),
            area: parse("North"),
            need: parse("N1"),
            need_level: 2,
            caf_ref: None,
            caf_on: None,
            consent_on: None,
            lead: parse("ADMIN"),
            on: None,
        };
        record(&mut ledger, &context, &request).unwrap();
    }
    let children = ["K1", "K2", "K3"].map(parse).to_vec();
    let (family, kind, on) = (parse("F1"), parse("main"), Some(parse("2007-12-01")));
    record(&mut ledger, &context, &FamilyAdd { family, children, kind, on }).unwrap();
    agree(&mut ledger, &context);
    ledger
}

/// What is agreed with a family, under three laws, and with a broker.
fn agree(ledger: &mut Ledger, context: &Context) {
    for (child, provider, payee, basis, weeks) in [
        ("K1", "FA", "parent", Some("s17A"), 2),
        ("K2", "FA", "carer", Some("s17(6)"), 0),
        ("K3", "FA", "carer", Some("s17(6)"), 0),
        ("K1", "BR", "broker", None, 0),
        ("K2", "BR", "broker", None, 0),
    ] {
        let repayable = (child, provider) == ("K3", "FA");
        let agreement = AgreementRecord {
            child: parse(child),
            provider: parse(provider),
            payee: parse(payee),
            basis: basis.map(parse),
            disability: (basis == Some("s17A")).then(|| parse("register")),
            purpose: parse("breaks"),
            accounts_months: 3,
            weekly: Some(parse("10")),
            contingency_weeks: weeks,
            repayable,
            on_benefit: repayable.then_some(false),
            other_ways: None,
            statements: false,
            on: None,
        };
        record(ledger, context, &agreement).unwrap();
    }
}

fn register_people(ledger: &mut Ledger, context: &Context) {
    for (code, person) in people() {
        if code == "ADMIN" {
            continue;
        }
        let request = PractitionerAdd {
            practitioner: parse(&code),
            name: parse(&code),
            profession: parse("social worker"),
            agency: parse("council"),
            role: parse(person.role),
            sign_off_limit: person.limit.map(|limit| parse(&format!("{}.00", limit / 100))),
            joined_on: person.joined.map(parse),
        };
        record(ledger, context, &request).unwrap();
        if let Some(left) = person.left {
            let leave = service::PractitionerLeave { practitioner: parse(&code), on: Some(parse(left)) };
            record(ledger, context, &leave).unwrap();
        }
    }
    for (provider, name) in PROVIDERS {
        let request = ProviderAdd {
            provider: parse(provider),
            name: parse(name),
            sector: parse("private"),
            companies_house: None,
            charity_number: None,
            ukprn: None,
            vat_number: None,
        };
        record(ledger, context, &request).unwrap();
    }
    for (account, holder) in [("card:1", Some("LP1")), ("card:2", Some("LP3")), ("imprest:office", None)] {
        let request = AccountOpen { account: parse(account), holder: holder.map(parse) };
        record(ledger, context, &request).unwrap();
    }
}

/// The model's world before anything happened.
pub fn plain_world(book: &Book) -> World {
    let child = |(code, cohort, budget_arm): (&str, &'static str, bool)| {
        let pots = BTreeSet::new();
        (code.to_owned(), Child { cohort, budget_arm, opened: None, closed: None, closed_by: 0, pots })
    };
    World {
        starts: "2008-01-01",
        ends: "2008-06-30",
        settled: "2008-12-31", // six months
        min: 10_000,
        max: 250_000,
        funds: funds(),
        people: people(),
        children: CHILDREN.map(child).into(),
        accounts: ["bank:main", "card:1", "card:2", "imprest:office", "notional:PCT"].map(Into::into).into(),
        categories: CATEGORIES.into(),
        providers: PROVIDERS.into(),
        orders: BTreeMap::new(),
        entries: BTreeMap::new(),
        requests: BTreeMap::new(),
        claims: BTreeMap::new(),
        conflicts: BTreeMap::new(),
        steps: Vec::new(),
        facts: BTreeMap::new(),
        holders: Vec::new(),
        policies: Vec::new(),
        closed: BTreeSet::new(),
        closers: BTreeMap::new(),
        reopeners: BTreeMap::new(),
        head: book.head().0,
        clock: "2007-12-01T09:00:00Z".into(),
    }
}

/// A second connection that only reads.
pub struct Book(Connection);

impl Book {
    pub fn open(path: &Path) -> Self {
        Self(Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap())
    }

    /// The last event: its number and its hash.
    pub fn head(&self) -> (i64, Vec<u8>) {
        let sql = "SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1";
        self.0.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
    }

    fn rows<K: Ord + rusqlite::types::FromSql, const N: usize>(&self, sql: &str) -> BTreeMap<K, [i64; N]> {
        let mut statement = self.0.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| {
            let mut figures = [0; N];
            for (i, figure) in figures.iter_mut().enumerate() {
                *figure = row.get(i + 1)?;
            }
            Ok((row.get(0)?, figures))
        });
        rows.unwrap().map(Result::unwrap).collect()
    }

    /// Every figure the ledger keeps is the model's.
    pub fn agrees_with(&self, world: &World, scene: &str) {
        let balances: BTreeMap<String, [i64; 1]> =
            self.rows("SELECT name, balance_pence FROM account WHERE balance_pence <> 0");
        let modelled: BTreeMap<String, [i64; 1]> = world
            .balances()
            .into_iter()
            .filter(|(_, pence)| *pence != 0)
            .map(|(place, pence)| (place.name(), [pence]))
            .collect();
        assert_eq!(balances, modelled, "balances: {scene}");

        let orders: BTreeMap<i64, [i64; 5]> = self.rows(
            "SELECT commission_id, committed_pence, spent_pence, invoiced_pence, paid_pence,
                    coalesce(closed_by, 0) FROM commission",
        );
        let modelled: BTreeMap<i64, [i64; 5]> = world
            .orders
            .iter()
            .map(|(id, order)| {
                let s = world.standing(*id);
                (*id, [s.committed(), s.spent(), s.invoiced, s.paid, order.closed_by.unwrap_or(0)])
            })
            .collect();
        assert_eq!(orders, modelled, "commissions: {scene}");

        let waits: BTreeMap<i64, [i64; 3]> = self.rows(
            "SELECT commission_id, coalesce(waiting, 0), approved_pence, coalesce(limit_pence, -1) FROM commission",
        );
        let modelled: BTreeMap<i64, [i64; 3]> = world
            .orders
            .iter()
            .map(|(id, order)| {
                (*id, [world.waits(*id).unwrap_or(0), world.approved(*id), order.limit.unwrap_or(-1)])
            })
            .collect();
        assert_eq!(waits, modelled, "what is waiting: {scene}");

        let requests: BTreeMap<String, [i64; 2]> = self.rows(
            "SELECT format('%d %s %s', q.event, q.because, coalesce(d.verdict, 'waits')), q.asked_pence,
                    coalesce(d.event, 0)
               FROM request q LEFT JOIN decision d ON d.request = q.event",
        );
        let modelled: BTreeMap<String, [i64; 2]> = world
            .requests
            .iter()
            .map(|(id, r)| {
                let told = format!("{id} {} {}", r.because, r.verdict.unwrap_or("waits"));
                (told, [r.asked, r.decided_by.unwrap_or(0)])
            })
            .collect();
        assert_eq!(requests, modelled, "requests: {scene}");

        let claims: BTreeMap<String, [i64; 2]> = self.rows(
            "SELECT format('%d %s %s', q.event, a.name, coalesce(d.verdict, 'waits')), q.amount_pence,
                    coalesce((SELECT max(p.event) FROM claim_payment p WHERE p.claim = q.event), 0)
               FROM claim q JOIN account a USING (account_id) LEFT JOIN claim_decision d ON d.claim = q.event",
        );
        let modelled: BTreeMap<String, [i64; 2]> = world
            .claims
            .iter()
            .map(|(id, c)| {
                let told = format!("{id} pocket:{} {}", c.who, c.verdict.unwrap_or("waits"));
                (told, [c.amount, c.paid_by.unwrap_or(0)])
            })
            .collect();
        assert_eq!(claims, modelled, "claims: {scene}");

        let facts: BTreeMap<String, [i64; 2]> = self.rows(STANDING);
        assert_eq!(facts, standing_figures(world), "what stands of facts: {scene}");

        let months: BTreeMap<String, [i64; 5]> = self.rows(
            "SELECT month, allocated_pence, committed_pence, spent_pence, paid_pence, purchases FROM month_total",
        );
        assert_eq!(months, world.months(), "months: {scene}");

        let budgets: BTreeMap<String, [i64; 3]> = self.rows(
            "SELECT child_ref, allocated_pence, committed_pence, spent_pence
               FROM budget JOIN child USING (child_id)",
        );
        let modelled: BTreeMap<String, [i64; 3]> = world
            .children
            .iter()
            .filter(|(_, child)| child.opened.is_some())
            .map(|(code, _)| {
                let [allocated, _, committed, spent] = world.figures(code);
                (code.clone(), [allocated, committed, spent])
            })
            .collect();
        assert_eq!(budgets, modelled, "budgets: {scene}");
    }

    /// Every rule that a sum can show holds: each query finds what is wrong.
    pub fn is_well(&self, scene: &str) {
        let wrongs = [
            ("a book does not balance", "SELECT book, sum(balance_pence) FROM account GROUP BY book HAVING sum(balance_pence) <> 0"),
            ("a pot is below zero", "SELECT name, balance_pence FROM account
                WHERE balance_pence < 0 AND kind IN ('pool', 'available', 'committed', 'spent', 'imprest')"),
            ("somebody was given back too much", "SELECT name, balance_pence FROM account WHERE balance_pence > 0 AND kind = 'pocket'"),
            ("a claim is paid twice", "SELECT claim, count(*) FROM claim_payment p WHERE NOT EXISTS
                (SELECT 1 FROM entry r WHERE r.reverses_id = p.event) GROUP BY claim HAVING count(*) > 1"),
            ("a balance is not the sum of its transfers", "SELECT a.name, a.balance_pence FROM account a
                WHERE a.balance_pence <> (SELECT coalesce(sum(amount_pence), 0) FROM transfer WHERE debit_account_id = a.account_id)
                                       - (SELECT coalesce(sum(amount_pence), 0) FROM transfer WHERE credit_account_id = a.account_id)"),
            ("spent is not cost", "SELECT 'spent', sum(iif(kind = 'spent', balance_pence, 0) - iif(kind = 'cost', balance_pence, 0)) FROM account
                HAVING sum(iif(kind = 'spent', balance_pence, 0)) <> sum(iif(kind = 'cost', balance_pence, 0))"),
            ("a commission's VAT is negative", "SELECT commission_id, invoiced_pence - spent_pence FROM commission WHERE invoiced_pence < spent_pence"),
            ("a budget is above every bound there was", "SELECT child_id, allocated_pence FROM budget, pilot
                WHERE allocated_pence > max(budget_max_pence, (SELECT coalesce(max(max_pence), 0) FROM policy_cohort))"),
            ("an entry has no event", "SELECT entry_id, 0 FROM entry WHERE entry_id NOT IN (SELECT seq FROM event)"),
            ("an entry is outside the pilot", "SELECT entry_id, 0 FROM entry, pilot WHERE effective_on NOT BETWEEN starts_on AND '2008-12-31'"),
            ("something is bought or given after the last day", "SELECT entry_id, 0 FROM entry, pilot WHERE effective_on > ends_on
                AND kind IN ('buy', 'commission.place', 'budget.open', 'budget.top-up', 'budget.move')"),
            ("a purchase is counted wrongly", "SELECT child_id, purchases FROM budget b WHERE purchases <>
                (SELECT count(*) FROM commission k WHERE k.child_id = b.child_id AND k.committed_pence + k.spent_pence > 0)"),
            ("a creditor is not what its commissions are owed", "SELECT a.name, a.balance_pence FROM account a WHERE kind = 'creditor'
                AND -balance_pence <> (SELECT coalesce(sum(invoiced_pence - paid_pence), 0) FROM commission k WHERE k.provider_id = a.provider_id)"),
            ("what is in kind is not received less used", "SELECT f.code, sum(a.balance_pence) FROM fund f JOIN account a USING (fund_id)
                WHERE f.nature = 'notional' AND a.kind IN ('notional', 'income', 'spent') GROUP BY f.fund_id HAVING sum(a.balance_pence) <> 0"),
            ("a foreign key points nowhere", "SELECT \"table\", rowid FROM pragma_foreign_key_check"),
        ];
        for (what, sql) in wrongs {
            let mut statement = self.0.prepare(sql).unwrap();
            let mut rows = statement.query([]).unwrap();
            if let Some(row) = rows.next().unwrap() {
                panic!("{what}: {:?}, {:?}: {scene}", row.get_ref(0), row.get_ref(1));
            }
        }
    }
}
