//! Asking for what a command line lacks.

mod form;
mod suggest;

pub(super) use form::for_the_rest;
