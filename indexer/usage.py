"""How the commands of both programs say in Chinese what they are for and what is wrong with a call; click says it in English."""

from __future__ import annotations

from typing import Any

import click


class Place(click.Path):
    """A path on the command line. "" is none: pathlib takes it for the current folder, and an unset shell variable is one."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path. Raises click.UsageError."""
        if value == "":
            raise click.UsageError(f"{param.human_readable_name.upper() if param else '路径'} 是空的", ctx)
        return super().convert(value, param, ctx)


class Command(click.Command):
    """A command with Chinese help."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option that shows the help."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这段说明"
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line that says how the command is written."""
        pieces = [_PIECES.get(piece, piece) for piece in self.collect_usage_pieces(ctx)]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of options."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        rows = [row for option in options if (row := option.get_help_record(ctx)) is not None]
        with formatter.section("选项"):
            formatter.write_dl(rows)


class Commands(Command, click.Group):
    """The commands of a program; says that there is no such one."""

    command_class = Command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments begin with, and the rest of them. Raises click.UsageError."""
        if self.get_command(ctx, args[0]) is None:
            raise click.UsageError(f"没有命令 {args[0]}", ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of options, then that of commands."""
        super().format_options(ctx, formatter)
        commands = [(name, self.commands[name].get_short_help_str(limit=80)) for name in self.list_commands(ctx)]
        with formatter.section("命令"):
            formatter.write_dl(commands)


_PIECES = {"[OPTIONS]": "[选项]", "[COMMAND] [ARGS]...": "命令 [参数]..."}
_EXTRA = "Got unexpected extra argument"


def wrong_usage(error: click.UsageError) -> str:
    """What is wrong with a call, in Chinese where it is a common mistake."""
    if isinstance(error, click.MissingParameter):
        return f"缺少 {error.param.human_readable_name.upper() if error.param else error.param_hint}"
    if isinstance(error, click.NoSuchOption):
        return f"没有选项 {error.option_name}"
    if isinstance(error, click.BadOptionUsage):
        wanted = "不能写值" if "does not take a value" in error.message else "要写一个值"
        return f"选项 {error.option_name} 后面{wanted}"
    if isinstance(error, click.BadParameter) and error.param is not None:
        return _bad_value(error, error.param)
    if error.message.startswith(_EXTRA):
        return f"多出参数{error.message.partition('(')[2].rstrip(').').join((' ', ''))}"
    return f"命令写得不对（{error.format_message().rstrip('.')}）"


def _bad_value(error: click.BadParameter, param: click.Parameter) -> str:
    option, kind = param.opts[-1], param.type
    if isinstance(kind, click.Path):
        return f"{option} 的值{_wrong_path(error.message)}"
    value, said, _ = error.message.partition(" is not ")  # how click begins, whatever kind of value it wants
    given = f" {value} " if said else ""
    return f"{option} 的值{given}不对（{_wanted(kind) or error.message.rstrip('.')}）"


def _wrong_path(message: str) -> str:
    """A path that an option refuses, and why, out of what click says: Directory 'a path' is a file."""
    kind_and_path, _, said = message.rpartition(" is ")
    path = kind_and_path.partition(" ")[2]
    return f" {path} 不是目录" if said == "a file." else f" {path} 不能用：没有权限，请用建库的用户运行，或检查权限"


def _wanted(kind: object) -> str | None:
    """What values an option takes."""
    if isinstance(kind, click.Choice):
        return f"可以是 {'、'.join(map(str, kind.choices))}"
    if isinstance(kind, click.IntRange):
        return f"要 {kind.min} 到 {kind.max} 的整数"
    return None
