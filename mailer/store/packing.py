"""How are a letter's bytes kept small, and given back exactly?

The letters of one mailing are nearly alike. The first of them is the preset dictionary (RFC 1950 2.2) of all others: what they share
costs next to nothing.
"""

import zlib

_LEVEL = 6
_WINDOW = 32_768  # bytes of dictionary that deflate can look back upon


def pack(raw: bytes, dictionary: bytes | None = None) -> bytes:
    """The bytes, compressed."""
    packer = zlib.compressobj(_LEVEL, zdict=dictionary) if dictionary else zlib.compressobj(_LEVEL)
    return packer.compress(raw) + packer.flush()


def unpack(packed: bytes, dictionary: bytes | None = None) -> bytes:
    """The bytes as they were. Raises zlib.error for what was packed with another dictionary."""
    unpacker = zlib.decompressobj(zdict=dictionary) if dictionary else zlib.decompressobj()
    return unpacker.decompress(packed) + unpacker.flush()


def dictionary_of(raw: bytes) -> bytes:
    """What of the first letter serves as dictionary for the others."""
    return raw[-_WINDOW:]
