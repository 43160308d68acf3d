//! What a page declares of an element → whether a person sees its text, and where.
//!
//! A page can hold digits that nobody sees, and show others than it holds. Where an element is not shown
//! at all, its text is left out. Where that is less sure, or its text stands elsewhere or otherwise than
//! the page holds it, a figure in it is not read.

use html5ever::local_name;

use super::css::{Declared, Matching, Property, Sheet, Style};
use super::limits::Limits;
use super::node::{Id, Kind, NONE, Node, Sight};
use crate::error::ReadError;
use crate::input::Limit;

/// The colours of text and of what is behind it; none where they are not known.
#[derive(Debug, Clone, Copy)]
struct Colors {
    text: Option<[u8; 3]>,
    behind: Option<[u8; 3]>,
}

/// How often rules and elements are compared for each element that a page may have.
const STEPS: usize = 16;

/// Tells of each element how its text is seen.
pub(super) fn tell(
    nodes: &mut [Node],
    sheet: &Sheet,
    has_quirks: bool,
    limits: &Limits,
) -> Result<(), ReadError> {
    let mut matching = Matching::new(limits.nodes.saturating_mul(STEPS), has_quirks);
    let black_on_white = Colors { text: Some([0; 3]), behind: Some([255; 3]) };
    let mut around = vec![black_on_white];
    let mut id: Id = 0;
    loop {
        let colors = around.last().copied().unwrap_or(black_on_white);
        let (sight, kind, colors) = look(nodes, id, sheet, colors, &mut matching);
        if matching.is_over() {
            return Err(ReadError::PastLimit { limit: Limit::Nodes, max: limits.nodes });
        }
        let Some(node) = nodes.get_mut(id as usize) else { return Ok(()) };
        node.sight = node.sight.and(sight);
        node.kind = kind;
        if node.kind == Kind::Cell && node.sight.is(Sight::LOOSE) {
            let row = node.parent;
            if let Some(row) = nodes.get_mut(row as usize) {
                row.sight = row.sight.and(Sight::DOUBTFUL);
            }
        }
        let Some(node) = nodes.get(id as usize) else { return Ok(()) };
        let is_column = matches!(node.name(), "col" | "colgroup");
        if is_column && node.sight.is(Sight::UNSEEN) {
            // Its cells are not shown, and which they are is not told here.
            let mut above = node.parent;
            while let Some(node) = nodes.get_mut(above as usize) {
                if node.kind == Kind::Table {
                    node.sight = node.sight.and(Sight::DOUBTFUL);
                    break;
                }
                above = node.parent;
            }
        }
        let Some(node) = nodes.get(id as usize) else { return Ok(()) };
        if node.first != NONE {
            around.push(colors);
            id = node.first;
            continue;
        }
        let mut node = &nodes[id as usize];
        while node.next == NONE {
            let Some(parent) = nodes.get(node.parent as usize) else { return Ok(()) };
            around.pop();
            node = parent;
        }
        id = node.next;
    }
}

