//! What was paid, as items that may be published: net of VAT, payments of one day to one provider together.

use std::collections::{BTreeMap, BTreeSet};

use super::left_out::LeftOut;
use domain::publication::Quarter;
use domain::{AccountKind, AccountName, Code, Day, EntryKind, Pence};
use store::{PaidMove, Payee, Spending};

/// A payment, or several of one day from one account to one provider for one category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    pub entries: Vec<i64>,
    pub on: Day,
    pub account: AccountName,
    pub payee: Payee,
    pub category: Code,
    pub label: String,
    pub areas: BTreeSet<String>,
    /// Net of recoverable VAT; negative: what came back.
    pub net: Pence,
    /// The VAT in that which cannot be recovered.
    pub irrecoverable: Pence,
    /// What had been paid on the commission, where this is VAT charged afterwards.
    pub charged_of: Option<Pence>,
}

impl Item {
    /// The item as one that is not published.
    pub fn left_out(&self, because: &'static str) -> LeftOut {
        let Self { entries, on, payee, net, .. } = self;
        LeftOut { because, entries: entries.clone(), on: *on, beneficiary: payee.name.clone(), amount: *net }
    }
}

/// Tells how much of what is paid in all is recoverable VAT: its share of the invoices, to the nearest penny.
fn vat_in(paid: i64, invoiced: i64, vat: i64) -> i64 {
    if invoiced == 0 {
        return 0;
    }
    let (paid, invoiced, vat) = (i128::from(paid), i128::from(invoiced), i128::from(vat));
    let share = (2 * paid * vat + invoiced).div_euclid(2 * invoiced);
    i64::try_from(share).expect("VAT is less than what is paid")
}

/// What was paid, invoiced and told as VAT on a commission so far.
#[derive(Clone, Debug, Default)]
struct Standing {
    paid: i64,
    invoiced: i64,
    vat: i64,
    /// VAT that proved irrecoverable.
    charged: i64,
    /// The VAT in what was paid, as items have told it: recoverable, and not.
    told: [i64; 2],
    /// The account it was paid from last.
    account: Option<AccountName>,
}

impl Standing {
    /// Follows a move; returns what it paid, net of VAT, and the VAT in that which cannot be recovered. What
    /// earlier items told is put right by the next.
    fn follow(&mut self, a_move: &PaidMove) -> [Pence; 2] {
        self.invoiced += a_move.invoiced.get();
        self.vat += a_move.vat.get();
        if a_move.charges_vat {
            self.charged -= a_move.vat.get();
        } else if a_move.paid == Pence::ZERO {
            return [Pence::ZERO; 2];
        }
        self.paid += a_move.paid.get();
        self.account = a_move.account.clone().or(self.account.take());
        let before = self.told;
        self.told = [self.vat, self.charged].map(|vat| vat_in(self.paid, self.invoiced, vat));
        let [net, irrecoverable] = [0, 1].map(|at| Pence::new(self.told[at] - before[at]));
        [a_move.paid - net, irrecoverable]
    }
}

/// Finds the items of a quarter, and what is left out of them.
pub(super) fn items(spending: &Spending, quarter: Quarter, above: Pence) -> (Vec<Item>, Vec<LeftOut>) {
    let within = |day: Day| quarter.first() <= day && day <= quarter.last();
    let mut standing: BTreeMap<i64, Standing> = BTreeMap::new();
    let (mut single, mut left_out) = (Vec::new(), Vec::new());
    for a_move in &spending.moves {
        let standing = standing.entry(a_move.commission).or_default();
        let told = standing.follow(a_move);
        if a_move.in_kind != Pence::ZERO && within(a_move.on) {
            left_out.push(LeftOut {
                because: "in kind",
                entries: vec![a_move.entry],
                on: a_move.on,
                beneficiary: a_move.payee.name.clone(),
                amount: a_move.in_kind,
            });
        }
        let Some(item) = item(a_move, standing, told).filter(|item| within(item.on)) else { continue };
        let undone = [a_move.undone_on, a_move.undoes_on].into_iter().flatten().any(within);
        if undone {
            left_out.push(item.left_out("undone"));
        } else {
            single.push(item);
        }
    }
    for (kind, entry, on, amount) in &spending.unpublished {
        left_out.push(LeftOut {
            because: if *kind == EntryKind::ChargeRecord { "bank charge" } else { "the authority's own" },
            entries: vec![*entry],
            on: *on,
            beneficiary: String::new(),
            amount: *amount,
        });
    }
    let (items, small) = above_the_limit(together(single), above);
    left_out.extend(small.iter().map(|item| item.left_out("small")));
    (items, left_out)
}

