//! What goes wrong in documents, each at random.

use gongkai::{FeesFigure, Field, FigureKind, Script, Unit};

use super::document::{Block, Document, Expected, Printed, Table};
use super::model::Value;
use super::rng::Rng;
use super::{Layout, Zeros, wording};

/// A fault of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    None,
    /// A figure that breaks its sums.
    PublishedError,
    /// Page numbers inside tables.
    PageNumber,
    /// `本年新 | 本年新`.
    HeadHalved,
    HeadCopied,
    HeadMissing,
    CaptionMissing,
    CaptionBehind,
    LabelTypo,
    /// Other brackets, quotes, spaces or marks behind numbers.
    LabelVariant,
    LabelCut,
    /// Letters apart.
    Spaced,
    LabelWrapped,
    HeadingVariant,
    /// All headings in a line at the top.
    Contents,
    /// A sentence beside a table.
    Note,
    ExtraRow,
    MissingRow,
    GroupRepeated,
    /// A note behind a figure, in its cell.
    Annotated,
    /// An amount over two lines.
    FigureWrapped,
    MergedZero,
    BlankTotal,
    /// The form of another year.
    WrongYear,
    Misnumbered,
    CarriageReturns,
    /// 一 and others as the radicals of the font of a PDF file.
    Radicals,
    WideDigits,
    TrailingSpaces,
    /// What the page puts around the report.
    Furniture,
    SwappedColumns,
    /// Zeros as marks or blank cells.
    ZeroMark,
}

/// Those that change the document itself, with the percentage of documents that have them. The
/// others change the text when it is there.
const IN_DOCUMENT: [(Fault, u64); 24] = [
    (Fault::HeadHalved, 5),
    (Fault::HeadCopied, 4),
    (Fault::HeadMissing, 4),
    (Fault::CaptionMissing, 6),
    (Fault::CaptionBehind, 4),
    (Fault::LabelTypo, 8),
    (Fault::LabelVariant, 15),
    (Fault::LabelCut, 6),
    (Fault::Spaced, 10),
    (Fault::LabelWrapped, 8),
    (Fault::HeadingVariant, 10),
    (Fault::Contents, 5),
    (Fault::Note, 8),
    (Fault::ExtraRow, 5),
    (Fault::MissingRow, 6),
    (Fault::GroupRepeated, 6),
    (Fault::Annotated, 5),
    (Fault::FigureWrapped, 4),
    (Fault::MergedZero, 5),
    (Fault::BlankTotal, 5),
    (Fault::WrongYear, 6),
    (Fault::Misnumbered, 6),
    (Fault::WideDigits, 4),
    (Fault::SwappedColumns, 4),
];

/// Puts faults into a document.
pub fn spoil(document: &mut Document, layout: Layout, rng: &mut Rng) {
    if document.report.altered {
        document.faults.insert(Fault::PublishedError);
        if layout.is_glued() {
            // The sums are all that tells digits apart that run together.
            document.truth.exempt_all();
        }
    }
    if rng.chance(25) {
        return;
    }
    for (fault, percent) in IN_DOCUMENT {
        if rng.chance(percent) && apply(document, fault, layout, rng) {
            document.faults.insert(fault);
        }
    }
}

