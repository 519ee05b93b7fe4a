//! Everything in which a policy contradicts itself, all of it at once.

use super::{Band, CategoryTerms, Fault, PolicyTerms, Problem};
use crate::{AccountKind, Amount, Others, Pence, Role};

/// Finds every contradiction.
pub(super) fn contradictions(terms: &PolicyTerms) -> Vec<Fault> {
    let mut faults = Vec::new();
    for bounds in &terms.budgets {
        let (min, max) = (bounds.min, bounds.max);
        if max < min {
            let key = format!("budgets, {}, min", bounds.cohort);
            faults.push(Fault::at(key, Problem::MinAboveMax { min, max }));
        }
    }
    bands(terms.sign_off_limit, &terms.bands, &mut faults);
    for (place, code) in repeats(&terms.draw_first) {
        faults.push(Fault::at(format!("draw_first {place}"), Problem::Repeated(code.to_string())));
    }
    for category in &terms.categories {
        if category.cap.is_some() && !category.allowed {
            faults.push(Fault::at(format!("categories, {}, cap", category.code), Problem::CapOfRefused));
        }
    }
    for terms in terms.accounts.iter().filter(|terms| terms.limit.is_some()) {
        if terms.account.kind() != AccountKind::Bank {
            faults.push(Fault::at(format!("accounts, {}, limit", terms.account), Problem::LimitOfNoBank));
        }
    }
    let nothing = |categories: &[CategoryTerms]| categories.iter().all(|category| !category.allowed);
    if terms.others == Others::Refused && nothing(&terms.categories) {
        faults.push(Fault::at("other_categories", Problem::NothingAllowed));
    }
    faults
}

/// Bands begin at the sign-off limit, follow one another to the penny, and leave no amount without
/// somebody who approves it.
fn bands(limit: Option<Pence>, bands: &[Band], faults: &mut Vec<Fault>) {
    let mut before: Option<&Band> = None;
    for (place, band) in (1..).zip(bands) {
        let mut wrong = |key: &str, problem| {
            faults.push(Fault::at(format!("bands {place}{key}"), problem));
        };
        let above = band.above;
        match (before, limit) {
            (None, None) => wrong("", Problem::BandsWithoutLimit),
            (None, Some(limit)) if limit != above => {
                wrong(", above", Problem::BandsStartElsewhere { above, limit });
            }
            (None, Some(_)) => {}
            (Some(Band { up_to: Some(ends), .. }), _) if ends.pence() < above => {
                wrong(", above", Problem::BandGap { ends: *ends, above });
            }
            (Some(Band { up_to: Some(ends), .. }), _) if ends.pence() == above => {}
            (Some(Band { up_to: ends, .. }), _) => {
                wrong(", above", Problem::BandOverlap { ends: *ends, above });
            }
        }
        if let Some(up_to) = band.up_to.filter(|up_to| up_to.pence() <= above) {
            wrong(", up_to", Problem::BandEmpty { above, up_to });
        }
        if band.roles.is_empty() && band.people.is_empty() {
            wrong("", Problem::BandWithoutApprover);
        }
        for (at, role) in (1..).zip(&band.roles) {
            if *role == Role::Evaluator {
                wrong(&format!(", roles {at}"), Problem::ApproverMayNot);
            }
        }
        for (at, role) in repeats(&band.roles) {
            wrong(&format!(", roles {at}"), Problem::Repeated(role.to_string()));
        }
        for (at, person) in repeats(&band.people) {
            wrong(&format!(", people {at}"), Problem::Repeated(person.to_string()));
        }
        before = Some(band);
    }
    if let Some(ends) = before.and_then(|last| last.up_to) {
        faults.push(Fault::at(format!("bands {}, up_to", bands.len()), Problem::BandsEndTooSoon { ends }));
    }
}

/// Finds what stands in a list a second time, with its place.
fn repeats<T: PartialEq>(list: &[T]) -> Vec<(usize, &T)> {
    (1..).zip(list).filter(|(place, thing)| list[..place - 1].contains(thing)).collect()
}

/// What is no contradiction, but perhaps not meant.
pub(super) fn doubts(terms: &PolicyTerms) -> Vec<String> {
    let mut doubts = Vec::new();
    // A limit above every budget never bites. With a cohort left to the pilot's bounds it may.
    let largest = (terms.budgets.len() == 2).then(|| terms.budgets.iter().map(|b| b.max).max()).flatten();
    let Some(largest) = largest else { return doubts };
    let most = largest.pence().format_pounds();
    if let Some(limit) = terms.sign_off_limit.filter(|limit| *limit >= largest.pence()) {
        doubts.push(format!(
            "sign_off_limit {} is not below the largest budget, {most}: little will ever need approval",
            limit.format_pounds()
        ));
    }
    let capped = |category: &CategoryTerms| category.cap.filter(|cap: &Amount| *cap > largest);
    for (category, cap) in terms.categories.iter().filter_map(|c| Some((c, capped(c)?))) {
        doubts.push(format!(
            "the cap of {}, {}, is above the largest budget, {most}: it will never be met",
            category.code,
            cap.pence().format_pounds()
        ));
    }
    doubts
}

#[cfg(test)]
mod tests {
    use super::super::{Bounds, Gates};
    use super::*;
    use crate::Cohort;

