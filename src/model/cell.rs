//! What stands in one cell of a table: [`Cell`], and the two kinds of figure that are not plain
//! counts, [`Change`] and [`Money`].

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// **One cell of a table of the report.**
///
/// A blank cell, a `/` and a `0` are three different statements of the organ that published the
/// report, so they stay three different values here.
///
/// | state | in the document | in JSON |
/// |---|---|---|
/// | [`Value`](Cell::Value) | `12`, `增128`, `679.7万元` | the figure |
/// | [`Blank`](Cell::Blank) | an empty cell | `""` |
/// | [`NotApplicable`](Cell::NotApplicable) | `/`, `-`, `—`, `无`, `不涉及`, `不适用`, `N/A` | `"/"` |
/// | [`Unread`](Cell::Unread) | text that is no figure, or whose place in the table is not proved | `{"unread": "…"}` |
/// | [`Absent`](Cell::Absent) | the document has no such cell | the key is left out; alone, `null` |
///
/// ```
/// use gongkai::Cell;
///
/// let cell = Cell::Value(12_u64);
/// assert_eq!(cell.value(), Some(&12));
/// assert_eq!(Cell::<u64>::Blank.value(), None);
/// assert_eq!(Cell::<u64>::default(), Cell::Absent);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Cell<T> {
    /// A figure.
    Value(T),
    /// An empty cell. It is not zero: the organ printed nothing.
    Blank,
    /// A mark that says that the figure does not apply: `/`, `-`, `—`, `无`, `不涉及`, `不适用`, `N/A`.
    NotApplicable,
    /// Text that could not be read as a figure, or could not be given its place in the table with
    /// certainty. A diagnostic says why. Where a whole row could not be given to its columns, each
    /// of its cells holds the text of the row.
    Unread(String),
    /// The document has no such cell.
    #[default]
    Absent,
}

impl<T> Cell<T> {
    /// The figure, if the cell holds one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Cell::Value(value) => Some(value),
            _ => None,
        }
    }

    /// The text of a cell that was not read.
    ///
    /// ```
    /// # use gongkai::Cell;
    /// assert_eq!(Cell::<u64>::Unread("12?".to_owned()).unread(), Some("12?"));
    /// assert_eq!(Cell::Value(12_u64).unread(), None);
    /// ```
    pub fn unread(&self) -> Option<&str> {
        match self {
            Cell::Unread(text) => Some(text),
            _ => None,
        }
    }

    /// Whether the cell holds a figure.
    pub fn is_value(&self) -> bool {
        matches!(self, Cell::Value(_))
    }

    /// Whether the document has no such cell.
    pub fn is_absent(&self) -> bool {
        matches!(self, Cell::Absent)
    }

    /// Which of the five states the cell is in.
    pub fn state(&self) -> CellState {
        match self {
            Cell::Value(_) => CellState::Value,
            Cell::Blank => CellState::Blank,
            Cell::NotApplicable => CellState::NotApplicable,
            Cell::Unread(_) => CellState::Unread,
            Cell::Absent => CellState::Absent,
        }
    }

    /// The same cell with its figure converted by `f`.
    ///
    /// ```
    /// # use gongkai::Cell;
    /// assert_eq!(Cell::Value(2_u64).map(|n| n * 10), Cell::Value(20));
    /// assert_eq!(Cell::<u64>::Blank.map(|n| n * 10), Cell::Blank);
    /// ```
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Cell<U> {
        match self {
            Cell::Value(value) => Cell::Value(f(value)),
            Cell::Blank => Cell::Blank,
            Cell::NotApplicable => Cell::NotApplicable,
            Cell::Unread(text) => Cell::Unread(text),
            Cell::Absent => Cell::Absent,
        }
    }
}

impl<T> From<T> for Cell<T> {
    fn from(value: T) -> Self {
        Cell::Value(value)
    }
}

/// The state of a [`Cell`] without its content, named as in tidy data.
///
/// ```
/// use gongkai::{Cell, CellState};
///
/// assert_eq!(Cell::<u64>::NotApplicable.state(), CellState::NotApplicable);
/// assert_eq!(CellState::NotApplicable.to_string(), "not_applicable");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CellState {
    /// The cell holds a figure.
    Value,
    /// The cell is empty.
    Blank,
    /// The cell holds a not-applicable mark.
    NotApplicable,
    /// The cell holds text that was not read as a figure.
    Unread,
    /// The document has no such cell.
    Absent,
}

impl CellState {
    /// `value`, `blank`, `not_applicable`, `unread` or `absent`.
    pub fn as_str(self) -> &'static str {
        match self {
            CellState::Value => "value",
            CellState::Blank => "blank",
            CellState::NotApplicable => "not_applicable",
            CellState::Unread => "unread",
            CellState::Absent => "absent",
        }
    }
}

