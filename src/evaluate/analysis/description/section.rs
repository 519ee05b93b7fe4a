//! The section: what is known of everybody first, then its parts.

use super::super::bought;
use super::super::sample::index;
use super::spending::Spending;
use super::{groups, kinds, months, spread};
use crate::{Data, Settings};
use disclosure::report::{Cell, Section, Tone, Words};

pub fn section(data: &Data, settings: &Settings) -> Section {
    let mut section = Section { id: "description", title: "What was spent", ..Section::default() };
    let children = bought::with_budget(data);
    if children.is_empty() {
        let text = "No child had a budget, so there is no spending to describe.";
        section.words.push(Words::open(Tone::Doubt, text));
        return section;
    }
    let threshold = settings.disclosure.threshold;
    if children.len() < index(threshold) {
        // Even which rows a table had would tell of few children what they had.
        let text =
            format!("Fewer than {threshold} children had a budget: too few to describe what was spent.");
        section.words.push(Words::open(Tone::Doubt, text));
        return section;
    }
    let spending = Spending {
        given: bought::money_of(data, &children, |budget| budget.allocated),
        committed: bought::money_of(data, &children, |budget| budget.committed),
        spent: bought::spent(data, &children),
        all: bought::all(data),
        children,
    };
    section.words.push(spent_words(&spending));
    spread::add(data, settings, &spending, &mut section);
    months::add(data, settings, &mut section);
    groups::add(data, settings, &spending, &mut section);
    kinds::add(data, &spending, &mut section);
    section
}

fn spent_words(spending: &Spending) -> Words {
    let figures = vec![
        Cell::children(spending.children.len()),
        Cell::money(spending.given.iter().copied()),
        Cell::money(spending.spent.iter().copied()),
        spending.all.count(),
    ];
    let text = "{} children had a budget. They were given {} together, of which {} was spent, on {} purchases. \
                What was spent is what the budgets bore: net of VAT that the council recovers, counted on the \
                day something came.";
    Words::with(Tone::Plain, text, figures)
}
