//! What figures in prose are about.

use std::fmt;

/// **What a figure in prose is about**, of what the tables count as well.
///
/// ```
/// use gongkai::{AnnualReport, OutcomeGroup, Topic};
///
/// let text = "全年收到政府信息公开申请5件，其中不予公开、无法提供共2件。";
/// let report = AnnualReport { other: vec![text.to_owned()], ..AnnualReport::default() };
/// let topic = report.quantities().nth(1).unwrap().topic.unwrap();
/// let Topic::Outcomes(groups) = topic else { panic!("{topic:?}") };
/// assert!(groups.iter().eq([OutcomeGroup::Denied, OutcomeGroup::Unavailable]));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Topic {
    /// 收到政府信息公开申请: applications received.
    Received,
    /// 上年结转: applications carried over from the year before.
    CarriedOver,
    /// 办理依申请公开: applications handled, which may be those received and those answered.
    Handled,
    /// 答复, 办结: applications answered.
    Answered,
    /// 结转下年度: applications carried forward to the next year.
    CarriedForward,
    /// 予以公开, 不予公开 and so on: the applications of one or several groups of outcomes.
    Outcomes(OutcomeGroups),
    /// 行政复议.
    Reconsideration,
    /// 行政诉讼.
    Litigation,
    /// 未经复议直接起诉.
    LitigationDirect,
    /// 复议后起诉.
    LitigationAfterReconsideration,
    /// 行政复议、行政诉讼 in one number.
    Disputes,
    /// 信息处理费, which is no 行政事业性收费 of section two.
    ProcessingFee,
}

impl Topic {
    /// Whether it is disputes of any kind.
    pub(super) const fn is_dispute(self) -> bool {
        matches!(
            self,
            Topic::Reconsideration
                | Topic::Litigation
                | Topic::LitigationDirect
                | Topic::LitigationAfterReconsideration
                | Topic::Disputes
        )
    }
}

/// A group of outcomes: （一） to （六） under 三、本年度办理结果.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OutcomeGroup {
    /// （一）予以公开.
    Granted,
    /// （二）部分公开.
    PartiallyGranted,
    /// （三）不予公开.
    Denied,
    /// （四）无法提供.
    Unavailable,
    /// （五）不予处理.
    NotProcessed,
    /// （六）其他处理.
    Other,
}

impl OutcomeGroup {
    /// The six in the order of the form.
    pub const ALL: [OutcomeGroup; 6] = [
        OutcomeGroup::Granted,
        OutcomeGroup::PartiallyGranted,
        OutcomeGroup::Denied,
        OutcomeGroup::Unavailable,
        OutcomeGroup::NotProcessed,
        OutcomeGroup::Other,
    ];
}

/// One or several [groups of outcomes](OutcomeGroup): 予以及部分公开 are two.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct OutcomeGroups(u8);

impl OutcomeGroups {
    /// None of them.
    pub const NONE: OutcomeGroups = OutcomeGroups(0);

    /// These and another.
    #[must_use]
    pub const fn with(self, group: OutcomeGroup) -> Self {
        OutcomeGroups(self.0 | 1 << group as u8)
    }

    /// Whether a group is among them.
    pub const fn contains(self, group: OutcomeGroup) -> bool {
        self.0 & (1 << group as u8) != 0
    }

    /// Whether there are none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The groups in the order of the form.
    pub fn iter(self) -> impl Iterator<Item = OutcomeGroup> {
        OutcomeGroup::ALL.into_iter().filter(move |&group| self.contains(group))
    }
}

impl fmt::Debug for OutcomeGroups {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// **What keeps a figure in prose from being that of the whole organ and the whole year.**
///
/// ```
/// use gongkai::{AnnualReport, Qualifier};
///
/// let text = "收到政府信息公开申请12件，比上年增加3件。";
/// let report = AnnualReport { other: vec![text.to_owned()], ..AnnualReport::default() };
/// assert_eq!(report.quantities().nth(1).unwrap().qualifier, Some(Qualifier::Difference));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Qualifier {
    /// It is a difference: 比上年增加3件.
    Difference,
    /// It is of another time than the year that is reported on: 去年, 上半年, 2012年以来.
    Period,
    /// It is of another organ, or of more or fewer than the one that reports: 区政府办收到17件.
    Organ,
    /// It is of some only: those that came by letter, of enterprises, on one ground, or ended so.
    Part,
    /// It is, or may be, of another matter: 信访, 提案, 许可.
    Matter,
    /// It is said of each of several: 各1件, 分别为.
    Several,
    /// The words can be read in several ways.
    Unclear,
}
