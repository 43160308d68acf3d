//! Section four, 政府信息公开行政复议、行政诉讼情况: fifteen counts in one row.

use std::fmt;
use std::ops::{Index, IndexMut};

use serde::{Deserialize, Serialize};

use super::Cell;

/// **The way in which a decision was disputed.**
///
/// ```
/// use gongkai::Channel;
///
/// assert_eq!(Channel::Reconsideration.as_str(), "reconsideration");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Channel {
    /// 行政复议, administrative reconsideration.
    Reconsideration,
    /// 行政诉讼 未经复议直接起诉, administrative litigation without reconsideration before it.
    LitigationDirect,
    /// 行政诉讼 复议后起诉, administrative litigation after reconsideration.
    LitigationAfterReconsideration,
}

impl Channel {
    /// The three in the order of the form.
    pub const ALL: [Channel; 3] = [
        Channel::Reconsideration,
        Channel::LitigationDirect,
        Channel::LitigationAfterReconsideration,
    ];

    /// The name in paths and in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Channel::Reconsideration => "reconsideration",
            Channel::LitigationDirect => "litigation_direct",
            Channel::LitigationAfterReconsideration => "litigation_after_reconsideration",
        }
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// **How a dispute ended**, or the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ruling {
    /// 结果维持: the decision was upheld.
    Upheld,
    /// 结果纠正: the decision was corrected.
    Corrected,
    /// 其他结果: it ended in another way.
    Other,
    /// 尚未审结: it has not ended yet.
    Pending,
    /// 总计, the sum of the four.
    Total,
}

impl Ruling {
    /// The five in the order of the form.
    pub const ALL: [Ruling; 5] =
        [Ruling::Upheld, Ruling::Corrected, Ruling::Other, Ruling::Pending, Ruling::Total];

    /// The four that the total sums up.
    pub const PARTS: [Ruling; 4] =
        [Ruling::Upheld, Ruling::Corrected, Ruling::Other, Ruling::Pending];

    /// The name in paths and in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Ruling::Upheld => "upheld",
            Ruling::Corrected => "corrected",
            Ruling::Other => "other",
            Ruling::Pending => "pending",
            Ruling::Total => "total",
        }
    }
}

impl fmt::Display for Ruling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// **The five counts of one [`Channel`].** Indexed by [`Ruling`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct DisputeCounts {
    /// 结果维持.
    #[serde(skip_serializing_if = "Cell::is_absent")]
    pub upheld: Cell<u64>,
    /// 结果纠正.
    #[serde(skip_serializing_if = "Cell::is_absent")]
    pub corrected: Cell<u64>,
    /// 其他结果.
    #[serde(skip_serializing_if = "Cell::is_absent")]
    pub other: Cell<u64>,
    /// 尚未审结.
    #[serde(skip_serializing_if = "Cell::is_absent")]
    pub pending: Cell<u64>,
    /// 总计, as printed; never computed.
    #[serde(skip_serializing_if = "Cell::is_absent")]
    pub total: Cell<u64>,
}

impl DisputeCounts {
    /// Whether the document has no cell of this group.
    pub fn is_absent(&self) -> bool {
        Ruling::ALL.iter().all(|&ruling| self[ruling].is_absent())
    }
}

impl DisputeCounts {
    /// Puts in counts in the order of the form, each to its place at once: copying a row takes longer.
    #[inline(always)]
    pub(crate) fn fill(&mut self, counts: [u64; 5], mut cell: impl FnMut(u64) -> Cell<u64>) {
        let [a, b, c, d, total] = counts;
        self.upheld = cell(a);
        self.corrected = cell(b);
        self.other = cell(c);
        self.pending = cell(d);
        self.total = cell(total);
    }
}

impl From<[u64; 5]> for DisputeCounts {
    /// The counts in the order of the form: the four rulings, then the total.
    fn from(counts: [u64; 5]) -> Self {
        let [upheld, corrected, other, pending, total] = counts.map(Cell::Value);
        DisputeCounts { upheld, corrected, other, pending, total }
    }
}

impl Index<Ruling> for DisputeCounts {
    type Output = Cell<u64>;

    fn index(&self, ruling: Ruling) -> &Cell<u64> {
        match ruling {
            Ruling::Upheld => &self.upheld,
            Ruling::Corrected => &self.corrected,
            Ruling::Other => &self.other,
            Ruling::Pending => &self.pending,
            Ruling::Total => &self.total,
        }
    }
}

impl IndexMut<Ruling> for DisputeCounts {
    fn index_mut(&mut self, ruling: Ruling) -> &mut Cell<u64> {
        match ruling {
            Ruling::Upheld => &mut self.upheld,
            Ruling::Corrected => &mut self.corrected,
            Ruling::Other => &mut self.other,
            Ruling::Pending => &mut self.pending,
            Ruling::Total => &mut self.total,
        }
    }
}

/// **Section four**: reconsideration and litigation over disclosure, the same in both forms.
///
/// ```
/// use gongkai::{Cell, Channel, DisputeCounts, Disputes, Ruling};
///
/// let mut disputes = Disputes::default();
/// disputes.reconsideration = DisputeCounts::from([27, 10, 9, 15, 61]);
/// assert_eq!(disputes[Channel::Reconsideration][Ruling::Total], Cell::Value(61));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Disputes {
    /// 行政复议.
    #[serde(skip_serializing_if = "DisputeCounts::is_absent")]
    pub reconsideration: DisputeCounts,
    /// 行政诉讼, 未经复议直接起诉.
    #[serde(skip_serializing_if = "DisputeCounts::is_absent")]
    pub litigation_direct: DisputeCounts,
    /// 行政诉讼, 复议后起诉.
    #[serde(skip_serializing_if = "DisputeCounts::is_absent")]
    pub litigation_after_reconsideration: DisputeCounts,
}

impl Disputes {
    /// Whether the document has no cell of the section.
    pub fn is_absent(&self) -> bool {
        Channel::ALL.iter().all(|&channel| self[channel].is_absent())
    }
}

impl Index<Channel> for Disputes {
    type Output = DisputeCounts;

    fn index(&self, channel: Channel) -> &DisputeCounts {
        match channel {
            Channel::Reconsideration => &self.reconsideration,
            Channel::LitigationDirect => &self.litigation_direct,
            Channel::LitigationAfterReconsideration => &self.litigation_after_reconsideration,
        }
    }
}

impl IndexMut<Channel> for Disputes {
    fn index_mut(&mut self, channel: Channel) -> &mut DisputeCounts {
        match channel {
            Channel::Reconsideration => &mut self.reconsideration,
            Channel::LitigationDirect => &mut self.litigation_direct,
            Channel::LitigationAfterReconsideration => &mut self.litigation_after_reconsideration,
        }
    }
}
