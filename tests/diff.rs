//! What differs between two reports.

#![allow(missing_docs)]

mod support;

use std::time::{Duration, Instant};

use gongkai::diff::{Cells, Difference, FigureChange, Pair, ProseComparison};
use gongkai::{AnnualReport, Cell, CellMut, Change, Field, Form, Money, Section, Unit};
use proptest::prelude::*;
use support::random;

fn similarity(before: &str, after: &str) -> f64 {
    let report = |text: &str| {
        let mut report = AnnualReport::new(Form::Y2021);
        report.other = text.lines().map(ToOwned::to_owned).collect();
        report
    };
    report(before).diff(&report(after)).similarity().unwrap_or(-1.0)
}

#[test]
fn a_difference_is_told_in_the_order_of_the_form() {
    let [before, after] = [2, 1].map(|i| gongkai::parse(&support::fixtures()[i].text).report);
    let difference = before.diff(&after);
    assert_eq!(before.diff(&before).figures, []);
    assert!(difference.figures.iter().map(|change| change.field).is_sorted_by_key(|f| f.index()));
    let text = difference.to_string();
    for change in &difference.figures {
        assert!(text.contains(&format!("\n{change}\n")), "{change}");
    }

    let mut report = AnnualReport::new(Form::Y2019);
    report.organ = Some("云溪市".to_owned());
    report.proactive.licensing.change = Cell::Value(Change(-6));
    report.proactive.licensing.decisions = Cell::Blank;
    report.proactive.fees.change = Cell::Unread("増3".to_owned());
    report.proactive.procurement.projects = Cell::NotApplicable;
    report.proactive.procurement.amount = Cell::Value("8040".parse().expect("money"));
    report.preamble = vec!["一二三四".to_owned()];
    let mut other = AnnualReport::new(Form::Y2019);
    other.year = Some(2020);
    other.proactive.licensing.change = Cell::Value(Change(4));
    other.proactive.licensing.decisions = Cell::Value(0);
    other.proactive.procurement.projects = Cell::Value(3);
    other.proactive.procurement.amount = Cell::Value("0.8万元".parse().expect("money"));
    other.preamble = vec!["一二".to_owned(), " 四三".to_owned()];
    assert_eq!(
        report.diff(&other).to_string(),
        "\
organ: 云溪市 → unknown
year: unknown → 2020
proactive.licensing.change: -6 → +4 (+10)
proactive.licensing.decisions: blank → 0
proactive.fees.change: unread “増3” → absent
proactive.procurement.projects: / → 3
proactive.procurement.amount: 8040 (no unit) → 0.8万元
preamble: 75.00 % the same (4 → 4 characters)
"
    );
}

#[test]
fn json_goes_both_ways() {
    let mut before = AnnualReport::new(Form::Y2019);
    before.proactive.fees.change = Cell::Value(Change(3));
    before.proactive.rules.made = Cell::Value(2);
    let mut after = before.clone();
    after.proactive.fees.change = Cell::Blank;
    after.proactive.rules.made = Cell::Unread("x".to_owned());
    after.proactive.procurement.amount = Cell::Value(Money::new(15.into(), Unit::Yuan));
    after.other = vec!["没有。".to_owned()];
    let difference = before.diff(&after);
    let json = serde_json::to_value(&difference).expect("JSON");
    assert_eq!(
        json,
        serde_json::json!({
            "figures": [
                {"path": "proactive.rules.made", "before": 2, "after": {"unread": "x"}},
                {"path": "proactive.fees.change", "before": 3, "after": ""},
                {
                    "path": "proactive.procurement.amount",
                    "before": null,
                    "after": {"amount": "15", "unit": "元"},
                },
            ],
            "prose": [{
                "section": "other",
                "characters": {"before": 0, "after": 3},
                "similarity": 0.0,
                "complete": true,
            }],
        })
    );
    assert_eq!(serde_json::from_value::<Difference>(json).expect("a difference"), difference);
    for (path, before) in [
        ("proactive.rules.made", serde_json::json!(-1)),
        ("proactive.rules.made", serde_json::json!({"amount": "15", "unit": "元"})),
        ("proactive.procurement.amount", serde_json::json!(15)),
        ("proactive.procurement.amount", serde_json::json!(-15)),
        ("proactive.fees.change", serde_json::json!(u64::MAX)),
        ("proactive.fees", serde_json::json!(1)),
    ] {
        let json = serde_json::json!({"path": path, "before": before, "after": ""});
        assert!(serde_json::from_value::<FigureChange>(json.clone()).is_err(), "{json}");
    }
}

