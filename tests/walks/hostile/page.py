"""A form as it was shown again: what stands in it, and what is said beside each field."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Control:
    """An input, a choice or a text area."""

    kind: str
    described_by: tuple[str, ...] = ()
    invalid: bool = False
    values: list[str] = field(default_factory=list)


@dataclass
class Node:
    tag: str
    id: str = ""
    text: str = ""
    control: Control | None = None


class ShownForm(HTMLParser):
    """Reads a page once: controls by name, texts by id."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.controls: dict[str, list[Control]] = defaultdict(list)
        self.texts: dict[str, str] = {}
        self.summary = ""
        self.open: list[Node] = []
        self.groups: list[tuple[int, tuple[str, ...]]] = []
        """How deep each group of choices begins, and what describes it."""
        self.feed(html.replace("\x00", "\ufffd"))
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        node = Node(tag, given.get("id", ""))
        described = tuple(given.get("aria-describedby", "").split())
        if tag == "fieldset" or given.get("role") == "radiogroup":
            self.groups.append((len(self.open), described))
        if tag in {"input", "textarea", "select"} and given.get("name"):
            node.control = self._control(tag, given, described)
            self.controls[given["name"]].append(node.control)
        if tag == "option" and "selected" in given and (select := self._inside("select")):
            select.control.values.append(given.get("value", ""))
        if "p-errs" in given.get("class", "").split():
            node.id = "p-errs"
        if tag not in VOID:
            self.open.append(node)

    def _control(self, tag: str, given: dict[str, str], described: tuple[str, ...]) -> Control:
        kind = given.get("type", "text") if tag == "input" else tag
        around = self.groups[-1][1] if self.groups else ()
        made = Control(kind, described + around, given.get("aria-invalid") == "true")
        if tag == "input" and (kind not in {"radio", "checkbox"} or "checked" in given):
            made.values.append(given.get("value", ""))
        return made

    def handle_endtag(self, tag: str) -> None:
        if not any(node.tag == tag for node in self.open):
            return
        while (node := self.open.pop()).tag != tag:
            self._finish(node)
        self._finish(node)

    def _finish(self, node: Node) -> None:
        if node.id:
            self.texts[node.id] = node.text
        if node.tag == "textarea" and node.control:
            node.control.values.append(node.text.removeprefix("\n"))
        if self.open:
            self.open[-1].text += node.text
        if self.groups and len(self.open) <= self.groups[-1][0]:
            self.groups.pop()

    def handle_data(self, data: str) -> None:
        if self.open:
            self.open[-1].text += data

    def _inside(self, tag: str) -> Node | None:
        return next((node for node in reversed(self.open) if node.tag == tag and node.control), None)

    def values(self, name: str) -> list[str]:
        """Everything that stands under a name."""
        return [value for control in self.controls.get(name, []) for value in control.values]

    def said_beside(self, name: str) -> str:
        """What a screen reader says with the control: the texts that describe it."""
        ids = {key for control in self.controls.get(name, []) for key in control.described_by}
        return " ".join(" ".join(self.texts.get(key, "").split()) for key in sorted(ids))

    def kinds(self, name: str) -> set[str]:
        return {control.kind for control in self.controls.get(name, [])}

    def on_top(self) -> str:
        """The summary of all that must be changed."""
        return " ".join(self.texts.get("p-errs", "").split())


def lost(shown: ShownForm, name: str, typed: str) -> bool:
    """Whether what was typed is gone. A choice that doesn't exist can't be shown chosen; a password must not be."""
    kinds = shown.kinds(name)
    if not kinds or kinds & {"password", "select", "radio", "checkbox", "file"}:
        return not kinds
    wanted = " ".join(typed.replace("\x00", "").split())
    return not any(wanted == " ".join(value.replace("\ufffd", "").split()) for value in shown.values(name))
