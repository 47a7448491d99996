"""A line that was entered by mistake is taken back while nobody has been told of it (A5.1, A5.4)."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from workflow.act import Act
from workflow.obstacles import Mend, Obstacle, stop


def nobody_has_read_it(act: Act) -> Iterator[Obstacle]:
    """What is public is put right in public."""
    line = act.subject
    if line.is_public:
        text = _("This line is public. Cut it by what is wrong: the budget is then made public anew.")
        yield stop(
            text, "A5.3", mend=Mend(reverse("procurement:budgetline-cut", args=[line.pk]), _("Cut the line"))
        )