/// Looks at one element.
fn look(
    nodes: &[Node],
    id: Id,
    sheet: &Sheet,
    around: Colors,
    matching: &mut Matching,
) -> (Sight, Kind, Colors) {
    let mut sight = Sight::default();
    let Some(node) = nodes.get(id as usize) else { return (sight, Kind::Left, around) };
    let mut kind = node.kind;
    if matches!(kind, Kind::Text | Kind::Left) {
        return (sight, kind, around);
    }
    if node.attributes().is_empty() && sheet.is_empty() {
        // Most elements are such. An item of a list may have its number by what is around it.
        let mut is_numbered = || is_numbered(nodes, node, &Declared::new(), sheet, matching);
        sight.set(Sight::MADE, node.name() == "li" && is_numbered());
        sight.set(Sight::GONE, is_closed(node));
        return (sight.and(meant(node)), kind, around);
    }
    let style = style(node);
    let ruled = sheet.of(nodes, id, matching);
    let mut declared = ruled.surely;
    let by_rule = if declared.is_empty() { sight } else { seen(&declared, node) };
    declared.add_style(&style);
    // Browsers hide these by a rule of their own, which those of the page override.
    let is_hidden = node.attribute("hidden").is_some() || is_closed(node);
    sight.set(Sight::GONE, is_hidden && declared.get(Property::Display).is_empty());
    let mut colors = around;
    if !declared.is_empty() {
        let own = seen(&declared, node);
        sight = sight.and(own);
        let is_inside = !matches!(kind, Kind::Row | Kind::Cell | Kind::Group | Kind::Table);
        if is_inside {
            // A script may show what a rule hides: in the place of a figure this is not known.
            sight.set(Sight::MADE, by_rule.is(Sight::GONE) && own.is(Sight::GONE));
            // What the element itself hides is no part of the figure beside it, and no blank.
            let is_hidden = own == Sight::UNSEEN && !by_rule.is(Sight::UNSEEN);
            if let Some(text) = only_text(nodes, id).filter(|_| is_hidden) {
                sight.set(Sight::GONE, true);
                sight.set(Sight::FILLED, !text.trim().is_empty());
            }
        }
        sight = sight.and(arranged(&declared, nodes, id));
        colors = colored(&declared, around);
        sight.set(Sight::DOUBTFUL, is_clear(declared.get(Property::Color)) || colors.are_alike());
        kind = match set_apart(&declared) {
            Some(apart) if kind == Kind::Inline => apart,
            Some(Kind::Struck) => {
                sight = sight.and(Sight::DOUBTFUL);
                kind
            }
            _ => kind,
        };
    }
    let is_gone = sight.is(Sight::GONE);
    for declared in &ruled.perhaps {
        let perhaps = seen(declared, node);
        sight.set(Sight::DOUBTFUL, perhaps.is(Sight::GONE.and(Sight::UNSEEN)));
        let display = declared.get(Property::Display);
        let is_other = !display.is_empty() && (display == "none") != is_gone;
        sight.set(Sight::LOOSE, is_other);
        let is_doubtful = perhaps != Sight::default()
            || set_apart(declared).is_some()
            || colored(declared, around).are_alike();
        sight.set(Sight::MOVED, is_doubtful);
    }
    sight
        .set(Sight::MADE, ruled.makes_text || is_numbered(nodes, node, &declared, sheet, matching));
    sight.set(Sight::FILLED, is_placeholder(nodes, node));
    // Around more than a text, such a class is one that a script takes away.
    let is_text = only_text(nodes, id).is_some();
    sight.set(Sight::DOUBTFUL, is_text && has_hidden_class(node));
    (sight.and(meant(node)), kind, colors)
}

/// Whether an element is a dialog that is not open.
fn is_closed(node: &Node) -> bool {
    node.name() == "dialog" && node.attribute("open").is_none()
}

/// The text of an element that holds nothing else: what is in it is hidden as it is.
fn only_text(nodes: &[Node], id: Id) -> Option<&str> {
    let first = nodes.get(nodes.get(id as usize)?.first as usize)?;
    (first.kind == Kind::Text && first.next == NONE).then(|| first.text())
}

/// The element's own style, with what its attributes say of colours.
fn style(node: &Node) -> Style {
    let mut style = node.attribute("style").map(Style::new).unwrap_or_default();
    for attr in node.attributes() {
        let property = match attr.name.local {
            local_name!("background") => {
                style = style.and(Property::Background, &format!("url({})", attr.value));
                continue;
            }
            local_name!("bgcolor") => Property::Background,
            local_name!("color") | local_name!("text") => Property::Color,
            local_name!("face") => Property::FontFamily,
            _ => continue,
        };
        style = style.and(property, &attr.value);
    }
    style
}

