"""What a person wants: by which ways each kind comes, and when."""

from __future__ import annotations

from collections.abc import Mapping

from accounts.models import User
from accounts.telling import channels, kinds
from accounts.telling.kinds import MODES, RINGING, Kind, Mode, Way
from accounts.telling.models import Address, Hours, Wish


def hours_of(person: User) -> Hours:
    return Hours.objects.filter(person=person).first() or Hours(person=person)


def addresses_of(person: User) -> dict[str, str]:
    """Way → where this person is reached by it; only what has been shown to be theirs."""
    found = Address.objects.filter(person=person, verified_at__isnull=False)
    mail = {Way.MAIL.value: person.email} if person.email else {}
    return {**mail, **dict(found.values_list("way", "value"))}


def modes(person: User) -> dict[tuple[str, str], Mode]:
    """Kind and way → when it comes, for every kind and every way that the portal has."""
    chosen = {(w.kind, w.way): Mode(w.mode) for w in Wish.objects.filter(person=person)}
    return {
        (kind.name, way): _mode(kind, way, chosen) for kind in kinds.all_kinds() for way in channels.offered()
    }


def _mode(kind: Kind, way: Way, chosen: Mapping[tuple[str, str], Mode]) -> Mode:
    """What is demanded stays; a wish that no longer fits gives way to what is usual."""
    wanted = chosen.get((kind.name, way))
    return wanted if way not in kind.demanded and wanted in MODES[way] else kind.usually(way)


def keep(person: User, wanted: Mapping[tuple[str, str], Mode]) -> None:
    """Only what differs from the usual is kept, so that a better default reaches whoever never chose."""
    Wish.objects.filter(person=person).delete()
    Wish.objects.bulk_create(
        Wish(person=person, kind=kind, way=way, mode=mode)
        for (kind, way), mode in wanted.items()
        if way not in kinds.get(kind).demanded and mode in MODES[way] and mode != kinds.get(kind).usually(way)
    )


def waits_at_night(way: str, kind: Kind, hours: Hours) -> bool:
    return not kind.grave and (way in RINGING or hours.mail_too)
