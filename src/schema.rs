//! JSON Schemas of what this crate writes and reads as JSON.
//!
//! ```
//! let schema = gongkai::schema::report();
//! assert_eq!(schema.get("title").unwrap(), "AnnualReport");
//! let json = serde_json::to_string_pretty(&schema).unwrap();
//! assert!(json.contains("\"unread\""));
//! ```
//!
//! The types implement [`schemars::JsonSchema`] as well, so that a schema of your own can hold them.
//!
//! The schema of a report accepts what is read, but for what JSON Schema cannot tell, and for one
//! thing that is no part of the format:
//!
//! - In JSON Schema `12.0` is an integer. As a count it is refused: write `12`.
//! - An amount has to fit a decimal: without its point it is less than 2⁹⁶.
//! - No key may stand twice in an object.
//! - An object is an object. serde also takes an array of its values.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value};

use crate::diagnostic::{Code, Diagnostic, Operand, Origin, Severity};
use crate::model::labels::{applicant_label, row_label};
use crate::model::{
    AnnualReport, Applicant, ApplicantCounts, ApplicationMatrix, Cell, Change, Field, Money, Row,
    Unit,
};
use crate::span::Span;

/// **The JSON Schema of a report**: of the JSON of an [`AnnualReport`], in draft 2020-12.
///
/// ```
/// let schema = serde_json::to_value(gongkai::schema::report()).unwrap();
/// // Every figure has its place: the path of the figure spells the keys.
/// let counts = &schema["$defs"]["ApplicationMatrix"]["properties"]["denied"]["properties"];
/// assert_eq!(counts["state_secret"]["$ref"], "#/$defs/ApplicantCounts");
/// // The five states of a cell are five forms of JSON.
/// assert_eq!(schema["$defs"]["CountCell"]["anyOf"].as_array().unwrap().len(), 5);
/// ```
pub fn report() -> Schema {
    generator(SchemaSettings::draft2020_12()).into_root_schema_for::<AnnualReport>()
}

/// **The JSON Schema of a finding**: of the JSON of a [`Diagnostic`], in draft 2020-12. Objects may
/// have more keys, so that programs can add the name of the file, or the line.
///
/// ```
/// let schema = serde_json::to_value(gongkai::schema::finding()).unwrap();
/// let codes = schema["$defs"]["Code"]["enum"].as_array().unwrap();
/// assert!(codes.contains(&"B2".into()));
/// ```
pub fn finding() -> Schema {
    // Findings are only written.
    generator(SchemaSettings::draft2020_12().for_serialize()).into_root_schema_for::<Diagnostic>()
}

fn generator(settings: SchemaSettings) -> SchemaGenerator {
    settings.with_transform(RecursiveTransform(tidy)).into_generator()
}

/// Leaves of a doc comment what a reader of JSON can use, and says how great a number can be.
fn tidy(schema: &mut Schema) {
    if let Some(Value::String(text)) = schema.get_mut("description") {
        *text = plain(text);
    }
    let greatest = match schema.get("format").and_then(Value::as_str) {
        Some("uint32") => u64::from(u32::MAX),
        Some("uint64" | "uint") => u64::MAX,
        _ => return,
    };
    let object = schema.ensure_object();
    object.entry("maximum").or_insert(greatest.into());
}

/// The first paragraph of a doc comment, without its markup.
fn plain(text: &str) -> String {
    let first = text.split("\n\n").next().unwrap_or_default().replace('\n', " ");
    let mut out = String::new();
    let mut rest = first.as_str();
    while let Some((before, link)) = rest.split_once("](") {
        out.push_str(before);
        rest = link.split_once(')').map_or("", |(_, behind)| behind);
    }
    out.push_str(rest);
    out.replace("**", "").replace(['[', ']', '`'], "")
}

macro_rules! cell {
    ($figure:ty, $name:literal, $description:literal) => {
        impl JsonSchema for Cell<$figure> {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn schema_id() -> Cow<'static, str> {
                concat!("gongkai::", $name).into()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                cell(<$figure as InCell>::figure(generator), $description)
            }
        }
    };
}

cell!(u64, "CountCell", "A cell of a count.");
cell!(Change, "ChangeCell", "A cell of a signed change of a count.");
cell!(Money, "MoneyCell", "A cell of an amount of money.");

/// What stands in a cell, if it is a figure.
trait InCell {
    fn figure(generator: &mut SchemaGenerator) -> Schema;
}

impl InCell for u64 {
    fn figure(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A count.",
            "type": "integer",
            "minimum": 0,
            "maximum": u64::MAX,
        })
    }
}

impl InCell for Change {
    fn figure(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<Change>()
    }
}

impl InCell for Money {
    fn figure(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<Money>()
    }
}

/// The five states, as `Cell` writes and reads them.
fn cell(figure: Schema, description: &str) -> Schema {
    json_schema!({
        "description": description,
        "anyOf": [
            figure,
            {"description": "The cell is blank.", "const": ""},
            {"description": "The cell has a mark for “not applicable”.", "const": "/"},
            {
                "description": "The text of the cell was not read as a figure.",
                "type": "object",
                "properties": {"unread": {"type": "string"}},
                "required": ["unread"],
                "additionalProperties": false,
            },
            {"description": "The document has no such cell.", "type": "null"},
        ],
    })
}

