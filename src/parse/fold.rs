//! One form for every way in which a character of a label is written.
//!
//! Labels are compared in a folded form: Simplified characters, full-width letters as ASCII, the
//! radicals that PDF fonts put in place of characters as those characters; spaces, quotes, brackets
//! and punctuation left out. Only labels are folded: the text that a report keeps is the text as
//! published.

/// Traditional and variant characters, each followed by its folded form. These are the characters
/// of labels, headings, titles and page furniture, not a dictionary. 它 is here because 其它 and 其他
/// stand for one another in headings.
const PAIRS: &str = "\
    總总體体況况開开報报處处請请數数動动複复復复覆复訴诉訟讼問问題题進进規规範范檔档專专條条\
    項项內内製制對对許许務务罰罚強强業业費费購购採采額额單单萬万億亿減减決决發发髮发廢废現现\
    據据關关係系繫系為为爲为與与於于構构會会織织組组機机轉转結结辦办續续繼继屬属國国祕秘護护\
    權权類类過过執执詢询無无沒没當当應应訊讯訪访舉举認认獲获繳缴納纳補补後后確确穩稳穏稳區区\
    計计審审維维糾纠經经間间點点鄉乡鎮镇縣县廳厅園园島岛廣广東东門门陽阳陰阴劃划畫划聯联絡络\
    詞词熱热錄录鏈链網网閉闭聽听讀读圖图檢检監监責责績绩評评議议臺台設设級级導导優优視视麵面\
    彙汇匯汇準准術术釋释佈布載载頁页號号編编創创統统時时傳传記记說说説说備备貫贯徹彻實实領领\
    標标觀观見见戶户黨党產产産产財财稅税資资際际顯显廈厦濟济滿满灣湾爾尔雲云電电龍龙靈灵麗丽\
    鐵铁銀银錢钱釐厘隨随陸陆陳陈離离雜杂難难雙双雖虽併并並并佔占個个們们儀仪價价儘尽兩两冊册\
    勝胜勞劳勢势協协卻却參参吳吴員员啟启啓启嚴严團团圍围場场壞坏壽寿婦妇孫孙學学寧宁寬宽寫写\
    將将層层岡冈嶺岭幣币帶带幹干廟庙廬庐張张徵征憲宪戰战擇择擊击擴扩斷断晉晋書书樓楼歲岁歷历\
    歸归氣气沖冲漢汉潔洁濱滨災灾煙烟環环畢毕療疗盡尽盤盘眾众禮礼稱称節节築筑簡简粵粤紀纪約约\
    紅红細细終终給给綠绿線线義义習习聖圣職职肅肃興兴舊旧藝艺蘇苏蘭兰衛卫裝装裡里裏里親亲託托\
    訂订討讨訓训詳详試试話话該该誌志語语誠诚誤误課课調调談谈諮咨謀谋講讲謝谢識识譯译讓让變变\
    豐丰負负貢贡貨货貧贫貴贵買买賀贺賓宾賣卖質质賽赛趙赵踐践車车軍军軟软輔辅輪轮輸输農农遠远\
    適适遷迁選选遺遗還还邊边郵邮鄭郑鄰邻醫医鋼钢錯错長长閱阅隊队階阶隱隐韓韩響响預预頻频願愿\
    顧顾風风飛飞館馆馬马駐驻驗验魚鱼鳥鸟鹽盐麥麦黃黄齊齐齡龄餘余徑径倉仓傾倾傷伤勵励華华葉叶\
    蔣蒋鄧邓湯汤楊杨極极榮荣橋桥殘残營营獎奖獨独畝亩積积籌筹紙纸純纯絕绝綜综緊紧練练縮缩聲声\
    脫脱腦脑腳脚臨临艱艰蓋盖襲袭覽览觸触註注證证誰谁諾诺諸诸謹谨豬猪貝贝賬账賠赔賴赖贈赠贊赞\
    趨趋跡迹軌轨較较輕轻輯辑轄辖轟轰辭辞逕迳連连週周遊游運运達达遞递郷乡醜丑釣钓針针鈉钠鉛铅\
    銅铜銳锐錦锦鍵键鎖锁鏡镜鐘钟閃闪閏闰閒闲閘闸閣阁闆板闊阔闡阐陣阵陝陕陞升隻只雞鸡靜静頂顶\
    順顺須须頒颁頓顿頗颇頭头顏颜飲饮飽饱飾饰養养駕驾騙骗騰腾驅驱驟骤髒脏鬥斗鬧闹鬱郁鮮鲜鴻鸿\
    麼么齒齿龐庞龔龚它他這这種种從从幾几樣样錶表歡欢戲戏嗎吗";

