//! Whole stories of recording, beside a model of their own and figures worked by hand.

mod model;
mod policies;
