"""One address for every file, whatever it belongs to; papers, their signed copies and numbers."""

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from documents.models import DocumentNumber, DocumentRegister, Scan, Sealing
from documents.views import files, numbers, papers
from workflow.views import step_paths

app_name = "documents"

urlpatterns: list[URLPattern | URLResolver] = [
    path("numbers/", numbers.Numbers.as_view(), name="numbers"),
    path("numbers/<uuid:pk>/", numbers.number, name="number"),
    *step_paths(DocumentNumber, "numbers/<uuid:pk>/"),
    *step_paths(DocumentRegister, "registers/<uuid:pk>/", home=("documents:numbers", _("Document numbers"))),
    *step_paths(Scan, "scans/<uuid:pk>/", hand_in=papers.OfPaperView),
    *step_paths(Sealing, "seals/<uuid:pk>/", apply=papers.OfPaperView),
    path("<uuid:pk>/", files.file, name="file"),
    path("<uuid:pk>/docx/", files.word, name="word"),
    path("<uuid:pk>/sealed/", files.sealed, name="sealed"),
    path("<uuid:pk>/paper/", papers.paper, name="paper"),
    path("<uuid:pk>/<slug:short>/", papers.check, name="check"),
]
