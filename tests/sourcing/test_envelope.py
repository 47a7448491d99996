"""The envelope is one format on both sides: what the browser seals the opener opens, and the other way round.

Seen to fail: leaving the context out of the associated data, skipping the padding check, taking any last tag.
"""

import base64
import io
import json
from pathlib import Path

import pytest

from sourcing import envelope, keys
from tests.sourcing.browser_side import ask

FOLDER = Path(__file__).parent / "vectors"
VECTORS = json.loads((FOLDER / "vectors.json").read_text(encoding="utf-8"))
CONTEXT = "1|6f6c0f3a-6f0e-4a3c-9b0e-0d6f6f0f6a01|0|1|0c1d2e3f-0001-4000-8000-00000000b1dd|1"
FILES = [
    ("price.json", "application/json", b'{"v":1,"price":"498000.00"}'),
    ("服务方案.pdf", "application/pdf", b"%PDF-1.4 " + bytes(range(256)) * 9000),
    ("空.txt", "text/plain", b""),
]
TEXT = base64.b64encode


def sealed(files=FILES, context=CONTEXT):
    private, public = envelope.new_key_pair()
    out = io.BytesIO()
    digest = envelope.seal([(n, t, io.BytesIO(c)) for n, t, c in files], public, context, out)
    return private, public, out.getvalue(), digest


class Kept(io.BytesIO):
    def close(self):
        self.content = self.getvalue()
        super().close()


def opened(raw, private, context=CONTEXT):
    """Name, type and content of each file; raises `BadEnvelope`."""
    parts = []

    def sink(position, entry):
        parts.append(Kept())
        return parts[-1]

    entries = envelope.unpack(io.BytesIO(raw), private, context, sink)
    return [(e.name, e.media_type, p.content) for e, p in zip(entries, parts, strict=True)]


def fault(raw, private, context=CONTEXT):
    with pytest.raises(envelope.BadEnvelope) as caught:
        opened(raw, private, context)
    return caught.value.args[0]


def test_what_is_sealed_is_opened_again():
    private, public, raw, digest = sealed()
    assert opened(raw, private) == FILES
    assert envelope.digest_of(io.BytesIO(raw)) == digest
    assert envelope.check_frame(raw[:144], len(raw), public).size == len(raw)


def test_the_size_tells_only_steps_of_64_kib():
    sizes = {len(sealed([("price.json", "application/json", b"x" * n)])[2]) for n in (1, 40, 60_000)}
    assert len(sizes) == 1


def test_nothing_of_the_content_or_the_bidder_can_be_read():
    _, _, raw, _ = sealed()
    for marker in (b"498000", "服务方案".encode(), b"%PDF", b"0c1d2e3f", b"price.json"):
        assert marker not in raw


def test_the_browser_opens_what_the_command_line_sealed():
    private, _, raw, _ = sealed()
    answer = ask("open", content=TEXT(raw).decode(), privateKey=TEXT(private).decode(), context=CONTEXT)
    assert [(f["name"], f["type"], base64.b64decode(f["content"])) for f in answer["files"]] == FILES


def test_the_opener_opens_what_the_browser_sealed():
    private, public = envelope.new_key_pair()
    files = [{"name": n, "type": t, "content": TEXT(c).decode()} for n, t, c in FILES]
    made = ask("seal", files=files, publicKey=TEXT(public).decode(), context=CONTEXT)
    raw = base64.b64decode(made["envelope"])
    assert opened(raw, private) == FILES
    assert made["sha256"] == envelope.digest_of(io.BytesIO(raw)) and made["size"] == len(raw)
    envelope.check_frame(raw[:144], len(raw), public)


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["name"])
def test_both_sides_agree_on_the_published_vectors(case):
    raw = (FOLDER / "bid.envelope").read_bytes()
    raw = raw if case["flip"] is None else flip(raw, case["flip"])
    private = base64.b64decode(case["private_key"])
    there = ask("open", content=TEXT(raw).decode(), privateKey=case["private_key"], context=case["context"])
    if case["fault"]:
        assert fault(raw, private, case["context"]) == case["fault"] == there["error"]
    else:
        assert envelope.digest_of(io.BytesIO(raw)) == VECTORS["sha256"]
        assert as_rows(opened(raw, private, case["context"])) == VECTORS["files"] == there["files"]


