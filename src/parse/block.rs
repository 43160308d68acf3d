//! What each part of a text is to the report.

use super::lines::{Line, Role};
use crate::span::Span;

/// **A part of the source text**, whole lines, or parts of a line where a report was run together,
/// and what it is to the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Block {
    /// The bytes of the part.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a part of the source text is to the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum BlockKind {
    /// Blank lines before anything else.
    Blank,
    /// The title.
    Title,
    /// The heading of a section.
    Heading,
    /// Prose of the report.
    Paragraph,
    /// A table.
    Table,
    /// Ignored: a list of the headings before the report.
    Contents,
    /// Ignored: what the page puts around the report, such as breadcrumbs, dates and links.
    Furniture,
    /// Ignored: the organ and the date under the report.
    Signature,
    /// Ignored: text among the cells of a table that is no label of the form, such as the number
    /// of a page.
    TableText,
}

impl BlockKind {
    /// Whether nothing of the block is in the report.
    pub const fn is_ignored(self) -> bool {
        matches!(
            self,
            BlockKind::Blank
                | BlockKind::Contents
                | BlockKind::Furniture
                | BlockKind::Signature
                | BlockKind::TableText
        )
    }
}

/// Runs of lines with the same role.
pub(super) fn blocks(text: &str, lines: &[Line]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::with_capacity(64);
    // Blank lines belong to what stands before them.
    let mut last = None;
    for line in lines {
        if last.is_some() && (Some(line.role) == last || line.role == Role::Blank) {
            continue;
        }
        last = Some(line.role);
        let kind = match line.role {
            // Every line that is looked at gets a role; one that is not belongs to nothing.
            Role::Unseen | Role::Furniture => BlockKind::Furniture,
            Role::Blank => BlockKind::Blank,
            Role::Title => BlockKind::Title,
            Role::Heading => BlockKind::Heading,
            Role::Paragraph => BlockKind::Paragraph,
            Role::Table => BlockKind::Table,
            Role::Contents => BlockKind::Contents,
            Role::Signature => BlockKind::Signature,
            Role::TableText => BlockKind::TableText,
        };
        let start = line.raw.start;
        match blocks.last_mut() {
            Some(last) if last.kind == kind => continue,
            Some(last) => last.span.end = start,
            None => {}
        }
        blocks.push(Block { span: Span::new(start, start), kind });
    }
    if let Some(last) = blocks.last_mut() {
        last.span.end = u32::try_from(text.len()).unwrap_or(u32::MAX);
    }
    blocks
}
