"""Addresses of the register of providers."""

from django.urls import URLPattern, URLResolver

app_name = "providers"

urlpatterns: list[URLPattern | URLResolver] = []
