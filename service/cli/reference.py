"""Reference pages made from the code: the settings and the verbs of the command line."""

from collections.abc import Iterator

import click

from service.config import settings_table

NOTE = "<!-- Written by `vinhdanh docs build`; change the code, not this page. -->\n"


def settings_page() -> str:
    """Return docs/settings.md: every setting with its meaning and default."""
    rows = "".join(f"| `{item.key}` | {item.meaning} | `{item.default}` |\n" for item in settings_table())
    head = f"# Settings\n\n{NOTE}\nRead from the environment at start; a wrong one is named.\n\n"
    return f"{head}| key | meaning | default |\n| --- | --- | --- |\n{rows}"


def verbs_page() -> str:
    """Return docs/commands.md: every verb with its arguments, options and first sentence."""
    from service.cli.program import main  # noqa: PLC0415 - the root imports this module's own verb

    context = click.Context(main, info_name="vinhdanh")
    head = f"# Command line\n\n{NOTE}\n{_sentences(main)}\n\nEvery verb takes `--json` and `--lang vi|en`.\n"
    return head + "".join(_verb(name, command) for name, command in sorted(_walk(main, context)))


def _walk(group: click.Group, context: click.Context) -> Iterator[tuple[str, click.Command]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        inner = click.Context(command, info_name=name, parent=context) if command else context
        if isinstance(command, click.Group):
            yield from _walk(command, inner)
        elif command is not None:
            yield inner.command_path, command


def _verb(name: str, command: click.Command) -> str:
    shown = [item for item in command.params if item.name not in {"json", "lang"}]
    arguments = " ".join(item.human_readable_name for item in shown if isinstance(item, click.Argument))
    options = [item for item in shown if isinstance(item, click.Option)]
    lines = "".join(f"- `{' / '.join([*item.opts, *item.secondary_opts])}`: {item.help or ''}\n" for item in options)
    return (
        f"\n## `{name} {arguments}`\n\n".replace(" `\n", "`\n")
        + f"{_sentences(command)}\n"
        + (f"\n{lines}" if lines else "")
    )


def _sentences(command: click.Command) -> str:
    return " ".join((command.help or "").split())