def as_rows(files):
    return [{"name": n, "type": t, "content": TEXT(c).decode()} for n, t, c in files]


def flip(raw, at):
    return raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]


BORDER = 144 + envelope.CHUNK + 17


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda raw: flip(raw, 5000), "damaged"),
        (lambda raw: flip(raw, 30), "length"),
        (lambda raw: flip(raw, 20), "damaged"),
        (lambda raw: flip(raw, 60), "key"),
        (lambda raw: flip(raw, 130), "damaged"),
        (lambda raw: raw[:BORDER], "damaged"),
        (
            lambda raw: (
                raw[:144] + raw[BORDER : 2 * BORDER - 144] + raw[144:BORDER] + raw[2 * BORDER - 144 :]
            ),
            "damaged",
        ),
        (lambda raw: raw + b"\0", "length"),
        (lambda raw: b"PK" + raw[2:], "format"),
        (lambda raw: raw[:9] + b"\2" + raw[10:], "suite"),
    ],
    ids=[
        "bit",
        "count",
        "key id",
        "sealed key",
        "stream",
        "cut at a border",
        "swapped",
        "longer",
        "magic",
        "suite",
    ],
)
def test_tampering_is_detected(change, code):
    private, _, raw, _ = sealed()
    assert fault(change(raw), private) == code


@pytest.mark.parametrize(
    "context",
    [
        CONTEXT[:-1] + "2",
        CONTEXT.replace("b1dd", "b1de"),
        CONTEXT.replace("6a01", "6a02"),
        CONTEXT.replace("|0|1|", "|0|2|"),
    ],
    ids=["earlier version", "another bidder", "another tender", "another round"],
)
def test_an_envelope_opens_under_its_own_name_only(context):
    private, _, raw, _ = sealed()
    assert fault(raw, private, context) == "damaged"


def test_another_tenders_key_does_not_open():
    _, _, raw, _ = sealed()
    assert fault(raw, envelope.new_key_pair()[0]) == "key"


def test_the_frame_is_checked_without_any_key():
    _, public, raw, _ = sealed()
    with pytest.raises(envelope.BadEnvelope, match="length"):
        envelope.check_frame(raw[:144], len(raw) - 1, public)
    with pytest.raises(envelope.BadEnvelope, match="key"):
        envelope.check_frame(raw[:144], len(raw), envelope.new_key_pair()[1])


# Officials' keys


def test_a_key_wrapped_in_the_browser_is_unwrapped_here_and_not_by_another_passphrase():
    made = ask("enrol", passphrase="南湖 伊通河", ops=1, mem=8 * 1024 * 1024)
    private = keys.unwrap(made["wrapped"], "南湖 伊通河")
    assert keys.encode(envelope.public_of(private)) == made["publicKey"]
    with pytest.raises(keys.WrongPassphrase):
        keys.unwrap(made["wrapped"], "南湖")


def test_a_key_wrapped_here_is_unwrapped_in_the_browser():
    private, _ = envelope.new_key_pair()
    wrapped = keys.wrap(private, "长春 净月", quick=True)
    assert ask("unwrap", wrapped=wrapped, passphrase="长春 净月")["key"] == keys.encode(private)
    assert ask("unwrap", wrapped=wrapped, passphrase="x") == {"error": "passphrase"}


def test_stretching_costs_what_the_document_says():
    wrapped = keys.wrap(b"k" * 32, "x")
    assert (wrapped["kdf"], wrapped["ops"], wrapped["mem"]) == ("argon2id13", 3, 256 * 1024 * 1024)
