//! The report in short: what was spent, what changed, how sure that is, and what cannot be said.

use super::super::Settings;
use super::super::data::Data;
use super::effect::{compares, effect_words};
use super::effects::{Effects, Verdict};
use super::limits;
use super::sentences::Wording;
use super::tables::{column, counts, interval, mean, nothing, row, total, value};
use super::{fit, sample::Sample};
use disclosure::report::{Across, Basis, Cell, How, Mark, Section, Table, Tone, Value, Words};
use domain::{Arm, Pence};

/// The section. `worth` is what was found of cost and worth.
pub fn section(data: &Data, settings: &Settings, effects: &Effects, worth: Vec<Words>) -> Section {
    let wording = Wording::new(settings);
    let mut section = Section { id: "summary", title: "Summary", ..Section::default() };
    // The answer comes next to what was spent, whatever it is: before all doubts.
    let mut money_spent = spent(data).into_iter();
    section.words.extend(money_spent.next());
    section.words.push(answer(effects, wording));
    section.words.extend(effects.judged().map(|(sample, effect)| {
        let mut words = effect_words(sample, effect, wording);
        // Without a comparison what changed is all that is known.
        if matches!(effect.verdict, Verdict::CannotTell(_)) {
            words = changed(sample, settings, wording).unwrap_or(words);
        }
        words
    }));
    section.words.extend(worth);
    section.words.extend(money_spent);
    section.words.extend(left_out(data));
    section.words.extend(limits::of(data, settings, effects));
    section.tables.extend(money(data));
    if effects.judged().next().is_some() {
        section.tables.push(found(effects));
    }
    section
}

/// How many are in no figure. Nothing else is said of them, so the number is told as it is.
fn left_out(data: &Data) -> Option<Words> {
    let text = "Children that are in no figure here: {}: the family withdrew its agreement or the permission to share \
                with the evaluation, or objected. The ledger's own reports and its money count them.";
    let count = || Cell::open(Value::Count(data.left_out));
    (data.left_out > 0).then(|| Words::with(Tone::Doubt, text, vec![count()]))
}

/// What was spent on whom.
fn spent(data: &Data) -> Vec<Words> {
    let budgets: Vec<_> = data.children.iter().filter_map(|child| child.budget.as_ref()).collect();
    if budgets.is_empty() {
        let text = "No child has had a budget, so nothing was spent and nothing can be said of what it did.";
        return vec![Words::open(Tone::Doubt, text)];
    }
    let parts: Vec<Pence> = budgets.iter().map(|budget| budget.spent).collect();
    let given: Vec<Pence> = budgets.iter().map(|budget| budget.allocated).collect();
    let (sum, allocated): (Pence, Pence) = (parts.iter().copied().sum(), given.iter().copied().sum());
    let text = "About {} children have had a budget. They were given {} between them, of which {} has been \
                spent: {} for a child on average."
        .to_owned();
    let pounds = |pence: Pence| statistics::number::pounds(pence);
    let spent = Cell::money(parts);
    let average = Value::Pounds(pounds(sum) / statistics::number::real(budgets.len())).finite();
    let mut words = vec![Words::with(
        Tone::Plain,
        text,
        vec![
            Cell::children(budgets.len()),
            Cell::money(given),
            spent.clone(),
            Cell { value: average, basis: spent.basis },
        ],
    )];
    if allocated > Pence::ZERO && pounds(sum) < 0.5 * pounds(allocated) {
        let share = Value::Share(pounds(sum) / pounds(allocated)).finite();
        words.push(Words::with(
            Tone::Doubt,
            "Only {} of what was given has been spent. Only money that is spent can help.",
            vec![Cell { value: share, basis: spent.basis }],
        ));
    }
    words
}

/// The answer in a sentence.
fn answer(effects: &Effects, wording: Wording) -> Words {
    let tried = effects.judged().count();
    if tried == 0 {
        let text = "Whether the money helped cannot be said: no scores of children were recorded.";
        return Words::open(Tone::Plain, text);
    }
    let named = |verdict: fn(&Verdict) -> bool| -> Vec<String> {
        let found = effects
            .judged()
            .filter(|(_, effect)| verdict(&effect.verdict) && !wording.small(effect.fewest()));
        found.map(|(sample, _)| sample.label.clone()).collect()
    };
    let shown = named(|verdict| *verdict == Verdict::Shown);
    let worse = named(|verdict| *verdict == Verdict::Worse);
    let list = super::sentences::list;
    let none_told = effects.judged().all(|(_, effect)| {
        matches!(effect.verdict, Verdict::CannotTell(_)) || wording.small(effect.fewest())
    });
    let text = match (shown.is_empty(), worse.is_empty()) {
        (true, true) if compares(effects) && none_told => {
            let text = "Did the money help? It cannot be said: too few children, with a budget or without one, \
                        were followed up.";
            return Words::open(Tone::Plain, text);
        }
        (true, true) if compares(effects) => {
            return Words::open(
                Tone::Plain,
                "Did the money help? The figures do not show it: on no measure did both comparisons, children \
                 with a budget against those without and more money against less, show a difference in the same direction beyond chance.",
            );
        }
        (true, true) => {
            return Words::open(
                Tone::Plain,
                "Did the money help? It cannot be said: there are no children without a budget to compare \
                 with, so what changed may have changed without the money too.",
            );
        }
        (false, true) => format!(
            "Did the money help? As far as this design can show, yes on {}; {}.",
            list(&shown),
            if shown.len() == tried {
                "no measure shows otherwise"
            } else {
                "the other measures do not show it"
            },
        ),
        (true, false) => format!(
            "Did the money help? On {} children with a budget did worse than those without.",
            list(&worse)
        ),
        (false, false) => format!(
            "Did the money help? As far as this design can show, yes on {}, but on {} children with a budget \
             did worse.",
            list(&shown),
            list(&worse),
        ),
    };
    let fewest = effects.judged().map(|(_, effect)| effect.fewest()).filter(|fewest| !wording.small(*fewest));
    let basis = Basis::Children(fewest.min().unwrap_or(0));
    Words { basis, ..Words::open(Tone::Plain, text) }
}

