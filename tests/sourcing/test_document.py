"""The tender document: promised by the notice, there with it, for providers from the hour that it names."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from disclosure.models import Notice
from documents.models import Paper
from sourcing import demo
from sourcing import document as document_module
from sourcing.kinds import DOCUMENT
from sourcing.models import Tender
from workflow.clock import legal_now

pytestmark = pytest.mark.django_db


def client_of(username):
    client = Client()
    if username:
        client.force_login(User.objects.get(username=username))
    return client


def document(tender):
    return reverse("sourcing:document", args=[tender.pk])


def test_a4_1_it_says_what_bidders_must_know(world):
    with override("en"):  # whoever publishes: the document is in Chinese
        tender = demo.published_tender(world.hand, world.project)
    paper = Paper.objects.of(tender).get(kind=DOCUMENT)
    assert paper.issuer == tender.purchaser and not paper.is_public
    for said in (tender.number, tender.requirement.splitlines()[0], tender.opening_place, "评标办法"):
        assert said in paper.html
    for criterion in tender.criteria.all():
        assert criterion.name in paper.html and criterion.standard.splitlines()[0] in paper.html
    for row in tender.evaluation_standard:
        assert row["name"] in paper.html
    for needed in tender.papers.all():
        assert needed.name in paper.html
    assert tender.contact_phone not in paper.html, "who is to be called stands in the notice alone"
    assert "Tender document" not in paper.html


def test_its_sections_are_counted_through_where_no_papers_are_required(world):
    """A bidder who misses a number would look for a page that isn't there."""
    context = document_module.context_of(world.published()) | {"required_papers": [], "title": "招标文件"}
    with override("zh-hans"):
        html = render_to_string(document_module.TEMPLATE, context)
    assert re.findall(r"<h2>(\S)", html)[:6] == list("一二三四五六")


def test_the_notice_leads_to_it_after_signing_in(world):
    tender = world.published()
    world.pass_to(max(legal_now(), tender.documents_from) + timedelta(minutes=1))
    notice = reverse("disclosure:notice", args=[notice_number(tender)])
    assert document(tender) in client_of("").get(notice).content.decode()
    asked = client_of("").get(document(tender))
    assert asked.status_code == 302 and "next=" in asked.headers["Location"]
    paper = Paper.objects.of(tender).get(kind=DOCUMENT)
    for reader in ("kangle.jingban", "mzj.jingban", "czj.shenhe"):
        led = client_of(reader).get(document(tender))
        assert led.headers["Location"] == paper.get_absolute_url(), reader
        assert client_of(reader).get(paper.get_word_url()).status_code == 200
    assert client_of("sfj.jingban").get(document(tender)).status_code == 404
    assert client_of("").get(paper.get_absolute_url()).status_code == 404


def test_providers_have_it_from_the_hour_that_the_notice_names(world):
    tender = world.published()
    Tender._base_manager.filter(pk=tender.pk).update(documents_from=legal_now() + timedelta(hours=1))
    paper = Paper.objects.of(tender).get(kind=DOCUMENT)
    provider = client_of("kangle.jingban")
    assert provider.get(document(tender)).headers["Location"] == tender.get_absolute_url()
    assert provider.get(paper.get_absolute_url()).status_code == 404
    assert client_of("mzj.jingban").get(document(tender)).headers["Location"] == paper.get_absolute_url()


def notice_number(tender):
    return Notice.objects.get(subject_id=tender.pk, kind="AN-03").number
