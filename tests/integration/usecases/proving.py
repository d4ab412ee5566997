"""People who sign in with a password and a device: what the tests of sign-in share."""

from dataclasses import dataclass, field, replace

import pyotp

from service.db import accounts
from service.usecases.accounts.browser_sessions import SignedIn, find_half_signed_in, sign_in_browser
from service.usecases.accounts.second_factors import begin_enrolment, confirm_enrolment, show_second_factor
from service.usecases.services import Services
from tests.integration.services import PASSWORD
from tests.support.databases import Clock
from workflows.policy import Actor

NETWORK, AGENT = "10.0.0.1", "Mozilla/5.0 (X11; Linux x86_64) Firefox/150.0"


@dataclass
class Person:
    """One who has an account with a password and, once enrolled, a device that shows codes."""

    services: Services
    clock: Clock
    username: str
    account_id: str
    secret: str = ""
    recovery_codes: tuple[str, ...] = field(default=())

    @property
    def actor(self) -> Actor:
        """The person as an actor without roles."""
        return Actor(self.account_id, self.account_id, self.username)

    def code(self, *, steps: int = 0) -> str:
        """Return what the device shows now, or so many steps later."""
        return pyotp.TOTP(self.secret).at(self.clock.now, counter_offset=steps)

    def wrong_code(self) -> str:
        """Return a code that the device does not show around now."""
        shown = {self.code(steps=steps) for steps in range(-2, 3)}
        return next(code for code in ("000000", "111111", "222222", "333333", "444444", "555555") if code not in shown)

    def enrol(self) -> None:
        """Set up a device and let half a minute pass, so that the next code is a new one."""
        database = self.services.database
        database.write(lambda work: begin_enrolment(work, self.services, actor=self.actor))
        self.secret = database.read(lambda work: show_second_factor(work, self.services, actor=self.actor)).secret
        self.recovery_codes = database.write(
            lambda work: confirm_enrolment(work, self.services, actor=self.actor, code=self.code())
        )
        self.clock.move(seconds=30)

    def sign_in(self, password: str = PASSWORD, network: str = NETWORK) -> str:
        """Give the password at a browser and return the secret of its cookie."""
        return sign_in_browser(self.services, username=self.username, password=password, network=network, agent=AGENT)

    def half(self, secret: str) -> SignedIn:
        """Return who sits at the browser with this cookie, even while the second factor is owed."""
        return find_half_signed_in(self.services, secret=secret)


def a_person(services: Services, clock: Clock, username: str, role: str = "", body: str = "") -> Person:
    """Add an account with the password of the tests, and one role when it is named."""
    hashed = services.passwords.hash(PASSWORD)

    def add(work: object) -> str:
        row = accounts.add_account(work, username=username, name=f"Người {username}", password_hash=hashed)  # type: ignore[arg-type]  # the unit of work
        if role:
            accounts.grant_role(work, row.id, role, body, document="test")  # type: ignore[arg-type]  # the same
        return row.id

    return Person(services, clock, username, services.database.write(add))


def strict(services: Services) -> Services:
    """Return the services of an installation that asks its deciders for a second factor."""
    return replace(services, settings=replace(services.settings, second_factor_required=True))
