//! Checks reports: `cargo run --example check -- FILE…`
//!
//! - `check FILE…`: what reading and the rules have to say of each report, and which changes of its
//!   figures would make its sums hold.
//! - `check --years FILE…`: the reports of one organ for several years, one against the other.
//! - `check --rollup SUPERIOR FILE…`: a superior's figures against the sums of its subordinates'.
//! - `check --explain CODE`: what a rule says, when it is silent, and what to do about it. Without a
//!   code, all rules.
//!
//! `--lang zh` prints Chinese. `--all` prints what holds and what cannot be assessed as well. `--json`
//! prints one JSON object a line. The exit status is 0 if there is nothing worse than a warning, 1 if
//! there is an inconsistency or an error, 2 if a file cannot be read.

mod support;

use std::io::{self, Write};
use std::process::ExitCode;

use gongkai::validate::{self, Assessment, Compares, Rule, Validation, Verdict};
use gongkai::{
    AnnualReport, Code, Diagnostic, Language, LineIndex, Operand, Parsed, Severity, Stage,
};
use serde_json::json;

const USAGE: &str = "\
usage: check [--json] [--all] [--lang en|zh] FILE…
       check [--json] [--all] [--lang en|zh] --years FILE…
       check [--json] [--all] [--lang en|zh] --rollup SUPERIOR FILE…
       check [--lang en|zh] --explain [CODE]";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Each,
    Years,
    RollUp,
    Explain,
}

struct Options {
    mode: Mode,
    json: bool,
    all: bool,
    language: Language,
    /// Files, or the code to explain.
    names: Vec<String>,
}

fn main() -> ExitCode {
    let Some(options) = options(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let mut out = io::stdout().lock();
    let done = match options.mode {
        Mode::Explain => explain(&options, &mut out),
        _ => check(&options, &mut out),
    };
    match done {
        Ok(status) => ExitCode::from(status),
        // Whoever reads the output may have seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(2),
        Err(error) => {
            eprintln!("cannot write: {error}");
            ExitCode::from(2)
        }
    }
}

fn options(mut args: impl Iterator<Item = String>) -> Option<Options> {
    let mut options = Options {
        mode: Mode::Each,
        json: false,
        all: false,
        language: Language::English,
        names: Vec::new(),
    };
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--json" => options.json = true,
            "--all" => options.all = true,
            "--years" => options.mode = Mode::Years,
            "--rollup" => options.mode = Mode::RollUp,
            "--explain" => options.mode = Mode::Explain,
            "--lang" => match args.next()?.as_str() {
                "zh" => options.language = Language::Chinese,
                "en" => options.language = Language::English,
                _ => return None,
            },
            _ if arg.starts_with('-') => return None,
            _ => options.names.push(arg),
        }
    }
    let enough = match options.mode {
        Mode::Each | Mode::Years => !options.names.is_empty(),
        Mode::RollUp => options.names.len() >= 2,
        Mode::Explain => options.names.len() <= 1,
    };
    enough.then_some(options)
}

/// A report that was read, and where from.
struct Document {
    file: String,
    parsed: Parsed<'static>,
    lines: LineIndex,
}

impl Document {
    /// `file:line:column` of a place.
    fn place(&self, operand: &Operand) -> String {
        // A report that is compared with others was read on its own, and knows its own places.
        match self.parsed.spans.get(operand.field) {
            Some(span) => {
                let at = self.lines.position(&self.parsed.source, span.start);
                format!("{}:{}:{}", self.file, at.line, at.column)
            }
            None => self.file.clone(),
        }
    }
}

fn check(options: &Options, out: &mut impl Write) -> io::Result<u8> {
    let mut status = 0;
    let mut documents = Vec::new();
    for file in &options.names {
        match support::read(file) {
            Ok(parsed) => {
                let lines = LineIndex::new(&parsed.source);
                documents.push(Document { file: file.clone(), parsed, lines });
            }
            Err(error) => {
                eprintln!("{}", error.message(options.language));
                status = 2;
            }
        }
    }
    if options.mode == Mode::Each {
        for document in &documents {
            let validation = document.parsed.validate();
            let findings = document.parsed.findings_of(&validation);
            let shown = Shown { options, documents: std::slice::from_ref(document), own: true };
            status = status.max(shown.write(out, &findings, &validation)?);
        }
        return Ok(status);
    }
    // A comparison without one of its reports would say what is not so.
    if status == 2 {
        eprintln!(
            "{}",
            match options.language {
                Language::Chinese => "有文件无法读取，因此未作比较",
                _ => "nothing was compared, because a file could not be read",
            }
        );
        return Ok(status);
    }
    let reports: Vec<AnnualReport> = documents.iter().map(|d| d.parsed.report.clone()).collect();
    let validation = match (options.mode, reports.split_first()) {
        (Mode::RollUp, Some((superior, subordinates))) => validate::rollup(superior, subordinates),
        _ => validate::years(&reports),
    };
    let findings: Vec<Diagnostic> = validation.diagnostics().collect();
    if !options.json {
        names(options, &documents, out)?;
    }
    Shown { options, documents: &documents, own: false }.write(out, &findings, &validation)
}

