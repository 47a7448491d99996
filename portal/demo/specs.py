"""The forty-odd projects of the demonstration city: invented, but such as a city of this size buys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum


class Fate(IntEnum):
    """How far a story goes, in the order of a project's life. Unlucky ends carry their own value."""

    DRAFT = 0
    SUBMITTED = 10
    RETURNED = 11
    REFUSED = 12
    GRANTED = 20
    TENDERING = 30
    FAILED = 31
    OPENED = 40
    AWARDED = 50
    SIGNED = 60
    DELIVERING = 70
    LATE = 71
    TERMINATED = 72
    ACCEPTED = 80
    EVALUATED = 90


@dataclass(frozen=True)
class Spec:
    """`quality` (0–100) decides what inspections find and how the three parties score."""

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

    @property
    def unit_price(self) -> Decimal:
        return Decimal(self.price)

    @property
    def amount(self) -> Decimal:
        return (self.unit_price * self.quantity).quantize(Decimal("0.01"))

    @property
    def winner(self) -> str:
        return self.bidders[0]


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
    Spec("24a", "mzj", "A07", "失能老年人居家养老上门服务（2024年）", D(2023, 12, 4), 9000, "人次", "88.00",
         "具有本市户籍的失能、半失能老年人", 1650, CARE, quality=94, months=8),
    Spec("24b", "mzj", "B03", "困境儿童入户照护与心理支持服务", D(2023, 12, 11), 4200, "人次", "120.00",
         "困境儿童及其家庭", 620, SOCIAL, quality=88),
    Spec("24c", "sfj", "B04", "法律援助案件代理服务（2024年）", D(2023, 12, 18), 520, "件", "900.00",
         "符合法律援助条件的公民", 520, LAW, quality=85),
    Spec("24d", "sfj", "B08", "社区矫正对象心理辅导与社工帮扶服务", D(2024, 1, 8), 2600, "人次", "150.00",
         "在册社区矫正对象", 430, SOCIAL[1:] + SOCIAL[:1], quality=86),
    Spec("24e", "wjw", "A09", "老年人健康体检与慢病随访服务", D(2024, 1, 15), 12000, "人次", "65.00",
         "65周岁以上常住老年人", 12000, HEALTH, quality=78),
    Spec("24f", "wgl", "A12", "农村公益电影放映服务（2024年）", D(2024, 1, 22), 3600, "场", "200.00",
         "农安县、九台区、双阳区农村居民", 180000, CULTURE, quality=91),
    Spec("24g", "hbj", "D08", "伊通河水质自动监测站运行维护服务", D(2024, 1, 29), 12, "站·年", "96000.00",
         "伊通河流域沿线居民", 900000, WATER, quality=92, months=10, service_class=2),
    Spec("24h", "cl", "A15", "残疾儿童康复训练服务（2024年）", D(2024, 2, 19), 7200, "人次", "110.00",
         "0至14周岁残疾儿童", 360, DISABLED, quality=57),
    Spec("24i", "ngmz", "B01", "社区为老助餐配送服务", D(2024, 2, 26), 48000, "份", "12.50",
         "南关区高龄、独居老年人", 410, ("shegong", "kangle", "songhe"), quality=93),
    Spec("24j", "ngsf", "B07", "基层人民调解专业化服务", D(2024, 3, 4), 900, "件", "320.00",
         "南关区居民", 1800, MEDIATE, quality=83),
    Spec("24k", "jysw", "A13", "社区体育指导与场馆开放服务", D(2024, 3, 11), 1500, "场次", "260.00",
         "净月高新区居民", 24000, ("jiankang", "wenyi", "jiaoyu"), quality=81),
    Spec("24l", "mzj", "A05", "城市低收入家庭经济状况核对辅助服务", D(2024, 3, 18), 6000, "户", "85.00",
         "申请社会救助的家庭", 6000, SURVEY, quality=64, service_class=1),
    Spec("24m", "wgl", "A12", "公共图书馆夜间开放服务", D(2024, 4, 8), 280, "夜", "1400.00",
         "市民读者", 56000, CULTURE[1:] + CULTURE[:1], fate=Fate.FAILED),
    Spec("24n", "sfj", "E01", "行政复议案件法律服务", D(2024, 4, 15), 120, "件", "2600.00",
         "机关法律事务", 120, LAW, fate=Fate.TERMINATED, service_class=1),
    # 2025
    Spec("25a", "mzj", "A07", "失能老年人居家养老上门服务（2025年）", D(2024, 12, 2), 10000, "人次", "90.00",
         "具有本市户籍的失能、半失能老年人", 1720, CARE, quality=95, months=8),
    Spec("25b", "mzj", "B02", "社会组织等级评估服务", D(2024, 12, 9), 260, "家", "1500.00",
         "市本级登记的社会组织", 260, ("jiaoyu", "peixun", "diaocha"), quality=87, service_class=2),
    Spec("25c", "sfj", "B04", "法律援助案件代理服务（2025年）", D(2024, 12, 16), 560, "件", "920.00",
         "符合法律援助条件的公民", 560, LAW[1:] + LAW[:1], quality=90),
    Spec("25d", "wjw", "A09", "社区心理健康服务站运行服务", D(2025, 1, 6), 18, "站", "42000.00",
         "社区居民", 36000, HEALTH[1:] + HEALTH[:1], quality=84),
    Spec("25e", "wgl", "A12", "农村公益电影放映服务（2025年）", D(2025, 1, 13), 3700, "场", "205.00",
         "农安县、九台区、双阳区农村居民", 185000, CULTURE, quality=92),
    Spec("25f", "hbj", "D08", "饮用水水源地环境监测服务", D(2025, 1, 20), 96, "点·次", "4800.00",
         "全市居民", 3000000, WATER[1:] + WATER[:1], quality=89, service_class=2),
    Spec("25g", "cl", "A15", "残疾人辅助器具适配服务", D(2025, 2, 10), 900, "人", "860.00",
         "持证残疾人", 900, DISABLED[1:] + DISABLED[:1], quality=80),
    Spec("25h", "ngmz", "A07", "南关区社区日间照料中心运营服务", D(2025, 2, 17), 14, "个", "58000.00",
         "南关区老年人", 2800, ("kangle", "shegong", "zhaohui"), quality=91, months=8),
    Spec("25i", "ngsf", "B10", "刑满释放人员安置帮教服务", D(2025, 2, 24), 260, "人", "980.00",
         "刑满释放三年内人员", 260, ("tongxing", "yixin", "shegong"), quality=76),
    Spec("25j", "jysw", "B09", "流动人口服务管理与权益咨询服务", D(2025, 3, 3), 5200, "人次", "58.00",
         "净月高新区流动人口", 5200, ("jingyue", "diaocha", "yixin"), quality=82),
    Spec("25k", "mzj", "A06", "流浪乞讨人员夏季主动救助服务", D(2025, 3, 10), 1800, "人次", "95.00",
         "流浪乞讨人员", 900, SOCIAL, fate=Fate.ACCEPTED, quality=88, service_class=3),
    Spec("25l", "hbj", "D04", "重点行业挥发性有机物排放调查", D(2025, 4, 7), 310, "家", "1900.00",
         "重点排污单位", 310, WATER, fate=Fate.REFUSED, service_class=2),
    Spec("25m", "cl", "B06", "残疾人文化进家庭志愿服务", D(2025, 4, 14), 2000, "户", "150.00",
         "重度残疾人家庭", 2000, DISABLED, fate=Fate.FAILED),
    # 2026
    Spec("26a", "mzj", "A07", "失能老年人居家养老上门服务（2026年）", D(2025, 12, 1), 11000, "人次", "91.00",
         "具有本市户籍的失能、半失能老年人", 1860, CARE, fate=Fate.DELIVERING, quality=93, months=11),
    Spec("26b", "sfj", "B04", "法律援助案件代理服务（2026年）", D(2025, 12, 8), 600, "件", "930.00",
         "符合法律援助条件的公民", 600, LAW, fate=Fate.DELIVERING, quality=88, months=11),
    Spec("26c", "wjw", "A09", "老年人认知障碍筛查服务", D(2026, 1, 5), 9000, "人次", "72.00",
         "60周岁以上常住老年人", 9000, HEALTH, fate=Fate.LATE, quality=66, months=6),
    Spec("26d", "wgl", "A12", "农村公益电影放映服务（2026年）", D(2026, 1, 12), 3800, "场", "208.00",
         "农安县、九台区、双阳区农村居民", 190000, CULTURE, fate=Fate.ACCEPTED, quality=92, months=7),
    Spec("26e", "hbj", "D08", "声环境自动监测站运行维护服务", D(2026, 2, 2), 20, "站", "31000.00",
         "城区居民", 2600000, WATER, quality=90, months=4, service_class=2),
    Spec("26f", "cl", "A15", "残疾儿童康复训练服务（2026年）", D(2026, 3, 2), 7600, "人次", "115.00",
         "0至14周岁残疾儿童", 380, DISABLED, fate=Fate.DELIVERING, quality=85, months=8),
    Spec("26g", "ngmz", "A07", "南关区特困老年人照料护理服务", D(2026, 4, 7), 15000, "人次", "46.00",
         "南关区特困供养老年人", 520, ("kangle", "shegong", "zhaohui"), fate=Fate.DELIVERING, months=8),
    Spec("26h", "jysw", "A12", "社区文化活动策划与组织服务", D(2026, 6, 1), 160, "场", "3200.00",
         "净月高新区居民", 16000, ("wenyi", "wenhua", "jingyue"), fate=Fate.SIGNED, months=6),
    Spec("26i", "mzj", "B03", "未成年人保护热线与个案服务", D(2026, 8, 10), 3000, "件", "180.00",
         "未成年人及其监护人", 3000, SOCIAL, fate=Fate.AWARDED, months=12),
    Spec("26j", "sfj", "B07", "商事调解专业化服务", D(2026, 8, 24), 800, "件", "420.00",
         "商事纠纷当事人", 1600, MEDIATE, fate=Fate.OPENED, months=12),
    Spec("26k", "wjw", "A10", "婴幼儿照护指导进社区服务", D(2026, 9, 14), 600, "场次", "680.00",
         "3岁以下婴幼儿家庭", 6000, HEALTH, fate=Fate.TENDERING, months=12),
    Spec("26l", "hbj", "E07", "生态环境专项资金绩效评价服务", D(2026, 9, 21), 8, "项", "45000.00",
         "机关履职", 8, ("diaocha", "jiance", "huanbao"), fate=Fate.TENDERING, months=12, service_class=1),
    Spec("26m", "ngsf", "B08", "南关区社区矫正社工服务", D(2026, 9, 28), 1800, "人次", "160.00",
         "在册社区矫正对象", 190, SOCIAL, fate=Fate.TENDERING, months=12),
    Spec("26n", "wgl", "A12", "公共图书馆夜间开放服务（二次）", D(2026, 10, 12), 300, "夜", "1350.00",
         "市民读者", 60000, CULTURE, fate=Fate.GRANTED, months=12),
    Spec("26o", "cl", "A02", "残疾人职业技能培训服务", D(2026, 10, 26), 400, "人", "2300.00",
         "就业年龄段残疾人", 400, ("peixun", "chunhui", "jiaoyu"), fate=Fate.RETURNED, months=12),
    Spec("26p", "jysw", "B11", "垃圾分类公益宣传与入户指导服务", D(2026, 11, 9), 12000, "户", "18.00",
         "净月高新区居民", 12000, ("wenhua", "wenyi", "jingyue"), fate=Fate.SUBMITTED, months=12),
    Spec("26q", "mzj", "A07", "失能老年人居家养老上门服务（2027年）", D(2026, 11, 16), 11500, "人次", "92.00",
         "具有本市户籍的失能、半失能老年人", 1900, CARE, fate=Fate.DRAFT, months=12),
]  # fmt: skip
