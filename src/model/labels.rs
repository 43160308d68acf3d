//! The wording of every label of the forms.
//!
//! This table is the only place where the labels are written: the parser builds its matcher from it,
//! and the writers print from it.

use super::field::{ActFigure, ActKind, DocumentFigure, DocumentKind, FeesFigure};
use super::field::{Field, ProcurementFigure};
use super::form::{Form, Script, Wording};
use super::{
    Applicant, Channel, Denial, NonProcessing, OtherGround, Outcome, Row, Ruling, Unavailability,
};

/// The tables of section two: one for each numbered item of article 20 of the Regulations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Block {
    /// 第（一）项, documents.
    Item1,
    /// 第（五）项, licensing and other services.
    Item5,
    /// 第（六）项, penalties and coercion.
    Item6,
    /// 第（八）项, fees.
    Item8,
    /// 第（九）项, procurement.
    Item9,
}

impl Block {
    pub(crate) const ALL: [Block; 5] =
        [Block::Item1, Block::Item5, Block::Item6, Block::Item8, Block::Item9];

    pub(crate) const fn caption(self) -> Wording {
        match self {
            Block::Item1 => Wording("第二十条第（一）项", "第二十條第（一）項"),
            Block::Item5 => Wording("第二十条第（五）项", "第二十條第（五）項"),
            Block::Item6 => Wording("第二十条第（六）项", "第二十條第（六）項"),
            Block::Item8 => Wording("第二十条第（八）项", "第二十條第（八）項"),
            Block::Item9 => Wording("第二十条第（九）项", "第二十條第（九）項"),
        }
    }

    /// The rows of the table in a form; empty where the form has no such table.
    pub(crate) const fn rows(self, form: Form) -> &'static [ProactiveRow] {
        use ProactiveRow::*;
        match (self, form) {
            (Block::Item1, _) => &[Rules, NormativeDocuments],
            (Block::Item5, Form::Y2019) => &[Licensing, OtherServices],
            (Block::Item5, Form::Y2021) => &[Licensing],
            (Block::Item6, _) => &[Penalties, Coercion],
            (Block::Item8, _) => &[Fees],
            (Block::Item9, Form::Y2019) => &[Procurement],
            (Block::Item9, Form::Y2021) => &[],
        }
    }
}

/// A row of section two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum ProactiveRow {
    Rules,
    NormativeDocuments,
    Licensing,
    OtherServices,
    Penalties,
    Coercion,
    Fees,
    Procurement,
}

impl ProactiveRow {
    pub(crate) const ALL: [ProactiveRow; 8] = [
        ProactiveRow::Rules,
        ProactiveRow::NormativeDocuments,
        ProactiveRow::Licensing,
        ProactiveRow::OtherServices,
        ProactiveRow::Penalties,
        ProactiveRow::Coercion,
        ProactiveRow::Fees,
        ProactiveRow::Procurement,
    ];

    pub(crate) const fn label(self, form: Form) -> Wording {
        match (self, form) {
            (ProactiveRow::Rules, _) => Wording("规章", "規章"),
            (ProactiveRow::NormativeDocuments, Form::Y2019) => Wording("规范性文件", "規範性文件"),
            (ProactiveRow::NormativeDocuments, Form::Y2021) => {
                Wording("行政规范性文件", "行政規範性文件")
            }
            (ProactiveRow::Licensing, _) => Wording("行政许可", "行政許可"),
            (ProactiveRow::OtherServices, _) => {
                Wording("其他对外管理服务事项", "其他對外管理服務事項")
            }
            (ProactiveRow::Penalties, _) => Wording("行政处罚", "行政處罰"),
            (ProactiveRow::Coercion, _) => Wording("行政强制", "行政強制"),
            (ProactiveRow::Fees, _) => Wording("行政事业性收费", "行政事業性收費"),
            (ProactiveRow::Procurement, _) => Wording("政府集中采购", "政府集中採購"),
        }
    }

