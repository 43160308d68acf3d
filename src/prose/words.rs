//! The words that tell what a number in prose is about, and the marks between them.

use crate::parse::fold::{self, is_blank};

/// What a word says of the numbers near it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// 收到, 受理.
    Receive,
    /// 办理, which may be of what was received and of what was answered.
    Handle,
    /// 答复, 办结.
    Answer,
    /// 上年结转.
    CarriedOver,
    /// 结转, 顺延: from or to another year.
    Carry,
    /// 下年度.
    NextYear,
    /// 去年, 上年.
    PriorYear,
    /// 今年, 本年度.
    ThisYear,
    /// 上半年, 季度, 近三年: a time that is no year, or many.
    Period,
    /// 以来: from some time on, which may be before the year.
    Since,
    Granted,
    Partial,
    /// 予以及部分公开.
    GrantedAndPartial,
    Denied,
    Unavailable,
    NotProcessed,
    OtherOutcome,
    Reconsideration,
    Litigation,
    LitigationDirect,
    LitigationAfter,
    /// 政府信息公开申请, 依申请公开.
    Object,
    /// 申请, of whatever.
    Application,
    /// 信息公开.
    Disclosure,
    /// 信访, 提案: another matter.
    Matter,
    /// 案件: cases, which applications are not called.
    Case,
    /// 增加, 同比: the number is a difference.
    Change,
    /// 新增, which may be a difference and a count.
    New,
    /// 网上, 信函: the way in which an application came.
    Channel,
    /// 自然人: who applied.
    Applicant,
    /// 涉及, 征地类申请: what was applied for.
    Content,
    /// 有效申请, 剔除: not all that came are counted.
    Screened,
    /// 负责人, 专家: who explains a policy.
    Author,
    /// 国家秘密: the ground of an outcome.
    Ground,
    /// 维持, 纠正: how a dispute ended.
    Ruling,
    /// 二审: a dispute that another one goes on with.
    Instance,
    /// 撤回, 不予受理: a fate that the form counts elsewhere or not at all.
    Aside,
    /// 水利局, 各乡镇: an organ, which may be the one that reports.
    Organ,
    /// 代表, 下属: of another organ, whatever its name.
    Other,
    /// 区政府.
    Government,
    /// 我市, 全县, 本局: the organ that reports, or the area that it governs.
    Own,
    /// 本级: a government without those below it.
    Level,
    /// 其中.
    Among,
    /// 包括, 含, 分为.
    List,
    /// 不含.
    Except,
    /// 其余: what is left of something.
    Rest,
    /// 由…增至: the number is what it was before.
    From,
    /// 分别, 各.
    Each,
    /// 共, 合计.
    Total,
    /// 累计.
    Cumulative,
    /// 占.
    Share,
    /// 约占, 大约为: the number is not exact.
    About,
    /// 率.
    Rate,
    /// 费.
    Fee,
    /// Nothing: the word is listed so that a shorter one is not found in it.
    Nothing,
}

/// Words of a clause, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Words(pub(super) u64);

impl Words {
    pub(super) const fn of(words: &[Word]) -> Words {
        let (mut set, mut i) = (0, 0);
        while i < words.len() {
            set |= 1 << words[i] as u64;
            i += 1;
        }
        Words(set)
    }

    pub(super) const fn has(self, word: Word) -> bool {
        self.0 & (1 << word as u64) != 0
    }

    pub(super) const fn any(self, words: Words) -> bool {
        self.0 & words.0 != 0
    }

    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those of the words that are also among others.
    pub(super) const fn among(self, others: Words) -> Words {
        Words(self.0 & others.0)
    }

    pub(super) const fn insert(&mut self, word: Word) {
        self.0 |= 1 << word as u64;
    }

    pub(super) const fn and(self, other: Words) -> Words {
        Words(self.0 | other.0)
    }
}

/// Words that say how an application ended.
pub(super) const OUTCOMES: Words = Words::of(&[
    Word::Granted,
    Word::Partial,
    Word::GrantedAndPartial,
    Word::Denied,
    Word::Unavailable,
    Word::NotProcessed,
    Word::OtherOutcome,
]);

/// Words that name disputes.
pub(super) const DISPUTES: Words = Words::of(&[
    Word::Reconsideration,
    Word::Litigation,
    Word::LitigationDirect,
    Word::LitigationAfter,
]);

