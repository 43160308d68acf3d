//! Pages for people: what stands on them, that nothing of a report escapes into their markup, and that
//! they are HTML without a fault.

#![allow(missing_docs)]

mod support;

use std::collections::BTreeSet;

use gongkai::write::{ColorScheme, OfficialForm, ReviewPage, YearsPage};
use gongkai::{
    AnnualReport, Applicant, Cell, CellMut, Change, Field, Form, Language, Measures, Money, Notes,
    Problems, Row, Subsection, Unit,
};
use proptest::prelude::*;
use support::random;

/// What is between each `opening` and the next `closing`.
fn between<'p>(
    page: &'p str,
    opening: &'static str,
    closing: char,
) -> impl Iterator<Item = &'p str> {
    page.split(opening).skip(1).filter_map(move |rest| rest.split(closing).next())
}

/// What is true of every page of every report.
fn sound(page: &str) {
    let ids: Vec<&str> = between(page, " id=\"", '"').collect();
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "an id is there twice");
    for link in between(page, " href=\"", '"') {
        let target = link.strip_prefix('#');
        assert!(
            link == "data:," || target.is_some_and(|target| unique.contains(target)),
            "{link} leads nowhere"
        );
    }
    for names in ["aria-describedby", "aria-labelledby", "headers"] {
        let opening: &'static str = match names {
            "aria-describedby" => " aria-describedby=\"",
            "aria-labelledby" => " aria-labelledby=\"",
            _ => " headers=\"",
        };
        for id in between(page, opening, '"').flat_map(|ids| ids.split(' ')) {
            assert!(unique.contains(id), "{names}: {id} is not there");
        }
    }
    for word in ["<script", "http://", "https://", "@import", "javascript:", "src="] {
        assert!(!page.contains(word), "{word}");
    }
    assert_eq!(page.matches("<style>").count(), 1);
    #[cfg(feature = "html")]
    faultless(page);
}

/// A page in which html5ever finds no fault.
#[cfg(feature = "html")]
fn faultless(page: &str) {
    use html5ever::tendril::TendrilSink;
    use html5ever::{ParseOpts, parse_document, tokenizer::TokenizerOpts};
    use markup5ever_rcdom::RcDom;

    let options = ParseOpts {
        tokenizer: TokenizerOpts { exact_errors: true, ..TokenizerOpts::default() },
        ..ParseOpts::default()
    };
    let dom = parse_document(RcDom::default(), options).one(page);
    assert!(dom.errors.borrow().is_empty(), "{:?}", dom.errors.borrow());
}

/// Every page of a report.
fn pages(report: &AnnualReport) -> Vec<String> {
    let validation = report.validate();
    let text = report.to_string();
    let parsed = gongkai::parse(&text);
    let of_parsed = parsed.validate();
    let mut pages = vec![OfficialForm::new(report).html()];
    for language in [Language::English, Language::Chinese] {
        pages.push(ReviewPage::of_report(report, &validation).language(language).html());
        pages.push(ReviewPage::of_parsed(&parsed, &of_parsed).language(language).html());
        let years = [report.clone(), parsed.report.clone(), AnnualReport::default()];
        pages.push(YearsPage::new(&years, &validation).language(language).html());
    }
    pages
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pages_are_sound(report in random::report()) {
        pages(&report).iter().for_each(|page| sound(page));
    }

    #[test]
    fn whatever_is_written_stays_text(text in any::<String>()) {
        pages(&hostile(&text)).iter().for_each(|page| sound(page));
    }
}

