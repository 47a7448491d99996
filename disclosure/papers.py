"""The PDF of a notice: its personal values are put in when it is made, so that the page kept holds none."""

from __future__ import annotations

from disclosure.models import PersonalValue
from disclosure.rendering import fill_html
from documents.completion import completes
from documents.models import Paper


@completes("disclosure.notice")
def with_personal_values(paper: Paper) -> str:
    """The frozen page with the personal values that have not been withheld."""
    personal = dict(PersonalValue.objects.filter(notice_id=paper.subject_id).values_list("field", "value"))
    return fill_html(paper.html, personal)
