//! One month, three pilots: the same commands, typed by the same people, under each of the policies in
//! `fixtures/policies`.
//!
//! `month.txt` is what is typed. For each policy a table says, worked out by hand from the policy's own
//! text, what each labelled line must answer; [`month`] plays it and compares. What asked for approval
//! must be exactly what `report approvals` has, the ledger's own check must find nothing, and the
//! budgets must come to what was added up by hand.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod devon;
mod hillingdon;
mod looked_after;
mod month;

#[test]
fn devon_signs_alone_up_to_a_hundred_pounds() {
    month::play(&devon::TRIAL);
}

#[test]
fn hillingdon_signs_alone_up_to_five_hundred_pounds() {
    month::play(&hillingdon::TRIAL);
}

#[test]
fn looked_after_children_have_limits_of_their_own() {
    month::play(&looked_after::TRIAL);
}
