//! Word documents for tests, made from the XML of their parts.

/// A package, part by part.
pub struct Word {
    parts: Vec<(String, Vec<u8>, Packing)>,
}

/// How a part lies in the archive.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    Stored,
    Deflated,
    /// By another method, which nothing unpacks.
    Other(u16),
    /// With a checksum that is not that of its content.
    WrongChecksum,
    /// Marked as encrypted.
    Encrypted,
}

pub const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OTHERS: &str = "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:v=\"urn:schemas-microsoft-com:vml\" \
    xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
    xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" \
    xmlns:w16se=\"http://schemas.microsoft.com/office/word/2015/wordml/symex\"";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const DOCUMENT: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

/// The part of a document with this body.
pub fn document(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <w:document xmlns:w=\"{MAIN}\" {OTHERS}><w:body>{body}<w:sectPr/></w:body></w:document>"
    )
}

/// The parts that refer to a main part.
pub fn references(main: &str, kind: &str) -> [(&'static str, String); 2] {
    [
        (
            "[Content_Types].xml",
            format!(
                "<Types><Default Extension=\"xml\" ContentType=\"application/xml\"/>\
                 <Override PartName=\"/{main}\" ContentType=\"{kind}\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships><Relationship Id=\"r1\" Type=\"{RELATIONSHIPS}/officeDocument\" \
                 Target=\"{main}\"/></Relationships>"
            ),
        ),
    ]
}

impl Word {
    /// A package without parts.
    pub fn empty() -> Word {
        Word { parts: Vec::new() }
    }

    /// A document with this body, and nothing else.
    pub fn new(body: &str) -> Word {
        let mut word = Word::empty();
        for (name, xml) in references("word/document.xml", DOCUMENT) {
            word = word.part(name, &xml);
        }
        word.part("word/document.xml", &document(body))
    }

    /// With styles and lists.
    pub fn with(self, styles: &str, numbering: &str) -> Word {
        let links: String = ["styles", "numbering"]
            .map(|kind| {
                format!("<Relationship Type=\"{RELATIONSHIPS}/{kind}\" Target=\"{kind}.xml\"/>")
            })
            .concat();
        self.part(
            "word/_rels/document.xml.rels",
            &format!("<Relationships>{links}</Relationships>"),
        )
        .part("word/styles.xml", &format!("<w:styles xmlns:w=\"{MAIN}\">{styles}</w:styles>"))
        .part(
            "word/numbering.xml",
            &format!("<w:numbering xmlns:w=\"{MAIN}\">{numbering}</w:numbering>"),
        )
    }

    pub fn part(self, name: &str, xml: &str) -> Word {
        self.packed(name, xml.as_bytes(), Packing::Deflated)
    }

    pub fn packed(mut self, name: &str, bytes: &[u8], packing: Packing) -> Word {
        self.parts.push((name.to_owned(), bytes.to_vec(), packing));
        self
    }

    /// The file.
    pub fn file(&self) -> Vec<u8> {
        let mut file = Vec::new();
        let mut directory = Vec::new();
        for (name, bytes, packing) in &self.parts {
            let (method, data) = match packing {
                Packing::Stored | Packing::WrongChecksum | Packing::Encrypted => (0, bytes.clone()),
                Packing::Deflated => (8, miniz_oxide::deflate::compress_to_vec(bytes, 6)),
                Packing::Other(method) => (*method, bytes.clone()),
            };
            let wrong = u32::from(*packing == Packing::WrongChecksum);
            let flags = u16::from(*packing == Packing::Encrypted) | 0x800;
            let length = |n: usize| u32::try_from(n).expect("small").to_le_bytes();
            let short = |n: usize| u16::try_from(n).expect("short").to_le_bytes();
            let mut common = Vec::new();
            common.extend(20_u16.to_le_bytes());
            common.extend(flags.to_le_bytes());
            common.extend(method.to_le_bytes());
            common.extend([0; 4]);
            common.extend((rawzip::crc32(bytes) ^ wrong).to_le_bytes());
            common.extend(length(data.len()));
            common.extend(length(bytes.len()));
            common.extend(short(name.len()));
            common.extend(short(0));
            directory.extend(*b"PK\x01\x02");
            directory.extend(20_u16.to_le_bytes());
            directory.extend(&common);
            directory.extend([0; 10]);
            directory.extend(length(file.len()));
            directory.extend(name.as_bytes());
            file.extend(*b"PK\x03\x04");
            file.extend(&common);
            file.extend(name.as_bytes());
            file.extend(&data);
        }
        let start = u32::try_from(file.len()).expect("small");
        let size = u32::try_from(directory.len()).expect("small");
        let count = u16::try_from(self.parts.len()).expect("few").to_le_bytes();
        file.extend(directory);
        file.extend(*b"PK\x05\x06\0\0\0\0");
        file.extend(count);
        file.extend(count);
        file.extend(size.to_le_bytes());
        file.extend(start.to_le_bytes());
        file.extend([0; 2]);
        file
    }
}

/// A paragraph of one run.
pub fn p(text: &str) -> String {
    format!("<w:p>{}</w:p>", r(text))
}

/// A run.
pub fn r(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A table of rows of cells with one paragraph each.
pub fn table(rows: &[&[&str]]) -> String {
    let rows: String = rows
        .iter()
        .map(|cells| {
            let cells: String = cells.iter().map(|cell| tc("", cell)).collect();
            format!("<w:tr>{cells}</w:tr>")
        })
        .collect();
    format!("<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>")
}

/// A cell of one paragraph, with properties.
pub fn tc(props: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{props}</w:tcPr>{}</w:tc>", p(text))
}

/// A list of the levels, each with its format and its pattern.
pub fn list(levels: &[(&str, &str)]) -> String {
    let levels: String = levels
        .iter()
        .enumerate()
        .map(|(i, (format, pattern))| {
            format!(
                "<w:lvl w:ilvl=\"{i}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>\
                 <w:suff w:val=\"nothing\"/><w:lvlText w:val=\"{pattern}\"/></w:lvl>"
            )
        })
        .collect();
    format!(
        "<w:abstractNum w:abstractNumId=\"7\">{levels}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>\
         <w:num w:numId=\"2\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"0\">\
         <w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>"
    )
}

/// A paragraph of a list.
pub fn item(list: u32, level: u32, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{}</w:p>",
        r(text)
    )
}