impl JsonSchema for Change {
    fn schema_name() -> Cow<'static, str> {
        "Change".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "The change of a number of items against the year before.",
            "type": "integer",
            "minimum": i64::MIN,
            "maximum": i64::MAX,
        })
    }
}

impl JsonSchema for Money {
    fn schema_name() -> Cow<'static, str> {
        "Money".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "An amount of money as it was printed: the amount and its unit.",
            "type": "object",
            "properties": {
                "amount": {
                    "description": "A plain decimal. A string, because a JSON number becomes a \
                        binary fraction in most readers.",
                    "type": "string",
                    "pattern": r"^-?[0-9]{1,29}(\.[0-9]{1,28})?$",
                },
                "unit": generator.subschema_for::<Unit>(),
            },
            "required": ["amount", "unit"],
            "additionalProperties": false,
        })
    }
}

impl JsonSchema for ApplicationMatrix {
    fn schema_name() -> Cow<'static, str> {
        "ApplicationMatrix".into()
    }

    /// Nested objects whose keys spell the paths of the rows.
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut top = Map::new();
        for row in Row::ALL {
            let mut counts = generator.subschema_for::<ApplicantCounts>();
            counts.insert("description".to_owned(), row_label(row).0.into());
            let Some((group, rest)) = row.as_str().split_once('.') else {
                top.insert(row.as_str().to_owned(), counts.into());
                continue;
            };
            let group = top.entry(group).or_insert_with(|| object(Map::new()));
            if group.get("$ref").is_some() {
                // The single row （六） and the three under it share an object.
                *group = object(columns(generator));
            }
            if let Some(rows) = group.get_mut("properties").and_then(Value::as_object_mut) {
                rows.insert(rest.to_owned(), counts.into());
            }
        }
        let mut schema = Schema::try_from(object(top)).unwrap_or_default();
        schema
            .insert("description".to_owned(), "Section three: the matrix of applications.".into());
        schema
    }
}

fn columns(generator: &mut SchemaGenerator) -> Map<String, Value> {
    let column = |applicant: Applicant| {
        let mut cell = generator.subschema_for::<Cell<u64>>();
        cell.insert("description".to_owned(), applicant_label(applicant).0.into());
        (applicant.as_str().to_owned(), cell.into())
    };
    Applicant::ALL.into_iter().map(column).collect()
}

fn object(properties: Map<String, Value>) -> Value {
    let mut object = Map::new();
    object.insert("type".to_owned(), "object".into());
    object.insert("properties".to_owned(), properties.into());
    object.insert("additionalProperties".to_owned(), false.into());
    object.into()
}

impl JsonSchema for Field {
    fn schema_name() -> Cow<'static, str> {
        "Field".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let paths: Vec<String> = Field::ALL.iter().map(ToString::to_string).collect();
        json_schema!({"description": "The path of a figure.", "type": "string", "enum": paths})
    }
}

impl JsonSchema for Code {
    fn schema_name() -> Cow<'static, str> {
        "Code".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        let meanings: Vec<&str> = Code::ALL.iter().map(|code| code.description()).collect();
        json_schema!({
            "description": format!("The code of a kind of finding. {}", meanings.join(" ")),
            "type": "string",
            "enum": codes,
        })
    }
}

impl JsonSchema for Diagnostic {
    fn schema_name() -> Cow<'static, str> {
        "Diagnostic".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A statement about a report.",
            "type": "object",
            "properties": {
                "code": generator.subschema_for::<Code>(),
                "severity": generator.subschema_for::<Severity>(),
                "origin": generator.subschema_for::<Origin>(),
                "path": {
                    "description": "What the statement is about: report, organ, year, or the path \
                        of a section, a row or a figure.",
                    "type": "string",
                },
                "message": {"description": "The statement in English.", "type": "string"},
                "span": generator.subschema_for::<Option<Span>>(),
                "operands": {
                    "description": "The figures that the statement compares or adds up.",
                    "type": "array",
                    "items": generator.subschema_for::<Operand>(),
                },
            },
            "required": ["code", "severity", "path", "message", "span", "operands"],
        })
    }
}

impl JsonSchema for Operand {
    fn schema_name() -> Cow<'static, str> {
        "Operand".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A figure in a comparison.",
            "type": "object",
            "properties": {
                "origin": generator.subschema_for::<Origin>(),
                "path": generator.subschema_for::<Field>(),
                "subtracted": {
                    "description": "Whether it is taken away from the sum; left out if not.",
                    "const": true,
                },
                "value": {
                    "description": "Its value, money in yuan; null where there is none. A whole \
                        number is a number where 64 bits hold it; all others are strings.",
                    "anyOf": [
                        {"type": "integer", "minimum": i64::MIN, "maximum": u64::MAX},
                        {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"},
                        {"type": "null"},
                    ],
                },
                "span": generator.subschema_for::<Option<Span>>(),
            },
            "required": ["path", "value", "span"],
        })
    }
}

impl JsonSchema for Origin {
    fn schema_name() -> Cow<'static, str> {
        "Origin".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "One of several reports that are compared.",
            "type": "object",
            "properties": {
                "index": {
                    "description": "Where it stands among those that were given, from 0.",
                    "type": "integer",
                    "minimum": 0,
                },
                "name": {"description": "Its year, or its organ.", "type": "string"},
            },
            "required": ["index", "name"],
        })
    }
}
