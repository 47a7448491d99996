from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from catalog.models import Comment, Edition, Opinion
from catalog.views import comments, consultation, difference, edition, items
from workflow.views import step_paths

app_name = "catalog"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", edition.catalogue, name="catalogue"),
    path("editions/<uuid:pk>/", edition.edition, name="edition-detail"),
    path("editions/<uuid:pk>/changes/", difference.changes, name="edition-changes"),
    path("editions/<uuid:pk>/items.xlsx", items.for_editing, name="edition-workbook"),
    path("editions/<uuid:pk>/comment/", comments.AnonymousView.as_view(), name="comment-new"),
    path("comments/<uuid:pk>/", comments.CommentPage.as_view(), name="comment-detail"),
    path("comments/code/<uuid:pk>/", comments.CodeView.as_view(), name="comment-code"),
    path("opinions/<uuid:pk>/", consultation.opinion, name="opinion-detail"),
    *step_paths(
        Edition,
        "editions/<uuid:pk>/",
        home=("catalog:catalogue", _("Guidance catalogue")),
        draft=edition.EditionStep,
        revise=edition.EditionStep,
        open_consultation=consultation.OpenStep,
        record_consultation=consultation.CloseStep,
        record_hearing=consultation.HearingStep,
        close_consultation=consultation.CloseStep,
        approve=consultation.ApproveStep,
        import_items=items.ImportStep,
        assess=items.AssessStep,
    ),
    *step_paths(Opinion, "opinions/<uuid:pk>/", treat=consultation.TreatStep),
    *step_paths(
        Comment,
        "comments/<uuid:pk>/",
        comments.OfCommentStep,
        home=("catalog:catalogue", _("Guidance catalogue")),
        submit=comments.SubmitStep,
    ),
]
