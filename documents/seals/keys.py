"""A unit's certificate and key: one PKCS#12 file each below `settings.SEALS_DIR`, `<code>.p12`.

A demonstration makes one that says what it is, the first time that it is asked for. Production never does: the
authority that issues seals makes them.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from django.conf import settings

from workflow.clock import database_kind

DEMONSTRATION = "演示印章 DEMONSTRATION"
_CODE = re.compile(r"[0-9A-Z-]{4,32}")
_FROM, _UNTIL = datetime(2014, 1, 1, tzinfo=UTC), datetime(2099, 12, 31, tzinfo=UTC)


def is_demonstration() -> bool:
    return database_kind() != "production"


def passphrase() -> bytes:
    return settings.SEALS_PASSPHRASE.encode()


def file_of(code: str) -> Path | None:
    """Where the unit's certificate lies; None for a code that could be no file of ours."""
    return Path(settings.SEALS_DIR) / f"{code}.p12" if _CODE.fullmatch(code) else None


def at_hand(code: str) -> bool:
    path = file_of(code)
    return path is not None and (path.is_file() or is_demonstration())


def fetch(code: str, unit: str) -> Path:
    """The file; in a demonstration it is made where it is missing. Raises `FileNotFoundError`."""
    path = file_of(code)
    if path is None:
        raise FileNotFoundError(code)
    if not path.is_file() and is_demonstration():
        make(path, unit)
    if not path.is_file():
        raise FileNotFoundError(path)
    return path


def make(path: Path, unit: str) -> None:
    """A certificate that nobody should trust, and that says so in its name."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, DEMONSTRATION),
            x509.NameAttribute(NameOID.COMMON_NAME, unit[:60]),
        ]
    )
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_FROM)
        .not_valid_after(_UNTIL)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    content = pkcs12.serialize_key_and_certificates(
        b"seal", key, certificate, None, BestAvailableEncryption(passphrase())
    )
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = path.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    os.replace(new, path)