/// U+2F00 to U+2FD5, the Kangxi radicals, as the characters that they look like.
const KANGXI: &str = "\
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸\
    屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父\
    爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自\
    至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面\
    革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// Some of U+2E80 to U+2EFF, radicals as well, each followed by the character it looks like.
const RADICALS: &str = "\
    ⺁厂⺄乙⺆冂⺇几⺈刀⺊卜⺋卩⺍小⺎尢⺒巳⺓幺⺔彐⺕彐⺗心⺘手⺙攵⺛旡⺝月⺟母⺠民⺡水⺢水\
    ⺣火⺥爪⺧牛⺨犬⺩王⺫目⺬示⺭示⺮竹⺯糸⺰纟⺱网⺳网⺶羊⺷羊⺸羊⺹老⺻聿⺼肉⺽臼⺾艹⺿艹\
    ⻀艹⻁虎⻂衣⻃西⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑长⻒长⻓长⻔门⻕阜\
    ⻖阜⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟食⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿\
    ⻰龙⻳龟";

/// U+F900 to U+FAD9, compatibility ideographs, as the characters that they are compatible with; `〇`
/// where there is none in the range of the table.
const COMPATIBLE: &str = "\
    豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼\
    郎來冷勞擄櫓爐盧老蘆虜路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾\
    菱陵讀拏樂諾丹寧怒率異北磻便復不泌數索參塞省葉說殺辰沈拾若掠略亮兩凉梁糧良諒量勵呂女廬旅\
    濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊列劣咽烈裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚\
    聆鈴零靈領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉杻柳流溜琉留硫紐類六戮陸倫崙淪輪律慄栗率\
    隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖宅洞暴輻\
    行降見廓兀嗀〇〇塚〇晴〇〇凞猪益礼神祥福靖精羽〇蘒〇諸〇〇逸都〇〇〇飯飼館鶴郞隷侮僧免勉\
    勤卑喝嘆器塀墨層屮悔慨憎懲敏既暑梅海渚漢煮爫琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹艹著\
    褐視謁謹賓贈辶逸難響頻恵〇舘〇〇並况全侀充冀勇勺喝啕喙嗢塚墳奄奔婢嬨廒廙彩徭惘慎愈憎慠懲\
    戴揄搜摒敖晴朗望杖歹殺流滛滋漢瀞煮瞧爵犯猪瑱甆画瘝瘟益盛直睊着磌窱節类絛練缾者荒華蝹襁覆\
    視調諸請謁諾諭謹變贈輸遲醙鉶陼難靖韛響頋頻鬒龜〇〇〇〇〇〇〇〇〇齃龎";

const FIRST: usize = 0x4E00;
const LAST: usize = 0x9FFF;

/// The folded form of every character of the main block; the bit [`TRADITIONAL`] is kept apart.
static UNIFIED: [u16; LAST - FIRST + 1] = unified();
static KANGXI_TABLE: [u16; 0xD6] = listed(KANGXI);
static RADICAL_TABLE: [u16; 0x80] = radicals();
static COMPATIBLE_TABLE: [u16; 0x1DA] = listed(COMPATIBLE);

/// Decodes the next character of a constant; the constants hold characters of three bytes only.
const fn next(bytes: &[u8], at: &mut usize) -> u16 {
    let i = *at;
    *at = i + 3;
    ((bytes[i] as u16 & 0x0F) << 12)
        | ((bytes[i + 1] as u16 & 0x3F) << 6)
        | (bytes[i + 2] as u16 & 0x3F)
}

const fn unified() -> [u16; LAST - FIRST + 1] {
    let mut table = [0; LAST - FIRST + 1];
    let mut c = 0;
    while c < table.len() {
        table[c] = (FIRST + c) as u16;
        c += 1;
    }
    let pairs = PAIRS.as_bytes();
    let mut at = 0;
    while at < pairs.len() {
        let from = next(pairs, &mut at);
        let to = next(pairs, &mut at);
        table[from as usize - FIRST] = to;
    }
    table
}

/// A list of characters, each folded.
const fn listed<const N: usize>(list: &str) -> [u16; N] {
    let folded = unified();
    let bytes = list.as_bytes();
    let mut table = [0; N];
    let (mut at, mut i) = (0, 0);
    while i < N {
        let c = next(bytes, &mut at) as usize;
        table[i] = if c >= FIRST && c <= LAST { folded[c - FIRST] } else { OTHER };
        i += 1;
    }
    table
}

