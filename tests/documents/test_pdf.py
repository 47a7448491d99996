"""PDFs: made from the frozen page alone, the same each time, and waiting where they can't be made."""

import http.server
import threading
from io import BytesIO

import pytest
from pypdf import PdfReader

from documents import pdf, services, tasks
from documents.completion import complete
from documents.models import Rendering, WordCopy
from documents.outbox import make_paper
from workflow import outbox

PAGE = '<!doctype html><html lang="zh-Hans"><title>甲</title><body style="font-family:Noto Serif SC">{}'
SECRET = "canary-of-the-file-system"


@pytest.fixture(scope="module")
def listener():
    """A server on this machine that notes who comes by."""
    seen = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            seen.append(self.path)
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()

        do_HEAD = do_GET

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", seen
    server.shutdown()
    thread.join()


@pytest.mark.parametrize(
    "markup",
    [
        '<link rel="attachment" href="{0}/a">',
        '<link rel="stylesheet" href="{0}/a">',
        '<a rel="attachment" href="{0}/a">a</a>',
        '<img src="{0}/a">',
        '<img srcset="{0}/a 2x" src="{0}/b">',
        '<object data="{0}/a"></object>',
        '<embed src="{0}/a">',
        '<iframe src="{0}/a"></iframe>',
        '<style>@import "{0}/a";</style>',
        "<style>@font-face{{font-family:x;src:url({0}/a)}} p{{font-family:x}}</style><p>a",
        "<style>p{{background:url({0}/a)}}</style><p>a",
        "<style>p::before{{content:url({0}/a)}}</style><p>a",
        '<svg><image href="{0}/a"/><use href="{0}/b#c"/></svg>',
        '<base href="{0}/"><img src="a">',
    ],
)
def test_nothing_is_fetched(listener, tmp_path, markup):
    address, seen = listener
    (tmp_path / "a").write_text(SECRET)
    for place in (
        address,
        address.replace("127.0.0.1", "[::ffff:127.0.0.1]"),
        f"file://{tmp_path}",
        str(tmp_path),
    ):
        made = pdf.render(PAGE.format(markup.format(place)))
        assert made.startswith(b"%PDF")
        assert b"/EmbeddedFile" not in made
        assert SECRET.encode() not in made
    assert seen == []


def test_the_fetcher_knows_fonts_only():
    fetcher = pdf._fetcher()
    assert fetcher.fetch("portal-font:NotoSerifSC_400Regular").read(4) == b"\x00\x01\x00\x00"
    for url in (
        "portal-font:../../../etc/passwd",
        "file:///etc/passwd",
        "ftp://localhost/a",
        "http://localhost/",
    ):
        with pytest.raises(pdf.Forbidden):
            fetcher.fetch(url)


def test_the_same_page_gives_the_same_bytes():
    assert pdf.render(PAGE.format("<p>甲乙")) == pdf.render(PAGE.format("<p>甲乙"))


def test_pdfs_are_archival_and_tagged():
    root = PdfReader(BytesIO(pdf.render(PAGE.format("<h1>甲</h1>")))).trailer["/Root"]
    metadata = root["/Metadata"].get_data()
    assert b"pdfaid:part>3<" in metadata or b'pdfaid:part="3"' in metadata
    assert b"pdfaid:conformance>A<" in metadata or b'pdfaid:conformance="A"' in metadata
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "zh-Hans"
    assert "/OutputIntents" in root


def test_a_paper_is_frozen_in_the_act_and_made_afterwards(paper, in_act_of):
    made = in_act_of(
        lambda act: services.request_pdf(
            act.subject,
            "note",
            "layout/print.html",
            {"signed_by": "<b>民政局</b>", "signed_on": "2025-03-04"},
            act=act,
        )
    )
    assert made.file is None
    assert "&lt;b&gt;民政局" in made.html
    assert "2025年3月4日" in made.html
    assert outbox.sweep() >= 1
    again = services.latest_paper(paper, "note")
    assert again.file.path.read_bytes() == pdf.render(complete(made))
    assert again.rendering.engine.startswith("WeasyPrint 70")


def test_a_second_delivery_changes_nothing(in_act_of):
    made = in_act_of(lambda act: services.request_pdf(act.subject, "note", "layout/print.html", {}, act=act))
    for _ in range(2):
        make_paper({"paper": str(made.pk)})
    assert Rendering.objects.filter(paper=made).count() == 1
    assert WordCopy.objects.filter(paper=made).count() == 1


def test_a_paper_waits_where_the_renderer_is_missing(in_act_of, paper, monkeypatch):
    in_act_of(lambda act: services.request_pdf(act.subject, "note", "layout/print.html", {}, act=act))
    with monkeypatch.context() as without:
        without.setattr(pdf, "_prepared", missing)
        outbox.sweep()
        assert tasks.make_waiting_papers() == 0
    assert services.latest_paper(paper, "note").file is None
    assert tasks.make_waiting_papers() == 1
    assert services.latest_paper(paper, "note").file.size > 1000


def missing():
    raise pdf.Unavailable("Pango is missing.")