/// Whether a cell stands where a table of Word has none, since a row of it ends before others do. Word
/// says so when it saves a page, and LibreOffice writes a cell without borders among others.
fn is_placeholder(nodes: &[Node], node: &Node) -> bool {
    let bordered = |node: &Node| {
        let style = node.attribute("style").unwrap_or_default();
        ["solid", "double", "dashed", "dotted"].iter().any(|line| style.contains(line))
    };
    // At the start of a row there may be labels that are merged, and no figures.
    if node.kind != Kind::Cell || node.previous == NONE {
        return false;
    }
    let style = node.attribute("style").unwrap_or_default();
    if style.contains("mso-cell-special:placeholder") {
        return true;
    }
    let is_none = |declaration: &str| {
        let (name, value) = declaration.split_once(':').unwrap_or_default();
        name.trim_ascii() == "border" && ["none", "0", "0px", "medium none"].contains(&value.trim())
    };
    let row = nodes.get(node.parent as usize);
    let first = row.and_then(|row| nodes.get(row.first as usize));
    let first = first.and_then(|first| match first.kind {
        Kind::Text => nodes.get(first.next as usize),
        _ => Some(first),
    });
    style.split(';').any(is_none) && !bordered(node) && first.is_some_and(bordered)
}

/// What elements and their classes mean by themselves.
fn meant(node: &Node) -> Sight {
    /// Attributes by which scripts fill elements in that are blank in the page.
    const FILLED: [&str; 11] = [
        "v-text",
        "v-html",
        "ng-bind",
        "x-text",
        "data-bind",
        "data-value",
        "data-text",
        "data-content",
        "data-count",
        "data-num",
        "data-number",
    ];
    let mut sight = Sight::default();
    match node.name() {
        "details" => sight.set(Sight::MOVED, node.attribute("open").is_none()),
        // One that is not open is gone besides.
        "dialog" => sight.set(Sight::MOVED, true),
        name => sight.set(Sight::FILLED, name.contains('-')),
    }
    if node.attributes().is_empty() {
        return sight;
    }
    let fills = |name: &str| name.contains('-') && FILLED.contains(&name);
    sight.set(Sight::FILLED, node.attributes().iter().any(|attr| fills(&attr.name.local)));
    sight.set(Sight::MOVED, has_hidden_class(node));
    sight
}

/// Whether a class of an element says that it is not shown. What style sheets elsewhere make of it is not
/// known; its name tells it.
fn has_hidden_class(node: &Node) -> bool {
    node.attribute("class").is_some_and(|all| all.split_ascii_whitespace().any(is_hidden_word))
}

/// Whether the name of a class says that its elements are not shown.
pub(super) fn is_hidden_word(word: &str) -> bool {
    const HIDDEN: [&str; 6] = ["hide", "hidden", "d-none", "invisible", "sr-only", "none"];
    HIDDEN.iter().any(|hidden| word.eq_ignore_ascii_case(hidden))
}

/// Whether the page puts a number before an element, which is no text of the page.
fn is_numbered(
    nodes: &[Node],
    node: &Node,
    declared: &Declared<'_>,
    sheet: &Sheet,
    matching: &mut Matching,
) -> bool {
    let mut list = declared.get(Property::ListStyle);
    let is_item = node.name() == "li" || declared.get(Property::Display) == "list-item";
    if !is_item {
        return false;
    }
    let above = nodes.get(node.parent as usize);
    matching.take_steps(above.and_then(|list| list.attribute("style")).unwrap_or_default());
    let styled = above.filter(|_| !matching.is_over()).map(style).unwrap_or_default();
    let ruled;
    if list.is_empty() {
        ruled = sheet.of(nodes, node.parent, matching);
        let mut declared = ruled.surely;
        declared.add_style(&styled);
        list = declared.get(Property::ListStyle);
        if list.is_empty() {
            return above.is_some_and(|list| list.name() == "ol");
        }
        return is_number_style(list);
    }
    is_number_style(list)
}

fn is_number_style(list: &str) -> bool {
    const NO_NUMBERS: [&str; 6] = ["none", "disc", "circle", "square", "inside", "outside"];
    list.split_ascii_whitespace().any(|word| !NO_NUMBERS.contains(&word) && !word.contains('('))
        && !list.contains("none")
}

