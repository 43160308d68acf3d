//! What holds for every report and for every text.

#![allow(missing_docs)]

mod support;

use gongkai::{AnnualReport, Cell, CellRef, Field};
use proptest::prelude::*;
use support::random;

/// What is true of every reading of every text.
fn sound(text: &str) -> AnnualReport {
    let parsed = gongkai::parse(text);
    let mut end = 0;
    for block in &parsed.blocks {
        assert_eq!(block.span.start, end);
        assert!(block.span.text(text).is_some());
        end = block.span.end;
    }
    assert_eq!(end as usize, text.len());
    for (field, span) in parsed.spans.iter() {
        assert!(span.text(text).is_some(), "{field}");
    }
    for diagnostic in &parsed.diagnostics {
        assert!(!diagnostic.excerpt(text).to_string().is_empty());
    }
    parsed.validate();
    parsed.report
}

/// Whether every figure of a damaged text is the figure of the whole text, or not read.
fn nothing_else(damaged: &AnnualReport, whole: &AnnualReport) -> Result<(), TestCaseError> {
    for field in Field::ALL {
        let (found, right) = (damaged.cell(field), whole.cell(field));
        let read = found.state() == gongkai::CellState::Value;
        // An amount whose header is gone keeps its digits; that its unit is not stated is said.
        let no_unit = matches!(
            (found, right),
            (CellRef::Money(Cell::Value(a)), CellRef::Money(Cell::Value(b)))
                if a.amount == b.amount && a.unit == gongkai::Unit::Unstated
        );
        if read && found != right && !no_unit {
            return Err(TestCaseError::fail(format!("{field} is {found:?}, but was {right:?}")));
        }
    }
    Ok(())
}

/// Damages lines of a fixture; nothing that is read of it may be wrong.
fn damaged(
    which: usize,
    seeds: &[prop::sample::Index],
    damage: impl Fn(&mut Vec<&str>, usize),
) -> Result<(), TestCaseError> {
    let case = &support::fixtures()[which];
    let whole = gongkai::parse(&case.text).report;
    let mut lines: Vec<&str> = case.text.lines().collect();
    for seed in seeds {
        let at = seed.index(lines.len());
        damage(&mut lines, at);
    }
    nothing_else(&sound(&lines.join("\n")), &whole)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn writing_and_reading_gives_the_same_report(report in random::report()) {
        let text = report.to_string();
        let again = gongkai::parse(&text).report;
        if again != report {
            let (found, expected) = (format!("{again:#?}"), format!("{report:#?}"));
            let differ = found.lines().zip(expected.lines()).find(|(a, b)| a != b);
            return Err(TestCaseError::fail(format!("{differ:?} in\n{text}")));
        }
        prop_assert_eq!(again.to_string(), text);
    }

    #[test]
    fn json_gives_the_same_report(report in random::report()) {
        let json = serde_json::to_string(&report).expect("JSON");
        prop_assert_eq!(serde_json::from_str::<AnnualReport>(&json).expect("a report"), report);
    }

    #[test]
    fn a_consistent_report_has_no_finding(report in random::consistent()) {
        let validation = report.validate();
        prop_assert!(validation.is_consistent(), "{:?}", validation.diagnostics().next());
    }

    #[test]
    fn any_text_returns(text in any::<String>()) {
        sound(&text);
    }

    #[test]
    fn any_text_of_the_characters_of_reports_returns(
        text in "(一、|（[一二三四五六七]）|[123]\\.|规章|行政许可|总计|其他|结果维持|第二十条|报告|公开|20[12][0-9]年|[0-9]{1,4}|[增减/|#\t\n\r 　。，（）-]){0,60}"
    ) {
        sound(&text);
    }

    #[test]
    fn lines_taken_out_leave_no_wrong_figure(
        which in 0..3_usize,
        seeds in prop::collection::vec(any::<prop::sample::Index>(), 1..6),
    ) {
        let damage = |lines: &mut Vec<&str>, at| {
            lines.remove(at);
        };
        damaged(which, &seeds, damage)?;
    }

    #[test]
    fn lines_doubled_leave_no_wrong_figure(
        which in 0..3_usize,
        seeds in prop::collection::vec(any::<prop::sample::Index>(), 1..6),
    ) {
        let damage = |lines: &mut Vec<&str>, at: usize| lines.insert(at, lines[at]);
        damaged(which, &seeds, damage)?;
    }

    #[test]
    fn lines_shuffled_return(
        which in 0..3_usize,
        lines in Just(()).prop_perturb(|(), mut rng| rng.next_u64()),
    ) {
        let case = &support::fixtures()[which];
        let mut all: Vec<&str> = case.text.lines().collect();
        let mut state = lines | 1;
        for i in (1..all.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            all.swap(i, (state >> 33) as usize % (i + 1));
        }
        sound(&all.join("\n"));
    }
}

