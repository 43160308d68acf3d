//! Fields: what Word computes and shows in their place, which the file holds as it was the last time.

/// A field that is open.
#[derive(Debug, Default)]
pub(super) struct Field {
    /// Whether its result has begun.
    pub(super) has_result: bool,
    /// Its instruction, as far as [`LONGEST_CODE`].
    pub(super) code: String,
    /// Whether Word computes it again when it opens the file.
    pub(super) is_dirty: bool,
    /// How much of the text was there when the paragraph ended in which it began, if it is one whose
    /// instruction goes on behind that.
    pub(super) cut: Option<usize>,
}

/// As much of an instruction is kept: only its first word is looked at.
const LONGEST_CODE: usize = 64;

impl Field {
    pub(super) fn new(dirty: Option<&str>) -> Field {
        Field { is_dirty: is_on(dirty), ..Field::default() }
    }

    /// A field that has its instruction in an attribute.
    pub(super) fn simple(code: Option<&str>, dirty: Option<&str>) -> Field {
        let mut field = Field::new(dirty);
        field.add_code(code.unwrap_or_default());
        field
    }

    pub(super) fn add_code(&mut self, code: &str) {
        let left = LONGEST_CODE.saturating_sub(self.code.len());
        self.code.extend(code.chars().take(left));
    }

    fn kind(&self) -> &str {
        self.code.split_whitespace().next().unwrap_or_default()
    }

    fn is_one_of(&self, kinds: &[&str]) -> bool {
        kinds.iter().any(|kind| self.kind().eq_ignore_ascii_case(kind))
    }

    /// Whether Word shows nothing in its place, if the file holds no result.
    pub(super) fn is_silent(&self) -> bool {
        self.is_one_of(&[
            "XE",
            "TC",
            "TA",
            "RD",
            "SET",
            "ASK",
            "PRIVATE",
            "NEXT",
            "NEXTIF",
            "SKIPIF",
            "ADDIN",
            "HYPERLINK",
        ])
    }

    /// Whether Word shows another result than the file holds: one of the day or of the page at hand, the
    /// choice in a form, a sign that is made of the instruction.
    pub(super) fn is_stale(&self) -> bool {
        self.is_dirty
            || self.is_one_of(&[
                "PAGE",
                "NUMPAGES",
                "SECTION",
                "SECTIONPAGES",
                "DATE",
                "TIME",
                "FORMDROPDOWN",
                "FORMCHECKBOX",
                "EQ",
                "ADVANCE",
                "SYMBOL",
            ])
    }
}

/// Whether an attribute is there and says yes.
pub(super) fn is_on(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true" | "on"))
}
