"""When the scenes of a story are, and how two stories go side by side."""

from __future__ import annotations

import heapq
from datetime import date, datetime, time

from workflow.clock import SHANGHAI
from workflow.law import calendar
from workflow.play import Story

EARLY, MORNING, NOON, AFTERNOON = time(8, 30), time(9, 30), time(11, 0), time(15, 20)


def on(day: date, at: time = MORNING) -> datetime:
    """A time of that day in Changchun."""
    return datetime.combine(day, at, SHANGHAI)


def working(day: date, days: int) -> date:
    """So many working days after that day."""
    return calendar.add_working_days(day, days)


def together(*stories: Story) -> Story:
    """All of them, whichever's turn it is."""
    agenda = [
        (moment, number, story) for number, story in enumerate(stories) if (moment := next(story, None))
    ]
    heapq.heapify(agenda)
    while agenda:
        moment, number, story = heapq.heappop(agenda)
        yield moment
        if following := next(story, None):
            heapq.heappush(agenda, (following, number, story))


def kept(story: Story, answer: list[bool]) -> Story:
    """The story, with what it returns put into `answer`."""
    answer.append((yield from story))
