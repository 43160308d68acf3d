//! The package of a Word file: a ZIP archive of parts, and how the parts refer to each other.

use std::borrow::Cow;

use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use rawzip::{CompressionMethod, ZipArchive, ZipFileHeaderRecord, ZipSliceArchive};

use super::xml::{Node, Xml, damaged};
use crate::error::ReadError;
use crate::input::{InputKind, Limit};
use crate::read::limits::Limits;

/// An open package.
pub(super) struct Package<'b, 'l> {
    archive: ZipSliceArchive<&'b [u8]>,
    /// How many bytes may still come out of it.
    left: usize,
    limits: &'l Limits,
}

/// A reference of a part, or of the package, to a part.
struct Relationship {
    /// The last word of its type: `officeDocument`, `styles`, `numbering`.
    kind: String,
    target: String,
}

/// The parts that are read, inflated.
pub(super) struct Parts {
    pub(super) document: Vec<u8>,
    pub(super) document_name: String,
    pub(super) styles: Option<Vec<u8>>,
    pub(super) numbering: Option<Vec<u8>>,
}

impl<'b, 'l> Package<'b, 'l> {
    pub(super) fn open(bytes: &'b [u8], limits: &'l Limits) -> Result<Self, ReadError> {
        let archive = ZipArchive::from_slice(bytes)
            .map_err(|_| damaged("the ZIP archive has no directory: the file is cut short"))?;
        Ok(Package { archive, left: limits.decompressed_bytes, limits })
    }

    /// Finds the document and what it needs.
    pub(super) fn parts(mut self) -> Result<Parts, ReadError> {
        let name = self.document_name()?;
        let Some(document) = self.part(&name)? else {
            return Err(damaged(format!("the package has no part {name}")));
        };
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", &name));
        let relationships = self.relationships(&format!("{folder}/_rels/{file}.rels"))?;
        let mut other = |kind: &str| -> Result<Option<Vec<u8>>, ReadError> {
            let found = relationships.iter().flatten().find(|r| r.kind == kind);
            found.map_or(Ok(None), |r| self.part(&resolve(folder, &r.target)))
        };
        let (styles, numbering) = (other("styles")?, other("numbering")?);
        Ok(Parts { document, document_name: name, styles, numbering })
    }

    /// The name of the part that holds the document.
    fn document_name(&mut self) -> Result<String, ReadError> {
        let types = self.content_types()?;
        let relationships = self.relationships("_rels/.rels")?;
        let mut documents = relationships.iter().flatten().filter(|r| r.kind == "officeDocument");
        let Some(main) = documents.next() else {
            return Err(unsupported(self.foreign()?));
        };
        let name = resolve("", &main.target);
        if documents.any(|other| !resolve("", &other.target).eq_ignore_ascii_case(&name)) {
            // Programs differ in which of the two they show.
            return Err(damaged("the package has two documents"));
        }
        let of_part = types.iter().find(|(part, _)| part.eq_ignore_ascii_case(&name));
        match of_part.map(|(_, kind)| kind.as_str()) {
            Some(kind) if kind.contains("spreadsheet") || kind.contains("ms-excel") => {
                Err(unsupported(InputKind::Spreadsheet))
            }
            Some(kind) if kind.contains("presentation") || kind.contains("ms-powerpoint") => {
                Err(unsupported(InputKind::Archive))
            }
            // Where the type says nothing, the first element of the part will.
            _ => Ok(name),
        }
    }

    /// The types of the parts that have one of their own.
    fn content_types(&mut self) -> Result<Vec<(String, String)>, ReadError> {
        const NAME: &str = "[Content_Types].xml";
        let Some(bytes) = self.part(NAME)? else { return Ok(Vec::new()) };
        let mut types = Vec::new();
        let mut xml = Xml::new(NAME, &bytes, self.limits);
        loop {
            match xml.next()? {
                Node::Start(element) if element.name() == b"Override" => {
                    let part = element.attribute("PartName");
                    let kind = element.attribute("ContentType");
                    if let (Some(part), Some(kind)) = (part, kind) {
                        types.push((resolve("", &part), kind.to_ascii_lowercase()));
                    }
                }
                Node::Done => return Ok(types),
                _ => {}
            }
        }
    }

