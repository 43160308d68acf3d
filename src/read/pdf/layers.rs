//! Layers: content that is shown or not, as the document says.

use std::collections::HashSet;

use hayro_syntax::object::{Array, Dict, MaybeRef, Name, ObjRef, Object};
use hayro_syntax::xref::XRef;

/// How deep expressions of layers may stand in one another.
const DEPTH: usize = 16;

/// The layers that are not shown when the document is opened.
#[derive(Debug, Default)]
pub(super) struct Layers {
    off: HashSet<ObjRef>,
}

impl Layers {
    pub(super) fn read(xref: &XRef) -> Layers {
        let mut off = HashSet::new();
        let config = || {
            let properties =
                xref.get::<Dict<'_>>(xref.root_id())?.get::<Dict<'_>>("OCProperties")?;
            Some((properties.get::<Dict<'_>>("D")?, properties))
        };
        if let Some((config, properties)) = config() {
            let refs = |array: Option<Array<'_>>| -> Vec<ObjRef> {
                let items = array.iter().flat_map(Array::raw_iter).collect::<Vec<_>>();
                items.iter().filter_map(MaybeRef::as_obj_ref).collect()
            };
            if config.get::<Name<'_>>("BaseState").as_deref() == Some(b"OFF") {
                off.extend(refs(properties.get("OCGs")));
                for on in refs(config.get("ON")) {
                    off.remove(&on);
                }
            }
            off.extend(refs(config.get("OFF")));
            // Some are shown only on screens, or only on paper.
            for usage in config.get::<Array<'_>>("AS").iter().flat_map(Array::iter::<Dict<'_>>) {
                if usage.get::<Name<'_>>("Event").as_deref() != Some(b"View") {
                    continue;
                }
                for layer in refs(usage.get("OCGs")) {
                    let usage = xref
                        .get::<Dict<'_>>(layer.into())
                        .and_then(|dict| dict.get::<Dict<'_>>("Usage")?.get::<Dict<'_>>("View"));
                    match usage.and_then(|view| view.get::<Name<'_>>("ViewState")).as_deref() {
                        Some(b"OFF") => {
                            off.insert(layer);
                        }
                        Some(b"ON") => {
                            off.remove(&layer);
                        }
                        _ => {}
                    }
                }
            }
        }
        Layers { off }
    }

    /// Whether what is in a layer is hidden. A layer is given by its entry in a dictionary.
    pub(super) fn hide(&self, owner: &Dict<'_>, key: &[u8]) -> bool {
        if self.off.is_empty() {
            return false;
        }
        if owner.get_ref(key).is_some_and(|layer| self.off.contains(&layer)) {
            return true;
        }
        // A group of layers is shown if any of them is, or all of them, or none.
        let Some(group) = owner.get::<Dict<'_>>(key) else { return false };
        if let Some(rule) = group.get::<Array<'_>>("VE") {
            return !self.shows(&rule, 0);
        }
        let members: Vec<ObjRef> = match group.get::<Object<'_>>("OCGs") {
            Some(Object::Array(array)) => {
                array.raw_iter().filter_map(|item| item.as_obj_ref()).collect()
            }
            _ => group.get_ref("OCGs").into_iter().collect(),
        };
        if members.is_empty() {
            return false;
        }
        let is_off = |layer: &ObjRef| self.off.contains(layer);
        match group.get::<Name<'_>>("P").as_deref() {
            Some(b"AllOn") => members.iter().any(is_off),
            Some(b"AnyOff") => !members.iter().any(is_off),
            Some(b"AllOff") => !members.iter().all(is_off),
            _ => members.iter().all(is_off),
        }
    }

    /// Whether an expression of layers is true: one of the words And, Or and Not, and layers or other
    /// expressions.
    fn shows(&self, rule: &Array<'_>, depth: usize) -> bool {
        if depth > DEPTH {
            return true;
        }
        let mut items = rule.raw_iter();
        let Some(MaybeRef::NotRef(Object::Name(word))) = items.next() else { return true };
        let parts = rule.iter::<Object<'_>>().skip(1);
        let mut all = items.zip(parts).map(|(item, part)| match (item.as_obj_ref(), part) {
            (_, Object::Array(inner)) => self.shows(&inner, depth + 1),
            (Some(layer), _) => !self.off.contains(&layer),
            (None, _) => true,
        });
        match &*word {
            b"And" => all.all(|is_on| is_on),
            b"Or" => all.any(|is_on| is_on),
            b"Not" => !all.next().unwrap_or(false),
            _ => true,
        }
    }
}
