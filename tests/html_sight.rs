//! Web pages that show something else than their markup says at first sight: what a person does not see in
//! a browser, or sees otherwise, is no figure.

#![allow(missing_docs)]

mod support;

use gongkai::{Cell, Code, Parsed, Reader, Severity};
use support::told;

const TITLE: &str = "<h1>云溪市2021年政府信息公开工作年度报告</h1>";
const TWO: &str = "<p>二、主动公开政府信息情况</p>";
const HEADER: &str =
    "<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>";
const OTHERS: &str = "<tr><td>行政规范性文件</td><td>1</td><td>2</td><td>3</td></tr>";

fn read(page: &str) -> Parsed<'static> {
    Reader::new().html(page.as_bytes()).expect("page")
}

/// A page with the rows of 规章.
fn page(head: &str, rows: &str) -> String {
    format!(
        "<!DOCTYPE html><head>{head}</head><body>{TITLE}{TWO}<table>{HEADER}{rows}{OTHERS}</table></body>"
    )
}

/// A row of 规章 whose first figure is given.
fn row(cell: &str) -> String {
    format!("<tr><td>规章</td>{cell}<td>0</td><td>7</td></tr>")
}

/// The three figures of 规章, with marks for those that are not there.
fn rules(parsed: &Parsed<'_>) -> [String; 3] {
    ["issued", "repealed", "in_force"].map(|name| told(parsed, &format!("proactive.rules.{name}")))
}

fn first(head: &str, cell: &str) -> String {
    let parsed = read(&page(head, &row(cell)));
    let [first, second, third] = rules(&parsed);
    assert_eq!([second.as_str(), third.as_str()], ["0", "7"], "{cell}\n{}", parsed.source);
    let field = "proactive.rules.issued".parse().expect("a path");
    let tells =
        |d: &gongkai::Diagnostic| d.severity() == Severity::Error && d.subject.covers(field);
    let said = parsed.diagnostics.iter().any(|d| d.code() == Code::NotAFigure && tells(d));
    assert_eq!(said, first == "unread", "{cell}: {first}");
    first
}

fn not_read(head: &str, cell: &str) {
    assert_eq!(first(head, cell), "unread", "{head} {cell}");
}

#[test]
fn digits_that_nobody_sees() {
    for style in [
        "visibility:hidden",
        "visibility: collapse !important",
        "opacity:0",
        "opacity:.01",
        "font-size:0",
        "font-size:0.1px",
        "font:0/0 a",
        "color:white",
        "color:#fff",
        "color: rgb(255, 255, 255)",
        "color:transparent",
        "color:rgba(0,0,0,0)",
        "-webkit-text-fill-color:transparent",
        "background:#000",
        "background:#333;color:#222",
        "text-indent:-9999px",
        "position:absolute;left:-9999px",
        "position:relative;top:40px",
        "position:absolute;clip:rect(0,0,0,0)",
        "clip-path:inset(50%)",
        "width:0;overflow:hidden",
        "max-height:0;overflow:hidden",
        "margin-left:-9999px",
        "filter:opacity(0)",
        "content-visibility:hidden",
        "-webkit-text-security:disc",
        "mso-hide:all",
        "font-family:Wingdings",
    ] {
        not_read("", &format!("<td><div style='{style}'>5</div></td>"));
        not_read("", &format!("<td><p><span style=\"{style}\">5</span></p></td>"));
        not_read(&format!("<style>.a b{{{style}}}</style>"), "<td class=a><b>5</b></td>");
        // A blank cell stays one, whatever its style.
        if !style.contains("clip") {
            assert_eq!(first("", &format!("<td><p style='{style}'></p></td>")), "blank", "{style}");
        }
    }
    for cell in [
        "<td><font color=white>5</font></td>",
        "<td><span style='visibility:hidden'>5<b style='visibility:visible'>7</b></span></td>",
        "<td><span style='visibility:hidden'>5</span></td>",
        "<td><font face=Wingdings>5</font></td>",
        "<td><div style='width:1ch;overflow:hidden'>15</div></td>",
        "<td><b style='display:table-column'>5</b></td>",
        "<td background=5.png></td>",
        "<td><div style='background:url(5.png) no-repeat'></div></td>",
        "<td bgcolor=black>5</td>",
        "<td><div class=hide>5</div></td>",
        "<td><details>5</details></td>",
        "<td><dialog open>5</dialog></td>",
    ] {
        not_read("", cell);
    }
    // As it is seen.
    for cell in [
        "<td style='background:#000;color:#fff'>5</td>",
        "<td bgcolor='#ffff00'><font color=red>5</font></td>",
        "<td><p style='text-indent:21pt;position:relative;top:2px;mso-text-raise:-2px'>5</p></td>",
        "<td style='width:0;vertical-align:top;height:0'>5</td>",
        "<td><p style='color:#333;background:white;letter-spacing:-1px;font:bold 400 12pt 宋体'>5</p></td>",
        "<td><span aria-hidden=true>5</span></td>",
        "<td><span style='opacity:0;animation:come 1s forwards'>5</span></td>",
        "<td>5<dialog>6</dialog><datalist><option>7</datalist><noframes>8</noframes></td>",
        "<td>5<span hidden>6</span></td>",
        "<td background=paper.png>5</td>",
        "<td hidden style='display:table-cell'>5</td>",
        "<td>5<span style='visibility:hidden'>6</span></td>",
        "<td><i style='font-size:0'>6</i>5<i style='opacity:0'>6</i></td>",
    ] {
        assert_eq!(first("", cell), "5", "{cell}");
    }
}

