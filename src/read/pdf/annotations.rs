//! Annotations: notes over a page, and the fields of forms.

use hayro_syntax::object::{Array, Dict, Name, Object, Rect, Stream};
use hayro_syntax::page::{Page, Resources};

use super::geometry::{Area, Matrix};
use super::interpreter::Interpreter;
use super::marks::Outline;
use super::objects::form_matrix;
use super::paint::{Ink, Paint};
use crate::error::ReadError;

/// The most annotations of a page that are drawn. A page with more was made to keep readers busy.
const MOST: usize = 4096;

/// Flags: it is hidden, and it is not shown on a screen.
const HIDDEN: i32 = 1 << 1;
const NO_VIEW: i32 = 1 << 5;

/// Those of which nothing is drawn but what they say themselves, or a symbol at the margin.
const PLAIN: [&[u8]; 9] = [
    b"Link",
    b"Popup",
    b"Text",
    b"FileAttachment",
    b"Sound",
    b"Movie",
    b"Screen",
    b"TrapNet",
    b"PrinterMark",
];

impl<'p> Interpreter<'_, '_, 'p> {
    /// Draws the annotations of a page over it.
    pub(super) fn annotations(&mut self, page: &Page<'p>) -> Result<(), ReadError> {
        let Some(all) = page.raw().get::<Array<'p>>("Annots") else { return Ok(()) };
        let root = page.xref().get::<Dict<'p>>(page.xref().root_id());
        let form = root.and_then(|root| root.get::<Dict<'p>>("AcroForm"));
        let redraws =
            form.as_ref().and_then(|form| form.get::<bool>("NeedAppearances")).unwrap_or(false);
        for dict in all.iter::<Dict<'p>>().take(MOST) {
            self.annotation(&dict, redraws)?;
        }
        Ok(())
    }

    fn annotation(&mut self, dict: &Dict<'p>, redraws: bool) -> Result<(), ReadError> {
        let flags = dict.get::<i32>("F").unwrap_or(0);
        let subtype = dict.get::<Name<'_>>("Subtype");
        let subtype = subtype.as_deref().unwrap_or_default();
        if flags & (HIDDEN | NO_VIEW) != 0
            || subtype == b"Popup"
            || self.shared.layers.hide(dict, b"OC")
        {
            return Ok(());
        }
        let Some(rect) = dict.get::<Rect>("Rect") else { return Ok(()) };
        let area = Area::new(rect.x0, rect.y0, rect.x1, rect.y1);
        let has_value = subtype == b"Widget" && has_value(dict);
        let drawn = appearance(dict);
        if let Some(form) = &drawn {
            self.appearance(form, area)?;
        }
        // Programs draw these each in its own way.
        let is_drawn_anew = match drawn {
            Some(_) => has_value && redraws,
            None if subtype == b"Widget" => has_value,
            None => !PLAIN.contains(&subtype),
        };
        if is_drawn_anew {
            self.unknown(area);
        }
        Ok(())
    }

    /// Draws an appearance so that its box is that of the annotation.
    fn appearance(&mut self, form: &Stream<'p>, area: Area) -> Result<(), ReadError> {
        let dict = form.dict();
        let Some(bounds) = dict.get::<Rect>("BBox") else { return Ok(()) };
        let matrix = form_matrix(dict).unwrap_or(Matrix::IDENTITY);
        let drawn = matrix.apply_to_box(Area::new(bounds.x0, bounds.y0, bounds.x1, bounds.y1));
        let scale = |to: f64, from: f64| if from > 0.0 { to / from } else { 1.0 };
        let (x, y) = (scale(area.width(), drawn.width()), scale(area.height(), drawn.height()));
        let place = Matrix([x, 0.0, 0.0, y, area.x0 - drawn.x0 * x, area.y0 - drawn.y0 * y]);
        let before = self.state.clone();
        self.transform(place);
        self.form(form, &Resources::new(Dict::empty()))?;
        self.state = before;
        Ok(())
    }

    /// Something is drawn in an area, and what is not known.
    fn unknown(&mut self, area: Area) {
        let ink = Ink { paint: Paint::ANY, ..Ink::BLACK.in_part() };
        self.fill_over(area, ink, Outline::Unknown);
    }
}

/// How an annotation is drawn, in the state that it is in.
fn appearance<'p>(dict: &Dict<'p>) -> Option<Stream<'p>> {
    match dict.get::<Dict<'p>>("AP")?.get::<Object<'p>>("N")? {
        Object::Stream(stream) => Some(stream),
        Object::Dict(states) => states.get::<Stream<'p>>(dict.get::<Name<'p>>("AS")?),
        _ => None,
    }
}

/// Whether a field shows a value: its own, or that of the field which it is part of.
fn has_value(dict: &Dict<'_>) -> bool {
    let is_some = |dict: &Dict<'_>| match dict.get::<Object<'_>>("V") {
        Some(Object::String(text)) => !text.is_empty(),
        Some(Object::Null(_)) | None => false,
        Some(_) => true,
    };
    is_some(dict) || dict.get::<Dict<'_>>("Parent").is_some_and(|parent| is_some(&parent))
}
