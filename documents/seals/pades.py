"""Seals by PAdES with pyHanko: a certificate out of a PKCS#12 file, and the picture of the seal on the paper.

pyHanko's own stamp writes the time in UTC; here the picture carries Shanghai's, and no text of pyHanko's is used.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext

from documents.seals import Finding, Sealed, image, keys, place
from workflow.clock import SHANGHAI


class Pades:
    """The adapter."""

    def can_seal(self, code: str) -> bool:
        return keys.at_hand(code)

    def seal(self, pdf: bytes, *, code: str, unit: str, at: datetime) -> Sealed:
        signer = signers.SimpleSigner.load_pkcs12(str(keys.fetch(code, unit)), passphrase=keys.passphrase())
        if signer is None:
            raise ValueError(f"the certificate of {code} can't be opened with the passphrase given")
        holder = signer.signing_cert.subject.native
        note = "演示" if keys.DEMONSTRATION in holder.values() else ""
        where = place.find(pdf, unit)
        field = fields.SigFieldSpec(f"seal-{code}", on_page=where.page, box=where.box)
        style = StaticStampStyle(
            background=PdfImage(image.draw(unit, at, note)), background_opacity=1, border_width=0
        )
        metadata = PdfSignatureMetadata(
            field_name=field.sig_field_name,
            name=unit,
            subfilter=fields.SigSeedSubFilter.PADES,
            md_algorithm="sha256",
        )
        signing = _AtThatTime(metadata, signer=signer, stamp_style=style, new_field_spec=field)
        signing.moment = at.astimezone(SHANGHAI)
        out = signing.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), output=BytesIO())
        certificate = hashlib.sha256(signer.signing_cert.dump()).hexdigest()
        return Sealed(out.getvalue(), certificate, str(holder.get("common_name", "")))

    def verify(self, pdf: bytes) -> list[Finding]:
        try:
            reader = PdfFileReader(BytesIO(pdf))
            return [_finding(embedded) for embedded in reader.embedded_signatures]
        except (PdfError, SignatureValidationError, ValueError):  # what can't be read any more is not whole
            return [Finding(holder="", sealed_at=None, intact=False, whole=False)]


class _AtThatTime(PdfSigner):
    """Signs at the portal's legal time, not by the server's own clock."""

    moment: datetime

    def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self.moment
        return session


def _finding(embedded: Any) -> Finding:
    own = ValidationContext(trust_roots=[embedded.signer_cert], allow_fetching=False)
    status: PdfSignatureStatus = validate_pdf_signature(embedded, signer_validation_context=own)
    holder = embedded.signer_cert.subject.native
    return Finding(
        holder=str(holder.get("common_name", "")),
        sealed_at=embedded.self_reported_timestamp,
        intact=bool(status.intact and status.valid),
        whole=embedded.compute_integrity_info() is None and bool(status.coverage.value >= 3),
    )
