"""The host's settings: `config.toml` and PALABRE_SECTION__KEY variables, typed and checked."""

import re
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from handlers.conversation.text import Text, t, verbatim
from handlers.members.model import SchoolZone

from .texts import voice


class BadConfig(Exception):
    """The settings cannot be used. Each mistake names a setting, what is wrong, and how to mend it."""

    def __init__(self, mistakes: list[Text]) -> None:
        super().__init__("\n".join(voice("en")(mistake) for mistake in mistakes))
        self.mistakes = mistakes


class _Section(BaseModel):
    model_config = {"extra": "forbid"}


class Storage(_Section):
    url: str = Field(default="sqlite:///palabre.db", repr=False)  # may hold a password

    @field_validator("url")
    @classmethod
    def _known(cls, url: str) -> str:
        if not url.startswith(("sqlite:///", "postgresql://", "postgres://")):
            raise ValueError(t("write sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME").sentence)
        return url


class Telegram(_Section):
    token: SecretStr | None = None
    api_url: str = ""
    webhook_url: str = ""
    webhook_secret: SecretStr | None = None
    ephemeral: bool = True

    @field_validator("token")
    @classmethod
    def _whole(cls, token: SecretStr | None) -> SecretStr | None:
        if token is None or not token.get_secret_value().strip():
            return None
        if not re.fullmatch(r"\d+:[A-Za-z0-9_-]+", token.get_secret_value().strip()):
            raise ValueError(t("copy the whole token from @BotFather: digits, a colon, letters").sentence)
        return SecretStr(token.get_secret_value().strip())

    @field_validator("api_url")
    @classmethod
    def _root(cls, url: str) -> str:
        if url and not url.startswith(("http://", "https://")):
            raise ValueError(t("write the root of the server, for example http://127.0.0.1:8081").sentence)
        return url.rstrip("/")

    @field_validator("webhook_url")
    @classmethod
    def _safe(cls, url: str) -> str:
        # Telegram itself only brings updates over https; one's own server on this machine may do without.
        if url and not url.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
            raise ValueError(t("write an address that begins with https://").sentence)
        if url and urlsplit(url).path in ("", "/"):
            raise ValueError(t("add a path of its own, for example https://palabre.example.org/telegram").sentence)
        return url

    @field_validator("webhook_secret")
    @classmethod
    def _speakable(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is None or not secret.get_secret_value():
            return None
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret.get_secret_value()):
            raise ValueError(t("only letters, digits, _ and -, 256 at most; or leave it out").sentence)
        return secret


class Matrix(_Section):
    homeserver: str = ""
    user: str = ""
    password: SecretStr | None = None
    access_token: SecretStr | None = None
    store_dir: Path = Path("matrix-keys")
    store_key: SecretStr | None = None

    @field_validator("homeserver")
    @classmethod
    def _reached(cls, server: str) -> str:
        server = server.strip().rstrip("/")
        if server and not server.startswith(("http://", "https://")):
            raise ValueError(t("write the address of the server, for example https://matrix.org").sentence)
        return server

    @field_validator("user")
    @classmethod
    def _account(cls, user: str) -> str:
        user = user.strip()
        if user and not re.fullmatch(r"@?[A-Za-z0-9._=/+-]+(:[A-Za-z0-9.:\[\]-]+)?", user):
            raise ValueError(t("write the account, for example @palabre:matrix.org").sentence)
        return user

    @field_validator("password", "access_token", "store_key")
    @classmethod
    def _given(cls, secret: SecretStr | None) -> SecretStr | None:
        return secret if secret is not None and secret.get_secret_value().strip() else None


class Salon(_Section):
    enabled: bool = True
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8420
    public_url: str = ""
    trusted_proxies: list[str] = Field(default_factory=list)

    @field_validator("public_url")
    @classmethod
    def _address(cls, url: str) -> str:
        if url and not url.startswith(("http://", "https://")):
            raise ValueError(t("write the whole address, for example https://palabre.example.org").sentence)
        return url.rstrip("/")


class Access(_Section):
    operator: str = ""
    new_groups: Literal["approve", "open"] = "approve"


class GroupDefaults(_Section):
    timezone: str = "Europe/Paris"
    language: Literal["fr", "fr@tu", "en"] = "fr"
    school_zone: SchoolZone = ""

    @field_validator("timezone")
    @classmethod
    def _exists(cls, name: str) -> str:
        if name not in available_timezones():
            raise ValueError(t("write a place of the time zone database, for example Europe/Paris").sentence)
        return str(ZoneInfo(name))


class Config(BaseSettings):
    """Every setting; a file is optional, a variable wins over the file."""

    model_config = SettingsConfigDict(env_prefix="PALABRE_", env_nested_delimiter="__", extra="forbid")

    storage: Storage = Field(default_factory=lambda: Storage())
    telegram: Telegram = Field(default_factory=Telegram)
    matrix: Matrix = Field(default_factory=Matrix)
    salon: Salon = Field(default_factory=lambda: Salon())
    access: Access = Field(default_factory=Access)
    group: GroupDefaults = Field(default_factory=GroupDefaults)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (env_settings, init_settings)


def load(file: Path | None = None) -> Config:
    """The settings of a file and of the environment. Raises BadConfig with a line for each mistake."""
    values: dict[str, Any] = {}
    if file is not None:
        if not file.is_file():
            raise BadConfig([t("{file}: no such file. Copy config.example.toml and change it.", file=str(file))])
        try:
            values = TomlConfigSettingsSource(Config, toml_file=file)()
        except (ValueError, OSError) as error:
            raise BadConfig([t("{file}: {reason}", file=str(file), reason=str(error))]) from error
    try:
        return Config(**values)
    except ValidationError as error:
        # Not « from error »: it quotes what it refuses, passwords included.
        raise BadConfig([_line(dict(mistake)) for mistake in error.errors()]) from None


def _line(mistake: dict[str, Any]) -> Text:
    section, *key = (str(part) for part in mistake["loc"])
    name = f"[{section}] {'.'.join(key)}" if key else section
    if mistake["type"] == "extra_forbidden":
        return t("{setting}: no such setting. Look for its name in config.example.toml.", setting=name)
    # Our own checks raise sentences of the catalogues; those of pydantic stay in English.
    ours = mistake["type"] == "value_error"
    reason = Text(mistake["msg"].removeprefix("Value error, ")) if ours else verbatim(mistake["msg"])
    return t("{setting}: {reason}", setting=name, reason=reason)
