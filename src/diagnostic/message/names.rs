//! What all sentences call the same: figures, rows, sections, and the value of a figure.

use crate::diagnostic::{Language, Operand};
use crate::model::{Field, Form, OtherRows, Script, Section, Subject};

/// A figure's cell in the words of the form. Where both forms ask for it, the 2019 form's words
/// serve: the 2021 form only puts 本年 or 行政 before them.
pub(super) fn label(field: Field) -> String {
    let in_2019 = field.is_in(Form::Y2019, OtherRows::Single);
    field.label(if in_2019 { Form::Y2019 } else { Form::Y2021 }, Script::Simplified)
}

fn row_label(field: Field) -> String {
    let label = label(field);
    label.split_once(" · ").map_or(label.clone(), |(row, _)| row.to_owned())
}

fn section_label(section: Section) -> &'static str {
    section.heading().in_script(Script::Simplified)
}

/// Path and label of what a statement is about.
pub(super) fn subject(subject: Subject, language: Language) -> String {
    let path = subject.to_string();
    match (subject, language) {
        (Subject::Figure(field), _) => format!("{path} ({})", label(field)),
        (Subject::Row(field), _) => format!("{path} ({})", row_label(field)),
        (Subject::Section(section), _) => format!("{path} ({})", section_label(section)),
        (Subject::Prose(place), _) => {
            format!("{path} ({})", section_label(place.paragraph.section()))
        }
        (Subject::Report, Language::English) => "the report".to_owned(),
        (Subject::Report, Language::Chinese) => "本报告".to_owned(),
        (Subject::Organ, Language::English) => "the organ".to_owned(),
        (Subject::Organ, Language::Chinese) => "机关名称".to_owned(),
        (Subject::Year, Language::English) => "the year".to_owned(),
        (Subject::Year, Language::Chinese) => "年度".to_owned(),
    }
}

/// The value of a figure; a word where there is none.
pub(super) fn value(operand: &Operand, language: Language) -> String {
    match (operand.value, language) {
        (Some(value), _) => value.normalize().to_string(),
        (None, Language::English) => "blank".to_owned(),
        (None, Language::Chinese) => "空".to_owned(),
    }
}
