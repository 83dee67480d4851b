"""`python -m bot`: the bot against Slack, over Socket Mode or HTTP, whichever the settings are for.

`python -m bot --socket-mode` never serves HTTP: where that is the work of another process, a missing token is told.
"""

import sys
from argparse import ArgumentParser
from importlib import import_module

from slack_sdk.errors import SlackClientError

from bot import failures, socket_mode, web
from bot.app import Bot
from bot.ending import Ending
from bot.settings import Settings, SettingsRefused, read_settings, token_for_socket_mode
from csp_core.database import Database
from csp_core.errors import CspError

FAILED = 1
REFUSED = 2


def main() -> int:
    """Runs until it is told to stop. Exit status 1 when it could not start, 2 when its settings are not right."""
    is_for_sockets = _is_for_sockets()
    try:
        settings = read_settings()
        if settings.slack_app_token is None and not is_for_sockets:
            return _over_http(settings)
        token = token_for_socket_mode(settings)
        return _over_socket_mode(web.from_settings(settings), token)
    except (SettingsRefused, CspError) as error:
        sys.stderr.write(f"csp-assistant cannot start: {error}\n")
        return REFUSED if isinstance(error, SettingsRefused) else FAILED


def _is_for_sockets() -> bool:
    parser = ArgumentParser(prog="python -m bot", description="The bot against Slack, as its settings say.")
    parser.add_argument("--socket-mode", action="store_true", help="over Socket Mode alone, never over HTTP")
    return bool(parser.parse_args().socket_mode)


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