    /// The figures of the row in a form, in the order of the columns.
    pub(crate) const fn fields(self, form: Form) -> &'static [Field] {
        use ActFigure::{Change, Decisions, Previous};
        use DocumentFigure::{Disclosed, InForce, Issued, Made, Repealed, Total};
        const fn documents(kind: DocumentKind, figures: [DocumentFigure; 3]) -> [Field; 3] {
            let [a, b, c] = figures;
            [Field::Documents(kind, a), Field::Documents(kind, b), Field::Documents(kind, c)]
        }
        const fn acts(kind: ActKind) -> [Field; 3] {
            [Field::Acts(kind, Previous), Field::Acts(kind, Change), Field::Acts(kind, Decisions)]
        }
        const DOCUMENTS: [[[Field; 3]; 2]; 2] = [
            [
                documents(DocumentKind::Rules, [Made, Disclosed, Total]),
                documents(DocumentKind::NormativeDocuments, [Made, Disclosed, Total]),
            ],
            [
                documents(DocumentKind::Rules, [Issued, Repealed, InForce]),
                documents(DocumentKind::NormativeDocuments, [Issued, Repealed, InForce]),
            ],
        ];
        const ACTS: [[Field; 3]; 4] = [
            acts(ActKind::Licensing),
            acts(ActKind::OtherServices),
            acts(ActKind::Penalties),
            acts(ActKind::Coercion),
        ];
        const fn decisions(acts: &'static [Field; 3]) -> &'static [Field] {
            let [_, _, decisions] = acts;
            std::slice::from_ref(decisions)
        }
        let is2021 = matches!(form, Form::Y2021) as usize;
        match self {
            ProactiveRow::Rules => &DOCUMENTS[is2021][0],
            ProactiveRow::NormativeDocuments => &DOCUMENTS[is2021][1],
            ProactiveRow::OtherServices => &ACTS[1],
            ProactiveRow::Licensing if is2021 == 1 => decisions(&ACTS[0]),
            ProactiveRow::Licensing => &ACTS[0],
            ProactiveRow::Penalties if is2021 == 1 => decisions(&ACTS[2]),
            ProactiveRow::Penalties => &ACTS[2],
            ProactiveRow::Coercion if is2021 == 1 => decisions(&ACTS[3]),
            ProactiveRow::Coercion => &ACTS[3],
            ProactiveRow::Fees if is2021 == 1 => &[Field::Fees(FeesFigure::Amount)],
            ProactiveRow::Fees => {
                &[Field::Fees(FeesFigure::Previous), Field::Fees(FeesFigure::Change)]
            }
            ProactiveRow::Procurement => &[
                Field::Procurement(ProcurementFigure::Projects),
                Field::Procurement(ProcurementFigure::Amount),
            ],
        }
    }
}

/// 信息内容, over the row labels of every table of section two.
pub(crate) const CONTENT: Wording = Wording("信息内容", "信息內容");

/// The note over the label columns of the matrix, which states identity B1.
pub(crate) const RECONCILIATION: Wording = Wording(
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
    "（本列數據的勾稽關係為：第一項加第二項之和，等於第三項加第四項之和）",
);
pub(crate) const APPLICANTS: Wording = Wording("申请人情况", "申請人情況");
pub(crate) const ORGANIZATIONS: Wording = Wording("法人或其他组织", "法人或其他組織");
pub(crate) const LITIGATION: Wording = Wording("行政诉讼", "行政訴訟");

/// The label of the column of section two in which a figure stands.
pub(crate) const fn column_label(field: Field, form: Form) -> Option<Wording> {
    Some(match field {
        Field::Documents(_, DocumentFigure::Made) => Wording("本年新制作数量", "本年新製作數量"),
        Field::Documents(_, DocumentFigure::Disclosed) => {
            Wording("本年新公开数量", "本年新公開數量")
        }
        Field::Documents(_, DocumentFigure::Total) => Wording("对外公开总数量", "對外公開總數量"),
        Field::Documents(_, DocumentFigure::Issued) => Wording("本年制发件数", "本年制發件數"),
        Field::Documents(_, DocumentFigure::Repealed) => Wording("本年废止件数", "本年廢止件數"),
        Field::Documents(_, DocumentFigure::InForce) => Wording("现行有效件数", "現行有效件數"),
        Field::Acts(_, ActFigure::Previous) | Field::Fees(FeesFigure::Previous) => {
            Wording("上一年项目数量", "上一年項目數量")
        }
        Field::Acts(_, ActFigure::Change) | Field::Fees(FeesFigure::Change) => {
            Wording("本年增/减", "本年增/減")
        }
        Field::Acts(_, ActFigure::Decisions) => match form {
            Form::Y2019 => Wording("处理决定数量", "處理決定數量"),
            Form::Y2021 => Wording("本年处理决定数量", "本年處理決定數量"),
        },
        Field::Fees(FeesFigure::Amount) => {
            Wording("本年收费金额（单位：万元）", "本年收費金額（單位：萬元）")
        }
        Field::Procurement(ProcurementFigure::Projects) => Wording("采购项目数量", "採購項目數量"),
        Field::Procurement(ProcurementFigure::Amount) => Wording("采购总金额", "採購總金額"),
        Field::Applications(..) | Field::Disputes(..) => return None,
    })
}

