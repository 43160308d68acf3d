//! The tables of the forms as they are laid out: rows of places, merged ones with what they cover.

use super::cells::{header_unit, write_cell};
use crate::model::labels::{
    APPLICANTS, Block, CONTENT, FEES_AMOUNT, Group, LITIGATION, ORGANIZATIONS, ProactiveRow,
    RECONCILIATION, applicant_label, channel_label, column_label, row_label, ruling_label,
};
use crate::model::{
    AnnualReport, Applicant, CellState, Channel, FeesFigure, Field, OtherRows, Outcome, Row,
    Ruling, Script, Section, Unit, Wording,
};

/// What stands at a place of a table.
#[derive(Debug, Clone, Copy)]
pub(super) enum Content {
    /// Nothing, because the report does not tell its form.
    Nothing,
    /// Words of the form that head no figures.
    Note(&'static str),
    /// A label, and for which figures.
    Label(&'static str, Heads),
    /// A figure.
    Figure(Field),
}

/// Which figures a label is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heads {
    /// Those of a column.
    Column,
    /// Those of several columns; where these are a row of paths, one of its figures.
    Columns(Option<Field>),
    /// Those of a row, of which this is one.
    Row(Field),
    /// Those of several rows.
    Rows,
    /// Those of all rows that are left in the group of rows.
    Group,
}

/// A place of a table, and how many columns and rows it covers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) content: Content,
    pub(super) wide: usize,
    pub(super) tall: usize,
}

impl Place {
    const fn new(content: Content) -> Self {
        Place { content, wide: 1, tall: 1 }
    }

    const fn wide(self, wide: usize) -> Self {
        Place { wide, ..self }
    }

    const fn tall(self, tall: usize) -> Self {
        Place { tall, ..self }
    }
}

/// Rows that belong together.
#[derive(Debug, Default)]
pub(super) struct Band {
    /// What the rows are under, in section two.
    pub(super) caption: Option<&'static str>,
    /// Rows of labels.
    pub(super) head: Vec<Vec<Place>>,
    /// Rows of figures.
    pub(super) body: Vec<Vec<Place>>,
}

/// A table of a form.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) columns: usize,
    pub(super) bands: Vec<Band>,
}

/// How the tables of a report are laid out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout<'r> {
    pub(super) report: &'r AnnualReport,
    pub(super) script: Script,
    /// Whether the page is for looking at what there is: rows that the report does not have are
    /// there as well, and so are the column labels where it does not tell its form.
    pub(super) review: bool,
}