/// Words that say which stage of its way an application is in.
pub(super) const STAGES: Words = Words::of(&[
    Word::Receive,
    Word::Handle,
    Word::Answer,
    Word::CarriedOver,
    Word::Carry,
    Word::NextYear,
])
.and(OUTCOMES)
.and(DISPUTES);

/// The words in folded form, each kind in a list.
#[rustfmt::skip]
const LISTS: &[(Word, &[&str])] = &[
    (Word::Receive, &["新收", "收到", "受理", "接收", "收办", "接到", "收件", "收悉", "共收"]),
    (Word::Handle, &["办理", "处理", "承办", "应答复", "应予答复", "需答复", "应办结",
        "应办理", "需办理", "应办"]),
    (Word::Answer, &["答复", "办结", "已办理", "办理完毕", "处理完毕", "回复", "已处理", "办复",
        "办理完成"]),
    (Word::CarriedOver, &["上年结转", "上年度结转", "上一年结转", "上一年度结转", "去年结转",
        "去年度结转", "往年结转", "结转上年", "结转上年度", "结转上一年度", "结转自上年",
        "上年转入", "上年度转入", "上年遗留", "上年度遗留", "上年末结转", "上年底结转", "上年留存",
        "上年未办结", "上年度未办结"]),
    (Word::Carry, &["结转", "顺延", "转入", "转至", "延至", "延期至", "转到", "跨年", "留待",
        "转结", "延续至", "转"]),
    (Word::NextYear, &["下年", "下一年", "次年", "明年", "翌年", "下年度", "下一年度"]),
    (Word::PriorYear, &["去年", "上年", "上一年", "上年度", "上一年度", "往年", "前年", "去年同期",
        "上年同期"]),
    (Word::ThisYear, &["今年", "本年", "本年度", "当年", "今年以来", "本年以来", "一年来", "年内",
        "一年以来", "年初以来", "开年以来", "本年度以来"]),
    (Word::Period, &["季度", "上半年", "下半年", "月份", "历年", "近年来", "多年来", "三年来",
        "五年来", "近三年", "近五年", "十三五", "十四五", "实施以来", "施行以来", "成立以来",
        "开展以来", "建站以来", "开通以来", "每月", "每年", "年均", "月均", "每季", "上月", "当月",
        "截至目前累计", "逐月", "至今"]),
    (Word::Since, &["以来"]),
    (Word::Granted, &["予以公开", "同意公开", "全部公开", "给予公开", "准予公开"]),
    (Word::Partial, &["部分公开", "予以部分公开", "区分处理"]),
    (Word::GrantedAndPartial, &["予以及部分公开", "予以和部分公开", "予以公开及部分公开",
        "予以公开和部分公开", "予以公开或部分公开", "予以公开与部分公开", "予以或部分公开",
        "公开及部分公开"]),
    (Word::Denied, &["不予公开", "不予以公开", "未予公开"]),
    (Word::Unavailable, &["无法提供"]),
    (Word::NotProcessed, &["不予处理"]),
    (Word::OtherOutcome, &["其他处理"]),
    (Word::Reconsideration, &["行政复议", "复议"]),
    (Word::Litigation, &["行政诉讼", "诉讼"]),
    (Word::LitigationDirect, &["未经复议直接起诉", "直接起诉", "直接提起行政诉讼", "直接提起诉讼"]),
    (Word::LitigationAfter, &["复议后起诉", "复议后提起行政诉讼", "复议后提起诉讼", "经复议后起诉",
        "复议后行政诉讼", "行政复议后起诉", "行政复议后提起行政诉讼"]),
    (Word::Object, &["信息公开申请", "信息公开的申请", "依申请公开", "公开申请", "申请公开",
        "申请信息公开", "申请政府信息", "申请政务信息", "信息依申请", "信息申请",
        "公开政府信息的申请", "公开信息申请", "公开类申请",
        "依申请信息公开", "依申请政府信息公开"]),
    (Word::Application, &["申请", "依申请事项", "依申请办件", "依申请件"]),
    (Word::Disclosure, &["信息公开", "政务公开"]),
    (Word::Matter, &["提案", "建议", "议案", "信访", "投诉", "咨询", "举报", "留言", "来信",
        "来电", "來电", "來信", "工单", "意见", "公文", "许可", "处罚", "强制", "检查", "执法",
        "收费", "采购", "检举", "求助", "问政", "诉求", "审查", "合同", "备查", "稿件", "简报",
        "信用", "公示", "公告", "发布", "解读", "更新", "刊登", "转载", "推送", "文件", "主动公开",
        "政策", "考核", "培训", "会议", "问题", "整改", "错误", "纪律", "违纪", "监督件", "评议",
        "追责", "新闻", "动态", "低保", "救助", "登记", "证照", "审批", "政务服务", "办件", "回应",
        "热线", "邮箱来件", "舆情", "輿情", "仲裁", "赔偿", "调解", "裁决", "民事", "刑事", "立案",
        "复核", "听证", "普法", "服务事项", "开放数据", "数据资源", "栏目", "目录"]),
    (Word::Change, &["增加", "减少", "增长", "下降", "上升", "同比", "环比", "比上年", "较上年",
        "比去年", "较去年", "比上一年", "较上一年", "多收", "少收", "净增", "增幅", "降幅", "下滑",
        "回落", "相比", "与上年", "与去年", "与上一年", "提高", "降低", "上涨", "翻了", "增至", "增到",
        "升至", "升到", "减至", "减到", "降至", "降到"]),
    (Word::Case, &["案件", "案"]),
    (Word::New, &["新增", "新发生", "新产生"]),
    (Word::Channel, &["网上", "网络", "网路", "在线", "线上", "线下", "网站", "平台", "系统",
        "信函", "邮寄", "邮件", "邮政", "当面", "现场", "窗口", "视窗", "传真", "来访", "來访",
        "书面", "电话", "微信", "快递", "信件", "邮箱", "微博", "新媒体", "报刊", "报纸", "电视",
        "广播", "公开栏", "公示栏", "显示屏", "短信", "抖音", "头条", "特快", "公众号", "客户端",
        "互联网", "上门", "到场", "面交", "纸质", "寄送", "挂号", "电子形式",
        "电子方式"]),
    (Word::Applicant, &["自然人", "公民", "企业", "法人", "其他组织", "科研机构", "公益组织",
        "法律服务机构", "个人", "律师", "单位申请", "外国", "社会组织", "居民", "村民", "记者",
        "学生", "残疾人", "老年人", "外地", "本地", "集体", "联名"]),
    (Word::Ground, &["国家秘密", "法律法规禁止", "行政法规禁止", "法规禁止", "三安全", "第三方",
        "内部事务", "内部管理", "过程性", "执法案卷", "行政查询", "不掌握", "不存在", "现成",
        "另行制作", "补正", "不明确", "信访举报", "重复申请", "重复提出", "公开出版物", "反复申请",
        "确认或重新", "逾期", "非本机关", "不属于本", "商业秘密", "个人隐私", "缴纳费用", "不属本",
        "由其他机关", "制作或", "非政府信息", "咨询类", "信访类", "举报投诉", "投诉类"]),
    (Word::Ruling, &["维持", "纠正", "其他结果", "未审结", "审结", "驳回", "駁回", "撤销", "撤銷",
        "败诉", "胜诉", "应诉", "终止", "备案", "中止", "责令",
        "确认违法", "履行", "变更", "结案", "出庭", "被纠", "被告", "第三人", "被申请人",
        "作为复议机关", "经复议", "复议机关", "代理", "未结", "正在审理", "在审", "协调", "撤诉",
        "开庭", "行政复议机关"]),
    (Word::Instance, &["一审", "二审", "再审", "上诉"]),
    (Word::Aside, &["中有", "之中", "当中", "的有", "不予受理", "未受理", "不受理", "撤回", "撤销申请", "转送", "转办", "移送",
        "转交", "移交", "未答复", "未办结", "未按时", "尚未", "正在办理", "正在处理", "在办",
        "待办", "超期", "超时", "逾期答复", "延期答复", "当场", "当日", "当天", "即时", "口头",
        "征求", "交办", "督办", "会办", "协办", "抽查", "不再处理", "延长", "重新答复", "重新办理",
        "未办理", "部分不予", "已公开", "主动撤", "合并", "其他类", "咨询件",
        "答复书", "答复文书", "告知书", "答复意见书", "答复函", "抽取", "抽选", "随机", "评查",
        "未到", "未届", "居前", "前列", "前三", "前五", "前十", "最多", "最高", "较多", "靠前",
        "直接受理", "自行受理", "材料", "相关申请", "有关申请", "类似申请", "此类", "该类", "这类", "同类", "依申请予以公开"]),
    (Word::Content, &["涉及", "关于", "类申请", "申请内容", "类答复", "领域", "疑难", "复杂"]),
    (Word::Screened, &["有效申请", "有效件", "有效受理", "实际受理", "正式受理", "剔除", "甄别"]),
    (Word::Author, &["负责人", "一把手", "专家", "主要领导", "领导干部", "主要负责同志"]),
    (Word::Organ, &["局", "厅", "办公室", "镇", "乡", "乡镇", "街道", "部门", "单位", "委员会",
        "中心", "支队", "大队", "管委会", "政府办", "政府办公室", "政府办公厅", "市政府办",
        "县政府办", "区政府办", "镇政府办", "乡政府办", "公司", "学校", "医院", "村", "社区",
        "法院", "检察院", "科室", "处室", "股室", "委办", "分局", "开发区", "园区", "卫健委",
        "发改委", "住建委", "司法所"]),
    (Word::Other, &["代表", "下属", "所属", "直属", "县直", "市直", "区直", "省直", "各级", "协助",
        "代为", "转来", "上级", "基层"]),
    (Word::Government, &["市政府", "县政府", "区政府", "镇政府", "乡政府", "省政府", "州政府",
        "旗政府", "人民政府"]),
    (Word::Own, &["本机关"]),
    (Word::Level, &["本级", "本级政府"]),
    (Word::Among, &["其中"]),
    (Word::List, &["包括", "包含", "含", "分为"]),
    (Word::Except, &["不含", "不包括", "不计", "除外", "不包含", "除"]),
    (Word::Rest, &["其余", "剩余", "余下", "剩下", "另有", "另外"]),
    (Word::From, &["由", "从"]),
    (Word::Each, &["分别", "分别为", "分别是", "各", "依次"]),
    (Word::Total, &["共", "共计", "总计", "合计", "总共", "总数", "总量", "一共", "总"]),
    (Word::Cumulative, &["累计", "累积"]),
    (Word::Share, &["占", "占比", "比例", "比重"]),
    (Word::About, &["约占", "约为", "约有", "大约", "大概", "将近", "接近", "不到", "不足", "超过"]),
    (Word::Rate, &["率"]),
    (Word::Fee, &["信息处理费", "处理费"]),
    (Word::Nothing, &["答复不服", "对答复", "不服答复", "因答复", "答复内容", "答复行为", "答复决定", "转发", "转变", "转化", "转型", "流转", "布局", "格局", "大局", "结局",
        "全局性", "公共", "共同", "共享", "共建", "共性", "中共", "总体", "总结", "总书记", "总理",
        "总局", "各类", "各项", "各种", "各方面", "各界", "乡村", "城乡", "处理决定", "办理情况",
        "办理结果", "办理流程", "处理流程", "行政机关", "国务院办公厅", "国家机关", "含义",
        "包含义", "各位", "农村", "各渠道", "各种渠道", "电子政务中心", "党中央中心", "围绕中心",
        "中心工作", "中心任务", "消除", "解除", "扫除", "效率", "频率", "受理机构", "受理点",
        "受理窗口", "受理渠道", "申请人", "申请表", "申请书", "申请渠道", "申请方式", "申请流程",
        "社会公益", "转换", "转移", "周转", "运转", "好转", "一转", "镇定", "局面",
        "局限", "定局", "村务", "厅堂", "率先", "率领", "草率", "直率", "上年度报告", "年度报告",
        "答复期限", "答复期", "答复时限", "办理期限", "办结期限", "办理时限", "由于", "从而", "自由",
        "理由", "事由", "从事", "从严", "从快", "由此", "服从", "缘由"]),
];

