//! The official form as a web page and as Markdown, read back.

#![allow(missing_docs)]

mod support;

use gongkai::write::OfficialForm;
use gongkai::{AnnualReport, Script};
use proptest::prelude::*;
use support::random;

fn equal(found: &AnnualReport, report: &AnnualReport, text: &str) -> Result<(), TestCaseError> {
    if found == report {
        return Ok(());
    }
    let (found, expected) = (format!("{found:#?}"), format!("{report:#?}"));
    let differ = found.lines().zip(expected.lines()).find(|(a, b)| a != b);
    Err(TestCaseError::fail(format!("{differ:?} in\n{text}")))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn markdown_is_read_back(report in random::report(), traditional: bool) {
        let script = if traditional { Script::Traditional } else { Script::Simplified };
        let text = OfficialForm::new(&report).script(script).markdown();
        let report = AnnualReport { script, ..report };
        equal(&gongkai::parse(&text).report, &report, &text)?;
    }

    #[test]
    #[cfg(feature = "html")]
    fn the_page_is_read_back(report in random::report(), traditional: bool) {
        let script = if traditional { Script::Traditional } else { Script::Simplified };
        let page = OfficialForm::new(&report).script(script).html();
        let report = AnnualReport { script, ..report };
        let parsed = gongkai::read(page.as_bytes()).expect("a page");
        equal(&parsed.report, &report, &format!("{page}\n{}", parsed.source))?;
    }
}
