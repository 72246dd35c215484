"""What all commands share: finding them, failing in one line, writing whole or not at all."""

import os
import signal
import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from pledgebook.cli import frame, group
from pledgebook.cli.frame import Commands, output
from pledgebook.errors import OptionError, SourceError

PLEDGEBOOK = [sys.executable, "-m", "pledgebook"]


def run(*words: str, **more) -> subprocess.CompletedProcess:
    return subprocess.run([*PLEDGEBOOK, *words], capture_output=True, text=True, timeout=60, check=False, **more)


def failing(error: BaseException) -> click.Group:
    """A group with one command, which fails."""

    @click.group(cls=Commands, table={})
    def commands():
        pass

    @commands.command("fail")
    def fail():
        raise error

    commands.get_command = lambda ctx, name: fail
    return commands


def test_help_lists_commands_without_importing_them():
    """Help and version name what there is, and import neither commands nor rich nor the readers of documents."""
    told = run("--help")
    assert told.returncode == 0
    assert all(name in told.stdout for name in ("read", "check", "schema", "130 interrupted"))
    code = (
        "import sys, pledgebook.cli as c\n"
        "try: c.group.main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'rich', 'yaml', 'httpx', 'numpy', 'lxml', 'pledgebook.cli.read', 'pledgebook.reader'}\n"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_version():
    """--version prints the version of the package."""
    assert run("--version").stdout.startswith("pledgebook, version 0.")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["raed"], "No such command 'raed'"),
        (["read"], "Missing argument 'SOURCE...'"),
        (["read", "--colour", "x"], "--colour"),
        (["schema", "nothing"], "'nothing' is not one of"),
        (["read", "x", "--language", "??"], "'??' is no code of a language"),
        (["read", "x", "--speaker", ""], "'--speaker': is empty"),
        (["add", "x", "--speaker", " \t"], "'--speaker': is empty"),
        (["read", "x", "--title", ""], "'--title': is empty"),
    ],
)
def test_misuse_is_one_line(words, told):
    """Wrong usage is told in one line on stderr that leads to help, with status 2 and nothing on stdout."""
    result = run(*words)
    assert (result.returncode, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)
    assert told in result.stderr
    assert "--help'" in result.stderr


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        ("--version >&-", 0, ""),
        ("check - - <&-", 2, "pledgebook: "),
        ("nothing >&- <&-", 2, "No such command 'nothing'"),
        ("schema >/dev/full", 2, "No space left on device"),
    ],
)
def test_streams_that_are_closed_or_full(words, status, told):
    """What standard input or output being closed, or a full disk, does to a command is no fault of ours."""
    command = f"{sys.executable} -m pledgebook {words}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (status, 1 if told else 0)
    assert told in done.stderr


