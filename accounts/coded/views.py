"""The two pages of writing without an account: what one says and where the code goes, then the code."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import View

from accounts.coded import sending
from accounts.coded.forms import AddressFields, CodeForm
from accounts.coded.models import Coded
from accounts.telling.channels import Undelivered
from workflow.obstacles import Refused


class WriteView(View):
    """Writing without an account. Say which form, what it says becomes (`keep`), and where the code is asked for."""

    form_class: type[AddressFields]
    template_name: str

    def keep(self, data: dict[str, Any]) -> Coded:
        """Send the code. Raises `sending.TooMany` and `Undelivered`."""
        raise NotImplementedError

    def address_of(self, pending: Coded) -> str:
        raise NotImplementedError

    def get_initial(self) -> dict[str, Any]:
        return {}

    def get_context(self) -> dict[str, Any]:
        return {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(self.form_class(initial=self.get_initial()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form_class(request.POST)
        if not form.is_valid():
            return self.show(form, HTTPStatus.UNPROCESSABLE_ENTITY)
        try:
            pending = self.keep(form.cleaned_data)
        except sending.TooMany:
            form.add_error("address", _("No more codes are sent there today. Try again tomorrow."))
            return self.show(form, HTTPStatus.TOO_MANY_REQUESTS)
        except Undelivered:
            form.add_error(
                "address", _("The code could not be sent there. Check it, or choose the other way.")
            )
            return self.show(form, HTTPStatus.UNPROCESSABLE_ENTITY)
        return HttpResponseRedirect(self.address_of(pending))

    def show(self, form: forms.Form, status: int = HTTPStatus.OK) -> HttpResponse:
        return render(self.request, self.template_name, {"form": form, **self.get_context()}, status=status)


class CodeView(View):
    """The code that came, and with it the word. The address of this page is known to who wrote it only."""

    model: type[Coded]
    template_name: str
    over_template: str
    thanks: Any = ""
    pending: Any

    def take(self, pending: Any) -> Any:
        """Do what was written down. Raises `Refused`."""
        raise NotImplementedError

    def get_context(self) -> dict[str, Any]:
        return {}

    def get_success_url(self) -> str:
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, pk: UUID, *args: Any, **kwargs: Any) -> Any:
        self.pending = sending.waiting(self.model, pk)
        if self.pending is None:
            title = _("This code can't be used any more")
            return render(request, self.over_template, {"title": title}, status=HTTPStatus.NOT_FOUND)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(CodeForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = CodeForm(request.POST)
        if form.is_valid():
            try:
                taken = sending.confirm(self.pending, form.cleaned_data["code"], self.take)
            except Refused as refused:
                for obstacle in refused.obstacles:
                    form.add_error(None, str(obstacle.text))
            else:
                if taken is not None:
                    messages.success(request, self.thanks)
                    return HttpResponseRedirect(self.get_success_url())
                form.add_error("code", _("This is not the code that was sent."))
        return self.show(form, HTTPStatus.UNPROCESSABLE_ENTITY)

    def show(self, form: CodeForm, status: int = HTTPStatus.OK) -> HttpResponse:
        context = {"title": _("Your code"), "pending": self.pending, "form": form, **self.get_context()}
        return render(self.request, self.template_name, context, status=status)
