"""Print rows for routes that the matrix lacks, as they answer now, for a person to judge and correct.

python -m pytest tests/security/matrix --suggest-rows
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from tests.security.matrix import probe
from tests.security.matrix.routes import Route
from tests.security.matrix.samples import SAMPLES
from tests.security.matrix.table import COLUMNS, METHODS


def suggestion(missing: Iterable[tuple[str, Route]], clients: dict[str, Any]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for method, route in missing:
        name = _sample_for(route)
        if name is None:
            writer.writerow([method, route.name, f"?{','.join(route.arguments)}", *["?"] * len(COLUMNS), ""])
            continue
        with transaction.atomic():
            codes = [
                probe.ask(clients[c], method, route.name, SAMPLES[name](), route.callback).code
                for c in COLUMNS
            ]
            transaction.set_rollback(True)
        writer.writerow([method, route.name, name, *codes, ""])
    return out.getvalue()


def _sample_for(route: Route) -> str | None:
    """The sample whose name is the route's object: `contracts:payment-approve` → `payment`, else `payment.*`."""
    if not route.arguments:
        return ""
    stem = route.name.split(":")[-1].split("-")[0]
    return next((name for name in SAMPLES if name.split(".")[0] == stem), None)


def missing_rows(routes: Iterable[Route], known: set[tuple[str, str]]) -> list[tuple[str, Route]]:
    return [(m, r) for r in routes for m in METHODS if (m, r.name) not in known]
