"""The steps that can be passed on, as people choose among them: by what they are about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from workflow import registry
from workflow.policies import roles_in
from workflow.standing import may_be_deputised
from workflow.steps import Step

if TYPE_CHECKING:
    from accounts.models import Membership


def steps_for(membership: Membership) -> list[Step]:
    """What that colleague takes by a role or may take by a post, in the order of the declarations."""
    roles, kind = set(membership.roles), membership.organisation.kind
    taken = (s for s in registry.lifecycles.all_steps() if may_be_deputised(s))
    return [s for s in taken if roles_in(s.by) & roles or kind in s.posts_in]


def ids_for(membership: Membership) -> set[str]:
    return {step.id for step in steps_for(membership)}


def grouped(membership: Membership) -> list[tuple[str, list[tuple[str, str]]]]:
    """Choices of a form, one group for each kind of subject."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for step in steps_for(membership):
        title = str(step.model._meta.verbose_name)
        groups.setdefault(title[:1].upper() + title[1:], []).append((step.id, str(step.label)))
    return list(groups.items())


def named(ids: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Labels of steps, by kind of subject, for a page that lists them."""
    wanted = set(ids)
    groups: dict[str, list[str]] = {}
    for step in registry.lifecycles.all_steps():
        if step.id in wanted and may_be_deputised(step):
            title = str(step.model._meta.verbose_name)
            groups.setdefault(title[:1].upper() + title[1:], []).append(str(step.label))
    return list(groups.items())


def roles_of(ids: Iterable[str]) -> set[str]:
    """The roles by which these steps are taken."""
    return {role for one in ids for role in roles_in(registry.lifecycles.step(one).by)}


def with_what_follows(ids: Iterable[str]) -> frozenset[str]:
    """These steps, and what the worklist calls by the name of a hidden step of the same subject.

    What no deputy takes is left out, also where an appointment of an earlier day still names it.
    """
    wanted, steps = set(ids), list(registry.lifecycles.all_steps())
    passed = {s.id for s in steps if s.id in wanted and may_be_deputised(s)}
    touched = {one.rsplit(".", 1)[0] for one in passed}
    hidden = {s.id for s in steps if s.hidden and s.id.rsplit(".", 1)[0] in touched}
    return frozenset(passed | hidden)
