//! Style sheets of web pages as browsers read them: of which elements their rules speak, which of them
//! count more, and what is left in doubt.

#![allow(missing_docs)]

mod support;

use gongkai::Reader;
use support::told;

/// The first figure of 规章 in a page with a style sheet: its value, or why there is none.
fn first_in(doctype: &str, sheet: &str, cell: &str) -> String {
    let page = format!(
        "{doctype}<style>{sheet}</style><h1>云溪市2021年政府信息公开工作年度报告</h1>\
         <p>二、主动公开政府信息情况</p><table>\
         <tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>\
         <tr><td>规章</td>{cell}<td>0</td><td>7</td></tr>\
         <tr><td>行政规范性文件</td><td>1</td><td>2</td><td>3</td></tr></table>"
    );
    let parsed = Reader::new().html(page.as_bytes()).expect("page");
    told(&parsed, "proactive.rules.issued")
}

/// The cell has the classes `a` and `c`, and the element in it the id `x`.
const CELL: &str = "<td class='a c' data-n=One lang=zh-CN><i id=x class='m n:1 1st'>5</i></td>";

#[track_caller]
fn seen(sheet: &str) {
    assert_eq!(first_in("<!DOCTYPE html>", sheet, CELL), "5", "{sheet}");
}

/// What hides an element by a rule may be undone by a script, so that this is told as a doubt is.
#[track_caller]
fn not_read(sheet: &str) {
    assert_eq!(first_in("<!DOCTYPE html>", sheet, CELL), "unread", "{sheet}");
}

/// A rule that hides.
fn hides(selector: &str) -> String {
    format!("{selector}{{display:none}}")
}

#[test]
fn selectors_that_speak_of_the_element() {
    for selector in [
        ":is(b, i)",
        ":where(.m, b)",
        ".a :is(b, .m)",
        "td > :not(b, u)",
        "i:not(.a .q, b i)",
        "i:not(:not(.m))",
        "td:nth-child(2n + 2) i",
        "td:nth-last-child(3) i",
        "td:nth-of-type(2) > i",
        "tr:nth-last-of-type(2) i",
        "i:only-child",
        "i:first-of-type:last-of-type",
        "td:not(:empty) i",
        "[data-n=one i] i",
        "[data-n='One' s] i",
        "[data-n|=One] i",
        "[lang|=zh] i",
        "[lang^=zh][lang$=CN][lang*='-'] i",
        "[class~=c] i",
        "[DATA-N] I",
        ".n\\:1",
        ".\\31 st",
        ".\\6d",
        "#\\78",
        "/* a */ .a/* b */>/* } */i",
        ".a>i",
        "html body td *",
        ":root i",
        "*|i",
        "td + td > i",
        "td ~ td:is(:nth-child(2)) i",
        "i:is(:hover, .m)",
        "i:not(:hover)",
    ] {
        not_read(&hides(selector));
        not_read(&format!("u, {selector}{{visibility:hidden}}"));
        seen(&format!("#x{{display:none}} {selector}{{display:inline!important}}"));
    }
}

#[test]
fn selectors_that_do_not() {
    for selector in [
        ":is(b, u)",
        ":where(.q, .a) b",
        ":not(i, td) > :not(i, td) > b",
        "i:not(.m, .q)",
        "i:not(:is(.m))",
        "td:nth-child(2n+1) i",
        "td:nth-last-child(-n+2) i",
        "i:first-of-type:nth-of-type(2)",
        "i:empty",
        "[data-n=one] i",
        "[data-n=one s] i",
        "[lang|=z] i",
        "[class~='a c'] i",
        "[data-n^=''] i",
        ".n",
        ".n\\:2",
        "#x .m",
        "a:any-link i",
        "i:hover, i:is(:focus, :active), i:visited",
        "|i",
        "i::selection, i::-webkit-scrollbar-thumb:horizontal",
        // Browsers take these for no selectors, and drop the rules.
        "..m",
        ".1st",
        "#1",
        "i >",
        "> i",
        "i >> i",
        "",
        "i:",
        "i[",
        "50%",
        "td:nth-child(2) i[a=1]",
        "i:not([a=1])",
        "i!",
        "} i",
        "; i",
    ] {
        seen(&hides(selector));
    }
}

