//! What made-up customers call about.

use crate::domain::Kind;

/// A matter as an agent would note it. Codes are the manual's; empty means not said.
#[derive(Debug, Clone, Copy)]
pub struct Matter {
    pub kind: Kind,
    pub topic: &'static str,
    pub category: &'static str,
    pub severity: &'static str,
    pub impact: &'static str,
    pub urgency: &'static str,
    pub emotion: &'static str,
    pub product: &'static str,
    pub summary: &'static str,
    pub description: &'static str,
    /// What the customer wants; of an enquiry, what the answer is.
    pub wish: &'static str,
}

impl Matter {
    /// Whether it ends in the call it came with.
    pub const fn is_closed_in_call(&self) -> bool {
        matches!(self.kind, Kind::Enquiry)
    }

    const fn enquiry(
        topic: &'static str,
        summary: &'static str,
        description: &'static str,
        answer: &'static str,
    ) -> Self {
        Self {
            kind: Kind::Enquiry,
            topic,
            category: "",
            severity: "",
            impact: "none",
            urgency: "normal",
            emotion: "calm",
            product: "",
            summary,
            description,
            wish: answer,
        }
    }

    const fn complaint(
        category: &'static str,
        summary: &'static str,
        description: &'static str,
        wish: &'static str,
    ) -> Self {
        Self {
            kind: Kind::Complaint,
            topic: "",
            category,
            severity: "moderate",
            impact: "partial",
            urgency: "soon",
            emotion: "annoyed",
            product: "家电",
            summary,
            description,
            wish,
        }
    }

    const fn fault(
        impact: &'static str,
        product: &'static str,
        summary: &'static str,
        description: &'static str,
    ) -> Self {
        Self {
            kind: Kind::Fault,
            topic: "",
            category: "",
            severity: "",
            impact,
            urgency: "soon",
            emotion: "anxious",
            product,
            summary,
            description,
            wish: "尽快恢复使用",
        }
    }
}

/// The matters to choose from.
pub const MATTERS: &[Matter] = &[
    Matter::enquiry(
        "product_use",
        "扫地机怎么连无线网",
        "新买的扫地机不会配网，手机搜不到",
        "长按配网键三秒，听到提示音再连",
    ),
    Matter::enquiry("policy", "净水器保修多久", "问净水器整机和滤芯各保多久", "整机三年，滤芯不在保修内"),
    Matter::enquiry("order_status", "书桌什么时候到", "问儿童书桌到哪里了", "在途，预计后天送达"),
    Matter::enquiry("invoice_howto", "发票在哪里开", "找不到开发票的地方", "订单页右下角申请，半小时内发到邮箱"),
    Matter::enquiry("price_offer", "会员积分怎么换", "积分换券入口找不到", "在我的—积分里兑换，一百分换一元"),
    Matter::enquiry("place_hours", "门店周末开不开", "想周日来店里看沙发", "周末照常，早十点到晚九点"),
    Matter::complaint(
        "logistics.delay",
        "儿童书桌八天没到",
        "承诺三天到，已经第八天，物流不更新",
        "今天给准信，再晚就退",
    ),
    Matter::complaint("logistics.false_delivery", "显示签收本人没收到", "系统说前台代收，前台没有", "查清楚，重新送"),
    Matter::complaint("after_sales.refund_delay", "退货签收十天退款没到", "仓库十天前签收，钱没退回来", "明确哪天到账"),
    Matter::complaint("after_sales.invoice", "发票抬头开错要重开", "公司名少两个字，财务不收", "今天重开"),
    Matter::complaint("service.wrong_info", "客服说包邮结果收了运费", "下单前问过两次都说包邮", "退运费十二元"),
    Matter::complaint("product.mismatch", "颜色和图片不一样", "订的米白，来的是灰", "换一张或者退"),
    Matter::fault("core", "收银系统", "三家店收银扫不了码", "早上开门就扫不了，换了机器也不行"),
    Matter::fault("partial", "净水器", "换芯后还漏水", "昨天师傅换完芯，今早一地水"),
    Matter::fault("partial", "手机应用", "更新后打不开订单页", "点订单就闪退，重装没用"),
];
