"""Print rows for routes that the matrix lacks, as they answer now, for a person to judge and correct.

python -m pytest tests/security/matrix -k every_route --suggest-rows
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction

from tests.security.matrix import judge, probe
from tests.security.matrix.routes import Route
from tests.security.matrix.samples import find
from tests.security.matrix.table import FIELDS, METHODS

PARENTS = {"payment", "progressreport", "acceptance", "inspection", "supplement"}
NAMED = {
    "progressreport": "report",
    "panelseat": "seat",
    "officialkey": "key",
    "purchaserprofile": "profile",
    "budgetline": "line",
    "budgettable": "table",
    "purchaseplan": "plan",
    "template": "reportform",
    "report": "govreport",
}
"""Samples whose name isn't the model's."""
EARLY = {
    ("project", "draft"): "project.draft@draft",
    ("project", "presented"): "project.draft@presented",
    ("project", "submitted"): "project.submitted@submitted",
    ("tender", "draft"): "tender.draft",
    ("tender", "published"): "tender.sealed",
    ("tender", "closed"): "tender.sealed@closed",
    ("policy", "published"): "policy.published",
    ("govreport", "open"): "govreport.open",
    **{
        ("evaluation", state): f"evaluation.scoring@{state}"
        for state in ("opened", "appointed", "declared", "planned", "scoring")
    },
}
"""Samples of their own for early states, of which the main one keeps too much."""
OBJECTS = {
    "disclosure:releases": "notice",
    "disclosure:project": "notice",
    "disclosure:release": "notice",
    "providers:entry": "provider",
    "procurement:budgetline-detail": "line",
    "procurement:budgettable-detail": "table",
    "procurement:budgetround-detail": "budgetround",
    "procurement:budgetround-export": "budgetround",
    "procurement:budgetproposal-detail": "budgetproposal",
    "procurement:budgetproposal-workbook": "budgetproposal",
    "procurement:purchaserprofile-detail": "profile",
    "procurement:purchaseplan-detail": "plan",
    "procurement:purchaseplan-version": "plan",
    "procurement:jointopinion-detail": "jointopinion",
    "procurement:intention-detail": "intention",
    "procurement:conference-detail": "conference",
    "procurement:requirement-detail": "requirement",
    "procurement:requirementcomment-detail": "requirementcomment",
    "procurement:requirementcomment-new": "requirement.unread",
    "procurement:requirementcomment-code": "requirementcomment",
    "sourcing:bid": "tender.sealed",
    "sourcing:uploads": "tender.sealed",
    "sourcing:ceremony": "tender.sealed",
    "sourcing:ceremony-status": "tender.sealed",
    "sourcing:record": "tender",
    "evaluation:survey": "secret",
    "accounts:message": "told",
    "accounts:telling_address": "way",
    "accounts:telling_code": "way",
    "accounts:telling_forget": "way",
    "portal:take": "duty",
    "portal:hand_over": "duty",
    "portal:urge": "duty",
    "portal:watch": "project",
    "rulebook:year": "calendaryear",
    "rulebook:change": "parameterchange",
    "rulebook:pause": "pause",
    "rulebook:export": "logexport",
    "rulebook:download": "logexport",
    "rulebook:rule": "rule",
    "library:policy": "policy",
    "reporting:template": "reportform",
    "reporting:blank": "reportform",
    "reporting:report": "govreport",
    "reporting:workbook": "govreport",
}
"""What other routes name, where it isn't in the route's name."""


def suggestion(missing: Iterable[tuple[str, Route]], ground: Any) -> Iterator[str]:
    """Lines of CSV, as they come."""
    yield _line(FIELDS)
    for method, route in missing:
        spec = object_for(route, ground.world.samples)
        if spec is None:
            yield _line(
                [method, route.name, f"?{','.join(route.arguments)}", "", *["?"] * len(ground.people), ""]
            )
        else:
            yield _line([method, route.name, spec, "", *answered(method, route, spec, ground), ""])


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()


def answered(method: str, route: Route, spec: str, ground: Any) -> list[str]:
    with transaction.atomic():
        sample, codes = find(ground.world, spec, route.arguments), []
        for person in ground.people.values():
            with transaction.atomic():
                answer = probe.ask(person, method, route, sample)
                codes.append(judge.found(answer, method, route, sample, "", person))
                transaction.set_rollback(True)
        transaction.set_rollback(True)
    return codes


def object_for(route: Route, samples: dict[str, Any]) -> str | None:
    """The sample of the step's own model, in a state from which the step leads on; else of the route's name."""
    step = judge.step_of(route)
    if step is not None:
        model = route.callback.view_initkwargs["model"]._meta.model_name  # type: ignore[attr-defined]
        if step.first:
            within = "contract.plain?contract" if model in PARENTS else ""
            return "member?membership" if model == "postchange" else within
        name, state = NAMED.get(model, model), step.sources[0]
        exact = EARLY.get((name, state), f"{name}@{state}")
        return exact if name in samples else None
    if not route.arguments:
        return ""
    stem = OBJECTS.get(route.name, route.name.split(":")[-1].split("-")[0])
    return stem if stem in samples else None


def missing_rows(routes: Iterable[Route], known: set[tuple[str, str]]) -> list[tuple[str, Route]]:
    return [(m, r) for r in routes for m in METHODS if (m, r.name) not in known]
