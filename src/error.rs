//! The few ways in which a call can fail.

use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::input::{InputKind, Limit};

/// **A text is not a figure of the kind that was asked for.**
///
/// ```
/// use gongkai::Money;
///
/// let error = "近150十万元".parse::<Money>().unwrap_err();
/// assert_eq!(error.text, "近150十万元");
/// assert!(error.to_string().contains("is not an amount of money"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{text}” is not {expected}")]
#[non_exhaustive]
pub struct LiteralError {
    /// The text as it was given.
    pub text: String,
    /// What was asked for: `a change`, `an amount of money`, `a unit`.
    pub expected: &'static str,
}

/// **Part of a report could not be read**, from the strict ways of reading: `FromStr` of
/// [`AnnualReport`](crate::AnnualReport) and [`Parsed::into_result`](crate::Parsed::into_result).
///
/// The lenient way, [`parse`](crate::parse()), gives what could be read beside the same diagnostics.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", summary(.diagnostics))]
#[non_exhaustive]
pub struct ParseError {
    /// Everything that reading had to say; at least one of it is of [`Severity::Error`].
    pub diagnostics: Vec<Diagnostic>,
}

fn summary(diagnostics: &[Diagnostic]) -> String {
    let errors = || diagnostics.iter().filter(|d| d.severity() == Severity::Error);
    match (errors().next(), errors().count()) {
        (Some(first), 1) => first.to_string(),
        (Some(first), n) => format!("{first} (and {} more)", n - 1),
        (None, _) => "the report could not be read".to_owned(),
    }
}

/// **A document could not be turned into text**, from [`read`](crate::read()) and its like. What the
/// text says is never such an error: that is told by [diagnostics](crate::Parsed::diagnostics).
///
/// ```
/// use gongkai::ReadError;
///
/// // The first bytes of a document of old Word versions.
/// let error = gongkai::read(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).unwrap_err();
/// assert!(matches!(error, ReadError::Unsupported { .. }));
/// assert!(error.to_string().contains("save it as .docx"));
/// ```
///
/// What to do about each:
///
/// | variant | remedy |
/// |---|---|
/// | `FeatureOff`, `NotUtf8` | build the crate with the feature that the message names |
/// | `WrongKind` | call [`read`](crate::read()), or the method of [`Reader`](crate::Reader) for the kind |
/// | `Unsupported` | do with the file what the message says, such as saving it without its password |
/// | `Damaged` | get the file again |
/// | `PastLimit` | set a higher limit, if you trust the file |
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The crate was built without the feature that reads documents of the kind.
    #[error("this is {kind}; to read it, build gongkai with the feature `{feature}`")]
    FeatureOff {
        /// What the document is.
        kind: InputKind,
        /// The feature that reads it.
        feature: &'static str,
    },
    /// The document is of another kind than the one whose reader was called.
    #[error("this is {found}, not {expected}; Reader::read takes either")]
    WrongKind {
        /// What was to be read.
        expected: InputKind,
        /// What the document is.
        found: InputKind,
    },
    /// Documents of the kind are not read. A Word or PDF document that asks for a password is of the kind
    /// [`InputKind::Encrypted`].
    #[error("this is {kind}, which is not read; {}", .kind.advice())]
    Unsupported {
        /// What the document is.
        kind: InputKind,
    },
    /// The text is not in UTF-8, and the crate was built without the feature that reads others.
    #[error(
        "the text is not in UTF-8 (byte {at}); to read GB18030, Big5 and UTF-16, build gongkai with \
         the feature `encoding`, or convert it"
    )]
    NotUtf8 {
        /// The first byte that is not UTF-8.
        at: usize,
    },
    /// The document is not what its first bytes say, or part of it is missing.
    #[error("this is {kind}, but it is damaged: {reason}")]
    Damaged {
        /// What the document says it is.
        kind: InputKind,
        /// What is wrong, in English: `it has no pages`.
        reason: String,
    },
    /// The document passes a limit of the [`Reader`](crate::Reader).
    #[error("the document has more than {max} {limit}; Reader::{} sets another limit", .limit.setter())]
    PastLimit {
        /// Which limit.
        limit: Limit,
        /// Its value.
        max: usize,
    },
}

impl ReadError {
    /// The error as a sentence. In English it is what [`Display`](std::fmt::Display) prints; what is wrong
    /// with a damaged document is told in English in either language.
    ///
    /// ```
    /// use gongkai::Language;
    ///
    /// let error = gongkai::read(b"{\\rtf1}").unwrap_err();
    /// assert!(error.message(Language::English).contains("save it as .docx"));
    /// assert!(error.message(Language::Chinese).contains("另存为 .docx"));
    /// ```
    pub fn message(&self, language: Language) -> String {
        if language == Language::English {
            return self.to_string();
        }
        // A blank stands between Chinese and Latin characters.
        let name = |kind: &InputKind| match kind.chinese() {
            name if name.starts_with(|c: char| c.is_ascii()) => format!(" {name}"),
            name => name.to_owned(),
        };
        match self {
            ReadError::FeatureOff { kind, feature } => {
                format!("这是{}；要读取它，编译 gongkai 时须启用特性 `{feature}`", name(kind))
            }
            ReadError::WrongKind { expected, found } => {
                let (expected, found) = (name(expected), name(found));
                format!("这是{found}，不是{expected}；Reader::read 两者都可读取")
            }
            ReadError::Unsupported { kind } => {
                format!("这是{}，不能直接读取；{}", name(kind), kind.chinese_advice())
            }
            ReadError::NotUtf8 { at } => format!(
                "文本不是 UTF-8 编码（第 {at} 字节处）；要读取 GB18030、Big5 和 UTF-16 编码的文本，\
                 编译 gongkai 时须启用特性 `encoding`，或先转换编码"
            ),
            ReadError::Damaged { kind, reason } => {
                format!("这是{}，但文件不完整或已损坏（{reason}）", name(kind))
            }
            ReadError::PastLimit { limit, max } => {
                let (what, setter) = (limit.chinese(), limit.setter());
                format!("文档超过 {max} {what}的上限；可用 Reader::{setter} 另设上限")
            }
        }
    }
}
