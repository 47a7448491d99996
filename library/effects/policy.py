"""What follows when a document is entered, published, copied or repealed."""

from __future__ import annotations

from documents.services import attach
from library.notices import policy as notices
from workflow.act import Act
from workflow.engine import follow
from workflow.registry import effect

TEXT, RECEIPT = "text", "receipt"


@effect("library.keep_files")
def keep_files(act: Act) -> None:
    for file in act.data["files"]:
        attach(act.subject, file, TEXT, is_public=True, act=act)


@effect("library.publish")
def publish(act: Act) -> None:
    """The notice goes out; what the document replaces is marked, and stays readable."""
    notices.tell(act, act.subject)
    if act.subject.replaces is not None:
        follow(act, act.subject.replaces, "supersede")


@effect("library.keep_receipt")
def keep_receipt(act: Act) -> None:
    for file in act.data["files"]:
        attach(act.subject, file, RECEIPT, act=act)


@effect("library.tell_repeal")
def tell_repeal(act: Act) -> None:
    notices.tell_repeal(act, act.subject)
