//! Which further figures have to go, so that none that is withheld follows from those that are shown.
//!
//! What somebody could work out of a withheld figure is a linear programme: the least and the most that it
//! can be when everything shown is as it is and nothing is below nought. A figure is safe when it can move
//! as far down and up as its guard says. Where it cannot, the cheapest figures that let it move are withheld
//! too: the least sum of costs times movements over all movements that keep every sum right (the linear
//! heuristic of Kelly, Golden and Assad, 1992; Fischetti and Salazar, 2001). Withholding more never makes
//! an earlier figure less safe, so one pass does. Figures are taken to be known exactly: that they are
//! shown rounded is not counted upon.

use std::collections::BTreeSet;

use microlp::{ComparisonOp, OptimizationDirection, Problem};

use super::linear_system::{At, Relation, System};

/// A movement smaller than this part of the guard is none.
const NEGLIGIBLE: f64 = 1e-6;
/// What it costs to move a figure that is withheld anyway: little, so that movements stay short.
const HARDLY: f64 = 1e-4;
/// Nothing needs to move further than so many guards.
const FAR: f64 = 1e3;
/// How many figures around one are looked at before all of them.
const NEAR: usize = 150;

/// Withholds what has to be, and says where.
pub(super) fn withhold(system: &mut System) {
    let around = around(system);
    let mut sensitive: Vec<_> =
        (0..system.figures.len()).filter(|at| system.figures[*at].why.is_some()).collect();
    // What needs most room first: it often makes room for the others.
    sensitive.sort_by(|a, b| {
        let need = |at: usize| system.figures[at].guard.1;
        need(*b).total_cmp(&need(*a)).then(a.cmp(b))
    });
    for target in sensitive {
        if around[target].is_empty() {
            continue;
        }
        for up in [true, false] {
            protect(system, &around, target, up);
        }
    }
    follow(system);
}

/// Withholds what tells nearly the same as something withheld, and beside each figure that would be the only
/// one missing of a sum another, until there is none.
fn follow(system: &mut System) {
    loop {
        let near = |(at, figure): &(At, usize)| {
            let like = system.tables.get(at).copied()?;
            (system.figures[*figure].withheld && !system.figures[like].withheld).then_some(like)
        };
        let alone = |relation: &Relation| {
            let figures = || relation.iter().map(|(at, _)| *at);
            let shown = || figures().filter(|at| !system.figures[*at].withheld);
            let cost = |at: &usize| system.figures[*at].cost;
            let mut missing = figures().filter(|at| system.figures[*at].withheld);
            // What is never shown and need not be guarded may follow.
            let harmless = |at: usize| system.figures[at].why.is_none() && system.figures[at].cost == 0.0;
            let only = missing.next().filter(|at| missing.next().is_none() && !harmless(*at));
            only.is_some().then(|| shown().min_by(|a, b| cost(a).total_cmp(&cost(b))))?
        };
        let mut further: Vec<usize> = system.like.iter().filter_map(near).collect();
        if further.is_empty() {
            further.extend(system.relations.iter().filter_map(alone).take(1));
        }
        if further.is_empty() {
            return;
        }
        for figure in further {
            system.figures[figure].withheld = true;
        }
    }
}

/// The relations each figure is in.
fn around(system: &System) -> Vec<Vec<usize>> {
    let mut around = vec![Vec::new(); system.figures.len()];
    for (relation, parts) in system.relations.iter().enumerate() {
        for (figure, _) in parts {
            around[*figure].push(relation);
        }
    }
    around
}

/// Makes room for a figure, above or below.
fn protect(system: &mut System, around: &[Vec<usize>], target: usize, up: bool) {
    let (down, above) = system.figures[target].guard;
    let room = if up { above } else { down };
    if room <= NEGLIGIBLE {
        return;
    }
    let withheld = reach(system, around, target, usize::MAX, true);
    if moves(system, around, &withheld, target, room, up).is_some() {
        return;
    }
    let moved =
        moves(system, around, &reach(system, around, target, NEAR, false), target, room, up).or_else(|| {
            moves(system, around, &reach(system, around, target, usize::MAX, false), target, room, up)
        });
    // No movement of anything lets it move that far: all that it hangs on goes.
    let moved = moved.unwrap_or_else(|| {
        let parts = around[target].iter().flat_map(|relation| &system.relations[*relation]);
        parts.map(|(figure, _)| *figure).collect()
    });
    for figure in moved {
        system.figures[figure].withheld = true;
    }
}

/// The figures that can be reached from one through relations, the nearest first, until they are many.
fn reach(
    system: &System,
    around: &[Vec<usize>],
    from: usize,
    most: usize,
    withheld_only: bool,
) -> BTreeSet<usize> {
    let mut reached = BTreeSet::from([from]);
    let mut seen = BTreeSet::new();
    let mut next = vec![from];
    while !next.is_empty() && reached.len() < most {
        let mut found = Vec::new();
        for relation in next.iter().flat_map(|figure| &around[*figure]) {
            if !seen.insert(*relation) {
                continue;
            }
            for (figure, _) in &system.relations[*relation] {
                let open = !withheld_only || system.figures[*figure].withheld;
                if open && reached.insert(*figure) {
                    found.push(*figure);
                }
            }
        }
        next = found;
    }
    reached
}

/// The cheapest movement of these figures that moves one of them so far and keeps every sum right: which
/// figures move. `None` where there is none.
fn moves(
    system: &System,
    around: &[Vec<usize>],
    among: &BTreeSet<usize>,
    target: usize,
    room: f64,
    up: bool,
) -> Option<Vec<usize>> {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let places: Vec<usize> = among.iter().copied().collect();
    let mut moves = Vec::with_capacity(places.len());
    for &at in &places {
        let figure = &system.figures[at];
        let cost = if figure.withheld { HARDLY } else { figure.cost };
        let below = if figure.value < 0.0 { FAR } else { (figure.value / room).min(FAR) };
        let (most_up, most_down) = match (at == target, up) {
            (false, _) => ((0.0, FAR), (0.0, below)),
            (true, true) => ((1.0, 1.0), (0.0, 0.0)),
            (true, false) => ((0.0, 0.0), (1.0, 1.0)),
        };
        moves.push((problem.add_var(cost, most_up), problem.add_var(cost, most_down)));
    }
    let relations: BTreeSet<usize> = places.iter().flat_map(|at| &around[*at]).copied().collect();
    for relation in relations {
        let mut terms = Vec::new();
        for (figure, sign) in &system.relations[relation] {
            if let Ok(place) = places.binary_search(figure) {
                terms.push((moves[place].0, *sign));
                terms.push((moves[place].1, -*sign));
            }
        }
        problem.add_constraint(&terms, ComparisonOp::Eq, 0.0);
    }
    let solution = problem.solve().ok()?.into_solution().ok()?;
    let moved = |place: &usize| {
        let (up, down) = moves[*place];
        solution.var_value(up) > NEGLIGIBLE || solution.var_value(down) > NEGLIGIBLE
    };
    Some((0..places.len()).filter(moved).map(|place| places[place]).collect())
}
