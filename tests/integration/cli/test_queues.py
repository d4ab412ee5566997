"""`vinhdanh queues refresh` says how much it looked at."""

from tests.integration.cli.conftest import Call


def test_refresh_says_what_it_looked_at(call: Call) -> None:
    assert call("db", "upgrade").code == 0
    told = call("queues", "refresh", "--json")
    assert told.code == 0
    assert '"open": 0' in told.out
