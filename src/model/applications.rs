//! Section three, 收到和处理政府信息公开申请情况: the matrix of applications, its rows and columns.

use std::fmt;
use std::ops::{Index, IndexMut};

use serde::{Deserialize, Serialize};

use super::Cell;

/// **An applicant column of the matrix** (申请人情况), or its total.
///
/// ```
/// use gongkai::Applicant;
///
/// assert_eq!(Applicant::NaturalPerson.as_str(), "natural_person");
/// assert_eq!(Applicant::ALL.len(), 7);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Applicant {
    /// 自然人.
    NaturalPerson,
    /// 商业企业 (法人或其他组织).
    CommercialEnterprise,
    /// 科研机构 (法人或其他组织).
    ResearchInstitution,
    /// 社会公益组织 (法人或其他组织).
    SocialWelfareOrganization,
    /// 法律服务机构 (法人或其他组织).
    LegalServiceOrganization,
    /// 其他 (法人或其他组织).
    OtherOrganization,
    /// 总计, the sum of the six kinds of applicant.
    Total,
}

impl Applicant {
    /// The seven columns in the order of the form.
    pub const ALL: [Applicant; 7] = [
        Applicant::NaturalPerson,
        Applicant::CommercialEnterprise,
        Applicant::ResearchInstitution,
        Applicant::SocialWelfareOrganization,
        Applicant::LegalServiceOrganization,
        Applicant::OtherOrganization,
        Applicant::Total,
    ];

    /// The six kinds of applicant, without the total.
    pub const KINDS: [Applicant; 6] = [
        Applicant::NaturalPerson,
        Applicant::CommercialEnterprise,
        Applicant::ResearchInstitution,
        Applicant::SocialWelfareOrganization,
        Applicant::LegalServiceOrganization,
        Applicant::OtherOrganization,
    ];

    /// The name of the column in paths and in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Applicant::NaturalPerson => "natural_person",
            Applicant::CommercialEnterprise => "commercial_enterprise",
            Applicant::ResearchInstitution => "research_institution",
            Applicant::SocialWelfareOrganization => "social_welfare_organization",
            Applicant::LegalServiceOrganization => "legal_service_organization",
            Applicant::OtherOrganization => "other_organization",
            Applicant::Total => "total",
        }
    }
}

impl fmt::Display for Applicant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A ground on which information was not disclosed: （三）不予公开.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Denial {
    /// 1.属于国家秘密.
    StateSecret,
    /// 2.其他法律行政法规禁止公开.
    ForbiddenByLaw,
    /// 3.危及“三安全一稳定”: national, public and economic security and social stability.
    SecurityAndStability,
    /// 4.保护第三方合法权益.
    ThirdPartyRights,
    /// 5.属于三类内部事务信息.
    InternalAffairs,
    /// 6.属于四类过程性信息.
    DeliberativeProcess,
    /// 7.属于行政执法案卷.
    EnforcementFiles,
    /// 8.属于行政查询事项.
    AdministrativeQuery,
}

/// A ground on which information could not be provided: （四）无法提供.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unavailability {
    /// 1.本机关不掌握相关政府信息.
    NotHeld,
    /// 2.没有现成信息需要另行制作.
    NeedsCreation,
    /// 3.补正后申请内容仍不明确.
    UnclearAfterCorrection,
}

/// A ground on which an application was not processed: （五）不予处理.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NonProcessing {
    /// 1.信访举报投诉类申请.
    PetitionOrComplaint,
    /// 2.重复申请.
    Duplicate,
    /// 3.要求提供公开出版物.
    Publication,
    /// 4.无正当理由大量反复申请.
    Excessive,
    /// 5.要求行政机关确认或重新出具已获取信息.
    Confirmation,
}

/// A ground of （六）其他处理 in the 2021 form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OtherGround {
    /// 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请.
    NotCorrectedInTime,
    /// 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请.
    FeeNotPaid,
    /// 3.其他.
    Unspecified,
}

/// **How an application ended** (三、本年度办理结果).
///
/// `Other(None)` is the single row （六）其他处理 of the 2019 form, which some sites keep in the 2021
/// form; `Other(Some(_))` is one of the three rows that the 2021 form has in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// （一）予以公开.
    Granted,
    /// （二）部分公开（区分处理的，只计这一情形，不计其他情形）.
    PartiallyGranted,
    /// （三）不予公开, on one of eight grounds.
    Denied(Denial),
    /// （四）无法提供, on one of three grounds.
    Unavailable(Unavailability),
    /// （五）不予处理, on one of five grounds.
    NotProcessed(NonProcessing),
    /// （六）其他处理, as a single row or on one of three grounds.
    Other(Option<OtherGround>),
}

