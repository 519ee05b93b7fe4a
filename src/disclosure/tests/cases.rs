//! The rules one by one.

use super::*;
use crate::report::{Bar, Chart, Drawing, Draws, Tone};
use domain::Pence;

fn only(shown: &Report<Shown>) -> &Table<Shown> {
    &shown.sections()[0].tables[0]
}

fn pounds(sums: &[i64]) -> Cell {
    Cell::money(sums.iter().map(|sum| Pence::new(sum * 100)))
}

fn rows_of(cells: Vec<Cell>, column: Column) -> Table {
    let rows = cells.into_iter().enumerate();
    table(
        "t",
        vec![column],
        rows.map(|(at, cell)| row(&at.to_string(), "", false, vec![cell])).collect(),
        vec![],
    )
}

fn column_marks(table: &Table<Shown>) -> String {
    let mark = |row: &Row<Shown>| match row.cells[1].value {
        Value::Mark(mark) => mark.symbol(),
        _ => ".",
    };
    table.rows.iter().map(mark).collect()
}

#[test]
fn figures_of_fewer_children_than_the_threshold_are_withheld_whatever_they_are() {
    let cells = vec![
        Cell::children(0),
        Cell::children(9),
        Cell::children(10),
        Cell::of(9, Value::Number(1.5, 1)),
        Cell::of(9, Value::Interval(1.0, 2.0, 1)),
        Cell::of(9, Value::Pounds(300.0)),
        Cell::of(9, Value::Text("all but one".into())),
        Cell::of(10, Value::Number(1.5, 1)),
        Cell::open(Value::Number(3.5, 1)),
        Cell::of(9, Value::Mark(Mark::NotApplicable)),
        Cell::of(9, Value::Mark(Mark::NotAvailable)),
    ];
    let shown = judged(report(vec![rows_of(cells, column("it", "", false))]), &rules());
    assert_eq!(column_marks(only(&shown)), "cc.cccc..zc");
    assert_eq!((shown.counted().few, shown.counted().large, shown.counted().follow), (7, 0, 0));
}

#[test]
fn shares_that_tell_of_few_or_of_all_but_few_are_withheld() {
    let shares = [0.0, 0.05, 0.084, 0.5, 0.9, 0.93, 1.0];
    let cells = shares.iter().map(|share| Cell::of(120, Value::Share(*share))).collect();
    let shown = judged(report(vec![rows_of(cells, column("it", "", false))]), &rules());
    assert_eq!(column_marks(only(&shown)), "cc...cc");
}

#[test]
fn the_hundred_per_cent_below_parts_of_it_is_shown() {
    let share = |of: f64| Cell::of(100, Value::Share(of));
    let rows = || vec![row("a", "", false, vec![share(0.4)]), row("b", "", false, vec![share(0.6)])];
    let with = |last: Cell, rows: Vec<Row>| {
        let rows = rows.into_iter().chain([row("all", "", true, vec![last])]).collect();
        let shown = judged(report(vec![table("t", vec![column("it", "", false)], rows, vec![])]), &rules());
        column_marks(only(&shown))
    };
    assert_eq!(with(share(1.0), rows()), "...");
    let better = vec![row("a", "", false, vec![share(1.0)]), row("b", "", false, vec![share(1.0)])];
    assert_eq!(with(share(1.0), better), "ccc", "all of each group are better");
}

#[test]
fn sums_that_one_child_or_two_make_up_are_withheld() {
    let even = [100; 20];
    let mut one = even;
    one[0] = 2000;
    let mut two = even;
    (two[0], two[1]) = (3000, 2900);
    let cells = vec![pounds(&even), pounds(&one), pounds(&two), pounds(&even[..9])];
    let shown = judged(report(vec![rows_of(cells, column("spent", "", false))]), &rules());
    assert_eq!(column_marks(only(&shown)), ".ccc");
    assert_eq!((shown.counted().few, shown.counted().large), (1, 2));
}

#[test]
fn the_least_and_the_most_are_one_childs_own_figures() {
    let cells = vec![Cell::of(500, Value::Pounds(2500.0))];
    let shown = judged(report(vec![rows_of(cells, column("maximum", "", false))]), &rules());
    assert_eq!(column_marks(only(&shown)), "c");
}

#[test]
fn nothing_is_withheld_where_nothing_has_to_be() {
    let mut chance = Chance(3);
    for _ in 0..50 {
        let inside: Vec<Vec<usize>> =
            (0..6).map(|_| (0..4).map(|_| 10 + chance.below(40)).collect()).collect();
        let shown = judged(report(vec![two_way("t", ("area", "need"), &inside)]), &rules());
        assert_eq!(shown.counted().withheld(), 0);
    }
}

