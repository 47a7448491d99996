"""Organisations' kinds and people's roles. Terms are those of the glossary."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    FINANCE = "finance", _("Finance department")
    PURCHASER = "purchaser", _("Purchaser")
    PROVIDER = "provider", _("Provider")
    EVALUATOR = "evaluator", _("Third-party evaluator")
    REGULATOR = "regulator", _("Registration and regulation authority")
    AUDITOR = "auditor", _("Audit and supervision")
    PLATFORM = "platform", _("Operator of the portal")


class Role(models.TextChoices):
    """What a membership lets a person do for its organisation. Duties that must be separate are separate roles."""

    # purchaser
    HANDLER = "handler", _("Handler")
    HEAD = "head", _("Head of unit")
    ACCEPTOR = "acceptor", _("Acceptance officer")
    CASHIER = "cashier", _("Payment officer")
    # finance
    REVIEWER = "reviewer", _("Budget reviewer")
    FINANCE_HEAD = "finance_head", _("Head of finance")
    TREASURER = "treasurer", _("Treasury officer")
    CATALOG_EDITOR = "catalog_editor", _("Catalogue editor")
    # opening of bids (an allowed pair)
    OPENING_OFFICER = "opening_officer", _("Opening officer")
    # provider
    PROVIDER_AGENT = "provider_agent", _("Provider's agent")
    PROVIDER_HEAD = "provider_head", _("Legal representative")
    # others
    EXPERT = "expert", _("Evaluation expert")
    EVALUATOR = "evaluator", _("Third-party evaluator")
    REGULATOR = "regulator", _("Regulator")
    AUDITOR = "auditor", _("Auditor")
    ADMIN = "admin", _("Administrator of accounts")


LEADERS = (Role.HEAD, Role.FINANCE_HEAD, Role.PROVIDER_HEAD)
"""Who leads a whole unit."""

ROLES_OF = {
    OrganisationKind.FINANCE: (
        Role.REVIEWER,
        Role.FINANCE_HEAD,
        Role.TREASURER,
        Role.CATALOG_EDITOR,
        Role.OPENING_OFFICER,
        Role.ADMIN,
    ),
    OrganisationKind.PURCHASER: (
        Role.HANDLER,
        Role.HEAD,
        Role.ACCEPTOR,
        Role.CASHIER,
        Role.OPENING_OFFICER,
        Role.ADMIN,
    ),
    OrganisationKind.PROVIDER: (Role.PROVIDER_AGENT, Role.PROVIDER_HEAD, Role.ADMIN),
    OrganisationKind.EVALUATOR: (Role.EVALUATOR, Role.ADMIN),
    OrganisationKind.REGULATOR: (Role.REGULATOR, Role.ADMIN),
    OrganisationKind.AUDITOR: (Role.AUDITOR, Role.ADMIN),
    OrganisationKind.PLATFORM: (Role.EXPERT, Role.ADMIN),
}
"""Which roles there are in a unit of each kind."""


class JurisdictionKind(models.TextChoices):
    PROVINCE = "province", _("Province")
    CITY = "city", _("City")
    DISTRICT = "district", _("District or county")
    ZONE = "zone", _("Development zone")
