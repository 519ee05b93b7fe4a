//! The workbook and the comma-separated files.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use export::evaluation::{files, write};
use export::package::PlaceTaken;

use super::{facts, file, made, text};

#[test]
fn a_table_is_a_file_with_plain_numbers() {
    assert_eq!(
        text("csv/spend-category.csv"),
        "row,category,children,spent,note\n\
         CARE,\"Health, care and wellbeing services\",65,13600.00,counselling\n\
         HOL,'=Holiday and activity costs,40,4060.00,\"clubs, @weekends\"\n\
         others,\"others, too few to show\",c,c,\n\
         all,All categories,c,18530.00,\n"
    );
    assert_eq!(
        text("csv/change-measure.csv"),
        "row,measure,children,mean,interval_from,interval_to,better\n\
         gbo,Goal-based outcomes,130,1.24,0.90,1.58,z\n\
         sdq_total,SDQ total difficulties,90,0.0,-1.2,1.1,21\n\
         attendance,Attendance,40,:,:,:,33\n\
         others,\"others, too few to show\",c,c,c,c,c\n"
    );
}

#[test]
fn every_figure_stands_in_one_list_by_its_name() {
    let figures = text("csv/figures.csv");
    assert_eq!(
        figures.lines().next(),
        Some("figure,section,table,row,column,about,what,value,from,to,mark,unit")
    );
    let line = |name: &str| figures.lines().find(|line| line.starts_with(&format!("{name},"))).unwrap();
    assert_eq!(
        line("change-measure.gbo.interval"),
        "change-measure.gbo.interval,change,change-measure,gbo,interval,Goal-based outcomes,95% interval,,0.90,1.58,,number"
    );
    assert!(line("change-measure.others.mean").ends_with(",Mean change,,,,c,"));
    assert!(line("spend-category.CARE.spent").ends_with(",Spent,13600.00,,,,GBP"));
    // Every cell of both tables but the names of rows: 4 rows of 3, and 4 rows of 4.
    assert_eq!(figures.lines().count(), 1 + 4 * 3 + 4 * 4);
}

#[test]
fn the_dictionary_explains_every_column() {
    let dictionary = text("csv/dictionary.csv");
    let line = |start: &str| dictionary.lines().find(|line| line.starts_with(start)).unwrap();
    assert!(line("spend-category.csv,spent,").starts_with("spend-category.csv,spent,Spent,GBP,"));
    assert!(line("change-measure.csv,interval_to,").contains("95% interval: to,number,Change by measure,"));
    assert!(line("change-measure.csv,better,").contains("per cent"));
    assert!(line("change-measure.csv,better,").contains("z not applicable"));
}

#[test]
fn the_workbook_has_a_sheet_a_section_and_marks_as_text() {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file("report.xlsx"))).unwrap();
    assert_eq!(
        book.sheet_names(),
        [
            "Contents",
            "Summary",
            "What was spent",
            "What changed for children",
            "What it cost for what it",
            "Waits askedordered & came days",
        ]
    );
    let sheet = book.worksheet_range("What changed for children").unwrap();
    let rows: Vec<Vec<Data>> = sheet.rows().map(<[Data]>::to_vec).collect();
    let row = |name: &str| rows.iter().find(|row| row[0] == Data::String(name.to_owned())).unwrap().clone();
    let gbo = row("Goal-based outcomes");
    assert_eq!(gbo[1..5], [Data::Float(130.0), Data::Float(1.24), Data::Float(0.9), Data::Float(1.58)]);
    assert_eq!(gbo[5], Data::String("z".to_owned()));
    assert_eq!(row("others, too few to show")[1], Data::String("c".to_owned()));
    assert_eq!(row("SDQ total difficulties")[5], Data::Float(0.21));
    let spent = book.worksheet_range("What was spent").unwrap();
    let words: Vec<String> = spent.rows().map(|row| row[0].to_string()).collect();
    assert!(words.contains(&"=Holiday and activity costs".to_owned()));
    let contents = book.worksheet_range("Contents").unwrap();
    let words: Vec<String> = contents.rows().map(|row| row[0].to_string()).collect();
    assert!(words.contains(&"Withheld: too few children".to_owned()) && words.contains(&"c".to_owned()));
}

#[test]
fn a_report_takes_the_place_of_a_report_and_of_nothing_else() {
    let files = files(&made::shown(), &facts()).unwrap();
    let home = tempfile::tempdir().unwrap();
    let place = home.path().join("evaluation");
    write(&place, &files).unwrap();
    std::fs::write(place.join("csv/left-over.csv"), "old").unwrap();
    write(&place, &files).unwrap();
    assert!(!place.join("csv/left-over.csv").exists());
    assert_eq!(std::fs::read(place.join("report.html")).unwrap(), file("report.html"));
    let other = home.path().join("other");
    std::fs::create_dir(&other).unwrap();
    std::fs::write(other.join("report.html"), "mine").unwrap();
    assert!(matches!(write(&other, &files), Err(PlaceTaken::NotEmpty)));
    let left: Vec<_> = std::fs::read_dir(home.path()).unwrap().collect();
    assert_eq!(left.len(), 2);
}
