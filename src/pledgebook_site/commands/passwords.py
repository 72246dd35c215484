"""Passwords, from a terminal without echo or from the lines of standard input; never from options."""

import sys

import click

from pledgebook_site.errors import AccountError


def new_password(name: str) -> str:
    """A password told twice; AccountError if the two differ, or standard input has no two lines."""
    if sys.stdin.isatty():
        told: str = click.prompt(f"Password for {name}", hide_input=True, confirmation_prompt="Again", err=True)
        return told
    first, second = _line(), _line()
    if first is None or second is None:
        raise AccountError("standard input holds no password: give it in two lines, the second repeating the first.")
    if first != second:
        raise AccountError("the two lines of the password differ; nothing was changed.")
    return first


def known_password(name: str) -> str:
    """The password of an account that signs, told once."""
    if sys.stdin.isatty():
        told: str = click.prompt(f"Password of {name}", hide_input=True, err=True)
        return told
    line = _line()
    if line is None:
        raise AccountError(f"standard input holds no password of {name}: give it in one line.")
    return line


def _line() -> str | None:
    """The next line of standard input; None where it has ended. AccountError if it is no text."""
    try:
        line = sys.stdin.readline()
        line.encode()
    except UnicodeError:
        raise AccountError("the password is no text in the encoding of this terminal; write it in UTF-8.") from None
    return line.removesuffix("\n").removesuffix("\r") if line else None
