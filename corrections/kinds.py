"""The words of corrections: what kind of mistake it was, and what becomes of that which depends on an entry."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Ground(models.TextChoices):
    """Only mistakes of the pen are corrected; who has changed their mind takes the step that the law has for that."""

    TYPING = "typing", _("Typed wrongly")
    COPYING = "copying", _("Copied wrongly from a paper that was right")
    COUNTING = "counting", _("Counted or added up wrongly")


class How(models.TextChoices):
    """What a correction does to something that depends on the entry."""

    NOTICE = "notice", pgettext_lazy("dependent", "Correction notice")
    PAPER = "paper", pgettext_lazy("dependent", "New version")
    COMPUTED = "computed", pgettext_lazy("dependent", "Counted anew")
    OWN_ACT = "own_act", pgettext_lazy("dependent", "Needs an act of its own")
    KEPT = "kept", pgettext_lazy("dependent", "Stays as it is")


TONES = {How.NOTICE: "blue", How.PAPER: "blue", How.COMPUTED: "green", How.OWN_ACT: "amber", How.KEPT: ""}
