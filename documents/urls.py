"""One address for every file, whatever it belongs to."""

from django.urls import URLPattern, URLResolver, path

from documents import views

app_name = "documents"

urlpatterns: list[URLPattern | URLResolver] = [
    path("<uuid:pk>/", views.file, name="file"),
]