#[test]
fn a_small_count_takes_with_it_what_it_would_follow_from_and_no_more() {
    let inside = [vec![3, 40, 50], vec![30, 60, 70], vec![31, 61, 71]];
    let shown = judged(report(vec![two_way("t", ("area", "need"), &inside)]), &rules());
    assert_eq!((shown.counted().few, shown.counted().follow), (1, 3));
}

#[test]
fn counts_and_sums_are_rounded_each_on_its_own() {
    let rows = vec![
        row("a", "", false, vec![Cell::children(12), pounds(&[10; 12])]),
        row("b", "", false, vec![Cell::children(13), pounds(&[11; 13])]),
        row("all", "", true, vec![Cell::children(25), pounds(&[12; 25])]),
    ];
    let columns = vec![column("children", "", true), column("spent", "", false)];
    let shown = judged(report(vec![table("t", columns, rows, vec![])]), &rules());
    let count = |at: usize| only(&shown).rows[at].cells[1].value.clone();
    assert_eq!([count(0), count(1), count(2)], [10, 15, 25].map(Value::Count));
    assert_eq!(only(&shown).rows[1].cells[2].value, Value::Money(Pence::new(14_000)));
}

#[test]
fn who_was_lost_is_guarded_though_no_column_shows_it() {
    // 118 of 120 followed up: two were lost.
    let of = |id: &str, all: usize, followed: usize| {
        let cells = vec![
            Cell::children(all),
            Cell::children(followed),
            Cell::of(followed, Value::Share(statistics::number::real(followed / 2) / 100.0)),
        ];
        row(id, &format!("area={id}"), false, cells)
    };
    let columns = vec![
        column("children", "children", true),
        column("followed", "followed", true),
        column("better", "", false),
    ];
    let across = vec![Across { parts: vec![2], sum: 1 }];
    let rows = vec![of("1", 120, 118), of("2", 100, 60)];
    let shown = judged(report(vec![table("t", columns, rows, across)]), &rules());
    let marks = marks(only(&shown));
    assert!(marks[0][0] || marks[0][1], "{marks:?}");
    assert_eq!(marks[1], [false, false, false]);
}

#[test]
fn what_is_withheld_in_one_table_is_withheld_in_the_next_and_with_it_the_means_beside_it() {
    let of = |id: &str, children: usize| {
        let cells = vec![Cell::children(children), Cell::of(children, Value::Number(1.5, 1))];
        row(id, &format!("sex={id}"), false, cells)
    };
    let columns = || vec![column("children", "children", true), column("mean", "", false)];
    let first = table("one", columns(), vec![of("F", 40), of("M", 40), of("U", 3)], vec![]);
    let everybody = row("all", "", true, counts(&[83]));
    let second = table("two", vec![column("children", "children", true)], vec![everybody], vec![]);
    let shown = judged(report(vec![first, second]), &rules());
    let marks: Vec<_> = shown.sections()[0].tables.iter().map(marks).collect();
    assert_eq!(marks[0][2], [true, true]);
    let others = [marks[0][0][0], marks[0][1][0], marks[1][0][0]];
    assert_eq!(others.iter().filter(|it| **it).count(), 1, "{marks:?}");
    for row in &marks[0][..2] {
        assert_eq!(row[0], row[1], "a mean goes with its count");
    }
}

#[test]
fn a_chart_tells_no_more_than_the_table_it_repeats() {
    let rows = vec![
        row("food", "category=food", false, vec![pounds(&[10; 30])]),
        row("travel", "category=travel", false, vec![pounds(&[20; 40])]),
        row("care", "category=care", false, vec![pounds(&[30; 4])]),
        row("all", "", true, vec![pounds(&[30; 70])]),
    ];
    let mut rows = rows;
    rows[3].cells[1].value = Value::Money(Pence::new(122_000));
    let bar = |row: &Row| match (&row.cells[1].value, row.cells[1].basis) {
        (Value::Money(sum), basis) => {
            Bar { name: row.id.clone(), height: statistics::number::pounds(*sum), basis }
        }
        _ => panic!("no money"),
    };
    let bars = rows[..3].iter().map(bar).collect();
    let chart = Chart {
        id: "bars",
        title: String::new(),
        description: String::new(),
        x: String::new(),
        y: String::new(),
        draws: Draws::Money,
        drawing: Drawing::Bars(bars),
        withheld: 0,
    };
    let tables = vec![table("t", vec![column("spent", "spent", true)], rows, vec![])];
    let mut sections = report(tables).into_sections();
    sections[0].charts.push(chart);
    let shown = judged(Report::new(sections), &rules());
    let marks = marks(only(&shown));
    let Drawing::Bars(bars) = &shown.sections()[0].charts[0].drawing else { panic!("no bars") };
    let told = only(&shown).rows.iter().zip(&marks).filter(|(row, marks)| !row.total && !marks[0]);
    let told: Vec<&str> = told.map(|(row, _)| row.id.as_str()).collect();
    assert_eq!(bars.iter().map(|bar| bar.name.as_str()).collect::<Vec<_>>(), told);
    assert!(marks.iter().filter(|row| row[0]).count() >= 2, "care alone would follow from the others");
    assert_eq!(told.len() + shown.counted().marks, 3);
}

