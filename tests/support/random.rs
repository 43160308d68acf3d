//! Random reports, as proptest strategies.

use gongkai::{
    AnnualReport, Cell, CellMut, Change, Form, Measures, Money, Notes, OtherRows, Problems, Row,
    Script, Subsection, Theme, Unit,
};
use proptest::collection::vec;
use proptest::prelude::*;
use rust_decimal::Decimal;

/// A sentence of prose that is nothing else: no heading, no number of a list, no label.
pub fn sentence() -> impl Strategy<Value = String> {
    vec(
        prop::sample::select(vec![
            "窗口", "照常", "开门", "来信", "都有", "回音", "栏目", "每天", "更新", "目录", "12",
            "条", "5月", "材料", "按月", "裝訂", "歸檔", "，",
        ]),
        3..12,
    )
    .prop_map(|words| format!("我们{}。", words.concat()))
}

fn paragraphs(most: usize) -> impl Strategy<Value = Vec<String>> {
    vec(sentence(), 0..=most)
}

fn cell<T: std::fmt::Debug + Clone>(
    value: impl Strategy<Value = T>,
) -> impl Strategy<Value = Cell<T>> {
    prop_oneof![
        6 => value.prop_map(Cell::Value),
        1 => Just(Cell::Blank),
        1 => Just(Cell::NotApplicable),
        1 => prop::sample::select(vec!["12?", "约30", "x", "不详", "3 4"])
            .prop_map(|text| Cell::Unread(text.to_owned())),
        1 => Just(Cell::Absent),
    ]
}

fn count() -> impl Strategy<Value = u64> {
    prop_oneof![5 => 0..40_u64, 2 => 0..1_000_000_u64, 1 => any::<u64>()]
}

fn amount() -> impl Strategy<Value = Decimal> {
    (0..10_000_000_000_i64, 0..7_u32)
        .prop_map(|(digits, scale)| Decimal::new(digits, scale).normalize())
}

fn unit() -> impl Strategy<Value = Unit> {
    prop::sample::select(vec![
        Unit::Yuan,
        Unit::TenThousandYuan,
        Unit::HundredMillionYuan,
        Unit::Unstated,
    ])
}

/// Every cell that a form has, at random.
fn cells(form: Form, other: OtherRows) -> impl Strategy<Value = AnnualReport> {
    let fields: Vec<_> = form.fields(other).collect();
    let whole_row_absent = vec(prop::bool::weighted(0.1), Row::ALL.len());
    (
        vec(cell(count()), fields.len()),
        vec(cell((-5000..5000_i64).prop_map(Change)), 5),
        vec(cell((amount(), unit()).prop_map(|(amount, unit)| Money::new(amount, unit))), 2),
        whole_row_absent,
    )
        .prop_map(move |(counts, changes, amounts, absent)| {
            let mut report = AnnualReport::new(form);
            let (mut counts, mut changes, mut amounts) =
                (counts.into_iter(), changes.into_iter(), amounts.into_iter());
            for &field in &fields {
                let gone = match field {
                    gongkai::Field::Applications(row, _) => absent[row.index()],
                    _ => false,
                };
                match report.cell_mut(field) {
                    _ if gone => {}
                    CellMut::Count(cell) => *cell = counts.next().expect("a count"),
                    CellMut::Change(cell) => *cell = changes.next().expect("a change"),
                    CellMut::Money(cell) => *cell = amounts.next().expect("an amount"),
                }
            }
            report
        })
}

fn forms() -> impl Strategy<Value = (Form, OtherRows)> {
    prop::sample::select(vec![
        (Form::Y2019, OtherRows::Single),
        (Form::Y2021, OtherRows::ByGround),
        (Form::Y2021, OtherRows::Single),
    ])
}

fn subsections() -> impl Strategy<Value = Vec<Subsection>> {
    let heading = prop::sample::select(vec![
        ("主动公开情况", Theme::ProactiveDisclosure),
        ("依申请公开方面。", Theme::DisclosureOnApplication),
        ("政府信息管理", Theme::InformationManagement),
        ("平台建设", Theme::PlatformDevelopment),
        ("監督保障", Theme::Supervision),
        ("工作考核：", Theme::PerformanceAssessment),
        ("社会评议", Theme::PublicAppraisal),
        ("责任追究", Theme::Accountability),
        ("别的", Theme::Other),
    ]);
    vec((heading, paragraphs(3)), 0..5).prop_map(|parts| {
        parts
            .into_iter()
            .zip(1..)
            .map(|(((heading, theme), paragraphs), ordinal)| Subsection {
                ordinal,
                heading: heading.to_owned(),
                theme,
                paragraphs,
            })
            .collect()
    })
}

