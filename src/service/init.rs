//! Starting a pilot: an empty ledger with its settings, its administrator and its first words.

use std::path::Path;

use super::{Context, Reply, Result, Run, seal_as};
use domain::{AccountName, Better, Code, Pilot, Role, Score, SpentOn, Text, rows};
use store::{Journal, Ledger};

/// The pilot to start.
#[derive(Clone, Debug)]
pub struct Init {
    /// Its settings.
    pub pilot: Pilot,
    /// How the file keeps its journal.
    pub journal: Journal,
}

/// Categories a new pilot begins with: code and label. The labels follow the 360Giving list of
/// grants to individuals.
pub const CATEGORIES: [(&str, &str); 18] = [
    ("clothing", "Clothing, uniform and shoes"),
    ("activities", "Holiday and activity costs"),
    ("care", "Health, care and wellbeing services"),
    ("education", "Education and training"),
    ("travel", "Travel and transport"),
    ("furniture", "Furniture and appliances"),
    ("devices", "Devices and digital access"),
    ("housing", "Rent, deposits, repairs and other housing costs"),
    ("food", "Food and essentials"),
    ("creative", "Creative activities"),
    ("mentoring", "Mentoring and youth work"),
    ("exceptional", "Exceptional costs"),
    ("utilities", "Utilities"),
    ("debt", "Debt"),
    ("health", "Equipment and home adaptations"),
    ("employment", "Employment and work"),
    ("community", "Community projects"),
    ("brokerage", "Fees of brokers"),
];

/// Measures a new pilot begins with: code, label, lowest, highest, which way is better.
pub const MEASURES: [(&str, &str, i64, i64, Better); 4] = [
    ("gbo", "Goal-based outcome", 0, 10, Better::Higher),
    ("sdq_total", "SDQ total difficulties", 0, 40, Better::Lower),
    ("sdq_impact", "SDQ impact", 0, 10, Better::Lower),
    ("sdq_emotional", "SDQ emotional problems", 0, 10, Better::Lower),
];

/// Creates the ledger file of a new pilot; its user becomes the administrator.
///
/// # Errors
/// A file that exists; settings that contradict themselves. No file is left behind then, nor by a dry run.
pub fn init(path: &Path, context: &Context, request: &Init) -> Result<Reply> {
    let pilot = request.pilot.clone().checked()?;
    let mut ledger = Ledger::create(path, request.journal)?;
    let made = fill(&mut ledger, context, &pilot);
    let dry = context.run == Run::Dry;
    if made.is_err() || dry {
        drop(ledger);
        Ledger::discard(path);
    }
    made?;
    let sentence = format!(
        "started the ledger of {} ({}), {} to {}, with budgets from {} to {}",
        pilot.name,
        pilot.authority,
        pilot.starts_on,
        pilot.ends_on,
        pilot.budget_min_pence.pence().format_pounds(),
        pilot.budget_max_pence.pence().format_pounds(),
    );
    Ok(Reply { number: 1, dry, ..Reply::new(sentence) })
}

fn fill(ledger: &mut Ledger, context: &Context, pilot: &Pilot) -> Result<()> {
    let text = |text: &str| text.parse::<Text>().expect("our own words are well-formed");
    let code = |code: &str| code.parse::<Code>().expect("our own codes are well-formed");
    let mut tx = ledger.write()?;
    let administrator = rows::Practitioner {
        code: context.user.clone(),
        name: text("Administrator"),
        profession: text("pilot administrator"),
        agency: text("council"),
        role: Role::Administrator,
        sign_off_limit_pence: None,
        joined_on: None,
        left_on: None,
    };
    // The first event is made by the person it registers.
    tx.sign(domain::PractitionerId::new(1), &context.instant(), &context.origin);
    tx.insert(pilot)?;
    tx.insert(&administrator)?;
    tx.open_vat()?;
    let main: AccountName = "bank:main".parse().expect("a well-formed name");
    tx.open_own(&main, None)?;
    for (category, label) in CATEGORIES {
        tx.add_category(&rows::Category {
            code: code(category),
            label: text(label),
            spent_on: SpentOn::Child,
        })?;
    }
    for (measure, label, lowest, highest, better) in MEASURES {
        tx.insert(&rows::Measure {
            code: code(measure),
            label: text(label),
            lowest_thousandths: Score::from_thousandths(lowest * 1000),
            highest_thousandths: Score::from_thousandths(highest * 1000),
            better,
        })?;
    }
    seal_as(&mut tx, "pilot.init", None, "null")?;
    Ok(tx.commit()?)
}
