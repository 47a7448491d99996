"""Enrolling, proving and giving up an official's key. The passphrase never comes here."""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.forms.fields import InvalidJSONInput
from django.utils.translation import gettext_lazy as _
from nacl.public import PublicKey, SealedBox

from sourcing.forms.fields import Base64Field
from sourcing.kinds import Seat
from sourcing.rules.officials import SEATS
from workflow.forms import StepForm
from workflow.registry import form_for

WRAPPED = {"kdf", "ops", "mem", "salt", "nonce", "box"}
CHALLENGE_SECONDS = 900
LONGEST_WRAPPED = 2000
SALT = "sourcing.official.challenge"


class WrappedField(forms.JSONField):
    """What the browser's script has wrapped. Nothing that is longer or nested deeper is read at all."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and len(value) > LONGEST_WRAPPED:
            raise ValidationError(_("The browser sent something unreadable. Reload the page."))
        return super().to_python(value)

    def bound_data(self, data: Any, initial: Any) -> Any:
        """A refused one is shown again as it came, unread."""
        return InvalidJSONInput(data)


@form_for("sourcing.officialkey.enrol")
class EnrolForm(StepForm):
    seat = forms.ChoiceField(label=_("Seat"), choices=Seat.choices)
    public_key = Base64Field(label=_("Passphrase"), size=32)
    wrapped = WrappedField(label=_("Passphrase"), widget=forms.HiddenInput, required=False)
    private = frozenset({"wrapped"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offers the seats that people of this organisation may hold."""
        super().__init__(*args, **kwargs)
        fitting = SEATS.get(self.actor.organisation_kind, set())
        self.fields["seat"].widget.choices = [(s.value, s.label) for s in Seat if s in fitting]

    def clean_wrapped(self) -> dict[str, Any]:
        wrapped = self.cleaned_data["wrapped"]
        if not wrapped and "public_key" in self.errors:
            return {}  # one message is enough
        if not isinstance(wrapped, dict) or set(wrapped) != WRAPPED or not is_plain(wrapped):
            raise ValidationError(_("The browser sent something unreadable. Reload the page."))
        return wrapped


@form_for("sourcing.officialkey.prove")
class ProveForm(StepForm):
    challenge = forms.CharField(widget=forms.HiddenInput, max_length=400)
    proof = Base64Field(label=_("Passphrase"), size=32)
    private = frozenset({"challenge", "proof"})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "challenge" in data and "proof" in data:
            data["proof_holds"] = is_answered(self.subject, data["challenge"], data["proof"])
        return data


def is_plain(wrapped: dict[str, Any]) -> bool:
    """Short numbers and Base64: nothing that the database can't hold."""
    text = json.dumps(wrapped, ensure_ascii=False)
    return len(text) <= LONGEST_WRAPPED and text.isascii() and text.isprintable()


def new_challenge(key: Any) -> tuple[bytes, str]:
    """A secret sealed to the official's key, and what the server needs to know the answer again."""
    secret = secrets.token_bytes(32)
    token = signing.dumps({"key": str(key.pk), "answer": hashlib.sha256(secret).hexdigest()}, salt=SALT)
    return SealedBox(PublicKey(bytes(key.public_key))).encrypt(secret), token


def is_answered(key: Any, token: str, answer: bytes) -> bool:
    try:
        asked = signing.loads(token, salt=SALT, max_age=CHALLENGE_SECONDS)
    except signing.BadSignature:
        return False
    digest = hashlib.sha256(answer).hexdigest()
    return asked["key"] == str(key.pk) and secrets.compare_digest(asked["answer"], digest)