/// **A row of the matrix.** [`Display`](fmt::Display) gives its part of a path.
///
/// ```
/// use gongkai::{Denial, Outcome, Row};
///
/// let row = Row::Outcome(Outcome::Denied(Denial::StateSecret));
/// assert_eq!(row.to_string(), "denied.state_secret");
/// assert_eq!(Row::ALL[row.index()], row);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Row {
    /// 一、本年新收政府信息公开申请数量.
    NewlyReceived,
    /// 二、上年结转政府信息公开申请数量.
    CarriedOver,
    /// A row under 三、本年度办理结果.
    Outcome(Outcome),
    /// （七）总计.
    OutcomeTotal,
    /// 四、结转下年度继续办理.
    CarriedForward,
}

impl Row {
    /// Every row of either form, in the order of the form. The single row （六） stands before the
    /// three grounds that the 2021 form has in its place.
    pub const ALL: [Row; 26] = [
        Row::NewlyReceived,
        Row::CarriedOver,
        Row::Outcome(Outcome::Granted),
        Row::Outcome(Outcome::PartiallyGranted),
        Row::Outcome(Outcome::Denied(Denial::StateSecret)),
        Row::Outcome(Outcome::Denied(Denial::ForbiddenByLaw)),
        Row::Outcome(Outcome::Denied(Denial::SecurityAndStability)),
        Row::Outcome(Outcome::Denied(Denial::ThirdPartyRights)),
        Row::Outcome(Outcome::Denied(Denial::InternalAffairs)),
        Row::Outcome(Outcome::Denied(Denial::DeliberativeProcess)),
        Row::Outcome(Outcome::Denied(Denial::EnforcementFiles)),
        Row::Outcome(Outcome::Denied(Denial::AdministrativeQuery)),
        Row::Outcome(Outcome::Unavailable(Unavailability::NotHeld)),
        Row::Outcome(Outcome::Unavailable(Unavailability::NeedsCreation)),
        Row::Outcome(Outcome::Unavailable(Unavailability::UnclearAfterCorrection)),
        Row::Outcome(Outcome::NotProcessed(NonProcessing::PetitionOrComplaint)),
        Row::Outcome(Outcome::NotProcessed(NonProcessing::Duplicate)),
        Row::Outcome(Outcome::NotProcessed(NonProcessing::Publication)),
        Row::Outcome(Outcome::NotProcessed(NonProcessing::Excessive)),
        Row::Outcome(Outcome::NotProcessed(NonProcessing::Confirmation)),
        Row::Outcome(Outcome::Other(None)),
        Row::Outcome(Outcome::Other(Some(OtherGround::NotCorrectedInTime))),
        Row::Outcome(Outcome::Other(Some(OtherGround::FeeNotPaid))),
        Row::Outcome(Outcome::Other(Some(OtherGround::Unspecified))),
        Row::OutcomeTotal,
        Row::CarriedForward,
    ];

    /// The single row （六）其他处理.
    pub const OTHER: Row = Row::Outcome(Outcome::Other(None));

    /// The row 3.其他 under （六）其他处理.
    pub(crate) const UNSPECIFIED: Row =
        Row::Outcome(Outcome::Other(Some(OtherGround::Unspecified)));

    /// The place of the row in [`Row::ALL`].
    pub const fn index(self) -> usize {
        match self {
            Row::NewlyReceived => 0,
            Row::CarriedOver => 1,
            Row::Outcome(Outcome::Granted) => 2,
            Row::Outcome(Outcome::PartiallyGranted) => 3,
            Row::Outcome(Outcome::Denied(ground)) => 4 + ground as usize,
            Row::Outcome(Outcome::Unavailable(ground)) => 12 + ground as usize,
            Row::Outcome(Outcome::NotProcessed(ground)) => 15 + ground as usize,
            Row::Outcome(Outcome::Other(None)) => 20,
            Row::Outcome(Outcome::Other(Some(ground))) => 21 + ground as usize,
            Row::OutcomeTotal => 24,
            Row::CarriedForward => 25,
        }
    }

    /// The part of a path that names the row, such as `denied.state_secret`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Row::NewlyReceived => "newly_received",
            Row::CarriedOver => "carried_over",
            Row::Outcome(outcome) => outcome.as_str(),
            Row::OutcomeTotal => "outcome_total",
            Row::CarriedForward => "carried_forward",
        }
    }

    /// The outcome, if the row is one of 三、本年度办理结果 and not a total.
    pub const fn outcome(self) -> Option<Outcome> {
        match self {
            Row::Outcome(outcome) => Some(outcome),
            _ => None,
        }
    }
}

