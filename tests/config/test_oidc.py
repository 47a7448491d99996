"""What the environment says of the identity service: nothing, all of it, or the portal doesn't start."""

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured

from config import oidc

WHOLE = {
    "PORTAL_OIDC_ISSUER": "https://id.example.gov.cn/realm",
    "PORTAL_OIDC_CLIENT_ID": "portal",
    "PORTAL_OIDC_CLIENT_SECRET": "secret",
    "PORTAL_OIDC_LABEL": "统一身份认证",
}


def read(monkeypatch, **values):
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return oidc.service(environ.Env())


def test_without_an_issuer_there_is_none(monkeypatch):
    assert read(monkeypatch, PORTAL_OIDC_LABEL="x") is None


def test_what_is_named_is_read(monkeypatch):
    found = read(
        monkeypatch,
        **WHOLE,
        PORTAL_OIDC_ACR="two,three",
        PORTAL_OIDC_ORIGINS="https://login.example.gov.cn/x",
    )
    assert found["acr"] == ["two", "three"]
    assert found["origins"] == ["https://id.example.gov.cn", "https://login.example.gov.cn"]
    assert (found["claim"], found["scopes"], found["label_en"]) == (
        "sub",
        ["openid", "profile"],
        "统一身份认证",
    )


def test_secrets_may_be_files(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text("of a file\n")
    given = WHOLE | {
        "PORTAL_OIDC_CLIENT_SECRET_FILE": str(tmp_path / "secret"),
        "PORTAL_OIDC_CLIENT_SECRET": "",
    }
    assert read(monkeypatch, **given)["client_secret"] == "of a file"


@pytest.mark.parametrize("missing", [name for name in WHOLE if name != "PORTAL_OIDC_ISSUER"])
def test_half_of_it_is_refused_with_the_name_of_what_is_missing(monkeypatch, missing):
    with pytest.raises(ImproperlyConfigured, match=missing):
        read(monkeypatch, **{name: value for name, value in WHOLE.items() if name != missing})


@pytest.mark.parametrize("issuer", ["http://id.example.gov.cn", "ftp://id.example", "id.example", "https://"])
def test_the_way_there_must_be_secure(monkeypatch, issuer):
    with pytest.raises(ImproperlyConfigured, match="PORTAL_OIDC_ISSUER"):
        read(monkeypatch, **WHOLE | {"PORTAL_OIDC_ISSUER": issuer})