/// How many words there are.
const COUNT: usize = {
    let (mut n, mut i) = (0, 0);
    while i < LISTS.len() {
        n += LISTS[i].1.len();
        i += 1;
    }
    n
};

/// The words by what their first two characters are mixed to, as an index into [`SORTED`].
static BUCKETS: [u16; BUCKET_COUNT + 1] = buckets();
static SORTED: [(Word, &str); COUNT] = sorted();
/// The first two characters of each: nearly all words differ from a text there.
static HEADS: [u32; COUNT] = heads();
/// The characters that words start with, a bit for each.
static STARTS: [u64; 1024] = starts();
const BUCKET_COUNT: usize = 4096;

const fn bucket(head: u32) -> usize {
    (head.wrapping_mul(0x9E37_79B1) >> 20) as usize
}

/// The words are of characters of three bytes.
const fn first(word: &str) -> u16 {
    character(word.as_bytes(), 0)
}

const fn second(word: &str) -> u16 {
    if word.len() < 6 { 0 } else { character(word.as_bytes(), 3) }
}

const fn character(bytes: &[u8], at: usize) -> u16 {
    ((bytes[at] as u16 & 0x0F) << 12)
        | ((bytes[at + 1] as u16 & 0x3F) << 6)
        | (bytes[at + 2] as u16 & 0x3F)
}

