"""The demonstration city's units and people. All of them are invented; only the offices' names are real."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from django.contrib.auth.hashers import make_password
from pypinyin import lazy_pinyin
from stdnum.cn import uscc

from accounts.actors import played
from accounts.demonstration import PASSWORD
from accounts.models import Jurisdiction, Membership, Organisation, User
from accounts.roles import JurisdictionKind as Level
from accounts.roles import OrganisationKind as Kind
from accounts.roles import Role
from core.actor import Actor

JURISDICTIONS = [
    ("220000", Level.PROVINCE, "吉林省", "Jilin Province", None),
    ("220100", Level.CITY, "长春市", "Changchun City", "220000"),
    ("220102", Level.DISTRICT, "南关区", "Nanguan District", "220100"),
    ("220103", Level.DISTRICT, "宽城区", "Kuancheng District", "220100"),
    ("220104", Level.DISTRICT, "朝阳区", "Chaoyang District", "220100"),
    ("220105", Level.DISTRICT, "二道区", "Erdao District", "220100"),
    ("220106", Level.DISTRICT, "绿园区", "Luyuan District", "220100"),
    ("220112", Level.DISTRICT, "双阳区", "Shuangyang District", "220100"),
    ("220113", Level.DISTRICT, "九台区", "Jiutai District", "220100"),
    ("220122", Level.DISTRICT, "农安县", "Nong'an County", "220100"),
    (
        "220171",
        Level.ZONE,
        "长春经济技术开发区",
        "Changchun Economic and Technological Development Zone",
        "220100",
    ),
    ("220172", Level.ZONE, "长春净月高新技术产业开发区", "Changchun Jingyue High-tech Zone", "220100"),
    ("220173", Level.ZONE, "长春高新技术产业开发区", "Changchun High-tech Zone", "220100"),
]

CITY, NANGUAN, JINGYUE = "220100", "220102", "220172"


@dataclass(frozen=True)
class Unit:
    """`key` is the stem of its people's account names."""

    key: str
    kind: str
    jurisdiction: str
    name: str
    name_en: str
    prefix: str = "11"
    """First two characters of the unified social credit code: who registers it (rules.md A2)."""


UNITS = [
    Unit("czj", Kind.FINANCE, CITY, "长春市财政局", "Changchun Finance Bureau"),
    Unit("ngcz", Kind.FINANCE, NANGUAN, "南关区财政局", "Nanguan District Finance Bureau"),
    Unit("jycz", Kind.FINANCE, JINGYUE, "净月高新区财政局", "Jingyue Zone Finance Bureau"),
    Unit("mzj", Kind.PURCHASER, CITY, "长春市民政局", "Changchun Civil Affairs Bureau"),
    Unit("sfj", Kind.PURCHASER, CITY, "长春市司法局", "Changchun Justice Bureau"),
    Unit("wjw", Kind.PURCHASER, CITY, "长春市卫生健康委员会", "Changchun Health Commission"),
    Unit("wgl", Kind.PURCHASER, CITY, "长春市文化广播电视和旅游局", "Changchun Culture and Tourism Bureau"),
    Unit("hbj", Kind.PURCHASER, CITY, "长春市生态环境局", "Changchun Ecology and Environment Bureau"),
    Unit("cl", Kind.PURCHASER, CITY, "长春市残疾人联合会", "Changchun Disabled Persons' Federation", "13"),
    Unit("ngmz", Kind.PURCHASER, NANGUAN, "南关区民政局", "Nanguan District Civil Affairs Bureau"),
    Unit("ngsf", Kind.PURCHASER, NANGUAN, "南关区司法局", "Nanguan District Justice Bureau"),
    Unit(
        "jysw", Kind.PURCHASER, JINGYUE, "净月高新区社会事业发展局", "Jingyue Zone Social Development Bureau"
    ),
    Unit(
        "shzz", Kind.REGULATOR, CITY, "长春市社会组织管理局", "Changchun Social Organisations Administration"
    ),
    Unit("scjg", Kind.REGULATOR, CITY, "长春市市场监督管理局", "Changchun Market Regulation Bureau"),
    Unit("bb", Kind.REGULATOR, CITY, "长春市事业单位登记管理局", "Changchun Public Institutions Registry"),
    Unit("sjj", Kind.AUDITOR, CITY, "长春市审计局", "Changchun Audit Bureau"),
    Unit(
        "mz3",
        Kind.EVALUATOR,
        CITY,
        "吉林明证评价咨询有限公司",
        "Jilin Mingzheng Evaluation Consulting Ltd",
        "91",
    ),
    Unit(
        "ggfw",
        Kind.EVALUATOR,
        CITY,
        "长春公共服务绩效研究中心",
        "Changchun Public Service Research Centre",
        "52",
    ),
    Unit("zjk", Kind.PLATFORM, CITY, "长春市政府采购评审专家库", "Changchun Procurement Expert Pool", "12"),
    Unit("yyzx", Kind.PLATFORM, CITY, "长春市政府购买服务平台运营中心", "Portal Operation Centre", "12"),
]

