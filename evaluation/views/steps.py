"""Steps that need a page of their own."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from core.components import Crumb
from core.figures import amount_text
from evaluation import ledger, parameters, scorecard
from evaluation.forms.fields import as_day
from evaluation.kinds import Party
from evaluation.printing import cards
from evaluation.views.pages import card_context
from workflow import engine
from workflow.obstacles import Refused
from workflow.views import StepView

REMARKS_AT_ONCE = 25


class OpenView(StepView):
    """The contract may be named in the address, so that its page can lead here."""

    template_name = "evaluation/open.html"

    def born_within(self) -> Any:
        wanted = self.request.GET.get("contract", "")
        form = engine.form_of(self.step, self.subject, self.actor)
        return next((c for c in form.fields["contract"].queryset if str(c.pk) == wanted), None)

    def get_initial(self) -> dict[str, Any]:
        chosen = self.born_within()
        if chosen is None:
            return {}
        kind = "final" if chosen.state == "accepted" else "interim"
        return {
            "contract": chosen,
            "kind": kind,
            "period_from": chosen.starts_on,
            "period_to": chosen.ends_on,
        }


class DeclareView(StepView):
    """Says whom the declaration concerns."""

    template_name = "evaluation/declare.html"


def in_chinese(text: Any) -> str:
    """What recipients read first."""
    with override("zh-hans"):
        return str(text)


def question_about(criterion: Any) -> dict[str, Any]:
    """A plain question to start from; the third party words it for its people."""
    overall = "满意" in criterion.name  # the criterion itself asks for nothing else
    text = (
        _("All in all, are you satisfied with this service?")
        if overall
        else _("Are you satisfied with: %(name)s?")
    )
    with override("en"):
        english = str(text) % {"name": criterion.name}
    return {
        "criterion": criterion.pk,
        "text": in_chinese(text) % {"name": criterion.name},
        "text_en": english,
    }


class PlanSurveyView(StepView):
    """Starts from one group, the project's number of recipients, and a plain question for each indicator."""

    template_name = "evaluation/plan_survey.html"
    draft = True

    def get_initial(self) -> dict[str, Any]:
        survey = self.subject.survey
        if survey:
            return self.from_plan(survey)
        size = self.subject.project.recipient_number
        return {
            "strata": [{"name": in_chinese(_("All recipients")), "size": size}],
            "questions": [question_about(c) for c in self.subject.criteria_of(Party.RECIPIENTS)],
        }

    @staticmethod
    def from_plan(survey: Any) -> dict[str, Any]:
        """The plan as it stands, to be changed before scoring starts."""
        return {
            "small": survey.error > parameters.precision(survey.evaluation, small=False).error,
            "opens_at": as_day(survey.opens_at),
            "closes_at": as_day(survey.closes_at),
            "strata": [{"name": s.name, "size": s.size} for s in survey.strata.all()],
            "questions": [
                {"criterion": q.criterion_id, "text": q.text, "text_en": q.text_en}
                for q in survey.questions.all()
            ],
        }


class SheetView(StepView):
    """A party's score sheet: its indicators in their blocks, what it handed in last filled in."""

    template_name = "evaluation/sheet.html"
    draft = True
    party = Party.PURCHASER

    def get_initial(self) -> dict[str, Any]:
        last = self.subject.sheets.filter(party=self.party).order_by("number").last()
        known = {score.criterion_id: score for score in last.scores.all()} if last else {}
        rows = []
        for criterion in self.subject.criteria_of(self.party):
            score = known.get(criterion.pk)
            rows.append(
                {
                    "criterion": criterion.pk,
                    **self.found(criterion, score),
                    "files": [e.file for e in score.evidence.all()] if score else [],
                }
            )
        texts = ("comment", "problems", "diversion")
        return {"scores": rows} | ({name: getattr(last, name) for name in texts} if last else {})

    def found(self, criterion: Any, score: Any) -> dict[str, Any]:
        """As handed in last; to begin with, what the portal's own ledger says."""
        if score:
            return {"finding": f"{score.finding.normalize():f}", "note": score.note}
        if known := ledger.known(self.subject, criterion):
            text = _("By the portal's payment ledger: %(paid)s of %(whole)s yuan were paid.")
            amounts = {"paid": amount_text(known.paid), "whole": amount_text(known.whole)}
            return {"finding": f"{known.rate.normalize():f}", "note": in_chinese(text) % amounts}
        return {"finding": None, "note": ""}


