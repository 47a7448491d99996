"""Looking at pages: one of each kind, and never out of the portal."""

import re

from PIL import Image
from tools.paths import ROOT
from tools.screens import docs, pages, papers
from tools.screens.lives import LIVES
from tools.screens.shots import ROLES, STAGES, role_of
from tools.screens.walk import Walk, kind_of
from weasyprint import HTML

HOME = "http://127.0.0.1:8000"
KEY = "ce84b7ca-dd94-416a-bbbc-73a625e8928b"


def test_keys_numbers_and_values_make_no_new_kind():
    assert kind_of(f"/projects/{KEY}/") == kind_of("/projects/ad1fdf73-fc2a-4174-b6dd-e4477505d7f7/")
    assert kind_of("/notices/ZB-220100-2026-0001/") == kind_of("/notices/YX-220100-2025-0012/")
    assert kind_of("/notices/?page=2&q=a") == kind_of("/notices/?q=b&page=3")
    assert kind_of("/notices/?page=2") != kind_of("/notices/")


def test_a_walk_stays_inside_and_ends():
    walk = Walk(HOME, ["/"], onwards=True, most=3)
    seen = []
    for page in walk:
        seen.append(page)
        walk.found(
            [f"{HOME}/a/", f"{HOME}/a/", f"{HOME}/preferences/?text=large", "https://elsewhere.example/"]
        )
        walk.found([f"{HOME}/b/", f"{HOME}/c/"])
    assert seen == [f"{HOME}/", f"{HOME}/a/", f"{HOME}/b/"]


def test_without_walking_only_what_was_named_is_seen():
    walk = Walk(HOME, ["/x/"], onwards=False, most=9)
    for _page in walk:
        walk.found([f"{HOME}/a/"])
    assert list(walk) == []


def test_the_set_shows_every_stage_and_no_name_twice():
    names = [shot.name for shot in pages.every()]
    assert len(names) == len(set(names))
    assert {shot.stage for shot in pages.every()} == set(STAGES)
    assert all(role_of(shot.who) in ROLES for shot in pages.every())


def test_each_stage_of_a_project_is_seen_by_three():
    for stage in ("application", "budget", "sourcing", "supervision", "acceptance", "evaluation"):
        assert max(len(life.people) for life in LIVES if life.stage == stage) == 3


def test_a_picture_for_the_docs_stays_small():
    noise = Image.effect_noise((1280, 1500), 90).convert("RGB")
    assert len(docs.small(noise.resize((320, 375)))) <= docs.LARGEST


def test_docs_show_every_picture_that_is_taken_for_them_and_no_other():
    written = "".join(path.read_text() for path in [ROOT / "README.md", *(ROOT / "docs/guides").glob("*.md")])
    shown = set(re.findall(r"pictures/([\w./-]+\.png)", written))
    there = {path.relative_to(docs.FOLDER).as_posix() for path in docs.FOLDER.rglob("*.png")}
    assert shown == there == {picture.file for picture in docs.every()}


def test_a_sheet_that_is_cut_off_is_a_fault(tmp_path):
    sheet = "<style>@page { size: A5; margin: 1cm } p { margin-left: %s; white-space: nowrap }</style><p>Contract</p>"
    assert papers.picture(HTML(string=sheet % "0").write_pdf(), tmp_path / "whole.png") == []
    [fault] = papers.picture(HTML(string=sheet % "12.5cm").write_pdf(), tmp_path / "cut.png")
    assert "cut off" in fault