#[test]
fn a_text_cut_anywhere_has_no_wrong_figure() {
    for case in support::fixtures() {
        let whole = gongkai::parse(&case.text).report;
        for (end, _) in case.text.char_indices() {
            let text = case.text.get(..end).expect("a boundary");
            // The figure that is cut itself ends where the text does.
            let parsed = gongkai::parse(text);
            let mut report = sound(text);
            for (field, span) in parsed.spans.iter() {
                if span.end as usize == end {
                    match report.cell_mut(field) {
                        gongkai::CellMut::Count(cell) => *cell = Cell::Absent,
                        gongkai::CellMut::Change(cell) => *cell = Cell::Absent,
                        gongkai::CellMut::Money(cell) => *cell = Cell::Absent,
                    }
                }
            }
            if let Err(error) = nothing_else(&report, &whole) {
                panic!("{} cut at {end}: {error}", case.name);
            }
        }
    }
}

#[test]
fn a_missing_figure_is_never_zero() {
    // Take each line away alone. Where it was a figure of its own, the row that loses it is not
    // read, and no other figure changes.
    let case = &support::fixtures()[0];
    let whole = gongkai::parse(&case.text);
    let lines: Vec<&str> = case.text.lines().collect();
    let mut lost = 0;
    let mut start = 0;
    for (i, line) in lines.iter().enumerate() {
        let held =
            whole.spans.iter().any(|(_, span)| span.start as usize == start && !span.is_empty());
        start += line.len() + 1;
        if !held {
            continue;
        }
        let mut rest = lines.clone();
        rest.remove(i);
        let text = rest.join("\n");
        let damaged = gongkai::parse(&text);
        if let Err(error) = nothing_else(&damaged.report, &whole.report) {
            panic!("without line {}: {error}", i + 1);
        }
        let unread = damaged.report.figures().filter(|f| f.cell.value().is_none()).count();
        assert!(unread > 0, "without line {}: nothing is missing", i + 1);
        lost += 1;
    }
    assert_eq!(lost, 198);
}

#[test]
fn reading_takes_time_in_proportion() {
    // Not a measure of speed, only of shape: a text that takes quadratic time would take minutes.
    for line in [
        "规章\n",
        "\t\n",
        "|\n",
        "1\n",
        "（\n",
        "一、\n",
        "一、总体情况\n",
        "规章\t0\t0\t0\n",
        "（七）总计\n7\n",
        "三、",
        "第二十条",
        "报告",
        "1.",
        "，",
    ] {
        let text = line.repeat(2_000_000 / line.len());
        sound_quickly(&text);
    }
}

#[test]
fn rows_and_labels_without_end_take_time_in_proportion() {
    let two = "二、主动公开政府信息情况\n";
    for text in [
        // A long first row, and its label again and again.
        format!("{two}规章\n{}{}", "1\n".repeat(200_000), "规章\n2\n".repeat(100_000)),
        format!("{two}规章{}\n{}", "\t".repeat(200_000), "规章\t2\n".repeat(100_000)),
        // Column labels without end, and rows under them.
        format!("{two}{}{}", "本年制发件数\n".repeat(50_000), "规章\t1\t2\t3\n".repeat(50_000)),
        format!(
            "{two}{}{}",
            "本年制发件数\t备注\t".repeat(50_000),
            "\n规章\t1\t2\t3".repeat(50_000)
        ),
        format!("{two}{}", "本年制发件数\n规章\t1\t2\t3\n".repeat(50_000)),
        format!(
            "四、政府信息公开行政复议、行政诉讼情况\n{}{}",
            "结果维持\n".repeat(100_000),
            "1\n".repeat(100_000)
        ),
        format!("{two}{}", "本年新\n".repeat(100_000)),
    ] {
        sound_quickly(&text);
    }
}

fn sound_quickly(text: &str) {
    let parsed = gongkai::parse(text);
    assert_eq!(parsed.blocks.last().map(|b| b.span.end as usize), Some(text.len()));
    assert!(parsed.diagnostics.len() < 1_000_000);
}
