"""Providers' share of the demonstration: registrations with proof, and the regulators' decisions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts import demo as people
from documents.models import StoredFile
from documents.services import stage
from providers.kinds import Authority, InstitutionClass, ProviderKind, conditions_on, files_field, until_field
from providers.models import Provider
from workflow.clock import legal_date
from workflow.engine import create, execute

KINDS = {
    people.SOCIAL: (ProviderKind.SOCIAL, Authority.CIVIL_AFFAIRS, "", "shzz"),
    people.COMPANY: (ProviderKind.ENTERPRISE, Authority.MARKET, "", "scjg"),
    people.INSTITUTION: (ProviderKind.INSTITUTION, Authority.POSTS, InstitutionClass.SECOND, "bb"),
}
"""By the first two characters of the code: kind, authority, class, and the regulator's account stem."""
PROOFS = {
    "ELG-1": "登记证书.pdf",
    "ELG-2": "场所设施及人员清单.pdf",
    "ELG-3": "章程和审计报告.pdf",
    "ELG-4": "信用查询结果.pdf",
    "ELG-5": "完税和社保缴纳证明.pdf",
    "ELG-6": "年检结论和评估等级证书.pdf",
    "ELG-7": "无重大违法记录声明函.pdf",
}
PAGE = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""


def paper(actor: Any, name: str) -> StoredFile:
    """A blank page under a telling name."""
    return stage(SimpleUploadedFile(name, PAGE, "application/pdf"), actor)


def registration(key: str) -> dict[str, Any]:
    """The complete input of a registration."""
    actor, today = people.actor(f"{key}.faren"), legal_date()
    organisation = people.organisation(key)
    kind, authority, own_class, regulator = KINDS[organisation.code[:2]]
    data: dict[str, Any] = {
        "kind": kind,
        "authority": authority,
        "institution_class": own_class,
        "registration_number": organisation.code,
        "registered_on": date(2012, 6, 18),
        "legal_representative": actor.user_name,
        "fields_of_service": "居家养老、社会工作、社区服务等公共服务项目的承接。",
        "regulator": people.organisation(regulator),
        "declared": True,
    }
    for condition in conditions_on(today):
        data[files_field(condition)] = [paper(actor, PROOFS[condition])]
        data[until_field(condition)] = today + timedelta(days=4 * 365)
    return data


def registered(key: str, **values: Any) -> Provider:
    """A provider that waits for its regulator. Done by state: a story that is taken up again finds it done."""
    found = Provider.objects.filter(organisation=people.organisation(key)).first()
    if found is not None:
        return found
    data = {**registration(key), **values}
    return create(Provider, "register", people.actor(f"{key}.faren"), **data).subject


TERM = 5
"""Years for which the regulators of the demonstration recognise a provider, to the end of the last."""


def approved(key: str, until: date | None = None, **values: Any) -> Provider:
    """A provider on the public register, for the usual term unless its end is given."""
    provider = registered(key, **values)
    if provider.state != Provider.State.REGISTERED:
        return provider
    unit, year = people.organisation(key), legal_date().year
    regulator, number = KINDS[unit.code[:2]][3], sum(map(ord, unit.code)) % 180 + 1
    return execute(
        provider,
        "approve",
        people.actor(f"{regulator}.jianguan"),
        basis=f"长民组〔{year}〕{number}号，具备承接政府购买服务条件",
        valid_until=until or date(year + TERM, 12, 31),
    ).subject


def renewal(key: str) -> dict[str, Any]:
    """The input of an application for renewal: the proof that grows old is brought up to date."""
    actor, condition = people.actor(f"{key}.faren"), "ELG-6"
    return {
        files_field(condition): [paper(actor, PROOFS[condition])],
        until_field(condition): legal_date() + timedelta(days=4 * 365),
        "declared": True,
    }
