"""What has happened in a project, as a reader may be told it."""

from __future__ import annotations

from accounts import history
from core.actor import Actor
from core.components import Mark
from core.panels import collect
from procurement.models import Project


def of_project(project: Project, actor: Actor) -> list[Mark]:
    """Latest first; without what the reader's side must not learn, whatever the subject that it stands with."""
    subjects = collect("project_subjects", project, actor)
    return history.of_subjects(subjects, without=collect("project_untold", project, actor))
