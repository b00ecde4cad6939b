"""The command line: `wgad`. Each command lives with what it does and is loaded when it is called."""

from __future__ import annotations

import importlib
from typing import Any

import click

from index.errors import WgadError
from index.files import shown

#: command -> where it lives. Named as text: a command is imported when it is called, so that `wgad parse` loads
#: no language or embedding model, and the rooms below do not depend on those above.
COMMANDS = {
    "parse": "index.cli:parse_command",
    "index": "index.cli:index_group",
    "search": "index.search_cli:search_command",
    "draft": "assistant.commands:draft_command",
    "check": "assistant.commands:check_command",
    "eval": "eval.cli:eval_group",
    "app": "app:app_command",
}


class _Commands(click.Group):
    """The table above, as a group; a failure that has a name is one line and exit status 2."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        try:
            return super().invoke(ctx)
        except WgadError as error:
            click.echo(f"wgad: {shown(str(error))}", err=True)
            ctx.exit(2)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="wgad")
def wgad() -> None:
    """Draft, check and evaluate opinions of the Working Group on Arbitrary Detention.

    \b
    A first session:
      wgad index add index/sample/txt          index opinions and deliberations
      wgad search "no arrest warrant was shown" find the paragraphs that settle a point
      wgad draft case.docx --out draft.docx    draft the category analyses of a case
      wgad check draft.docx                    check every citation of a draft
      wgad app                                 the same on a page, for this machine only

    Nothing leaves this machine, unless you name a remote chat model with --model.
    """


def main() -> None:
    """Entry point of the console script."""
    from index.settings import quiet

    quiet()
    wgad(prog_name="wgad")


if __name__ == "__main__":
    main()
