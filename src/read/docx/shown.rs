//! How text stands there: what of a run's properties decides whether a reader sees its characters, and
//! as which.

use super::xml::Element;

/// How text stands there, as far as it is said.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct TextProps {
    /// Not shown.
    pub(super) hidden: Option<bool>,
    /// Struck out.
    pub(super) struck: Option<bool>,
    /// Above or below the line, and smaller.
    raised: Option<Raised>,
    /// Moved off the line by hand, and no smaller.
    moved: Option<bool>,
    /// In a font that has pictures in the places of letters and digits.
    pictures: Option<bool>,
    colour: Option<Colour>,
    /// The colour behind the text, of its own; and that of a marker pen over it.
    fill: Option<Colour>,
    marker: Option<Colour>,
    /// The size of its font, in half points.
    pub(super) size: Option<u32>,
    /// Too narrow or too near to one another to be seen as it is written.
    narrow: Option<bool>,
    crowded: Option<bool>,
    shaded: Option<bool>,
    /// Two lines in the height of one.
    halved: Option<bool>,
    /// In a script that runs from the right, which has a size, a font and digits of its own.
    foreign: Option<bool>,
    /// Not shown where the document is shown as a web page; LibreOffice never shows it.
    pub(super) off_web: Option<bool>,
}

/// The place of text on its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Raised {
    Not,
    Above,
    Below,
}

/// A colour of text, or of what is behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Colour {
    /// As it has to be: none behind text, and of text one that stands out.
    Auto,
    /// Red, green and blue.
    Rgb([u8; 3]),
    /// Text that is drawn without a colour.
    Clear,
    /// The file does not say it in a way that is looked at here.
    Unknown,
}

const WHITE: [u8; 3] = [255; 3];

/// How far apart two colours are, of 255, that can hardly be told apart. The grey of a placeholder,
/// 808080, is twice as far from white.
const FAINT: u8 = 69;

/// The brightness, of 255, from which a colour is a light one: red and blue are dark, yellow is light.
const LIGHT: u32 = 170;

/// In half points: text that is smaller is a hair line.
const SMALLEST: u32 = 8;
/// The size of text of which nothing is said.
pub(super) const SIZE: u32 = 20;
/// In percent of their width: characters that are narrower are hair lines as well.
const NARROWEST: u32 = 20;
const NARROW_FIT: u32 = 60;
/// In twentieths of a point: characters that are set so much nearer lie over one another.
const NEAREST: i64 = -80;

/// In half points: text that is moved no further up or down stands on its line for every reader. Writers
/// set digits straight by as much; a mark is moved by three points and more.
const STRAIGHT: u32 = 3;

impl TextProps {
    /// Takes one property of a run.
    pub(super) fn take(&mut self, element: &Element<'_>) {
        match element.name() {
            b"vanish" | b"specVanish" => self.hidden = Some(element.is_on()),
            b"webHidden" => self.off_web = Some(element.is_on()),
            b"strike" | b"dstrike" => {
                // Struck once or twice: either is said by an element of its own.
                self.struck = Some(element.is_on() || self.struck == Some(true));
            }
            b"position" => {
                let by = element.value().unwrap_or_default();
                let straight = |by: i32| by.unsigned_abs() <= STRAIGHT;
                self.moved = Some(!by.is_empty() && !by.trim().parse().is_ok_and(straight));
            }
            b"vertAlign" => {
                self.raised = Some(match element.value().as_deref() {
                    Some("superscript") => Raised::Above,
                    Some("subscript") => Raised::Below,
                    _ => Raised::Not,
                });
            }
            b"rFonts" => {
                // The font of a theme goes before one that is named.
                if element.attribute("asciiTheme").is_some() {
                    self.pictures = Some(false);
                } else if let Some(font) = element.attribute("ascii") {
                    self.pictures = Some(has_pictures(&font));
                }
            }
            b"color" => {
                let theme = element.attribute("themeColor");
                let changed = ["themeTint", "themeShade"];
                let changed = changed.iter().any(|name| element.attribute(name).is_some());
                self.colour =
                    Some(Colour::named(element.value().as_deref(), theme.as_deref(), changed));
            }
            b"highlight" => self.marker = Some(Colour::of_marker(element.value().as_deref())),
            b"shd" => self.fill = Some(Colour::of_shading(element)),
            b"sz" => self.size = element.number(),
            b"w" => self.narrow = element.number().map(|percent| percent < NARROWEST),
            // Squeezed into a width, in twentieths of a point.
            b"fitText" => {
                self.narrow = element.number().map(|width| width < NARROW_FIT).or(self.narrow);
            }
            b"rtl" | b"cs" => {
                self.foreign = Some(element.is_on() || self.foreign == Some(true));
            }
            b"spacing" => {
                let space = element.value().and_then(|space| space.trim().parse::<i64>().ok());
                self.crowded = space.map(|space| space < NEAREST).or(self.crowded);
            }
            // Letters that are shades of what is behind them.
            b"emboss" | b"imprint" => {
                self.shaded = Some(element.is_on() || self.shaded == Some(true));
            }
            b"eastAsianLayout" => {
                let combined = element.attribute("combine");
                self.halved = Some(matches!(combined.as_deref(), Some("1" | "true" | "on")));
            }
            _ => {}
        }
    }

