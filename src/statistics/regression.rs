//! A straight line through several figures at once, with errors that hold where children differ in how
//! much they vary, or belong together.

use std::collections::HashMap;

use nalgebra::{DMatrix, DVector, SymmetricEigen};

use super::impossible::{Impossible, enough, equal, finite};
use super::tail;
use crate::number::real;

/// How the doubt about a coefficient is worked out.
#[derive(Clone, Copy, Debug)]
pub enum Errors<'a> {
    /// Each child varies on its own, some more than others: HC3 (MacKinnon and White 1985), t on n - k.
    Hc3,
    /// Children of a group vary together: CR1, `G/(G-1) * (n-1)/(n-k)`, t on G - 1. One group for each row.
    Clustered(&'a [u32]),
}

/// A line that was fitted. The first place of each list is the constant, then a place for each column.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// What a unit more of each column goes with.
    pub coefficients: Vec<f64>,
    /// Their standard errors.
    pub errors: Vec<f64>,
    /// Coefficient by error.
    pub t: Vec<f64>,
    /// The probability of a coefficient so far from nothing if there were nothing.
    pub p: Vec<f64>,
    /// Where the intervals begin.
    pub low: Vec<f64>,
    /// Where they end.
    pub high: Vec<f64>,
    /// The degrees of freedom of t.
    pub df: f64,
    /// How many rows.
    pub n: usize,
    /// How many groups, where there are any.
    pub clusters: Option<usize>,
    /// The part of the variance that the line takes up.
    pub r_squared: f64,
}

/// Fits `y` by a constant and the columns `x`, by least squares. No column: the mean, with its error.
///
/// # Errors
/// Too few rows or groups; a column that is constant or follows from others; an outcome that is
/// constant or that the line meets wholly; a row that alone decides a coefficient (HC3).
pub fn ols(y: &[f64], x: &[Vec<f64>], errors: Errors<'_>, level: f64) -> Result<Fit, Impossible> {
    let (n, k) = (y.len(), x.len() + 1);
    enough(y, k + 2)?;
    for column in x {
        equal(column.len(), n)?;
        enough(column, k + 2)?;
    }
    let columns = x.iter().map(|column| Standardised::of(column)).collect::<Result<Vec<_>, _>>()?;
    let design = Design::of(n, x, &columns)?;
    let outcome = Standardised::of(y).map_err(|_| Impossible::NoVariance("the outcome"))?;
    let target = DVector::from_iterator(n, y.iter().map(|value| outcome.scaled(*value)));

    let slopes = &design.inverse * (design.rows.transpose() * &target);
    let residuals = &target - &design.rows * &slopes;
    let unexplained = residuals.norm_squared() / target.norm_squared();
    if unexplained < 1e-18 {
        return Err(Impossible::Perfect);
    }
    let (middle, df, clusters) = match errors {
        Errors::Hc3 => (design.hc3(&residuals)?, real(n - k), None),
        Errors::Clustered(groups) => {
            equal(groups.len(), n)?;
            let (middle, groups) = design.clustered(&residuals, groups)?;
            (middle, real(groups - 1), Some(groups))
        }
    };
    let covariance = &design.inverse * middle * &design.inverse;

    // Back from scaled columns to the ones that were given.
    let mut back = DMatrix::zeros(k, k);
    back[(0, 0)] = outcome.scale;
    for (at, column) in columns.iter().enumerate() {
        back[(at + 1, at + 1)] = outcome.scale / column.scale;
        back[(0, at + 1)] = -outcome.scale * column.middle / column.scale;
    }
    let mut coefficients = &back * slopes;
    coefficients[0] += outcome.middle;
    let covariance = &back * covariance * back.transpose();
    let mut fit = Fit {
        coefficients: coefficients.iter().copied().map(finite).collect::<Result<_, _>>()?,
        errors: Vec::with_capacity(k),
        t: Vec::with_capacity(k),
        p: Vec::with_capacity(k),
        low: Vec::with_capacity(k),
        high: Vec::with_capacity(k),
        df,
        n,
        clusters,
        r_squared: (1.0 - unexplained).clamp(0.0, 1.0),
    };
    let width = tail::t_quantile(level, df)?;
    for (at, value) in fit.coefficients.iter().enumerate() {
        let error = finite(covariance[(at, at)])?.max(0.0).sqrt();
        let t = value / error;
        if !t.is_finite() {
            return Err(match clusters {
                Some(have) => Impossible::TooFewClusters { have, need: have.max(k) + 1 },
                None => Impossible::NoVariance("the outcome of those who are compared"),
            });
        }
        fit.errors.push(error);
        fit.t.push(t);
        fit.p.push(tail::t_p(t, df)?);
        fit.low.push(finite(value - width * error)?);
        fit.high.push(finite(value + width * error)?);
    }
    Ok(fit)
}

