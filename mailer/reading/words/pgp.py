"""What stands inside of an OpenPGP cleartext signature (RFC 9580 7)?"""

_BEGIN = "-----BEGIN PGP SIGNED MESSAGE-----"
_SIGNATURE = "-----BEGIN PGP SIGNATURE-----"
_END = "-----END PGP SIGNATURE-----"


def without_armour(text: str) -> str:
    """The text with the armour taken off and the dashes unescaped (7.2); text around it stays. Nothing is verified."""
    before, begin, rest = text.partition(_BEGIN)
    signed, signature, tail = rest.partition(_SIGNATURE)
    if not begin or not signature:
        return text
    content = signed.partition("\n\n")[2]
    lines = [line.removeprefix("- ") for line in content.split("\n")]
    return before + "\n".join(lines) + tail.partition(_END)[2]
