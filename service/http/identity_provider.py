"""The identity provider over HTTP: OpenID Connect with authorization code, PKCE, state and nonce, all by Authlib."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, cast

import structlog
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import FlaskOAuth2App, OAuth
from flask import Response, current_app, url_for
from joserfc.errors import JoseError
from requests import RequestException

from service.http.context import services
from service.usecases.accounts.provider_sign_ins import Claims
from service.usecases.errors import Unauthenticated

EXTENSION, NAME = "vinhdanh-identity-provider", "provider"
DISCOVERY = "/.well-known/openid-configuration"
SCOPES = "openid profile email"
SECONDS = 10  # how long the provider may take to answer
# What a provider that is down, or answers with something else than it should, lets fall through Authlib.
UNREACHABLE = (RequestException, OSError)
UNUSABLE = (AuthlibBaseError, JoseError, KeyError, TypeError, ValueError, RuntimeError)


def is_offered() -> bool:
    """Tell whether the installation has an identity provider."""
    settings = services().settings
    return bool(settings.oidc_issuer and settings.oidc_client_id)


def send_to_provider(endpoint: str, **options: Any) -> Response:
    """Send the browser to the provider, which sends it back to this endpoint of ours.

    Raises Unauthenticated (`provider-unreachable`, `provider-failed`).
    """
    own = services().settings.public_url.rstrip("/")
    callback = own + url_for(endpoint) if own else url_for(endpoint, _external=True)
    try:
        return cast("Response", _client().authorize_redirect(callback, **options))
    except UNREACHABLE as error:
        raise _told("provider-unreachable", error) from None
    except UNUSABLE as error:
        raise _told("provider-failed", error) from None


def claims_of_answer() -> Claims:
    """Return what the provider says of the person, from the request that it sent the browser back with.

    Signature, issuer, audience, dates, nonce and state are checked. Raises as `send_to_provider`.
    """
    client = _client()
    try:
        token = client.authorize_access_token()
        found: Mapping[str, Any] = token.get("userinfo") or {}
        _check(client, found)
        if "email" not in found or "preferred_username" not in found:
            found = _completed(client, token, found)
        return _as_claims(found)
    except UNREACHABLE as error:
        raise _told("provider-unreachable", error) from None
    except UNUSABLE as error:
        raise _told("provider-failed", error) from None


def _client() -> FlaskOAuth2App:
    """Return the client of this application, made once; it keeps what the provider publishes about itself."""
    known = current_app.extensions.get(EXTENSION)
    if known is None:
        settings = services().settings
        registry = OAuth(current_app)
        registry.register(
            NAME,
            client_id=settings.oidc_client_id,
            client_secret=settings.oidc_client_secret,
            server_metadata_url=settings.oidc_issuer.rstrip("/") + DISCOVERY,
            client_kwargs={"scope": SCOPES, "code_challenge_method": "S256", "default_timeout": SECONDS},
        )
        known = current_app.extensions[EXTENSION] = registry.create_client(NAME)
    return known


def _check(client: FlaskOAuth2App, claims: Mapping[str, Any]) -> None:
    """Insist on an ID token of the very issuer that the settings name, whatever the provider says of itself."""
    issuer = services().settings.oidc_issuer.rstrip("/")
    stated = str(client.load_server_metadata().get("issuer", "")).rstrip("/")
    if not claims.get("sub") or stated != issuer or str(claims.get("iss", "")).rstrip("/") != issuer:
        raise ValueError("no ID token of the issuer that the settings name")


def _completed(client: FlaskOAuth2App, token: Mapping[str, Any], claims: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the claims with those that the provider gives only at its userinfo address, for the same subject."""
    if "userinfo_endpoint" not in client.load_server_metadata():
        return claims
    more = client.userinfo(token=token)
    if more.get("sub") != claims["sub"]:
        raise ValueError("userinfo is about somebody else")
    return {**more, **claims}


def _as_claims(found: Mapping[str, Any]) -> Claims:
    methods, at = found.get("amr"), found.get("auth_time")
    return Claims(
        issuer=str(found["iss"]).rstrip("/"),
        subject=str(found["sub"]),
        username=str(found.get("preferred_username", "")),
        email=str(found.get("email", "")),
        email_is_verified=found.get("email_verified") is True,
        methods=frozenset(map(str, methods)) if isinstance(methods, list) else frozenset(),
        authenticated_at=datetime.fromtimestamp(at, UTC) if isinstance(at, int) else None,
    )


def _told(code: str, error: Exception) -> Unauthenticated:
    """Return the refusal for people, after what happened was logged for those who run the service."""
    structlog.get_logger().warning("identity provider", code=code, error=type(error).__name__, detail=str(error)[:300])
    return Unauthenticated(code)
