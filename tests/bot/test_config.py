"""The host's settings: which one wins, and what is said of mistakes."""

from pathlib import Path

import pytest

from bot.config import BadConfig, load

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"


@pytest.fixture(autouse=True)
def no_settings_around(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in os.environ:
        if name.upper().startswith("PALABRE_"):
            monkeypatch.delenv(name)


def written(folder: Path, words: str) -> Path:
    file = folder / "config.toml"
    file.write_text(words, encoding="utf-8")
    return file


def mistakes(file: Path | None) -> list[str]:
    with pytest.raises(BadConfig) as raised:
        load(file)
    return str(raised.value).splitlines()


def test_without_a_file_the_salon_opens_on_this_machine_only() -> None:
    config = load()
    assert (config.salon.host, config.salon.port, config.salon.enabled) == ("127.0.0.1", 8420, True)
    assert config.storage.url == "sqlite:///palabre.db"
    assert (config.group.timezone, config.group.language) == ("Europe/Paris", "fr")
    assert config.access.new_groups == "approve"


def test_a_variable_wins_over_the_file_and_leaves_the_rest_of_its_section(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, '[salon]\nport = 9000\nhost = "0.0.0.0"\n[group]\nlanguage = "en"\n')
    monkeypatch.setenv("PALABRE_SALON__PORT", "9001")
    config = load(file)
    assert (config.salon.port, config.salon.host, config.group.language) == (9001, "0.0.0.0", "en")


def test_the_public_address_loses_its_last_slash(tmp_path: Path) -> None:
    file = written(tmp_path, '[salon]\npublic_url = "https://palabre.example.org/"\n')
    assert load(file).salon.public_url == "https://palabre.example.org"


def test_without_a_server_matrix_is_not_configured() -> None:
    matrix = load().matrix
    assert (matrix.homeserver, matrix.user, matrix.store_dir) == ("", "", Path("matrix-keys"))
    assert (matrix.password, matrix.access_token, matrix.store_key) == (None, None, None)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://matrix.org/", "https://matrix.org"),
        (" http://127.0.0.1:8008 ", "http://127.0.0.1:8008"),
        ("", ""),
    ],
)
def test_a_matrix_server_is_an_address(tmp_path: Path, typed: str, kept: str) -> None:
    assert load(written(tmp_path, f'[matrix]\nhomeserver = "{typed}"')).matrix.homeserver == kept


@pytest.mark.parametrize("typed", ["@palabre:matrix.org", "palabre", "@Palabre_1=x/y.z-:[::1]:8448", " @p:x.org "])
def test_an_account_is_taken_as_people_write_it(tmp_path: Path, typed: str) -> None:
    assert load(written(tmp_path, f'[matrix]\nuser = "{typed}"')).matrix.user == typed.strip()


def test_a_secret_of_matrix_that_is_empty_was_not_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PALABRE_MATRIX__PASSWORD", "")
    monkeypatch.setenv("PALABRE_MATRIX__STORE_KEY", " ")
    matrix = load(written(tmp_path, '[matrix]\npassword = "from the file"\naccess_token = "syt_x"')).matrix
    assert (matrix.password, matrix.store_key) == (None, None)
    assert matrix.access_token is not None
    assert matrix.access_token.get_secret_value() == "syt_x"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("[salon]\nport = 70000", "[salon] port: "),
        ('[salon]\nport = "many"', "[salon] port: "),
        ('[salon]\npublic_url = "palabre.example.org"', "[salon] public_url: write the whole address"),
        ('[storage]\nurl = "mysql://x"', "[storage] url: write sqlite:///FILE or postgresql://"),
        ('[matrix]\nhomeserver = "matrix.org"', "[matrix] homeserver: write the address of the server"),
        ('[matrix]\nhomeserver = "ftp://matrix.org"', "[matrix] homeserver: write the address of the server"),
        ('[matrix]\nuser = "Palabre des Tilleuls"', "[matrix] user: write the account"),
        ('[matrix]\nuser = "@palabre:"', "[matrix] user: write the account"),
        (
            '[matrix]\ntoken = "syt_x"',
            "[matrix] token: no such setting. Look for its name in config.example.toml.",
        ),
        ('[group]\ntimezone = "Paris"', "[group] timezone: write a place of the time zone database"),
        ('[group]\nlanguage = "de"', "[group] language: "),
        ('[access]\nnew_groups = "all"', "[access] new_groups: "),
        ("[salon]\nprot = 1", "[salon] prot: no such setting. Look for its name in config.example.toml."),
        ("[salons]\nport = 1", "salons: no such setting. Look for its name in config.example.toml."),
    ],
)
def test_a_mistake_names_its_setting(tmp_path: Path, words: str, line: str) -> None:
    (said,) = mistakes(written(tmp_path, words))
    assert said.startswith(line)


def test_every_mistake_has_its_own_line(tmp_path: Path) -> None:
    lines = mistakes(written(tmp_path, '[salon]\nport = -1\n[group]\ntimezone = "x"\nlanguage = "x"\n'))
    assert [line.split(":")[0] for line in lines] == ["[salon] port", "[group] timezone", "[group] language"]


def test_a_mistake_in_a_variable_names_its_setting_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PALABRE_SALON__PORT", "abc")
    (line,) = mistakes(None)
    assert line.startswith("[salon] port: ")


def test_a_file_that_is_missing_or_no_toml_is_named(tmp_path: Path) -> None:
    (line,) = mistakes(tmp_path / "nothing.toml")
    assert line.startswith(f"{tmp_path}/nothing.toml: no such file.")
    (line,) = mistakes(written(tmp_path, "[salon\nport"))
    assert line.startswith(f"{tmp_path}/config.toml: ")
    (tmp_path / "config.toml").write_bytes(b"\xff\xfe")
    (line,) = mistakes(tmp_path / "config.toml")
    assert line.startswith(f"{tmp_path}/config.toml: ")


def test_secrets_are_not_shown_in_a_mistake_nor_in_a_repr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = {
        "PALABRE_TELEGRAM__TOKEN": "110201543:very-secret",
        "PALABRE_TELEGRAM__WEBHOOK_SECRET": "hook-secret",
        "PALABRE_MATRIX__PASSWORD": "matrix-secret",
        "PALABRE_MATRIX__ACCESS_TOKEN": "access-secret",
        "PALABRE_MATRIX__STORE_KEY": "store-secret",
        "PALABRE_STORAGE__URL": "postgresql://palabre:db-secret@localhost/palabre",
    }
    for name, value in secrets.items():
        monkeypatch.setenv(name, value)
    shown = repr(load()) + str(load())
    assert "secret" not in shown.replace("webhook_secret", "")
    lines = mistakes(
        written(tmp_path, '[storage]\nurl = "x"\n[telegram]\ntoken = ["list-secret"]\n[salon]\nport = "port"\n')
    )
    monkeypatch.setenv("PALABRE_STORAGE__URL", "mysql://palabre:db-secret@localhost/palabre")
    lines += mistakes(None)
    assert lines
    assert "secret" not in "\n".join(lines).replace("webhook_secret", "")


def test_an_error_does_not_carry_the_settings_along(monkeypatch: pytest.MonkeyPatch) -> None:
    import traceback

    monkeypatch.setenv("PALABRE_STORAGE__URL", "mysql://palabre:db-secret@localhost/palabre")
    with pytest.raises(BadConfig) as raised:
        load()
    assert "db-secret" not in "".join(traceback.format_exception(raised.value))


def test_the_example_loads_and_says_what_is_so_without_it() -> None:
    assert load(EXAMPLE).salon == load().salon