impl Outcome {
    const fn as_str(self) -> &'static str {
        match self {
            Outcome::Granted => "granted",
            Outcome::PartiallyGranted => "partially_granted",
            Outcome::Denied(Denial::StateSecret) => "denied.state_secret",
            Outcome::Denied(Denial::ForbiddenByLaw) => "denied.forbidden_by_law",
            Outcome::Denied(Denial::SecurityAndStability) => "denied.security_and_stability",
            Outcome::Denied(Denial::ThirdPartyRights) => "denied.third_party_rights",
            Outcome::Denied(Denial::InternalAffairs) => "denied.internal_affairs",
            Outcome::Denied(Denial::DeliberativeProcess) => "denied.deliberative_process",
            Outcome::Denied(Denial::EnforcementFiles) => "denied.enforcement_files",
            Outcome::Denied(Denial::AdministrativeQuery) => "denied.administrative_query",
            Outcome::Unavailable(Unavailability::NotHeld) => "unavailable.not_held",
            Outcome::Unavailable(Unavailability::NeedsCreation) => "unavailable.needs_creation",
            Outcome::Unavailable(Unavailability::UnclearAfterCorrection) => {
                "unavailable.unclear_after_correction"
            }
            Outcome::NotProcessed(NonProcessing::PetitionOrComplaint) => {
                "not_processed.petition_or_complaint"
            }
            Outcome::NotProcessed(NonProcessing::Duplicate) => "not_processed.duplicate",
            Outcome::NotProcessed(NonProcessing::Publication) => "not_processed.publication",
            Outcome::NotProcessed(NonProcessing::Excessive) => "not_processed.excessive",
            Outcome::NotProcessed(NonProcessing::Confirmation) => "not_processed.confirmation",
            Outcome::Other(None) => "other",
            Outcome::Other(Some(OtherGround::NotCorrectedInTime)) => "other.not_corrected_in_time",
            Outcome::Other(Some(OtherGround::FeeNotPaid)) => "other.fee_not_paid",
            Outcome::Other(Some(OtherGround::Unspecified)) => "other.unspecified",
        }
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// **One row of the matrix: seven counts of applications.** Indexed by [`Applicant`].
///
/// ```
/// use gongkai::{Applicant, ApplicantCounts, Cell};
///
/// let row = ApplicantCounts::from([12, 0, 0, 0, 0, 0, 12]);
/// assert_eq!(row.natural_person, Cell::Value(12));
/// assert_eq!(row[Applicant::Total], Cell::Value(12));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct ApplicantCounts {
    /// 自然人.
    #[serde(skip_serializing_if = "Cell::is_absent")]
    pub natural_person: Cell<u64>,
    /// 商业企业.
    #[serde(skip_serializing_if = "Cell::is_absent")]
    pub commercial_enterprise: Cell<u64>,
    /// 科研机构.
    #[serde(skip_serializing_if = "Cell::is_absent")]
    pub research_institution: Cell<u64>,
    /// 社会公益组织.
    #[serde(skip_serializing_if = "Cell::is_absent")]
    pub social_welfare_organization: Cell<u64>,
    /// 法律服务机构.
    #[serde(skip_serializing_if = "Cell::is_absent")]
    pub legal_service_organization: Cell<u64>,
    /// 其他.
    #[serde(skip_serializing_if = "Cell::is_absent")]
    pub other_organization: Cell<u64>,
    /// 总计, as printed; never computed.
    #[serde(skip_serializing_if = "Cell::is_absent")]
    pub total: Cell<u64>,
}

impl ApplicantCounts {
    /// Whether the document has no cell of this row.
    pub fn is_absent(&self) -> bool {
        Applicant::ALL.iter().all(|&applicant| self[applicant].is_absent())
    }
}

impl ApplicantCounts {
    /// Puts in counts in the order of the form, each to its place at once: copying a row takes longer.
    #[inline(always)]
    pub(crate) fn fill(&mut self, counts: [u64; 7], mut cell: impl FnMut(u64) -> Cell<u64>) {
        let [a, b, c, d, e, f, total] = counts;
        put(&mut self.natural_person, cell(a));
        put(&mut self.commercial_enterprise, cell(b));
        put(&mut self.research_institution, cell(c));
        put(&mut self.social_welfare_organization, cell(d));
        put(&mut self.legal_service_organization, cell(e));
        put(&mut self.other_organization, cell(f));
        put(&mut self.total, cell(total));
    }
}

/// Puts a cell in the place of one that has no text, which need not be freed.
#[inline(always)]
fn put(to: &mut Cell<u64>, cell: Cell<u64>) {
    std::mem::forget(std::mem::replace(to, cell));
}

