"""One's own account: signing in and out, the second factor, sign-ins in browsers, tokens."""

from service.web.account import devices, entering, own, proofs, provider, tokens
from service.web.account.blueprint import pages

__all__ = ["devices", "entering", "own", "pages", "proofs", "provider", "tokens"]
