"""The provider: Authlib's server with strict settings, a page to sign in on, and a session of its own.

It demands PKCE, the client's secret and the exact redirect address; it asks anew for `prompt=login` and `max_age`,
and says in each token when and how strongly somebody signed in. `/crooked` lets a test say what it shall do wrong.

python -m tests.oidc.provider '{"port": 9400, "client_id": …, "client_secret": …, "redirect_uri": …, "people": {…}}'
"""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import urlencode

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # on loopback

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import ClientMixin
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import AuthorizationCodeMixin, OpenIDCode
from flask import Flask, jsonify, redirect, request, session
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

PAGE = """<!doctype html><html lang="zh-Hans"><head><title>统一身份认证</title></head><body><main>
<h1>统一身份认证</h1><p>{said}</p><form method="post"><label for="who">证件号</label><input id="who" name="who">
<label><input type="checkbox" name="strong" value="1">数字证书</label>
<button name="do" value="sign-in">登录认证</button><button name="do" value="refuse">拒绝</button></form>
</main></body></html>"""


@dataclass
class Client(ClientMixin):
    """The portal, as it is registered here."""

    id: str
    secret: str
    redirect_uri: str

    def get_client_id(self) -> str:
        return self.id

    def get_default_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_allowed_scope(self, scope: str) -> str:
        return " ".join(word for word in scope.split() if word in {"openid", "profile"})

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri == self.redirect_uri

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == self.secret

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method in {"client_secret_basic", "client_secret_post"}

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass
class Code(AuthorizationCodeMixin):
    code: str
    redirect_uri: str
    scope: str
    nonce: str
    auth_time: int
    acr: str
    user: dict[str, Any]
    code_challenge: str
    code_challenge_method: str

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str:
        return self.nonce

    def get_auth_time(self) -> int:
        return self.auth_time

    def get_acr(self) -> str:
        return self.acr


class Provider:
    """All that it keeps, in memory."""

    def __init__(self, config: dict[str, Any]) -> None:
        self.issuer = f"http://127.0.0.1:{config['port']}"
        self.client = Client(config["client_id"], config["client_secret"], config["redirect_uri"])
        self.people: dict[str, dict[str, Any]] = config["people"]
        self.key, self.foreign = RSAKey.generate_key(2048), RSAKey.generate_key(2048)
        self.codes: dict[str, Code] = {}
        self.tokens: dict[str, dict[str, Any]] = {}
        self.crooked: dict[str, Any] = {}
        """What it does wrong: `claims` that take the place of the right ones (null: left out), `sign` with another key,
        `session` that it takes for new, `token` and `keys` as statuses, `say` in the address of the answer."""

    @property
    def description(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "end_session_endpoint": f"{self.issuer}/end",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": [self.crooked.get("method", "client_secret_basic")],
        } | self.crooked.get("description", {})

    def save_token(self, token: dict[str, Any], asked: Any) -> None:
        self.tokens[token["access_token"]] = asked.user


def application(config: dict[str, Any]) -> Flask:
    provider, app = Provider(config), Flask(__name__)
    app.config["SESSION_COOKIE_NAME"] = "identity_service"
    app.secret_key = os.urandom(16)
    server = AuthorizationServer(app, lambda _id: provider.client, provider.save_token)
    server.register_grant(grant_of(provider), [CodeChallenge(required=True), tokens_of(provider)()])
    for_people(app, provider, server)
    for_the_portal(app, provider, server)
    return app


def for_people(app: Flask, provider: Provider, server: AuthorizationServer) -> None:
    @app.route("/authorize", methods=["GET", "POST"])
    def authorize() -> Any:
        if request.method == "GET":
            return PAGE.format(said="") if must_ask(provider) else answered(provider, server)
        if request.form["do"] == "refuse":
            asked = {"error": "access_denied", "state": request.args["state"]}
            return redirect(f"{request.args['redirect_uri']}?{urlencode(asked)}")
        if request.form["who"] not in provider.people:
            return PAGE.format(said=f"没有 {escape(request.form['who'])} 这个人。")
        session["who"], session["at"] = request.form["who"], int(time.time())
        session["acr"] = "two" if request.form.get("strong") else "one"
        return answered(provider, server)

    @app.get("/end")
    def end() -> Any:
        session.clear()
        return redirect(request.args["post_logout_redirect_uri"])