    fn pence(text: &str) -> Pence {
        text.parse().unwrap()
    }

    fn band(above: &str, up_to: Option<&str>) -> Band {
        let up_to = up_to.map(|up_to| up_to.parse().unwrap());
        Band { above: pence(above), up_to, roles: vec![Role::Manager], people: Vec::new() }
    }

    fn codes(limit: &str, bands: &[Band]) -> Vec<String> {
        let terms =
            PolicyTerms { sign_off_limit: Some(pence(limit)), bands: bands.to_vec(), ..PolicyTerms::SILENT };
        let faults = contradictions(&terms);
        faults.iter().map(|fault| format!("{}: {}", fault.key, fault.problem.code())).collect()
    }

    #[test]
    fn bands_meet_to_the_penny() {
        let second = |above: &str| [band("100.00", Some("500.00")), band(above, None)];
        assert_eq!(codes("100.00", &second("500.00")), [""; 0]);
        assert_eq!(codes("100.00", &second("500.01")), ["bands 2, above: BAND_GAP"]);
        assert_eq!(codes("100.00", &second("499.99")), ["bands 2, above: BAND_OVERLAP"]);
        assert_eq!(codes("99.99", &second("500.00")), ["bands 1, above: BANDS_START_ELSEWHERE"]);
        assert_eq!(codes("100.01", &second("500.00")), ["bands 1, above: BANDS_START_ELSEWHERE"]);
    }

    #[test]
    fn a_gap_of_a_penny_names_the_penny() {
        let gap = Problem::BandGap { ends: "100.00".parse().unwrap(), above: pence("100.01") };
        assert_eq!(
            gap.to_string(),
            "it begins above £100.01, and the band before ends at £100.00: nobody approves £100.01"
        );
        let gap = Problem::BandGap { ends: "99.99".parse().unwrap(), above: pence("150.00") };
        assert!(gap.to_string().ends_with("nobody approves £100.00 to £150.00"), "{gap}");
    }

    #[test]
    fn no_amount_is_left_without_an_approver() {
        assert_eq!(codes("0", &[band("0", None)]), [""; 0]);
        let closed = [band("100.00", Some("500.00"))];
        assert_eq!(codes("100.00", &closed), ["bands 1, up_to: BANDS_END_TOO_SOON"]);
        let open_first = [band("100.00", None), band("500.00", None)];
        assert_eq!(codes("100.00", &open_first), ["bands 2, above: BAND_OVERLAP"]);
        let empty = [band("100.00", Some("100.00")), band("100.00", None)];
        assert_eq!(codes("100.00", &empty), ["bands 1, up_to: BAND_EMPTY"]);
        let penny = [band("100.00", Some("100.01")), band("100.01", None)];
        assert_eq!(codes("100.00", &penny), [""; 0]);
        let nobody = Band { roles: Vec::new(), ..band("100.00", None) };
        assert_eq!(codes("100.00", &[nobody]), ["bands 1: BAND_WITHOUT_APPROVER"]);
    }

    #[test]
    fn everything_wrong_is_found_at_once() {
        let person: crate::Code = "LP1".parse().unwrap();
        let amount = |text: &str| text.parse::<Amount>().unwrap();
        let terms = PolicyTerms {
            budgets: vec![Bounds {
                cohort: Cohort::LookedAfter,
                min: amount("100.01"),
                max: amount("100.00"),
            }],
            bands: vec![Band {
                roles: vec![Role::Evaluator, Role::Manager, Role::Manager],
                people: vec![person.clone(), person.clone()],
                ..band("100.00", None)
            }],
            draw_first: vec![person.clone(), person.clone()],
            others: Others::Refused,
            categories: vec![CategoryTerms {
                code: person,
                allowed: false,
                cap: Some(amount("10.00")),
                vat_usual: false,
                vat_never: false,
                cost_centre: None,
                subjective: None,
            }],
            gates: Gates::OFF,
            ..PolicyTerms::SILENT
        };
        let found: Vec<&str> = contradictions(&terms).iter().map(|fault| fault.problem.code()).collect();
        let wanted = [
            "MIN_ABOVE_MAX",
            "BANDS_WITHOUT_LIMIT",
            "APPROVER_MAY_NOT",
            "POLICY_REPEATS",
            "POLICY_REPEATS",
            "POLICY_REPEATS",
            "CAP_OF_REFUSED_CATEGORY",
            "NOTHING_ALLOWED",
        ];
        assert_eq!(found, wanted);
    }

    #[test]
    fn a_limit_that_never_bites_is_doubted_and_no_fault() {
        let amount = |text: &str| text.parse::<Amount>().unwrap();
        let bounds = |cohort| Bounds { cohort, min: amount("100"), max: amount("2500") };
        let budgets = vec![bounds(Cohort::AdditionalNeeds), bounds(Cohort::LookedAfter)];
        let with = |limit: &str| PolicyTerms {
            sign_off_limit: Some(pence(limit)),
            budgets: budgets.clone(),
            ..PolicyTerms::SILENT
        };
        assert!(doubts(&with("2499.99")).is_empty());
        assert_eq!(doubts(&with("2500.00")).len(), 1);
        assert!(contradictions(&with("2500.00")).is_empty());
    }
}