SOCIAL, COMPANY, INSTITUTION = "52", "91", "12"
PROVIDERS = [
    ("zhaohui", SOCIAL, "长春市朝晖养老服务中心", "Changchun Zhaohui Elderly Care Centre"),
    ("kangle", SOCIAL, "长春市康乐居家养老服务中心", "Changchun Kangle Home Care Centre"),
    ("songhe", COMPANY, "吉林省松鹤养老产业有限公司", "Jilin Songhe Elderly Care Ltd"),
    ("yixin", SOCIAL, "长春市益心社会工作服务中心", "Changchun Yixin Social Work Centre"),
    ("tongxing", SOCIAL, "长春市同行社会工作服务中心", "Changchun Tongxing Social Work Centre"),
    ("jieli", SOCIAL, "长春市接力青少年事务服务中心", "Changchun Jieli Youth Services"),
    ("chunhui", SOCIAL, "长春市春晖助残服务中心", "Changchun Chunhui Disability Services"),
    ("aiyou", SOCIAL, "长春市爱佑儿童康复中心", "Changchun Aiyou Children's Rehabilitation Centre"),
    ("falv", SOCIAL, "长春市正源法律服务中心", "Changchun Zhengyuan Legal Service Centre"),
    ("zhengda", COMPANY, "吉林正达律师事务所", "Jilin Zhengda Law Firm"),
    ("guanghe", COMPANY, "吉林广和律师事务所", "Jilin Guanghe Law Firm"),
    ("tiaojie", SOCIAL, "长春市和合人民调解服务中心", "Changchun Hehe People's Mediation Centre"),
    ("huanbao", COMPANY, "吉林省绿源环境监测有限公司", "Jilin Lvyuan Environmental Monitoring Ltd"),
    ("jiance", COMPANY, "长春中科检测技术有限公司", "Changchun Zhongke Testing Ltd"),
    ("shuizhi", INSTITUTION, "吉林省水环境技术中心", "Jilin Water Environment Technical Centre"),
    ("wenhua", COMPANY, "长春市书香文化传播有限公司", "Changchun Shuxiang Culture Ltd"),
    ("dianying", COMPANY, "长春新影农村数字电影院线有限公司", "Changchun Xinying Rural Cinema Ltd"),
    (
        "wenyi",
        SOCIAL,
        "长春市群星文化志愿服务协会",
        "Changchun Qunxing Cultural Volunteers",
    ),
    ("yiliao", COMPANY, "长春安康健康管理有限公司", "Changchun Ankang Health Management Ltd"),
    ("jiankang", SOCIAL, "长春市健康促进会", "Changchun Health Promotion Association"),
    ("peixun", COMPANY, "吉林省众智职业培训学校", "Jilin Zhongzhi Vocational School"),
    ("xinxi", COMPANY, "长春智云信息技术有限公司", "Changchun Zhiyun Information Technology Ltd"),
    ("diaocha", COMPANY, "吉林民意社情调查有限公司", "Jilin Minyi Survey Ltd"),
    ("jiaoyu", INSTITUTION, "长春市社区教育指导中心", "Changchun Community Education Centre"),
    ("shegong", SOCIAL, "长春市南关区春雨社会工作服务中心", "Nanguan Chunyu Social Work Centre"),
    ("jingyue", SOCIAL, "长春净月邻里互助服务中心", "Jingyue Neighbourhood Mutual Aid Centre"),
    ("qinghe", SOCIAL, "长春市清禾社区服务中心", "Changchun Qinghe Community Services"),
    ("boyuan", COMPANY, "吉林省博远咨询有限公司", "Jilin Boyuan Consulting Ltd"),
    ("antai", COMPANY, "长春安泰家政服务有限公司", "Changchun Antai Home Services Ltd"),
]

