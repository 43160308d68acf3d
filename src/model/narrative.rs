//! The prose of a report: sections one, five and six, and the prose beside the tables.
//!
//! Prose is kept as it was published, in its script and its order, a paragraph a string.

use serde::{Deserialize, Serialize};

/// **What a sub-section of 一、总体情况 is about.**
///
/// The notices ask for the first five; governments add the other three.
///
/// ```
/// use gongkai::Theme;
///
/// assert_eq!(Theme::Supervision.as_str(), "supervision");
/// ```
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Theme {
    /// 主动公开.
    ProactiveDisclosure,
    /// 依申请公开.
    DisclosureOnApplication,
    /// 政府信息管理.
    InformationManagement,
    /// 平台建设.
    PlatformDevelopment,
    /// 监督保障.
    Supervision,
    /// 工作考核.
    PerformanceAssessment,
    /// 社会评议.
    PublicAppraisal,
    /// 责任追究.
    Accountability,
    /// None of these, or several at once.
    #[default]
    Other,
}

impl Theme {
    /// The name in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Theme::ProactiveDisclosure => "proactive_disclosure",
            Theme::DisclosureOnApplication => "disclosure_on_application",
            Theme::InformationManagement => "information_management",
            Theme::PlatformDevelopment => "platform_development",
            Theme::Supervision => "supervision",
            Theme::PerformanceAssessment => "performance_assessment",
            Theme::PublicAppraisal => "public_appraisal",
            Theme::Accountability => "accountability",
            Theme::Other => "other",
        }
    }
}

/// **A numbered sub-section of 一、总体情况**: `（一）主动公开情况` and the paragraphs under it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Subsection {
    /// The number as printed: 1 for （一）.
    pub ordinal: u32,
    /// The heading as printed, without its number; empty where the number stands right before the
    /// text.
    pub heading: String,
    /// What it is about, told from the heading.
    pub theme: Theme,
    /// The paragraphs under the heading.
    pub paragraphs: Vec<String>,
}

/// **Section one, 一、总体情况.**
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Overview {
    /// The paragraphs before the first sub-section.
    pub preamble: Vec<String>,
    /// The sub-sections.
    pub subsections: Vec<Subsection>,
}

/// **What an organ does about its problems**, under one lead sentence if there is one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Measures {
    /// The sentence that says which problem the measures are for, or introduces them; empty if
    /// there is none.
    pub lead: String,
    /// The measures, without the marks that number them (一是, 1., 一、).
    pub items: Vec<String>,
}

/// **Section five, 五、存在的主要问题及改进情况.**
///
/// Where the section names its problems and its measures apart, they are lists here; all other
/// prose of the section stays in `preamble`, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Problems {
    /// The paragraphs before the list of problems, or all of the section where it is not divided.
    pub preamble: Vec<String>,
    /// The problems, without the marks that number them.
    pub problems: Vec<String>,
    /// The measures, one group for each lead sentence.
    pub measures: Vec<Measures>,
}

/// **The prose that stands beside the tables of sections two, three and four**: notes under a
/// table, or figures told in prose where there is no table.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Notes {
    /// Section two.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub proactive: Vec<String>,
    /// Section three.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub applications: Vec<String>,
    /// Section four.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub disputes: Vec<String>,
}

impl Notes {
    /// Whether there is no such prose.
    pub fn is_empty(&self) -> bool {
        self.proactive.is_empty() && self.applications.is_empty() && self.disputes.is_empty()
    }
}
