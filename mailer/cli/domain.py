"""`dkim-key` and the domain's part of `check`: do receivers believe that our mails are ours?"""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mailer import config
from mailer.app import Office
from mailer.cli.common import HERE, Json, Workspace, print_json, tell
from mailer.later import later
from mailer.sending.domain_advice import Finding

if TYPE_CHECKING:
    from mailer.composing import dkim
    from mailer.sending import domain as dns
    from mailer.sending import keys
else:  # `check --offline` needs neither a resolver nor a cryptographic library
    dkim, dns, keys = map(later, ("mailer.composing.dkim", "mailer.sending.domain", "mailer.sending.keys"))

Domain = Annotated[str, typer.Option("--domain", metavar="NAME", help="The domain to sign for; default: the one in config.toml.")]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("dkim-key")(dkim_key)


def dkim_key(
    workspace: Workspace = HERE,
    ed25519: Annotated[bool, typer.Option("--ed25519", help="An Ed25519 key, as the second one beside RSA.")] = False,
    selector: Annotated[str, typer.Option("--selector", metavar="NAME", help="The key's name in the DNS.")] = "",
    domain: Domain = "",
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Where to keep the private key.")] = None,
    as_json: Json = False,
) -> None:
    """Make a key pair for signing mails (DKIM) and print the DNS record to publish.

    Example: mailer dkim-key, and for a second key beside it: mailer dkim-key --ed25519
    """
    name = selector or ("mailer-ed25519" if ed25519 else "mailer")
    pem = keys.new_private_key(ed25519=ed25519)
    signer = dkim.Signer(domain or _domain(workspace), name, pem)
    file = workspace / f"dkim-{name}.pem" if out is None else out
    keys.keep_private_key(file, pem)
    if as_json:
        print_json({"file": file, "selector": name, "domain": signer.domain, "name": signer.record_name, "record": signer.record})
        return
    prefix = "ed25519_" if ed25519 else ""
    shown = file.name if out is None else file.absolute()
    tell("dkim_key.made", file=file, name=signer.record_name, record=signer.record, selector=name, path=shown, prefix=prefix)


def domain_findings(opened: Office, nameserver: str | None) -> tuple[Finding, ...]:
    """What the DNS says about the sender's domain. Raises ConfigurationError for a name server that is no address."""
    sending = dns.sending_of(opened.settings, opened.writer.signers)
    return asyncio.run(dns.check_domain(sending, dns.new_resolver(nameserver)))


def _domain(workspace: Path) -> str:
    settings = config.load(workspace)
    return (settings.dkim.domain if settings.dkim else "") or settings.association.domain
