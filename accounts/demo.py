"""The demonstration city's units and people. All of them are invented; only the offices' names are real."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.contrib.auth.hashers import make_password
from pypinyin import lazy_pinyin
from stdnum.cn import uscc

from accounts.actors import played
from accounts.casting import once
from accounts.demonstration import PASSWORD
from accounts.models import Jurisdiction, Membership, Organisation, PostChange, Section, User
from accounts.roles import JurisdictionKind as Level
from accounts.roles import OrganisationKind as Kind
from accounts.roles import Role
from core.actor import Actor
from workflow.engine import create

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
    Unit("lls", Kind.PURCHASER, CITY, "长春市老龄工作委员会办公室", "Changchun Office for Ageing"),
    Unit("ngmz", Kind.PURCHASER, NANGUAN, "南关区民政局", "Nanguan District Civil Affairs Bureau"),
    Unit("ngtw", Kind.PURCHASER, NANGUAN, "南关区退役军人事务局", "Nanguan District Veterans Affairs Bureau"),
    Unit("ngsf", Kind.PURCHASER, NANGUAN, "南关区司法局", "Nanguan District Justice Bureau"),
    Unit(
        "jysw", Kind.PURCHASER, JINGYUE, "净月高新区社会事业发展局", "Jingyue Zone Social Development Bureau"
    ),
    Unit(
        "shzz", Kind.REGULATOR, CITY, "长春市社会组织管理局", "Changchun Social Organisations Administration"
    ),
    Unit(
        "scjg",
        Kind.REGULATOR,
        CITY,
        "长春市工商行政管理局",
        "Changchun Administration for Industry and Commerce",
    ),
    Unit("bb", Kind.REGULATOR, CITY, "长春市事业单位登记管理局", "Changchun Public Institutions Registry"),
    Unit(
        "bwb",
        Kind.REGULATOR,
        CITY,
        "长春市机构编制委员会办公室",
        "Changchun Office for Posts and Institutions",
    ),
    Unit(
        "rsj",
        Kind.REGULATOR,
        CITY,
        "长春市人力资源和社会保障局",
        "Changchun Human Resources and Social Security Bureau",
    ),
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
        ("shenhe", "李敏", "经办审核", [Role.REVIEWER]),
        ("juzhang", "王建国", "分管副局长", [Role.FINANCE_HEAD]),
        ("guoku", "赵颖", "国库支付", [Role.TREASURER]),
        ("mulu", "陈洁", "目录管理", [Role.CATALOG_EDITOR]),
        ("kaibiao", "孙立", "开标监督", [Role.OPENING_OFFICER]),
    ],
    Kind.PURCHASER: [
        ("jingban", "周静", "经办", [Role.HANDLER]),
        ("lingdao", "刘志强", "分管领导", [Role.HEAD]),
        ("yanshou", "吴迪", "监督验收", [Role.ACCEPTOR]),
        ("caiwu", "郑爽", "资金支付", [Role.CASHIER]),
        ("kaibiao", "马丽", "开标", [Role.OPENING_OFFICER]),
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
SMALL_UNITS: dict[str, list[tuple[str, str, str, list[str]]]] = {
    "ngtw": [
        ("jingban", "贺敏", "经办", [Role.HANDLER, Role.ACCEPTOR]),
        ("lingdao", "唐立军", "局长", [Role.HEAD]),
        ("caiwu", "苗青", "出纳", [Role.CASHIER, Role.OPENING_OFFICER]),
    ]
}
"""Units of three people, without sections: whose turn it is, everybody sees."""
SECTIONS: dict[str, list[tuple[str, str, str]]] = {
    "czj": [
        ("ys", "预算科", "Budget Section"),
        ("sb", "社会保障科", "Social Security Section"),
        ("gk", "国库科", "Treasury Section"),
        ("cg", "政府采购监督管理科", "Procurement Supervision Section"),
        ("zh", "综合科", "General Affairs Section"),
    ],
    "mzj": [
        ("yl", "养老服务科", "Elderly Care Section"),
        ("jz", "社会救助科", "Social Assistance Section"),
        ("jd", "监督检查科", "Supervision Section"),
        ("cw", "财务科", "Finance Section"),
        ("bg", "办公室", "General Office"),
    ],
    "sfj": [
        ("fy", "法律援助科", "Legal Aid Section"),
        ("jz", "社区矫正科", "Community Correction Section"),
        ("bg", "办公室", "General Office"),
    ],
}
POSTS: dict[str, dict[str, str]] = {
    "czj": {"shenhe": "sb", "guoku": "gk", "mulu": "cg", "kaibiao": "cg"},
    "mzj": {"jingban": "yl", "yanshou": "jd", "caiwu": "cw", "kaibiao": "bg"},
    "sfj": {"jingban": "fy", "yanshou": "jz", "caiwu": "bg", "kaibiao": "bg"},
}
"""In which section the people of every such unit have their post; heads stand for the whole unit."""
CHIEF = "科长"
COLLEAGUES: dict[str, list[tuple[str, str, str, str, list[str]]]] = {
    "czj": [
        ("yuke", "林涛", "ys", CHIEF, [Role.REVIEWER]),
        ("yusuan", "许晴", "ys", "主任科员", [Role.REVIEWER]),
        ("shebao", "秦岚", "sb", CHIEF, [Role.REVIEWER]),
        ("shehe", "杜鹏", "sb", "经办审核", [Role.REVIEWER]),
        ("kuke", "沈浩", "gk", CHIEF, [Role.TREASURER]),
        ("zonghe", "叶芳", "zh", CHIEF, [Role.CATALOG_EDITOR]),
    ],
    "mzj": [
        ("yanglao", "方慧", "yl", CHIEF, [Role.HANDLER]),
        ("zhuli", "许晨", "yl", "经办", [Role.HANDLER]),
        ("jiuzhu", "罗斌", "jz", CHIEF, [Role.HANDLER]),
        ("kanhu", "丁雯", "jz", "经办", [Role.HANDLER]),
        ("jiandu", "邵刚", "jd", CHIEF, [Role.ACCEPTOR]),
    ],
    "sfj": [
        ("fayuan", "白桦", "fy", CHIEF, [Role.HANDLER]),
        ("jiaozheng", "施磊", "jz", CHIEF, [Role.HANDLER]),
    ],
}
SECOND_POSTS = [("czj.guoku", "jycz", "国库支付（挂职）", [Role.TREASURER])]
EXPERTS = ["于海洋", "田野", "冯秀兰", "董明", "程卫东", "袁媛", "曹立新", "彭雪梅", "潘国栋"]


def build() -> None:
    """Make everything that is not there yet. Nothing here is a state: people and units are no lifecycle."""
    _jurisdictions()
    for unit in _units():
        _people(unit, _organisation(unit))
    _second_posts()
    for key in SECTIONS:
        _sections(key)


@once
def actor(username: str) -> Actor:
    """The demonstration person of that account name, e.g. `mzj.jingban`, in their own unit."""
    memberships = Membership.objects.select_related("user", "organisation__jurisdiction")
    own = memberships.filter(user__username=username).longest_first()
    found = own.filter(organisation__code=_codes().get(username.split(".")[0], "")).first() or own.first()
    if found is None:
        raise Membership.DoesNotExist(username)
    return played(found)


def as_of_now(username: str) -> Actor:
    """That person with whatever they may do today, where posts have changed while the demonstration is played."""
    found: Actor = actor.__wrapped__(username)  # type: ignore[attr-defined]
    return found


@once
def holder(organisation: Organisation | UUID, role: str) -> Actor:
    """Who holds the role in that organisation; of several the one it began with, not a later colleague."""
    rows = Membership.objects.select_related("user", "organisation__jurisdiction")
    held = rows.filter(organisation=organisation, roles__contains=[role]).longest_first()
    later = [f"{key}.{suffix}" for key, people in COLLEAGUES.items() for suffix, *_ in people]
    found = held.exclude(user__username__in=later).first() or held.first()
    if found is None:
        raise Membership.DoesNotExist(f"nobody holds {role} in {organisation}")
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


def _sections(key: str) -> None:
    """The head orders the unit by acts: sections, who works where, and the colleagues of the first ones."""
    unit = organisation(key)
    if unit.sections.exists():
        return
    head = actor(f"{key}.{'juzhang' if unit.kind == Kind.FINANCE else 'lingdao'}")
    made: dict[str, Section] = {}
    for position, (stem, name, name_en) in enumerate(SECTIONS[key]):
        values = {"name": name, "name_en": name_en, "position": position}
        made[stem] = create(Section, "open", head, values).subject
    for suffix, stem in POSTS[key].items():
        member = Membership.objects.get(user__username=f"{key}.{suffix}", organisation=unit)
        values = {"membership": member, "title": member.title, "roles": member.roles, "section": made[stem]}
        create(PostChange, "give", head, values)
    for suffix, name, stem, title, roles in COLLEAGUES[key]:
        username = f"{key}.{suffix}"
        values = {"username": username, "name": name, "email": f"{username}@example.org"}
        post = {"section": made[stem], "title": title, "is_chief": title == CHIEF, "roles": roles}
        create(PostChange, "take_on", head, values | post)
        User.objects.filter(username=username).update(password=_hash())


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
        rows = SMALL_UNITS.get(unit.key) or PEOPLE[unit.kind]
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
