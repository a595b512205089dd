//! Words of a line of shorthand that stand for a code, a count or a sum.

use super::{Found, Word};
use crate::code::{Channel, Emotion, Kind, Urgency};
use crate::manual::{Manual, Names};
use crate::record::{Field, Value};

const LABELS: [(Field, &[&str]); 16] = [
    (Field::CallerNumber, &["电话", "電話", "号码", "號碼", "来电", "來電", "tel", "phone", "number"]),
    (Field::CustomerName, &["客户", "客戶", "姓名", "称呼", "稱呼", "name", "customer"]),
    (Field::Company, &["公司", "单位", "單位", "company"]),
    (Field::Email, &["邮箱", "郵箱", "电邮", "email", "e-mail"]),
    (Field::OrderNo, &["订单", "訂單", "订单号", "訂單號", "单号", "單號", "序列号", "序號", "order"]),
    (Field::Product, &["产品", "產品", "商品", "product"]),
    (Field::Model, &["型号", "型號", "model"]),
    (Field::Summary, &["事由", "摘要", "summary"]),
    (Field::Description, &["情况", "情況", "描述", "症状", "症狀", "description", "symptom"]),
    (Field::DesiredOutcome, &["期望", "诉求", "訴求", "希望", "想要", "要求", "wants", "wish"]),
    (Field::Tried, &["已试", "已試", "试过", "試過", "tried"]),
    (Field::FirstSeenAt, &["发生", "發生", "开始", "開始", "since"]),
    (Field::Evidence, &["证据", "證據", "凭证", "憑證", "evidence"]),
    (Field::NoticeNo, &["文号", "文號", "notice"]),
    (Field::RecordingRef, &["录音", "錄音", "recording"]),
    (Field::Note, &["备注", "備註", "note"]),
];

const CHANNELS: [(Channel, &[&str]); 9] = [
    (Channel::Phone, &["电话", "電話", "来电", "來電", "phone", "call"]),
    (Channel::Online, &["在线", "線上", "网页", "網頁", "app", "小程序", "小程式", "微信", "chat", "online"]),
    (Channel::Onsite, &["现场", "現場", "门店", "門市", "到店", "臨櫃", "来访", "來訪", "walk-in", "onsite"]),
    (Channel::Social, &["微博", "抖音", "小红书", "社交媒体", "社群媒體", "facebook", "instagram", "social"]),
    (Channel::Email, &["邮件", "郵件", "电邮", "email", "e-mail", "mail"]),
    (Channel::AfterSales, &["售后", "售後", "上门", "到府", "维修点", "維修站"]),
    (Channel::Letter, &["信函", "传真", "傳真", "来信", "來信", "letter", "fax"]),
    (Channel::Regulator, &["消协", "消保官", "市监局", "监管", "監管", "转办", "轉辦", "12315转办", "regulator"]),
    (Channel::Outbound, &["外呼", "外撥", "回访", "回訪", "outbound"]),
];

const KINDS: [(Kind, &[&str]); 4] = [
    (Kind::Enquiry, &["咨询", "諮詢", "询问", "詢問", "查询", "查詢", "enquiry", "inquiry", "question"]),
    (Kind::Complaint, &["投诉", "投訴", "客诉", "客訴", "申诉", "申訴", "complaint", "complain"]),
    (Kind::Fault, &["报修", "報修", "故障", "维修", "維修", "fault", "repair"]),
    (Kind::Suggestion, &["建议", "建議", "意见", "意見", "suggestion"]),
];

const URGENCIES: [(Urgency, &[&str]); 3] = [
    (Urgency::Now, &["紧急", "緊急", "加急", "特急", "马上", "馬上", "立刻", "立即", "urgent", "asap", "now"]),
    (Urgency::Soon, &["尽快", "盡快", "儘快", "soon"]),
    (Urgency::Normal, &["不急", "不着急", "不著急", "有空再说", "改天", "whenever"]),
];

const EMOTIONS: [(Emotion, &[&str]); 7] = [
    (Emotion::Calm, &["平静", "平靜", "calm"]),
    (Emotion::Anxious, &["急", "很急", "着急", "著急", "焦急", "anxious", "worried"]),
    (Emotion::Annoyed, &["不满", "不滿", "烦", "煩", "不耐烦", "annoyed"]),
    (Emotion::Angry, &["生气", "生氣", "愤怒", "憤怒", "火大", "怒", "激动", "激動", "angry", "furious"]),
    (Emotion::Distressed, &["哭", "害怕", "难过", "難過", "distressed", "upset", "crying"]),
    (Emotion::Threatening, &["威胁", "威脅", "要曝光", "threatening"]),
    (Emotion::Abusive, &["辱骂", "辱罵", "骂人", "罵人", "abusive"]),
];

