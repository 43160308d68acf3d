//! The JSON Schemas: they accept what is written, and refuse what is refused.

#![allow(missing_docs)]

mod support;

use gongkai::{AnnualReport, Cell, Change, Money};
use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};
use support::random;

fn report() -> Validator {
    let schema = serde_json::to_value(gongkai::schema::report()).expect("JSON");
    jsonschema::draft202012::meta::validate(&schema).expect("a schema");
    jsonschema::validator_for(&schema).expect("a schema")
}

fn finding() -> Validator {
    let schema = serde_json::to_value(gongkai::schema::finding()).expect("JSON");
    jsonschema::draft202012::meta::validate(&schema).expect("a schema");
    jsonschema::validator_for(&schema).expect("a schema")
}

fn valid(schema: &Validator, name: &str, json: &Value) {
    let errors: Vec<String> =
        schema.iter_errors(json).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{name}: {errors:#?}");
}

#[test]
fn the_json_of_every_document_is_valid() {
    let (report, finding) = (report(), finding());
    let mut cases = support::fixtures();
    cases.extend(support::samples(&[
        "report.copied-from-browser.txt",
        "report.pipes.txt",
        "report.traditional.txt",
        "report.pdf-layout.txt",
    ]));
    if let Some(shared) = support::shared() {
        for entry in std::fs::read_dir(shared.join("real")).expect("documents") {
            let path = entry.expect("entry").path();
            if let Ok(text) = std::fs::read_to_string(&path) {
                let name = path.display().to_string();
                check(&report, &finding, &name, &text);
            }
        }
    }
    for case in &cases {
        check(&report, &finding, &case.name, &case.text);
        // The same with faults: figures that are no figures, sums that do not hold, rows cut short.
        let damaged = case.text.replace('1', "7").replace('3', "x").replacen("\t0\t", "\t", 3);
        check(&report, &finding, &case.name, &damaged);
    }
    check(&report, &finding, "nothing", "");
}

fn check(report: &Validator, finding: &Validator, name: &str, text: &str) {
    let parsed = gongkai::parse(text);
    valid(report, name, &serde_json::to_value(&parsed.report).expect("JSON"));
    for diagnostic in parsed.findings() {
        valid(finding, name, &serde_json::to_value(&diagnostic).expect("JSON"));
    }
}

#[test]
fn findings_about_several_reports_are_valid() {
    let schema = finding();
    let mut reports: Vec<AnnualReport> =
        support::fixtures().iter().map(|case| gongkai::parse(&case.text).report).collect();
    // The year after each of them, with the same figures.
    for report in reports.clone() {
        reports.push(AnnualReport { year: report.year.map(|year| year + 1), ..report });
    }
    let years = gongkai::validate::years(&reports);
    let rollup = gongkai::validate::rollup(&reports[0], &reports[1..]);
    let mut origins = 0;
    for diagnostic in years.diagnostics().chain(rollup.diagnostics()) {
        let json = serde_json::to_value(&diagnostic).expect("JSON");
        valid(&schema, "several", &json);
        origins += usize::from(json.to_string().contains("\"origin\""));
    }
    assert!(origins > 0);
}

#[test]
fn broken_json_is_refused() {
    let schema = report();
    let case = &support::fixtures()[0];
    let whole = serde_json::to_value(gongkai::parse(&case.text).report).expect("JSON");
    valid(&schema, &case.name, &whole);
    for (at, value) in [
        ("", json!("report")),
        ("/aplications", json!({})),
        ("/form", json!("2020")),
        ("/year", json!(70_000)),
        ("/year", json!("2020")),
        ("/script", json!("Simplified")),
        ("/other", json!("没有。")),
        ("/other/0", json!(1)),
        ("/applications", Value::Null),
        ("/applications/grantd", json!({})),
        ("/applications/denied/total", json!(1)),
        ("/applications/other/sum", json!(1)),
        ("/applications/granted/total", json!(-1)),
        ("/applications/granted/total", json!(1.5)),
        ("/applications/granted/total", json!("12")),
        ("/applications/granted/total", json!(true)),
        ("/applications/granted/total", json!({"unread": 12})),
        ("/applications/granted/total", json!({"unread": "x", "why": "y"})),
        ("/applications/granted/total", json!({})),
        ("/disputes/reconsideration/total", json!({"unred": "x"})),
        ("/proactive/licensing/change", json!("+6")),
        ("/proactive/procurement/amount", json!(8040)),
        ("/proactive/procurement/amount", json!({"amount": "1"})),
        ("/proactive/procurement/amount", json!({"amount": 1, "unit": "元"})),
        ("/proactive/procurement/amount", json!({"amount": "1", "unit": "角"})),
        ("/proactive/procurement/amount", json!({"amount": "1e3", "unit": "元"})),
        ("/overview/subsections/0/ordinal", json!(5_000_000_000_u64)),
        ("/overview/subsections/0/theme", json!("weather")),
        ("/overview/subsections/0/title", json!("公开")),
    ] {
        let mut broken = whole.clone();
        put(&mut broken, at, value.clone());
        assert_ne!(broken, whole);
        assert!(!schema.is_valid(&broken), "{at} = {value} is valid");
        assert!(serde_json::from_value::<AnnualReport>(broken).is_err(), "{at} = {value} is read");
    }
}

/// Puts a value at a place of a document, with a new key if need be.
fn put(json: &mut Value, at: &str, value: Value) {
    match at.rsplit_once('/') {
        None => *json = value,
        Some((parent, key)) => match json.pointer_mut(parent).expect(at) {
            Value::Object(map) => {
                map.insert(key.to_owned(), value);
            }
            Value::Array(list) => list[key.parse::<usize>().expect("an index")] = value,
            other => panic!("{at} is in {other}"),
        },
    }
}

#[test]
fn a_cell_is_accepted_where_it_is_read() {
    let schema = report();
    let limits = [
        json!(u64::MAX),
        json!(i64::MAX),
        json!(i64::MIN),
        // More than 64 bits hold; the second is the first below that a binary fraction tells apart.
        "18446744073709551616".parse::<Value>().expect("a number"),
        "-9223372036854777856".parse::<Value>().expect("a number"),
        json!(9_223_372_036_854_775_808_u64),
    ];
    let plain = [
        json!(0),
        json!(12),
        json!(-6),
        json!(0.5),
        json!(""),
        json!("/"),
        json!(" "),
        json!("-"),
        json!("12"),
        Value::Null,
        json!(true),
        json!([]),
        json!([1]),
        json!({}),
        json!({"unread": ""}),
        json!({"unread": "12?"}),
        json!({"unread": null}),
        json!({"unread": "x", "amount": "1"}),
        json!({"value": 1}),
    ];
    let amounts = [
        "679.7",
        "-1",
        "0",
        "00.10",
        "1.",
        ".5",
        "+1",
        "1e3",
        "1_0",
        "１",
        "",
        " 1",
        "--1",
        "1.2.3",
        "0.0000000000000000000000000001",
        "0.00000000000000000000000000001",
        "79228162514264337593543950335",
        "100000000000000000000000000000",
    ]
    .map(|amount| json!({"amount": amount, "unit": "万元"}));
    let units =
        ["元", "亿元", "unstated", "萬元", ""].map(|unit| json!({"amount": "1", "unit": unit}));
    let mut read = 0;
    for json in limits.iter().chain(&plain).chain(&amounts).chain(&units) {
        for (path, is_read) in [
            (
                "/applications/granted/total",
                serde_json::from_value::<Cell<u64>>(json.clone()).is_ok(),
            ),
            (
                "/proactive/fees/change",
                serde_json::from_value::<Cell<Change>>(json.clone()).is_ok(),
            ),
            ("/proactive/fees/amount", serde_json::from_value::<Cell<Money>>(json.clone()).is_ok()),
        ] {
            let mut report = json!({"applications": {"granted": {}}, "proactive": {"fees": {}}});
            put(&mut report, path, json.clone());
            assert_eq!(schema.is_valid(&report), is_read, "{path} = {json}");
            read += usize::from(is_read);
        }
    }
    assert!(read > 20);
}

#[test]
fn the_schemas_say_in_words_what_is_what() {
    for schema in [gongkai::schema::report(), gongkai::schema::finding()] {
        let text = serde_json::to_string(&schema).expect("JSON");
        for markup in ["```", "**", "](", "gongkai::"] {
            assert!(!text.contains(markup), "{markup} in {text}");
        }
        assert!(text.contains("\"description\""));
    }
}

/// The places of a document, as JSON pointers.
fn places(json: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match json {
        Value::Object(map) => {
            map.iter().for_each(|(key, value)| places(value, &format!("{at}/{key}"), found));
        }
        Value::Array(list) => {
            list.iter()
                .zip(0..)
                .for_each(|(v, i): (_, u32)| places(v, &format!("{at}/{i}"), found));
        }
        _ => {}
    }
}

fn anything() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        Just(json!({})),
        any::<bool>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        prop::sample::select(vec![
            "",
            "/",
            "2019",
            "2021",
            "simplified",
            "other",
            "元",
            "x",
            "1.5"
        ])
        .prop_map(Value::from),
        Just(json!({"unread": "x"})),
        Just(json!({"amount": "1.5", "unit": "元"})),
        Just(json!({"total": 1})),
        Just(json!({"unknown": 1})),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_report_is_accepted_exactly_where_it_is_read(
        report in random::report(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), anything()), 60),
    ) {
        let schema = self::report();
        let json = serde_json::to_value(&report).expect("JSON");
        prop_assert!(schema.is_valid(&json));
        let mut all = Vec::new();
        places(&json, "", &mut all);
        for (index, value) in changes {
            let place = &all[index.index(all.len())];
            let mut changed = json.clone();
            put(&mut changed, place, value.clone());
            let read = serde_json::from_value::<AnnualReport>(changed.clone());
            prop_assert_eq!(schema.is_valid(&changed), read.is_ok(), "{} = {}: {:?}", place, value, read.err());
        }
    }
}
