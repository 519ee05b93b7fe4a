//! A command line that clap did not take: a value that a domain type refused keeps that type's code and
//! words.

use std::error::Error as _;
use std::num::ParseIntError;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::failure::Failure;
use domain::audit::{BadHours, BadTest};
use domain::compact::BadPromise;
use domain::family::BadShare;
use domain::publication::BadQuarter;
use domain::{BadAmount, BadDay, BadDocumentLine, BadOption, BadTarget, BadText, BadWord, excerpt};

/// Says why a command line was not taken.
pub(super) fn refused(mut error: clap::Error) -> anyhow::Error {
    if let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand)
        && let Some(report) = report::named(word)
    {
        let tip = format!("'{}' is a report: bhlp report {0}", report.name);
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
    }
    if error.kind() == ErrorKind::UnknownArgument
        && let Some(ContextValue::String(amount)) = error.get(ContextKind::InvalidArg)
        && std::env::args_os()
            .collect::<Vec<_>>()
            .windows(2)
            .any(|pair| pair[0] == "--own-money" && pair[1] == **amount)
    {
        let tip = format!("write --own-money={amount}");
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
    }
    let Some((code, text)) = coded(&error) else { return error.into() };
    let message = match argument(&error) {
        Some(argument) => format!("{argument}: {text}"),
        None => text,
    };
    Failure::usage(code, message, None).into()
}

/// The code and words of a value that was refused.
fn coded(error: &clap::Error) -> Option<(&'static str, String)> {
    let source = error.source()?;
    if source.is::<ParseIntError>() {
        let value = error.get(ContextKind::InvalidValue).map(ToString::to_string).unwrap_or_default();
        return Some((
            "NUMBER_INVALID",
            format!("`{}` is not a whole number, such as 12", excerpt(&value, 40)),
        ));
    }
    let code = None
        .or_else(|| source.downcast_ref::<BadAmount>().map(BadAmount::code))
        .or_else(|| source.downcast_ref::<BadDay>().map(BadDay::code))
        .or_else(|| source.downcast_ref::<BadHours>().map(BadHours::code))
        .or_else(|| source.downcast_ref::<BadQuarter>().map(BadQuarter::code))
        .or_else(|| source.downcast_ref::<BadTest>().map(BadTest::code))
        .or_else(|| source.downcast_ref::<BadOption>().map(BadOption::code))
        .or_else(|| source.downcast_ref::<BadDocumentLine>().map(BadDocumentLine::code))
        .or_else(|| source.downcast_ref::<BadPromise>().map(BadPromise::code))
        .or_else(|| source.downcast_ref::<BadShare>().map(BadShare::code))
        .or_else(|| source.downcast_ref::<BadTarget>().map(BadTarget::code))
        .or_else(|| source.downcast_ref::<BadText>().map(BadText::code))
        .or_else(|| source.downcast_ref::<BadWord>().map(|_| "WORD_UNKNOWN"))?;
    Some((code, source.to_string()))
}

/// The argument as people call it: `amount` for `<AMOUNT>` and `[AMOUNT]`, `--on` for `--on <DATE>`.
fn argument(error: &clap::Error) -> Option<String> {
    let shown = error.get(ContextKind::InvalidArg)?.to_string();
    let name = shown.split_whitespace().next()?;
    Some(if name.starts_with('-') {
        name.to_owned()
    } else {
        name.trim_matches(['<', '>', '[', ']', '.']).to_lowercase().replace('_', " ")
    })
}