fn item(a_move: &PaidMove, standing: &Standing, [net, irrecoverable]: [Pence; 2]) -> Option<Item> {
    let charged_of = a_move.charges_vat.then_some(Pence::new(standing.paid));
    let moved = if a_move.charges_vat { net } else { a_move.paid };
    let account = standing.account.clone().filter(|_| moved != Pence::ZERO)?;
    Some(Item {
        entries: vec![a_move.entry],
        on: a_move.on,
        account,
        payee: a_move.payee.clone(),
        category: a_move.category.clone(),
        label: a_move.label.clone(),
        areas: a_move.area.iter().cloned().collect(),
        net,
        irrecoverable,
        charged_of,
    })
}

/// What makes payments one: the day, the account, the provider, and whether money went or came back.
type Same = (Day, String, i64, bool);

fn same(item: &Item) -> Same {
    (item.on, item.account.to_string(), item.payee.id, item.net < Pence::ZERO)
}

/// Puts together payments by bank of one day, account, provider and category: the provider was paid once, and
/// the sum tells less of a child than its parts. Each payment by card stays a line.
fn together(single: Vec<Item>) -> Vec<Item> {
    let mut items: BTreeMap<(Same, Code, i64), Item> = BTreeMap::new();
    for item in single {
        let alone = item.account.kind() == AccountKind::Card || item.charged_of.is_some();
        let alone = if alone { item.entries[0] } else { 0 };
        match items.entry((same(&item), item.category.clone(), alone)) {
            std::collections::btree_map::Entry::Vacant(place) => {
                place.insert(item);
            }
            std::collections::btree_map::Entry::Occupied(mut place) => {
                let sum = place.get_mut();
                sum.entries.extend(&item.entries);
                sum.areas.extend(item.areas);
                sum.net += item.net;
                sum.irrecoverable += item.irrecoverable;
            }
        }
    }
    items.into_values().collect()
}

/// Divides items: every payment by card, and what a provider had by bank on a day where that is above the
/// limit. VAT charged afterwards goes by what had been paid.
fn above_the_limit(items: Vec<Item>, above: Pence) -> (Vec<Item>, Vec<Item>) {
    let mut sums: BTreeMap<Same, i64> = BTreeMap::new();
    for item in &items {
        *sums.entry(same(item)).or_default() += item.net.get();
    }
    items.into_iter().partition(|item| {
        let sum = item.charged_of.map_or_else(|| sums[&same(item)], Pence::get);
        item.account.kind() == AccountKind::Card || sum.abs() > above.get()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// £117.50 with £17.50 VAT, paid in three parts: 39.17 + 39.17 + 39.16. VAT so far 5.83(4), 11.67(8),
    /// 17.50: parts of 5.83, 5.84 and 5.83.
    #[test]
    fn vat_is_shared_to_the_penny() {
        assert_eq!([3917, 7834, 11750].map(|paid| vat_in(paid, 11750, 1750)), [583, 1167, 1750]);
        assert_eq!(vat_in(-3917, 11750, 1750), -583);
        assert_eq!(vat_in(100, 0, 0), 0);
        assert_eq!(vat_in(1, 2, 1), 1); // half a penny up
    }
}
