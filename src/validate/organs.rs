//! Telling reports apart that are compared, and their organs.

use std::collections::HashMap;
use std::sync::Arc;

use super::obstacle::{Obstacle, Unstated};
use super::sums::Source;
use crate::diagnostic::Origin;
use crate::model::AnnualReport;

/// One of several reports.
pub(super) struct Placed<'a> {
    pub(super) origin: Origin,
    pub(super) source: Source<'a>,
}

impl<'a> Placed<'a> {
    pub(super) fn new(report: &'a AnnualReport, index: usize, name: &str) -> Self {
        let origin = Origin { index, name: Arc::from(name) };
        let source = Source { report, spans: None, origin: Some(origin.clone()) };
        Placed { origin, source }
    }

    pub(super) fn unstated(&self, what: Unstated) -> Obstacle {
        Obstacle::UnstatedBy { origin: self.origin.clone(), what }
    }
}

/// The place of a report among those that were given, for people, who count from 1.
pub(super) fn number(index: usize) -> String {
    format!("#{}", index + 1)
}

/// The organ that a report names.
pub(super) fn organ(report: &AnnualReport) -> Option<&str> {
    report.organ.as_deref().map(str::trim).filter(|organ| !key(organ).is_empty())
}

/// What is compared of the name of an organ: 云溪市, 云溪市政府 and 云溪市人民政府 are the same. Offices
/// are kept apart from their governments, because each publishes a report of its own.
fn key(organ: &str) -> String {
    let letters: String = organ.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut key = letters;
    for word in ["人民政府", "政府"] {
        let short = key.replace(word, "");
        if !short.is_empty() {
            key = short;
        }
    }
    key
}

/// The organs of a list of names, in the order in which they are first named, each with the places
/// where it is.
pub(super) fn by_organ<'a>(
    names: impl Iterator<Item = Option<&'a str>>,
) -> Vec<(&'a str, Vec<usize>)> {
    let mut organs: Vec<(&str, Vec<usize>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (i, name) in names.enumerate() {
        let Some(name) = name else { continue };
        let place = *places.entry(key(name)).or_insert(organs.len());
        match organs.get_mut(place) {
            Some((_, places)) => places.push(i),
            None => organs.push((name, vec![i])),
        }
    }
    organs
}
