"""What a draft tender must keep to (rules B1, B2.11, B7.1, CF-10, A2.7)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.figures import amount_text as money
from core.money import yuan
from procurement.models import Requirement
from procurement.services import lacks_requirement
from sourcing.kinds import CriterionKind, Method, SmeChoice
from workflow import law
from workflow.act import Act
from workflow.obstacles import Mend, Obstacle, stop

HUNDRED = Decimal(100)
LOW_PRICE_RATES = {
    "low_price_mean": "lowprice.mean",
    "low_price_second": "lowprice.second",
    "low_price_ceiling": "lowprice.ceiling",
}
SPECIAL_RULES = {
    Method.INVITED: "B1.2",
    Method.NEGOTIATION: "B1.3",
    Method.CONSULTATION: "B1.7",
    Method.SINGLE: "B1.5",
    Method.FRAMEWORK: "B1.8",
}


def value_of(act: Act, rule_id: str) -> Decimal | None:
    """The value of a rule for this tender, or None where it is not in force."""
    tender = act.subject
    place, day = jurisdiction_of(act), tender.regime_date()
    if not law.applies(rule_id, jurisdiction=place, on=day):
        return None
    return law.find(rule_id, jurisdiction=place, on=day).value


def jurisdiction_of(act: Act) -> str:
    """The tender's, or that of the project from which it is being drafted."""
    project = act.data.get("project")
    return project.jurisdiction_code() if project else act.subject.jurisdiction_code()


def budget_of(act: Act) -> Decimal:
    project = act.data.get("project")
    return project.granted_amount if project else act.subject.budget


def project_is_ready(act: Act) -> Iterator[Obstacle]:
    project = act.data["project"]
    if not act.actor.belongs_to(project.purchaser_id):
        yield stop(_("This is not a project of your organisation."), field="project")
    elif project.state != "granted":
        yield stop(
            _("The budget of this project has not been granted yet, or it is being tendered."),
            "A5.1",
            field="project",
        )


def method_obstacle(method: str) -> Obstacle | None:
    """Why a method can't be carried out: quotations are for goods by law, others are not offered by the portal yet."""
    if method == Method.OPEN:
        return None
    if method == Method.INQUIRY:
        return stop(
            _("A request for quotations is for goods only: choose another method for services."),
            "B1.6",
            field="method",
        )
    return stop(
        _("“%(method)s” can't be carried out in this portal yet. Choose open tendering.")
        % {"method": Method(method).label},
        SPECIAL_RULES[Method(method)],
        field="method",
    )


def method_is_available(act: Act) -> Obstacle | None:
    return method_obstacle(act.data["method"])


def ceiling_within_budget(act: Act) -> Iterator[Obstacle]:
    if act.data["ceiling"] > budget_of(act):
        yield stop(
            _("The ceiling price may not exceed the budget of %(budget)s yuan.")
            % {"budget": money(budget_of(act))},
            "CF-10",
            field="ceiling",
        )


def deposit_is_small_enough(act: Act) -> Iterator[Obstacle]:
    share = value_of(act, "deposit.bid_max")
    if share is None:
        return
    most = yuan(budget_of(act) * share)
    if act.data["deposit"] > most:
        yield stop(
            _("The bid security may be at most %(most)s yuan (2 %% of the budget).") % {"most": money(most)},
            "deposit.bid_max",
            field="deposit",
        )


def weights_add_up(act: Act) -> Iterator[Obstacle]:
    rows = act.data["criteria"]
    total = sum((row["weight"] for row in rows), Decimal(0))
    if total != HUNDRED:
        yield stop(
            _("The weights add up to %(total)s %%, not to 100 %%.") % {"total": total}, "B5", field="criteria"
        )
    if len([row for row in rows if row["kind"] == CriterionKind.PRICE]) != 1:
        yield stop(_("There must be exactly one criterion for the price."), "B2.11", field="criteria")


def price_weighs_enough(act: Act) -> Iterator[Obstacle]:
    least = value_of(act, "open.price_weight_services_min")
    weight = price_weight(act.data["criteria"])
    if least is not None and weight < least * HUNDRED:
        yield stop(
            _("For services the price must weigh at least %(least)s %%.")
            % {"least": f"{(least * HUNDRED).normalize():f}"},
            "open.price_weight_services_min",
            field="criteria",
        )


def price_weight(rows: list[dict[str, Any]]) -> Decimal:
    return sum((row["weight"] for row in rows if row["kind"] == CriterionKind.PRICE), Decimal(0))


def low_price_rates_are_lawful(act: Act) -> Iterator[Obstacle]:
    """A document may raise the three rates, up to 65 per cent, and never lower them."""
    cap = value_of(act, "lowprice.rate_cap")
    for field, rule_id in LOW_PRICE_RATES.items():
        rate, least = act.data[field], value_of(act, rule_id)
        if rate is None or cap is None or least is None:
            continue
        if not least <= rate <= cap:
            yield stop(
                _("The rate must lie between %(least)s and %(most)s.") % {"least": least, "most": cap},
                rule_id,
                field=field,
            )


def small_enterprises_are_considered(act: Act) -> Iterator[Obstacle]:
    """Up to two million yuan a project is reserved for small enterprises, unless a reason is recorded."""
    limit, choice = value_of(act, "sme.reserve_amount"), act.data["sme_choice"]
    small = limit is not None and budget_of(act) <= limit
    if act.data["sme_reason"]:
        return
    if choice in {SmeChoice.SOCIAL, SmeChoice.COMPETITION, SmeChoice.OTHER}:
        yield stop(_("Say why the project is not reserved."), "SME-6", field="sme_reason")
    elif small and choice == SmeChoice.NONE:
        yield stop(
            _(
                "A project of this size is reserved for small and medium enterprises, which social organisations "
                "are not. Choose, or give your reason."
            ),
            "SME-4",
            field="sme_reason",
        )


def special_conditions_stand_in_the_requirement(act: Act) -> Iterator[Obstacle]:
    """A2.7: finance signs them with the requirement; only a project that has none says them here."""
    project = act.data.get("project") or act.subject.project
    if not act.data["special_conditions"] or not lacks_requirement(project, act.today):
        return
    way = Mend(Requirement(project=project).address_of("write"), _("Write the requirement"))
    text = _("Special conditions of this project belong into its requirement, where finance co-signs them.")
    yield stop(text, "A2.7", field="special_conditions", mend=way)


def there_is_something_to_cosign(act: Act) -> Iterator[Obstacle]:
    if act.subject.cosigned_at:
        yield stop(_("The special conditions are co-signed as they stand."), "A2.7")