const fn radicals() -> [u16; 0x80] {
    let folded = unified();
    let bytes = RADICALS.as_bytes();
    let mut table = [OTHER; 0x80];
    let mut at = 0;
    while at < bytes.len() {
        let from = next(bytes, &mut at) as usize;
        let to = next(bytes, &mut at) as usize;
        table[from - 0x2E80] = folded[to - FIRST];
    }
    table
}

/// A character that no label contains.
pub(super) const OTHER: u16 = 1;

/// A radical or a compatibility ideograph as the character that it looks like; any other character as
/// it is. Fonts of PDF documents name the one for the other, so that what is printed as 行 is in the
/// document as ⾏.
pub(crate) fn unradical(c: char) -> char {
    let nth = |list: &str, i: usize| {
        let at = i * 3;
        list.get(at..at + 3).and_then(|c| c.chars().next()).filter(|&c| c != '〇')
    };
    let code = c as usize;
    match code {
        0x2E80..=0x2EFF => {
            let mut pairs = RADICALS.chars();
            while let (Some(radical), Some(character)) = (pairs.next(), pairs.next()) {
                if radical == c {
                    return character;
                }
            }
            c
        }
        0x2F00..=0x2FD5 => nth(KANGXI, code - 0x2F00).unwrap_or(c),
        0xF900..=0xFAD9 => nth(COMPATIBLE, code - 0xF900).unwrap_or(c),
        _ => c,
    }
}

/// The folded form of a character; 0 for what is ignored inside labels, [`OTHER`] for what no
/// label contains.
#[inline]
pub(crate) fn fold(c: char) -> u16 {
    let code = c as usize;
    match code {
        FIRST..=LAST => UNIFIED[code - FIRST],
        0..=0x7F => ascii(code as u8),
        0x80..=0x2E7F => other(c),
        0x2E80..=0x2EFF => RADICAL_TABLE[code - 0x2E80],
        0x2F00..=0x2FD5 => KANGXI_TABLE[code - 0x2F00],
        0x3000..=0x303F => other(c),
        0xF900..=0xFAD9 => COMPATIBLE_TABLE[code - 0xF900],
        0xFF01..=0xFF5E => ascii((code - 0xFF01 + 0x21) as u8),
        _ => other(c),
    }
}

/// Letters and digits are kept, everything else in ASCII is punctuation, blank or control.
const fn ascii(byte: u8) -> u16 {
    if byte.is_ascii_alphanumeric() { byte as u16 } else { 0 }
}

fn other(c: char) -> u16 {
    let ignored = is_blank(c)
        || matches!(
            c,
            '\u{00AD}' | '·' | '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{3003}' | '〈'..='】' | '〔'..='〟'
        );
    if ignored { 0 } else { OTHER }
}

/// Whether a character is a blank: what Unicode calls white space, and the two invisible
/// characters that it does not count.
#[inline]
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}' | '\u{200C}' | '\u{200D}' | '\u{2060}')
}

/// `text` without the blanks around it, as [`is_blank`] counts them.
#[inline]
pub(super) fn trim(text: &str) -> &str {
    // Nearly every cell starts and ends with a character that is no blank.
    if is_trimmed(text.as_bytes()) {
        return text;
    }
    // Cells between bars have a blank on both sides.
    let bytes = text.as_bytes();
    let blank = |b: &u8| matches!(b, b' ' | b'\t' | b'\r');
    let start = bytes.iter().position(|b| !blank(b)).unwrap_or(bytes.len());
    let end = bytes.iter().rposition(|b| !blank(b)).map_or(start, |last| last + 1);
    match bytes.get(start..end) {
        Some([]) => "",
        Some(inner) if is_trimmed(inner) => text.get(start..end).unwrap_or_default(),
        _ => text.trim_matches(is_blank),
    }
}

/// Whether a text certainly starts and ends with characters that are no blanks: printable ASCII, or
/// characters of the main blocks, or punctuation such as （ and 。, which a look at their bytes tells.
#[inline]
pub(super) fn is_trimmed(bytes: &[u8]) -> bool {
    let starts = matches!(bytes, [b'!'..=b'~' | 0xE4..=0xE9, ..] | [0xEF, 0xBC, ..]);
    starts
        && matches!(
            bytes,
            [.., b'!'..=b'~']
                | [.., 0xE4..=0xE9, _, 0x80..=0xBF]
                | [.., 0xE3, 0x80, 0x81 | 0x82]
                | [.., 0xEF, 0xBC, 0x80..=0xBF]
        )
}

