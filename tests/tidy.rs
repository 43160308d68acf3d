//! Tidy data: CSV and Arrow carry the same rows, and the rows carry every figure.

#![allow(missing_docs)]

mod support;

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Decimal128Type, UInt16Type, UInt32Type};
use arrow_array::{Array, RecordBatch};
use gongkai::write::csv::{Csv, CsvWriter};
use gongkai::write::{Entry, arrow};
use gongkai::{
    AnnualReport, Cell, CellState, Code, Field, Form, Money, OtherGround, Outcome, Parsed, Row,
    Unit,
};
use proptest::prelude::*;
use support::random;

const UNSPECIFIED: Row = Row::Outcome(Outcome::Other(Some(OtherGround::Unspecified)));

fn csv<'a>(entries: impl IntoIterator<Item = Entry<'a>>) -> String {
    let mut writer = CsvWriter::new(Vec::new()).expect("a header");
    for entry in entries {
        writer.write(entry).expect("a report");
    }
    String::from_utf8(writer.finish().expect("the end")).expect("UTF-8")
}

fn records(csv: &str) -> Vec<Vec<String>> {
    let mut reader = ::csv::Reader::from_reader(csv.as_bytes());
    reader
        .records()
        .map(|record| record.expect("a record").iter().map(ToOwned::to_owned).collect())
        .collect()
}

/// The rows of a batch as they should stand in CSV, by the column `digits`.
fn rows(batch: &RecordBatch) -> Vec<Vec<String>> {
    let column = |name: &str| Arc::clone(batch.column_by_name(name).expect(name));
    let text = |name: &str, row: usize| {
        let column = column(name);
        let column = column.as_string::<i32>();
        if column.is_null(row) { String::new() } else { column.value(row).to_owned() }
    };
    let number = |name: &str, row: usize| {
        let column = column(name);
        let column = column.as_primitive::<UInt32Type>();
        if column.is_null(row) { String::new() } else { column.value(row).to_string() }
    };
    (0..batch.num_rows())
        .map(|row| {
            let year = column("year");
            let year = year.as_primitive::<UInt16Type>();
            let year = if year.is_null(row) { String::new() } else { year.value(row).to_string() };
            let codes = column("codes");
            let codes = codes.as_list::<i32>().value(row);
            let codes: Vec<&str> = codes.as_string::<i32>().iter().flatten().collect();
            // Where there is a decimal, it is the same number.
            let value = column("value");
            let value = value.as_primitive::<Decimal128Type>();
            let digits = text("digits", row);
            if value.is_valid(row) {
                let scaled = value.value_as_string(row);
                let (whole, fraction) = scaled.split_once('.').expect("ten places");
                let fraction = fraction.trim_end_matches('0');
                let dot = if fraction.is_empty() { "" } else { "." };
                assert_eq!(format!("{whole}{dot}{fraction}"), digits);
            }
            assert_eq!(digits.is_empty(), text("state", row) != "value");
            vec![
                text("file", row),
                text("organ", row),
                year,
                text("form", row),
                text("path", row),
                text("state", row),
                digits,
                text("unit", row),
                number("start", row),
                number("end", row),
                codes.join(" "),
            ]
        })
        .collect()
}

