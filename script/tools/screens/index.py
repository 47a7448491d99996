"""`index.html`: the pictures by stage, desk beside phone, with captions in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from tools.screens.album import Taken
from tools.screens.shots import ROLES, STAGES, role_of

_STYLE = """
body { margin: 2rem auto; max-width: 84rem; padding: 0 1rem; color: #1c1a17; background: #f7f4ed;
  font: 16px/1.6 "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
nav a, h1 small, h2 small, h3 small { margin-right: 1rem; font-weight: 400; }
h2 { margin-top: 3rem; border-bottom: 1px solid #b9b2a3; }
article { margin: 2rem 0 3rem; }
.pictures { display: grid; grid-template-columns: 3fr 1fr; gap: 1rem; align-items: start; }
.pictures.paper { grid-template-columns: 1fr; }
.pictures a { display: block; max-height: 40rem; overflow: hidden; border: 1px solid #d8d2c4; }
img { display: block; width: 100%; }
.faults { color: #a1261a; }
"""


def write(taken: list[Taken], out: Path) -> Path:
    page = out / "index.html"
    page.write_text("\n".join(_page(taken)), encoding="utf-8")
    return page


def _page(taken: list[Taken]) -> Iterator[str]:
    yield '<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>页面图册 · Screens</title>'
    yield f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style>'
    yield "<h1>页面图册 <small>Screens</small></h1>"
    stages = {stage: [each for each in taken if each.shot.stage == stage] for stage in STAGES}
    shown = {stage: own for stage, own in stages.items() if own}
    yield f"<nav>{''.join(_entry(stage, len(own)) for stage, own in shown.items())}</nav>"
    for stage, own in shown.items():
        zh, en = STAGES[stage]
        yield f'<section id="{stage}"><h2>{zh} <small>{en}</small></h2>'
        yield from map(_article, own)
        yield "</section>"


def _entry(stage: str, number: int) -> str:
    zh, en = STAGES[stage]
    return f'<a href="#{stage}">{zh} {en} ({number})</a>'


def _article(taken: Taken) -> str:
    shot = taken.shot
    zh, en = ROLES[role_of(shot.who)]
    who = f" · {escape(shot.who)}" if shot.who else ""
    head = f"<h3>{escape(shot.zh)} <small>{escape(shot.en)}</small></h3><p>{zh} · {en}{who}</p>"
    faults = "".join(f"<li>{escape(fault)}</li>" for fault in taken.faults)
    listed = f'<ul class="faults">{faults}</ul>' if faults else ""
    pictures = "".join(_picture(taken, *key) for key in taken.files)
    return f'<article id="{shot.name}">{head}{listed}<div class="{_class(taken)}">{pictures}</div></article>'


def _class(taken: Taken) -> str:
    return "pictures paper" if taken.shot.paper else "pictures"


def _picture(taken: Taken, language: str, size: str) -> str:
    file = taken.files[language, size]
    text = escape(f"{taken.shot.zh if language == 'zh' else taken.shot.en} ({language}, {size})")
    return f'<a href="{file}"><img src="{file}" alt="{text}" loading="lazy"></a>'