/// How the declarations of an element let its text be seen.
fn seen(declared: &Declared<'_>, node: &Node) -> Sight {
    use Property as P;
    let get = |property| declared.get(property);
    let mut sight = Sight::default();
    sight.set(Sight::GONE, get(P::Display) == "none");
    let is_known = is_known(get(P::Display)) && is_known(get(P::Visibility));
    sight.set(Sight::MOVED, !is_known || get(P::Opacity).contains(['(', '\\']));
    // What comes to be seen by and by is seen.
    let comes = !matches!(get(P::Animation), "" | "none");
    let is_hidden = matches!(get(P::Visibility), "hidden" | "collapse");
    sight.set(Sight::UNSEEN, is_hidden && !comes);
    sight.set(Sight::UNSEEN, get(P::ContentVisibility) == "hidden");
    let is_faint = number(get(P::Opacity)).is_some_and(|opacity| opacity < 0.1);
    sight.set(Sight::UNSEEN, is_faint && !comes);
    sight.set(Sight::UNSEEN, font_size(get(P::FontSize)).is_some_and(|size| size < 2.0));
    // Browsers do not know it; what Word hides by it alone may be seen.
    sight.set(Sight::DOUBTFUL, get(P::MsoHide) == "all");

    let length = |property| length(get(property));
    let is_small = [P::Width, P::Height, P::MaxWidth, P::MaxHeight]
        .iter()
        .any(|&property| length(property).is_some_and(|length| length < 2.0));
    let is_cut = ["hidden", "clip"].contains(&get(P::Overflow));
    sight.set(Sight::UNSEEN, is_small && is_cut);
    // A cell is as wide as its text needs; what else is narrow may show the first digits only.
    let is_narrow =
        [(P::Width, 30.0), (P::MaxWidth, 30.0), (P::Height, 10.0), (P::MaxHeight, 10.0)]
            .iter()
            .any(|&(property, least)| length(property).is_some_and(|length| length < least));
    sight.set(Sight::MOVED, is_narrow && is_cut && node.kind != Kind::Cell);
    // Such boxes are those of columns, in which browsers show nothing.
    sight.set(Sight::UNSEEN, get(P::Display).starts_with("table-column"));
    // A picture behind a cell without text may be one of a figure.
    sight.set(Sight::FILLED, get(P::Background).contains("url("));
    let indent = length(P::TextIndent).unwrap_or(0.0);
    let is_pushed_out = get(P::TextIndent).ends_with('%') && is_cut && get(P::TextIndent).len() > 3;
    sight.set(Sight::UNSEEN, indent.abs() >= FAR || is_pushed_out);
    sight.set(Sight::MOVED, indent <= -NEAR);
    let margin = length(P::MarginLeft).unwrap_or(0.0);
    sight.set(Sight::UNSEEN, margin.abs() >= FAR);
    sight.set(Sight::MOVED, margin <= -NEAR);
    sight.set(Sight::MOVED, length(P::LetterSpacing).is_some_and(|length| length <= -4.0));

    let offset = |property| length(property).unwrap_or(0.0).abs();
    let offset = offset(P::Left).max(offset(P::Top));
    match get(P::Position) {
        "absolute" | "fixed" => {
            sight.set(Sight::MOVED, true);
            sight.set(Sight::UNSEEN, offset >= FAR);
        }
        "relative" => {
            sight.set(Sight::MOVED, offset >= 8.0);
            sight.set(Sight::UNSEEN, offset >= FAR);
        }
        _ => {}
    }
    let is_floated = !matches!(get(P::Float), "" | "none");
    sight.set(Sight::MOVED, node.kind == Kind::Cell && is_floated);

    for clip in [get(P::Clip), get(P::ClipPath)] {
        let is_all = ["", "auto", "none", "inherit", "initial", "unset"].contains(&clip);
        sight.set(Sight::MOVED, !is_all);
        let is_none = ["rect(0", "rect(1px", "inset(50%", "inset(100%", "circle(0"];
        sight.set(Sight::UNSEEN, is_none.iter().any(|none| clip.starts_with(none)));
    }
    let filter = get(P::Filter);
    sight.set(
        Sight::MOVED,
        ["opacity", "blur", "brightness", "contrast"].iter().any(|f| filter.contains(f)),
    );
    turned(declared, &mut sight);
    sight.set(Sight::DOUBTFUL, get(P::UnicodeBidi).contains("override"));
    sight.set(Sight::DOUBTFUL, !matches!(get(P::TextSecurity), "" | "none"));
    let is_pictures = |font: &&str| get(P::FontFamily).contains(*font);
    sight.set(Sight::MOVED, ["wingdings", "webdings", "symbol"].iter().any(is_pictures));
    sight
}

