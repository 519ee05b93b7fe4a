//! Random pilots, each played twice: by the program, and by a model in plain memory that was written
//! from the rules. After every request both must answer alike, to the code of a refusal; after every
//! few, each figure the ledger keeps must be the model's.
//!
//! `BHLP_SEED` replays a round, `BHLP_ROUNDS` plays more of them.
#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

mod ask;
mod chance;
mod dice;
mod facts;
mod hands;
mod holders;
mod ledger;
mod matching;
mod policy;
mod rules;
mod world;

use std::collections::BTreeMap;

use self::ask::{Step, carry_out};
use self::dice::Dice;
use self::ledger::{Book, open_pilot, plain_world};
use service::{Error, Run};
use store::CHECKS;

const STEPS: usize = 320;

fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().expect("a whole number"))
}

#[test]
fn the_program_and_a_model_of_the_rules_agree() {
    let rounds = setting("BHLP_ROUNDS").unwrap_or(8);
    let seeds: Vec<u64> = match setting("BHLP_SEED") {
        Some(seed) => vec![seed],
        None => (0..rounds).map(|round| 20_060_901 + round).collect(),
    };
    let mut answers = BTreeMap::new();
    for seed in seeds {
        println!("seed {seed}: replay with BHLP_SEED={seed}");
        play(seed, &mut answers);
    }
    println!("answers: {answers:#?}");
}

/// Plays one pilot of random requests.
fn play(seed: u64, answers: &mut BTreeMap<String, usize>) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("pilot.bhlp");
    let mut ledger = open_pilot(&path);
    let book = Book::open(&path);
    let mut dice = Dice::new(seed);
    let mut world = plain_world(&book);
    let days = chance::days();
    let mut used: Vec<(String, Step)> = Vec::new();
    for turn in 0..STEPS {
        let at = 5 + turn * (days.len() - 10) / STEPS;
        let step = chance::step(&mut dice, &world, &days, at, &used);
        let scene = format!("seed {seed}, turn {turn}: {step:?}");
        let expected = match known(&step, &used) {
            Some(answer) => rules::predict_known(&world, &step, answer),
            None => rules::predict(&world, &step),
        };
        if dice.one_in(5) {
            let before = book.head();
            let dry = carry_out(&mut ledger, &step, Run::Dry);
            assert_eq!(code(&dry), code_expected(&expected), "dry run, {scene}\n{dry:?}");
            assert_eq!(book.head(), before, "a dry run keeps nothing: {scene}");
        }
        let before = book.head();
        let answer = carry_out(&mut ledger, &step, Run::Real);
        let word = code(&answer);
        assert_eq!(word, code_expected(&expected), "{scene}\n{answer:?}");
        *answers.entry(format!("{} {word}", step.ask.kind())).or_default() += 1;
        match expected {
            Err(_) => assert_eq!(book.head(), before, "a refusal changes nothing: {scene}"),
            Ok(after) => {
                let reply = answer.unwrap();
                for left in &reply.left {
                    let found = [left.allocated, left.available, left.committed, left.spent];
                    let found = found.map(|pence| pence.get());
                    assert_eq!(found, after.figures(left.child.as_str()), "{}: {scene}", left.child);
                }
                if reply.already {
                    assert_eq!(book.head(), before, "a known key changes nothing: {scene}");
                } else if let Some(key) = &step.key {
                    used.push((key.clone(), step.clone()));
                }
                world = after;
                assert_eq!(book.head().0, world.head, "{scene}");
            }
        }
        if turn % 20 == 19 || turn + 1 == STEPS {
            book.agrees_with(&world, &scene);
            book.is_well(&scene);
        }
    }
    assert_eq!(ledger.read().unwrap().reader().check(CHECKS).unwrap(), [], "bhlp check after seed {seed}");
}

/// What a key used before means for this step.
enum KnownAnswer {
    Same,
    OtherKind,
    OtherContent,
}

fn known(step: &Step, used: &[(String, Step)]) -> Option<KnownAnswer> {
    let (_, first) = used.iter().find(|(key, _)| Some(key) == step.key.as_ref())?;
    let same = first.ask == step.ask && first.on == step.on;
    Some(match () {
        () if first.ask.kind() != step.ask.kind() => KnownAnswer::OtherKind,
        () if same => KnownAnswer::Same,
        () => KnownAnswer::OtherContent,
    })
}

/// The answer in a word. A failure of the file, the schema's veto above all, fails the test.
fn code<T: std::fmt::Debug>(answer: &Result<T, Error>) -> String {
    match answer {
        Ok(_) => "done".into(),
        Err(Error::Refused(refusal)) => refusal.code().into(),
        Err(Error::BadPolicy(bad)) => bad.faults[0].1.problem.code().into(),
        Err(fault) => format!("FAULT: {fault}"),
    }
}

fn code_expected<T>(answer: &Result<T, &'static str>) -> String {
    match answer {
        Ok(_) => "done".into(),
        Err(code) => (*code).into(),
    }
}
