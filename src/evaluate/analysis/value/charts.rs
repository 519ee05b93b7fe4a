//! The plane of cost and effect, and the acceptability curve.

use super::super::super::Settings;
use super::costs::View;
use super::versus::{Versus, worths};
use disclosure::report::{Basis, Chart, Drawing, Draws, Line, Point};

/// Points drawn on a plane: more of them hide each other.
const POINTS: usize = 500;

/// Replicates on the plane, with practitioners' time.
pub fn plane(versus: Versus<'_>) -> Chart {
    let at = |arms: &super::drawn::Arms| (arms.effect(), arms.cost(View::Council));
    let (x, y) = at(&versus.drawn.seen);
    let every = versus.drawn.replicates.len().div_ceil(POINTS).max(1);
    Chart {
        id: "value-plane",
        title: format!("{}: cost and effect in bootstrap samples", versus.sample.label),
        description: "Each point is the pilot with its lead professionals drawn again: to the right, children \
                      with a budget improved more than the others; upwards, they cost more, practitioners' time \
                      counted. The wider the cloud, the less is known. The shares of its quarters stand in the \
                      table."
            .into(),
        x: "Extra improvement, points".into(),
        y: "Extra cost of a child, £".into(),
        draws: Draws::Estimates,
        drawing: Drawing::Plane {
            replicates: versus.drawn.replicates.iter().step_by(every).map(at).collect(),
            estimate: Some(Point { x, y, basis: Basis::Children(versus.fewest()) }),
        },
 withheld: 0,
}
}

/// The probability that a budget is worth its money, by what a point is worth.
pub(crate) fn acceptability(settings: &Settings, versus: Versus<'_>) -> Chart {
    let basis = versus.behind(settings);
    let line = |view: View, name: &str| Line {
        name: name.into(),
        points: worths(settings, 20)
            .into_iter()
            .map(|worth| {
                let left = versus.drawn.share(|arms| arms.net_benefit(view, worth) > 0.0);
                Point { x: worth, y: left, basis }
            })
            .collect(),
    };
    Chart {
        id: "value-acceptability",
        title: format!("{}: probability that a budget is worth its money", versus.sample.label),
        description: "The further to the right, the more a point of improvement is held to be worth. The lines \
                      tell in how many redrawn pilots of one the improvement is worth more than it costs: one \
                      line without practitioners' time, one with it."
            .into(),
        x: "A point of improvement is worth, £".into(),
        y: "Probability".into(),
        draws: Draws::Estimates,
        drawing: Drawing::Lines {
            ticks: Vec::new(),
            lines: vec![
                line(View::Fund, "without practitioners' time"),
                line(View::Council, "with practitioners' time"),
            ],
        },
 withheld: 0,
}
}
