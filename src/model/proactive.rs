//! Section two, 主动公开政府信息情况: normative documents, administrative acts, fees and
//! procurement.
//!
//! The 2019 and the 2021 form ask different figures of the same subjects. Each subject is one
//! struct here that holds the figures of both; those that a form does not have are absent.

use serde::{Deserialize, Serialize};

use super::{Cell, Change, Money};

/// **Documents of one kind**: 第二十条第（一）项.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Documents {
    /// 本年新制作数量, made this year (2019 form).
    #[serde(skip_serializing_if = "Cell::is_absent")]
    pub made: Cell<u64>,
    /// 本年新公开数量, newly disclosed this year (2019 form).
    #[serde(skip_serializing_if = "Cell::is_absent")]
    pub disclosed: Cell<u64>,
    /// 对外公开总数量, all that are disclosed (2019 form).
    #[serde(skip_serializing_if = "Cell::is_absent")]
    pub total: Cell<u64>,
    /// 本年制发件数, issued this year (2021 form).
    #[serde(skip_serializing_if = "Cell::is_absent")]
    pub issued: Cell<u64>,
    /// 本年废止件数, repealed this year (2021 form).
    #[serde(skip_serializing_if = "Cell::is_absent")]
    pub repealed: Cell<u64>,
    /// 现行有效件数, in force at the end of the year (2021 form).
    #[serde(skip_serializing_if = "Cell::is_absent")]
    pub in_force: Cell<u64>,
}

impl Documents {
    /// Whether the document has no cell of this row.
    pub fn is_absent(&self) -> bool {
        *self == Documents::default()
    }
}

/// **Administrative acts of one kind**: 第二十条第（五）项 and 第（六）项.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Acts {
    /// 上一年项目数量, items in the year before (2019 form).
    #[serde(skip_serializing_if = "Cell::is_absent")]
    pub previous: Cell<u64>,
    /// 本年增/减, the change of the number of items this year (2019 form).
    #[serde(skip_serializing_if = "Cell::is_absent")]
    pub change: Cell<Change>,
    /// 处理决定数量 (2019 form), 本年处理决定数量 (2021 form): decisions made.
    #[serde(skip_serializing_if = "Cell::is_absent")]
    pub decisions: Cell<u64>,
}

impl Acts {
    /// Whether the document has no cell of this row.
    pub fn is_absent(&self) -> bool {
        *self == Acts::default()
    }
}

/// **Administrative and institutional fees** (行政事业性收费): 第二十条第（八）项.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Fees {
    /// 上一年项目数量, items in the year before (2019 form).
    #[serde(skip_serializing_if = "Cell::is_absent")]
    pub previous: Cell<u64>,
    /// 本年增/减, the change of the number of items this year (2019 form).
    #[serde(skip_serializing_if = "Cell::is_absent")]
    pub change: Cell<Change>,
    /// 本年收费金额（单位：万元）, the amount collected this year (2021 form).
    #[serde(skip_serializing_if = "Cell::is_absent")]
    pub amount: Cell<Money>,
}

impl Fees {
    /// Whether the document has no cell of this row.
    pub fn is_absent(&self) -> bool {
        *self == Fees::default()
    }
}

/// **Centralized procurement** (政府集中采购): 第二十条第（九）项, 2019 form only.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Procurement {
    /// 采购项目数量, procurement projects.
    #[serde(skip_serializing_if = "Cell::is_absent")]
    pub projects: Cell<u64>,
    /// 采购总金额, the total amount. The form states no unit, so the cell does or leaves it out.
    #[serde(skip_serializing_if = "Cell::is_absent")]
    pub amount: Cell<Money>,
}

impl Procurement {
    /// Whether the document has no cell of this row.
    pub fn is_absent(&self) -> bool {
        *self == Procurement::default()
    }
}

/// **Section two**: 22 figures in the 2019 form, 10 in the 2021 form.
///
/// ```
/// use gongkai::{Cell, Money, Proactive};
///
/// let mut proactive = Proactive::default();
/// proactive.procurement.projects = Cell::Value(15);
/// proactive.procurement.amount = Cell::Value("679.7万元".parse()?);
/// assert!(proactive.fees.is_absent());
/// # Ok::<(), gongkai::LiteralError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Proactive {
    /// 规章, rules.
    #[serde(skip_serializing_if = "Documents::is_absent")]
    pub rules: Documents,
    /// 规范性文件 (2019 form), 行政规范性文件 (2021 form): normative documents.
    #[serde(skip_serializing_if = "Documents::is_absent")]
    pub normative_documents: Documents,
    /// 行政许可, administrative licensing.
    #[serde(skip_serializing_if = "Acts::is_absent")]
    pub licensing: Acts,
    /// 其他对外管理服务事项, other administrative services (2019 form).
    #[serde(skip_serializing_if = "Acts::is_absent")]
    pub other_services: Acts,
    /// 行政处罚, administrative penalties.
    #[serde(skip_serializing_if = "Acts::is_absent")]
    pub penalties: Acts,
    /// 行政强制, administrative coercion.
    #[serde(skip_serializing_if = "Acts::is_absent")]
    pub coercion: Acts,
    /// 行政事业性收费, fees.
    #[serde(skip_serializing_if = "Fees::is_absent")]
    pub fees: Fees,
    /// 政府集中采购, centralized procurement (2019 form).
    #[serde(skip_serializing_if = "Procurement::is_absent")]
    pub procurement: Procurement,
}

impl Proactive {
    /// Whether the document has no cell of the section.
    pub fn is_absent(&self) -> bool {
        self.rules.is_absent()
            && self.normative_documents.is_absent()
            && self.licensing.is_absent()
            && self.other_services.is_absent()
            && self.penalties.is_absent()
            && self.coercion.is_absent()
            && self.fees.is_absent()
            && self.procurement.is_absent()
    }
}
