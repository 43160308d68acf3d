//! The public interface: paths, JSON, states, building a report by hand.

#![allow(missing_docs)]

mod support;

use gongkai::{
    AnnualReport, Applicant, ApplicantCounts, Cell, CellRef, Change, Code, Field, FigureUnit, Form,
    Money, OtherGround, OtherRows, Outcome, Row, Severity, Unit,
};
use serde_json::{Value, json};

#[test]
fn the_path_of_every_figure_is_its_place_in_the_json() {
    for (form, other) in [
        (Form::Y2019, OtherRows::Single),
        (Form::Y2021, OtherRows::ByGround),
        (Form::Y2021, OtherRows::Single),
    ] {
        let mut report = AnnualReport::new(form);
        let fields: Vec<Field> = form.fields(other).collect();
        assert_eq!(fields.len(), form.count(other));
        for (&field, n) in fields.iter().zip(1_u32..) {
            match report.cell_mut(field) {
                gongkai::CellMut::Count(cell) => *cell = Cell::Value(n.into()),
                gongkai::CellMut::Change(cell) => *cell = Cell::Value(Change(-i64::from(n))),
                gongkai::CellMut::Money(cell) => {
                    *cell = Cell::Value(Money::new(n.into(), Unit::Yuan))
                }
            }
        }
        assert_eq!(report.fields().collect::<Vec<_>>(), fields);
        let json: Value = serde_json::to_value(&report).expect("JSON");
        for (field, n) in fields.iter().zip(1_i64..) {
            let place = field.to_string().split('.').fold(&json, |at, key| &at[key]).clone();
            match field.kind() {
                gongkai::FigureKind::Count => assert_eq!(place, json!(n), "{field}"),
                gongkai::FigureKind::Change => assert_eq!(place, json!(-n), "{field}"),
                gongkai::FigureKind::Money => {
                    assert_eq!(place, json!({"amount": n.to_string(), "unit": "元"}), "{field}");
                }
            }
        }
        // The JSON has these figures and no others.
        let leaves = ["proactive", "applications", "disputes"]
            .iter()
            .map(|key| leaves(&json[key]))
            .sum::<usize>();
        assert_eq!(leaves, fields.len());
        let again: AnnualReport = serde_json::from_value(json).expect("a report");
        assert_eq!(again, report);
    }
}

fn leaves(value: &Value) -> usize {
    match value {
        Value::Object(map) if map.contains_key("unit") => 1,
        Value::Object(map) => map.values().map(leaves).sum(),
        _ => 1,
    }
}

#[test]
fn paths_and_indices_go_both_ways() {
    for (i, field) in Field::ALL.into_iter().enumerate() {
        assert_eq!(field.index(), i);
        assert_eq!(field.to_string().parse(), Ok(field));
        assert_eq!(serde_json::to_value(field).expect("JSON"), json!(field.to_string()));
    }
    let error = "applications.granted".parse::<Field>().unwrap_err();
    assert_eq!(
        error.to_string(),
        "`applications.granted` is not the path of a figure; paths look like \
         `applications.granted.natural_person`"
    );
}

#[test]
fn the_five_states_of_a_cell_are_five_forms_of_json() {
    for (cell, form) in [
        (Cell::Value(12_u64), json!(12)),
        (Cell::Blank, json!("")),
        (Cell::NotApplicable, json!("/")),
        (Cell::Unread("12?".to_owned()), json!({"unread": "12?"})),
        (Cell::Absent, Value::Null),
    ] {
        assert_eq!(serde_json::to_value(&cell).expect("JSON"), form);
        assert_eq!(serde_json::from_value::<Cell<u64>>(form).expect("a cell"), cell);
    }
    let money = Cell::Value("679.7万元".parse::<Money>().expect("money"));
    let form = json!({"amount": "679.7", "unit": "万元"});
    assert_eq!(serde_json::to_value(&money).expect("JSON"), form);
    assert_eq!(serde_json::from_value::<Cell<Money>>(form).expect("a cell"), money);
    assert_eq!(
        serde_json::from_value::<Cell<Change>>(json!(-6)).expect("a cell"),
        Cell::Value(Change(-6))
    );
}

#[test]
fn json_that_is_no_report_is_refused() {
    for (json, message) in [
        (json!({"aplications": {}}), "unknown field `aplications`"),
        (json!({"applications": {"grantd": {}}}), "unknown row `grantd`"),
        (
            json!({"applications": {"granted": {"natural_persn": 1}}}),
            "unknown row or column `granted.natural_persn`",
        ),
        (json!({"applications": {"denied": {"total": 1}}}), "unknown row or column `denied.total`"),
        (
            json!({"applications": {"granted": {"total": -1}}}),
            "invalid value: integer `-1`, expected a count",
        ),
        (
            json!({"applications": {"granted": {"total": 1.5}}}),
            "invalid type: floating point `1.5`, expected a count",
        ),
        (
            json!({"applications": {"granted": {"total": "12"}}}),
            "invalid value: string \"12\", expected a count",
        ),
        (
            json!({"disputes": {"reconsideration": {"total": {"unred": "x"}}}}),
            "unknown field `unred`",
        ),
        (
            json!({"proactive": {"procurement": {"amount": {"amount": "1"}}}}),
            "missing field `unit`",
        ),
        (
            json!({"proactive": {"procurement": {"amount": {"amount": "1", "unit": "角"}}}}),
            "unknown variant `角`",
        ),
        (json!({"form": "2020"}), "unknown variant `2020`"),
    ] {
        let error =
            serde_json::from_value::<AnnualReport>(json.clone()).expect_err(&json.to_string());
        assert!(error.to_string().starts_with(message), "{json}: {error}");
    }
}