/// The length in bytes of the characters of the main block that a text starts with, which is what most
/// of its characters are: three bytes each, the first of which is E4 to E9.
#[inline]
pub(super) fn words_length(text: &[u8]) -> usize {
    const FIRSTS: u64 = u64::from_le_bytes([0xFF, 0, 0, 0xFF, 0, 0, 0xFF, 0]);
    // Added to a byte from E4 on, or from EA on, this gives one in the byte behind it, which is free.
    const FROM_E4: u64 = u64::from_le_bytes([0x1C, 0, 0, 0x1C, 0, 0, 0x1C, 0]);
    const FROM_EA: u64 = u64::from_le_bytes([0x16, 0, 0, 0x16, 0, 0, 0x16, 0]);
    const BEHIND: u64 = u64::from_le_bytes([0, 1, 0, 0, 1, 0, 0, 1]);
    let mut at = 0;
    // Three characters at a time.
    while let Some(bytes) = text.get(at..).and_then(|rest| rest.first_chunk()) {
        let firsts = u64::from_le_bytes(*bytes) & FIRSTS;
        if (firsts + FROM_E4) & !(firsts + FROM_EA) & BEHIND != BEHIND {
            break;
        }
        at += 9;
    }
    while let Some(0xE4..=0xE9) = text.get(at) {
        at += 3;
    }
    at
}

/// The character that a text starts with, if it is one of ASCII or one of three bytes, as nearly all
/// are; 0 for any other.
#[inline]
pub(super) const fn first(text: &[u8]) -> u16 {
    match *text {
        [a, ..] if a < 0x80 => a as u16,
        [a @ 0xE0..=0xEF, b, c, ..] => {
            ((a as u16 & 0x0F) << 12) | ((b as u16 & 0x3F) << 6) | (c as u16 & 0x3F)
        }
        _ => 0,
    }
}

/// The characters that some words start with, or that stand further on in them, by their lowest bits. One
/// that finds its place taken stands in the next free one; 0 is none.
pub(super) struct Starts([u16; Starts::PLACES]);

impl Starts {
    const PLACES: usize = 512;

    /// The characters at a place of words that are written with characters of three bytes up to it.
    pub(super) const fn of(words: &[&str], place: usize) -> Starts {
        let mut places = [0; Starts::PLACES];
        let mut i = 0;
        while i < words.len() {
            let c = first(words[i].as_bytes().split_at(place * '一'.len_utf8()).1);
            let mut free = c as usize % Starts::PLACES;
            while places[free] != 0 && places[free] != c {
                free = (free + 1) % Starts::PLACES;
            }
            places[free] = c;
            i += 1;
        }
        Starts(places)
    }

    #[inline]
    pub(super) fn have(&self, c: u16) -> bool {
        let mut place = c as usize % Starts::PLACES;
        while self.0[place] != 0 {
            if self.0[place] == c {
                return true;
            }
            place = (place + 1) % Starts::PLACES;
        }
        false
    }
}

/// Whether a character is written so only in Traditional script.
#[inline]
pub(super) fn is_traditional(c: u16) -> bool {
    let code = usize::from(c);
    matches!(code, FIRST..=LAST) && UNIFIED[code - FIRST] != c && c != '它' as u16
}

/// Whether the folded text contains the folded words. Words are given in folded form.
pub(super) fn contains(folded: &[u16], words: &str) -> bool {
    find(folded, words).is_some()
}

/// Whether the folded text starts with the words.
pub(super) fn starts_with(folded: &[u16], words: &str) -> bool {
    let mut rest = folded.iter();
    words.chars().all(|c| rest.next() == Some(&(c as u32 as u16)))
}

/// Where the folded text first contains the words.
pub(super) fn find(folded: &[u16], words: &str) -> Option<usize> {
    let mut words = words.chars().map(|c| c as u32 as u16);
    let first = words.next()?;
    (0..folded.len()).find(|&i| {
        folded[i] == first && {
            let mut rest = folded[i + 1..].iter();
            words.clone().all(|c| rest.next() == Some(&c))
        }
    })
}

/// Where the folded text last contains the words.
pub(super) fn rfind(folded: &[u16], words: &str) -> Option<usize> {
    (0..folded.len()).rev().find(|&i| starts_with(&folded[i..], words))
}

/// A folded text, which is a few words: it needs no memory of its own.
pub(super) struct Folded {
    characters: [u16; Folded::LONGEST],
    length: usize,
}

impl Folded {
    /// Headings and their like are looked at up to this many characters.
    const LONGEST: usize = 80;
}

