//! What areas are to reach lies on the better side of its floor, and what is counted has no other value.

use super::world::in_every_mode;

fn target(indicator: &str, better: &str, floor: i64, value: i64) -> String {
    let baseline = if better == "higher" { 0 } else { 900_000 };
    format!(
        "INSERT INTO area_target (event, aim, indicator, better, baseline_thousandths, floor_thousandths,
                                  target_thousandths, weight, due_on)
         VALUES ({{n}}, '3.2', '{indicator}', '{better}', {baseline}, {floor}, {value}, 1, '2007-06-30')"
    )
}

#[test]
fn a_target_lies_at_its_floor_or_beyond() {
    in_every_mode(|w| {
        let check = "target_not_below_floor";
        w.refuses_record(&target("attendance", "higher", 85_000, 84_999), check);
        w.refuses_record(&target("exclusions", "lower", 8_000, 8_001), check);
        let worse = target("attendance", "higher", -1, -1);
        w.refuses_record(&worse, "target_not_below_baseline");
        for (better, value) in [("higher", 85_000), ("higher", 85_001), ("lower", 85_000), ("lower", 84_999)]
        {
            w.records(&target("attendance", better, 85_000, value));
        }
    });
}

#[test]
fn what_is_counted_is_not_said() {
    in_every_mode(|w| {
        let said =
            |target: i64| format!("INSERT INTO area_actual VALUES ({{n}}, {target}, '2006-09-01', 5000)");
        let needs = w.records(&target("needs_achieved", "higher", 0, 50_000));
        w.refuses_record(&said(needs), "INDICATOR_COUNTED");
        let of_measure = target("gbo", "higher", 0, 8_000).replace("(event,", "(measure_id, event,");
        let measured = w.records(&of_measure.replace("VALUES (", "VALUES (1, "));
        w.refuses_record(&said(measured), "INDICATOR_COUNTED");
        let other = w.records(&target("attendance", "higher", 0, 8_000));
        w.records(&said(other));
    });
}