class ThirdPartySheetView(SheetView):
    party = Party.THIRD_PARTY


class IssueView(StepView):
    """The answer to the click is the sheet itself: its secrets are shown once and kept nowhere."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            done = engine.execute(
                self.subject,
                self.step_name,
                self.actor,
                request.POST,
                key=request.POST.get("idempotency_key", "").replace("\x00", "")[:80],
            )
        except Refused as refused:
            return self.refuse(refused)
        return self.sheet(done)

    def sheet(self, done: engine.Done) -> HttpResponse:
        batch = done.outcome.get("batch")
        context = {
            "title": self.step.label,
            "crumbs": [Crumb(self.subject.number, self.subject.get_absolute_url()), Crumb(self.step.label)],
            "evaluation": self.subject,
            "batch": batch,
            "survey": self.subject.survey,
            "cards": cards(done.outcome.get("secrets", ())),
            "repeated": done.repeated,
        }
        response = render(self.request, "evaluation/links.html", context)
        response.headers["Cache-Control"] = "no-store, private"
        return response


class ModerateView(StepView):
    """Remarks that nobody has read yet, some at a time; decided ones can be looked at again."""

    template_name = "evaluation/moderate.html"

    def waiting(self) -> list[Any]:
        survey = self.subject.survey
        if survey is None:
            return []
        return list(survey.remarks.filter(decision="pending").order_by("pk")[:REMARKS_AT_ONCE])

    def get_initial(self) -> dict[str, Any]:
        return {"remarks": [{"remark": remark.pk, "public_text": remark.text} for remark in self.waiting()]}

    def get_context(self, form: Any) -> dict[str, Any]:
        survey = self.subject.survey
        texts = {str(r.pk): r.text for r in survey.remarks.all()} if survey else {}
        for row in form.parts["remarks"].forms:
            row.about = texts.get(str(row["remark"].value()), "")
        decided = survey.remarks.exclude(decision="pending").count() if survey else 0
        themes = survey.remarks.exclude(theme="").values_list("theme", flat=True).distinct() if survey else ()
        return super().get_context(form) | {"decided": decided, "themes": sorted(set(themes))}

    def get_success_url(self, done: engine.Done) -> str:
        if self.waiting():
            return reverse("evaluation:evaluation-moderate", args=[self.subject.pk])
        return super().get_success_url(done)


class CombineView(StepView):
    """Shows what the scores come to before anyone presses the button."""

    template_name = "evaluation/combine.html"

    def get_context(self, form: Any) -> dict[str, Any]:
        context = super().get_context(form)
        if context["available"].stops:
            return context
        return context | card_context(scorecard.build(self.subject))

    def get_initial(self) -> dict[str, Any]:
        """Texts of an earlier round, or the problems that the parties named."""
        subject = self.subject
        found = [s.problems for party in Party if (s := subject.sheet(party)) and s.problems]
        return {
            "summary": subject.summary,
            "problems": subject.problems or "\n".join(found),
            "rectification": subject.rectification,
            "rectify_by": subject.rectify_by,
            "budget_advice": subject.budget_advice,
            "budget_note": subject.budget_note,
        }


class PublishView(StepView):
    """The result once more, as it will stand on the public page."""

    template_name = "evaluation/publish.html"

    def get_context(self, form: Any) -> dict[str, Any]:
        return super().get_context(form) | card_context(self.subject.result) | {"evaluation": self.subject}


VIEWS: dict[str, type[StepView]] = {
    "open": OpenView,
    "declare": DeclareView,
    "plan_survey": PlanSurveyView,
    "score_as_purchaser": SheetView,
    "score_as_third_party": ThirdPartySheetView,
    "issue_links": IssueView,
    "moderate": ModerateView,
    "combine": CombineView,
    "publish": PublishView,
}
