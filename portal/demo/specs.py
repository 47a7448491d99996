"""The projects of the demonstration city: invented, but such as a city of this size buys.

Dates are those of a city that is looked at on `ANCHOR`; `portal.demo.city` moves them so that it always stands today.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import IntEnum

ANCHOR = date(2026, 11, 24)
CHILDCARE = "服务场所已在卫生健康部门完成托育机构备案，入户指导人员持有育婴员或者保育师证书。"
TO_THE_SERVICE = timedelta(weeks=13)
"""From the first draft to the first day of the service."""
TO_THE_BUDGET = timedelta(days=75)
"""From the first draft to the money: what is drafted in late autumn is paid from next year's budget."""


class Fate(IntEnum):
    """How far a story goes, in the order of a project's life. Unlucky ends carry their own value."""

    DRAFT = 0
    PRESENTED = 5
    SUBMITTED = 10
    RETURNED = 11
    REFUSED = 12
    GRANTED = 20
    TENDER_DRAFTED = 25
    TENDERING = 30
    FAILED = 31
    CANCELLED = 32
    OPENED = 40
    SCORING = 42
    RANKED = 45
    AWARDED = 50
    DRAWN_UP = 55
    PURCHASER_SIGNED = 56
    SIGNED = 60
    DELIVERING = 70
    PAY_REQUESTED = 71
    PAY_RETURNED = 72
    PAY_VERIFIED = 73
    PAY_APPROVED = 74
    PAY_AGREED = 75
    FINDING_OPEN = 76
    FINDING_ANSWERED = 77
    REPORTED = 78
    LATE = 79
    SUSPENDED = 80
    TERMINATED = 81
    DELIVERED = 82
    EXAMINED = 83
    RECTIFYING = 84
    ACCEPTED = 85
    REVIEW_OPENED = 90
    REVIEW_APPOINTED = 91
    REVIEW_DECLARED = 92
    REVIEW_PLANNED = 93
    REVIEW_SCORING = 94
    REVIEW_COMBINED = 95
    REVIEW_ANSWERED = 96
    EVALUATED = 99


