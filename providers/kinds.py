"""Who may take on public services: kinds, registration authorities and the conditions (domain rules A2)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

CREDIT_CODES_SINCE = date(2015, 10, 1)
"""Before that day there were no unified social credit codes."""
DECLARATION_SINCE = date(2015, 3, 1)
"""Implementing Regulations, article 17(4): a written declaration about the last three years."""


class ProviderKind(models.TextChoices):
    SOCIAL = "PRO-1", _("Social organisation")
    ENTERPRISE = "PRO-2", _("Enterprise or other body")
    INSTITUTION = "PRO-3", _("Public institution without administrative functions")


class InstitutionClass(models.TextChoices):
    """Only for public institutions."""

    FIRST = "1", _("Class I (public welfare)")
    SECOND = "2", _("Class II (public welfare)")
    OPERATING = "3", _("Engaged in production and business")


class Authority(models.TextChoices):
    """Where a provider is registered."""

    CIVIL_AFFAIRS = "civil_affairs", _("Civil affairs")
    MARKET = "market", _("Market regulation (formerly industry and commerce)")
    INDUSTRY = "industry", _("Competent department of the sector")
    POSTS = "posts", _("Registration of public institutions")
    EXEMPT = "exempt", _("Exempt from registration by the State Council")


AUTHORITIES: dict[str, frozenset[str]] = {
    ProviderKind.SOCIAL: frozenset({Authority.CIVIL_AFFAIRS, Authority.EXEMPT}),
    ProviderKind.ENTERPRISE: frozenset({Authority.MARKET, Authority.INDUSTRY}),
    ProviderKind.INSTITUTION: frozenset({Authority.POSTS}),
}
"""Which authorities register which kind."""


class Condition(models.TextChoices):
    """The six conditions of 2014, and the declaration that later law adds."""

    LIABILITY = "ELG-1", _("Bears civil liability independently")
    ABILITY = "ELG-2", _("Has the facilities, staff and professional skills")
    GOVERNANCE = "ELG-3", _("Has sound governance, accounting and asset management")
    REPUTATION = "ELG-4", _("Has a good social and commercial reputation")
    TAXES = "ELG-5", _("Has paid taxes and social insurance as the law asks")
    OTHERS = "ELG-6", _("Meets what the registration authority lawfully asks besides")
    RECORD = "ELG-7", _("Has no serious violation within three years")


EVIDENCE_HINTS: dict[str, object] = {
    Condition.LIABILITY: _("Registration certificate or business licence."),
    Condition.ABILITY: _("Lists of facilities and staff, professional certificates."),
    Condition.GOVERNANCE: _(
        "Charter, accounting and asset rules, report audited by a certified public accountant."
    ),
    Condition.REPUTATION: _("Result of the credit check, latest annual inspection or evaluation grade."),
    Condition.TAXES: _("Proof of tax and social insurance payments of the last months."),
    Condition.OTHERS: _("Annual report or inspection, evaluation grade."),
    Condition.RECORD: _("Signed declaration."),
}


def conditions_on(day: date) -> list[Condition]:
    """The conditions of which proof is asked on a day."""
    return [c for c in Condition if c is not Condition.RECORD or day >= DECLARATION_SINCE]


def files_field(condition: str) -> str:
    """Name of the input for the proof of a condition, e.g. `elg_1_files`."""
    return f"{condition.lower().replace('-', '_')}_files"


def until_field(condition: str) -> str:
    """Name of the input that says until when the proof holds."""
    return f"{condition.lower().replace('-', '_')}_until"
