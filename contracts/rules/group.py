"""Who may not sit in an acceptance group (B8.13, B8.14)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from django.utils.translation import gettext_lazy as _

from core.phrases import listed
from workflow.obstacles import Obstacle, stop

if TYPE_CHECKING:
    from accounts.models import Organisation
    from workflow.act import Act


def members_are_different_people(act: Act) -> Iterator[Obstacle]:
    """Each signs for themselves: whoever stands in the group twice is one member, not two."""
    places: dict[str, list[dict[str, str]]] = {}
    for member in act.data["members"]:
        places.setdefault(_plain(member["name"]), []).append(member)
    for held in places.values():
        if len(held) > 1:
            text = _(
                "%(name)s stands in the group more than once (as: %(places)s). Each member is another person. "
                "If two have the same name, put something to the name that tells them apart."
            )
            capacities = listed(_capacity(act, member) for member in held)
            yield stop(text % {"name": held[0]["name"], "places": capacities}, "B8.13", field="members")


def nobody_judges_their_own_service(act: Act) -> Iterator[Obstacle]:
    """Whoever renders the service is asked and heard, but is no member of the group that accepts it."""
    contract = act.subject.contract
    providers = {p for p in (contract.provider, contract.concluded_by) if p}
    for member in act.data["members"]:
        own = next((p for p in providers if _belongs_to(member, p)), None)
        if own is None:
            continue
        text = _(
            "%(name)s (%(place)s) belongs to %(provider)s, whose service is accepted here. Invite somebody else; if it "
            "is another person of that name, enter their unit."
        )
        said = {"name": member["name"], "place": _capacity(act, member), "provider": own}
        yield stop(text % said, "B8.14" if member["capacity"] == "recipient" else "B8.13", field="members")


def _belongs_to(member: dict[str, str], provider: Organisation) -> bool:
    """By the unit that was entered; where none was, by the names of the provider's people in the portal."""
    unit = _plain(member["unit"])
    if not unit:
        own = provider.memberships.current()
        return _plain(member["name"]) in {_plain(name) for name in own.values_list("user__name", flat=True)}
    called: list[Any] = [provider, *provider.former_names.all()]
    names = [name for held in called for name in (held.name, held.name_en) if name]
    return any(_plain(name) in unit for name in names)


def _capacity(act: Act, member: dict[str, str]) -> str:
    return str(type(act.subject).members.rel.related_model.Capacity(member["capacity"]).label)


def _plain(text: str) -> str:
    """Blanks, brackets of either width and capitals make no other person and no other unit."""
    return "".join(normalize("NFKC", text).casefold().split())
