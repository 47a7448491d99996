"""Addresses of sourcing."""

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from sourcing.models import OfficialKey, PanelSeat, PriceInquiry, Tender
from sourcing.views import bids, inquiry, officials, panel, public, tender, uploads
from workflow.views import step_paths

app_name = "sourcing"

urlpatterns: list[URLPattern | URLResolver] = [
    path("tenders/", tender.TenderList.as_view(), name="tenders"),
    path("tenders/<uuid:pk>/", tender.detail, name="tender"),
    path("tenders/<uuid:pk>/document/", tender.document, name="document"),
    path("tenders/<uuid:pk>/bid/", bids.BidPage.as_view(), name="bid"),
    path("tenders/<uuid:pk>/uploads/", uploads.begin, name="uploads"),
    path("tenders/<uuid:pk>/opening/", officials.ceremony, name="ceremony"),
    path("tenders/<uuid:pk>/opening/status/", officials.ceremony_status, name="ceremony-status"),
    path("tenders/<uuid:pk>/record/", tender.record, name="record"),
    path("uploads/<str:token>/", uploads.piece, name="upload"),
    path("clock/", uploads.clock, name="clock"),
    path("receipts/<str:number>/", bids.receipt, name="receipt"),
    path("receipts/<str:number>/file/", bids.receipt_file, name="receipt-file"),
    path("sealing/", public.sealing, name="sealing"),
    path("officials/", officials.own_key, name="officials"),
    path("seats/<uuid:pk>/", panel.seat, name="seat"),
    path("inquiries/<uuid:pk>/", inquiry.inquiry, name="inquiry"),
    *step_paths(
        Tender,
        "tenders/<uuid:pk>/",
        home=("sourcing:tenders", _("Tenders")),
        draft=tender.DraftView,
        revise=tender.ReviseView,
        name_officials=tender.OfficialsView,
        publish=tender.PublishView,
        check_eligibility=panel.EligibilityView,
        form_panel=panel.PanelView,
        ask_about_price=inquiry.AskView,
        contribute=officials.ContributeView,
        award_contract=tender.AwardView,
    ),
    *step_paths(
        OfficialKey,
        "officials/<uuid:pk>/",
        home=("sourcing:officials", _("My opening key")),
        enrol=officials.EnrolView,
        prove=officials.ProveView,
    ),
    *step_paths(
        PanelSeat,
        "seats/<uuid:pk>/",
        panel.SeatStep,
        declare=panel.DeclareView,
        judge=panel.JudgeView,
        score=panel.ScoreView,
        weigh_price=inquiry.WeighView,
    ),
    *step_paths(PriceInquiry, "inquiries/<uuid:pk>/", answer=inquiry.AnswerView),
]
