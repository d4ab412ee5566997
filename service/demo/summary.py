"""What a loaded demonstration offers: accounts to sign in with, their one open password, how many proposals."""

from dataclasses import dataclass

from service.demo.reading import read_data
from service.usecases.accounts.bootstraps import ROOT


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One account: how to sign in, the invented name, and each role with the body it is held in (code and name)."""

    username: str
    name: str
    roles: tuple[tuple[str, str, str], ...]

    @property
    def role(self) -> str:
        """Return the code of the first role, empty for somebody who only may be honoured."""
        return self.roles[0][0] if self.roles else ""

    @property
    def body(self) -> str:
        """Return the name of the body of the first role."""
        return self.roles[0][2] if self.roles else ""


@dataclass(frozen=True, slots=True)
class DemoSummary:
    """The demonstration after loading; `is_new` tells whether this call put it there.

    `left_out` counts stories that lie in the future of this machine's clock.
    """

    password: str
    accounts: tuple[DemoAccount, ...]
    proposals: int
    left_out: int
    is_new: bool


def demo_accounts() -> tuple[DemoAccount, ...]:
    """Return the accounts in the order of the file."""
    names = {row["code"]: row["name"] for row in [ROOT, *read_data("organisations")["organisations"]]}
    found = []
    for row in read_data("accounts")["accounts"]:
        held = [held.split("@") for held in row["roles"]]
        found.append(DemoAccount(row["username"], row["name"], tuple((role, body, names[body]) for role, body in held)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class DemoGroup:
    """Accounts that act together in one plan's story."""

    title_vi: str
    title_en: str
    accounts: tuple[DemoAccount, ...]


def demo_groups() -> tuple[DemoGroup, ...]:
    """Return the accounts by story, in the order of the file; each belongs to the story that its username ends with."""
    accounts = demo_accounts()
    return tuple(
        DemoGroup(row["vi"], row["en"], tuple(one for one in accounts if _story_of(one.username) in row["stories"]))
        for row in read_data("accounts")["groups"]
    )


def demo_password() -> str:
    """Return the one password of all these accounts; it is open to everybody."""
    password: str = read_data("accounts")["password"]
    return password


def _story_of(username: str) -> str:
    return username.rpartition(".")[2] if "." in username else ""