/// Whether a value of `display` or `visibility` is one of CSS. What another leaves of those before, and what
/// a variable says, is not looked up.
fn is_known(value: &str) -> bool {
    const WORDS: [&str; 26] = [
        "none",
        "inline",
        "block",
        "inline-block",
        "flow",
        "flow-root",
        "flex",
        "inline-flex",
        "-webkit-flex",
        "-webkit-inline-flex",
        "-webkit-box",
        "-webkit-inline-box",
        "grid",
        "inline-grid",
        "inline-table",
        "table",
        "list-item",
        "contents",
        "ruby",
        "visible",
        "hidden",
        "collapse",
        "inherit",
        "initial",
        "unset",
        "revert",
    ];
    let is_word = |word: &str| WORDS.contains(&word) || word.starts_with("table-");
    value.split_ascii_whitespace().all(is_word)
}

/// From how many pixels on something is out of the page, and out of its cell.
const FAR: f64 = 3000.0;
const NEAR: f64 = 100.0;

/// What `transform` does to digits, and the properties that do the same.
fn turned(declared: &Declared<'_>, sight: &mut Sight) {
    let transform = declared.get(Property::Transform);
    for part in transform.split(')') {
        let Some((name, values)) = part.split_once('(') else { continue };
        let mut numbers = values.split([',', ' ']).filter_map(|value| number(value.trim()));
        match name.trim() {
            "scale" | "scalex" | "scaley" | "scale3d" => {
                sight.set(Sight::DOUBTFUL, numbers.any(|scale| scale < 0.2));
            }
            "translatez" | "translate3d" | "perspective" | "skew" | "skewx" | "skewy" => {}
            name if name.starts_with("translate") => {
                let lengths = values.split(',').filter_map(|value| length(value.trim()));
                let most = lengths.map(f64::abs).fold(0.0, f64::max);
                sight.set(Sight::MOVED, most > 8.0 || values.contains('%'));
                sight.set(Sight::UNSEEN, most >= FAR);
            }
            _ => sight.set(Sight::DOUBTFUL, numbers.any(|value| value != 0.0)),
        }
    }
    let scale = declared.get(Property::Scale);
    let mut scales = scale.split_ascii_whitespace().filter_map(number);
    sight.set(Sight::DOUBTFUL, scales.any(|scale| scale < 0.2));
    let is_still = matches!(declared.get(Property::Rotate), "" | "none" | "0" | "0deg");
    sight.set(Sight::DOUBTFUL, !is_still);
}

/// Whether what is in an element is seen in another order, or as far apart as columns are.
fn arranged(declared: &Declared<'_>, nodes: &[Node], id: Id) -> Sight {
    let mut sight = Sight::default();
    let Some(node) = nodes.get(id as usize) else { return sight };
    let is_reversed = declared.get(Property::FlexDirection).ends_with("-reverse");
    let is_ordered = !matches!(declared.get(Property::Order), "" | "0");
    if is_reversed || is_ordered {
        // Of what is around all of a report this tells nothing.
        sight.set(Sight::MOVED, true);
        sight.set(Sight::DOUBTFUL, is_part(nodes, id));
    }
    let display = declared.get(Property::Display);
    let is_spread = display.ends_with("flex") || display.ends_with("grid");
    let is_blank = |node: &Node| node.kind == Kind::Text && node.text().trim().is_empty();
    let first = nodes.get(node.first as usize);
    let has_parts = first.and_then(|first| nodes.get(first.next as usize));
    let has_parts = has_parts.is_some_and(|next| next.next != NONE || !is_blank(next));
    let is_inside = !matches!(node.kind, Kind::Table | Kind::Group | Kind::Row);
    sight.set(Sight::MOVED, is_spread && has_parts && is_inside);
    sight
}

