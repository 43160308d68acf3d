//! A number of a sentence with all that is found out about it, by one look after another.

use rust_decimal::Decimal;

use super::number::{Amount, Extent};
use super::topic::{Qualifier, Topic};
use super::words::{Mark, Words};

/// A number of a sentence with the words around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Draft {
    pub(super) amount: Amount,
    /// The words of its clause before it.
    pub(super) back: Words,
    /// The words behind it.
    pub(super) front: Words,
    /// The words of the clause before its own, and whether only a colon stands between them.
    pub(super) previous: (Words, bool),
    /// Whose it is, and whether of another time.
    pub(super) subject: Subject,
    pub(super) period: bool,
    /// How many years before the year that is reported on the clause names: 2019年结转.
    pub(super) years_before: Option<i32>,
    /// How many words of its clause name a way by which applications come.
    pub(super) channels: u8,
    /// Whether an outcome is named behind 占: the whole of a share, not what is shared.
    pub(super) share_of_outcome: bool,
    /// Whether the sentence spoke of applications before the number, and of nothing else since.
    pub(super) on_applications: bool,
    /// Whether it spoke of disclosure at all.
    pub(super) on_disclosure: bool,
    /// Whether it spoke of another matter before the number.
    pub(super) on_matter: bool,
    /// Whether 其中 stood before it in the sentence.
    pub(super) among: bool,
    /// Whether the sentence speaks of some applications only: of enterprises, on one matter.
    pub(super) narrowed: bool,
    /// Whether a percentage is of another whole than all of them: 占未公开件的66.7%.
    pub(super) foreign_whole: bool,
    /// Whether the clause before it has words that are not known.
    pub(super) is_of_unknown: bool,
    /// The mark before its clause, and whether a number stands right before that mark.
    pub(super) mark: Option<Mark>,
    pub(super) behind_number: bool,
    /// How many brackets are open.
    pub(super) depth: u8,
    pub(super) topic: Option<Topic>,
    pub(super) qualifier: Option<Qualifier>,
    pub(super) whole: Option<WholeAt>,
    /// Whether others are parts of it, or the next sentence may say so.
    pub(super) is_whole: bool,
}

/// Whose a number is: what stands farther down says less of what the tables count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Subject {
    #[default]
    Own,
    /// 县政府, 县本级: the government that reports, with those below it or without.
    Vague,
    Another,
}

/// The number of a whole.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct WholeAt {
    pub(super) extent: Extent,
    pub(super) value: Decimal,
    pub(super) may_overlap: bool,
}
