"""Civil affairs wants four signatures before it submits an application; finance is asked beside its own people."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts import demo as people
from accounts.models import Membership
from documents import services as documents
from procurement import demo
from procurement.models import Project
from signoff.models import Chain, Circulation, Signature
from tests.procurement.world import City
from workflow.engine import create, execute
from workflow.standing import acting

HANDLER, HEAD = "mzj.jingban", "mzj.lingdao"
CHIEF, DEPUTY, OFFICE = "mzj.yanshou", "mzj.caiwu", "mzj.kaibiao"
FINANCE = "czj.juzhang"
SUBMIT = "procurement.project.submit"


def member(username: str) -> str:
    return f"member:{Membership.objects.get(user__username=username).pk}"


def unit(key: str) -> str:
    return f"unit:{people.organisation(key).pk}"


def station(position: int, who: str, kind: str = "approve") -> dict[str, Any]:
    return {"position": position, "who": who, "kind": kind}


def minutes(actor: Any) -> Any:
    return documents.stage(SimpleUploadedFile("纪要.txt", "会议纪要：同意。".encode()), actor)


@dataclass
class World:
    city: City

    def chain(self, *stations: dict[str, Any], step: str = SUBMIT, who: str = HEAD, **data: Any) -> Chain:
        rows = list(stations) or self.four()
        return create(
            Chain,
            "lay_down",
            people.actor(who),
            {"step": step, "stations": rows, "note": "内控手册第八条", **data},
        ).subject

    def four(self) -> list[dict[str, Any]]:
        return [
            station(1, member(CHIEF)),
            station(2, member(DEPUTY), "joint"),
            station(2, unit("czj"), "joint"),
            station(3, member(OFFICE), "collective"),
        ]

    def presented(self, **data: Any) -> Project:
        """Ready to be submitted by the head."""
        return demo.presented_project(self.city.hand, self.city.line, **data)

    def submitted(self, **data: Any) -> Project:
        return demo.submitted_project(self.city.hand, self.city.line, **data)

    def send(self, subject: Any, step: str = "submit", who: str = HANDLER, **typed: Any) -> Circulation:
        given = {
            "of": subject._meta.label_lower,
            "subject": str(subject.pk),
            "step": step,
            "typed": json.dumps(typed),
            "note": "请审核。",
        }
        return create(Circulation, "send", people.actor(who), given).subject

    def asked(self, circulation: Circulation) -> list[str]:
        """The posts whose turn it is."""
        rows = circulation.signatures.filter(state="asked").select_related("station")
        return sorted(row.role or row.station.membership.user.username for row in rows)

    def signature(self, circulation: Circulation, who: str) -> Signature:
        actor = people.actor(who)
        sign, asked = Signature.steps()["sign"], circulation.signatures.filter(state="asked")
        return next(signature for signature in asked if acting(sign, actor, signature))

    def sign(self, circulation: Circulation, who: str, **data: Any) -> Circulation:
        actor = people.actor(who)
        execute(self.signature(circulation, who), "sign", actor, {"opinion": "同意。", **data})
        return fresh(circulation)

    def all_sign(self, circulation: Circulation) -> Circulation:
        for who in (CHIEF, DEPUTY, FINANCE):
            circulation = self.sign(circulation, who)
        actor = people.actor(OFFICE)
        return self.sign(circulation, OFFICE, minutes=[minutes(actor)], meeting_on="2026-03-02")

    def send_back(
        self, circulation: Circulation, who: str, reason: str = "金额测算依据不足。"
    ) -> Circulation:
        execute(self.signature(circulation, who), "send_back", people.actor(who), {"reason": reason})
        return fresh(circulation)

    def resend(self, circulation: Circulation, **typed: Any) -> Circulation:
        given = {"typed": json.dumps(typed), "note": "已补充。"}
        return execute(circulation, "resend", people.actor(HANDLER), given).subject


def fresh(subject: Any) -> Any:
    return type(subject)._base_manager.get(pk=subject.pk)