/// Whether an element is so small that it is a part of a row, or one.
fn is_part(nodes: &[Node], id: Id) -> bool {
    const MOST: usize = 64;
    let mut open = vec![id];
    let mut seen = 0;
    while let Some(id) = open.pop() {
        let Some(node) = nodes.get(id as usize) else { continue };
        seen += 1;
        if seen > MOST || node.kind == Kind::Table {
            return false;
        }
        let mut child = node.first;
        while let Some(node) = nodes.get(child as usize) {
            if open.len() > MOST {
                return false;
            }
            open.push(child);
            child = node.next;
        }
    }
    true
}

/// What declarations make of an element in a line: struck out, or apart from the text around it.
fn set_apart(declared: &Declared<'_>) -> Option<Kind> {
    if declared.get(Property::TextDecoration).contains("line-through") {
        return Some(Kind::Struck);
    }
    let align = declared.get(Property::VerticalAlign);
    let is_raised = !["", "baseline", "middle", "inherit", "initial", "unset"].contains(&align);
    let is_block = declared.get(Property::Display) == "block";
    let is_floated = !matches!(declared.get(Property::Float), "" | "none");
    let is_placed = !matches!(declared.get(Property::Position), "" | "static");
    (is_raised || is_block || is_floated || is_placed).then_some(Kind::Apart)
}

impl Colors {
    /// Whether text cannot be told from what is behind it.
    fn are_alike(self) -> bool {
        const LEAST: u8 = 40;
        match (self.text, self.behind) {
            (Some(text), Some(behind)) => {
                text.iter().zip(behind).all(|(a, b)| a.abs_diff(b) < LEAST)
            }
            _ => false,
        }
    }
}

fn colored(declared: &Declared<'_>, around: Colors) -> Colors {
    let text = match declared.get(Property::Color) {
        "" | "inherit" | "currentcolor" => around.text,
        value => color(value),
    };
    let behind = match declared.get(Property::Background) {
        "" | "none" | "inherit" | "initial" | "unset" => around.behind,
        value if value.contains("url(") || value.contains("gradient(") => None,
        value if is_clear(value) => around.behind,
        value => {
            let mut words = value.split_inclusive([')', ' ']).map(str::trim);
            // Without a colour, it is that of what is around.
            match color(value).or_else(|| words.find_map(color)) {
                Some(color) => Some(color),
                None if value.contains("var(") => None,
                None if value.split(' ').count() == 1 => None,
                None => around.behind,
            }
        }
    };
    Colors { text, behind }
}

/// Whether a colour is none.
fn is_clear(value: &str) -> bool {
    let value = value.trim();
    if value == "transparent" {
        return true;
    }
    match value.strip_prefix('#') {
        Some(digits) => {
            (digits.len() == 4 && digits.ends_with('0'))
                || (digits.len() == 8 && digits.ends_with("00"))
        }
        None => {
            let inside = value.split_once('(').and_then(|(_, inside)| inside.split_once(')'));
            let last = inside.and_then(|(inside, _)| {
                let mut parts = inside.split([',', '/', ' ']).filter(|part| !part.is_empty());
                parts.nth(3)
            });
            last.and_then(number).is_some_and(|alpha| alpha < 0.1)
        }
    }
}