    /// Takes a part of the fill of the letters, which goes before their colour.
    pub(super) fn take_fill(&mut self, element: &Element<'_>) {
        match element.name() {
            b"noFill" => self.colour = Some(Colour::Clear),
            b"srgbClr" => {
                self.colour = Some(Colour::named(element.value().as_deref(), None, false))
            }
            b"schemeClr" => {
                let theme = element.value();
                self.colour = Some(Colour::named(None, theme.as_deref(), false));
            }
            // In thousandths of a percent of what shines through.
            b"alpha" if element.number().is_some_and(|alpha| alpha > 60_000) => {
                self.colour = Some(Colour::Clear);
            }
            _ => {}
        }
    }

    /// These properties, and those of another where they say nothing.
    pub(super) fn or(self, other: TextProps) -> TextProps {
        TextProps {
            hidden: self.hidden.or(other.hidden),
            struck: self.struck.or(other.struck),
            raised: self.raised.or(other.raised),
            moved: self.moved.or(other.moved),
            pictures: self.pictures.or(other.pictures),
            colour: self.colour.or(other.colour),
            fill: self.fill.filter(|&fill| fill != Colour::Auto).or(other.fill),
            marker: self.marker.or(other.marker),
            size: self.size.or(other.size),
            narrow: self.narrow.or(other.narrow),
            crowded: self.crowded.or(other.crowded),
            shaded: self.shaded.or(other.shaded),
            halved: self.halved.or(other.halved),
            foreign: self.foreign.or(other.foreign),
            off_web: self.off_web.or(other.off_web),
        }
    }

    /// What several styles say together: two that say the same turn it the other round, as Word shows
    /// emphasis within emphasis.
    pub(super) fn within(self, outer: TextProps) -> TextProps {
        let both = |inner: Option<bool>, outer: Option<bool>| match (inner, outer) {
            (Some(inner), Some(outer)) => Some(inner != outer),
            (inner, outer) => inner.or(outer),
        };
        TextProps {
            hidden: both(self.hidden, outer.hidden),
            struck: both(self.struck, outer.struck),
            ..self.or(outer)
        }
    }

    /// Whether the text is raised as the mark of a note is.
    pub(super) fn is_raised(self) -> bool {
        self.raised == Some(Raised::Above) || self.moved == Some(true)
    }

    /// Whether the characters can hardly be seen, or not as they are written, before a colour.
    pub(super) fn is_doubtful(self, behind: Colour) -> bool {
        self.size.is_some_and(|size| size < SMALLEST)
            || [self.narrow, self.crowded, self.shaded, self.halved, self.foreign]
                .contains(&Some(true))
            || !self.stands_out(behind)
    }

