"""The secrets that the stand-in and the bot share."""

import secrets
from dataclasses import dataclass, field


def _token(prefix: str) -> str:
    return f"{prefix}-local-{secrets.token_hex(12)}"


@dataclass(frozen=True)
class Keys:
    """Made up anew for each workspace, so that no other program on the machine can guess them."""

    bot_token: str = field(default_factory=lambda: _token("xoxb"))
    app_token: str = field(default_factory=lambda: _token("xapp"))
    signing_secret: str = field(default_factory=lambda: secrets.token_hex(16))