/// A colour's red, green and blue.
fn color(value: &str) -> Option<[u8; 3]> {
    let value = value.trim();
    let hex = value.strip_prefix('#').unwrap_or(value);
    if hex.bytes().all(|b| b.is_ascii_hexdigit()) {
        let digit = |i: usize| {
            let digit = hex.get(i..=i)?;
            u8::from_str_radix(digit, 16).ok()
        };
        match hex.len() {
            3 | 4 => return Some([digit(0)? * 17, digit(1)? * 17, digit(2)? * 17]),
            6 | 8 => {
                let pair = |i| Some(digit(i)? * 16 + digit(i + 1)?);
                return Some([pair(0)?, pair(2)?, pair(4)?]);
            }
            _ => {}
        }
    }
    if let Some((name, inside)) = value.split_once('(') {
        let inside = inside.split(')').next().unwrap_or_default();
        let mut parts = inside.split([',', '/', ' ']).filter(|part| !part.is_empty());
        if name.starts_with("rgb") {
            let mut part = || {
                let part = parts.next()?;
                let value = number(part)?;
                let value = if part.ends_with('%') { value * 2.55 } else { value };
                Some(value.clamp(0.0, 255.0).round() as u8)
            };
            return Some([part()?, part()?, part()?]);
        }
        if name.starts_with("hsl") {
            let light = number(parts.nth(2)?)?;
            return (light >= 97.0).then_some([255; 3]);
        }
        return None;
    }
    Some(match value {
        "white" | "snow" | "ivory" | "ghostwhite" | "floralwhite" | "whitesmoke" | "mintcream"
        | "azure" | "aliceblue" | "seashell" | "honeydew" | "window" | "canvas" => [255; 3],
        "black" | "windowtext" | "canvastext" => [0; 3],
        "red" => [255, 0, 0],
        "yellow" => [255, 255, 0],
        "lime" => [0, 255, 0],
        "aqua" | "cyan" => [0, 255, 255],
        "blue" => [0, 0, 255],
        "fuchsia" | "magenta" => [255, 0, 255],
        "gray" | "grey" => [128; 3],
        "silver" => [192; 3],
        "maroon" => [128, 0, 0],
        "olive" => [128, 128, 0],
        "green" => [0, 128, 0],
        "teal" => [0, 128, 128],
        "navy" => [0, 0, 128],
        "purple" => [128, 0, 128],
        "orange" => [255, 165, 0],
        "lightyellow" => [255, 255, 224],
        "gainsboro" => [220; 3],
        "lightgray" | "lightgrey" => [211; 3],
        _ => return None,
    })
}

/// The number at the start of a value, whatever its unit.
fn number(value: &str) -> Option<f64> {
    let end = value
        .bytes()
        .position(|b| !(b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+')))
        .unwrap_or(value.len());
    value.get(..end)?.parse().ok()
}

/// A length in pixels. A length in percent is none, for it is a part of another.
fn length(value: &str) -> Option<f64> {
    let amount = number(value)?;
    let unit = value.trim_start_matches(|c: char| c.is_ascii_digit() || ".-+".contains(c));
    let pixels = match unit.split_ascii_whitespace().next().unwrap_or_default() {
        "" | "px" => 1.0,
        "pt" => 4.0 / 3.0,
        "pc" | "em" | "rem" | "ic" => 16.0,
        "ex" | "ch" => 8.0,
        "cm" => 37.8,
        "mm" => 3.78,
        "in" => 96.0,
        "vw" | "vh" | "vmin" | "vmax" => 12.0,
        "%" if amount == 0.0 => 1.0,
        _ => return None,
    };
    Some(amount * pixels)
}

/// The size of a font in pixels, of `font-size` or `font`.
fn font_size(value: &str) -> Option<f64> {
    let mut sizes = value.split_ascii_whitespace().filter_map(|word| {
        let word = word.split('/').next().unwrap_or_default();
        match number(word)? {
            // Of 400 and its like, which say how bold a font is.
            weight if weight >= 100.0 && word.bytes().all(|b| b.is_ascii_digit()) => None,
            amount if word.ends_with('%') => Some(amount * 0.16),
            _ => length(word),
        }
    });
    sizes.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_and_lengths() {
        for white in [
            "#fff",
            "#FFFFFF".to_ascii_lowercase().as_str(),
            "white",
            "rgb(255, 255,255)",
            "hsl(0 0% 100%)",
        ] {
            assert_eq!(color(white), Some([255; 3]), "{white}");
        }
        assert_eq!(color("rgb(0,0,0)"), Some([0; 3]));
        assert_eq!(color("var(--text)"), None);
        for clear in ["transparent", "rgba(0,0,0,0)", "#0000", "rgb(0 0 0 / 0)"] {
            assert!(is_clear(clear), "{clear}");
        }
        assert!(!is_clear("#000") && !is_clear("rgb(0,0,0)") && !is_clear("rgba(0,0,0,1)"));
        assert_eq!(font_size("0/0 a"), Some(0.0));
        assert_eq!(font_size("bold 400 12pt/1 宋体"), Some(16.0));
        assert_eq!(length("-9999px"), Some(-9999.0));
        assert_eq!(length("50%"), None);
    }
}