/// A report that says the same everywhere.
fn hostile(text: &str) -> AnnualReport {
    let all = || vec![text.to_owned(); 2];
    let mut report = AnnualReport::new(Form::Y2019);
    report.organ = Some(text.to_owned());
    report.year = Some(u16::MAX);
    report.preamble = all();
    report.overview.subsections = vec![Subsection {
        ordinal: u32::MAX,
        heading: text.to_owned(),
        paragraphs: all(),
        ..Subsection::default()
    }];
    report.problems = Problems {
        preamble: all(),
        problems: all(),
        measures: vec![Measures { lead: text.to_owned(), items: all() }],
    };
    report.other = all();
    report.notes = Notes { proactive: all(), applications: all(), disputes: all() };
    for field in Field::ALL {
        match report.cell_mut(field) {
            CellMut::Count(cell) => *cell = Cell::Unread(text.to_owned()),
            CellMut::Change(cell) => *cell = Cell::Value(Change(i64::MIN)),
            CellMut::Money(cell) => {
                let amount = "79228162514264337593543950335".parse().expect("the greatest decimal");
                *cell = Cell::Value(Money::new(amount, Unit::HundredMillionYuan));
            }
        }
    }
    report
}

#[test]
fn markup_in_a_report_is_text() {
    for text in [
        "</style><script>alert(1)</script>",
        "]]><!-- \" onmouseover=\"x",
        "<svg onload=x>&amp;&lt;&#0;",
        "\0\u{1}\u{7f}\u{85}\u{fffe}\u{fdd0}\r\n\t\u{202e}",
        "</td></table></title></textarea>",
    ] {
        let report = hostile(text);
        for page in pages(&report) {
            sound(&page);
            assert!(!page.contains("<svg onload"), "{page}");
        }
    }
}

#[test]
fn the_greatest_figures_fit() {
    let mut report = hostile("");
    for field in Field::ALL {
        if let CellMut::Count(cell) = report.cell_mut(field) {
            *cell = Cell::Value(u64::MAX);
        }
    }
    for page in pages(&report) {
        sound(&page);
    }
}

#[test]
fn long_prose_takes_time_in_proportion() {
    let text = "<&\"一".repeat(300_000);
    let mut report = AnnualReport::new(Form::Y2021);
    report.other = vec![text];
    let validation = report.validate();
    assert!(ReviewPage::of_report(&report, &validation).html().len() > 4_000_000);
    assert!(OfficialForm::new(&report).markdown().len() > 1_500_000);
}

fn example() -> AnnualReport {
    let mut report = AnnualReport::new(Form::Y2021);
    report.organ = Some("云溪市人民政府".to_owned());
    report.year = Some(2023);
    let row = &mut report.applications[Row::NewlyReceived];
    *row = gongkai::ApplicantCounts::from([3, 1, 0, 0, 0, 0, 5]);
    row.research_institution = Cell::Blank;
    row.legal_service_organization = Cell::NotApplicable;
    report.applications[(Row::CarriedOver, Applicant::Total)] = Cell::Unread("12?".to_owned());
    report
}

#[test]
fn cells_say_what_they_are() {
    let report = example();
    let page = ReviewPage::of_report(&report, &report.validate()).html();
    for (id, content) in [
        (
            "applications.newly_received.research_institution",
            "<span class=\"state blank\">blank</span>",
        ),
        (
            "applications.newly_received.legal_service_organization",
            "<span class=\"vh\">not applicable</span>",
        ),
        (
            "applications.carried_over.total",
            "<span class=\"state unread\">unread</span> <q>12?</q>",
        ),
        ("applications.granted.total", "<span class=\"state absent\">absent</span>"),
        ("proactive.fees.amount", "<span class=\"state absent\">absent</span>"),
    ] {
        let cell = page
            .split(&format!("<td id=\"{id}\""))
            .nth(1)
            .or_else(|| page.split(&format!(" id=\"{id}\"")).nth(1));
        let cell = cell.and_then(|rest| rest.split("</td>").next()).expect(id);
        assert!(cell.contains(content), "{id}: {cell}");
    }
}

