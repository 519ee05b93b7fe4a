//! A directory with a ledger of its own, and files to take in.

use std::path::{Path, PathBuf};
use std::process::Command;

use domain::Pilot;
use file::{BadFiles, BadRow, Source};
use import::{Extra, Folder, Kind, Reading};
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use service::{Context, Error, Import, Imported, Init, MonthClose, Run, Way, WithoutStatement, import, init};
use store::{CHECKS, Finding, Journal, Ledger, Origin};
use tempfile::TempDir;

pub const NOW: &str = "2008-04-15T10:00:00Z";

pub const PRACTITIONERS: &str = "practitioner,name,profession,agency,sign_off_limit,role
LP1,Lee,youth worker,council,500.00,lead_professional
LP2,Ash,teacher,school,,lead_professional
FN1,Fin,accountant,council,0.00,finance
";
pub const PROVIDERS: &str = "provider,name,sector,companies_house,charity_number
SHOES,\"Shoes, boots & =more\",private,04000000,
CLUB,After-school club,voluntary,,1000001
";
pub const FUNDS: &str = "fund,name,contributor,cohort,amount,received_on,categories,until_on
POOL,Pooled fund,DfES,,\"£5,000.00\",2006-07-01,,
LAC,Looked-after grant,PCT,looked_after,1000,2006-07-01,,
KIT,Kit fund,Trust,,300.00,2006-08-01,clothing furniture,2007-06-30
";
pub const CHILDREN: &str =
    "child_ref,cohort,arm,born,sex,ethnicity,area,need,need_level,caf_ref,caf_on,consent_on,lead_professional
C-1,additional_needs,budget,1996-04,F,WBRI,AREA1,N1,2,CAF1,2006-08-01,2006-08-01,LP1
C-2,looked_after,budget,1999-12,M,MWBC,AREA2,N4,3,,,,LP2
C-3,additional_needs,comparison,1997-01,U,NOBT,AREA1,N7,1,,,,LP2
";
pub const BUDGETS: &str = "child_ref,opened_on,amount,fund,expected_outcome
C-1,2006-09-01,1000.00,POOL,1.1
C-1,2006-10-01,200.00,KIT,
C-2,2006-09-01,600.00,LAC,3.2
";
pub const PURCHASE_HEADER: &str = "key,child_ref,lead_professional,provider,category,description,ordered_on,received_on,paid_on,amount,vat,paid_from,invoice_no";
pub const PURCHASES: &str = "key,child_ref,lead_professional,provider,category,description,ordered_on,received_on,paid_on,amount,vat,paid_from,invoice_no
Q1,C-1,LP1,SHOES,clothing,\"shoes, size 5\",2006-10-05,2006-10-09,2006-10-09,250.00,0,card:5521,I1
Q2,C-1,LP1,CLUB,activities,,2006-11-01,2006-11-20,,117.50,17.50,,I2
Q3,C-2,LP2,CLUB,activities,=sum(A1),2006-11-02,,,.97,,,
";
pub const OUTCOMES: &str = "child_ref,measure,item,informant,observed_on,value
C-1,gbo,goal-1,child,2006-09-02,3
C-3,sdq_total,,carer,2006-09-02,21
";
pub const TIME: &str = "practitioner,child_ref,on,minutes,activity
LP1,C-1,2006-09-05,45,visit
LP1,C-1,2006-09-05,45,visit
LP2,C-3,2006-09-06,30,plan
";

/// The small pilot, file by file.
pub const SMALL: [(Kind, &str); 8] = [
    (Kind::Practitioners, PRACTITIONERS),
    (Kind::Providers, PROVIDERS),
    (Kind::Funds, FUNDS),
    (Kind::Children, CHILDREN),
    (Kind::Budgets, BUDGETS),
    (Kind::Purchases, PURCHASES),
    (Kind::Outcomes, OUTCOMES),
    (Kind::Time, TIME),
];

/// As files are read where nothing is said.
pub const PLAIN: Reading = Reading { extra: Extra::Refused, days: None, keeps_bad: false };

pub const BOTH: [Way; 2] = [Way::Rows, Way::Bulk];

pub struct World {
    dir: TempDir,
}

impl World {
    /// A ledger of a pilot from July 2006 to December 2007.
    pub fn new() -> Self {
        let world = Self { dir: tempfile::tempdir().unwrap() };
        let pilot = Pilot {
            name: "Trial".parse().unwrap(),
            authority: "E06000020".parse().unwrap(),
            starts_on: "2006-07-01".parse().unwrap(),
            ends_on: "2007-12-31".parse().unwrap(),
            budget_min_pence: "100".parse().unwrap(),
            budget_max_pence: "2500".parse().unwrap(),
            settling_up_months: 6,
        };
        let context = Context { now: "2006-07-01T09:00:00Z".parse().unwrap(), ..context(Run::Real) };
        init(&world.ledger(), &context, &Init { pilot, journal: Journal::Wal }).unwrap();
        world
    }

