"""A real identity provider (OpenID Connect) on this machine, in a thread, for tests of single sign-on."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

with warnings.catch_warnings():
    # The provider's own code, not ours, still uses a module that its library is about to drop.
    warnings.simplefilter("ignore", DeprecationWarning)
    from oidc_provider_mock import User, run_server_in_thread

__all__ = ["User", "provider"]


@contextmanager
def provider(*users: User) -> Iterator[str]:
    """Run a provider that knows these people, each by `sub` and claims, and yield its issuer."""
    with run_server_in_thread(user_claims=users) as server:
        yield f"http://localhost:{server.server_port}"
