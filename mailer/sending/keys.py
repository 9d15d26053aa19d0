"""Which keys sign our letters, and how is a new one made?"""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from mailer.composing.dkim import SHORTEST_RSA, Signer
from mailer.config import Settings
from mailer.errors import ConfigurationError


def signers(settings: Settings, workspace: Path) -> tuple[Signer, ...]:
    """One signer for each configured key, none without `[dkim]`. Raises ConfigurationError for a key that cannot be used."""
    if settings.dkim is None:
        return ()
    domain = settings.dkim.domain or settings.association.domain
    return tuple(Signer(domain, selector, _read(selector, workspace / path)) for selector, path in settings.dkim.keys)


def new_private_key(*, ed25519: bool) -> bytes:
    """A new key as PEM (PKCS #8, no password): Ed25519, or RSA of 2048 bits, whose record still fits everywhere (RFC 8301 3.2)."""
    key = Ed25519PrivateKey.generate() if ed25519 else generate_private_key(65537, SHORTEST_RSA)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def keep_private_key(path: Path, pem: bytes) -> None:
    """Write a key that only we may read. Raises ConfigurationError where the file is there already, or cannot be made."""
    try:
        path.touch(mode=0o600, exist_ok=False)
        path.write_bytes(pem)
    except FileExistsError as error:
        raise ConfigurationError("dkim.exists", file=path) from error
    except OSError as error:
        raise ConfigurationError("dkim.not_written", file=path, reason=error.strerror) from error


def _read(selector: str, path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ConfigurationError("dkim.key_file", selector=selector, file=path, reason=error.strerror) from error
