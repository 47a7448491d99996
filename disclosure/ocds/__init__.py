"""Open Contracting (OCDS 1.1): the release that is built at the moment of publication."""

from disclosure.ocds.frame import build_release, merge_parties, ocid_of, party, reference, stamp
from disclosure.ocds.packages import package

__all__ = ["build_release", "merge_parties", "ocid_of", "package", "party", "reference", "stamp"]