    /// The same with the small pilot taken in row by row, but for these kinds.
    pub fn with_small_pilot(but: &[Kind]) -> Self {
        let world = Self::new();
        for (kind, text) in SMALL {
            if !but.contains(&kind) {
                world.take(kind, text, Way::Rows).unwrap();
            }
        }
        world
    }

    /// The same ledger in a directory of its own.
    pub fn copy(&self) -> Self {
        let copy = Self { dir: tempfile::tempdir().unwrap() };
        std::fs::copy(self.ledger(), copy.ledger()).unwrap();
        copy
    }

    pub fn ledger(&self) -> PathBuf {
        self.dir.path().join("pilot.bhlp")
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub fn take(&self, kind: Kind, text: &str, way: Way) -> Result<Imported, Error> {
        let path = self.write(&format!("{}.csv", kind.as_str()), text);
        self.import(vec![(kind, Source::Path(path))], way, Run::Real)
    }

    /// The same by somebody else than the administrator.
    pub fn take_by(&self, user: &str, kind: Kind, text: &str, way: Way) {
        let files = vec![(kind, Source::Path(self.write(&format!("{}.csv", kind.as_str()), text)))];
        let mut ledger = Ledger::open(&self.ledger()).unwrap();
        let request = Import { files, reading: PLAIN, openings: vec![], way };
        let context = Context { user: user.parse().unwrap(), ..context(Run::Real) };
        import(&mut ledger, &context, &request, &mut |_, _| {}).unwrap();
    }

    pub fn take_folder(&self, folder: &str, way: Way, run: Run) -> Result<Imported, Error> {
        self.import(Folder::read(&fixture(folder), &[]).unwrap().files, way, run)
    }

    pub fn import(&self, files: Vec<(Kind, Source)>, way: Way, run: Run) -> Result<Imported, Error> {
        let mut ledger = Ledger::open(&self.ledger()).unwrap();
        let request = Import { files, reading: PLAIN, openings: vec![], way };
        import(&mut ledger, &context(run), &request, &mut |_, _| {})
    }

    /// Takes in rows that must be refused; tells each as `line code column message`.
    pub fn refused(&self, kind: Kind, text: &str, way: Way) -> Vec<String> {
        match self.take(kind, text, way) {
            Err(Error::BadFiles(BadFiles(files))) => {
                files.iter().flat_map(|file| &file.rows).map(describe_bad_row).collect()
            }
            other => panic!("rows were not refused: {other:?}"),
        }
    }

    /// What `check` finds.
    pub fn found(&self) -> Vec<Finding> {
        Ledger::open(&self.ledger()).unwrap().read().unwrap().reader().check(CHECKS).unwrap()
    }

    pub fn open(&self) -> Connection {
        Connection::open(self.ledger()).unwrap()
    }

    /// Every row of every table, and every line of the schema.
    pub fn dump(&self) -> Vec<String> {
        let conn = self.open();
        let names = |sql: &str| -> Vec<String> {
            conn.prepare(sql).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
        };
        let mut lines = names("SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY type, name");
        for table in names("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name") {
            let mut statement = conn.prepare(&format!("SELECT * FROM {table}")).unwrap();
            let columns = statement.column_count();
            let mut rows = statement.query([]).unwrap();
            let mut found = Vec::new();
            while let Some(row) = rows.next().unwrap() {
                let cells: Vec<String> = (0..columns).map(|i| cell(row.get_ref(i).unwrap())).collect();
                found.push(format!("{table}: {}", cells.join("|")));
            }
            found.sort();
            lines.extend(found);
        }
        lines
    }

    pub fn number(&self, sql: &str) -> i64 {
        self.open().query_row(sql, [], |row| row.get(0)).unwrap()
    }

    /// Runs the program here: exit code, stdout, stderr.
    pub fn bhlp(&self, args: &[&str]) -> (i32, String, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_bhlp"))
            .args(args)
            .current_dir(self.path())
            .env_clear()
            .envs([("BHLP_LEDGER", "pilot.bhlp"), ("BHLP_USER", "ADMIN"), ("BHLP_NOW", NOW)])
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }
}

pub fn context(run: Run) -> Context {
    Context {
        user: "ADMIN".parse().unwrap(),
        now: NOW.parse().unwrap(),
        run,
        key: None,
        belongs_to: None,
        origin: Origin::default(),
    }
}

pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

pub fn describe_bad_row(row: &BadRow) -> String {
    let column = row.column.map(|column| format!(" {column}")).unwrap_or_default();
    format!("{}{column} {}: {}", row.line, row.code, row.message)
}

fn cell(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "null".into(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(text) => String::from_utf8(text.to_vec()).unwrap(),
        ValueRef::Blob(bytes) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
    }
}

/// Closes a month without a statement of the bank.
pub fn closing(month: &str) -> MonthClose {
    let (account, reason) = ("bank:main".parse().unwrap(), "none is sent".parse().unwrap());
    MonthClose {
        month: month.parse().unwrap(),
        without_statement: vec![WithoutStatement { account, reason }],
    }
}
