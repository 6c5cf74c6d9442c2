"""oye completion."""

import click

from oye_cli.notes import notes


@click.command(
    epilog=notes(
        "none",
        'eval "$(oye completion bash)"     # in ~/.bashrc',
        'eval "$(oye completion zsh)"      # in ~/.zshrc',
        "oye completion fish > ~/.config/fish/completions/oye.fish",
    )
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the completion script of a shell."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(ctx.find_root().command, {}, "oye", "_OYE_COMPLETE").source())
