"""The parts of Element are the ones that were chosen: by hash, wherever they are fetched from."""

import json

from tests.peers.element.install import HERE, LOCK


def test_the_lock_gives_a_hash_for_each_part_and_an_address_for_none() -> None:
    written = LOCK.read_text()
    parts = {name: part for name, part in json.loads(written)["packages"].items() if name}
    assert parts
    assert [name for name, part in parts.items() if not part["integrity"].startswith("sha512-")] == []
    assert "://" not in written


def test_what_is_installed_is_what_the_lock_says() -> None:
    parts = {name: part for name, part in json.loads(LOCK.read_text())["packages"].items() if name}
    installed = {name: json.loads((HERE / name / "package.json").read_text())["version"] for name in parts}
    assert installed == {name: part["version"] for name, part in parts.items()}