def test_errors_of_input_are_one_line():
    """A PledgebookError is its one line on stderr, status 2, and its control characters are shown, not obeyed."""
    result = CliRunner().invoke(failing(SourceError("the file \x1b[31m is\nempty")), ["fail"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "pledgebook: the file \\x1b[31m is empty\n"


def test_our_own_faults_are_told_without_a_trace(monkeypatch):
    """An unexpected exception is one line that says how to see more, status 70; with the variable set, the trace."""
    monkeypatch.delenv(frame.DEBUG, raising=False)
    result = CliRunner().invoke(failing(ZeroDivisionError("nought")), ["fail"])
    assert (result.exit_code, len(result.stderr.splitlines())) == (70, 1)
    assert "a fault of ours" in result.stderr
    assert "PLEDGEBOOK_DEBUG=1" in result.stderr
    monkeypatch.setenv(frame.DEBUG, "1")
    assert "Traceback" in CliRunner().invoke(failing(ZeroDivisionError("nought")), ["fail"]).stderr


@pytest.mark.parametrize("error", [KeyboardInterrupt(), BrokenPipeError(32, "Broken pipe")])
def test_interruptions_are_quiet(error):
    """Ctrl-C and a reader that went away end with status 130 and without words."""
    result = CliRunner().invoke(failing(error), ["fail"])
    assert (result.exit_code, result.stderr.strip()) == (130, "")


def test_a_closed_pipe_is_quiet():
    """A pipe closed by the next command of a pipeline leaves no trace on stderr."""
    reader, writer = os.pipe()
    os.close(reader)
    result = subprocess.run([*PLEDGEBOOK, "schema"], stdout=writer, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(writer)
    assert (result.returncode, result.stderr) == (130, b"")


def test_ctrl_c_is_quiet():
    """Ctrl-C while waiting for standard input ends with status 130 and no trace."""
    code = "import os, signal, pledgebook.cli as c\n"
    code += "import pledgebook.cli.schema as s\n"
    code += "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a job in the background ignores Ctrl-C
    code += (
        f"s.command.callback = lambda **_: os.kill(os.getpid(), {int(signal.SIGINT)}) or __import__('time').sleep(9)\n"
    )
    code += "c.group.main(['schema'])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=False)
    assert (result.returncode, result.stdout, result.stderr.strip()) == (130, "", "")


def test_ctrl_c_is_quiet_before_the_command_line_is_there():
    """Ctrl-C while the modules of the command line are still being imported ends with status 130 and no trace."""
    code = "import os, runpy, signal, sys\n"
    code += "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    code += "class Interrupting:\n"
    code += "    def find_spec(self, name, path, target=None):\n"
    code += f"        if name == 'pledgebook.cli.frame': os.kill(os.getpid(), {int(signal.SIGINT)})\n"
    code += "sys.meta_path.insert(0, Interrupting())\n"
    code += "sys.argv[1:] = ['schema']\n"
    code += "runpy.run_module('pledgebook', run_name='__main__', alter_sys=True)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=False)
    assert (result.returncode, result.stdout, result.stderr.strip()) == (130, "", "")


def test_commands_of_other_packages(monkeypatch):
    """A command of the entry-point group is listed without being imported, and run when it is called."""
    entry = EntryPoint(name="greet", value="greeting_of_nobody:command", group="pledgebook.commands")
    monkeypatch.setattr(frame, "entry_points", lambda group: [entry] if group == "pledgebook.commands" else [])
    listed = CliRunner().invoke(group, ["--help"])
    assert (listed.exit_code, "greet" in listed.stdout) == (0, True)

    @click.command("greet")
    def greet():
        click.echo("good day")

    monkeypatch.setattr(EntryPoint, "load", lambda self: greet)
    assert CliRunner().invoke(group, ["greet"]).stdout == "good day\n"


def test_a_file_is_written_whole(tmp_path):
    """The file is there, complete, only after all went well; nothing else is left."""
    target = tmp_path / "out.txt"
    with output(target) as write:
        write("Әділ ")
        assert not target.exists()
        write("сөз\n")
    assert target.read_text("utf-8") == "Әділ сөз\n"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_is_not_written_half(tmp_path):
    """Where something goes wrong, an older file stays as it was, and no part of the new one is left."""
    target = tmp_path / "out.txt"
    target.write_text("old")

    def fail_half_way():
        with output(target) as write:
            write("new")
            raise SourceError("lost")

    with pytest.raises(SourceError):
        fail_half_way()
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_that_cannot_be_written_is_named(tmp_path):
    """An output that cannot be is refused with its name."""
    with pytest.raises(OptionError, match="cannot be written"), output(tmp_path / "nowhere/out.txt"):
        pass


def test_output_to_a_device():
    """An output that is no regular file is written to as it is."""
    with output(Path(os.devnull)) as write:
        write("gone")
    assert Path(os.devnull).exists()


def test_schema_command(tmp_path):
    """`schema` prints the schema of a reading, or of a check, to stdout or a file."""
    assert run("schema").stdout == run("schema", "reading").stdout
    assert '"pledgebook/check/1"' in run("schema", "check").stdout
    assert run("schema", "-o", str(tmp_path / "s.json")).stdout == ""
    assert (tmp_path / "s.json").read_text("utf-8") == run("schema").stdout
