"""What the database itself refuses about answers: more of them than used links, or too few at once."""

from __future__ import annotations

import pgtrigger

LEAST_TOGETHER = 5
"""The smallest batch in which answers may be written: fewer would point at the links just used."""

_TOGETHER = """
    IF (SELECT count(*) FROM written) < %d THEN
        RAISE EXCEPTION 'answers are mixed at least %d at a time';
    END IF;
    RETURN NULL;
"""
_WITHIN = """
    IF (SELECT count(*) FROM evaluation_answer WHERE survey_id = NEW.survey_id)
     + (SELECT count(*) FROM evaluation_pendinganswer WHERE survey_id = NEW.survey_id)
     > (SELECT answered FROM evaluation_survey WHERE id = NEW.survey_id)
    THEN
        RAISE EXCEPTION 'more answers than were counted';
    END IF;
    RETURN NULL;
"""
_COUNTED = """
    IF NEW.answered > (
        SELECT count(*) FROM evaluation_surveytoken WHERE survey_id = NEW.id AND used_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'more answers than used links';
    END IF;
    RETURN NULL;
"""


def answers_are_counted() -> list[pgtrigger.Trigger]:
    """The number of answers of a survey rises only with a link that was used."""
    return [
        pgtrigger.Trigger(
            name="counted",
            level=pgtrigger.Row,
            when=pgtrigger.After,
            operation=pgtrigger.UpdateOf("answered"),
            condition=pgtrigger.Q(new__answered__gt=pgtrigger.F("old__answered")),
            func=_COUNTED,
        )
    ]


def answers_within_links() -> list[pgtrigger.Trigger]:
    """At the end of a transaction a survey never has more answers than were counted, one for each used link."""
    return [
        pgtrigger.Trigger(
            name="within_links",
            level=pgtrigger.Row,
            when=pgtrigger.After,
            operation=pgtrigger.Insert,
            timing=pgtrigger.Deferred,
            func=_WITHIN,
        )
    ]


def mixed_in_batches() -> list[pgtrigger.Trigger]:
    """Answers are written at least five at a time, and never changed afterwards."""
    return [
        pgtrigger.Trigger(
            name="mixed",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=pgtrigger.Insert,
            referencing=pgtrigger.Referencing(new="written"),
            func=_TOGETHER % (LEAST_TOGETHER, LEAST_TOGETHER),
        ),
        pgtrigger.Protect(name="unchanged", operation=pgtrigger.Update),
    ]


def used_once() -> list[pgtrigger.Trigger]:
    """A link that was used stays used, on that day."""
    return [
        pgtrigger.Protect(
            name="used_once",
            operation=pgtrigger.Update,
            condition=pgtrigger.Q(old__used_at__isnull=False)
            & pgtrigger.Q(old__used_at__df=pgtrigger.F("new__used_at")),
        )
    ]
