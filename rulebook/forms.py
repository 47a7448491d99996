"""Input: the filter of the page of rules, the calculator, and the steps of finance and auditors."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property, lazy
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Jurisdiction
from core import numbers
from core.phrases import listed
from disclosure.forms import ReviewedField
from rulebook import bounds, concerned, measures, notices, parts
from rulebook.kinds import PauseKind, Scope
from workflow import law
from workflow.clock import legal_date
from workflow.forms import ReasonField, StepForm, within_reason
from workflow.law import Enforcement, Op, Rule, Unit, wording
from workflow.registry import form_for

DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
BETWEEN_DAYS = re.compile(r"[\s,;\uff0c\uff1b\u3001]+")
CITY = "220100"


class RuleFilter(forms.Form):
    """The filter stands in the address; what can't be read is left out of account."""

    q = forms.CharField(
        label=pgettext_lazy("rules", "Search"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"placeholder": _("word, article or number of the rule"), "size": 34}),
    )
    part = forms.ChoiceField(label=pgettext_lazy("rules", "Part"), required=False)
    how = forms.ChoiceField(label=pgettext_lazy("rules", "Enforcement"), required=False)
    sure = forms.ChoiceField(label=pgettext_lazy("rules", "Source"), required=False)
    place = forms.ChoiceField(label=pgettext_lazy("rules", "Place"), required=False)
    on = forms.DateField(
        label=pgettext_lazy("rules", "As of"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        validators=[within_reason],
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        every = [("", pgettext("rules", "All"))]
        self.fields["part"].choices = every + [(part.key, part.title) for part in parts.PARTS]
        self.fields["how"].choices = [
            *every,
            (Enforcement.STOP.value, _("stops the step")),
            (Enforcement.WARN.value, _("warns")),
            (Enforcement.CLOCK.value, _("sets a time limit")),
            (Enforcement.PARAMETER.value, _("is noted")),
        ]
        self.fields["sure"].choices = [
            *every,
            ("confirmed", _("read in the article itself")),
            ("reported", _("confirmed in a second source")),
            ("unconfirmed", _("unconfirmed")),
            ("portal", _("set by the portal")),
        ]
        self.fields["place"].choices = places()


def places() -> list[tuple[str, str]]:
    """The jurisdictions that people can look rules up for; the city first."""
    rows = Jurisdiction.objects.filter(code__startswith=CITY[:4]).order_by("position", "code")
    known = [(row.code, str(row)) for row in rows]
    return known or [(CITY, gettext("Changchun"))]


class PeriodForm(forms.Form):
    """The calculator: from a day, by a rule or a number of days."""

    start = forms.DateField(
        label=_("Day of the event"),
        widget=forms.DateInput(attrs={"type": "date"}),
        validators=[within_reason],
    )
    rule = forms.ChoiceField(label=pgettext_lazy("rules", "Period"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        groups: dict[str, list[tuple[str, str]]] = {}
        for rule_id in law.ids():
            rule = law.history(rule_id)[0]
            if rule.is_period and rule.unit in {Unit.D, Unit.WD, Unit.MONTHS, Unit.YEARS} and rule.trigger:
                title = str(parts.part_of(rule).title)
                groups.setdefault(title, []).append((rule_id, rule.name))
        self.fields["rule"].choices = [("", "")] + [(title, rows) for title, rows in groups.items()]


def example_day() -> str:
    """New Year's Day next year, the first that the State Council's next notice names."""
    return date(legal_date().year + 1, 1, 1).isoformat()


def _days_off_hint() -> str:
    text = gettext("All days of the holidays, weekends included or not: one a line, as %(example)s.")
    return text % {"example": example_day()}


class DaysInput(forms.Textarea):
    """Takes several values as well as one text: programs hand in lists."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        rows = data.getlist(name) if hasattr(data, "getlist") else [data.get(name, "")]
        return "\n".join(str(row) for row in rows)


class DaysField(forms.CharField):
    """Days, one a line or separated by blanks or commas, year-month-day in figures."""

    widget = DaysInput(attrs={"rows": 5})

    def __init__(self, **kwargs: Any):
        super().__init__(**{"max_length": 4000, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[date]:  # type: ignore[override]
        words = [word for word in BETWEEN_DAYS.split(super().to_python(value) or "") if word]
        read = {word: _day(word) for word in words}
        if bad := [word for word, day in read.items() if day is None]:
            shown = listed(bad[:5])
            raise ValidationError(
                _("Can't be read as a day: %(words)s. Write %(example)s."),
                params={"words": shown, "example": example_day()},
            )
        return sorted(day for day in read.values() if day is not None)

    def run_validators(self, value: Any) -> None:
        super().run_validators("\n".join(map(str, value)))


def _day(word: str) -> date | None:
    try:
        return date(*map(int, word.split("-"))) if DAY.fullmatch(word) else None
    except ValueError:
        return None


class RuleChoice(forms.ChoiceField):
    """A rule that finance may change."""

    def __init__(self, **kwargs: Any):
        super().__init__(
            choices=lambda: [(r.id, f"{r.name} · {r.cite()}") for r in measures.changeable()], **kwargs
        )

    def validate(self, value: str) -> None:
        """Whoever asks for a number that the law fixes is told which article does."""
        if value and law.known(value) and (rule := law.history(value)[0]).fixed:
            raise ValidationError(measures.why_fixed(rule), code="fixed")
        super().validate(value)


def _room(rule: Rule) -> str:
    """How far the value may go, before one types it."""
    low, high = (wording.amount(end, rule.unit, rule.noun) for end in bounds.room(rule))
    text = (
        gettext("From %(low)s to %(high)s; odd numbers only.")
        if rule.odd
        else gettext("From %(low)s to %(high)s.")
    )
    return text % {"low": low, "high": high}


@form_for("rulebook.parameterchange.propose")
class ChangeForm(StepForm):
    """Shares are typed in per cent: 30 stands for three tenths."""

    rule_id = RuleChoice(label=pgettext_lazy("rules", "Rule"))
    jurisdiction = forms.ModelChoiceField(Jurisdiction.objects.none(), label=pgettext_lazy("rules", "Place"))
    value = numbers.DecimalField(
        label=_("New value"), required=False, max_digits=18, decimal_places=6, min_value=0
    )
    upper = numbers.DecimalField(
        label=_("New upper value"), required=False, max_digits=18, decimal_places=6, min_value=0
    )
    enforcement = forms.ChoiceField(
        label=pgettext_lazy("rules", "Enforcement"),
        required=False,
        choices=[("", ""), ("H", _("Stops the step")), ("W", _("Warns; a written reason is needed"))],
    )
    effective_from = forms.DateField(label=pgettext_lazy("rules", "In force from"))
    effective_to = forms.DateField(
        label=_("Last day in force"),
        required=False,
        help_text=_("Leave empty if it holds until further notice."),
    )
    basis = forms.CharField(
        label=_("Document that lays it down"),
        max_length=200,
        help_text=_("Its number or title; it is published."),
    )
    explanation = forms.CharField(
        label=pgettext_lazy("rules", "Why"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In a sentence or two; it is published with the rule."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        allowed = Jurisdiction.objects.filter(code__in=self.actor.jurisdictions)
        self.fields["jurisdiction"].queryset = allowed.order_by("position", "code")
        self.fields["jurisdiction"].initial = allowed.filter(code=self.actor.jurisdiction).first()
        if self.rule is not None:
            self._fit(self.rule)

    @cached_property
    def rule(self) -> Rule | None:
        """The rule that is spoken of, once it is known."""
        chosen = self.data.get("rule_id") if self.is_bound else (self.initial or {}).get("rule_id")
        known = {rule.id: rule for rule in measures.changeable()}
        return known.get(str(chosen))

    def _fit(self, rule: Rule) -> None:
        """Ask only for what this rule has."""
        self.fields["rule_id"].widget = forms.HiddenInput()
        unit = measures.unit_name(rule)
        self.fields["value"].label = _("New value (%(unit)s)") % {"unit": unit}
        self.fields["upper"].label = _("New upper value (%(unit)s)") % {"unit": unit}
        if rule.value is not None:
            self.fields["value"].help_text = _room(self._present(rule))
        unused = {
            "value": rule.switchable,
            "upper": rule.op is not Op.BETWEEN,
            "enforcement": not rule.switchable,
        }
        for name, is_unused in unused.items():
            if is_unused:
                del self.fields[name]
            else:
                self.fields[name].required = True

    def _present(self, rule: Rule) -> Rule:
        return measures.built_in_at(rule.id, self.actor.jurisdiction or CITY, legal_date())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.rule is not None:
            for name in ("value", "upper"):
                data[name] = measures.from_input(self.rule, data.get(name))
        return data


@form_for("rulebook.parameterchange.end")
class EndForm(StepForm):
    effective_to = forms.DateField(label=_("Last day in force"))
    reason = ReasonField()


@form_for("rulebook.calendaryear.enter")
class YearForm(StepForm):
    year = numbers.IntegerField(label=pgettext_lazy("rules", "Year"), min_value=2014, max_value=2099)
    notice = forms.CharField(label=_("Number of the State Council's notice"), max_length=80)
    url = forms.URLField(
        label=_("Address of the notice"), required=False, max_length=300, assume_scheme="https"
    )
    off = DaysField(
        label=_("Days off"),
        help_text=lazy(_days_off_hint, str)(),
    )
    work = DaysField(
        label=_("Weekend days worked"),
        required=False,
        help_text=_("Saturdays and Sundays worked in exchange."),
    )


@form_for("rulebook.logexport.export")
class ExportForm(StepForm):
    purpose = forms.CharField(
        label=_("What the export is for"), max_length=300, help_text=_("It stays on record with the export.")
    )


class MomentInput(forms.DateTimeInput):
    """A day and a minute, picked in the browser."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class ReviewedIfPublic(StepForm):
    """What is put before everybody is read by somebody first."""

    publication_reviewed = ReviewedField()

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        pause = self.subject
        if pause is not None and pause.kind == PauseKind.SUSPENSION and not notices.is_known(pause):
            field = self.fields["publication_reviewed"]
            field.required, field.widget = False, forms.HiddenInput()


@form_for("rulebook.pause.propose")
class PauseForm(StepForm):
    """An area or a number is asked for only where the scope is one."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("pause", "Ground"), choices=PauseKind.choices, widget=forms.RadioSelect
    )
    scope = forms.ChoiceField(
        label=pgettext_lazy("pause", "Whom it concerns"), choices=Scope.choices, widget=forms.RadioSelect
    )
    jurisdiction = forms.ModelChoiceField(
        Jurisdiction.objects.none(),
        label=pgettext_lazy("pause", "Area"),
        required=False,
        help_text=_("Only for one area; it holds for those below it too."),
    )
    concerns = forms.CharField(
        label=_("Number of the project or tender"),
        required=False,
        max_length=60,
        help_text=_("Only for one project or tender."),
    )
    begins_at = forms.DateTimeField(label=pgettext_lazy("pause", "From"), widget=MomentInput)
    ends_at = forms.DateTimeField(
        label=pgettext_lazy("pause", "Until"),
        widget=MomentInput,
        help_text=_(
            "At the latest; it can be ended sooner. A day that is only touched is not counted either."
        ),
    )
    document = forms.CharField(
        label=_("Number of the order or document"),
        max_length=120,
        help_text=_("It is cited wherever a date moves."),
    )
    explanation = forms.CharField(
        label=pgettext_lazy("rules", "Why"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What has happened, in a sentence or two. It is published where the pause is public."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        allowed = Jurisdiction.objects.filter(code__in=self.actor.jurisdictions)
        self.fields["jurisdiction"].queryset = allowed.order_by("position", "code")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        scope, words = data.get("scope"), data.get("concerns") or ""
        data["subject"] = concerned.find(self.actor, words) if scope == Scope.SUBJECT and words else None
        if scope == Scope.PLACE and not data.get("jurisdiction"):
            self.add_error("jurisdiction", _("Choose the area."))
        if scope != Scope.PLACE:
            data["jurisdiction"] = None
        if scope == Scope.SUBJECT and data["subject"] is None:
            self.add_error("concerns", _("No project or tender that you can see has this number."))
        return data


@form_for("rulebook.pause.decide")
class OrderForm(ReviewedIfPublic):
    pass


@form_for("rulebook.pause.end")
class EndPauseForm(ReviewedIfPublic):
    ends_at = forms.DateTimeField(
        label=pgettext_lazy("pause", "Ended at"),
        widget=MomentInput,
        help_text=_("Days after it are counted again."),
    )
    reason = ReasonField()
    field_order = ["ends_at", "reason", "publication_reviewed"]
