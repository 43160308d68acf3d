//! Random reports written in the layouts in which real ones are published, with the faults that
//! real ones have, and what is to be read from each.

#![allow(unreachable_pub, reason = "a module of a test")]

mod bars;
mod cells;
mod document;
mod drawn;
mod faults;
mod glued;
mod model;
mod page;
mod pdf;
mod prose;
mod raw;
mod rng;
mod score;
mod wording;

pub use document::Truth;
pub use faults::Fault;
pub use score::{Score, Tally};

use std::collections::BTreeSet;

use document::Document;
use model::Report;
use rng::Rng;

/// A layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layout {
    /// One cell a line.
    L1,
    /// One cell a line, and blank cells are gone.
    L1Dropped,
    /// One cell a line and a blank line behind each; a cell of two lines stays together.
    L2,
    /// `a | b | c |`, with blank cells for those that a cell spans.
    L3,
    /// `| a | b |`.
    L4,
    /// A small table of bars for every few rows.
    L4b,
    /// Tabs, as a browser copies a table.
    Tabs,
    /// One cell a line, each before a bar; a bar alone opens a row.
    L5,
    /// The same with a bar alone between the cells.
    L6,
    /// One row of the table a line, its cells run together.
    L7,
    /// The whole report run together.
    L8,
    /// Text of a PDF, columns kept apart by spaces.
    L9,
    /// The same, and blank cells are gone.
    L9Dropped,
    /// Text of a PDF in reading order.
    L9Raw,
    /// Rows of numbers torn from their labels.
    L10,
    /// Two years side by side.
    L11,
    /// L1 without the lines that were there before.
    L12,
    /// Pictures in place of tables.
    L13,
    /// Figures in prose.
    L14,
    /// The page is one table: every line ends in tens of bars.
    L15,
    /// L1 with the figures of two rows alternating.
    Interleaved,
    /// Tables drawn with characters, cells of several lines and merged ones among them.
    Drawn,
    /// `| a | b |` without a place for a cell that goes on from the line above.
    SpansLeftOut,
}

impl Layout {
    pub const ALL: [Layout; 23] = [
        Layout::L1,
        Layout::L1Dropped,
        Layout::L2,
        Layout::L3,
        Layout::L4,
        Layout::L4b,
        Layout::Tabs,
        Layout::L5,
        Layout::L6,
        Layout::L7,
        Layout::L8,
        Layout::L9,
        Layout::L9Dropped,
        Layout::L9Raw,
        Layout::L10,
        Layout::L11,
        Layout::L12,
        Layout::L13,
        Layout::L14,
        Layout::L15,
        Layout::Interleaved,
        Layout::Drawn,
        Layout::SpansLeftOut,
    ];

    /// Those that keep what is needed to tell every figure, so that nearly all are to be read.
    pub const KEEP_ALL: [Layout; 17] = [
        Layout::L1,
        Layout::L2,
        Layout::L3,
        Layout::L4,
        Layout::L4b,
        Layout::Tabs,
        Layout::L5,
        Layout::L6,
        Layout::L7,
        Layout::L8,
        Layout::L9,
        Layout::L9Raw,
        Layout::L10,
        Layout::L15,
        Layout::Interleaved,
        Layout::Drawn,
        Layout::SpansLeftOut,
    ];

    pub fn name(self) -> String {
        format!("{self:?}")
    }

    fn is_pdf(self) -> bool {
        matches!(self, Layout::L9 | Layout::L9Dropped | Layout::L9Raw)
    }

    /// Whether a cell may go on on the next line.
    fn has_lines_in_cells(self) -> bool {
        matches!(self, Layout::L1 | Layout::L2)
    }

    fn is_glued(self) -> bool {
        matches!(self, Layout::L7 | Layout::L8)
    }

    fn zeros(self) -> Zeros {
        use Layout::{Drawn, L1Dropped, L3, L4, L4b, L9Dropped, L15, SpansLeftOut, Tabs};
        match self {
            Drawn | L3 | L4 | L4b | L15 | SpansLeftOut | Tabs => Zeros::KeepPlace,
            L1Dropped | L9Dropped => Zeros::Dropped,
            _ => Zeros::Printed,
        }
    }
}

/// What a layout does with blank cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Zeros {
    /// It shows that they are there.
    KeepPlace,
    /// They leave no trace.
    Dropped,
    /// It is not used for reports with blank cells.
    Printed,
}

/// A document and what is to be read from it.
pub struct Sample {
    pub text: String,
    pub truth: Truth,
    pub faults: BTreeSet<Fault>,
}

/// The document of a seed: the same on every machine.
pub fn sample(layout: Layout, seed: u64) -> Sample {
    let mut rng = Rng::new(seed.wrapping_mul(1_000_003) ^ (layout as u64) << 56);
    let report = Report::random(&mut rng, layout.is_glued());
    let zero = match layout.zeros() {
        Zeros::Dropped => "",
        Zeros::KeepPlace => rng.pick(&["0", "0", "0", "0", "0", "0", "", "/", "-"]),
        Zeros::Printed => rng.pick(&["0", "0", "0", "0", "0", "0", "0", "0", "/", "-"]),
    };
    let mut document = Document::new(report, zero, &mut rng);
    if zero != "0" {
        document.faults.insert(Fault::ZeroMark);
    }
    faults::spoil(&mut document, layout, &mut rng);
    let page = match layout {
        Layout::L1 | Layout::L1Dropped | Layout::L2 | Layout::L12 | Layout::Interleaved => {
            cells::write(&mut document, layout, &mut rng)
        }
        Layout::L7 | Layout::L8 => glued::write(&mut document, layout, &mut rng),
        Layout::L9 | Layout::L9Dropped => pdf::write(&mut document, &mut rng),
        Layout::L9Raw => raw::write(&mut document, &mut rng),
        Layout::L10 => raw::scramble(&mut document, &mut rng),
        Layout::L13 | Layout::L14 => prose::write(&mut document, layout, &mut rng),
        Layout::Drawn | Layout::SpansLeftOut => drawn::write(&mut document, layout, &mut rng),
        _ => bars::write(&mut document, layout, &mut rng),
    };
    let text = page.finish(&mut document, layout, &mut rng);
    if document.faults.is_empty() {
        document.faults.insert(Fault::None);
    }
    Sample { text, truth: document.truth, faults: document.faults }
}