PEOPLE: dict[str, list[tuple[str, str, str, list[str]]]] = {
    Kind.FINANCE: [
        ("shenhe", "李敏", "社会保障科 经办审核", [Role.REVIEWER]),
        ("juzhang", "王建国", "分管副局长", [Role.FINANCE_HEAD]),
        ("guoku", "赵颖", "国库科", [Role.TREASURER]),
        ("mulu", "陈洁", "政府采购监督管理科", [Role.CATALOG_EDITOR]),
        ("kaibiao", "孙立", "开标监督", [Role.OPENING_OFFICER]),
    ],
    Kind.PURCHASER: [
        ("jingban", "周静", "业务科 经办", [Role.HANDLER]),
        ("lingdao", "刘志强", "分管领导", [Role.HEAD]),
        ("yanshou", "吴迪", "监督检查科", [Role.ACCEPTOR]),
        ("caiwu", "郑爽", "财务科", [Role.CASHIER]),
        ("kaibiao", "马丽", "采购办", [Role.OPENING_OFFICER]),
    ],
    Kind.PROVIDER: [
        ("jingban", "张晓", "项目经理", [Role.PROVIDER_AGENT]),
        ("faren", "何伟", "法定代表人", [Role.PROVIDER_HEAD]),
    ],
    Kind.REGULATOR: [("jianguan", "宋涛", "登记科", [Role.REGULATOR])],
    Kind.AUDITOR: [("shenji", "韩雪", "行政事业审计科", [Role.AUDITOR])],
    Kind.EVALUATOR: [("pingjia", "高峰", "评价项目负责人", [Role.EVALUATOR])],
}
WELL_KNOWN = {"czj", "mzj", "zhaohui", "shzz", "sjj", "mz3", "zjk", "yyzx"}
SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹苏潘葛范彭鲁马方任袁柳史唐费薛雷贺汤罗"
GIVEN = [
    "晓东", "丽娟", "建国", "雅琴", "志强", "海燕", "文博", "玉兰", "永刚", "思雨", "立新", "春梅", "国栋", "静怡",
    "德福", "慧敏", "长海", "晶晶", "树林", "艳红", "明远", "淑珍", "俊杰", "雪莲", "宝山", "佳宁", "振华", "秀芝",
]  # fmt: skip
SECOND_POSTS = [("czj.guoku", "jycz", "国库支付（挂职）", [Role.TREASURER])]
EXPERTS = ["于海洋", "田野", "冯秀兰", "董明", "程卫东", "袁媛", "曹立新", "彭雪梅", "潘国栋"]


def build() -> None:
    """Make everything that is not there yet. Nothing here is a state: people and units are no lifecycle."""
    _jurisdictions()
    for unit in _units():
        _people(unit, _organisation(unit))
    _second_posts()


def actor(username: str) -> Actor:
    """The demonstration person of that account name, e.g. `mzj.jingban`, in their own unit."""
    memberships = Membership.objects.select_related("user", "organisation__jurisdiction")
    own = memberships.filter(user__username=username).order_by("since")
    found = own.filter(organisation__code=_codes().get(username.split(".")[0], "")).first() or own.first()
    if found is None:
        raise Membership.DoesNotExist(username)
    return played(found)