impl fmt::Display for CellState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// **The change of a number of items against the year before** (本年增/减, 2019 form).
///
/// Written `增128`, `减6`, `+18`, `-18` or plain `4` in reports; [`Display`](fmt::Display) writes
/// `+128`, `-6`, `0`, and [`FromStr`](std::str::FromStr) reads all of these. In JSON it is a plain
/// number.
///
/// ```
/// use gongkai::Change;
///
/// assert_eq!("减6".parse(), Ok(Change(-6)));
/// assert_eq!(Change(128).to_string(), "+128");
/// ```
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Change(pub i64);

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            0 => f.pad("0"),
            n => f.pad(&format!("{n:+}")),
        }
    }
}

/// **The unit in which an amount of money was printed.**
///
/// The 2021 form states 万元 in a column header; the 2019 form states none, so that each report
/// prints its own, or none at all.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Unit {
    /// 元, yuan.
    #[serde(rename = "元")]
    Yuan,
    /// 万元, ten thousand yuan.
    #[serde(rename = "万元")]
    TenThousandYuan,
    /// 亿元, a hundred million yuan.
    #[serde(rename = "亿元")]
    HundredMillionYuan,
    /// The report states no unit, in the cell or in the header. The amount is then not known.
    #[default]
    #[serde(rename = "unstated")]
    Unstated,
}

impl Unit {
    /// How many yuan one of this unit is, or `None` where the report states no unit.
    ///
    /// ```
    /// # use gongkai::Unit;
    /// assert_eq!(Unit::TenThousandYuan.in_yuan(), Some(10_000));
    /// assert_eq!(Unit::Unstated.in_yuan(), None);
    /// ```
    pub fn in_yuan(self) -> Option<u32> {
        match self {
            Unit::Yuan => Some(1),
            Unit::TenThousandYuan => Some(10_000),
            Unit::HundredMillionYuan => Some(100_000_000),
            Unit::Unstated => None,
        }
    }

    /// 元, 万元 or 亿元; empty for [`Unit::Unstated`].
    pub fn as_str(self) -> &'static str {
        match self {
            Unit::Yuan => "元",
            Unit::TenThousandYuan => "万元",
            Unit::HundredMillionYuan => "亿元",
            Unit::Unstated => "",
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// **An amount of money as it was printed**: the amount and the unit, so that `679.7万元` stays
/// 679.7 万元 and still gives 6797000 yuan.
///
/// - [`yuan`](Money::yuan) converts exactly, in decimal arithmetic.
/// - Equality is that of the printed amount and unit: 1 万元 and 10000 元 are not equal;
///   679.7 and 679.70 are.
/// - In JSON: `{"amount": "679.7", "unit": "万元"}`. The amount is a string, because a JSON number
///   becomes a binary fraction in most readers.
///
/// ```
/// use gongkai::{Money, Unit};
///
/// let money: Money = "679.7万元".parse()?;
/// assert_eq!(money.unit, Unit::TenThousandYuan);
/// assert_eq!(money.yuan().unwrap().to_string(), "6797000");
/// assert_eq!(money.to_string(), "679.7万元");
/// # Ok::<(), gongkai::LiteralError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// The amount in [`unit`](Money::unit).
    #[serde(deserialize_with = "wire::amount")]
    pub amount: Decimal,
    /// The unit that the cell or its column header states.
    pub unit: Unit,
}

impl Money {
    /// An amount in a unit.
    pub const fn new(amount: Decimal, unit: Unit) -> Self {
        Money { amount, unit }
    }

    /// The amount in yuan, without trailing zeros; `None` where no unit is stated, or the product
    /// has more digits than a [`Decimal`] holds.
    pub fn yuan(&self) -> Option<Decimal> {
        let factor = self.unit.in_yuan()?;
        let yuan = self.amount.checked_mul(Decimal::from(factor))?;
        Some(yuan.normalize())
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.amount.normalize(), self.unit)
    }
}

mod wire {
    //! The JSON forms of a cell. Written by hand, because the five states are told apart by JSON
    //! type, which serde's untagged enums do with worse messages and a copy of the input.

    use std::fmt;
    use std::marker::PhantomData;

    use serde::de::value::MapAccessDeserializer;
    use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
    use serde::ser::{Serialize, SerializeMap, Serializer};

    use rust_decimal::Decimal;

    use super::{Cell, Change, Money};

    /// An amount in JSON: digits, with a point or without. The decimal's own reader takes `1_0` and
    /// `1e3` as well, and rounds what has more digits than it holds.
    pub(crate) fn amount<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        struct Amount;