#[test]
fn what_is_not_known_is_in_doubt() {
    for selector in [
        "i:unknown",
        "i:has(b)",
        ":has(> i) i",
        "i:not(:unknown)",
        "i:is(:unknown, b)",
        ":is(i, ..b)",
        ":is(:is(:unknown)) > .m",
        "td:nth-child(2n+2 of td) i",
        "i:lang(zh)",
        "svg|i",
        "[x|y]",
        ".M",
        "#X",
        "i:nth-child(x)",
        // One of the selectors drops the rule, or may.
        "i, ..m",
        "i, b:is(..m)",
        "i, svg|b",
        "i, b:unknown",
        "i, b::unknown",
        &format!("i{}", ":not(b)".repeat(100)),
        &format!("i{}b{}", ":not(".repeat(20), ")".repeat(20)),
    ] {
        not_read(&hides(selector));
        // It shows nothing for sure.
        not_read(&format!("i{{display:none}} {selector}{{display:inline!important}}"));
    }
    // It may hide all that is around, or have a place among other cells.
    let container = |sheet: &str| {
        first_in("<!DOCTYPE html>", &format!("{sheet} table{{opacity:1}}"), "<td>5</td>")
    };
    assert_eq!(container("table:has(b){display:none}"), "unread");
    assert_eq!(container("table:has(b), ..a{opacity:0}"), "unread");
    assert_eq!(container("table:has(b){color:red}"), "5");
    assert_eq!(container("table:checked, table:not(:is(table)){display:none}"), "5");
    let cells = "<td class=gone>4</td><td>5</td>";
    let gone = "td.gone{display:none}";
    assert_eq!(first_in("<!DOCTYPE html>", gone, cells), "5");
    let shown = format!("{gone} .gone:has(b){{display:table-cell!important}}");
    assert_eq!(first_in("<!DOCTYPE html>", &shown, cells), "unread");
    // Of several rules that may hold, each may hold alone.
    not_read("i:has(b){display:none} i:has(u){display:inline!important}");
    // What is sure not to match, whatever the rest is.
    for selector in ["b:unknown", ":unknown.q", "i:not(:unknown, .m)", "td:has(i) > b", ".M:not(i)"]
    {
        seen(&hides(selector));
    }
    // Without the first line, browsers do not tell small from large letters in classes.
    assert_eq!(first_in("", ".M{display:none}", CELL), "unread");
    let cells = "<td class=gone>4</td><td>5</td>";
    assert_eq!(first_in("", ".GONE{display:none}", cells), "5");
    assert_eq!(first_in("<!DOCTYPE html>", ".GONE{display:none}", cells), "unread");
    for sheet in [
        "@scope (.a){#x{display:inline!important}}",
        "@container (width>1px){#x{display:inline!important}}",
        "@supports not (display:grid){#x{display:inline!important}}",
    ] {
        let gone = "<td class=gone>4</td><td>5</td>";
        let sheet = sheet.replace("#x", ".gone") + ".gone{display:none}";
        assert_eq!(first_in("<!DOCTYPE html>", &sheet, gone), "unread", "{sheet}");
    }
    not_read("i:is(..)::before{content:'1'}");
    not_read("..:where(b)::AFTER{content:'1'}");
    // What may be anything.
    for value in ["var(--a)", "attr(data-n)", "revert-layer", "none\\9", "none;display:re"] {
        not_read(&format!("i{{display:{value}}}"));
    }
}

#[test]
fn layers() {
    for sheet in [
        "@layer x{i{display:none}}",
        "@layer{.m{display:none}}",
        "i{display:none} @layer x{#x{display:inline}}",
        "@layer x{#x{display:inline}} @layer y{i{display:none}}",
        "@layer y,x; @layer x{i{display:none}} @layer y{#x{display:inline}}",
        "@layer x{@layer y{#x{display:inline}} i{display:none}}",
        "@layer x{i{display:none}} @layer x.y{#x{display:inline}}",
        "@layer x{i{display:none!important}} #x{display:inline!important}",
        "@layer x{i{display:none!important}} @layer y{#x{display:inline!important}}",
    ] {
        not_read(sheet);
    }
    for sheet in [
        "@layer x{#x{display:none}} i{display:inline}",
        "@layer x{#x{display:none}} @layer y{i{display:inline}}",
        "@layer y,x; @layer x{i{display:inline}} @layer y{#x{display:none}}",
        "@layer x{@layer y{#x{display:none}} i{display:inline}}",
        "@layer x{i{display:inline!important}} #x{display:none!important}",
        "@layer x, y; @layer x{i{display:none}} @layer y{i{display:inline}} @layer x{i{display:none}}",
    ] {
        seen(sheet);
    }
}