#[test]
fn findings_and_figures_lead_to_each_other() {
    let report = example();
    let page =
        ReviewPage::of_report(&report, &report.validate()).language(Language::Chinese).html();
    let total = "applications.newly_received.total";
    assert!(page.contains(&format!(
        "<a class=\"figure\" href=\"#finding-1\" aria-describedby=\"why-{total}\">5"
    )));
    assert!(page.contains(&format!("role=\"tooltip\" id=\"why-{total}\"")));
    let list = page.split("<ol class=\"findings\">").nth(1).expect("a list");
    let list = list.split("</ol>").next().expect("its end");
    assert!(list.contains("<li id=\"finding-1\" class=\"inconsistency\">"), "{list}");
    for applicant in Applicant::ALL {
        assert!(
            list.contains(&format!("href=\"#applications.newly_received.{applicant}\"")),
            "{applicant}"
        );
    }
    // The figure that is published is the one that is shown.
    assert!(list.contains("= <b>5</b>"), "{list}");
}

#[test]
fn proposals_stand_beside_what_is_published() {
    let mut report = example();
    report.disputes.reconsideration = gongkai::DisputeCounts::from([10, 1, 0, 0, 0]);
    let page = ReviewPage::of_report(&report, &report.validate()).html();
    let cell = page.split("<td id=\"disputes.reconsideration.total\"").nth(1).expect("a cell");
    let cell = cell.split("</td>").next().expect("its end");
    assert!(
        cell.contains("aria-describedby=\"why-disputes.reconsideration.total\">0<sup"),
        "{cell}"
    );
    assert!(cell.contains("<span aria-hidden=\"true\">→</span>11?</a>"), "{cell}");
    assert!(page.contains("<ol class=\"proposals\">\n<li id=\"proposal-1\">"));
    assert!(page.contains("→ 11</a></li>"), "the finding leads to it");
}

#[test]
fn figures_of_prose_are_marked() {
    let text = "\
云溪市2023年政府信息公开工作年度报告
一、总体情况
全年新收政府信息公开申请9件，上年结转政府信息公开申请2件。
三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量\t5\t0\t0\t0\t0\t0\t5
二、上年结转政府信息公开申请数量\t2\t0\t0\t0\t0\t0\t2
";
    let parsed = gongkai::parse(text);
    let page = ReviewPage::of_parsed(&parsed, &parsed.validate()).html();
    assert!(page.contains("<span class=\"q agrees\">2件<sup"), "{page}");
    assert!(page.contains("<span class=\"q about warning\"><a class=\"figure\" href=\"#finding-"));
    assert!(page.contains("<p class=\"prose\" id=\"overview.preamble.0\""));
    assert!(page.contains("<a href=\"#overview.preamble.0\""));
    sound(&page);
}

#[test]
fn language_colours_and_title_are_chosen() {
    let report = example();
    let validation = report.validate();
    let page = ReviewPage::of_report(&report, &validation);
    assert!(page.html().contains("<html lang=\"en\">"));
    assert!(
        page.html()
            .contains("<title>Review — 云溪市人民政府2023年政府信息公开工作年度报告</title>")
    );
    let page =
        page.language(Language::Chinese).color_scheme(ColorScheme::Dark).title("a < b").html();
    assert!(page.contains("<html lang=\"zh-Hans\" class=\"dark\">"));
    assert!(page.contains("<title>a &lt; b</title>"));
}

#[test]
fn years_stand_side_by_side() {
    let mut before = example();
    before.year = Some(2022);
    before.applications[(Row::NewlyReceived, Applicant::Total)] = Cell::Value(4);
    let reports = [example(), before];
    let page = YearsPage::new(&reports, &reports[0].validate()).html();
    let row =
        page.split("<td id=\"2022.applications.newly_received.total\"").nth(1).expect("a cell");
    let row = row.split("</tr>").next().expect("its row");
    assert!(row.contains("<td id=\"2023.applications.newly_received.total\""), "{row}");
    assert!(row.contains("<span class=\"vh\">change </span>+1 (+25%)</span>"), "{row}");
}