@dataclass(frozen=True)
class Spec:
    """`quality` (0-100) decides what inspections find and how the three parties score."""

    key: str
    purchaser: str
    item: str
    title: str
    begins: date
    quantity: int
    unit: str
    price: str
    recipients: str
    number: int
    bidders: tuple[str, ...] = ()
    fate: Fate = Fate.EVALUATED
    quality: int = 90
    months: int = 6
    service_class: int = 3
    special_conditions: str = ""
    """What its requirement asks of providers beyond the usual, to be co-signed by finance."""
    outside_plan: str = ""
    """Why it stands in no annual plan, where it has an intention of its own."""
    supplement: str = ""
    """The state that a supplement to the contract reaches, where there is one."""
    suspended: bool = False
    """Finance suspends the procurement for a while after the opening."""
    on_paper: bool = False
    """The head signed the application on paper; it was entered the next day."""
    today: date = ANCHOR
    round: str = ""
    """How far the signatures before the application's submission have come: `waiting` or `returned`."""

    @property
    def unit_price(self) -> Decimal:
        return Decimal(self.price)

    @property
    def amount(self) -> Decimal:
        return (self.unit_price * self.quantity).quantize(Decimal("0.01"))

    @property
    def winner(self) -> str:
        return self.bidders[0]

    @property
    def year(self) -> int:
        """The budget year. Before the next year's budget is approved, nothing is more than drafted for it: what goes
        on this autumn is paid from this year's line."""
        meant = (self.begins + TO_THE_BUDGET).year
        return meant if self.fate is Fate.DRAFT else min(meant, self.today.year)

    @property
    def starts_on(self) -> date:
        """The first day of the service, as applied for."""
        return self.begins + TO_THE_SERVICE

    @property
    def ends_on(self) -> date:
        return self.starts_on + timedelta(days=self.months * 365 // 12 - 1)

    def moved(self, weeks: int) -> Spec:
        """The same project so many weeks later; titles name the year."""
        later = replace(
            self, begins=self.begins + timedelta(weeks=weeks), today=ANCHOR + timedelta(weeks=weeks)
        )
        return replace(later, title=later.title.format(year=later.year))


CARE = ("zhaohui", "kangle", "songhe", "jingyue")
SOCIAL = ("yixin", "tongxing", "shegong", "jieli")
LAW = ("zhengda", "guanghe", "falv")
MEDIATE = ("tiaojie", "falv", "guanghe")
DISABLED = ("chunhui", "aiyou", "yiliao")
WATER = ("huanbao", "jiance", "shuizhi")
CULTURE = ("dianying", "wenhua", "wenyi")
HEALTH = ("yiliao", "jiankang", "peixun")
SURVEY = ("diaocha", "xinxi", "peixun")
D = date

SPECS = [
    # 2024
    Spec("24a", "mzj", "A07", "失能老年人居家养老上门服务（{year}年）", D(2023, 12, 4), 9000, "人次", "88.00",
         "具有本市户籍的失能、半失能老年人", 1650, CARE, quality=94, months=8),
    Spec("24c", "sfj", "B04", "法律援助案件代理服务（{year}年）", D(2023, 12, 18), 520, "件", "900.00",
         "符合法律援助条件的公民", 520, LAW, quality=85, suspended=True),
    Spec("24h", "cl", "A15", "残疾儿童康复训练服务（{year}年）", D(2024, 2, 19), 7200, "人次", "110.00",
         "0至14周岁残疾儿童", 360, DISABLED, quality=57),
    Spec("24l", "mzj", "A05", "城市低收入家庭经济状况核对辅助服务", D(2024, 3, 18), 6000, "户", "85.00",
         "申请社会救助的家庭", 6000, SURVEY, quality=64, service_class=1),
    Spec("24m", "wgl", "A12", "公共图书馆夜间开放服务", D(2024, 4, 8), 280, "夜", "1400.00",
         "市民读者", 56000, CULTURE[1:] + CULTURE[:1], fate=Fate.FAILED),
    Spec("24n", "sfj", "E01", "行政复议案件法律服务", D(2024, 4, 15), 120, "件", "2600.00",
         "机关法律事务", 120, LAW, fate=Fate.TERMINATED, service_class=1),
    # 2025
    Spec("25a", "mzj", "A07", "失能老年人居家养老上门服务（{year}年）", D(2024, 12, 2), 10000, "人次", "90.00",
         "具有本市户籍的失能、半失能老年人", 1720, CARE, quality=95, months=8),
    Spec("25c", "sfj", "B04", "法律援助案件代理服务（{year}年）", D(2024, 12, 16), 560, "件", "920.00",
         "符合法律援助条件的公民", 560, LAW[1:] + LAW[:1], quality=90),
    Spec("25h", "ngmz", "A07", "南关区社区日间照料中心运营服务", D(2025, 2, 17), 14, "个", "58000.00",
         "南关区老年人", 2800, ("kangle", "shegong", "zhaohui"), quality=91, months=8),
    Spec("25l", "hbj", "D04", "重点行业挥发性有机物排放调查", D(2025, 4, 7), 310, "家", "1900.00",
         "重点排污单位", 310, WATER, fate=Fate.REFUSED, service_class=2),
    Spec("25m", "cl", "B06", "残疾人文化进家庭志愿服务", D(2025, 4, 14), 2000, "户", "150.00",
         "重度残疾人家庭", 2000, DISABLED, fate=Fate.FAILED),
    Spec("25n", "hbj", "D04", "入河排污口排查溯源调查", D(2025, 9, 8), 140, "个", "2600.00",
         "伊通河、饮马河流域", 140, WATER, fate=Fate.CANCELLED, months=12, service_class=2),
    # 2026
    Spec("26a", "mzj", "A07", "失能老年人居家养老上门服务（{year}年）", D(2025, 12, 1), 11000, "人次", "91.00",
         "具有本市户籍的失能、半失能老年人", 1860, CARE, fate=Fate.DELIVERING, quality=93, months=11,
         supplement="signed"),
    Spec("26b", "sfj", "B04", "法律援助案件代理服务（{year}年）", D(2025, 12, 8), 600, "件", "930.00",
         "符合法律援助条件的公民", 600, LAW, fate=Fate.DELIVERING, quality=88, months=11, supplement="proposed"),
    Spec("26c", "wjw", "A09", "老年人认知障碍筛查服务", D(2026, 1, 5), 9000, "人次", "72.00",
         "60周岁以上常住老年人", 9000, HEALTH, fate=Fate.LATE, quality=66, months=6),
    Spec("26d", "wgl", "A12", "农村公益电影放映服务（{year}年）", D(2026, 1, 12), 3800, "场", "208.00",
         "农安县、九台区、双阳区农村居民", 190000, CULTURE, fate=Fate.ACCEPTED, quality=92, months=6),
    Spec("26e", "hbj", "D08", "声环境自动监测站运行维护服务", D(2026, 2, 2), 20, "站", "31000.00",
         "城区居民", 2600000, WATER, quality=90, months=4, service_class=2),
    Spec("26f", "cl", "A15", "残疾儿童康复训练服务（{year}年）", D(2026, 3, 2), 7600, "人次", "115.00",
         "0至14周岁残疾儿童", 380, DISABLED, fate=Fate.REVIEW_OPENED, quality=85, months=5),
    Spec("26g", "ngmz", "A07", "南关区特困老年人照料护理服务", D(2026, 4, 7), 15000, "人次", "46.00",
         "南关区特困供养老年人", 520, ("kangle", "shegong", "zhaohui"), fate=Fate.PAY_REQUESTED, months=8),
    Spec("26h", "jysw", "A12", "社区文化活动策划与组织服务", D(2026, 9, 8), 160, "场", "3200.00",
         "净月高新区居民", 16000, ("wenyi", "wenhua", "jingyue"), fate=Fate.SIGNED, months=6),
    Spec("26i", "mzj", "B03", "未成年人保护热线与个案服务", D(2026, 9, 21), 3000, "件", "180.00",
         "未成年人及其监护人", 3000, SOCIAL, fate=Fate.AWARDED, months=12),
    Spec("26j", "sfj", "B07", "商事调解专业化服务", D(2026, 9, 28), 800, "件", "420.00",
         "商事纠纷当事人", 1600, MEDIATE, fate=Fate.OPENED, months=12),
    Spec("26k", "wjw", "A10", "婴幼儿照护指导进社区服务", D(2026, 10, 19), 600, "场次", "680.00",
         "3岁以下婴幼儿家庭", 6000, HEALTH, fate=Fate.TENDERING, months=12, special_conditions=CHILDCARE),
    Spec("26l", "hbj", "E07", "生态环境专项资金绩效评价服务", D(2026, 10, 26), 8, "项", "45000.00",
         "机关履职", 8, ("diaocha", "jiance", "huanbao"), fate=Fate.TENDERING, months=12, service_class=1),
    Spec("26m", "ngsf", "B08", "南关区社区矫正社工服务", D(2026, 11, 2), 1800, "人次", "160.00",
         "在册社区矫正对象", 190, SOCIAL, fate=Fate.TENDERING, months=12),
    Spec("26n", "wgl", "A12", "公共图书馆夜间开放服务（二次）", D(2026, 11, 2), 300, "夜", "1350.00",
         "市民读者", 60000, CULTURE, fate=Fate.GRANTED, months=12,
         outside_plan="首次采购供应商不足三家，年内重新组织，编制年度计划时未能预见。"),
    Spec("26o", "cl", "A02", "残疾人职业技能培训服务", D(2026, 10, 26), 400, "人", "2300.00",
         "就业年龄段残疾人", 400, ("peixun", "chunhui", "jiaoyu"), fate=Fate.RETURNED, months=12,
         on_paper=True),
    Spec("26p", "jysw", "B11", "垃圾分类公益宣传与入户指导服务", D(2026, 11, 16), 12000, "户", "18.00",
         "净月高新区居民", 12000, ("wenhua", "wenyi", "jingyue"), fate=Fate.SUBMITTED, months=12),
    Spec("26q", "mzj", "A07", "失能老年人居家养老上门服务（{year}年）", D(2026, 11, 18), 11500, "人次", "92.00",
         "具有本市户籍的失能、半失能老年人", 1900, CARE, fate=Fate.DRAFT, months=12),
    Spec("26r", "ngsf", "B07", "行业性专业性调解组织驻点服务", D(2026, 5, 18), 620, "件", "360.00",
         "南关区居民、商户", 1240, MEDIATE, fate=Fate.PAY_VERIFIED, quality=86, months=5),
    Spec("26s", "wgl", "A13", "青少年公益体育课堂服务", D(2026, 4, 27), 960, "课次", "280.00",
         "7至17周岁青少年", 4800, ("wenyi", "jiankang", "jiaoyu"), fate=Fate.PAY_APPROVED, quality=87),
    Spec("26t", "hbj", "D08", "东湖水库水质加密监测服务", D(2026, 4, 27), 72, "点·次", "4600.00",
         "全市居民", 3000000, WATER[2:] + WATER[:2], fate=Fate.PAY_AGREED, quality=90, service_class=2),
    Spec("26u", "jysw", "B01", "社区为老助浴上门服务", D(2026, 5, 11), 3200, "人次", "98.00",
         "净月高新区高龄、失能老年人", 260, ("jingyue", "songhe", "kangle"), fate=Fate.PAY_RETURNED,
         quality=84, months=5),
    Spec("26v", "cl", "A15", "孤独症儿童康复与家长培训服务", D(2026, 6, 29), 2400, "人次", "130.00",
         "孤独症儿童及其家长", 220, DISABLED[1:] + DISABLED[:1], fate=Fate.FINDING_OPEN, quality=74, months=5),
    Spec("26w", "ngmz", "B01", "社区高龄老年人送餐服务", D(2026, 6, 22), 26000, "份", "13.00",
         "南关区高龄、独居老年人", 430, ("shegong", "kangle", "songhe"), fate=Fate.FINDING_ANSWERED,
         quality=82, months=5),
    Spec("26x", "sfj", "B08", "社区矫正对象就业帮扶服务", D(2026, 4, 13), 420, "人次", "260.00",
         "在册社区矫正对象", 140, SOCIAL[1:] + SOCIAL[:1], fate=Fate.SUSPENDED, quality=70, months=8),
    Spec("26y", "wjw", "A09", "重点人群结核病筛查服务", D(2026, 3, 9), 6000, "人次", "48.00",
         "重点场所从业人员和学生", 6000, HEALTH, fate=Fate.EXAMINED, quality=88, months=5),
    Spec("26an", "mzj", "A05", "流浪乞讨人员街面救助服务", D(2026, 3, 11), 1800, "人次", "95.00",
         "流浪乞讨人员", 900, SOCIAL, fate=Fate.DELIVERED, quality=88, months=5),
    Spec("26z", "mzj", "B02", "社会组织规范化建设辅导服务", D(2026, 2, 23), 120, "家", "1800.00",
         "市本级登记的社会组织", 120, ("peixun", "jiaoyu", "diaocha"), fate=Fate.RECTIFYING, quality=68,
         months=5, service_class=2),
    Spec("26aa", "jysw", "B06", "农民工子女暑期托管服务", D(2026, 2, 24), 1400, "人天", "75.00",
         "净月高新区进城务工人员子女", 160, ("jingyue", "wenyi", "jiaoyu"), fate=Fate.REVIEW_APPOINTED,
         quality=90, months=5),
    Spec("26ab", "ngsf", "B10", "刑满释放人员安置帮教服务（{year}年）", D(2026, 2, 16), 240, "人", "990.00",
         "刑满释放三年内人员", 240, ("yixin", "tongxing", "shegong"), fate=Fate.REVIEW_PLANNED,
         quality=81, months=5),
    Spec("26ac", "hbj", "D04", "餐饮油烟排放专项调查服务", D(2026, 2, 9), 520, "家", "420.00",
         "餐饮服务单位", 520, ("jiance", "huanbao", "diaocha"), fate=Fate.REVIEW_SCORING, quality=86,
         months=5, service_class=2),
    Spec("26ad", "wgl", "A12", "送戏下乡公益演出服务", D(2026, 1, 28), 160, "场", "3600.00",
         "农安县、九台区、双阳区农村居民", 48000, ("wenyi", "wenhua", "dianying"), fate=Fate.REVIEW_COMBINED,
         quality=89, months=5),
    Spec("26ae", "mzj", "A05", "城市低收入家庭经济状况核对辅助服务（{year}年）", D(2026, 1, 21), 5200, "户", "86.00",
         "申请社会救助的家庭", 5200, SURVEY[1:] + SURVEY[:1], fate=Fate.REVIEW_ANSWERED, quality=77,
         months=5, service_class=1),
    Spec("26af", "cl", "A15", "残疾儿童康复机构质量评估服务", D(2026, 2, 23), 30, "家", "6800.00",
         "残疾儿童定点康复机构", 30, ("peixun", "diaocha", "jiaoyu"), fate=Fate.REVIEW_DECLARED, quality=88,
         months=5, service_class=2),
    Spec("26ag", "sfj", "E01", "规范性文件合法性审查服务", D(2026, 9, 14), 90, "件", "2400.00",
         "机关法律事务", 90, LAW, fate=Fate.PURCHASER_SIGNED, months=12, service_class=1),
    Spec("26ah", "wjw", "A10", "孕产妇健康管理随访服务", D(2026, 9, 16), 4000, "人次", "55.00",
         "常住孕产妇", 2000, HEALTH[1:] + HEALTH[:1], fate=Fate.DRAWN_UP, months=12),
    Spec("26ai", "ngmz", "A05", "南关区临时救助对象核查服务", D(2026, 9, 24), 1600, "户", "90.00",
         "申请临时救助的家庭", 1600, SURVEY, fate=Fate.RANKED, months=12, service_class=1),
    Spec("26ak", "mzj", "A07", "养老机构等级评定服务", D(2026, 10, 28), 80, "家", "3200.00",
         "备案养老机构", 80, ("diaocha", "peixun", "jiaoyu"), fate=Fate.TENDER_DRAFTED, months=12,
         special_conditions="评估组每组至少一人持有养老服务质量评估员证书。",
         service_class=2),
    Spec("26al", "ngsf", "B04", "南关区村（社区）法律顾问服务", D(2026, 11, 16), 64, "个", "9000.00",
         "南关区居民", 58000, LAW, fate=Fate.PRESENTED, months=12),
    Spec("26ar", "sfj", "B04", "法律援助值班律师服务", D(2026, 9, 28), 520, "班次", "420.00",
         "申请法律援助的公民", 2600, LAW, fate=Fate.SCORING, months=12),
    Spec("26ao", "mzj", "A06", "困难老年人家庭适老化改造服务", D(2026, 11, 9), 1500, "户", "860.00",
         "经济困难的失能、高龄老年人家庭", 1500, CARE, fate=Fate.PRESENTED, months=12, round="waiting"),
    Spec("26ap", "sfj", "B04", "公共法律服务热线值班服务", D(2026, 11, 10), 7300, "小时", "85.00",
         "全市居民", 30000, LAW, fate=Fate.PRESENTED, months=12, round="returned"),
    Spec("26aq", "ngtw", "A08", "退役军人就业创业培训服务", D(2026, 10, 12), 120, "人", "2400.00",
         "自主就业退役军人", 120, ("peixun", "jiaoyu", "diaocha"), fate=Fate.GRANTED, months=10),
    Spec("26am", "jysw", "A13", "老年大学教学点运营服务", D(2026, 8, 3), 1800, "课时", "160.00",
         "净月高新区老年人", 900, ("jiaoyu", "wenyi", "jingyue"), fate=Fate.REPORTED, quality=93, months=1),
]  # fmt: skip


def at(fate: Fate) -> Spec:
    """The first project that stands there."""
    return next(spec for spec in SPECS if spec.fate is fate)
