"""What follows from a provider's steps."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import services as accounts
from accounts.roles import Role
from accounts.telling.kinds import RESULT
from core.dates import long_date
from core.phrases import later, said
from disclosure import services as disclosure
from documents.services import attach
from providers.kinds import Condition, files_field, until_field
from providers.models import Evidence, Provider
from providers.notices import about, register_entry
from workflow.act import Act
from workflow.registry import effect


@effect("providers.keep_evidence")
def keep_evidence(act: Act) -> None:
    """One entry for each condition of which proof came in, and its files among the provider's papers."""
    for condition in Condition:
        files = act.data.get(files_field(condition))
        if not files:
            continue
        Evidence.objects.create(
            provider=act.subject,
            condition=condition,
            valid_until=act.data[until_field(condition)],
            added_at=act.now,
        )
        for file in files:
            attach(act.subject, file, condition, title=f"{condition.value} {file.name}", act=act)


@effect("providers.publish_entry")
def publish_entry(act: Act) -> None:
    """The entry as it stands from now on (AN-19). Earlier versions stay readable."""
    announce_entry(act, act.subject)


@effect("providers.publish_merged")
def publish_merged(act: Act) -> None:
    """Only what stood on the public register leaves it by a notice."""
    if act.subject.approved_at is not None:
        announce_entry(act, act.subject)


def announce_entry(act: Act, provider: Provider) -> None:
    disclosure.publish(
        act,
        "AN-19",
        provider,
        register_entry(provider, act.today),
        title=format_lazy(_("Register of providers: {name}"), name=provider.organisation),
        reviewed=True,
        **about(provider),
    )


@effect("providers.tell_of_renewal")
def tell_of_renewal(act: Act) -> None:
    provider = act.subject
    renewed = act.step.name == "renew"
    subject = (
        _("Your registration as a provider has been renewed until %(until)s")
        if renewed
        else _("The renewal of your registration as a provider has been refused; it is valid until %(until)s")
    )
    accounts.notify(
        provider.organisation_id,
        said(subject, until=later(long_date, provider.valid_until)),
        act.reason,
        provider.get_absolute_url(),
        kind=RESULT,
    )


@effect("providers.tell_provider")
def tell_provider(act: Act) -> None:
    provider = act.subject
    accounts.notify(
        provider.organisation_id,
        said(
            _("Your registration as a provider: %(state)s"), state=later(provider.shown_standing, act.today)
        ),
        act.reason,
        provider.get_absolute_url(),
        kind=RESULT,
    )


@effect("providers.tell_authority")
def tell_authority(act: Act) -> None:
    """Another authority may have decided on the merger: who keeps the successor's registration learns of it."""
    provider = act.subject
    subject = said(_("%(provider)s is suspended with the provider that it took over"), provider=provider)
    accounts.notify(
        provider.regulator_id, subject, act.reason, provider.get_absolute_url(), roles=(Role.REGULATOR,)
    )


@effect("providers.tell_of_withdrawal")
def tell_of_withdrawal(act: Act) -> None:
    """The authority had it on its worklist."""
    provider = act.subject
    subject = said(_("%(provider)s has withdrawn its application for renewal"), provider=provider)
    accounts.notify(
        provider.regulator_id, subject, act.reason, provider.get_absolute_url(), roles=(Role.REGULATOR,)
    )
