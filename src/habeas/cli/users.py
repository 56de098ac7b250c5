"""`habeas users`: who may use the reading room."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from habeas.cli.terminal import say, table
from habeas.cli.wording import counted

if TYPE_CHECKING:
    from habeas.users.accounts import Accounts

users = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Say who may use the reading room, and as what."
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The user's name.")]
Role = Annotated[str, typer.Option(help="What they may do: reader, reviewer, editor, admin.")]


@users.command("add")
def add(context: typer.Context, name: Name, role: Role = "reader") -> None:
    """Add a user; the first must be an admin. The password is asked for, or read from standard input."""
    user = _accounts(context).add(name, role, _password())
    _note(context, "added", f"{user.name}: {role}")
    say(f"{user.name} may log in as {role}")


@users.command("list")
def list_users(context: typer.Context) -> None:
    """List the users."""
    found = _accounts(context).all()
    if not found:
        say("There are no users: the reading room listens to this machine alone. habeas users add NAME")
        return
    rows = [
        (user.name or "", user.role, "" if user.active else "shut out", user.since[:10]) for user in found
    ]
    table(("name", "role", "", "since"), rows)


@users.command("role")
def role(
    context: typer.Context,
    name: Name,
    role: Annotated[str, typer.Argument(metavar="ROLE", help="reader, reviewer, editor or admin.")],
) -> None:
    """Give a user another role; their sessions end."""
    _accounts(context).set_role(name, role)
    _note(context, "role", f"{name}: {role}")
    say(f"{name} is {role}")


@users.command("disable")
def disable(
    context: typer.Context,
    name: Name,
    undo: Annotated[bool, typer.Option("--undo", help="Let them in again.")] = False,
) -> None:
    """Shut a user out at once, what they did staying in the logs."""
    _accounts(context).set_active(name, undo)
    _note(context, "enabled" if undo else "disabled", name)
    say(f"{name} may log in again" if undo else f"{name} is shut out")


@users.command("password")
def password(context: typer.Context, name: Name) -> None:
    """Give a user another password, asked for or read from standard input; their sessions end."""
    _accounts(context).set_password(name, _password())
    _note(context, "password", name)
    say(f"{name} has another password")


@users.command("key")
def key(
    context: typer.Context,
    name: Name,
    take_back: Annotated[bool, typer.Option("--take-back", help="Take back all keys of the user.")] = False,
) -> None:
    """Make a key by which a program asks the API for a user; it is printed this once."""
    from habeas.users.keys import Keys

    keys = Keys(_accounts(context).database)
    if take_back:
        say(f"{counted(keys.take_back(name), 'key')} taken back")
    else:
        typer.echo(keys.make(name))
    _note(context, "key taken back" if take_back else "key", name)


def _accounts(context: typer.Context) -> Accounts:
    from habeas.archive import Archive
    from habeas.users.accounts import Accounts
    from habeas.users.database import Database

    folder: Path = context.obj
    Archive(folder).status()
    return Accounts(Database(folder))


def _note(context: typer.Context, what: str, subject: str) -> None:
    from habeas.store.custody import custodian
    from habeas.users.accounts import UNNAMED
    from habeas.users.restricted import Log

    log = Log(_accounts(context).database)
    log.add(UNNAMED, what, subject, path="habeas users", address=f"{custodian().operator} at the terminal")


def _password() -> str:
    """A password typed twice without being shown, or the first line of standard input."""
    if sys.stdin.isatty():
        given: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        return given
    return sys.stdin.readline().rstrip("\r\n")