fn listed<C: Copy>(table: &[(C, &[&str])], word: &str) -> Option<C> {
    table.iter().find(|(_, words)| words.contains(&word)).map(|(code, _)| *code)
}

/// The field an agent names in front of a colon.
pub fn label(word: &str) -> Option<Field> {
    listed(&LABELS, word)
}

/// Kind, channel, urgency or mood; single English words count only where no sentence goes on after them.
pub fn code(rest: &[Word], manual: &Manual) -> Option<Found> {
    let word = rest.first()?;
    let text = word.folded.as_str();
    let named = |names: &Names| [&names.zh_cn, &names.zh_tw, &names.en].iter().any(|name| name.to_lowercase() == text);
    let kind = manual.kinds.iter().find(|rule| named(&rule.names)).map(|rule| rule.id);
    if let Some(kind) = kind.or_else(|| listed(&KINDS, text)) {
        return Some(Found::code(Field::Kind, kind.as_str()));
    }
    let goes_on = word.is_latin() && rest.get(1).is_some_and(|next| next.after_space && next.is_latin());
    if goes_on {
        return None;
    }
    if let Some(channel) = listed(&CHANNELS, text) {
        return Some(Found::code(Field::Channel, channel.as_str()));
    }
    let urgency = manual.urgencies.iter().find(|one| named(&one.names)).map(|one| one.id);
    if let Some(urgency) = urgency.or_else(|| listed(&URGENCIES, text)) {
        return Some(Found::code(Field::Urgency, urgency.as_str()).guess());
    }
    let emotion = manual.emotions.iter().find(|one| named(&one.names)).map(|one| one.id);
    let emotion = emotion.or_else(|| listed(&EMOTIONS, text))?;
    Some(Found::code(Field::Emotion, emotion.as_str()).guess())
}

/// `响2声`, `损失500元`.
pub fn measured(word: &Word) -> Option<Found> {
    let text = word.folded.as_str();
    if let Some(rings) = text.strip_prefix(['响', '響']).and_then(|rest| rest.strip_suffix(['声', '聲'])) {
        let rings: i64 = rings.parse().ok().filter(|rings| (0..100).contains(rings))?;
        return Some(Found::new(Field::Rings, Value::Number(rings)));
    }
    let loss = text.strip_prefix("损失").or_else(|| text.strip_prefix("損失"))?;
    let yuan = loss.strip_suffix(['元', '块', '塊']).unwrap_or(loss).replace(',', "");
    Some(Found::new(Field::LossAmount, Value::Number(cents(&yuan)?)))
}

fn cents(yuan: &str) -> Option<i64> {
    let (yuan, thousands) = yuan.strip_suffix(['万', '萬']).map_or((yuan, 1), |yuan| (yuan, 10_000));
    let (whole, part) = yuan.split_once('.').unwrap_or((yuan, ""));
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || part.len() > 2 || !plain(whole) || !plain(part) {
        return None;
    }
    let hundredths: i64 = format!("{part:0<2}").parse().ok()?;
    whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(hundredths)?.checked_mul(thousands)
}

/// What was tried and what is wanted, once the summary is there; always a guess.
pub fn after_summary(word: &Word) -> Option<Found> {
    const TRIED_FIRST: [&str; 8] = ["重启", "重開", "重装", "重裝", "试过", "試過", "换过", "換過"];
    const TRIED_LAST: [&str; 7] = ["没用", "沒用", "无效", "無效", "还是不行", "還是不行", "试过了"];
    const WANTED: [&str; 7] = ["要", "想", "希望", "求", "需要", "请求", "請求"];
    let text = word.plain.as_str();
    if text.chars().count() < 3 {
        return None;
    }
    let tried =
        TRIED_FIRST.iter().any(|start| text.starts_with(start)) || TRIED_LAST.iter().any(|end| text.ends_with(end));
    let wanted = WANTED.iter().any(|start| text.starts_with(start));
    match (tried, wanted) {
        (true, _) => Some(Found::text(Field::Tried, text).guess()),
        (false, true) => Some(Found::text(Field::DesiredOutcome, text).guess()),
        (false, false) => None,
    }
}
