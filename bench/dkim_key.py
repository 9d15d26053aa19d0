"""With which key do both sides sign? A throw-away rsa-2048 one, made for this run."""

import subprocess
import sys
from pathlib import Path

_MAKE = """
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
key = rsa.generate_private_key(65537, 2048)
print(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode())
"""


def write_key(file: Path) -> Path:
    """A new key in that file. Made in another process: what the bench itself loads would count in its children's peak memory."""
    made = subprocess.run([sys.executable, "-c", _MAKE], capture_output=True, text=True, check=True)
    file.write_text(made.stdout, encoding="ascii")
    return file
