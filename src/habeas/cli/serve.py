"""`habeas serve`: the reading room, in a browser on this machine."""

from __future__ import annotations

import socket
from threading import Thread
from typing import Annotated

import typer

from habeas.cli.app import archive_of
from habeas.cli.terminal import say
from habeas.errors import HabeasError


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8642,
    language: Annotated[
        str, typer.Option(help="The interface where a browser asks for none: en, fr.")
    ] = "en",
    names: Annotated[
        list[str] | None,
        typer.Option("--name", help="Another name by which browsers ask for it; may be given again."),
    ] = None,
) -> None:
    """Open the reading room: search, reports, cases and countries in a browser.

    It listens on this machine alone and asks the network for nothing; on another address, where others
    can reach it, only once there are users (`habeas users`). Ctrl-C closes it.
    """
    import uvicorn

    from habeas.users.accounts import Accounts
    from habeas.users.database import Database
    from habeas.web.app import make_app
    from habeas.web.language import LANGUAGES
    from habeas.web.settings import Settings, is_loopback

    archive = archive_of(context)
    archive.status()
    if language not in LANGUAGES:
        raise HabeasError(f"no language {language!r}: there are {', '.join(LANGUAGES)}")
    users = not is_loopback(host) or bool(names)
    settings = Settings(host=host, port=port, language=language, users=users, names=tuple(names or ()))
    if users and not Accounts(Database(archive.path)).any():
        raise HabeasError(
            f"{host if not names else names[0]} is for others too: first `habeas users add NAME --role admin`"
        )
    if _taken(host, port):
        raise HabeasError(f"port {port} of {host} is taken: name another with --port")
    say(f"the reading room of {archive.path}: http://{host}:{port}/ (Ctrl-C closes it)")
    app = make_app(archive.path, settings=settings)
    Thread(target=app.state.porter.archive.prepare, daemon=True).start()
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_level="warning",
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=3,
    )


def _taken(host: str, port: int) -> bool:
    """True where another program listens on the port."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError:
            return True
    return False