impl Layout<'_> {
    /// A cell as it is printed.
    pub(super) fn printed(&self, field: Field) -> String {
        let mut text = String::new();
        let _ = write_cell(&mut text, self.report, field, self.script);
        text
    }

    fn words(&self, wording: Wording) -> &'static str {
        wording.in_script(self.script)
    }

    fn label(&self, wording: Wording, heads: Heads) -> Place {
        Place::new(Content::Label(self.words(wording), heads))
    }

    fn has_any(&self, fields: &[Field]) -> bool {
        fields.iter().any(|&field| self.report.cell(field).state() != CellState::Absent)
    }

    /// The table of a section; section two has several, which are one here.
    pub(super) fn table(&self, section: Section) -> Table {
        match section {
            Section::Proactive => self.proactive(),
            Section::Applications => self.applications(),
            Section::Disputes => self.disputes(),
            _ => Table { columns: 0, bands: Vec::new() },
        }
    }

    /// The tables of section two as one, a band for each item of article 20.
    fn proactive(&self) -> Table {
        const COLUMNS: usize = 4;
        let form = self.report.form_or_prescribed();
        let mut bands = Vec::new();
        for block in Block::ALL {
            let rows = block.rows(form);
            let Some(first) = rows.first() else { continue };
            let columns = first.fields(form);
            // The last column is as wide as what the others leave.
            let wide = |i: usize| if i + 1 == columns.len() { COLUMNS - 1 - i } else { 1 };
            let mut head = vec![self.label(CONTENT, Heads::Column)];
            for (i, &field) in columns.iter().enumerate() {
                let label = self.column(field);
                // Column labels tell the form: where the report does not, there are none.
                let known = self.review || self.report.form.is_some();
                let content = if known {
                    Content::Label(self.words(label), Heads::Column)
                } else {
                    Content::Nothing
                };
                head.push(Place::new(content).wide(wide(i)));
            }
            let rows = rows.iter().filter(|row| self.review || self.has_any(row.fields(form)));
            let body = rows.map(|&row| self.proactive_row(row, wide)).collect();
            let caption = Some(self.words(block.caption()));
            bands.push(Band { caption, head: vec![head], body });
        }
        Table { columns: COLUMNS, bands }
    }

    fn proactive_row(&self, row: ProactiveRow, wide: impl Fn(usize) -> usize) -> Vec<Place> {
        let form = self.report.form_or_prescribed();
        let mut places = Vec::with_capacity(4);
        for (i, &field) in row.fields(form).iter().enumerate() {
            if i == 0 {
                places.push(self.label(row.label(form), Heads::Row(field)));
            }
            places.push(Place::new(Content::Figure(field)).wide(wide(i)));
        }
        places
    }

    /// The label of a column of section two.
    fn column(&self, field: Field) -> Wording {
        match field {
            // The header states the unit of what is below it.
            Field::Fees(FeesFigure::Amount) if header_unit(self.report) == Unit::Unstated => {
                FEES_AMOUNT
            }
            _ => column_label(field, self.report.form_or_prescribed()).unwrap_or(CONTENT),
        }
    }

    /// Whether a figure has its place in the tables.
    pub(super) fn shows(&self, field: Field) -> bool {
        match field {
            Field::Applications(row, _) => self.has(row),
            Field::Disputes(..) => self.review || !self.report.disputes.is_absent(),
            _ => {
                let report = self.report;
                let asked = field.is_in(report.form_or_prescribed(), report.other_rows());
                asked && (self.review || report.cell(field).state() != CellState::Absent)
            }
        }
    }

    /// Whether a row of the matrix is there.
    fn has(&self, row: Row) -> bool {
        let absent = self.report.applications[row].is_absent();
        match row {
            Row::Outcome(Outcome::Other(ground)) => {
                let single = self.report.other_rows() == OtherRows::Single;
                !absent || (self.review && single == ground.is_none())
            }
            _ => !absent || self.review,
        }
    }

    /// The table of section three.
    fn applications(&self) -> Table {
        const LABELS: usize = 3;
        let mut kinds = vec![
            self.label(applicant_label(Applicant::NaturalPerson), Heads::Column).tall(2),
            self.label(ORGANIZATIONS, Heads::Columns(None)).wide(5),
        ];
        let mut organizations = Vec::with_capacity(5);
        for applicant in Applicant::ALL {
            let label = self.label(applicant_label(applicant), Heads::Column);
            match applicant {
                Applicant::NaturalPerson => {}
                Applicant::Total => kinds.push(label.tall(2)),
                _ => organizations.push(label),
            }
        }
        let columns = Applicant::ALL.len();
        let note = Place::new(Content::Note(self.words(RECONCILIATION))).wide(LABELS).tall(3);
        let head = vec![
            vec![note, self.label(APPLICANTS, Heads::Columns(None)).wide(columns)],
            kinds,
            organizations,
        ];
        let mut bands = vec![Band { caption: None, head, body: Vec::new() }];

        let rows: Vec<Row> = Row::ALL.into_iter().filter(|&row| self.has(row)).collect();
        let of = |group: Group| rows.iter().filter(move |&&row| group_of(row) == Some(group));
        let (mut within, mut outcomes_open) = (None, false);
        for &row in &rows {
            let is_outcome =
                !matches!(row, Row::NewlyReceived | Row::CarriedOver | Row::CarriedForward);
            if is_outcome != outcomes_open || bands.len() == 1 {
                bands.push(Band::default());
            }
            let mut places = Vec::with_capacity(10);
            if is_outcome && !outcomes_open {
                let outcomes = rows.iter().filter(|row| {
                    !matches!(row, Row::NewlyReceived | Row::CarriedOver | Row::CarriedForward)
                });
                places
                    .push(self.label(Group::Outcomes.label(), Heads::Group).tall(outcomes.count()));
            }
            outcomes_open = is_outcome;
            let group = group_of(row);
            if let Some(group) = group.filter(|&group| within != Some(group)) {
                places.push(self.label(group.label(), Heads::Rows).tall(of(group).count()));
            }
            within = group;
            let wide = match (is_outcome, group) {
                (false, _) => LABELS,
                (true, None) => LABELS - 1,
                (true, Some(_)) => LABELS - 2,
            };
            let first = Field::Applications(row, Applicant::NaturalPerson);
            places.push(self.label(row_label(row), Heads::Row(first)).wide(wide));
            places.extend(
                Applicant::ALL.map(|applicant| {
                    Place::new(Content::Figure(Field::Applications(row, applicant)))
                }),
            );
            if let Some(band) = bands.last_mut() {
                band.body.push(places);
            }
        }
        Table { columns: LABELS + columns, bands }
    }

    /// The table of section four.
    fn disputes(&self) -> Table {
        let rulings = Ruling::ALL.len();
        let [first, second, third] = Channel::ALL.map(|channel| {
            let field = Field::Disputes(channel, Ruling::Upheld);
            self.label(channel_label(channel), Heads::Columns(Some(field))).wide(rulings)
        });
        let labels = || Ruling::ALL.map(|ruling| self.label(ruling_label(ruling), Heads::Column));
        let litigation = self.label(LITIGATION, Heads::Columns(None)).wide(2 * rulings);
        let mut middle: Vec<Place> = labels().map(|label| label.tall(2)).into();
        middle.extend([second, third]);
        let head = vec![vec![first, litigation], middle, [labels(), labels()].concat()];
        let mut body = Vec::new();
        if self.review || !self.report.disputes.is_absent() {
            let fields = Channel::ALL
                .into_iter()
                .flat_map(|channel| Ruling::ALL.map(|ruling| Field::Disputes(channel, ruling)));
            body.push(fields.map(|field| Place::new(Content::Figure(field))).collect());
        }
        Table { columns: 3 * rulings, bands: vec![Band { caption: None, head, body }] }
    }
}

/// The group that a row of the matrix stands in, under 三、本年度办理结果.
pub(super) fn group_of(row: Row) -> Option<Group> {
    match row.outcome()? {
        Outcome::Denied(_) => Some(Group::Denied),
        Outcome::Unavailable(_) => Some(Group::Unavailable),
        Outcome::NotProcessed(_) => Some(Group::NotProcessed),
        Outcome::Other(Some(_)) => Some(Group::Other),
        _ => None,
    }
}
