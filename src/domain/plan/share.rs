//! What several children share: who bears how much of it, to the penny.

use serde::Serialize;

use crate::family::ChildShare;
use crate::{Amount, Code, Pence, Refusal};

/// How a price is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shared {
    /// As the amounts say, which add up to it; equally where none is given.
    AsSaid,
    /// In proportion to what each child's need is likely to cost.
    ByNeed,
}

/// Parts a sum in proportion to weights, which are not all nothing. Odd pennies go to the largest
/// remainders, of equal ones to the first: the parts add up to the sum.
pub fn in_proportion(sum: Pence, weights: &[Pence]) -> Vec<Pence> {
    if sum < Pence::ZERO {
        return in_proportion(-sum, weights).into_iter().map(|part| -part).collect();
    }
    let wide = |pence: Pence| i128::from(pence.get());
    let all: i128 = weights.iter().copied().map(wide).sum();
    assert!(all > 0, "it is shared by somebody");
    let mut parts: Vec<i128> = weights.iter().map(|weight| wide(sum) * wide(*weight) / all).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(wide(sum) * wide(weights[*at]) % all));
    let odd = wide(sum) - parts.iter().sum::<i128>();
    let odd = usize::try_from(odd).expect("fewer pennies are odd than there are parts");
    order.into_iter().take(odd).for_each(|at| parts[at] += 1);
    parts
        .into_iter()
        .map(|part| Pence::new(i64::try_from(part).expect("a part is no more than all")))
        .collect()
}

/// Says what each child bears of a price. `likely` is what each child's need is likely to cost.
///
/// # Errors
/// In this order: fewer than two children, a child twice, shares that are said of some only, a need without a
/// likely cost, shares that do not add up, less than a penny for a child.
pub fn shares(
    price: Amount,
    how: Shared,
    said: &[ChildShare],
    likely: &[Option<Pence>],
) -> Result<Vec<Amount>, Refusal> {
    if said.len() < 2 {
        return Err(Refusal::SharedByOne { child: said.first().map(|share| share.child.clone()) });
    }
    let twice =
        |(at, share): (usize, &ChildShare)| said[..at].iter().any(|before| before.child == share.child);
    if let Some(at) = (0..said.len()).find(|at| twice((*at, &said[*at]))) {
        return Err(Refusal::SharedTwice { child: said[at].child.clone() });
    }
    let unsaid = |child: &Code, wanted| Refusal::ShareUnsaid { child: child.clone(), wanted };
    let given = said.iter().filter(|share| share.amount.is_some()).count();
    let weights = match (how, given) {
        (Shared::AsSaid, 0) => vec![Pence::new(1); said.len()],
        (Shared::AsSaid, _) => {
            let mut amounts = Vec::with_capacity(said.len());
            for share in said {
                amounts
                    .push(share.amount.ok_or_else(|| unsaid(&share.child, "an amount, as the others have"))?);
            }
            let sum: Pence = amounts.iter().map(|amount| amount.pence()).sum();
            if sum != price.pence() {
                return Err(Refusal::SharesDoNotAddUp { sum, price });
            }
            return Ok(amounts);
        }
        (Shared::ByNeed, 0) => {
            let mut weights = Vec::with_capacity(said.len());
            for (share, likely) in said.iter().zip(likely) {
                let likely = likely.filter(|likely| *likely > Pence::ZERO);
                weights.push(
                    likely.ok_or_else(|| unsaid(&share.child, "a need with what it is likely to cost"))?,
                );
            }
            weights
        }
        (Shared::ByNeed, _) => {
            let share = said.iter().find(|share| share.amount.is_some()).unwrap_or(&said[0]);
            return Err(unsaid(&share.child, "no amount, as it is shared by need"));
        }
    };
    let parts = in_proportion(price.pence(), &weights);
    let amounts = parts.iter().zip(said);
    amounts
        .map(|(part, share)| part.amount().ok_or_else(|| unsaid(&share.child, "at least a penny of it")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amounts(price: &str, how: Shared, said: &[&str], likely: &[i64]) -> Result<Vec<String>, &'static str> {
        let said: Vec<ChildShare> = said.iter().map(|share| share.parse().unwrap()).collect();
        let likely: Vec<_> = likely.iter().map(|pence| Some(Pence::new(*pence))).collect();
        let shared = shares(price.parse().unwrap(), how, &said, &likely);
        shared.map(|all| all.iter().map(ToString::to_string).collect()).map_err(|refusal| refusal.code())
    }

    #[test]
    fn a_price_is_shared_to_the_penny() {
        use Shared::{AsSaid, ByNeed};
        let three = ["C-1", "C-2", "C-3"];
        // 10000 = 3 x 3333 + 1: the odd penny goes to the first.
        assert_eq!(
            amounts("100", AsSaid, &three, &[]),
            Ok(vec!["33.34".into(), "33.33".into(), "33.33".into()])
        );
        // 10000 x 1/6 = 1666 2/3, x 2/6 = 3333 1/3, x 3/6 = 5000: the odd penny goes to 2/3.
        let by_need = amounts("100", ByNeed, &three, &[10_000, 20_000, 30_000]);
        assert_eq!(by_need, Ok(vec!["16.67".into(), "33.33".into(), "50.00".into()]));
        let said = amounts("100", AsSaid, &["C-1=99.99", "C-2=0.01"], &[]);
        assert_eq!(said, Ok(vec!["99.99".into(), "0.01".into()]));
        assert_eq!(amounts("100", AsSaid, &["C-1=60", "C-2=40.01"], &[]), Err("SHARES_DO_NOT_ADD_UP"));
        assert_eq!(amounts("100", AsSaid, &["C-1=60", "C-2"], &[]), Err("SHARE_UNSAID"));
        assert_eq!(amounts("100", AsSaid, &["C-1", "C-1"], &[]), Err("SHARED_TWICE"));
        assert_eq!(amounts("100", AsSaid, &["C-1"], &[]), Err("SHARED_BY_ONE"));
        assert_eq!(amounts("100", ByNeed, &["C-1", "C-2"], &[100, 0]), Err("SHARE_UNSAID"));
        assert_eq!(amounts("100", ByNeed, &["C-1=60", "C-2=40"], &[100, 100]), Err("SHARE_UNSAID"));
        assert_eq!(amounts("0.02", AsSaid, &three, &[]), Err("SHARE_UNSAID"));
    }
}