/// Whether the fault found a place.
fn apply(document: &mut Document, fault: Fault, layout: Layout, rng: &mut Rng) -> bool {
    let tables = document.tables().count();
    let two = rng.below(tables - 2);
    match fault {
        Fault::HeadHalved => {
            wording::halve_heads(document, two);
            document.exempt(two);
            lose_unit(document, two);
        }
        Fault::HeadCopied | Fault::HeadMissing => {
            let which = rng.below(tables);
            let table = document.tables().nth(which).expect("a table");
            if fault == Fault::HeadMissing {
                table.head.clear();
                lose_unit(document, which);
            } else {
                table.head.extend_from_within(..);
            }
            document.exempt(which);
        }
        Fault::CaptionMissing => document.tables().nth(two).expect("a table").caption = None,
        Fault::CaptionBehind => document.tables().nth(two).expect("a table").caption_behind = true,
        Fault::LabelTypo => return wording::misspell(document, rng),
        Fault::LabelVariant => wording::vary(document, rng),
        Fault::LabelCut => wording::cut(document),
        Fault::Spaced if layout.is_pdf() => wording::space(document, rng),
        // Put in where the cells are written.
        Fault::LabelWrapped => return layout.has_lines_in_cells(),
        Fault::Contents => wording::contents(document),
        Fault::Note => note(document, rng),
        Fault::HeadingVariant => wording::vary_headings(document, rng),
        Fault::ExtraRow => extra_row(document, rng),
        Fault::MissingRow => missing_row(document, layout, rng),
        Fault::GroupRepeated => repeat_group(document, rng),
        Fault::Annotated => return annotate(document, layout, rng),
        Fault::FigureWrapped => return layout.has_lines_in_cells() && wrap_figure(document, rng),
        Fault::MergedZero => return layout.zeros() == Zeros::KeepPlace && merge_zeros(document),
        Fault::BlankTotal => {
            let kept = layout.zeros() == Zeros::KeepPlace || layout == Layout::L10;
            return kept && blank(document, rng);
        }
        Fault::WrongYear => {
            let year = document.report.year;
            let wrong = if year <= 2020 { year + 3 } else { year - 3 }.clamp(2019, 2024);
            for block in &mut document.blocks {
                if let Block::Title(title) = block {
                    *title = title.replace(&year.to_string(), &wrong.to_string());
                }
            }
        }
        Fault::Misnumbered => wording::misnumber(document, rng),
        Fault::WideDigits => {
            for cell in document.tables().flat_map(cells) {
                cell.text = cell.text.chars().map(wide).collect();
            }
        }
        Fault::SwappedColumns => return swap(document, two, layout, rng),
        _ => return false,
    }
    true
}

fn cells(table: &mut Table) -> impl Iterator<Item = &mut Printed> {
    table.lines.iter_mut().flat_map(|line| &mut line.cells)
}

fn wide(digit: char) -> char {
    match digit.to_digit(10) {
        Some(n) => char::from_u32('０' as u32 + n).expect("a digit"),
        None => digit,
    }
}

/// The 2021 form states the unit of the fees in the head only.
fn lose_unit(document: &mut Document, table: usize) {
    let field = Field::Fees(FeesFigure::Amount);
    let table = document.tables().nth(table).expect("a table");
    if cells(table).any(|cell| cell.field == Some(field)) {
        if let Expected::Value(Value::Money(_, unit)) = &mut document.truth.expected[field.index()]
        {
            *unit = Unit::Unstated;
        }
    }
}

/// A sentence beside a table, some with a figure of its own.
fn note(document: &mut Document, rng: &mut Rng) {
    const NOTES: [&str; 4] = [
        "注：本单位不制定规章。",
        "注：表中数字截至12月31日。",
        "这一年窗口收到来信12件，都已回复。",
        "以上数字由3个科室分别填写，再由办公室合并。",
    ];
    let tables: Vec<usize> = (0..document.blocks.len())
        .filter(|&n| matches!(document.blocks[n], Block::Table(_)))
        .collect();
    let place = rng.pick(&tables) + rng.below(2);
    document.blocks.insert(place, Block::Prose(rng.pick(&NOTES).to_owned()));
}

/// 其他主动公开文件, which some print behind 规范性文件.
fn extra_row(document: &mut Document, rng: &mut Rng) {
    let label = match document.report.script {
        Script::Simplified => "其他主动公开文件",
        Script::Traditional => "其他主動公開文件",
    };
    let table = document.tables().next().expect("a table");
    let mut line = table.lines[0].clone();
    line.label = label.to_owned();
    for cell in &mut line.cells {
        *cell = Printed { field: None, text: rng.between(1, 99).to_string() };
    }
    table.lines.push(line);
}

fn missing_row(document: &mut Document, layout: Layout, rng: &mut Rng) {
    let candidates: Vec<(usize, usize)> = document
        .tables()
        .enumerate()
        .flat_map(|(n, table)| {
            let lines = if table.lines.len() > 1 { table.lines.len() } else { 0 };
            (0..lines).map(move |line| (n, line)).collect::<Vec<_>>()
        })
        .collect();
    let (n, at) = rng.pick(&candidates);
    let table = document.tables().nth(n).expect("a table");
    let line = table.lines.remove(at);
    // Its group opens with the next row of the same group.
    if let Some(next) = table.lines.get_mut(at).filter(|next| next.depth == line.depth) {
        if next.groups.is_empty() {
            next.groups = line.groups;
        }
    }
    for field in line.cells.iter().filter_map(|cell| cell.field) {
        document.truth.expected[field.index()] = Expected::Missing;
    }
    if layout.is_glued() || layout == Layout::L10 {
        // Without the row the sums do not add up, and the order leaves a gap.
        document.truth.exempt_all();
    }
}

