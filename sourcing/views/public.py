"""What everybody may read about sealed bids."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sourcing import receipts


@login_not_required
@require_safe
def sealing(request: HttpRequest) -> HttpResponse:
    return render(
        request, "sourcing/sealing.html", {"title": _("How bids are sealed"), "key": receipts.public_key()}
    )
