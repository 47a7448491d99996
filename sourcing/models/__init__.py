"""Tables of sourcing, by what they are about."""

from sourcing.models.award import Award
from sourcing.models.bids import Bid, Receipt, Upload, UploadChunk
from sourcing.models.inquiry import PriceInquiry, PriceVote
from sourcing.models.officials import KeyShare, OfficialKey, TenderOfficial
from sourcing.models.opening import Ceremony, Contribution, OpenedBid, OpenedFile, OpeningRecord
from sourcing.models.panel import Assessment, ConformityVote, Draw, PanelSeat, Score
from sourcing.models.tender import Clarification, Criterion, RequiredPaper, Tender

__all__ = [
    "Assessment",
    "Award",
    "Bid",
    "Ceremony",
    "Clarification",
    "ConformityVote",
    "Contribution",
    "Criterion",
    "Draw",
    "KeyShare",
    "OfficialKey",
    "OpenedBid",
    "OpenedFile",
    "OpeningRecord",
    "PanelSeat",
    "PriceInquiry",
    "PriceVote",
    "Receipt",
    "RequiredPaper",
    "Score",
    "Tender",
    "TenderOfficial",
    "Upload",
    "UploadChunk",
]
