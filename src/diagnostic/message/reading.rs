//! What reading has to say, in English and in Chinese.

use super::names::subject;
use crate::diagnostic::{Detail, Diagnostic, Fault, Language};
use crate::model::{FigureKind, Subject};

fn kind(kind: FigureKind, language: Language) -> &'static str {
    match (kind, language) {
        (FigureKind::Count, Language::English) => "a count, such as 12",
        (FigureKind::Count, Language::Chinese) => "数量（如 12）",
        (FigureKind::Change, Language::English) => "a change, such as 增128 or 减6",
        (FigureKind::Change, Language::Chinese) => "增减数（如 增128、减6）",
        (FigureKind::Money, Language::English) => "an amount of money, such as 679.7万元",
        (FigureKind::Money, Language::Chinese) => "金额（如 679.7万元）",
    }
}

fn fault(fault: Fault, language: Language) -> &'static str {
    match (fault, language) {
        (Fault::NotANumber, Language::English) => "it is not written as a number",
        (Fault::NotANumber, Language::Chinese) => "不是数字",
        (Fault::Negative, Language::English) => "a count has no sign",
        (Fault::Negative, Language::Chinese) => "数量不带正负号",
        (Fault::Fractional, Language::English) => "a count has no fraction",
        (Fault::Fractional, Language::Chinese) => "数量不带小数",
        (Fault::Approximate, Language::English) => "it is an approximation",
        (Fault::Approximate, Language::Chinese) => "是约数",
        (Fault::TooLarge, Language::English) => "it is too large",
        (Fault::TooLarge, Language::Chinese) => "数值过大",
        (Fault::Grouping, Language::English) => "its separators do not separate thousands",
        (Fault::Grouping, Language::Chinese) => "分隔符不是千位分隔符",
        (Fault::Qualified, Language::English) => "the note behind it changes what it says",
        (Fault::Qualified, Language::Chinese) => "附注改变了数值的含义",
        (Fault::Marked, Language::English) => "it is marked as unread",
        (Fault::Marked, Language::Chinese) => "已标明未读",
    }
}

/// Numbers of pages; of many, the first.
fn pages(pages: &[u32], language: Language) -> String {
    const MOST: usize = 12;
    let listed: Vec<String> = pages.iter().take(MOST).map(u32::to_string).collect();
    let more = if pages.len() > MOST { "…" } else { "" };
    match (language, pages) {
        (Language::Chinese, _) => format!("第 {}{more} 页", listed.join("、")),
        (Language::English, [page]) => format!("page {page}"),
        (Language::English, _) => format!("pages {}{more}", listed.join(", ")),
    }
}

