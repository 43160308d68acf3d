//! Random figures: what a report says before anything is written down.

use gongkai::{
    Applicant, Channel, Field, FigureKind, Form, OtherRows, Outcome, Row, Ruling, Script, Unit,
};
use rust_decimal::Decimal;

use super::rng::Rng;

/// A figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    Count(u64),
    Change(i64),
    Money(Decimal, Unit),
}

impl Value {
    pub fn is_zero(self) -> bool {
        match self {
            Value::Count(n) => n == 0,
            Value::Change(n) => n == 0,
            Value::Money(amount, _) => amount.is_zero(),
        }
    }
}

/// How large the figures are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Magnitude {
    /// Like a town: nearly all zeros.
    Sparse,
    /// Up to 500.
    Medium,
    /// Five digits.
    Large,
}

/// A random report.
pub struct Report {
    pub form: Form,
    pub other: OtherRows,
    pub script: Script,
    pub organ: &'static str,
    pub year: u16,
    pub magnitude: Magnitude,
    /// Whether one figure was altered, so that its sums break.
    pub altered: bool,
    /// By [`Field::index`]; `None` for the figures of the other form.
    pub values: Vec<Option<Value>>,
}

const ORGANS: [(&str, &str); 6] = [
    ("云溪市人民政府", "雲溪市人民政府"),
    ("石门县自然资源局", "石門縣自然資源局"),
    ("白沙镇人民政府", "白沙鎮人民政府"),
    ("南湖区人民政府办公室", "南湖區人民政府辦公室"),
    ("青山市气象局", "青山市氣象局"),
    ("北塔区司法局", "北塔區司法局"),
];

impl Report {
    pub fn random(rng: &mut Rng, glued: bool) -> Report {
        let (form, other) = rng.pick(&[
            (Form::Y2019, OtherRows::Single),
            (Form::Y2021, OtherRows::ByGround),
            (Form::Y2021, OtherRows::ByGround),
            (Form::Y2021, OtherRows::Single),
        ]);
        let script = if rng.chance(12) { Script::Traditional } else { Script::Simplified };
        let (simplified, traditional) = rng.pick(&ORGANS);
        // Digits that run together are decided by sums only where most of them are zeros.
        let (medium, large) = if glued { (10, 2) } else { (30, 15) };
        let magnitude = match rng.between(0, 99) {
            n if n < large => Magnitude::Large,
            n if n < large + medium => Magnitude::Medium,
            _ => Magnitude::Sparse,
        };
        let mut report = Report {
            form,
            other,
            script,
            organ: if script == Script::Simplified { simplified } else { traditional },
            year: match form {
                Form::Y2019 => u16::try_from(rng.between(2019, 2020)).expect("a year"),
                _ => u16::try_from(rng.between(2021, 2025)).expect("a year"),
            },
            magnitude,
            altered: false,
            values: vec![None; Field::COUNT],
        };
        report.fill_section_two(rng);
        report.fill_matrix(rng);
        report.fill_disputes(rng);
        if rng.chance(10) {
            report.alter(rng);
        }
        report
    }

    pub fn fields(&self) -> Vec<Field> {
        self.form.fields(self.other).collect()
    }

    pub fn rows(&self) -> Vec<Row> {
        let has = |row: &Row| match row {
            Row::Outcome(Outcome::Other(ground)) => {
                (self.other == OtherRows::Single) == ground.is_none()
            }
            _ => true,
        };
        Row::ALL.into_iter().filter(has).collect()
    }

    fn set(&mut self, field: Field, value: Value) {
        self.values[field.index()] = Some(value);
    }

    fn count(&self, rng: &mut Rng) -> u64 {
        match self.magnitude {
            Magnitude::Sparse if rng.chance(88) => 0,
            Magnitude::Sparse => rng.between(1, 25),
            Magnitude::Medium if rng.chance(30) => 0,
            Magnitude::Medium => rng.between(0, 500),
            Magnitude::Large if rng.chance(15) => 0,
            Magnitude::Large => rng.between(10_000, 99_999),
        }
    }

    fn fill_section_two(&mut self, rng: &mut Rng) {
        for field in self.fields() {
            if matches!(field, Field::Applications(..) | Field::Disputes(..)) {
                continue;
            }
            let size = if rng.chance(50) { rng.between(0, 3000) } else { self.count(rng) };
            let value = match field.kind() {
                FigureKind::Count => Value::Count(size),
                FigureKind::Change => {
                    let change = i64::try_from(size).expect("a small number");
                    Value::Change(if rng.chance(40) { -change } else { change })
                }
                FigureKind::Money => self.money(field, size, rng),
            };
            self.set(field, value);
        }
    }

    fn money(&self, field: Field, size: u64, rng: &mut Rng) -> Value {
        let scale = u32::try_from(rng.pick(&[0, 0, 1, 2, 4, 6])).expect("a scale");
        let digits = i64::try_from(size).expect("a small number") * 10_i64.pow(scale)
            + i64::try_from(rng.below(10_usize.pow(scale))).expect("a small number");
        let amount = Decimal::new(if size == 0 { 0 } else { digits }, scale).normalize();
        let unit = match field {
            // The header of the 2021 form states it.
            Field::Fees(_) => Unit::TenThousandYuan,
            _ => rng.pick(&[Unit::TenThousandYuan, Unit::Yuan, Unit::Unstated]),
        };
        Value::Money(amount, unit)
    }

    fn fill_matrix(&mut self, rng: &mut Rng) {
        let mut outcomes = [0; 6];
        for row in self.rows().into_iter().filter(|row| row.outcome().is_some()) {
            let parts: [u64; 6] = std::array::from_fn(|_| self.count(rng));
            for (sum, part) in outcomes.iter_mut().zip(parts) {
                *sum += part;
            }
            self.set_row(row, parts);
        }
        let forward: [u64; 6] = std::array::from_fn(|_| self.count(rng));
        let over: [u64; 6] = std::array::from_fn(|n| self.count(rng).min(outcomes[n] + forward[n]));
        let new = std::array::from_fn(|n| outcomes[n] + forward[n] - over[n]);
        self.set_row(Row::OutcomeTotal, outcomes);
        self.set_row(Row::CarriedForward, forward);
        self.set_row(Row::CarriedOver, over);
        self.set_row(Row::NewlyReceived, new);
    }

    fn set_row(&mut self, row: Row, parts: [u64; 6]) {
        for (applicant, part) in Applicant::KINDS.into_iter().zip(parts) {
            self.set(Field::Applications(row, applicant), Value::Count(part));
        }
        let total = parts.iter().sum();
        self.set(Field::Applications(row, Applicant::Total), Value::Count(total));
    }

    fn fill_disputes(&mut self, rng: &mut Rng) {
        for channel in Channel::ALL {
            let mut total = 0;
            for ruling in Ruling::PARTS {
                let count = self.count(rng);
                total += count;
                self.set(Field::Disputes(channel, ruling), Value::Count(count));
            }
            self.set(Field::Disputes(channel, Ruling::Total), Value::Count(total));
        }
    }

    /// Prints one figure of section three or four wrong.
    fn alter(&mut self, rng: &mut Rng) {
        let fields: Vec<Field> = self
            .fields()
            .into_iter()
            .filter(|field| matches!(field, Field::Applications(..) | Field::Disputes(..)))
            .collect();
        let field = rng.pick(&fields);
        if let Some(Value::Count(n)) = self.values[field.index()] {
            self.set(field, Value::Count(n + rng.between(1, 9)));
            self.altered = true;
        }
    }
}
