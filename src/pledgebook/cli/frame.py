"""What all commands share: how they are found, their common options, where they print, and how they fail."""

import errno
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import IO, Any, NoReturn, TypeVar

import click

from pledgebook.cli.progress import Progress as Progress
from pledgebook.errors import OptionError, PledgebookError
from pledgebook.export.record import HALF
from pledgebook.export.terminal import printable
from pledgebook.records import Genre
from pledgebook.settings import MAX_CHARACTERS, DocumentOptions, FetchOptions, is_language

FINE, CHECK_FAILED, BAD_INPUT, OUR_FAULT, INTERRUPTED = 0, 1, 2, 70, 130
FULL = (errno.ENOSPC, errno.EDQUOT)
FURTHER = "pledgebook.commands"
DEBUG = "PLEDGEBOOK_DEBUG"
DATA = "data"

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class Commands(click.Group):
    """The commands of a table, name to (module:attribute, one line), and those of the entry-point group."""

    def __init__(self, *args: Any, table: Mapping[str, tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self.table, *sorted(set(_further()) - set(self.table))]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name in self.table:
            module, _, attribute = self.table[name][0].partition(":")
            return _command(name, getattr(import_module(module), attribute))
        further = _further().get(name)
        return None if further is None else _command(name, further.load())

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List every command without importing one."""
        further = _further()
        rows = [
            (name, self.table[name][1] if name in self.table else _line(further[name]))
            for name in self.list_commands(ctx)
        ]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise click.Abort from None

    def main(self, *args: Any, **more: Any) -> NoReturn:
        """Run, say in one line what went wrong if anything did, and exit with the command's status."""
        more["standalone_mode"] = False
        _open_streams()
        sys.exit(_status(lambda: click.Group.main(self, *args, **more)))


def _open_streams() -> None:
    """Open on nothing what is closed of the three streams: no file of ours takes its number, and no print fails."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf8"))  # noqa: SIM115 - open to the end


def _further() -> dict[str, EntryPoint]:
    return {found.name: found for found in entry_points(group=FURTHER)}


def _line(found: EntryPoint) -> str:
    """The line that `COMMANDS` of the package around a further command has for it, else where it comes from."""
    with suppress(ImportError, AttributeError, LookupError, TypeError, ValueError):
        return str(import_module(found.module.rpartition(".")[0]).COMMANDS[found.name][1])
    return f"From {found.dist.name}." if found.dist is not None else ""


def _command(name: str, found: object) -> click.Command:
    if not isinstance(found, click.Command):
        raise TypeError(f"the command {name!r} is not a click command but {type(found).__name__}")
    return found


def _status(run: Callable[[], object]) -> int:
    try:
        status = run()
        sys.stdout.flush()
    except (click.Abort, KeyboardInterrupt, BrokenPipeError):
        _leave_quietly()
        return INTERRUPTED
    except click.UsageError as error:
        return _misused(error)
    except (click.ClickException, PledgebookError) as error:
        complain(error.format_message() if isinstance(error, click.ClickException) else str(error))
        return BAD_INPUT
    except Exception as error:
        if isinstance(error, OSError) and error.errno in FULL:
            _leave_quietly()
            complain(f"nothing more can be written: {error.strerror}. Make room, and run it again.")
            return BAD_INPUT
        return _own_fault(error)
    return status if isinstance(status, int) else FINE


def _leave_quietly() -> None:
    """Point stdout nowhere, so that the interpreter's last flush cannot complain of a closed pipe or a full disk."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _misused(error: click.UsageError) -> int:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return BAD_INPUT
    path = error.ctx.command_path if error.ctx is not None else "pledgebook"
    complain(f"{error.format_message()} See '{path} --help'.")
    return BAD_INPUT


def _own_fault(error: Exception) -> int:
    if os.environ.get(DEBUG):
        traceback.print_exc()
    else:
        complain(
            f"a fault of ours, not of yours: {type(error).__name__}: {error}. "
            f"Set {DEBUG}=1 and run it again to see where; please report that."
        )
    return OUR_FAULT


def say(line: str) -> None:
    """One line on stderr."""
    click.echo(printable(line).replace("\n", " "), err=True)


def complain(line: str) -> None:
    """One line on stderr that says what went wrong."""
    say(f"pledgebook: {line}")


class Sources:
    """Documents that were asked for, of which bad ones are named and passed over; `failed` says whether one was."""

    def __init__(self, told: Iterable[str]) -> None:
        self.failed = False
        self.names = [name for source in told for name in self._expanded(source)]

    def fail(self, error: PledgebookError) -> None:
        """Say what is wrong with one of them."""
        self.failed = True
        complain(str(error))

    def _expanded(self, source: str) -> list[str]:
        from pledgebook.documents import expand

        try:
            return expand([source])
        except PledgebookError as error:
            self.fail(error)
            return []


def document_flags(command: Decorated) -> Decorated:
    """Options that tell what a document is, in place of a guess; `document_options` reads them."""
    for flag in reversed(
        (
            click.option(
                "--published", metavar="DATE", help="Day, month or year of publication: 2024-03-12, 2024-03, 2024."
            ),
            click.option("--title", callback=_words, help="The title."),
            click.option(
                "--speaker",
                callback=_words,
                help="Who speaks throughout, or where a transcript names nobody.",
            ),
            click.option(
                "--language", metavar="CODE", callback=_language, help="The language, as a code: en, ru, kk …"
            ),
            click.option("--genre", type=click.Choice([genre.value for genre in Genre]), help="The kind of document."),
            click.option(
                "--max-characters",
                type=click.IntRange(min=1),
                default=MAX_CHARACTERS,
                show_default=True,
                help="Refuse longer texts.",
            ),
        )
    ):
        command = flag(command)
    return command


def _words(ctx: click.Context, param: click.Parameter, told: str | None) -> str | None:
    """Some words; an option that is told but empty, as by a variable that is not set, is a mistake."""
    if told is not None and not told.strip():
        raise click.BadParameter("is empty: write some words, or leave the option out.", ctx, param)
    refuse_bytes(ctx, param, told)
    return told


def refuse_bytes(ctx: click.Context, param: click.Parameter, told: object) -> None:
    """BadParameter if what was told holds bytes that are no text: Python keeps them as lone surrogates."""
    words = told if isinstance(told, tuple) and isinstance(param, click.Option) else (told,)
    if any(isinstance(one, str) and HALF.search(one) is not None for one in words):
        raise click.BadParameter("holds bytes that are no UTF-8: write it in UTF-8.", ctx, param)


def _language(ctx: click.Context, param: click.Parameter, told: str | None) -> str | None:
    """A code such as en or pt-BR; one of a language that cannot be read is one too."""
    if told is not None and not is_language(told):
        raise click.BadParameter(f"{told!r} is no code of a language: write en, ru, kk …", ctx, param)
    return told


def fetch_flags(command: Decorated) -> Decorated:
    """Options about addresses; `fetch_options` reads them."""
    for flag in reversed(
        (
            click.option("--allow-private", is_flag=True, help="Also fetch from private and local addresses."),
            click.option("--proxy", metavar="URL", help="Fetch through this proxy; proxy variables are not heeded."),
            click.option(
                "--timeout",
                type=click.FloatRange(min=0, min_open=True),
                default=FetchOptions().seconds,
                show_default=True,
                metavar="SECONDS",
                help="Give up a download after this time.",
            ),
        )
    ):
        command = flag(command)
    return command


def data_flag(command: Decorated) -> Decorated:
    """`--data`, before a command and after it; the last one told is what `told_data` gives."""

    def keep(ctx: click.Context, param: click.Parameter, path: Path | None) -> None:
        if path is not None or ctx.obj is None:
            ctx.ensure_object(dict)[DATA] = path

    return click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DIR",
        expose_value=False,
        callback=keep,
        help="The tracker's data folder; else PLEDGEBOOK_DATA, else ./pledgebook-data.",
    )(command)