pub(super) fn english(diagnostic: &Diagnostic, at: &str) -> String {
    const EN: Language = Language::English;
    match &diagnostic.detail {
        Detail::NotAReport => {
            "the text has neither the sections nor the tables of an annual report \
             on government information disclosure"
                .to_owned()
        }
        Detail::TooLong { length, limit } => format!(
            "the text has {length} bytes, but the limit is {limit}; what stands behind it was not \
             read; Parser::max_bytes sets another limit"
        ),
        Detail::OrganUnknown => "no title names the organ; expected a line such as \
             “华阴市2020年政府信息公开工作年度报告”"
            .to_owned(),
        Detail::YearUnknown => {
            "neither a title nor the statement of the period names the year".to_owned()
        }
        Detail::YearFromPeriod { year } => {
            format!("no title names the year; {year} was taken from the statement of the period")
        }
        Detail::FormUnknown => {
            "no column label tells whether the tables follow the form of 2019 or that of 2021"
                .to_owned()
        }
        Detail::MixedForms { chosen, label } => format!(
            "the tables were read by the {chosen} form, but “{label}” is a label of the other form"
        ),
        Detail::NotAFigure { text, expected, fault: why } => {
            format!("{at}: “{text}” is not {}; {}", kind(*expected, EN), fault(*why, EN))
        }
        Detail::RowLength { text, found, expected } => format!(
            "{at}: {found} cells (“{text}”) for {expected} columns; none of them is read, because \
             nothing says which column each belongs to"
        ),
        Detail::RowCut { text, found, expected } => format!(
            "{at}: the line has {found} cells (“{text}”), but the lines of its table have \
             {expected}; none of them is read, because cells were lost"
        ),
        Detail::RowMixed { text } => format!(
            "{at}: text that is no figure stands among the cells (“{text}”); none of them is read, \
             because nothing says which column each belongs to"
        ),
        Detail::RowContinued { text } => format!(
            "{at}: a figure stands alone on the line behind the row (“{text}”), which may go on \
             there; none of its figures is read"
        ),
        Detail::RowOrder { before } => format!(
            "{at} stands behind {}, in the form before it; labels or figures may have changed places",
            subject(Subject::Row(*before), EN)
        ),
        Detail::Undecided { text, candidates: 0, more: false } => format!(
            "{at}: there is no way to tell the numbers “{text}” apart with which the sums hold; \
             what is left in doubt is not read"
        ),
        Detail::Undecided { text, candidates, more } => format!(
            "{at}: the numbers “{text}” can be told apart in {}{candidates} way{}, and nothing \
             decides between them; what is left in doubt is not read",
            if *more { "more than " } else { "" },
            if *candidates == 1 { "" } else { "s" },
        ),
        Detail::Unplaced { text, candidates: 1 } => format!(
            "{at}: nothing says that the numbers “{text}” belong to this row and not to another; they are not read"
        ),
        Detail::Unplaced { text, candidates } => format!(
            "{at}: {candidates} rows of numbers may be meant (“{text}”), because numbers and \
             labels stand apart and their order does not decide; none is read"
        ),
        Detail::Aligned { count } => format!(
            "{count} figures of {at} stand in text that lost its table; they were read by the \
             order of the form's rows and columns, and by its sums"
        ),
        Detail::ReplacedCharacters { count, encoding } => format!(
            "read as {encoding}, the document has {count} places that are no characters; each \
             stands as U+FFFD in the text"
        ),
        Detail::PagesWithoutText { pages: which } => {
            format!("no text, only a picture, is on {}; recognize its text first", pages(which, EN))
        }
        Detail::UnknownGlyphs { count, pages: which } => format!(
            "nothing says for certain which characters {count} glyphs on {} show; each stands as \
             U+FFFD in the text",
            pages(which, EN)
        ),
        Detail::PagesDamaged { pages: which } => format!(
            "part of what is on {} is damaged or missing; figures may be as well",
            pages(which, EN)
        ),
        Detail::HiddenText { count } => {
            format!("{count} characters that the pages do not show were left out")
        }
        Detail::SectionAgain => format!(
            "{at} stands again; its tables are compared with the first, its prose is left out"
        ),
        Detail::ConflictingRows { first, second } => {
            format!("{at} is there twice, as “{first}” and as “{second}”; neither is taken")
        }
        Detail::ColumnOrder { found, expected } => format!(
            "{at}: the columns are labelled “{found}”, but the form has “{expected}”; none of the \
             figures is read"
        ),
        Detail::FiguresAbsent { count: 1 } => {
            format!("{at}: no such figure was found in the document")
        }
        Detail::FiguresAbsent { count } => {
            format!("{at}: none of these {count} figures was found in the document")
        }
        Detail::StrayFigure { text } => {
            format!("the number “{text}” in a table of {at} belongs to no row of the form")
        }
        Detail::StrayText { text } => {
            format!("the text “{text}” in a table of {at} is no label of the form")
        }
        Detail::Annotated { figure, annotation } => {
            format!("{at}: read as {figure}; the note “{annotation}” stands behind it in the cell")
        }
        Detail::UnitUnstated { text } => format!(
            "{at}: “{text}” has no unit, in the cell or in the column header, so the amount in \
             yuan is not known"
        ),
        Detail::UnitConflict { cell, header } => format!(
            "{at}: the cell states {cell}, the column header {header}; the cell's unit was taken"
        ),
        Detail::SectionMissing => format!("no heading for {at}"),
        Detail::SectionNumber { found, expected } => {
            format!("{at} is numbered {found}; in the form it is {expected}")
        }
        Detail::LabelVariant { found, expected } => {
            format!("{at}: the label “{found}” was taken for “{expected}”")
        }
        Detail::Omitted { count } => {
            format!("{count} more statements are not listed; the tables repeat themselves")
        }
        _ => String::new(),
    }
}