fn same(entries: &[Entry<'_>]) -> Vec<Vec<String>> {
    let records = records(&csv(entries.iter().cloned()));
    let batch = arrow::batch(entries.iter().cloned()).expect("a batch");
    assert_eq!(batch.schema(), arrow::schema());
    assert_eq!(rows(&batch), records);
    records
}

#[test]
fn csv_and_arrow_carry_the_same_rows() {
    let mut texts: Vec<(String, String)> =
        support::fixtures().into_iter().map(|case| (case.name, case.text)).collect();
    texts.push(("damaged".to_owned(), texts[1].1.replacen("710", "711", 1).replace('\t', " ")));
    texts.push(("no report".to_owned(), "今天天气不错".to_owned()));
    let parsed: Vec<(&str, Parsed<'_>)> =
        texts.iter().map(|(name, text)| (name.as_str(), gongkai::parse(text))).collect();
    let entries: Vec<Entry<'_>> =
        parsed.iter().map(|(name, parsed)| Entry::from(parsed).file(name)).collect();
    let records = same(&entries);
    let mut expected = parsed.iter().flat_map(|(name, parsed)| {
        parsed.report.figures().map(move |figure| {
            let value = figure.cell.value().map(ToString::to_string).unwrap_or_default();
            let span = parsed.spans.get(figure.field);
            [
                (*name).to_owned(),
                figure.field.to_string(),
                figure.cell.state().to_string(),
                value,
                figure.unit.as_str().to_owned(),
                span.map(|span| span.start.to_string()).unwrap_or_default(),
                span.map(|span| span.end.to_string()).unwrap_or_default(),
            ]
        })
    });
    for record in &records {
        let found = [0, 4, 5, 6, 7, 8, 9].map(|column| record[column].clone());
        assert_eq!(Some(found), expected.next());
    }
    assert_eq!(expected.next(), None);
}

#[test]
fn the_codes_of_a_row_are_those_of_the_findings_about_its_figure() {
    let text = "云溪市2020年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n\
        （一）予以公开\t1\t0\t0\t0\t0\t0\t2\n（二）部分公开\t1\t0\t0\t0\t0\tx\t1\n";
    let parsed = gongkai::parse(text);
    let findings = parsed.findings();
    let records = same(&[Entry::from(&parsed)]);
    let codes = |path: &str| {
        let record = records.iter().find(|record| record[4] == path).expect(path);
        record[10].clone()
    };
    let whole = |code: Code| {
        findings.iter().any(|f| f.code() == code && f.subject == gongkai::Subject::Report)
    };
    assert!(whole(Code::FormUnknown));
    // An addend of the sum that does not hold, the sum, and a figure of another row.
    assert_eq!(codes("applications.granted.natural_person"), "P06 B2");
    assert_eq!(codes("applications.granted.total"), "P06 B2");
    assert_eq!(codes("applications.partially_granted.total"), "P06");
    assert_eq!(codes("applications.partially_granted.other_organization"), "P06 P10");
    // With other findings, or none.
    let none = same(&[Entry::from(&parsed).findings(&[])]);
    assert!(none.iter().all(|record| record[10].is_empty()));
}

#[test]
fn no_digit_and_no_cell_is_lost() {
    let mut report = AnnualReport::new(Form::Y2019);
    report.proactive.rules.made = Cell::Value(u64::MAX);
    report.proactive.licensing.change = Cell::Value(gongkai::Change(i64::MIN));
    let amount = "79228162514264337593543950335".parse().expect("a decimal");
    report.proactive.procurement.amount = Cell::Value(Money::new(amount, Unit::Yuan));
    // Cells that the form does not have are rows as well.
    report.proactive.fees.amount =
        Cell::Value(Money::new("0.0000000000000000000000000001".parse().unwrap(), Unit::Unstated));
    report.applications[UNSPECIFIED].total = Cell::Blank;
    let records = same(&[Entry::from(&report)]);
    assert_eq!(records.len(), 198 + 2);
    let value = |path: &str| {
        let record = records.iter().find(|record| record[4] == path).expect(path);
        (record[5].clone(), record[6].clone(), record[7].clone())
    };
    let is = |value: &str, unit: &str| ("value".to_owned(), value.to_owned(), unit.to_owned());
    assert_eq!(value("proactive.rules.made"), is("18446744073709551615", "count"));
    assert_eq!(value("proactive.licensing.change"), is("-9223372036854775808", "count"));
    assert_eq!(value("proactive.procurement.amount"), is("79228162514264337593543950335", "yuan"));
    assert_eq!(value("proactive.fees.amount"), is("0.0000000000000000000000000001", "unstated"));
    // Only the two amounts have more digits than a column of decimals holds beside the others.
    let batch = arrow::batch([&report]).expect("a batch");
    let column = batch.column_by_name("value").expect("values");
    assert_eq!(batch.num_rows() - column.null_count(), 2);
}

#[test]
fn text_that_csv_has_to_quote_comes_back() {
    let mut report = AnnualReport::new(Form::Y2021);
    report.organ = Some("“公开”办,\"甲\"\n乙".to_owned());
    let records = same(&[Entry::from(&report).file("a,b.txt")]);
    assert_eq!(records[0][..2], ["a,b.txt", "“公开”办,\"甲\"\n乙"]);
}

#[test]
fn a_failing_output_is_an_error() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let error = Csv::new().bom(true).writer(Full).err().expect("an error");
    assert_eq!(error.kind(), std::io::ErrorKind::StorageFull);
    let mut writer = CsvWriter::new(Full).expect("a header in memory");
    let report = AnnualReport::new(Form::Y2021);
    let written = (0..10).try_for_each(|_| writer.write(&report));
    assert_eq!(written.expect_err("an error").kind(), std::io::ErrorKind::StorageFull);
    let error = CsvWriter::new(Full).expect("a header in memory").finish().err().expect("an error");
    assert_eq!(error.kind(), std::io::ErrorKind::StorageFull);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 50, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_cell_of_any_report_is_a_row(report in random::report()) {
        let records = same(&[Entry::from(&report)]);
        for field in Field::ALL {
            let record = records.iter().find(|record| record[4] == field.to_string());
            let state = record.map(|record| record[5].as_str());
            let cell = report.cell(field);
            prop_assert!(state.is_some() || cell.state() == CellState::Absent);
            // Money that is too great to be told in yuan is unread.
            if let (Some(state), true) = (state, cell.decimal().0.state() == cell.state()) {
                prop_assert_eq!(state, cell.state().as_str());
            }
        }
    }
}
