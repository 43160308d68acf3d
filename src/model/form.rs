//! What the two official forms are: the forms themselves, their sections, and the scripts in which
//! reports are written.
//!
//! The forms are those of the notices 国办公开办函〔2019〕60号 and 国办公开办函〔2021〕30号 of the office
//! for information disclosure of the State Council's General Office
//! (国务院办公厅政府信息与政务公开办公室).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// **The official form that a report follows.**
///
/// The form is told from the column labels of a report, never from its year: some organs used the
/// 2019 form for 2021 and 2022.
///
/// - [`Display`](fmt::Display), [`FromStr`] and JSON: `2019`, `2021`.
///
/// ```
/// use gongkai::{Form, OtherRows};
///
/// assert_eq!(Form::Y2019.to_string(), "2019");
/// assert_eq!(Form::Y2019.fields(OtherRows::Single).count(), 198);
/// assert_eq!(Form::Y2021.fields(OtherRows::ByGround).count(), 200);
/// assert_eq!(Form::Y2021.fields(OtherRows::Single).count(), 186);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Form {
    /// 国办公开办函〔2019〕60号, for the report years 2019 and 2020.
    #[serde(rename = "2019")]
    Y2019,
    /// 国办公开办函〔2021〕30号, for the report years from 2021 on.
    #[serde(rename = "2021")]
    Y2021,
}

/// **How the matrix states （六）其他处理**: as one row, or as three.
///
/// The 2019 form has one row, the 2021 form three; some sites keep the one row in the 2021 form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OtherRows {
    /// One row.
    Single,
    /// A row for each of the three grounds.
    ByGround,
}

impl Form {
    /// The form that a year should have been reported in: 2019 up to 2020, 2021 after.
    pub const fn prescribed_for(year: u16) -> Form {
        if year <= 2020 { Form::Y2019 } else { Form::Y2021 }
    }

    /// How the form states （六）其他处理.
    pub const fn other_rows(self) -> OtherRows {
        match self {
            Form::Y2019 => OtherRows::Single,
            Form::Y2021 => OtherRows::ByGround,
        }
    }

    /// `2019` or `2021`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Form::Y2019 => "2019",
            Form::Y2021 => "2021",
        }
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The text is not the name of a form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not the name of a form; the forms are `2019` and `2021`")]
pub struct UnknownForm(
    /// The text as it was given.
    pub String,
);

impl FromStr for Form {
    type Err = UnknownForm;

    fn from_str(text: &str) -> Result<Self, UnknownForm> {
        match text {
            "2019" => Ok(Form::Y2019),
            "2021" => Ok(Form::Y2021),
            _ => Err(UnknownForm(text.to_owned())),
        }
    }
}

/// **The script that a report is written in.** The text of a report is never converted; the script
/// decides in which characters its labels are written out.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Script {
    /// 简体.
    #[default]
    Simplified,
    /// 繁體.
    Traditional,
}

/// **A section of the report**, the same six in both forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// 一、总体情况.
    Overview,
    /// 二、主动公开政府信息情况.
    Proactive,
    /// 三、收到和处理政府信息公开申请情况.
    Applications,
    /// 四、政府信息公开行政复议、行政诉讼情况.
    Disputes,
    /// 五、存在的主要问题及改进情况.
    Problems,
    /// 六、其他需要报告的事项.
    Other,
}

impl Section {
    /// The six in order.
    pub const ALL: [Section; 6] = [
        Section::Overview,
        Section::Proactive,
        Section::Applications,
        Section::Disputes,
        Section::Problems,
        Section::Other,
    ];

    /// The name in paths and in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Section::Overview => "overview",
            Section::Proactive => "proactive",
            Section::Applications => "applications",
            Section::Disputes => "disputes",
            Section::Problems => "problems",
            Section::Other => "other",
        }
    }

    /// The official heading, without its number.
    pub const fn heading(self) -> Wording {
        match self {
            Section::Overview => Wording("总体情况", "總體情況"),
            Section::Proactive => Wording("主动公开政府信息情况", "主動公開政府信息情況"),
            Section::Applications => {
                Wording("收到和处理政府信息公开申请情况", "收到和處理政府信息公開申請情況")
            }
            Section::Disputes => {
                Wording("政府信息公开行政复议、行政诉讼情况", "政府信息公開行政複議、行政訴訟情況")
            }
            Section::Problems => Wording("存在的主要问题及改进情况", "存在的主要問題及改進情況"),
            Section::Other => Wording("其他需要报告的事项", "其他需要報告的事項"),
        }
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A wording of the form in both scripts: Simplified, Traditional.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Wording(
    /// Simplified, as in the notice.
    pub &'static str,
    /// Traditional.
    pub &'static str,
);

impl Wording {
    /// The wording in a script.
    ///
    /// ```
    /// use gongkai::{Script, Section};
    ///
    /// assert_eq!(Section::Overview.heading().in_script(Script::Traditional), "總體情況");
    /// ```
    pub const fn in_script(self, script: Script) -> &'static str {
        match script {
            Script::Simplified => self.0,
            Script::Traditional => self.1,
        }
    }
}
