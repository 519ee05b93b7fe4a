//! What the evaluation works out, beside other programs and worked examples.

mod effects;
mod evaluation;
mod stats;