/// Which file each number in the findings means.
fn names(options: &Options, documents: &[Document], out: &mut impl Write) -> io::Result<()> {
    let superior = usize::from(options.mode == Mode::RollUp);
    for (i, document) in documents.iter().enumerate() {
        let report = &document.parsed.report;
        let organ = report.organ.as_deref().unwrap_or("?");
        let year = report.year.map_or_else(|| "?".to_owned(), |year| year.to_string());
        let number = match (i < superior, options.language) {
            (false, _) => format!("#{}", i + 1 - superior),
            (true, Language::Chinese) => "上级".to_owned(),
            (true, _) => "superior".to_owned(),
        };
        writeln!(out, "{number}  {}  {organ} {year}", document.file)?;
    }
    writeln!(out)
}

/// What is shown of a validation.
struct Shown<'a> {
    options: &'a Options,
    documents: &'a [Document],
    /// Whether the validation is of the one document, and not of several.
    own: bool,
}

impl Shown<'_> {
    fn write(
        &self,
        out: &mut impl Write,
        findings: &[Diagnostic],
        validation: &Validation,
    ) -> io::Result<u8> {
        let Options { json, all, language, .. } = *self.options;
        for finding in findings {
            if json {
                writeln!(out, "{}", self.object(finding))?;
            } else {
                self.finding(out, finding)?;
            }
        }
        if json {
            for proposal in &validation.proposals {
                let message = proposal.message(language);
                let object =
                    json!({ "file": self.name(), "proposal": proposal, "message": message });
                writeln!(out, "{object}")?;
            }
        } else {
            for proposal in &validation.proposals {
                let what = if language == Language::Chinese { "建议" } else { "proposal" };
                writeln!(out, "{}: {what}: {}", self.name(), proposal.message(language))?;
            }
            if validation.proposals_omitted > 0 {
                let count = validation.proposals_omitted;
                match language {
                    Language::Chinese => {
                        writeln!(out, "{}: 另有 {count} 种改动未列出", self.name())?
                    }
                    _ => writeln!(out, "{}: {count} more changes would do", self.name())?,
                }
            }
        }
        if all {
            let others = validation.assessments.iter().filter(|a| a.verdict != Verdict::Violated);
            for assessment in others {
                self.assessment(out, assessment)?;
            }
        }
        if !json {
            self.summary(out, findings.len(), validation)?;
        }
        let bad = findings.iter().any(|finding| finding.severity() >= Severity::Inconsistency);
        Ok(u8::from(bad))
    }

    fn name(&self) -> &str {
        match self.documents {
            [document] if self.own => &document.file,
            _ => "all",
        }
    }

    /// The document that a figure of a comparison stands in.
    fn document(&self, operand: &Operand) -> Option<&Document> {
        let superior = usize::from(self.options.mode == Mode::RollUp);
        match &operand.origin {
            None => self.documents.first(),
            Some(origin) => self.documents.get(origin.index + superior),
        }
    }

    fn finding(&self, out: &mut impl Write, finding: &Diagnostic) -> io::Result<()> {
        let language = self.options.language;
        if let ([document], true) = (self.documents, self.own) {
            let parsed = &document.parsed;
            let excerpt = finding.excerpt(&parsed.source).pages(&parsed.pages).language(language);
            return writeln!(out, "{}: {}", document.file, excerpt.lines(&document.lines));
        }
        let severity = finding.severity().name(language);
        writeln!(out, "{severity}[{}] {}", finding.code(), finding.message(language))?;
        for operand in finding.operands() {
            if let Some(document) = self.document(operand) {
                writeln!(out, "  --> {}  {}", document.place(operand), operand.field)?;
            }
        }
        writeln!(out)
    }

    fn assessment(&self, out: &mut impl Write, assessment: &Assessment) -> io::Result<()> {
        let Options { json, language, .. } = *self.options;
        let (verdict, why) = match (&assessment.verdict, language) {
            (Verdict::Holds, Language::Chinese) => ("符合", String::new()),
            (Verdict::Holds, _) => ("holds", String::new()),
            (Verdict::NotAssessable(why), Language::Chinese) => ("无法评定", why.message(language)),
            (Verdict::NotAssessable(why), _) => ("cannot be assessed", why.message(language)),
            _ => return Ok(()),
        };
        if json {
            let holds = assessment.verdict == Verdict::Holds;
            let object = json!({
                "file": self.name(),
                "code": assessment.code,
                "path": assessment.subject.to_string(),
                "verdict": if holds { "holds" } else { "not_assessable" },
                "reason": why,
            });
            return writeln!(out, "{object}");
        }
        let of = assessment.origin.as_ref().map_or(String::new(), |o| format!(" {}", o.name));
        let (code, subject) = (assessment.code, assessment.subject);
        let colon = if why.is_empty() { "" } else { ": " };
        writeln!(out, "{}: {code}{of} {subject} {verdict}{colon}{why}", self.name())
    }

    fn summary(&self, out: &mut impl Write, found: usize, of: &Validation) -> io::Result<()> {
        let counts = of.counts();
        let (hold, violated, unknown) = (counts.hold, counts.violated, counts.not_assessable);
        let hint = match (unknown > 0 && !self.options.all, self.options.language) {
            (false, _) => "",
            (true, Language::Chinese) => "（--all 列出原因）",
            (true, _) => " (--all says why)",
        };
        match self.options.language {
            Language::Chinese => writeln!(
                out,
                "{}: 提示 {found} 条；各项规则中，符合 {hold}，不符 {violated}，无法评定 {unknown}{hint}",
                self.name()
            ),
            _ => writeln!(
                out,
                "{}: findings: {found}; of the rules, {hold} hold, {violated} are violated, \
                 {unknown} cannot be assessed{hint}",
                self.name()
            ),
        }
    }

    /// A finding as a JSON object.
    fn object(&self, finding: &Diagnostic) -> serde_json::Value {
        let at = match (self.documents, finding.span) {
            ([document], Some(span)) if self.own => {
                Some(document.lines.position(&document.parsed.source, span.start))
            }
            _ => None,
        };
        let page = match (self.documents, finding.span) {
            ([document], Some(span)) if self.own => document.parsed.pages.page_box(span),
            _ => None,
        };
        let operands: Vec<_> = finding.operands().collect();
        let places: Vec<_> = finding
            .operands()
            .filter_map(|operand| Some(self.document(operand)?.place(operand)))
            .collect();
        json!({
            "file": self.name(),
            "code": finding.code(),
            "severity": finding.severity(),
            "path": finding.subject.to_string(),
            "message": finding.message(self.options.language),
            "span": finding.span,
            "page": page.map(|at| at.page),
            "line": at.map(|at| at.line),
            "column": at.map(|at| at.column),
            "operands": operands,
            "places": places,
        })
    }
}

