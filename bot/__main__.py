"""`python -m bot`: the bot against Slack, over Socket Mode or HTTP, whichever the settings are for."""

import sys
from importlib import import_module

from slack_sdk.errors import SlackClientError

from bot import failures, socket_mode, web
from bot.app import Bot
from bot.ending import Ending
from bot.settings import Settings, SettingsRefused, read_settings
from csp_core.database import Database
from csp_core.errors import CspError

FAILED = 1
REFUSED = 2


def main() -> int:
    """Runs until it is told to stop. Exit status 1 when it could not start, 2 when its settings are not right."""
    try:
        settings = read_settings()
        if settings.slack_app_token is None:
            return _over_http(settings)
        return _over_socket_mode(web.from_settings(settings), settings.slack_app_token.get_secret_value())
    except (SettingsRefused, CspError) as error:
        sys.stderr.write(f"csp-assistant cannot start: {error}\n")
        return REFUSED if isinstance(error, SettingsRefused) else FAILED


def _over_http(settings: Settings) -> int:
    # A database that cannot be used is told here, once, and its tables are made before there are several workers.
    Database.open(settings.database_url.get_secret_value()).close()
    # gunicorn is for Unix only; Socket Mode works everywhere, so it is not imported before it is needed.
    import_module("bot.serving").Server(settings.port).run()
    return 0


def _over_socket_mode(bot: Bot, app_token: str) -> int:
    ending = Ending()
    connection = socket_mode.connection(bot, app_token)
    try:
        connection.connect()
        bot.pulse.start()
        ending.wait()
    except (SlackClientError, OSError) as error:
        sys.stderr.write(f"csp-assistant cannot reach Slack; the log has reference {failures.record(error)}\n")
        return FAILED
    finally:
        connection.close()
        bot.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
