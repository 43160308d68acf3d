//! The place of a statement in the text that a report was read from.

use super::Options;
use crate::diagnostic::Language;
use crate::pages::PageMap;
use crate::span::{LineIndex, Span};
use crate::write::markup;

/// The text of a report, its lines, and where they were printed.
#[derive(Debug)]
pub(super) struct Source<'a> {
    text: &'a str,
    lines: LineIndex,
    pages: &'a PageMap,
}

impl<'a> Source<'a> {
    pub(super) fn new(text: &'a str, pages: &'a PageMap) -> Self {
        Source { text, lines: LineIndex::new(text), pages }
    }

    /// Adds the numbers of the page, where there is one, and of the line, and the words around the place, which are marked. Some sites
    /// publish a whole report on one line, so that only what stands next to it is shown.
    pub(super) fn show(&self, out: &mut String, span: Span, options: &Options<'_>) {
        const BEFORE: usize = 24;
        const MARKED: usize = 48;
        const BEHIND: usize = 16;
        let number = self.lines.number(span.start);
        let page = self.pages.page_box(span).map(|place| place.page);
        out.push_str(&match (options.language, page) {
            (Language::English, Some(page)) => format!("page {page}; line {number} of the text"),
            (Language::English, None) => format!("line {number}"),
            (Language::Chinese, Some(page)) => format!("第 {page} 页；文本第 {number} 行"),
            (Language::Chinese, None) => format!("第 {number} 行"),
        });
        let start = self.lines.start(number).unwrap_or(0) as usize;
        let (from, to) = (span.start as usize, span.end as usize);
        let Some(before) = self.text.get(start..from) else { return };
        let Some(marked) = self.text.get(from..to) else { return };
        let behind = self.text.get(to..).unwrap_or_default();
        let is_end = |c: char| matches!(c, '\n' | '\r');

        out.push_str(" <q class=\"excerpt\">");
        let first = before.char_indices().rev().take(BEFORE).last().map_or(0, |(i, _)| i);
        ellipsis(out, first > 0);
        markup::text(out, before.get(first..).unwrap_or(before));
        out.push_str("<mark>");
        let mut rest = marked.char_indices();
        let cut = rest.nth(MARKED).map_or(marked.len(), |(i, _)| i);
        markup::text(out, marked.get(..cut).unwrap_or(marked));
        ellipsis(out, cut < marked.len());
        out.push_str("</mark>");
        if cut == marked.len() {
            let line = behind.split(is_end).next().unwrap_or_default();
            let cut = line.char_indices().nth(BEHIND).map_or(line.len(), |(i, _)| i);
            markup::text(out, line.get(..cut).unwrap_or(line));
            ellipsis(out, cut < line.len());
        }
        out.push_str("</q>");
    }
}

fn ellipsis(out: &mut String, is_cut: bool) {
    if is_cut {
        out.push('…');
    }
}