        impl Visitor<'_> for Amount {
            type Value = Decimal;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a plain decimal of at most 28 digits, as a string")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Decimal, E> {
                let digits = text.strip_prefix('-').unwrap_or(text);
                let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
                let plain = |digits: &str, most: usize| {
                    (1..=most).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
                };
                let exact = || Decimal::from_str_exact(text).ok();
                (plain(whole, 29) && plain(fraction, 28))
                    .then(exact)
                    .flatten()
                    .ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
            }
        }

        deserializer.deserialize_str(Amount)
    }

    impl<T: Serialize> Serialize for Cell<T> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            match self {
                Cell::Value(value) => value.serialize(serializer),
                Cell::Blank => serializer.serialize_str(""),
                Cell::NotApplicable => serializer.serialize_str("/"),
                Cell::Unread(text) => {
                    let mut map = serializer.serialize_map(Some(1))?;
                    map.serialize_entry("unread", text)?;
                    map.end()
                }
                Cell::Absent => serializer.serialize_none(),
            }
        }
    }

    /// What a figure may look like in JSON, beside the forms that all cells share.
    pub(crate) trait FromWire: Sized {
        const EXPECTED: &'static str;
        fn from_unsigned(_: u64) -> Option<Self> {
            None
        }
        fn from_signed(_: i64) -> Option<Self> {
            None
        }
        /// An object that does not start with the key `unread`.
        fn from_map<'de, A: MapAccess<'de>>(first: &str, map: A) -> Result<Self, A::Error> {
            let _ = map;
            Err(de::Error::unknown_field(first, &["unread"]))
        }
    }

    impl FromWire for u64 {
        const EXPECTED: &'static str = "a count";
        fn from_unsigned(value: u64) -> Option<Self> {
            Some(value)
        }
    }

    impl FromWire for Change {
        const EXPECTED: &'static str = "a change";
        fn from_unsigned(value: u64) -> Option<Self> {
            i64::try_from(value).ok().map(Change)
        }
        fn from_signed(value: i64) -> Option<Self> {
            Some(Change(value))
        }
    }

    impl FromWire for Money {
        const EXPECTED: &'static str = "an amount of money";
        fn from_map<'de, A: MapAccess<'de>>(first: &str, map: A) -> Result<Self, A::Error> {
            let rest = Resumed { first: Some(first.to_owned()), map };
            Money::deserialize(MapAccessDeserializer::new(rest))
        }
    }

    /// A map whose first key was already taken.
    struct Resumed<A> {
        first: Option<String>,
        map: A,
    }

    impl<'de, A: MapAccess<'de>> MapAccess<'de> for Resumed<A> {
        type Error = A::Error;

        fn next_key_seed<K: de::DeserializeSeed<'de>>(
            &mut self,
            seed: K,
        ) -> Result<Option<K::Value>, A::Error> {
            match self.first.take() {
                Some(key) => seed.deserialize(de::value::StringDeserializer::new(key)).map(Some),
                None => self.map.next_key_seed(seed),
            }
        }

        fn next_value_seed<V: de::DeserializeSeed<'de>>(
            &mut self,
            seed: V,
        ) -> Result<V::Value, A::Error> {
            self.map.next_value_seed(seed)
        }
    }

    struct CellVisitor<T>(PhantomData<T>);

    impl<'de, T: FromWire> Visitor<'de> for CellVisitor<T> {
        type Value = Cell<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{}, \"\", \"/\", {{\"unread\": text}} or null", T::EXPECTED)
        }

        fn visit_u64<E: de::Error>(self, value: u64) -> Result<Cell<T>, E> {
            T::from_unsigned(value)
                .map(Cell::Value)
                .ok_or_else(|| E::invalid_value(de::Unexpected::Unsigned(value), &self))
        }

        fn visit_i64<E: de::Error>(self, value: i64) -> Result<Cell<T>, E> {
            T::from_signed(value)
                .map(Cell::Value)
                .ok_or_else(|| E::invalid_value(de::Unexpected::Signed(value), &self))
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<Cell<T>, E> {
            match text {
                "" => Ok(Cell::Blank),
                "/" => Ok(Cell::NotApplicable),
                _ => Err(E::invalid_value(de::Unexpected::Str(text), &self)),
            }
        }

        fn visit_unit<E: de::Error>(self) -> Result<Cell<T>, E> {
            Ok(Cell::Absent)
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Cell<T>, A::Error> {
            match map.next_key::<String>()? {
                Some(key) if key == "unread" => {
                    let text = map.next_value()?;
                    match map.next_key::<String>()? {
                        None => Ok(Cell::Unread(text)),
                        Some(key) => Err(de::Error::unknown_field(&key, &["unread"])),
                    }
                }
                Some(key) => T::from_map(&key, map).map(Cell::Value),
                None => Err(de::Error::invalid_length(0, &self)),
            }
        }
    }

    impl<'de, T: FromWire> Deserialize<'de> for Cell<T> {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Cell<T>, D::Error> {
            deserializer.deserialize_any(CellVisitor(PhantomData))
        }
    }
}
