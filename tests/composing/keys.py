"""With which keys do the tests sign? One of each kind, made once per test process."""

from datetime import UTC, datetime
from functools import cache

import dkim

from mailer.composing.dkim import Signer
from mailer.sending.keys import new_private_key

DOMAIN = "stadtverband.example"
AT = datetime(2024, 10, 25, 7, tzinfo=UTC)


@cache
def rsa_key() -> bytes:
    return new_private_key(ed25519=False)


@cache
def ed25519_key() -> bytes:
    return new_private_key(ed25519=True)


@cache
def signers() -> tuple[Signer, Signer]:
    """RSA and Ed25519."""
    return Signer(DOMAIN, "mailer", rsa_key()), Signer(DOMAIN, "mailer-ed25519", ed25519_key())


def verifies(raw: bytes, *trusted: Signer, index: int = 0) -> bool:
    """What dkimpy says about the signature with that index, when the DNS knows these keys."""
    published = {f"{signer.record_name}.": signer.record.encode() for signer in trusted or signers()}

    def text_record(name: bytes, timeout: int = 5) -> bytes | None:
        return published.get(name.decode())

    try:
        return bool(dkim.DKIM(raw, minkey=2048).verify(idx=index, dnsfunc=text_record))
    except dkim.DKIMException:
        return False
