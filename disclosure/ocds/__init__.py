"""Open Contracting (OCDS 1.1): the release that is built at the moment of publication."""

from disclosure.ocds.frame import build_release, ocid_of

__all__ = ["build_release", "ocid_of"]