def for_the_portal(app: Flask, provider: Provider, server: AuthorizationServer) -> None:
    @app.get("/.well-known/openid-configuration")
    def description() -> Any:
        return jsonify(provider.description), provider.crooked.get("status", 200)

    @app.get("/keys")
    def keys() -> Any:
        return jsonify({"keys": [provider.key.as_dict(private=False, kid="one", use="sig")]})

    @app.post("/token")
    def token() -> Any:
        if status := provider.crooked.get("token"):
            return jsonify({"error": "invalid_grant"}), status
        return server.create_token_response()

    @app.get("/userinfo")
    def userinfo() -> Any:
        person = provider.tokens.get(request.headers["Authorization"].removeprefix("Bearer "))
        return jsonify({**person, **person.get("beside", {})} | provider.crooked.get("beside", {}))

    @app.post("/crooked")
    def crooked() -> Any:
        """For the tests."""
        provider.crooked = request.json
        return "", 204


def must_ask(provider: Provider) -> bool:
    """Whether the page to sign in on comes, or a session here is enough."""
    if "who" not in session:
        return True
    if provider.crooked.get("session"):
        return False
    limit = request.args.get("max_age")
    too_old = limit is not None and time.time() - session["at"] > int(limit)
    return "login" in request.args.get("prompt", "").split() or too_old


def answered(provider: Provider, server: AuthorizationServer) -> Any:
    try:
        grant = server.get_consent_grant(end_user=session["who"])
    except OAuth2Error as error:
        return jsonify(dict(error.get_body())), error.status_code
    answer = server.create_authorization_response(grant=grant, grant_user=session["who"])
    if more := provider.crooked.get("say"):
        answer.headers["Location"] += f"&{urlencode(more)}"
    return answer


def grant_of(provider: Provider) -> Any:
    class Grant(AuthorizationCodeGrant):
        TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic", "client_secret_post"]

        def save_authorization_code(self, code: str, asked: Any) -> None:
            given = asked.payload.data
            user = {"sub": session["who"], **provider.people[session["who"]]}
            provider.codes[code] = Code(
                code, given["redirect_uri"], given["scope"], given["nonce"], session["at"], session["acr"], user,
                given["code_challenge"], given["code_challenge_method"],
            )  # fmt: skip

        def query_authorization_code(self, code: str, client: Client) -> Code | None:
            return provider.codes.get(code)

        def delete_authorization_code(self, authorization_code: Code) -> None:
            del provider.codes[authorization_code.code]

        def authenticate_user(self, authorization_code: Code) -> dict[str, Any]:
            return authorization_code.user

    return Grant


def tokens_of(provider: Provider) -> Any:
    class IdTokens(OpenIDCode):
        def exists_nonce(self, nonce: str, asked: Any) -> bool:
            return any(code.nonce == nonce for code in provider.codes.values())

        def get_client_claims(self, client: Client) -> dict[str, Any]:
            return {"iss": provider.issuer}

        def get_encode_header(self, client: Client) -> dict[str, Any]:
            return {"alg": "RS256", "kid": "one"}

        def resolve_client_private_key(self, client: Client) -> RSAKey:
            return provider.key

        def generate_user_info(self, user: dict[str, Any], scope: str) -> dict[str, Any]:
            return {name: value for name, value in user.items() if name != "beside"}

        def encode_id_token(self, token: dict[str, Any], asked: Any) -> str:
            raw = super().encode_id_token(token, asked)
            wrong = provider.crooked.get("claims", {})
            if not wrong and not provider.crooked.get("sign"):
                return raw
            claims = {**jwt.decode(raw, provider.key).claims, **wrong}
            return signed(provider, {name: value for name, value in claims.items() if value is not None})

    return IdTokens


def signed(provider: Provider, claims: dict[str, Any]) -> str:
    """As the crooked one wants it: by a key that isn't published, by the client's secret, or by none."""
    how = provider.crooked.get("sign")
    if how == "secret":
        header = {"alg": "HS256", "kid": "one"}
        return jwt.encode(header, claims, OctKey.import_key(provider.client.secret), ["HS256"])
    if how == "none":
        return jwt.encode({"alg": "none", "kid": "one"}, claims, None, ["none"])
    key = provider.foreign if how == "foreign" else provider.key
    kid = "two" if how == "unknown" else "one"
    return jwt.encode({"alg": "RS256", "kid": kid}, claims, key, ["RS256"])


if __name__ == "__main__":
    given = json.loads(sys.argv[1])
    application(given).run("127.0.0.1", given["port"], threaded=True)