impl From<[u64; 7]> for ApplicantCounts {
    fn from(counts: [u64; 7]) -> Self {
        counts.map(Cell::Value).into()
    }
}

impl From<[Cell<u64>; 7]> for ApplicantCounts {
    /// The cells in the order of the form: the six kinds of applicant, then the total.
    fn from(cells: [Cell<u64>; 7]) -> Self {
        let [
            natural_person,
            commercial_enterprise,
            research_institution,
            social_welfare_organization,
            legal_service_organization,
            other_organization,
            total,
        ] = cells;
        ApplicantCounts {
            natural_person,
            commercial_enterprise,
            research_institution,
            social_welfare_organization,
            legal_service_organization,
            other_organization,
            total,
        }
    }
}

impl Index<Applicant> for ApplicantCounts {
    type Output = Cell<u64>;

    fn index(&self, applicant: Applicant) -> &Cell<u64> {
        match applicant {
            Applicant::NaturalPerson => &self.natural_person,
            Applicant::CommercialEnterprise => &self.commercial_enterprise,
            Applicant::ResearchInstitution => &self.research_institution,
            Applicant::SocialWelfareOrganization => &self.social_welfare_organization,
            Applicant::LegalServiceOrganization => &self.legal_service_organization,
            Applicant::OtherOrganization => &self.other_organization,
            Applicant::Total => &self.total,
        }
    }
}

impl IndexMut<Applicant> for ApplicantCounts {
    fn index_mut(&mut self, applicant: Applicant) -> &mut Cell<u64> {
        match applicant {
            Applicant::NaturalPerson => &mut self.natural_person,
            Applicant::CommercialEnterprise => &mut self.commercial_enterprise,
            Applicant::ResearchInstitution => &mut self.research_institution,
            Applicant::SocialWelfareOrganization => &mut self.social_welfare_organization,
            Applicant::LegalServiceOrganization => &mut self.legal_service_organization,
            Applicant::OtherOrganization => &mut self.other_organization,
            Applicant::Total => &mut self.total,
        }
    }
}

/// **The application matrix**: section three, 23 rows of seven figures in the 2019 form, 25 in the
/// 2021 form.
///
/// - Indexed by [`Row`], or by a row and a column: `matrix[(Row::NewlyReceived,
///   Applicant::Total)]`.
/// - Rows that a form does not have are absent.
/// - Totals are those that the report prints, never computed.
/// - In JSON, an object whose keys spell the paths: `applications.denied.state_secret.total` is
///   `report["applications"]["denied"]["state_secret"]["total"]`.
///
/// ```
/// use gongkai::{Applicant, ApplicantCounts, ApplicationMatrix, Cell, Row};
///
/// let mut matrix = ApplicationMatrix::new();
/// matrix[Row::NewlyReceived] = ApplicantCounts::from([12, 0, 0, 0, 0, 0, 12]);
/// assert_eq!(matrix[(Row::NewlyReceived, Applicant::Total)], Cell::Value(12));
/// assert!(matrix[Row::OTHER].is_absent());
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ApplicationMatrix {
    rows: Box<[ApplicantCounts; Row::ALL.len()]>,
}

impl ApplicationMatrix {
    /// A matrix in which every cell is absent.
    pub fn new() -> Self {
        ApplicationMatrix { rows: Box::default() }
    }

    /// The row at a place in [`Row::ALL`].
    #[inline]
    pub(crate) fn nth_mut(&mut self, index: usize) -> Option<&mut ApplicantCounts> {
        self.rows.get_mut(index)
    }

    /// The rows that the document has any cell of, in the order of the form.
    pub fn rows(&self) -> impl Iterator<Item = (Row, &ApplicantCounts)> {
        Row::ALL.into_iter().zip(self.rows.iter()).filter(|(_, counts)| !counts.is_absent())
    }

    /// Whether （六）其他处理 is a single row, as in the 2019 form and in those copies of the 2021
    /// form that keep it: the single row is there and none of the three grounds.
    pub fn has_single_other_row(&self) -> bool {
        !self[Row::OTHER].is_absent()
            && [OtherGround::NotCorrectedInTime, OtherGround::FeeNotPaid, OtherGround::Unspecified]
                .into_iter()
                .all(|ground| self[Row::Outcome(Outcome::Other(Some(ground)))].is_absent())
    }

    /// Whether the document has no cell of the matrix.
    pub fn is_absent(&self) -> bool {
        self.rows.iter().all(ApplicantCounts::is_absent)
    }
}

impl fmt::Debug for ApplicationMatrix {
    /// The rows that are there.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.rows()).finish()
    }
}