#[test]
fn digits_that_are_shown_otherwise() {
    for style in [
        "direction:rtl;unicode-bidi:bidi-override",
        "transform:scaleX(-1)",
        "transform: rotate(180deg)",
        "transform:matrix(-1,0,0,1,0,0)",
        "rotate:180deg",
        "scale:-1 1",
        "letter-spacing:-1em",
        "text-decoration:line-through",
    ] {
        not_read("", &format!("<td><div style='{style}'>15</div></td>"));
        not_read("", &format!("<td style='{style}'>15</td>"));
    }
    for cell in [
        "<td><div style='display:flex;flex-direction:row-reverse'><i>1</i><i>5</i></div></td>",
        "<td><div style='display:flex'><i style='order:2'>1</i><i>5</i></div></td>",
        "<td><div style='display:flex;justify-content:space-between'><i>1</i><i>5</i></div></td>",
        "<td><ol><li>5</ol></td>",
        "<td><ol start=5><li></ol></td>",
        "<td><ul style='list-style:decimal'><li>5</ul></td>",
        "<td><ruby>1<rt>5</rt></ruby></td>",
        "<td>1<footer>5</footer></td>",
        "<td>1<aside>5</aside></td>",
        "<td><script>document.write(5)</script></td>",
        "<td v-text=count></td>",
        "<td data-value=5></td>",
        "<td><report-count></report-count></td>",
        "<td><video src=x></video></td>",
    ] {
        not_read("", cell);
    }
    for cell in ["<td><ul><li>5</ul></td>", "<td><ol style='list-style:none'><li>5</ol></td>"] {
        assert_eq!(first("", cell), "5", "{cell}");
    }
    assert_eq!(first("", "<td data-value=5>5</td>"), "5");
    assert_eq!(first("", "<td><nav>5</nav></td>"), "5");
}