fn explain(options: &Options, out: &mut impl Write) -> io::Result<u8> {
    let Some(name) = options.names.first() else {
        for rule in validate::rules() {
            let title = rule.title.in_language(options.language);
            writeln!(out, "{:<3} {:<13} {title}", rule.code, rule.severity())?;
        }
        return Ok(0);
    };
    let code = Code::ALL.iter().find(|code| code.as_str().eq_ignore_ascii_case(name));
    let rule = validate::rules().iter().find(|rule| Some(&rule.code) == code);
    match (code, rule) {
        (_, Some(rule)) => page(rule, options.language, out).map(|()| 0),
        (Some(code), None) if code.stage() == Stage::Parse => {
            writeln!(out, "{} ({})", code.description(), code.severity()).map(|()| 0)
        }
        _ => {
            eprintln!("{name} is no code; `check --explain` lists the rules");
            Ok(2)
        }
    }
}

/// The page of a rule.
fn page(rule: &Rule, language: Language, out: &mut impl Write) -> io::Result<()> {
    let forms: Vec<&str> = rule.forms.iter().map(|form| form.as_str()).collect();
    let [title, scope, silent, remedy] = [rule.title, rule.scope, rule.silent_when, rule.remedy]
        .map(|text| text.in_language(language));
    let (code, severity, formula, since) = (rule.code, rule.severity(), rule.formula, rule.since);
    let compares = |report, years, rollup| match rule.compares {
        Compares::Years => years,
        Compares::RollUp => rollup,
        _ => report,
    };
    match language {
        Language::Chinese => {
            let compares = compares("单份报告", "同一机关各年度报告", "上级与下级报告");
            writeln!(out, "{code}  {title}")?;
            writeln!(out, "  公式      {formula}")?;
            writeln!(out, "  适用对象  {scope}")?;
            writeln!(out, "  适用格式  {}年", forms.join("、"))?;
            writeln!(out, "  比较范围  {compares}")?;
            let severity = match severity {
                Severity::Error => "错误",
                Severity::Inconsistency => "数据不一致",
                Severity::Warning => "警告",
                _ => "提示",
            };
            writeln!(out, "  严重程度  {severity}")?;
            writeln!(out, "  无法评定  {silent}")?;
            writeln!(out, "  处理办法  {remedy}")?;
            writeln!(out, "  起始版本  {since}")
        }
        _ => {
            let compares = compares(
                "the figures of one report",
                "the reports of one organ for several years",
                "a superior's report with its subordinates'",
            );
            writeln!(out, "{code}  {title}")?;
            writeln!(out, "  formula      {formula}")?;
            writeln!(out, "  applied to   {scope}")?;
            writeln!(out, "  forms        {}", forms.join(", "))?;
            writeln!(out, "  compares     {compares}")?;
            writeln!(out, "  severity     {severity}")?;
            writeln!(out, "  silent when  {silent}")?;
            writeln!(out, "  what to do   {remedy}")?;
            writeln!(out, "  since        {since}")
        }
    }
}
