//! The organ that reports, as far as prose names it.

use super::words::Character;
use crate::parse::fold;

/// The organ that reports.
#[derive(Debug, Clone, Default)]
pub(super) struct Organ {
    /// Its name in folded form, from the last character to the first.
    pub(super) name: Vec<u16>,
    /// Whether it is a government, which reports for an area; `None` where it is not known.
    pub(super) governs: Option<bool>,
    /// Whether it is the office of a street, 街道办事处, which governs and calls itself 我办.
    pub(super) is_office: bool,
    /// Whether there is no government below it: 镇, 乡, 街道.
    pub(super) is_lowest: bool,
}

impl Organ {
    /// Names are compared up to this many characters, so that a long name costs no more.
    const LONGEST: usize = 24;

    pub(super) fn new(name: Option<&str>) -> Organ {
        let Some(name) = name else {
            return Organ::default();
        };
        let governs = [
            "政府",
            "街道",
            "办事处",
            "辦事處",
            "管委会",
            "管委會",
            "管理委员会",
            "管理委員會",
            "省",
            "市",
            "县",
            "縣",
            "区",
            "區",
            "州",
            "盟",
            "旗",
            "镇",
            "鎮",
            "乡",
            "鄉",
        ];
        let reversed = name.chars().rev().map(fold::fold).filter(|&c| c > 1);
        Organ {
            name: reversed.take(Organ::LONGEST).collect(),
            governs: Some(governs.iter().any(|tail| name.ends_with(tail))),
            is_office: name.ends_with("办事处") || name.ends_with("辦事處"),
            is_lowest: ["镇", "鎮", "乡", "鄉", "街道", "办事处", "辦事處"].iter().any(|tail| {
                let name = name.strip_suffix("政府").unwrap_or(name);
                name.strip_suffix("人民").unwrap_or(name).ends_with(tail)
            }),
        }
    }

    /// Whether a name that ends there in a text is its own: 市水利局 is 云溪市水利局, and 县水利局
    /// is not.
    pub(super) fn is_named(&self, before: &[Character]) -> bool {
        const LEVELS: [char; 7] = ['省', '市', '县', '区', '州', '盟', '旗'];
        let is_level = |c: u16| LEVELS.contains(&char::from_u32(c.into()).unwrap_or(' '));
        let mut same = 0;
        for (own, there) in self.name.iter().zip(before.iter().rev()) {
            let there = there.code;
            if *own != there {
                return same >= 3 && !(is_level(*own) && is_level(there));
            }
            same += 1;
        }
        same == self.name.len() && same > 0
    }
}

/// 我市, 本局, 全县: whether an area or a body is named so; `Some(None)` where it may be either.
pub(super) fn own(first: u16, next: char) -> Option<Option<bool>> {
    Some(match next {
        '市' | '县' | '区' | '州' | '盟' | '旗' | '省' | '镇' | '乡' | '街' => Some(true),
        '局' | '委' | '办' | '厅' | '院' | '所' | '站' | '队' | '校' | '馆' => {
            Some(false)
        }
        '单' | '机' => None,
        '部' | '中' | '行' | '社' if first != QUAN => Some(false),
        _ => return None,
    })
}

pub(super) const WO: u16 = '我' as u16;
pub(super) const BEN: u16 = '本' as u16;
pub(super) const QUAN: u16 = '全' as u16;