/// 本年收费金额 without a unit, for an amount whose unit the report does not state.
pub(crate) const FEES_AMOUNT: Wording = Wording("本年收费金额", "本年收費金額");

/// A label over several rows of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Group {
    Outcomes,
    Denied,
    Unavailable,
    NotProcessed,
    /// （六）其他处理: a row of its own in the 2019 form, a group in the 2021 form.
    Other,
}

impl Group {
    pub(crate) const fn label(self) -> Wording {
        match self {
            Group::Outcomes => Wording("三、本年度办理结果", "三、本年度辦理結果"),
            Group::Denied => Wording("（三）不予公开", "（三）不予公開"),
            Group::Unavailable => Wording("（四）无法提供", "（四）無法提供"),
            Group::NotProcessed => Wording("（五）不予处理", "（五）不予處理"),
            Group::Other => Wording("（六）其他处理", "（六）其他處理"),
        }
    }

    /// The group that opens before a row.
    pub(crate) const fn before(row: Row) -> Option<Group> {
        match row {
            Row::Outcome(Outcome::Granted) => Some(Group::Outcomes),
            Row::Outcome(Outcome::Denied(Denial::StateSecret)) => Some(Group::Denied),
            Row::Outcome(Outcome::Unavailable(Unavailability::NotHeld)) => Some(Group::Unavailable),
            Row::Outcome(Outcome::NotProcessed(NonProcessing::PetitionOrComplaint)) => {
                Some(Group::NotProcessed)
            }
            Row::Outcome(Outcome::Other(Some(OtherGround::NotCorrectedInTime))) => {
                Some(Group::Other)
            }
            _ => None,
        }
    }
}

/// The label of a row of the matrix, with its number.
pub(crate) const fn row_label(row: Row) -> Wording {
    match row {
        Row::NewlyReceived => {
            Wording("一、本年新收政府信息公开申请数量", "一、本年新收政府信息公開申請數量")
        }
        Row::CarriedOver => {
            Wording("二、上年结转政府信息公开申请数量", "二、上年結轉政府信息公開申請數量")
        }
        Row::OutcomeTotal => Wording("（七）总计", "（七）總計"),
        Row::CarriedForward => Wording("四、结转下年度继续办理", "四、結轉下年度繼續辦理"),
        Row::Outcome(outcome) => outcome_label(outcome),
    }
}

const fn outcome_label(outcome: Outcome) -> Wording {
    match outcome {
        Outcome::Granted => Wording("（一）予以公开", "（一）予以公開"),
        Outcome::PartiallyGranted => Wording(
            "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
            "（二）部分公開（區分處理的，只計這一情形，不計其他情形）",
        ),
        Outcome::Denied(ground) => match ground {
            Denial::StateSecret => Wording("1.属于国家秘密", "1.屬於國家秘密"),
            Denial::ForbiddenByLaw => {
                Wording("2.其他法律行政法规禁止公开", "2.其他法律行政法規禁止公開")
            }
            Denial::SecurityAndStability => Wording("3.危及“三安全一稳定”", "3.危及“三安全一穩定”"),
            Denial::ThirdPartyRights => Wording("4.保护第三方合法权益", "4.保護第三方合法權益"),
            Denial::InternalAffairs => Wording("5.属于三类内部事务信息", "5.屬於三類內部事務信息"),
            Denial::DeliberativeProcess => Wording("6.属于四类过程性信息", "6.屬於四類過程性信息"),
            Denial::EnforcementFiles => Wording("7.属于行政执法案卷", "7.屬於行政執法案卷"),
            Denial::AdministrativeQuery => Wording("8.属于行政查询事项", "8.屬於行政查詢事項"),
        },
        Outcome::Unavailable(ground) => match ground {
            Unavailability::NotHeld => {
                Wording("1.本机关不掌握相关政府信息", "1.本機關不掌握相關政府信息")
            }
            Unavailability::NeedsCreation => {
                Wording("2.没有现成信息需要另行制作", "2.沒有現成信息需要另行製作")
            }
            Unavailability::UnclearAfterCorrection => {
                Wording("3.补正后申请内容仍不明确", "3.補正後申請內容仍不明確")
            }
        },
        Outcome::NotProcessed(ground) => match ground {
            NonProcessing::PetitionOrComplaint => {
                Wording("1.信访举报投诉类申请", "1.信訪舉報投訴類申請")
            }
            NonProcessing::Duplicate => Wording("2.重复申请", "2.重複申請"),
            NonProcessing::Publication => Wording("3.要求提供公开出版物", "3.要求提供公開出版物"),
            NonProcessing::Excessive => {
                Wording("4.无正当理由大量反复申请", "4.無正當理由大量反覆申請")
            }
            NonProcessing::Confirmation => Wording(
                "5.要求行政机关确认或重新出具已获取信息",
                "5.要求行政機關確認或重新出具已獲取信息",
            ),
        },
        Outcome::Other(None) => Group::Other.label(),
        Outcome::Other(Some(ground)) => match ground {
            OtherGround::NotCorrectedInTime => Wording(
                "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
                "1.申請人無正當理由逾期不補正、行政機關不再處理其政府信息公開申請",
            ),
            OtherGround::FeeNotPaid => Wording(
                "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
                "2.申請人逾期未按收費通知要求繳納費用、行政機關不再處理其政府信息公開申請",
            ),
            OtherGround::Unspecified => Wording("3.其他", "3.其他"),
        },
    }
}