#[test]
fn words_are_rounded_and_taken_out_with_their_figures() {
    let mut sections = report(vec![]).into_sections();
    sections[0].words = vec![
        Words::with(Tone::Plain, "{} children spent {}.", vec![Cell::children(23), pounds(&[10; 23])]),
        Words::with(Tone::Plain, "{} children were lost.", vec![Cell::children(2)]),
        Words::about(3, "Three were better."),
    ];
    let shown = judged(Report::new(sections), &rules());
    let said: Vec<_> = shown.sections()[0].words.iter().map(|words| words.text.as_str()).collect();
    let out = "This text is withheld: it could identify a child.";
    assert_eq!(said, ["25 children spent £230.", out, out]);
    assert_eq!(shown.counted().words, 2);
}

#[test]
fn the_same_report_is_protected_the_same_way_each_time() {
    let mut chance = Chance(9);
    let inside: Vec<Vec<usize>> = (0..10).map(|_| (0..6).map(|_| chance.below(40)).collect()).collect();
    let once = || judged(report(vec![two_way("t", ("area", "need"), &inside)]), &rules());
    assert_eq!(once(), once());
}

#[test]
fn a_mean_tells_no_more_of_how_many_there_are_than_their_count() {
    // 19.67 is 531 / 27 and no other mean near 25 children; £967 of £27,070 is 28 of them.
    let cells = vec![
        Cell::of(27, Value::Number(531.0 / 27.0, 2)),
        Cell::of(221, Value::Number(2.0136, 2)),
        Cell::of(28, Value::Pounds(27_070.0 / 28.0)),
        Cell::of(250, Value::Pounds(222_603.0 / 250.0)),
        Cell::of(28, Value::PoundsInterval(812.0, 1_131.0)),
    ];
    let shown = judged(report(vec![rows_of(cells, column("it", "", false))]), &rules());
    let cells: Vec<Value> = only(&shown).rows.iter().map(|row| row.cells[1].value.clone()).collect();
    assert_eq!(
        cells,
        [
            Value::Number(19.7, 1),
            Value::Number(2.01, 2),
            Value::Pounds(1_000.0),
            Value::Pounds(900.0),
            Value::PoundsInterval(1_000.0, 1_000.0),
        ]
    );
}

#[test]
fn groups_of_which_nothing_is_told_have_no_names() {
    let rows = [("boys", 40), ("girls", 9), ("not stated", 3)].map(|(name, count)| {
        row(name, "", false, vec![Cell::children(count), Cell::of(count, Value::Number(2.0, 1))])
    });
    let columns = vec![column("children", "", false), column("mean", "", false)];
    let shown = protect(report(vec![table("t", columns, rows.to_vec(), vec![])]), &rules());
    let names: Vec<&str> = only(&shown).rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(names, ["boys", "others"]);
    assert_eq!(shown.counted().few, 4);
}

#[test]
fn a_chart_does_not_tell_an_estimate_that_its_table_withholds_though_it_was_worked_out_on_another_way() {
    let rows = [("north", 9, 0.3), ("south", 12, 0.1 + 0.2), ("all", 21, 0.25)];
    let rows = rows.map(|(name, count, mean)| {
        row(name, "", name == "all", vec![Cell::children(count), Cell::of(count, Value::Number(mean, 1))])
    });
    let columns = vec![column("children", "children", true), column("mean", "", false)];
    let estimate = crate::report::Estimate {
        name: "south".into(),
        value: 0.3,
        low: 0.1,
        high: 0.5,
        basis: crate::report::Basis::Children(12),
        pooled: false,
    };
    let mut sections = report(vec![table("t", columns, rows.to_vec(), vec![])]).into_sections();
    sections[0].charts.push(Chart {
        id: "forest",
        title: String::new(),
        description: String::new(),
        x: String::new(),
        y: String::new(),
        draws: Draws::Estimates,
        drawing: Drawing::Forest { rows: vec![estimate], none: 0.0 },
        withheld: 0,
    });
    let shown = judged(Report::new(sections), &rules());
    assert!(marks(only(&shown))[1][1], "the table withholds it");
    let Drawing::Forest { rows, .. } = &shown.sections()[0].charts[0].drawing else { panic!("no forest") };
    assert!(rows.is_empty(), "and so does the chart");
}
