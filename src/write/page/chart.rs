//! A bar chart as SVG: a group of bars for each year.

use std::fmt::Write as _;

use super::Options;
use crate::diagnostic::Language;
use crate::write::markup;

/// What a chart shows.
#[derive(Debug)]
pub(super) struct Chart<'a> {
    /// What the chart shows, in a sentence.
    pub(super) title: &'a str,
    /// What the bars of a group are, in their order.
    pub(super) series: [&'a str; SERIES],
    pub(super) groups: Vec<Group>,
}

/// The bars of a year.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) name: String,
    /// The `id` of its row in the table.
    pub(super) id: String,
    /// For each bar its figure, or the word for what stands there.
    pub(super) bars: [Result<u64, &'static str>; SERIES],
}

/// How many bars a group has. The style sheet has a colour and a pattern for each.
pub(super) const SERIES: usize = 3;

const LEFT: usize = 70;
const TOP: usize = 24;
const HEIGHT: usize = 220;
const BAR: usize = 46;
const GAP: usize = 30;
const GROUP: usize = SERIES * BAR + GAP;

impl Chart<'_> {
    /// Adds the chart with its legend, and its figures as a table.
    pub(super) fn write(&self, out: &mut String, options: &Options<'_>) {
        out.push_str("<figure class=\"chart\">\n");
        let _ = write!(out, "<figcaption>{}</figcaption>\n<ul class=\"legend\">\n", self.title);
        for (i, name) in self.series.iter().enumerate() {
            let _ = writeln!(
                out,
                "<li><svg class=\"key\" width=\"18\" height=\"14\" aria-hidden=\"true\">\
                 <rect class=\"bar s{i}\" x=\"1\" y=\"1\" width=\"16\" height=\"12\"/></svg> {}</li>",
                name
            );
        }
        out.push_str("</ul>\n");
        super::open_frame(out, self.title);
        self.svg(out, options);
        out.push_str("</div>\n");
        self.table(out, options);
        out.push_str("</figure>\n");
    }

    fn svg(&self, out: &mut String, options: &Options<'_>) {
        let width = LEFT + GAP + self.groups.len() * GROUP;
        let total = TOP + HEIGHT + 34;
        let _ = write!(
            out,
            "<svg class=\"plot\" role=\"img\" aria-labelledby=\"chart-title\" viewBox=\"0 0 {width} \
             {total}\" width=\"{width}\" height=\"{total}\">\n<title id=\"chart-title\">{}{}</title>\n",
            markup::escaped(self.title),
            options.say("; its figures are in the table below", "；数据见下表"),
        );
        patterns(out);
        let figures = || self.groups.iter().flat_map(|group| &group.bars).flatten().copied();
        let step = step(figures().max().unwrap_or(0));
        let lines = figures().max().unwrap_or(0).div_ceil(step).max(1);
        // No figure is above the highest line.
        let top = step as f64 * lines as f64;
        let at = |value: f64| (TOP + HEIGHT) as f64 - value / top * HEIGHT as f64;
        for line in 0..=lines {
            let value = step.saturating_mul(line);
            let y = at(value as f64);
            let _ = writeln!(
                out,
                "<path class=\"grid\" d=\"M{LEFT} {y:.1}H{width}\"/><text class=\"tick\" x=\"{}\" \
                 y=\"{:.1}\">{}</text>",
                LEFT - 8,
                y + 4.0,
                short(value, options.language)
            );
        }
        for (g, Group { name, bars, .. }) in self.groups.iter().enumerate() {
            let left = LEFT + GAP + g * GROUP;
            for (i, bar) in bars.iter().enumerate() {
                let x = left + i * BAR;
                let middle = x + BAR / 2;
                match bar {
                    Ok(value) => {
                        let y = at(*value as f64);
                        let _ = writeln!(
                            out,
                            "<rect class=\"bar s{i}\" x=\"{}\" y=\"{y:.1}\" width=\"{}\" \
                             height=\"{:.1}\"/><text class=\"value\" x=\"{middle}\" y=\"{:.1}\">{}\
                             </text>",
                            x + 2,
                            BAR - 4,
                            (TOP + HEIGHT) as f64 - y,
                            y - 5.0,
                            short(*value, options.language)
                        );
                    }
                    Err(word) => {
                        let _ = writeln!(
                            out,
                            "<text class=\"value none\" x=\"{middle}\" y=\"{}\">{word}</text>",
                            TOP + HEIGHT - 5
                        );
                    }
                }
            }
            let _ = write!(
                out,
                "<text class=\"name\" x=\"{}\" y=\"{}\">",
                left + SERIES * BAR / 2,
                TOP + HEIGHT + 22
            );
            markup::text(out, name);
            out.push_str("</text>\n");
        }
        out.push_str("</svg>\n");
    }

    /// The figures of the chart.
    fn table(&self, out: &mut String, options: &Options<'_>) {
        super::open_frame(out, options.say("The figures of the chart", "图表数据"));
        let _ = write!(
            out,
            "<table class=\"data\">\n<thead><tr><th scope=\"col\">{}</th>",
            options.say("Year", "年度")
        );
        for name in &self.series {
            let _ = write!(out, "<th scope=\"col\">{name}</th>");
        }
        out.push_str("</tr></thead>\n<tbody>\n");
        for Group { name, id, bars } in &self.groups {
            let _ = write!(out, "<tr id=\"{id}\"><th scope=\"row\">{}</th>", markup::escaped(name));
            for bar in bars {
                let _ = match bar {
                    Ok(value) => write!(out, "<td>{value}</td>"),
                    Err(word) => write!(out, "<td><span class=\"state\">{word}</span></td>"),
                };
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody>\n</table>\n</div>\n");
    }
}

/// The patterns that tell the bars apart without colour.
fn patterns(out: &mut String) {
    out.push_str(
        "<defs>\n<pattern id=\"hatch\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><rect class=\"p1\" width=\"7\" height=\"7\"/>\
         <path class=\"i1\" d=\"M0 0V7\"/></pattern>\n\
         <pattern id=\"dots\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\">\
         <rect class=\"p2\" width=\"7\" height=\"7\"/><circle class=\"i2\" cx=\"3.5\" cy=\"3.5\" \
         r=\"1.6\"/></pattern>\n</defs>\n",
    );
}

/// The distance of the lines of a scale up to a figure: 1, 2 or 5 times a power of ten, so that there
/// are at most five.
fn step(most: u64) -> u64 {
    let mut power = 1_u64;
    loop {
        for times in [1, 2, 5] {
            let step = power.saturating_mul(times);
            if most.div_ceil(step) <= 5 {
                return step;
            }
        }
        power = power.saturating_mul(10);
    }
}

/// A figure in a few characters; the table has all of its digits.
fn short(value: u64, language: Language) -> String {
    let units: &[(u64, &str)] = match language {
        Language::Chinese => &[(1_000_000_000_000, "万亿"), (100_000_000, "亿"), (10_000, "万")],
        Language::English => &[(1_000_000_000_000, "T"), (1_000_000_000, "G"), (1_000_000, "M")],
    };
    if value < 100_000 {
        return value.to_string();
    }
    for &(unit, name) in units {
        if value >= unit {
            let (whole, tenths) = (value / unit, value % unit / (unit / 10));
            return match tenths {
                0 => format!("{whole}{name}"),
                _ => format!("{whole}.{tenths}{name}"),
            };
        }
    }
    format!("{}k", value / 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_have_few_lines() {
        for most in [0, 1, 5, 6, 12, 99, 2932, 40_000, u64::MAX] {
            let step = step(most);
            assert!(step > 0 && most.div_ceil(step) <= 5, "{most}: {step}");
        }
        assert_eq!(step(2932), 1000);
    }

    #[test]
    fn labels_are_short() {
        assert_eq!(short(36_287, Language::Chinese), "36287");
        assert_eq!(short(128_300, Language::Chinese), "12.8万");
        assert_eq!(short(128_300, Language::English), "128k");
        assert!(short(u64::MAX, Language::English).len() < 14);
    }
}
