//! Why there is no figure, and what is asked of figures first.

use thiserror::Error;

/// Why there is no figure.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Impossible {
    /// There are too few of them.
    #[error("there are too few: {have}, and it takes at least {need}")]
    TooFew {
        /// How many there are.
        have: usize,
        /// How many it takes.
        need: usize,
    },
    /// There are too few groups that vary on their own.
    #[error("the children fall into too few groups: {have}, and it takes at least {need}")]
    TooFewClusters {
        /// How many there are.
        have: usize,
        /// How many it takes.
        need: usize,
    },
    /// Lists that belong together differ in length.
    #[error("two lists that belong together have {left} and {right} values")]
    Unequal {
        /// Values in the one.
        left: usize,
        /// Values in the other.
        right: usize,
    },
    /// Everybody has the same value.
    #[error("{0} is the same for everybody, so that nothing can be said of how it varies")]
    NoVariance(&'static str),
    /// One column follows from the others.
    #[error("what is looked at together says the same thing twice, so that the parts cannot be told apart")]
    Singular,
    /// The figures agree wholly: there is nothing left that chance could have done.
    #[error("the figures agree wholly, so that no doubt can be worked out from them")]
    Perfect,
    /// One observation decides a coefficient.
    #[error("one child alone decides a figure, so that its doubt cannot be worked out")]
    OneDecides,
    /// All of it is nothing.
    #[error("all of it together is nothing, so that there are no parts of it")]
    Nothing,
    /// A value below nothing where there is none.
    #[error("there is a value below nothing, for which this has no meaning")]
    Negative,
    /// A choice outside what it can be.
    #[error("{0} is outside what it can be")]
    Outside(&'static str),
    /// Too many redrawn samples had no answer.
    #[error("{failed} of {replicates} redrawn samples had no answer, which is too many to go by")]
    Unstable {
        /// How many had none.
        failed: usize,
        /// How many were drawn.
        replicates: usize,
    },
    /// Larger than numbers go.
    #[error("the figures are too large to be worked with")]
    TooLarge,
}

/// A number that is one.
pub(super) fn finite(value: f64) -> Result<f64, Impossible> {
    if value.is_finite() { Ok(value) } else { Err(Impossible::TooLarge) }
}

/// Refuses fewer than it takes, and what is no number.
pub(super) fn enough(values: &[f64], need: usize) -> Result<(), Impossible> {
    if values.len() < need {
        return Err(Impossible::TooFew { have: values.len(), need });
    }
    if values.iter().all(|value| value.is_finite()) { Ok(()) } else { Err(Impossible::TooLarge) }
}

/// Refuses lists of different lengths.
pub(super) fn equal(left: usize, right: usize) -> Result<(), Impossible> {
    if left == right { Ok(()) } else { Err(Impossible::Unequal { left, right }) }
}