def told_data(ctx: click.Context) -> Path | None:
    """The data folder that was told on the command line, or None."""
    told: Path | None = ctx.ensure_object(dict).get(DATA)
    return told


def output_flag(command: Decorated) -> Decorated:
    """`-o/--output`, as the parameter `output_path`, for `output`."""
    return click.option(
        "-o",
        "--output",
        "output_path",
        type=click.Path(path_type=Path, allow_dash=True),
        metavar="FILE",
        help="Write to FILE, whole or not at all, instead of standard output.",
    )(command)


def document_options(told: Mapping[str, Any]) -> DocumentOptions:
    """What the options of `document_flags` say."""
    genre = told["genre"]
    return DocumentOptions(
        published=told["published"],
        title=told["title"],
        speaker=told["speaker"],
        language=told["language"],
        genre=None if genre is None else Genre(genre),
        max_characters=told["max_characters"],
    )


def fetch_options(told: Mapping[str, Any]) -> FetchOptions:
    """What the options of `fetch_flags` say."""
    return FetchOptions(allow_private=told["allow_private"], proxy=told["proxy"], seconds=told["timeout"])


@contextmanager
def output(path: Path | None) -> Iterator[Callable[[str], None]]:
    """A function that writes text to stdout or, if all goes well, to the file: whole or not at all."""
    if path is None or str(path) == "-":
        yield _to_stdout
    elif path.exists() and not path.is_file():
        with _opened(path, "wb", told=path) as stream:
            yield lambda text: _put(stream, text)
    else:
        yield from _beside(path.resolve())


def _to_stdout(text: str) -> None:
    click.echo(text.encode(), nl=False)


def _put(stream: IO[bytes], text: str) -> None:
    stream.write(text.encode())


def _beside(path: Path) -> Iterator[Callable[[str], None]]:
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with _opened(partial, "xb", told=path) as stream:
            yield lambda text: _put(stream, text)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _opened(path: Path, mode: str, *, told: Path) -> IO[Any]:
    try:
        return path.open(mode)
    except OSError as error:
        raise OptionError(f"{told} cannot be written: {error.strerror}. Name another file.") from None
