//! Places on the pages of a document: [`PageBox`], and [`PageMap`], which knows where each part of a
//! source text was printed.

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// **A box on a page**, in points (1/72 inch) from the upper left corner of the page as it is shown.
///
/// - `x` grows to the right, `y` downwards. On a picture of the page with `r` dots an inch, a point is
///   `r / 72` dots.
/// - The page as it is shown is turned and cut as the document says (`/Rotate`, `/CropBox`).
/// - In JSON it is an object with the five fields.
///
/// ```
/// use gongkai::PageBox;
///
/// let figure = PageBox { page: 2, x0: 300.0, y0: 411.5, x1: 312.0, y1: 423.5 };
/// assert_eq!(figure.x1 - figure.x0, 12.0);
/// assert_eq!(figure.x0 * 144.0 / 72.0, 600.0); // the left side, in a picture of 144 dots an inch
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PageBox {
    /// The page, counted from 1.
    pub page: u32,
    /// The left side.
    pub x0: f32,
    /// The upper side.
    pub y0: f32,
    /// The right side.
    pub x1: f32,
    /// The lower side.
    pub y1: f32,
}

/// **Where each part of a source text was printed.** Empty for documents without pages.
///
/// - The spans are those of [`Parsed::source`](crate::Parsed::source): of a figure
///   ([`Parsed::spans`](crate::Parsed::spans)), of a diagnostic ([`Diagnostic::span`]), of a block.
/// - The box of a figure is that of its characters, each as wide as it moves the next one away.
/// - The box of a blank cell is the cell.
/// - What the text has and no page shows, such as a tab or the end of a line, has no box.
///
/// [`Diagnostic::span`]: crate::Diagnostic::span
///
#[cfg_attr(feature = "pdf", doc = "```")]
#[cfg_attr(not(feature = "pdf"), doc = "```ignore")]
/// // On which page a finding is.
/// let file = std::fs::read("tests/fixtures/pdf/unruled-portrait-2021.pdf")?;
/// let parsed = gongkai::read(&file)?;
/// let finding = parsed.findings().into_iter().find(|f| f.span.is_some()).unwrap();
/// let place = parsed.pages.page_box(finding.span.unwrap()).unwrap();
/// assert_eq!(place.page, 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Text has no pages:
///
/// ```
/// use gongkai::{PageMap, Span};
///
/// let parsed = gongkai::parse("规章\t0");
/// assert_eq!(parsed.pages, PageMap::default());
/// assert_eq!(parsed.pages.boxes(Span::new(7, 8)).count(), 0);
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PageMap {
    /// In the order of the text.
    places: Vec<(Span, PageBox)>,
}

impl PageMap {
    #[cfg(feature = "pdf")]
    pub(crate) fn new(places: impl Iterator<Item = (Span, PageBox)>) -> Self {
        let mut places: Vec<_> = places.collect();
        places.sort_by_key(|(span, _)| span.start);
        PageMap { places }
    }

    /// Whether nothing is known: the document has no pages.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The places of a part of the text: one box for each page and each line that it was printed on,
    /// in the order of the text.
    pub fn boxes(&self, span: Span) -> impl Iterator<Item = PageBox> {
        // A figure that is cut by the end of a span counts, as does a blank cell at its place.
        let first = self.places.partition_point(|(place, _)| {
            place.end < span.start || (place.end == span.start && !place.is_empty())
        });
        let meets = move |place: &Span| {
            place.start < span.end || (place.start == span.start && place.is_empty())
        };
        let mut rest = self
            .places
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take_while(move |(place, _)| meets(place))
            .map(|(_, page_box)| *page_box)
            .peekable();
        std::iter::from_fn(move || {
            let mut joined = rest.next()?;
            while let Some(next) = rest.next_if(|next| joined.is_on_line_of(next)) {
                joined = joined.join(&next);
            }
            Some(joined)
        })
    }

    /// The box around a part of the text, on the page where it starts; `None` where it has none. A part
    /// that goes on over the end of a page has more [boxes](PageMap::boxes).
    pub fn page_box(&self, span: Span) -> Option<PageBox> {
        let mut boxes = self.boxes(span);
        let first = boxes.next()?;
        Some(boxes.filter(|next| next.page == first.page).fold(first, |all, next| all.join(&next)))
    }
}

impl PageBox {
    fn is_on_line_of(&self, next: &PageBox) -> bool {
        self.page == next.page && next.y0 < self.y1 && self.y0 < next.y1
    }

    fn join(&self, other: &PageBox) -> PageBox {
        PageBox {
            page: self.page,
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }
}