fn problems() -> impl Strategy<Value = Problems> {
    let group = (prop::option::of(sentence()), vec(sentence(), 1..4))
        .prop_map(|(lead, items)| Measures { lead: lead.unwrap_or_default(), items });
    (paragraphs(2), paragraphs(3), vec(group, 0..3))
        .prop_map(|(preamble, problems, measures)| Problems { preamble, problems, measures })
}

/// A report in either form, either script, with cells in every state.
pub fn report() -> impl Strategy<Value = AnnualReport> {
    let names = (
        prop::option::of(prop::sample::select(vec![
            "云溪市人民政府",
            "石门县自然资源局",
            "華陰市",
            "上海市人民政府办公厅",
            "海关总署(本级机关)",
        ])),
        prop::option::of(2015..2030_u16),
        prop::sample::select(vec![Script::Simplified, Script::Traditional]),
    );
    let notes = (paragraphs(1), paragraphs(1), paragraphs(1)).prop_map(
        |(proactive, applications, disputes)| Notes { proactive, applications, disputes },
    );
    let prose = (paragraphs(2), paragraphs(2), subsections(), problems(), paragraphs(3), notes);
    (forms().prop_flat_map(|(form, other)| cells(form, other)), names, prose).prop_map(
        |(
            report,
            (organ, year, script),
            (preamble, before, subsections, problems, other, notes),
        )| {
            AnnualReport {
                organ: organ.map(ToOwned::to_owned),
                year,
                script,
                preamble,
                overview: gongkai::Overview { preamble: before, subsections },
                problems,
                other,
                notes,
                ..report
            }
        },
    )
}

/// How a report's figures are spread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spread {
    /// Any figure may be anything.
    Even,
    /// Most are 0, the others small, as in the reports of counties.
    Sparse,
    /// Natural persons have most, as in the reports of cities.
    Persons,
}

impl Spread {
    fn of(self, figure: u64, column: usize) -> u64 {
        match (self, column) {
            (Spread::Even, _) => figure,
            (Spread::Sparse, 0) => figure.saturating_sub(300) / 4,
            (Spread::Sparse, _) => figure.saturating_sub(460) / 8,
            (Spread::Persons, 0) => figure * figure / 50,
            (Spread::Persons, _) => figure.saturating_sub(400) / 3,
        }
    }
}

/// A report whose identities all hold, every cell a count.
pub fn consistent() -> impl Strategy<Value = AnnualReport> {
    use gongkai::{ApplicantCounts, Channel, DisputeCounts, Outcome};
    let spreads = prop::sample::select(vec![Spread::Even, Spread::Sparse, Spread::Persons]);
    (forms(), spreads, vec(0..500_u64, 26 * 6), vec(0..500_u64, 12)).prop_map(
        |((form, other), spread, counts, disputes)| {
            let disputes: Vec<u64> =
                disputes.iter().zip(0..).map(|(&n, i)| spread.of(n, i % 4)).collect();
            let mut report = AnnualReport::new(form);
            let with_total = |parts: [u64; 6]| {
                let [a, b, c, d, e, f] = parts;
                ApplicantCounts::from([a, b, c, d, e, f, a + b + c + d + e + f])
            };
            let part = |row: usize, column: usize| spread.of(counts[row * 6 + column], column);
            let mut outcomes = [0; 6];
            for row in Row::ALL {
                let is_other = match row {
                    Row::Outcome(Outcome::Other(ground)) => {
                        (other == OtherRows::Single) == ground.is_none()
                    }
                    row => row.outcome().is_some(),
                };
                if is_other {
                    let parts = std::array::from_fn(|column| part(row.index(), column));
                    for (sum, part) in outcomes.iter_mut().zip(parts) {
                        *sum += part;
                    }
                    report.applications[row] = with_total(parts);
                }
            }
            report.applications[Row::OutcomeTotal] = with_total(outcomes);
            // What was carried over is as much of what came in as the case allows.
            let forward: [u64; 6] = std::array::from_fn(|column| part(25, column));
            let over: [u64; 6] =
                std::array::from_fn(|column| part(1, column).min(outcomes[column]));
            let new =
                std::array::from_fn(|column| outcomes[column] + forward[column] - over[column]);
            report.applications[Row::CarriedForward] = with_total(forward);
            report.applications[Row::CarriedOver] = with_total(over);
            report.applications[Row::NewlyReceived] = with_total(new);
            for (channel, parts) in Channel::ALL.into_iter().zip(disputes.chunks(4)) {
                let sum = parts.iter().sum();
                report.disputes[channel] =
                    DisputeCounts::from([parts[0], parts[1], parts[2], parts[3], sum]);
            }
            report
        },
    )
}
