"""How an organisation that is new to the portal comes by an account: the first step before its registration."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from pypinyin import lazy_pinyin
from stdnum.cn import uscc

from accounts import passwords
from accounts.models import Jurisdiction, Membership, Organisation, User
from accounts.roles import OrganisationKind, Role
from core.phones import PhoneField

SHORTEST_OLD_NUMBER = 4


class JoinForm(forms.Form):
    """The organisation and the first of its people. The account is named after the organisation's code."""

    name = forms.CharField(label=_("Name of the organisation"), max_length=200)
    code = forms.CharField(
        label=_("Unified social credit code"),
        max_length=32,
        help_text=_(
            "18 characters. Organisations registered before October 2015 may give their older number."
        ),
    )
    jurisdiction = forms.ModelChoiceField(
        Jurisdiction.objects.none(), label=_("Registered in"), empty_label=None
    )
    address = forms.CharField(label=_("Address of the organisation"), max_length=200)
    phone = PhoneField(label=_("Telephone"))
    person = forms.CharField(label=_("Your name"), max_length=100)
    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        label=_("Password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=passwords.RULE[passwords.Kind.OUTSIDER],
    )
    again = forms.CharField(
        label=_("Password again"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        below = Jurisdiction.objects.exclude(kind="province")
        self.fields["jurisdiction"].queryset = below  # type: ignore[attr-defined]

    def clean_code(self) -> str:
        code = self.cleaned_data["code"].strip().upper()
        if len(code) == 18 and not uscc.is_valid(code):
            raise ValidationError(
                _("This is not a valid unified social credit code: check each character."), code="ELG-1"
            )
        if len(code) < SHORTEST_OLD_NUMBER or not code.isascii() or not code.replace("-", "").isalnum():
            raise ValidationError(
                _("Enter the number that stands on the registration certificate."), code="ELG-1"
            )
        if Organisation.objects.filter(code=code).exists() or User.objects.filter(username=code).exists():
            raise ValidationError(
                _("This organisation has an account already. Ask its people to let you in.")
            )
        return code

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", _("The two passwords differ."))
        if data.get("password"):
            try:
                validate_password(
                    data["password"], User(username=data.get("code", ""), name=data.get("person", ""))
                )
            except ValidationError as error:
                self.add_error("password", error)
        return data


@transaction.atomic
def open_account(data: dict[str, Any]) -> User:
    """The organisation, and a first person who may do everything for it. Nothing is approved by this."""
    organisation = Organisation.objects.create(
        kind=OrganisationKind.PROVIDER,
        name=data["name"],
        code=data["code"],
        jurisdiction=data["jurisdiction"],
        sort_key=" ".join(lazy_pinyin(data["name"])),
        address=data["address"],
        phone=data["phone"],
    )
    user = User(username=data["code"], name=data["person"], email=data["email"])
    user.set_password(data["password"])
    user.save()
    roles = [Role.PROVIDER_AGENT, Role.PROVIDER_HEAD]
    Membership.objects.create(user=user, organisation=organisation, roles=roles)
    return user