pub(super) fn chinese(diagnostic: &Diagnostic, at: &str) -> String {
    const ZH: Language = Language::Chinese;
    match &diagnostic.detail {
        Detail::NotAReport => "文本中没有政府信息公开工作年度报告的章节和表格".to_owned(),
        Detail::TooLong { length, limit } => {
            format!(
                "文本共 {length} 字节，超过上限 {limit} 字节，超出部分未读取；可用 Parser::max_bytes 另设上限"
            )
        }
        Detail::OrganUnknown => {
            "没有标题写明机关名称，应有“华阴市2020年政府信息公开工作年度报告”一类的标题".to_owned()
        }
        Detail::YearUnknown => "标题和统计期限均未写明年度".to_owned(),
        Detail::YearFromPeriod { year } => {
            format!("标题未写明年度，{year} 年取自统计期限")
        }
        Detail::FormUnknown => "没有栏目名称可以判定表格采用2019年还是2021年的格式".to_owned(),
        Detail::MixedForms { chosen, label } => {
            format!("表格按{chosen}年格式读取，但“{label}”是另一格式的栏目")
        }
        Detail::NotAFigure { text, expected, fault: why } => {
            format!("{at}：“{text}”不是{}，{}", kind(*expected, ZH), fault(*why, ZH))
        }
        Detail::RowLength { text, found, expected } => format!(
            "{at}：应有 {expected} 栏，实有 {found} 格（“{text}”），无法确定各数所属栏目，均未读取"
        ),
        Detail::RowCut { text, found, expected } => format!(
            "{at}：本行有 {found} 格（“{text}”），同表各行有 {expected} 格，有格丢失，均未读取"
        ),
        Detail::RowMixed { text } => {
            format!("{at}：各格之中有并非数字的文字（“{text}”），无法确定各数所属栏目，均未读取")
        }
        Detail::RowContinued { text } => {
            format!("{at}：下一行单独有一个数字，本行（“{text}”）可能未完，均未读取")
        }
        Detail::RowOrder { before } => format!(
            "{at} 排在 {} 之后，与格式规定的次序相反，栏目或数据可能错位",
            subject(Subject::Row(*before), ZH)
        ),
        Detail::Undecided { text, candidates: 0, more: false } => {
            format!("{at}：数字“{text}”无论如何拆分，合计都不成立，不能确定的未读取")
        }
        Detail::Undecided { text, candidates, more } => format!(
            "{at}：数字“{text}”有{} {candidates} 种拆分方式，无从判定，不能确定的未读取",
            if *more { "超过" } else { "" },
        ),
        Detail::Unplaced { text, candidates: 1 } => {
            format!("{at}：不能确定数字“{text}”属于本行，未读取")
        }
        Detail::Unplaced { text, candidates } => {
            format!("{at}：数字与栏目脱离，有 {candidates} 行数字（“{text}”）可能属于本行，未读取")
        }
        Detail::Aligned { count } => {
            format!("{at} 的表格结构已丢失，其中 {count} 项数据按格式的行列次序和勾稽关系读出")
        }
        Detail::ReplacedCharacters { count, encoding } => {
            format!("按 {encoding} 读取时，有 {count} 个字符无法识别，已以 U+FFFD 代替")
        }
        Detail::PagesWithoutText { pages: which } => {
            format!("{}是图片，没有文字，须先识别文字", pages(which, ZH))
        }
        Detail::UnknownGlyphs { count, pages: which } => {
            format!("{}有 {count} 个字形，无法确定是什么字符，已以 U+FFFD 代替", pages(which, ZH))
        }
        Detail::PagesDamaged { pages: which } => {
            format!("{}的内容损坏或缺失，数据可能不全", pages(which, ZH))
        }
        Detail::HiddenText { count } => format!("页面上没有显示的 {count} 个字符未读取"),
        Detail::SectionAgain => format!("{at} 重复出现，表格与首次比对，文字略去"),
        Detail::ConflictingRows { first, second } => {
            format!("{at} 出现两次且数值不同（“{first}”与“{second}”），均未采用")
        }
        Detail::ColumnOrder { found, expected } => {
            format!("{at}：栏目为“{found}”，与格式规定的“{expected}”不符，均未读取")
        }
        Detail::FiguresAbsent { count: 1 } => format!("{at}：文中未找到这项数据"),
        Detail::FiguresAbsent { count } => format!("{at}：文中未找到这 {count} 项数据"),
        Detail::StrayFigure { text } => {
            format!("{at} 的表格中，数字“{text}”不属于格式规定的任何一行")
        }
        Detail::StrayText { text } => {
            format!("{at} 的表格中，“{text}”不是格式规定的栏目")
        }
        Detail::Annotated { figure, annotation } => {
            format!("{at}：读作 {figure}，格内另有附注“{annotation}”")
        }
        Detail::UnitUnstated { text } => {
            format!("{at}：“{text}”在格内和栏目中均未注明单位，无法换算为元")
        }
        Detail::UnitConflict { cell, header } => {
            format!("{at}：格内单位为{cell}，栏目单位为{header}，以格内为准")
        }
        Detail::SectionMissing => format!("缺少 {at} 的标题"),
        Detail::SectionNumber { found, expected } => {
            format!("{at} 的序号为 {found}，格式规定为 {expected}")
        }
        Detail::LabelVariant { found, expected } => {
            format!("{at}：栏目“{found}”视同“{expected}”")
        }
        Detail::Omitted { count } => format!("另有 {count} 条未列出，表格内容大量重复"),
        _ => String::new(),
    }
}