/// The label of a group again, as where a table goes on on the next page.
fn repeat_group(document: &mut Document, rng: &mut Rng) {
    for table in document.tables() {
        let Some(group) = table.lines.iter().find_map(|line| line.groups.first()).cloned() else {
            continue;
        };
        let (first, last) = (3, table.lines.len() - 2);
        let at = first + rng.below(last - first);
        table.lines[at].groups.insert(0, group);
    }
}

/// `22（其中修订 16 件）`.
fn annotate(document: &mut Document, layout: Layout, rng: &mut Rng) -> bool {
    let table = document.tables().next().expect("a table");
    let mut cells: Vec<&mut Printed> = cells(table)
        .filter(|cell| cell.field.is_some() && cell.text.chars().any(|c| matches!(c, '1'..='9')))
        .collect();
    let at = rng.below(cells.len());
    let Some(cell) = cells.get_mut(at) else { return false };
    if layout.has_lines_in_cells() && rng.chance(50) {
        cell.text.push('\n');
    }
    cell.text.push_str(rng.pick(&["（其中修订 16 件）", "（含自然失效 29 件）"]));
    true
}

/// An amount too long for its column, over two lines.
fn wrap_figure(document: &mut Document, rng: &mut Rng) -> bool {
    let mut row = Vec::new();
    for line in document.tables().flat_map(|table| &mut table.lines) {
        let fields: Vec<Field> = line.cells.iter().filter_map(|cell| cell.field).collect();
        for cell in &mut line.cells {
            let mut text: Vec<char> = cell.text.chars().collect();
            let is_amount = cell.field.is_some_and(|field| field.kind() == FigureKind::Money);
            if is_amount && text.len() > 5 && text.contains(&'.') {
                text.insert(2 + rng.below(text.len() - 3), '\n');
                cell.text = text.into_iter().collect();
                row.clone_from(&fields);
            }
        }
    }
    for field in &row {
        document.truth.exempt[field.index()] = true;
    }
    !row.is_empty()
}

/// A row of zeros printed as one cell over all columns.
fn merge_zeros(document: &mut Document) -> bool {
    let mut merged = Vec::new();
    for line in document.tables().skip(1).flat_map(|table| &mut table.lines) {
        let zeros = line.cells.len() == 7 && line.cells.iter().all(|cell| cell.text == "0");
        if zeros && merged.len() < 14 {
            merged.extend(line.cells.iter().filter_map(|cell| cell.field));
            line.cells.iter_mut().skip(1).for_each(|cell| cell.text.clear());
        }
    }
    for field in &merged {
        document.truth.expected[field.index()] = Expected::MergedZero;
        document.truth.exempt[field.index()] = true;
    }
    !merged.is_empty()
}

/// Totals of the matrix left out.
fn blank(document: &mut Document, rng: &mut Rng) -> bool {
    let mut blanked = Vec::new();
    for line in document.tables().flat_map(|table| &mut table.lines) {
        if line.cells.len() == 7 && rng.chance(30) {
            line.cells[6].text.clear();
            blanked.extend(line.cells[6].field);
        }
    }
    for field in &blanked {
        // In a merged row it is one of the cells that nobody can tell.
        if document.truth.expected[field.index()] != Expected::MergedZero {
            document.truth.expected[field.index()] = Expected::Blank;
        }
    }
    !blanked.is_empty()
}

/// Two columns of section two in the other order, head and figures alike.
fn swap(document: &mut Document, which: usize, layout: Layout, rng: &mut Rng) -> bool {
    let table = document.tables().nth(which).expect("a table");
    if table.columns < 2 || table.head.is_empty() || layout == Layout::L12 {
        return false;
    }
    let first = rng.below(table.columns - 1);
    // Where both labels were cut to the same words, or a tool left them out as lines that stood
    // before, nothing in the document says that its columns changed places.
    let told = table.head.iter().any(|row| row[first + 1].text != row[first + 2].text);
    if !told {
        return false;
    }
    for row in &mut table.head {
        let text = row[first + 1].text.clone();
        row[first + 1].text = std::mem::replace(&mut row[first + 2].text, text);
    }
    for line in &mut table.lines {
        line.cells.swap(first, first + 1);
    }
    document.exempt(which);
    true
}
