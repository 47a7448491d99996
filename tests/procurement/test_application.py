"""From a draft to a grant, and what stands in the way."""

from __future__ import annotations

from procurement import demo


def test_grant_commits_the_amount_on_the_line(city):
    project = demo.granted_project(city.hand, city.line)
    line = type(city.line).objects.get(pk=city.line.pk)
    assert project.state == "granted"
    assert line.committed == project.granted_amount
    assert project.number == "CGF-2026-0001"