#[test]
fn style_sheets() {
    for rules in [
        ".a{display:none}",
        "td>.a{visibility:hidden}",
        "TD .A { Color : #FFF }",
        "table tr:nth-child(2) td:nth-child(2) i{opacity:0}",
        "#x:not(.b){font-size:0}",
        "i[class^=a]{text-indent:-9999px}",
        "i:has(b), i:empty, i:only-child{display:none}",
        "i::before{content:'1'}",
        ".a:after{content:counter(x)}",
        "[data-n]::after{content:attr(data-n)}",
        "i::first-letter{font-size:0}",
        "@media screen{.a{display:none}}",
        "@media (min-width:100px){.a{display:none}}",
        "@media (max-width:5000px){.a{display:none}}",
        "@media (min-width:2000px){.a{display:none}}",
        "@media (width >= 30em){.a{display:none}}",
        "@media print, (max-width: 90em){.a{display:none}}",
        "</style><style media='(max-width:100em)'>.a{display:none}",
        "@supports (display:grid){.a{display:none}}",
        "@import url(x.css);@font-face{font-family:x;src:url(y)}.a{display:none}",
        "/* } */ a{}<!-- .a{text-decoration:line-through} -->",
        ".a{display:none!important} #x{display:inline}",
        "i:hover{color:red} td:first-child + td > i{display:none}",
    ] {
        not_read(&format!("<style>{rules}</style>"), "<td><i id=x class='a c' data-n=1>5</i></td>");
    }
    for rules in [
        ".a{display:none} i.a{display:inline}",
        "#x{display:inline} .a{display:none}",
        ".a:hover{display:none}",
        ".a:not(.c){display:none}",
        "td:first-child i{display:none}",
        "@media print{.a{display:none}}",
        "@media (max-width:600px){.a{display:none}}",
        "@media screen and (min-width:20em) and (max-width:48em){.a{display:none}}",
        "@keyframes a{from{opacity:0}}",
        ".clearfix:after{content:'.';visibility:hidden}",
        "i::after{content:''} i::before{content:none}",
        "tr:nth-child(odd){background:#eee} td{color:#333} html{filter:grayscale(1)}",
        "i{background-color:red;color:white}",
        "i::selection{color:white} a:link{text-decoration:none}",
        ".b .a, .a .a, i > i{display:none}",
        ".a{display:none}</style><style>.a{display:block}",
        "</style><style media=print>.a{display:none}",
        "</style><style type=text/x-template>.a{display:none}",
    ] {
        let cell = "<td><i id=x class='a c'>5</i></td>";
        assert_eq!(first(&format!("<style>{rules}</style>"), cell), "5", "{rules}");
    }
    let head = "<style>.a{display:none}</style>";
    assert_eq!(first(head, "<td><i class=a style='display:inline'>5</i></td>"), "5");
    not_read(
        "<style>.a{display:none!important}</style>",
        "<td><i class=a style='display:inline'>5</i></td>",
    );
}

#[test]
fn cells_rows_and_columns_that_are_not_shown() {
    let figures = |head: &str, rows: &str| rules(&read(&page(head, rows))).join(" ");
    // A cell that is not shown keeps its place, and one that is gone does not.
    for style in ["visibility:hidden", "opacity:0", "font-size:0", "position:absolute;left:-9999px"]
    {
        let cell = format!("<td style='{style}'>5</td>");
        assert_eq!(first("", &cell), "unread", "{style}");
        assert_eq!(figures("", &row(&format!("{cell}<td>9</td>"))), "unread unread unread");
    }
    let gone = row("<td style='display:none'>5</td><td>9</td>");
    assert_eq!(figures("", &gone), "9 0 7");
    let style = "<style>.gone{display:none}</style>";
    assert_eq!(figures(style, &row("<td class=gone>5</td><td>9</td>")), "9 0 7");
    let tr = |style: &str| row("<td>5</td>").replace("<tr>", &format!("<tr style='{style}'>"));
    assert_eq!(figures("", &tr("display:none")), "absent absent absent");
    for style in
        ["visibility:collapse", "visibility:hidden", "opacity:0", "flex-direction:row-reverse"]
    {
        assert_eq!(figures("", &tr(style)), "unread unread unread", "{style}");
    }
    for float in ["float:right", "order:3", "transform:translateX(50px)"] {
        not_read("", &format!("<td style='{float}'>5</td>"));
    }
    let columns = page("", &row("<td>5</td>"))
        .replace("<table>", "<table><col><col style='visibility:collapse'>");
    assert_eq!(rules(&read(&columns)).join(" "), "unread unread unread");
    // A foot is shown last, wherever it stands, and a head first.
    let foot =
        page("", "").replace("<table>", &format!("<table><tfoot>{}</tfoot>", row("<td>5</td>")));
    assert!(read(&foot).source.trim_end().ends_with("规章\t5\t0\t7"));
    let head = page("", &row("<td>5</td>"))
        .replace("</table>", "<thead><tr><td>甲<td>乙<td>丙<td>丁</table>");
    assert!(read(&head).source.contains("甲\t乙\t丙\t丁\n信息内容"));
}