const fn buckets() -> [u16; BUCKET_COUNT + 1] {
    let mut starts = [0; BUCKET_COUNT + 1];
    let mut i = 0;
    while i < LISTS.len() {
        let mut j = 0;
        while j < LISTS[i].1.len() {
            starts[bucket(head_of(LISTS[i].1[j])) + 1] += 1;
            j += 1;
        }
        i += 1;
    }
    let mut b = 0;
    while b < BUCKET_COUNT {
        starts[b + 1] += starts[b];
        b += 1;
    }
    starts
}

const fn sorted() -> [(Word, &'static str); COUNT] {
    let mut sorted = [(Word::Nothing, ""); COUNT];
    let mut next = buckets();
    let mut i = 0;
    while i < LISTS.len() {
        let mut j = 0;
        while j < LISTS[i].1.len() {
            let word = LISTS[i].1[j];
            let b = bucket(head_of(word));
            sorted[next[b] as usize] = (LISTS[i].0, word);
            next[b] += 1;
            j += 1;
        }
        i += 1;
    }
    sorted
}

const fn heads() -> [u32; COUNT] {
    let words = sorted();
    let mut heads = [0; COUNT];
    let mut i = 0;
    while i < COUNT {
        heads[i] = head_of(words[i].1);
        i += 1;
    }
    heads
}

const fn starts() -> [u64; 1024] {
    let words = sorted();
    let mut starts = [0; 1024];
    let mut i = 0;
    while i < COUNT {
        let c = first(words[i].1);
        starts[c as usize / 64] |= 1 << (c % 64);
        i += 1;
    }
    starts
}

const fn head_of(word: &str) -> u32 {
    head(first(word), second(word))
}

/// The second is 0 where there is none.
const fn head(first: u16, second: u16) -> u32 {
    (first as u32) << 16 | second as u32
}

/// A text in folded form.
#[derive(Debug, Clone, Default)]
pub(super) struct Folded {
    pub(super) characters: Vec<Character>,
}

/// A character in folded form, with its place in the paragraph.
#[derive(Debug, Clone, Copy)]
pub(super) struct Character {
    pub(super) code: u16,
    pub(super) place: u32,
}

/// A mark of punctuation that ends a clause or a part of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// ，
    Comma,
    /// ：
    Colon,
    /// ；
    Semicolon,
    /// 、
    Pause,
    /// （
    Open,
    /// ）
    Close,
}

