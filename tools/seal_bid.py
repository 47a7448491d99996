#!/usr/bin/env python3
"""Seal a bid on the command line: the same envelope as the browser makes (docs/envelope.md).

    python tools/seal_bid.py --key KEY --context CONTEXT --price 498000.00 --out bid.envelope FILE…

KEY and CONTEXT stand on the bid page under "Seal on your own computer". Needs PyNaCl and nothing else of the
portal but sourcing/envelope.py.
"""

from __future__ import annotations

import argparse
import base64
import io
import json
import mimetypes
import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import BinaryIO

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sourcing import envelope

KEY_BYTES = 32
PARTS_OF_CONTEXT = 6


def price(text: str) -> str:
    """An amount of yuan with two decimals."""
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise argparse.ArgumentTypeError("not an amount") from None
    if not amount.is_finite() or amount < 0 or amount != amount.quantize(Decimal("0.01")):
        raise argparse.ArgumentTypeError("yuan with at most two decimals")
    return str(amount.quantize(Decimal("0.01")))


def public_key(text: str) -> bytes:
    key = base64.b64decode(text, validate=True)
    if len(key) != KEY_BYTES:
        raise argparse.ArgumentTypeError("not a key of 32 bytes")
    return key


def context(text: str) -> str:
    if len(text.split("|")) != PARTS_OF_CONTEXT or not text.isascii():
        raise argparse.ArgumentTypeError("not a context: copy it from the bid page")
    return text


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--key", type=public_key, required=True, help="the tender's public key, base64")
    parser.add_argument("--context", type=context, required=True, help="what the envelope is bound to")
    parser.add_argument("--price", type=price, required=True, help="offer in yuan")
    parser.add_argument(
        "--small-enterprise", action="store_true", help="declared as small or micro enterprise"
    )
    parser.add_argument("--out", type=Path, required=True, help="where to write the envelope")
    parser.add_argument("files", nargs="+", type=Path, help="the papers of the bid")
    return parser.parse_args(given)


def price_form(given: argparse.Namespace) -> bytes:
    form = {
        "v": 1,
        "tender": given.context.split("|")[1],
        "price": given.price,
        "small_enterprise": given.small_enterprise,
    }
    return json.dumps(form, ensure_ascii=False).encode()


def main(given: list[str] | None = None) -> int:
    wanted = arguments(given)
    files: list[tuple[str, str, BinaryIO]] = [
        ("price.json", "application/json", io.BytesIO(price_form(wanted)))
    ]
    for path in wanted.files:
        media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        files.append((path.name, media_type, path.open("rb")))
    with wanted.out.open("xb") as out:
        digest = envelope.seal(files, wanted.key, wanted.context, out)
    print(f"{wanted.out}: {wanted.out.stat().st_size} bytes, SHA-256 {digest}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