    fn stands_out(self, behind: Colour) -> bool {
        let is_colour = |colour: &Colour| *colour != Colour::Auto;
        let colour = self.colour.unwrap_or(Colour::Auto);
        let black = Colour::Rgb([0; 3]);
        match (self.marker.filter(is_colour), self.fill.filter(is_colour)) {
            // Under a marker, text whose colour is not said stays black; or it is white, because of the
            // fill that the marker covers.
            (Some(marker), fill) if colour == Colour::Auto => {
                black.stands_out(marker) && black.stands_out(fill.unwrap_or(behind))
            }
            (Some(own), _) | (None, Some(own)) => colour.stands_out(own),
            (None, None) => colour.stands_out(behind),
        }
    }

    /// Whether anything says that the text is shown otherwise than on the line, in its own characters.
    pub(super) fn is_odd(self, behind: Colour) -> bool {
        let odd = [self.hidden, self.struck, self.moved, self.pictures].contains(&Some(true));
        odd || matches!(self.raised, Some(Raised::Above | Raised::Below))
            || self.is_doubtful(behind)
    }

    /// Writes a character as it stands.
    pub(super) fn write(self, c: char, out: &mut String) {
        // The mark of a note is no digit of the figure before it.
        let c = match self.raised {
            Some(Raised::Below) => digit(c, ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉']),
            _ if self.is_raised() => digit(c, ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']),
            _ => c,
        };
        out.push(if self.pictures == Some(true) { picture(c) } else { c });
        // Nor is a digit that is struck out. Readers see both, and so must who reads the text.
        if self.struck == Some(true) && !c.is_whitespace() {
            out.push('\u{0336}');
        }
    }
}

impl Colour {
    /// A colour by its number, or as one of the document's theme; and whether that is made lighter or
    /// darker.
    fn named(value: Option<&str>, theme: Option<&str>, changed: bool) -> Colour {
        match theme {
            Some("background1" | "light1" | "bg1" | "lt1") if !changed => {
                return Colour::Rgb(WHITE);
            }
            Some("text1" | "dark1" | "tx1" | "dk1") if !changed => return Colour::Rgb([0; 3]),
            _ => {}
        }
        match value {
            None | Some("auto" | "") if theme.is_none() => Colour::Auto,
            Some(hex) if hex.len() == 6 => match u32::from_str_radix(hex, 16) {
                Ok(number) => {
                    let [_, red, green, blue] = number.to_be_bytes();
                    Colour::Rgb([red, green, blue])
                }
                Err(_) => Colour::Unknown,
            },
            _ => Colour::Unknown,
        }
    }

    /// The colour of a marker pen.
    fn of_marker(name: Option<&str>) -> Colour {
        Colour::Rgb(match name {
            Some("black") => [0, 0, 0],
            Some("blue") => [0, 0, 255],
            Some("cyan") => [0, 255, 255],
            Some("green") => [0, 255, 0],
            Some("magenta") => [255, 0, 255],
            Some("red") => [255, 0, 0],
            Some("yellow") => [255, 255, 0],
            Some("white") => WHITE,
            Some("darkBlue") => [0, 0, 128],
            Some("darkCyan") => [0, 128, 128],
            Some("darkGreen") => [0, 128, 0],
            Some("darkMagenta") => [128, 0, 128],
            Some("darkRed") => [128, 0, 0],
            Some("darkYellow") => [128, 128, 0],
            Some("darkGray") => [128, 128, 128],
            Some("lightGray") => [192, 192, 192],
            Some("none") => return Colour::Auto,
            _ => return Colour::Unknown,
        })
    }

    /// The colour of a shading: of one or two colours, of which the one covers a part of the other.
    pub(super) fn of_shading(element: &Element<'_>) -> Colour {
        let changed = |names: [&str; 2]| names.iter().any(|name| element.attribute(name).is_some());
        let fill = || {
            let theme = element.attribute("themeFill");
            let changed = changed(["themeFillTint", "themeFillShade"]);
            Colour::named(element.attribute("fill").as_deref(), theme.as_deref(), changed)
        };
        let front = || {
            let theme = element.attribute("themeColor");
            let changed = changed(["themeTint", "themeShade"]);
            match Colour::named(element.attribute("color").as_deref(), theme.as_deref(), changed) {
                Colour::Auto => Colour::Rgb([0; 3]),
                colour => colour,
            }
        };
        match element.value().as_deref() {
            // No shading in Word; in LibreOffice, the same as the next.
            None | Some("nil") if fill() != Colour::Auto => Colour::Unknown,
            None | Some("nil" | "clear") => fill(),
            Some("solid") => front(),
            Some(pattern) => {
                let share = pattern.strip_prefix("pct").and_then(|share| share.parse::<u16>().ok());
                let behind = match fill() {
                    Colour::Auto => Colour::Rgb(WHITE),
                    colour => colour,
                };
                match (share.filter(|&share| share <= 100), behind, front()) {
                    (Some(share), Colour::Rgb(behind), Colour::Rgb(front)) => {
                        let mixed = |i: usize| {
                            let sum =
                                u16::from(behind[i]) * (100 - share) + u16::from(front[i]) * share;
                            u8::try_from(sum / 100).unwrap_or(u8::MAX)
                        };
                        Colour::Rgb([mixed(0), mixed(1), mixed(2)])
                    }
                    _ => Colour::Unknown,
                }
            }
        }
    }

    /// Whether text of this colour is seen before another.
    fn stands_out(self, behind: Colour) -> bool {
        let far = |a: [u8; 3], b: [u8; 3]| a.iter().zip(&b).any(|(a, b)| a.abs_diff(*b) >= FAINT);
        match (self, behind) {
            (Colour::Clear, _) => false,
            (Colour::Rgb(front), Colour::Rgb(behind)) => far(front, behind),
            (Colour::Rgb(front), Colour::Auto) => far(front, WHITE),
            // Before what is not known, dark text is the rule.
            (Colour::Rgb([red, green, blue]), _) => {
                let light = 3 * u32::from(red) + 6 * u32::from(green) + u32::from(blue);
                light < 10 * LIGHT
            }
            (Colour::Auto | Colour::Unknown, _) => true,
        }
    }
}

/// Whether a property of a paragraph puts it elsewhere than where it stands in the file, or cuts it off.
pub(super) fn is_out_of_place(element: &Element<'_>) -> bool {
    let number = |name| element.length(name);
    match element.name() {
        b"framePr" => true,
        // In twentieths of a point, and in hundredths of a character. Editors set cells a character to
        // both sides; what is set further stands on the border, or in the next cell.
        b"ind" => {
            let points = ["left", "right", "start", "end", "firstLine"];
            let letters = ["leftChars", "rightChars", "startChars", "endChars", "firstLineChars"];
            // Where the first line hangs out of the others, which may have their place from a style.
            let first = number("left").or(number("start")).zip(number("hanging"));
            let first = first.map(|(left, hanging)| left.saturating_sub(hanging));
            let mut indents = points.iter().map(|side| number(side)).chain([first]).flatten();
            indents.any(|indent| indent < -220)
                || letters.iter().any(|side| number(side).is_some_and(|indent| indent < -105))
        }
        b"spacing" => {
            element.attribute("lineRule").as_deref() == Some("exact")
                && number("line").is_some_and(|line| line < 120)
        }
        _ => false,
    }
}

/// Whether a font has pictures in the places of letters and digits.
pub(super) fn has_pictures(font: &str) -> bool {
    const FONTS: [&str; 8] = [
        "wingdings",
        "webdings",
        "dings",
        "marlett",
        "mt extra",
        "bookshelf symbol",
        "monotype sorts",
        "ms outlook",
    ];
    let font = font.to_ascii_lowercase();
    FONTS.iter().any(|pictures| font.contains(pictures))
}

/// The character that stands for a picture in the place of another.
fn picture(c: char) -> char {
    match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xF000).unwrap_or(c),
        _ => c,
    }
}

fn digit(c: char, digits: [char; 10]) -> char {
    c.to_digit(10).and_then(|digit| digits.get(digit as usize).copied()).unwrap_or(c)
}