#[test]
fn one_of_two_copies_is_shown() {
    let report =
        |figure: &str| format!("{TITLE}{TWO}<table>{HEADER}{}{OTHERS}</table>", row(figure));
    let style = "<style>.tab{display:none}.tab.on{display:block}.fade{opacity:0}.fade.on{opacity:1}</style>";
    for class in ["tab", "fade"] {
        let parsed = read(&format!(
            "{style}<div class={class}>{}</div><div class='{class} on'>{}</div>",
            report("<td>4</td>"),
            report("<td>5</td>")
        ));
        assert_eq!(rules(&parsed).join(" "), "5 0 7", "{}", parsed.source);
    }
    // Where all is hidden until a script shows it, what is hidden in a cell still is.
    let parsed = read(&format!(
        "<div style='display:none'>{}</div>",
        report("<td>1<span style='display:none'>5</span></td>")
    ));
    assert_eq!(rules(&parsed).join(" "), "1 0 7");
    assert_eq!(parsed.report.proactive.rules.issued, Cell::Value(1));
}

#[test]
fn figures_in_no_table() {
    // A cell a line, and rows made of blocks.
    let report = |figure: &str| {
        let cells =
            ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数", "规章", figure, "0", "7"];
        let others = ["行政规范性文件", "1", "2", "3"];
        let line = |cell: &str| {
            if cell.starts_with('<') { cell.to_owned() } else { format!("<p>{cell}</p>") }
        };
        let lines: String = cells.iter().chain(&others).map(|cell| line(cell)).collect();
        read(&format!("{TITLE}{TWO}{lines}"))
    };
    let parsed = report("5");
    assert_eq!(rules(&parsed).join(" "), "5 0 7", "{}", parsed.source);
    for figure in [
        "<p style='color:white'>5</p>",
        "<p style='visibility:hidden'>5</p>",
        "<p><s>5</s></p>",
        "<style>.x::before{content:'1'}</style><p class=x>5</p>",
        "<ol><li>5</ol>",
        "<p>1<img src=5.png></p>",
        "<p><ruby>1<rt>5</rt></ruby></p>",
        "<p class=hidden>5</p>",
        "<p style='text-decoration:line-through'>5</p>",
        "<p style='transform:scale(-1)'>69</p>",
        "<div style='display:flex;flex-direction:row-reverse'><b>1</b><b>5</b></div>",
    ] {
        let parsed = report(figure);
        let found = rules(&parsed);
        assert!(
            found[0] == "unread" || found[0] == "absent",
            "{figure}: {found:?}\n{}",
            parsed.source
        );
        assert!(parsed.diagnostics.iter().any(|d| d.severity() == Severity::Error), "{figure}");
    }
}

#[test]
fn places_where_a_row_has_no_cell() {
    let bordered = "style='border: 1px solid #000000; padding: 0in 0.08in'";
    for none in [
        "style='border: none; padding: 0in'",
        "style='border:none;padding:0cm 0cm 0cm 0cm' width=95",
        "style='mso-cell-special:placeholder;border:none;padding:0cm 0cm 0cm 0cm'",
    ] {
        let row = format!(
            "<tr>\n<td {bordered}>规章</td><td {bordered}>5</td><td {bordered}>&nbsp;</td>\n<td {none}><p>&nbsp;</p></td></tr>"
        );
        assert_eq!(rules(&read(&page("", &row))).join(" "), "5 blank unread", "{none}");
    }
    // Where no cell has borders, a blank one is a cell.
    let row = "<tr><td style='border:none'>规章</td><td style='border:none'>5<td style='border:none'><td>7</td></tr>";
    assert_eq!(rules(&read(&page("", row))).join(" "), "5 blank 7");
    // Word writes the borders that a cell does not have before those that it has.
    let word = "style='border:none;border-bottom:solid windowtext 1.0pt'";
    let row = format!("<tr><td {bordered}>规章</td><td {word}>5<td {word}><td {word}>7</td></tr>");
    assert_eq!(rules(&read(&page("", &row))).join(" "), "5 blank 7");
}