def organisation(key: str) -> Organisation:
    """The unit whose people's account names begin with `key`."""
    return Organisation.objects.get(code=_codes()[key])


@cache
def _codes() -> dict[str, str]:
    """Credit code of each unit by the stem of its people's account names."""
    return {unit.key: credit_code(unit) for unit in _units()}


def _second_posts() -> None:
    """People who hold a post in a second unit, and switch between the two."""
    for username, key, title, roles in SECOND_POSTS:
        user = User.objects.get(username=username)
        defaults = {"title": title, "roles": roles}
        Membership.objects.get_or_create(user=user, organisation=organisation(key), defaults=defaults)


def _jurisdictions() -> None:
    for position, (code, kind, name, name_en, parent) in enumerate(JURISDICTIONS):
        above = Jurisdiction.objects.get(code=parent) if parent else None
        values = {"kind": kind, "name": name, "name_en": name_en, "parent": above, "position": position}
        Jurisdiction.objects.get_or_create(code=code, defaults=values)


def _units() -> Iterator[Unit]:
    yield from UNITS
    for key, prefix, name, name_en in PROVIDERS:
        yield Unit(key, Kind.PROVIDER, CITY, name, name_en, prefix)


def _organisation(unit: Unit) -> Organisation:
    defaults = {
        "kind": unit.kind,
        "name": unit.name,
        "name_en": unit.name_en,
        "jurisdiction": Jurisdiction.objects.get(code=unit.jurisdiction),
        "sort_key": " ".join(lazy_pinyin(unit.name)),
        "address": f"{unit.name[:3]}示范路 {sum(map(ord, unit.key)) % 200 + 1} 号",
        "contact": "综合科",
        "phone": f"0431-8{sum(map(ord, unit.key)) * 7919 % 10**7:07d}",
    }
    return Organisation.objects.get_or_create(code=credit_code(unit), defaults=defaults)[0]


def credit_code(unit: Unit) -> str:
    """A well-formed unified social credit code that belongs to nobody: its serial part is made from the key."""
    serial = f"MD{sum(ord(c) * 31**i for i, c in enumerate(unit.key)) % 10**7:07d}"
    body = f"{unit.prefix}{unit.jurisdiction}{serial}"
    return body + uscc.calc_check_digit(body)


def _people(unit: Unit, of: Organisation) -> None:
    rows: Sequence[tuple[str, str, str, Sequence[str]]]
    if unit.key == "zjk":
        rows = [(f"zj{n}", name, "评审专家", [Role.EXPERT]) for n, name in enumerate(EXPERTS, start=1)]
    elif unit.key == "yyzx":
        rows = [("admin", "运营管理员", "账号管理", [Role.ADMIN])]
    else:
        rows = PEOPLE[unit.kind]
    for suffix, name, title, roles in rows:
        _person(f"{unit.key}.{suffix}", _name_of(unit, suffix, name), of, title, roles)


def _name_of(unit: Unit, suffix: str, name: str) -> str:
    """Those of the units that a visitor meets first bear the names above; elsewhere nobody shares all of theirs."""
    if unit.key in WELL_KNOWN:
        return name
    number = sum(ord(c) * 31**i for i, c in enumerate(f"{unit.key}.{suffix}"))
    return SURNAMES[number % len(SURNAMES)] + GIVEN[number // 7 % len(GIVEN)]


def _person(username: str, name: str, of: Organisation, title: str, roles: Sequence[str]) -> None:
    values = {"name": name, "email": f"{username}@example.org", "password": _hash()}
    user, _made = User.objects.get_or_create(username=username, defaults=values)
    Membership.objects.get_or_create(user=user, organisation=of, defaults={"title": title, "roles": roles})


@cache
def _hash() -> str:
    """One hash for all demonstration accounts: they share their password, and hashing takes half a second."""
    return make_password(PASSWORD, hasher="argon2")