/// What changed, where that is all there is.
fn changed(sample: &Sample, settings: &Settings, wording: Wording) -> Option<Words> {
    let cases = sample.arm(Arm::Budget);
    let n = cases.len();
    let change = fit::mean(&cases, settings.confidence).ok().filter(|_| !wording.small(n))?;
    let text = format!(
        "{}: children with a budget {} by {{}} points on average ({} {{}}). What brought that about is not \
         known.",
        sample.label,
        if change.value < 0.0 { "did worse" } else { "improved" },
        wording.interval(),
    );
    let figures = vec![super::sentences::size(n, change.value, 2), super::sentences::range(n, &change, 2)];
    Some(Words::with(Tone::Plain, text, figures))
}

/// Children and money, by arm.
fn money(data: &Data) -> Option<Table> {
    if data.children.is_empty() {
        return None;
    }
    let count = |arm| data.children.iter().filter(|child| child.arm == arm).count();
    let budgets: Vec<_> = data.children.iter().filter_map(|child| child.budget.as_ref()).collect();
    let none = || Cell::open(Value::Mark(Mark::NotApplicable));
    let mut rows = vec![
        row(
            "budget",
            "arm=budget",
            vec![
                Cell::text("Who may have a budget"),
                Cell::children(count(Arm::Budget)),
                Cell::children(budgets.len()),
                Cell::money(budgets.iter().map(|budget| budget.allocated)),
                Cell::money(budgets.iter().map(|budget| budget.committed)),
                Cell::money(budgets.iter().map(|budget| budget.spent)),
            ],
        ),
        row(
            "comparison",
            "arm=comparison",
            vec![
                Cell::text("To compare with"),
                Cell::children(count(Arm::Comparison)),
                none(),
                none(),
                none(),
                none(),
            ],
        ),
        total(
            "all",
            "",
            vec![Cell::text("All"), Cell::children(data.children.len()), none(), none(), none(), none()],
        ),
    ];
    if count(Arm::Comparison) == 0 {
        rows.remove(1);
    }
    Some(Table {
        id: "summary-money",
        caption: "Children and money".into(),
        columns: vec![
            column("arm", "Children"),
            counts("children", "Children", "children"),
            super::tables::repeated("budgets", "With a budget", "budgets"),
            super::tables::repeated("allocated", "Given", "given"),
            super::tables::repeated("committed", "Promised, not yet spent", "committed"),
            super::tables::repeated("spent", "Spent", "spent"),
        ],
        rows,
        across: vec![Across { parts: vec![2], sum: 1 }],
        how: How {
            formula: "counts and sums; spent is net of VAT that is recovered, on the day received".into(),
            rows: "all children, and their budgets, up to the day of the report".into(),
            source: "the ledger".into(),
        },
        ..Table::default()
    })
}

/// The main figures.
fn found(effects: &Effects) -> Table {
    let rows = effects
        .judged()
        .map(|(sample, effect)| {
            let fewest = effect.fewest();
            let improved = |arm| mean(&fit::improvements(&sample.arm(arm)), 2);
            let verdict = Value::Text(effect.verdict.words().into());
            let cells = vec![
                Cell::text(sample.label.as_str()),
                improved(Arm::Budget),
                if effect.comparison == 0 { nothing(0) } else { improved(Arm::Comparison) },
                value(fewest, &effect.difference, 2),
                interval(fewest, &effect.difference, 2),
                value(effect.budget, &effect.dose, 2),
                interval(effect.budget, &effect.dose, 2),
                Cell { value: verdict, basis: Basis::Children(fewest) },
            ];
            row(sample.code.to_string(), format!("measure={}&difference", sample.code), cells)
        })
        .collect();
    Table {
        id: "summary-effects",
        caption: "What changed, and what the budgets did".into(),
        columns: vec![
            column("measure", "Measure"),
            column("improvement_budget", "Improvement with a budget"),
            column("improvement_comparison", "Without one"),
            column("difference", "Difference"),
            column("difference_interval", "Interval"),
            column("per_2500", "Improvement for £2,500"),
            column("per_2500_interval", "Interval"),
            column("verdict", "Verdict"),
        ],
        rows,
        notes: vec!["Improvement is in points of the scale, turned so that more is better.".into()],
        how: How {
            formula: "see the tables of change, of spend and change, and of what the budgets did".into(),
            rows: "children who were followed up, on the measures that the pilot is judged on".into(),
            source: "docs/METHODS.md".into(),
        },
        ..Table::default()
    }
}
