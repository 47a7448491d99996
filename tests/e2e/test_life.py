"""The life of one project, from the empty application to the published review, in a real browser.

Nothing here knows of a database: people click, time moves by the demonstration bar, mail is read in its mailbox.
"""

from tests.e2e.life import (
    acceptance,
    application,
    award,
    bids,
    contract,
    correction,
    evaluation,
    performance,
    public,
    requirement,
    tender,
)
from tests.e2e.people import People


def test_a_project_from_the_empty_application_to_the_published_review(visit, site, tmp_path):
    people = People(visit)
    head = public.published_head(people)
    application.play(people)
    requirement.play(people)
    tender.play(people)
    bids.play(people)
    award.play(people)
    contract.play(people)
    performance.play(people)
    acceptance.play(people)
    correction.play(people)
    evaluation.play(people)
    public.pages(people)
    public.notices(people)
    public.record(site, head, tmp_path)
