"""What the environment (or a file .env) tells the bot. A start with missing or wrong settings names all of them.

`python -m bot.settings` prints the program that `make run` starts: `bot.local` without Slack's secrets, else `bot`.
"""

import os
import re
import sys
from collections.abc import Iterable, Iterator
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv import dotenv_values
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

ENV_FILE = ".env"
SLACK_SECRETS = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_CLIENT_SECRET")

RULES = {
    "SLACK_BOT_TOKEN": "the token of the bot itself: it begins with xoxb- (Slack: OAuth & Permissions)",
    "SLACK_APP_TOKEN": "for Socket Mode: the app-level token, it begins with xapp- (Slack: Basic Information)",
    "SLACK_SIGNING_SECRET": "for HTTP: the signing secret, letters and digits (Slack: Basic Information)",
    "SLACK_API_URL": "an address that begins with https:// or http://",
    "DATABASE_URL": "sqlite:///a/file.db or postgresql+psycopg://user:password@host/name",
    "CSP_COMMAND": "the slash command: / and then small letters, digits, - or _",
    "CSP_COORDINATORS": "Slack user ids (they begin with U or W), separated by commas",
    "CSP_TIMEZONE": "the name of a time zone, such as Europe/London",
    "LOG_FORMAT": "text or json",
    "PORT": "a number from 1 to 65535",
}
# Set for a later version: this one installs into one workspace and keeps no secrets of others.
NOT_YET_USED = ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "CSP_ENCRYPTION_KEYS")
ONE_OF_TWO = (
    "SLACK_APP_TOKEN or SLACK_SIGNING_SECRET: one of them is needed. SLACK_APP_TOKEN is "
    f"{RULES['SLACK_APP_TOKEN']}; SLACK_SIGNING_SECRET is {RULES['SLACK_SIGNING_SECRET']}"
)


class SettingsRefused(Exception):
    """The settings do not serve; the message names every one that is missing or wrong, and shows none of them."""


def _matches(pattern: str) -> AfterValidator:
    def check(value: str) -> str:
        if re.fullmatch(pattern, value) is None:
            raise ValueError("shape")
        return value

    return AfterValidator(check)


def _secret(pattern: str) -> AfterValidator:
    def check(value: SecretStr) -> SecretStr:
        if re.fullmatch(pattern, value.get_secret_value()) is None:
            raise ValueError("shape")
        return value

    return AfterValidator(check)


def _known_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("shape") from error
    return value


def _with_slash(address: str) -> str:
    """Slack's client puts the method's name right behind the address."""
    return address if address.endswith("/") else f"{address}/"


def _ids(value: object) -> object:
    return [each.strip() for each in value.split(",") if each.strip()] if isinstance(value, str) else value


class Settings(BaseSettings):
    """The settings by the names of docs and .env, in small letters. Secrets stay out of every repr."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE, env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    slack_bot_token: Annotated[SecretStr, _secret(r"xoxb-[!-~]+")]
    slack_app_token: Annotated[SecretStr, _secret(r"xapp-[!-~]+")] | None = None
    slack_signing_secret: Annotated[SecretStr, _secret(r"[!-~]{8,}")] | None = None
    slack_api_url: Annotated[str, _matches(r"https?://[^\s/]\S*"), AfterValidator(_with_slash)] = (
        "https://slack.com/api/"
    )
    database_url: Annotated[SecretStr, _secret(r"sqlite:///\S.*|postgresql(\+psycopg)?://\S+")] = SecretStr(
        "sqlite:///var/csp.db"
    )
    csp_command: Annotated[str, _matches(r"/[a-z0-9_-]{1,31}")] = "/csp"
    csp_coordinators: Annotated[
        tuple[Annotated[str, _matches(r"[UW][A-Z0-9]+")], ...], NoDecode, BeforeValidator(_ids)
    ] = ()
    csp_timezone: Annotated[str, AfterValidator(_known_zone)] = "Europe/London"
    log_format: Literal["text", "json"] = "text"
    port: int = Field(default=3000, ge=1, le=65535)

    @model_validator(mode="after")
    def _can_be_reached(self) -> Self:
        if self.slack_app_token is None and self.slack_signing_secret is None:
            raise ValueError(ONE_OF_TWO)
        return self

    @property
    def secrets(self) -> tuple[str, ...]:
        """The secrets as plain text, for the one who must keep them out of the log."""
        held = (self.slack_bot_token, self.slack_app_token, self.slack_signing_secret)
        return tuple(secret.get_secret_value() for secret in held if secret is not None)


def read_settings() -> Settings:
    """The settings of this process. Raises SettingsRefused."""
    try:
        return Settings()  # type: ignore[call-arg]  # the environment gives what is missing
    except ValidationError as error:
        raise SettingsRefused(_refusal(_problems(error))) from None


def set_in_vain() -> list[str]:
    """Settings that are set and that this version does not use: the log says so, so that nobody relies on them."""
    values = {**dotenv_values(ENV_FILE), **os.environ}
    return [name for name in NOT_YET_USED if values.get(name)]


def program() -> str:
    """The module that `make run` starts: the local workspace when no token or secret of Slack is set."""
    found = {name for name, value in dotenv_values(ENV_FILE).items() if value}
    found |= {name for name, value in os.environ.items() if value}
    return "bot" if found & set(SLACK_SECRETS) else "bot.local"


def secret_for_http(settings: Settings) -> str:
    """The signing secret, without which nothing that comes over HTTP can be believed. Raises SettingsRefused."""
    if settings.slack_signing_secret is None:
        raise SettingsRefused(_refusal([f"SLACK_SIGNING_SECRET: missing; {RULES['SLACK_SIGNING_SECRET']}"]))
    return settings.slack_signing_secret.get_secret_value()


def token_for_socket_mode(settings: Settings) -> str:
    """The app-level token, which opens the connection of Socket Mode. Raises SettingsRefused."""
    if settings.slack_app_token is None:
        raise SettingsRefused(_refusal([f"SLACK_APP_TOKEN: missing; {RULES['SLACK_APP_TOKEN']}"]))
    return settings.slack_app_token.get_secret_value()


def _refusal(problems: Iterable[str]) -> str:
    lines = "\n".join(f"  {problem}" for problem in dict.fromkeys(problems))
    return (
        f"these settings are missing or wrong.\n{lines}\n"
        f"They are read from the environment and from a file {ENV_FILE}; the README explains each of them."
    )


def _problems(error: ValidationError) -> Iterator[str]:
    details = error.errors(include_url=False, include_input=False)
    for detail in details:
        yield _problem(detail)
    # The check of the two together runs only when each field is right.
    wrong = {str(detail["loc"][0]).upper() for detail in details if detail["loc"]}
    if wrong and not wrong & {"SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"} and not _one_of_two_is_set():
        yield ONE_OF_TWO


def _problem(detail: ErrorDetails) -> str:
    if not detail["loc"]:
        return ONE_OF_TWO
    name = str(detail["loc"][0]).upper()
    fault = "missing" if detail["type"] == "missing" else "wrong"
    return f"{name}: {fault}; {RULES[name]}"


def _one_of_two_is_set() -> bool:
    values = {**dotenv_values(ENV_FILE), **os.environ}
    return bool(values.get("SLACK_APP_TOKEN") or values.get("SLACK_SIGNING_SECRET"))


if __name__ == "__main__":
    sys.stdout.write(f"{program()}\n")