impl std::ops::Deref for Folded {
    type Target = [u16];

    fn deref(&self) -> &[u16] {
        &self.characters[..self.length]
    }
}

/// The folded form of the beginning of a text, with words of Taiwan usage in labels as those of the
/// form: 資訊 for 信息, 資料 for 数据, 檔案 for 文件, 專案 for 项目.
pub(super) fn folded(text: &str) -> Folded {
    let mut folded = Folded { characters: [0; Folded::LONGEST], length: 0 };
    // What is ignored may be any length.
    for (_, mut c) in Characters::of(text).take(4 * Folded::LONGEST) {
        if c == 0 {
            continue;
        }
        if folded.length == Folded::LONGEST {
            break;
        }
        let (characters, length) = (&mut folded.characters, folded.length);
        if length > 0 && is_word_start(characters[length - 1]) {
            if let Some((a, b)) = word(characters[length - 1], c) {
                characters[length - 1] = a;
                c = b;
            }
        }
        characters[length] = c;
        folded.length += 1;
    }
    folded
}

/// The folded characters of a text, each with its offset; those of the main block, which most are, are
/// read by their bytes.
pub(super) struct Characters<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Characters<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Characters { text, at: 0 }
    }
}

impl Iterator for Characters<'_> {
    type Item = (usize, u16);

    #[inline(always)]
    fn next(&mut self) -> Option<(usize, u16)> {
        let at = self.at;
        if let Some(rest @ [0xE4..=0xE9, ..]) = self.text.as_bytes().get(at..) {
            let code = usize::from(first(rest));
            if let FIRST..=LAST = code {
                self.at += '一'.len_utf8();
                return Some((at, UNIFIED[code - FIRST]));
            }
        }
        let c = self.text.get(at..)?.chars().next()?;
        self.at += c.len_utf8();
        Some((at, fold(c)))
    }
}

/// Whether a word of Taiwan usage may start with the character.
#[inline]
pub(crate) const fn is_word_start(c: u16) -> bool {
    c == '资' as u16 || c == '档' as u16 || c == '专' as u16
}

/// The word of the form for a word of Taiwan usage.
pub(crate) fn word(first: u16, second: u16) -> Option<(u16, u16)> {
    let pair = (char::from_u32(first.into())?, char::from_u32(second.into())?);
    let (a, b) = match pair {
        ('资', '讯') => ('信', '息'),
        ('资', '料') => ('数', '据'),
        ('档', '案') => ('文', '件'),
        ('专', '案') => ('项', '目'),
        _ => return None,
    };
    Some((a as u32 as u16, b as u32 as u16))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(s: &str) -> String {
        folded(s).iter().filter_map(|&c| char::from_u32(c.into())).collect()
    }

    #[test]
    fn scripts_radicals_widths_and_words_fold_to_one_form() {
        assert_eq!(text("規範性檔案"), "规范性文件");
        assert_eq!(text("⾏政许可"), "行政许可");
        assert_eq!(text("\u{FA08}政許可"), "行政许可");
        assert_eq!(text("３．危及「三安全一穩定」"), "3危及三安全一稳定");
        assert_eq!(text("上一年專案數量"), "上一年项目数量");
        assert_eq!(text("规 章\u{3000}\u{200B}"), "规章");
        assert_eq!(text("行政執法案卷"), "行政执法案卷");
        assert_eq!(text("其它"), "其他");
        assert_eq!(text("政務資訊 資料 資源"), "政务信息数据资源");
    }

    #[test]
    fn the_length_of_words() {
        for before in 0..12 {
            for behind in ["", "，", "a", "。，", "\u{3400}", "\u{4DFF}", "\u{A000}", "一"] {
                let words = "一鿿丁".repeat(4).chars().take(before).collect::<String>();
                let text = format!("{words}{behind}{behind}");
                let expected =
                    text.chars().take_while(|c| matches!(c, '\u{4E00}'..='\u{9FFF}')).count() * 3;
                let found = words_length(text.as_bytes());
                // A few other characters have the same first byte: U+4000 to U+4DFF.
                let same = text.chars().take_while(|c| matches!(c, '\u{4000}'..='\u{9FFF}'));
                assert!(found == same.count() * 3 && found >= expected, "{text}");
            }
        }
    }

    #[test]
    fn trim_takes_what_unicode_leaves() {
        assert_eq!(trim("\u{FEFF}\u{3000} 12\u{200B}\u{A0}"), "12");
        assert_eq!(trim("\u{3000}"), "");
        assert_eq!(trim("规章"), "规章");
    }
}