#[test]
fn similarity_is_that_of_the_characters() {
    assert_eq!(similarity("", ""), -1.0);
    assert_eq!(similarity("没有。", ""), 0.0);
    assert_eq!(similarity("没有。", "没有。"), 1.0);
    // How the text is divided, and where blanks stand, is no difference of the text.
    assert_eq!(similarity("一是加强学习。二是加强培训。", "一是加强 学习。\n二是加强培训。"), 1.0);
    assert_eq!(similarity("甲乙丙丁", "戊己庚辛"), 0.0);
    assert_eq!(similarity("甲乙丙丁", "甲乙庚辛"), 0.5);
    // A text that is taken over with other figures is nearly the same.
    let template = |a: &str, b: &str| {
        format!("全年共收到政府信息公开申请{a}件，办结{b}件，按时答复率100%，未发生行政诉讼案件。")
    };
    assert!(similarity(&template("12", "11"), &template("315", "308")) > 0.9);
    // Almost is not the same.
    let long = "公开".repeat(15_000);
    assert!(similarity(&long, &format!("{long}。")) < 1.0);
}

#[test]
fn sections_are_compared_one_by_one() {
    let case = &support::fixtures()[0];
    let report = gongkai::parse(&case.text).report;
    let same = report.diff(&report.clone());
    assert!(same.is_empty());
    assert_eq!(same.similarity(), Some(1.0));
    let sections: Vec<Option<Section>> = same.prose.iter().map(|part| part.section).collect();
    assert_eq!(sections, [Section::Overview, Section::Problems, Section::Other].map(Some));
    let mut other = report.clone();
    other.overview.subsections.clear();
    let difference = report.diff(&other);
    let changed: Vec<_> =
        difference.prose.iter().filter(|p| !p.is_same()).map(|p| p.section).collect();
    assert_eq!(changed, [Some(Section::Overview)]);
    assert!(!difference.is_empty());
}

#[test]
fn long_texts_take_bounded_time() {
    // Texts in which everything differs and everything recurs are the worst.
    let text = |seed: u32, length: u32| -> String {
        let mut state = seed;
        let next = |_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from_u32(0x4E00 + (state >> 16) % 300).unwrap_or('公')
        };
        (0..length).map(next).collect()
    };
    let start = Instant::now();
    let most = u32::try_from(ProseComparison::MAX_CHARACTERS).expect("a length");
    for (a, b) in [
        (text(1, 4 * most), text(2, 4 * most)),
        ("甲".repeat(100_000), "乙".repeat(100_000)),
        ("甲乙".repeat(50_000), "乙甲丙".repeat(50_000)),
    ] {
        let similarity = similarity(&a, &b);
        assert!((0.0..1.0).contains(&similarity));
    }
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
    let mut before = AnnualReport::new(Form::Y2021);
    before.other = vec![text(1, most + 1)];
    let part = before.diff(&before.clone()).prose.remove(0);
    assert!(part.is_same());
    let mut after = before.clone();
    after.other.push("完。".to_owned());
    let part = before.diff(&after).prose.remove(0);
    // What is behind the limit is not known to be the same.
    assert!(!part.complete);
    assert!(!part.is_same());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_changes_make_one_report_of_the_other(
        before in random::report(),
        after in random::report(),
    ) {
        let difference = before.diff(&after);
        let json = serde_json::to_string(&difference).expect("JSON");
        prop_assert_eq!(&serde_json::from_str::<Difference>(&json).expect("a difference"), &difference);
        let mut made = before.clone();
        for FigureChange { field, cells } in &difference.figures {
            match (made.cell_mut(*field), cells) {
                (CellMut::Count(cell), Cells::Count(pair)) => *cell = pair.after.clone(),
                (CellMut::Change(cell), Cells::Change(pair)) => *cell = pair.after.clone(),
                (CellMut::Money(cell), Cells::Money(pair)) => *cell = pair.after.clone(),
                _ => prop_assert!(false, "{} is of another kind", field),
            }
        }
        for field in Field::ALL {
            prop_assert_eq!(made.cell(field), after.cell(field));
        }
        // The other way round, everything is the other way round.
        let back = after.diff(&before);
        prop_assert_eq!(back.figures.len(), difference.figures.len());
        let turned = difference.year.map(|Pair { before, after }| Pair { before: after, after: before });
        prop_assert_eq!(back.year, turned);
        prop_assert!(before.diff(&before).is_empty());
        for part in &difference.prose {
            prop_assert!((0.0..=1.0).contains(&part.similarity));
        }
    }
}
