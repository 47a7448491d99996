"""Pages of those who propose and decide that parts of a notice are withheld."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.components import Crumb, Fact
from core.phrases import listed
from disclosure.forms import choices_of
from disclosure.models import Notice, Withholding
from workflow.availability import available
from workflow.views import StepView


class ProposeView(StepView):
    """The form, for the notice named in the address."""

    template_name = "disclosure/propose.html"

    @cached_property
    def notice(self) -> Notice:
        number = self.request.GET.get("notice", "").replace("\x00", "")
        return get_object_or_404(Notice, number=number)

    def get_subject(self) -> Withholding:
        return Withholding(notice=self.notice)

    def policy_subject(self) -> Withholding:
        return self.subject

    def born_within(self) -> Notice:
        return self.notice

    def get_initial(self) -> dict[str, Any]:
        return {"notice": self.notice.pk}

    def get_context(self, form: Any) -> dict[str, Any]:
        crumbs = [
            Crumb(_("Notices"), reverse("disclosure:list")),
            Crumb(self.notice.number, self.notice.get_absolute_url()),
            Crumb(_("Withholding parts of a notice")),
        ]
        return super().get_context(form) | {"notice": self.notice, "crumbs": crumbs}


@require_safe
def withholding(request: HttpRequest, pk: Any) -> HttpResponse:
    """One proposal, and what can be done about it."""
    actor = request.actor  # type: ignore[attr-defined]
    found = get_object_or_404(Withholding.objects.visible_to(actor).select_related("notice"), pk=pk)
    names = dict(choices_of(found.notice))
    context = {
        "title": _("Withholding parts of a notice"),
        "withholding": found,
        "crumbs": [
            Crumb(found.notice.number, found.notice.get_absolute_url()),
            Crumb(_("Withholding parts of a notice")),
        ],
        "facts": [
            Fact(_("Notice"), found.notice.shown_title, found.notice.get_absolute_url()),
            Fact(_("Fields to withhold"), listed(names.get(n, n) for n in found.field_names)),
            Fact(_("Basis"), found.get_basis_display()),
            Fact(_("Explanation"), found.explanation),
        ],
        "steps": available(found, actor),
    }
    return render(request, "disclosure/withholding.html", context)