/// The mark that a folded form stands for: no character folds to one of these.
#[inline]
pub(super) const fn mark_of(c: u16) -> Option<Mark> {
    if c > 7 {
        return None;
    }
    Some(match c {
        2 => Mark::Comma,
        3 => Mark::Colon,
        4 => Mark::Semicolon,
        5 => Mark::Pause,
        6 => Mark::Open,
        7 => Mark::Close,
        _ => return None,
    })
}

impl Folded {
    /// Folds a text that starts at a byte of its paragraph. Titles in 《》 say nothing of the numbers
    /// around them and are left out.
    pub(super) fn fill(&mut self, text: &str, start: usize) {
        self.characters.clear();
        self.characters.reserve(text.len() / 3);
        // Where the last 》 is: a 《 behind it is never closed.
        let mut closes: Option<usize> = None;
        let bytes = text.as_bytes();
        let (mut at, mut last) = (0, 0);
        while let Some(&byte) = bytes.get(at) {
            let i = at;
            let code = match byte {
                // Nearly every character is one of the main block, of three bytes.
                0xE4..=0xE9 => {
                    let Some(&[b, c]) = bytes.get(at + 1..at + 3) else { break };
                    at += 3;
                    let code = (u32::from(byte & 0x0F) << 12)
                        | (u32::from(b & 0x3F) << 6)
                        | u32::from(c & 0x3F);
                    fold::fold(char::from_u32(code).unwrap_or(' '))
                }
                0..=0x7F => {
                    at += 1;
                    match byte {
                        b',' => 2,
                        b':' => 3,
                        b';' => 4,
                        b'(' => 6,
                        b')' => 7,
                        _ if byte.is_ascii_alphanumeric() => u16::from(byte),
                        _ => 0,
                    }
                }
                _ => {
                    let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
                        break;
                    };
                    at += c.len_utf8();
                    match c {
                        '，' => 2,
                        '：' => 3,
                        '；' => 4,
                        '、' => 5,
                        '（' | '【' => 6,
                        '）' | '】' => 7,
                        '《' => {
                            let last = *closes.get_or_insert_with(|| text.rfind('》').unwrap_or(0));
                            if last > i {
                                let close = text.get(i..).and_then(|rest| rest.find('》'));
                                at = close.map_or(at, |close| i + close);
                            }
                            0
                        }
                        c if is_blank(c) => 0,
                        c => fold::fold(c),
                    }
                }
            };
            if code == 0 {
                continue;
            }
            let place = u32::try_from(start + i).unwrap_or(u32::MAX);
            let mut character = Character { code, place };
            if fold::is_word_start(last) {
                if let Some((a, b)) = fold::word(last, code) {
                    if let Some(before) = self.characters.last_mut() {
                        before.code = a;
                    }
                    character.code = b;
                }
            }
            last = character.code;
            self.characters.push(character);
        }
    }

    /// The code of a character, 0 where there is none.
    #[inline]
    pub(super) fn code(&self, at: usize) -> u16 {
        self.characters.get(at).map_or(0, |character| character.code)
    }

    /// The longest word that starts at a character, and its length in characters.
    #[inline]
    pub(super) fn word(&self, at: usize) -> Option<(Word, usize)> {
        let first = self.characters.get(at)?.code;
        if STARTS[usize::from(first) / 64] & (1 << (first % 64)) == 0 {
            return None;
        }
        self.longest(at, head(first, self.code(at + 1)))
            // Words of one character.
            .or_else(|| self.longest(at, head(first, 0)))
    }

    #[inline]
    fn longest(&self, at: usize, head: u32) -> Option<(Word, usize)> {
        let b = bucket(head);
        let (from, to) = (usize::from(BUCKETS[b]), usize::from(BUCKETS[b + 1]));
        let mut best: Option<(Word, usize)> = None;
        for i in from..to {
            if HEADS[i] != head {
                continue;
            }
            let (kind, word) = SORTED[i];
            let length = word.len() / 3;
            let is_longer = best.is_none_or(|(_, longest)| length > longest);
            if is_longer && (length <= 2 || self.stands(word, at)) {
                best = Some((kind, length));
            }
        }
        best
    }

    /// Whether a word, of which the first two characters are known to be the same, stands there.
    fn stands(&self, word: &str, at: usize) -> bool {
        let Some(text) = self.characters.get(at..at + word.len() / 3) else {
            return false;
        };
        let own = word.as_bytes().chunks_exact(3);
        own.zip(text).skip(2).all(|(own, there)| character(own, 0) == there.code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_in_folded_form_and_each_stands_once() {
        let mut seen = std::collections::BTreeMap::new();
        for (kind, words) in LISTS {
            for word in *words {
                for c in word.chars().filter(|c| !c.is_ascii()) {
                    assert_eq!(fold::fold(c), c as u32 as u16, "{word}");
                }
                if let Some(other) = seen.insert(*word, *kind) {
                    panic!("{word} is {other:?} and {kind:?}");
                }
            }
        }
    }

    #[test]
    fn the_longest_word_is_found() {
        let mut folded = Folded::default();
        folded.fill("予以及部分公開", 0);
        assert_eq!(folded.word(0), Some((Word::GrantedAndPartial, 7)));
        folded.fill("《关于收到的办法》政府資訊公開申請", 0);
        assert_eq!(folded.word(2), Some((Word::Object, 6)));
    }
}