#[test]
fn rules_in_rules() {
    for sheet in [
        ".a{i{display:none}}",
        ".a{color:red;& > i{display:none}}",
        ".a{> i{display:none}}",
        "td{&.a{.m{display:none}}}",
        "b, .a{& i{display:none}}",
        "i{.a &{display:none}}",
        "i{display:inline;&{display:none}}",
        "i{&{display:inline} display:none}",
        "i{@media screen{display:none}}",
        ".a{@media screen{i{display:none}}}",
        ".a{@supports (display:grid){& i{display:none}}}",
        "i:unknown{&{display:none}}",
        ".a{i:unknown{display:none}}",
        ".a{--b:{}; i{display:none}}",
        ".a{b:hover{color:red} i{display:none}}",
        &format!("{}i{{display:none}}", ".a{".repeat(40)),
    ] {
        not_read(sheet);
    }
    for sheet in [
        ".q{i{display:none}}",
        ".a{i i{display:none}}",
        ".a{&.q i{display:none}}",
        "i{&{display:none} display:inline}",
        "i{display:none; &#x{display:inline}}",
        "i{@media print{display:none}}",
        "..a{i{display:none}}",
        ".a{i:hover{display:none}}",
    ] {
        seen(sheet);
    }
}

#[test]
fn what_stands_around_rules() {
    for sheet in [
        "<!-- i{display:none} -->",
        "<!--\n--> <!-- .m{display:none}",
        "@charset 'utf-8'; @import url(x.css) screen; @namespace url(http://www.w3.org/1999/xhtml); i{display:none}",
        "@import 'x;}.css';i{display:none}",
        "@media screen{i{display:none}",
        "@media screen, print{i{display:none",
        "@media not print{i{display:none}}",
        "@MEDIA SCREEN{i{DISPLAY:NONE}}",
        "@media/* print */screen{i{display:none}}",
        "@supports (display:grid) and (not (display:x)){i{display:none}}",
        "@container x (width > 1px){i{display:none}}",
        "@scope (.a){i{display:none}}",
        "@scope (.a) to (.b){:scope i{display:none}}",
        "@scope (.a){> i{display:none}}",
        "@scope (.a){& i{display:none}}",
        "b{color:'a\n;display:none} i{display:none}",
        "b{content:'}'} i{display:none}",
        "b{background:url(a;b{c}d)} i{display:none}",
        "b{color:rgb(0;1} 2)} i{display:none}",
        "@unknown{i{display:inline}} i{display:none}",
        "@unknown i; i{display:none}",
        "@page{margin:0} @font-face{src:url(x)} @keyframes k{from{top:0}} i{display:none}",
        "i{/**/display/**/:/**/none/**/!/**/important/**/;}",
        "i{displa\\79: n\\6f ne}",
        "i{color:red;;;display:none}",
        "i{color red;display:none}",
        "i{display:none;display:flow{}}",
        "i{display:none;display:inline)}",
        "i::marker{content:'1'}",
        "i::after{content:'/*'}",
        "i::after{content:\"!important\"}",
    ] {
        not_read(sheet);
    }
    for sheet in [
        "@media print{i{display:none}}",
        "@media print{@media screen{i{display:none}}}",
        "@media screen{@media print{i{display:none}}}",
        "/* i{display:none}",
        "/* */ /* i{display:none} */",
        "i{color:'a;display:none}",
        "@import url(x i{display:none}",
        "i{display:none} i{display:inline}",
        "i{display:none;/* */display:inline/* */}",
        "i{display:block;display:none;display:inline}",
        "i{--display:none;x-display:none}",
        "@starting-style{i{display:none}}",
        "@layer{} @layer a; i{}",
        ".m{display:none} i.m{display:inline}",
        ":where(#x){display:none} i{display:inline}",
        ":is(#x, b){display:inline} i.m{display:none}",
        "i{display:inline!important} #x{display:none}",
    ] {
        seen(sheet);
    }
}

#[test]
fn styles_and_attributes_of_elements() {
    let first = |sheet: &str, cell: &str| first_in("<!DOCTYPE html>", sheet, cell);
    for style in [
        "/* a */ visibility/* b */:/* c */hidden",
        "visib\\69lity:hidden",
        "color:red;;visibility : HIDDEN ! important",
        "background:url(a;b);visibility:hidden",
        "x:y{z};visibility:hidden",
        "@a b;visibility:hidden",
        "visibility:hidden;visibility:visible}",
        "visibility:hidden;&{visibility:visible}",
        "visibility:hidden!important;visibility:visible",
    ] {
        assert_eq!(first("", &format!("<td style=\"{style}\">5</td>")), "unread", "{style}");
    }
    for style in [
        "/* visibility:hidden */",
        "content:'visibility:hidden'",
        "content:';visibility:hidden;",
        "{visibility:hidden}",
        "visibility:hidden;visibility:visible",
    ] {
        assert_eq!(first("", &format!("<td style=\"{style}\">5</td>")), "5", "{style}");
    }
    // Rules count more than attributes that came before style sheets.
    let cell = "<td><font color=black class=m>5</font></td>";
    assert_eq!(first(".m{color:white}", cell), "unread");
    assert_eq!(first("td{background:white}", "<td bgcolor=black>5</td>"), "5");
    assert_eq!(first("td{color:black}", "<td style='color:white'>5</td>"), "unread");
}