/// The label of an applicant column.
pub(crate) const fn applicant_label(applicant: Applicant) -> Wording {
    match applicant {
        Applicant::NaturalPerson => Wording("自然人", "自然人"),
        Applicant::CommercialEnterprise => Wording("商业企业", "商業企業"),
        Applicant::ResearchInstitution => Wording("科研机构", "科研機構"),
        Applicant::SocialWelfareOrganization => Wording("社会公益组织", "社會公益組織"),
        Applicant::LegalServiceOrganization => Wording("法律服务机构", "法律服務機構"),
        Applicant::OtherOrganization => Wording("其他", "其他"),
        Applicant::Total => Wording("总计", "總計"),
    }
}

/// The label over the five columns of a channel of section four.
pub(crate) const fn channel_label(channel: Channel) -> Wording {
    match channel {
        Channel::Reconsideration => Wording("行政复议", "行政複議"),
        Channel::LitigationDirect => Wording("未经复议直接起诉", "未經複議直接起訴"),
        Channel::LitigationAfterReconsideration => Wording("复议后起诉", "複議後起訴"),
    }
}

/// The label of a column of section four.
pub(crate) const fn ruling_label(ruling: Ruling) -> Wording {
    match ruling {
        Ruling::Upheld => Wording("结果维持", "結果維持"),
        Ruling::Corrected => Wording("结果纠正", "結果糾正"),
        Ruling::Other => Wording("其他结果", "其他結果"),
        Ruling::Pending => Wording("尚未审结", "尚未審結"),
        Ruling::Total => Wording("总计", "總計"),
    }
}

impl Field {
    /// The wording of the form for the row and the column of the figure, without numbering, for
    /// people to find the cell: `行政许可 · 本年增/减`, `1.属于国家秘密 · 自然人`,
    /// `行政复议 · 总计`.
    ///
    /// ```
    /// use gongkai::{Field, Form, Script};
    ///
    /// let field: Field = "applications.granted.total".parse()?;
    /// assert_eq!(field.label(Form::Y2021, Script::Simplified), "（一）予以公开 · 总计");
    /// # Ok::<(), gongkai::UnknownField>(())
    /// ```
    pub fn label(self, form: Form, script: Script) -> String {
        let (row, column) = match self {
            Field::Applications(row, applicant) => {
                // The long label of （二） explains how to count; a message needs its name only.
                let row = match row {
                    Row::Outcome(Outcome::PartiallyGranted) => {
                        Wording("（二）部分公开", "（二）部分公開")
                    }
                    _ => row_label(row),
                };
                (row, applicant_label(applicant))
            }
            Field::Disputes(channel, ruling) => (channel_label(channel), ruling_label(ruling)),
            _ => {
                let row = ProactiveRow::ALL
                    .into_iter()
                    .find(|row| {
                        [Form::Y2019, Form::Y2021]
                            .into_iter()
                            .any(|form| row.fields(form).contains(&self))
                    })
                    .unwrap_or(ProactiveRow::Rules);
                let column = match self {
                    Field::Fees(FeesFigure::Amount) => FEES_AMOUNT,
                    _ => column_label(self, form).unwrap_or(CONTENT),
                };
                (row.label(form), column)
            }
        };
        format!("{} · {}", row.in_script(script), column.in_script(script))
    }
}
