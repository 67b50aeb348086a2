"""Which names the web server answers to."""

import pytest

from bot.web.server import hosts, is_address


@pytest.mark.parametrize("name", ["192.168.1.20:8420", "127.0.0.1", "[::1]:8420", "[fd00::2]"])
def test_a_plain_address_is_one(name: str) -> None:
    assert is_address(name)


@pytest.mark.parametrize(
    "name", ["", "localhost", "evil.example:8420", "1.2.3.4.evil.example", "999.1.1.1", "1.2.3.4:", "[::1"]
)
def test_a_name_is_not_an_address(name: str) -> None:
    assert not is_address(name)


def test_the_public_address_is_answered_under_its_own_name_and_port() -> None:
    assert hosts("127.0.0.1", 8420, "https://Palabre.example.org") >= {"palabre.example.org", "localhost:8420"}
    assert "palabre.example.org:8420" not in hosts("127.0.0.1", 8420, "https://palabre.example.org")
