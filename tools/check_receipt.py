#!/usr/bin/env python3
"""Check a receipt of a bid: who signed it, and that the envelope at hand is the one received.

    python tools/check_receipt.py --key KEY receipt.json [bid.envelope]

KEY stands on the portal's page "How bids are sealed". Needs PyNaCl and nothing of the portal.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import sys
from pathlib import Path

from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey


def check(receipt: Path, key: str, envelope: Path | None) -> list[str]:
    """What is wrong, or nothing."""
    content = json.loads(receipt.read_text(encoding="utf-8"))
    body, faults = content["body"], []
    try:
        VerifyKey(base64.b64decode(key)).verify(body.encode(), base64.b64decode(content["signature"]))
    except BadSignatureError:
        faults.append("the signature is not that of the portal")
    if envelope is not None:
        digest = hashlib.sha256(envelope.read_bytes()).hexdigest()
        if digest != json.loads(body)["envelope_sha256"]:
            faults.append("this is not the envelope that was received")
    return faults


def main(given: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--key", required=True, help="the portal's key for receipts, base64")
    parser.add_argument("receipt", type=Path)
    parser.add_argument("envelope", type=Path, nargs="?")
    wanted = parser.parse_args(given)
    faults = check(wanted.receipt, wanted.key, wanted.envelope)
    print("\n".join(faults) or "genuine")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