#[test]
fn an_amount_without_a_unit_is_no_amount_in_yuan() {
    let parsed = gongkai::parse(
        "华阴市2020年政府信息公开工作年度报告\n二、主动公开政府信息情况\n信息内容\t采购项目数量\t采购总金额\n政府集中采购\t15\t8040\n",
    );
    let amount = parsed.report.proactive.procurement.amount.value().expect("an amount");
    assert_eq!(
        (amount.amount.to_string().as_str(), amount.unit, amount.yuan()),
        ("8040", Unit::Unstated, None)
    );
    assert!(parsed.diagnostics.iter().any(|d| d.code() == Code::UnitUnstated));
    let figure = parsed
        .report
        .figures()
        .find(|figure| figure.field.to_string() == "proactive.procurement.amount")
        .expect("a figure");
    assert_eq!(figure.unit, FigureUnit::Unstated);
    assert_eq!(figure.cell.value().expect("a value").to_string(), "8040");
}

#[test]
fn the_unit_of_an_amount_is_that_of_its_cell_or_of_its_header() {
    let amount = |header: &str, cell: &str| {
        let text = format!(
            "二、主动公开政府信息情况\n信息内容\t本年制发件数\n信息内容\t{header}\n行政事业性收费\t{cell}\n"
        );
        let parsed = gongkai::parse(&text);
        let codes: Vec<&str> = parsed
            .diagnostics
            .iter()
            .filter(|d| d.subject.to_string() == "proactive.fees.amount")
            .map(|d| d.code().as_str())
            .collect();
        (parsed.report.proactive.fees.amount.value().map(ToString::to_string), codes.join(" "))
    };
    let is = |money: &str, codes: &str| (Some(money.to_owned()), codes.to_owned());
    assert_eq!(amount("本年收费金额（单位：万元）", "4068.208"), is("4068.208万元", ""));
    assert_eq!(amount("本年收费金额（单位：元）", "380"), is("380元", ""));
    assert_eq!(amount("本年收费金额", "380"), is("380", "P18"));
    assert_eq!(amount("本年收费金额（单位：万元）", "380元"), is("380元", "P19"));
}

#[test]
fn what_a_document_does_not_have_is_absent_and_said() {
    // The tables are pictures: the headings follow one another.
    let text = "云溪市2022年政府信息公开工作年度报告\n一、总体情况\n平稳。\n二、主动公开政府信息情况\n\
        三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n\
        五、存在的主要问题及改进情况\n没有。\n六、其他需要报告的事项\n没有。\n";
    let parsed = gongkai::parse(text);
    assert_eq!(parsed.report.form, None);
    assert_eq!(parsed.report.figures().filter(|f| f.cell.is_absent()).count(), 200);
    let absent: Vec<String> = parsed
        .diagnostics
        .iter()
        .filter(|d| d.code() == Code::FiguresAbsent)
        .map(|d| d.subject.to_string())
        .collect();
    assert_eq!(absent, ["proactive", "applications", "disputes"]);
    assert!(text.parse::<AnnualReport>().is_err());
}

#[test]
fn strict_reading_needs_every_figure() {
    for case in support::fixtures() {
        let report: AnnualReport =
            case.text.parse().unwrap_or_else(|e| panic!("{}: {e}", case.name));
        assert_eq!(report, gongkai::parse(&case.text).report);
        let damaged = case.text.replacen("行政强制", "行政", 1).replacen("行政強制", "行政", 1);
        let error = damaged.parse::<AnnualReport>().unwrap_err();
        assert!(error.diagnostics.iter().any(|d| d.severity() == Severity::Error));
        assert!(error.to_string().contains("proactive.coercion"), "{error}");
    }
}

#[test]
fn a_limit_is_said_when_it_is_passed() {
    const PARSER: gongkai::Parser = gongkai::Parser::new().max_bytes(1000);
    let case = &support::fixtures()[0];
    let parsed = PARSER.parse(&case.text);
    assert_eq!(parsed.diagnostics[0].code(), Code::TooLong);
    assert!(parsed.source.len() <= 1000);
    let all = gongkai::Parser::new().max_bytes(case.text.len()).parse(&case.text);
    assert!(all.diagnostics.is_empty());
}

#[test]
fn the_single_row_of_the_2021_form_is_told_from_the_three() {
    let mut report = AnnualReport::new(Form::Y2021);
    assert_eq!(report.other_rows(), OtherRows::ByGround);
    report.applications[Row::OTHER] = ApplicantCounts::from([0; 7]);
    assert_eq!(report.other_rows(), OtherRows::Single);
    assert_eq!(report.fields().count(), 186);
    let ground = Row::Outcome(Outcome::Other(Some(OtherGround::FeeNotPaid)));
    report.applications[(ground, Applicant::Total)] = Cell::Value(1);
    assert_eq!(report.other_rows(), OtherRows::ByGround);
    assert!(matches!(
        report.cell(Field::Applications(ground, Applicant::Total)),
        CellRef::Count(Cell::Value(1))
    ));
}

#[test]
fn a_parsed_report_can_leave_its_text_behind() {
    let owned = {
        let text = support::fixtures().remove(1).text;
        gongkai::parse(&text).into_owned()
    };
    let (field, span) = owned.spans.iter().next().expect("a figure");
    assert_eq!(field.to_string(), "proactive.rules.issued");
    assert_eq!(span.text(&owned.source), Some("0"));
}