/// A column's middle and scale: what is near nothing and about one in size computes well.
struct Standardised {
    middle: f64,
    scale: f64,
}

impl Standardised {
    fn of(values: &[f64]) -> Result<Self, Impossible> {
        let middle = super::describe::mean(values)?;
        let scale = super::describe::sd(values)?;
        // What differs only in how numbers are rounded does not differ.
        if scale <= middle.abs() * 1e-12 {
            return Err(Impossible::NoVariance("one of the figures that are looked at together"));
        }
        Ok(Self { middle, scale })
    }

    fn scaled(&self, value: f64) -> f64 {
        (value - self.middle) / self.scale
    }
}

/// The rows, a constant first and scaled columns after it, and the inverse of their cross product.
struct Design {
    rows: DMatrix<f64>,
    inverse: DMatrix<f64>,
}

impl Design {
    fn of(n: usize, x: &[Vec<f64>], columns: &[Standardised]) -> Result<Self, Impossible> {
        let rows = DMatrix::from_fn(n, columns.len() + 1, |row, at| match at.checked_sub(1) {
            None => 1.0,
            Some(at) => columns[at].scaled(x[at][row]),
        });
        let parts = SymmetricEigen::new(rows.transpose() * &rows);
        if parts.eigenvalues.min() <= parts.eigenvalues.max() * 1e-10 {
            return Err(Impossible::Singular);
        }
        let inverted = DMatrix::from_diagonal(&parts.eigenvalues.map(|value| 1.0 / value));
        let inverse = &parts.eigenvectors * inverted * parts.eigenvectors.transpose();
        Ok(Self { rows, inverse })
    }

    /// Each row's residual, as if the row had not been there, squared.
    fn hc3(&self, residuals: &DVector<f64>) -> Result<DMatrix<f64>, Impossible> {
        let spread = &self.rows * &self.inverse;
        let mut weighted = self.rows.clone();
        for (row, residual) in residuals.iter().enumerate() {
            let leverage = spread.row(row).dot(&self.rows.row(row));
            if 1.0 - leverage < 1e-10 {
                return Err(Impossible::OneDecides);
            }
            let weight = (residual / (1.0 - leverage)).powi(2);
            weighted.row_mut(row).scale_mut(weight);
        }
        Ok(self.rows.transpose() * weighted)
    }

    /// Residuals added up within their group first.
    fn clustered(
        &self,
        residuals: &DVector<f64>,
        groups: &[u32],
    ) -> Result<(DMatrix<f64>, usize), Impossible> {
        let (n, k) = self.rows.shape();
        let mut places = HashMap::new();
        let places: Vec<usize> = groups
            .iter()
            .map(|group| {
                let next = places.len();
                *places.entry(*group).or_insert(next)
            })
            .collect();
        let count = places.iter().max().map_or(0, |last| last + 1);
        if count < 2 {
            return Err(Impossible::TooFewClusters { have: count, need: 2 });
        }
        let mut sums = DMatrix::<f64>::zeros(count, k);
        for (row, group) in places.iter().enumerate() {
            for at in 0..k {
                sums[(*group, at)] += self.rows[(row, at)] * residuals[row];
            }
        }
        let few = real(count) / real(count - 1) * real(n - 1) / real(n - k);
        Ok((sums.transpose() * sums * few, count))
    }
}
