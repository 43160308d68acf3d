//! What there is to say about a report, and what of it belongs to each cell.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Options;
use crate::diagnostic::{Diagnostic, Origin, Severity};
use crate::model::{Field, Place, Subject};
use crate::validate::{Rule, rules};

/// The rule of a finding, where it comes from one.
pub(super) fn rule(finding: &Diagnostic) -> Option<&'static Rule> {
    rules().iter().find(|rule| rule.code == finding.code())
}

/// A figure of one of the reports of a page.
type At = (usize, usize);

fn at(origin: Option<&Origin>, field: Field) -> At {
    (origin.map_or(0, |origin| origin.index), field.index())
}

/// The findings of a page, the gravest first.
#[derive(Debug)]
pub(super) struct Findings {
    pub(super) list: Vec<Diagnostic>,
    /// The findings about a figure.
    about: BTreeMap<At, Vec<usize>>,
    /// Those that only count with it.
    with: BTreeMap<At, Vec<usize>>,
    /// Those about a row, by its first figure.
    rows: BTreeMap<At, Vec<usize>>,
    /// Those about a piece of prose.
    prose: BTreeMap<Place, Vec<usize>>,
    /// Those about something else.
    others: Vec<usize>,
}

impl Findings {
    pub(super) fn new(mut list: Vec<Diagnostic>) -> Self {
        list.sort_by_key(|finding| Reverse(finding.severity()));
        let (mut about, mut with, mut rows) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let (mut prose, mut others) = (BTreeMap::<Place, Vec<usize>>::new(), Vec::new());
        let add = |map: &mut BTreeMap<At, Vec<usize>>, at, i| map.entry(at).or_default().push(i);
        for (i, finding) in list.iter().enumerate() {
            let origin = finding.origin.as_ref();
            let mut own = None;
            match finding.subject {
                Subject::Figure(field) => {
                    own = Some(at(origin, field));
                    add(&mut about, at(origin, field), i);
                }
                Subject::Row(field) => add(&mut rows, at(origin, first_of_row(field)), i),
                Subject::Prose(place) => prose.entry(place).or_default().push(i),
                _ => others.push(i),
            }
            for operand in finding.operands() {
                let at = at(operand.origin.as_ref(), operand.field);
                if own != Some(at) {
                    add(&mut with, at, i);
                }
            }
        }
        Findings { list, about, with, rows, prose, others }
    }

    /// The findings about a figure of a report.
    pub(super) fn about(&self, report: usize, field: Field) -> &[usize] {
        self.about.get(&(report, field.index())).map_or(&[], Vec::as_slice)
    }

    /// The findings in which a figure counts.
    pub(super) fn with(&self, report: usize, field: Field) -> &[usize] {
        self.with.get(&(report, field.index())).map_or(&[], Vec::as_slice)
    }

    /// For each figure, whether anything is said about it in any report.
    pub(super) fn touched(&self) -> Vec<bool> {
        let mut touched = vec![false; Field::COUNT];
        self.about.keys().chain(self.with.keys()).for_each(|&(_, field)| touched[field] = true);
        touched
    }

    /// The findings about the row that a figure stands in.
    pub(super) fn row(&self, field: Field) -> &[usize] {
        self.rows.get(&at(None, first_of_row(field))).map_or(&[], Vec::as_slice)
    }

    /// The findings about a piece of prose.
    pub(super) fn prose(&self, place: Place) -> &[usize] {
        self.prose.get(&place).map_or(&[], Vec::as_slice)
    }

    /// The findings about what is no row and no figure.
    pub(super) fn other(&self, subject: Subject) -> Vec<usize> {
        let is_it = |&i: &usize| self.list[i].subject == subject;
        self.others.iter().copied().filter(is_it).collect()
    }

    /// The gravest of some findings.
    pub(super) fn gravest(&self, of: &[usize]) -> Option<Severity> {
        of.iter().map(|&i| self.list[i].severity()).max()
    }

    /// Adds links to findings, by their numbers.
    pub(super) fn links(&self, out: &mut String, of: &[usize], options: &Options<'_>) {
        /// More than these are not listed at one place: a damaged document may have a thousand.
        const MOST: usize = 8;
        if of.is_empty() {
            return;
        }
        out.push_str(" <span class=\"links\">");
        for &i in of.iter().take(MOST) {
            let severity = self.list[i].severity();
            let (sign, word) = super::severity(severity, options);
            let finding = options.say("finding", "发现");
            let _ = write!(
                out,
                "<a class=\"no {severity}\" href=\"#finding-{n}\"><span aria-hidden=\"true\">{sign}\
                 </span>{n}<span class=\"vh\"> ({finding} {n}: {word})</span></a>",
                n = i + 1
            );
        }
        if of.len() > MOST {
            let _ = write!(out, " +{}", of.len() - MOST);
        }
        out.push_str("</span>");
    }
}

fn first_of_row(field: Field) -> Field {
    Field::ALL.into_iter().find(|other| other.same_row(field)).unwrap_or(field)
}