impl Default for ApplicationMatrix {
    fn default() -> Self {
        ApplicationMatrix::new()
    }
}

impl Index<Row> for ApplicationMatrix {
    type Output = ApplicantCounts;

    fn index(&self, row: Row) -> &ApplicantCounts {
        &self.rows[row.index()]
    }
}

impl IndexMut<Row> for ApplicationMatrix {
    fn index_mut(&mut self, row: Row) -> &mut ApplicantCounts {
        &mut self.rows[row.index()]
    }
}

impl Index<(Row, Applicant)> for ApplicationMatrix {
    type Output = Cell<u64>;

    fn index(&self, (row, applicant): (Row, Applicant)) -> &Cell<u64> {
        &self[row][applicant]
    }
}

impl IndexMut<(Row, Applicant)> for ApplicationMatrix {
    fn index_mut(&mut self, (row, applicant): (Row, Applicant)) -> &mut Cell<u64> {
        &mut self[row][applicant]
    }
}

mod wire {
    //! The JSON form of the matrix: nested objects whose keys spell the paths.

    use std::fmt;

    use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, MapAccess, Visitor};
    use serde::ser::{Serialize, SerializeMap, Serializer};

    use super::{Applicant, ApplicantCounts, ApplicationMatrix, Cell, Row};

    /// The rows whose path is `segment`, or starts with `segment.`.
    fn group(segment: &str) -> impl Iterator<Item = (Row, &'static str)> {
        Row::ALL.into_iter().filter_map(move |row| {
            let rest = row.as_str().strip_prefix(segment)?;
            if rest.is_empty() { Some((row, "")) } else { Some((row, rest.strip_prefix('.')?)) }
        })
    }

    impl Serialize for ApplicationMatrix {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut map = serializer.serialize_map(None)?;
            let mut last = "";
            for (row, _) in self.rows() {
                let segment = row.as_str().split('.').next().unwrap_or_default();
                if segment != last {
                    map.serialize_entry(segment, &Group { matrix: self, segment })?;
                    last = segment;
                }
            }
            map.end()
        }
    }

    struct Group<'a> {
        matrix: &'a ApplicationMatrix,
        segment: &'static str,
    }

    impl Serialize for Group<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut map = serializer.serialize_map(None)?;
            for (row, rest) in group(self.segment) {
                let counts = &self.matrix[row];
                if rest.is_empty() {
                    for applicant in Applicant::ALL {
                        if !counts[applicant].is_absent() {
                            map.serialize_entry(applicant.as_str(), &counts[applicant])?;
                        }
                    }
                } else if !counts.is_absent() {
                    map.serialize_entry(rest, counts)?;
                }
            }
            map.end()
        }
    }

    impl<'de> Deserialize<'de> for ApplicationMatrix {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_map(MatrixVisitor)
        }
    }

    struct MatrixVisitor;

    impl<'de> Visitor<'de> for MatrixVisitor {
        type Value = ApplicationMatrix;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("the rows of the application matrix")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut matrix = ApplicationMatrix::new();
            while let Some(segment) = map.next_key::<String>()? {
                if group(&segment).next().is_none() {
                    return Err(de::Error::custom(format_args!("unknown row `{segment}`")));
                }
                map.next_value_seed(GroupSeed { matrix: &mut matrix, segment: &segment })?;
            }
            Ok(matrix)
        }
    }

    struct GroupSeed<'a> {
        matrix: &'a mut ApplicationMatrix,
        segment: &'a str,
    }

    impl<'de> DeserializeSeed<'de> for GroupSeed<'_> {
        type Value = ();

        fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
            deserializer.deserialize_map(self)
        }
    }

    impl<'de> Visitor<'de> for GroupSeed<'_> {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "the rows or figures of `{}`", self.segment)
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
            while let Some(key) = map.next_key::<String>()? {
                if let Some((row, _)) = group(self.segment).find(|(_, rest)| *rest == key) {
                    self.matrix[row] = map.next_value::<ApplicantCounts>()?;
                    continue;
                }
                let single = group(self.segment).find(|(_, rest)| rest.is_empty());
                let column = Applicant::ALL.into_iter().find(|applicant| applicant.as_str() == key);
                match (single, column) {
                    (Some((row, _)), Some(applicant)) => {
                        self.matrix[(row, applicant)] = map.next_value::<Cell<u64>>()?;
                    }
                    _ => {
                        return Err(de::Error::custom(format_args!(
                            "unknown row or column `{}.{key}`",
                            self.segment
                        )));
                    }
                }
            }
            Ok(())
        }
    }
}