    /// The references to parts of the package that a part of references holds.
    fn relationships(&mut self, name: &str) -> Result<Option<Vec<Relationship>>, ReadError> {
        let Some(bytes) = self.part(name.trim_start_matches('/'))? else { return Ok(None) };
        let mut found = Vec::new();
        let mut xml = Xml::new(name, &bytes, self.limits);
        loop {
            match xml.next()? {
                Node::Start(element) if element.name() == b"Relationship" => {
                    let external = element.attribute("TargetMode");
                    let kind = element.attribute("Type");
                    let target = element.attribute("Target");
                    if let (Some(kind), Some(target)) = (kind, target) {
                        if external.is_none_or(|mode| !mode.eq_ignore_ascii_case("external")) {
                            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                            found.push(Relationship { kind, target: target.into_owned() });
                        }
                    }
                }
                Node::Done => return Ok(Some(found)),
                _ => {}
            }
        }
    }

    /// What an archive without a Word document is, by the parts that it has.
    fn foreign(&mut self) -> Result<InputKind, ReadError> {
        let mut kind = InputKind::Archive;
        let mut entries = self.archive.entries();
        while let Some(entry) = entries.next_entry().map_err(|e| directory(&e))? {
            match name_of(&entry).as_ref() {
                "OFD.xml" => kind = InputKind::Ofd,
                "content.xml" => kind = InputKind::OpenDocument,
                name if name.starts_with("xl/") => kind = InputKind::Spreadsheet,
                _ => {}
            }
        }
        Ok(kind)
    }

    /// The content of a part, if there is one of this name.
    fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let mut found = None;
        let mut entries = self.archive.entries();
        while let Some(entry) = entries.next_entry().map_err(|e| directory(&e))? {
            // Names of parts are the same in upper and in lower case.
            if name_of(&entry).eq_ignore_ascii_case(name) {
                if found.is_some() {
                    // Programs differ in which of the two they show.
                    return Err(damaged(format!("the archive has two parts {name}")));
                }
                let method = entry.compression_method();
                found = Some((entry.wayfinder(), method, entry.flags().is_encrypted()));
            }
        }
        let Some((wayfinder, method, encrypted)) = found else { return Ok(None) };
        if encrypted {
            return Err(unsupported(InputKind::Encrypted));
        }
        let entry = self.archive.get_entry(wayfinder).map_err(|_| {
            damaged(format!("{name} is not whole in the archive: the file is cut short"))
        })?;
        let content = self.inflate(name, entry.data(), method)?;
        self.left -= content.len().min(self.left);
        if rawzip::crc32(&content) != entry.claim_verifier().crc {
            return Err(damaged(format!("{name} is damaged: its checksum is not the archive's")));
        }
        utf8(name, content).map(Some)
    }

    /// Inflates a part as far as the limit allows. What the archive says of its size is not asked.
    fn inflate(
        &self,
        name: &str,
        data: &[u8],
        method: CompressionMethod,
    ) -> Result<Vec<u8>, ReadError> {
        match method {
            CompressionMethod::STORE if data.len() <= self.left => Ok(data.to_vec()),
            CompressionMethod::STORE => Err(self.too_much()),
            CompressionMethod::DEFLATE => {
                decompress_to_vec_with_limit(data, self.left).map_err(|error| match error.status {
                    TINFLStatus::HasMoreOutput => self.too_much(),
                    _ => damaged(format!("{name} cannot be unpacked")),
                })
            }
            _ => Err(damaged(format!(
                "{name} is packed in a way that Word does not know (method {})",
                method.as_u16()
            ))),
        }
    }

    fn too_much(&self) -> ReadError {
        let max = self.limits.decompressed_bytes;
        ReadError::PastLimit { limit: Limit::DecompressedBytes, max }
    }
}

fn unsupported(kind: InputKind) -> ReadError {
    ReadError::Unsupported { kind }
}

fn name_of<'e>(entry: &'e ZipFileHeaderRecord<'_>) -> Cow<'e, str> {
    let name = String::from_utf8_lossy(entry.file_path().as_bytes());
    if name.contains('\\') { Cow::Owned(name.replace('\\', "/")) } else { name }
}

fn directory(error: &rawzip::Error) -> ReadError {
    damaged(format!("the directory of the ZIP archive cannot be read: {error}"))
}

/// A part in UTF-16 as UTF-8.
fn utf8(name: &str, content: Vec<u8>) -> Result<Vec<u8>, ReadError> {
    let unit: fn([u8; 2]) -> u16 = match content.first_chunk::<2>() {
        Some(b"\xFF\xFE") => u16::from_le_bytes,
        Some(b"\xFE\xFF") => u16::from_be_bytes,
        _ => return Ok(content),
    };
    let units = content.chunks_exact(2).skip(1).map(|pair| unit([pair[0], pair[1]]));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    text.map(String::into_bytes).map_err(|_| damaged(format!("{name} is no text in UTF-16")))
}

/// The name of the part that a reference from a folder means.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut steps: Vec<&str> = Vec::new();
    let from = if target.starts_with('/') { "" } else { folder };
    for step in from.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}
