"""How are a letter's bytes kept small, and given back exactly?

The letters of one mailing are nearly alike. The first of them is the preset dictionary (RFC 1950 2.2) of all others: what they share
costs next to nothing.
"""

import zlib
from collections.abc import Iterable
from functools import lru_cache

_LEVEL = 3
_LEVEL_ALONE = 1
"""Without a dictionary: a letter is a thirtieth larger than at level 3, and packed in three quarters of the time."""
_LITTLE_MEMORY = 6
"""As small as level 6 to a twentieth, in half the time: most of that went into clearing memory."""
_WINDOW = 32_768  # bytes of dictionary that deflate can look back upon
_HALF = 14  # the logarithm of half of it: enough where the dictionary is that short, and quicker
_ROOM = 1_024


def pack(raw: bytes, dictionary: bytes | None = None) -> bytes:
    """The bytes, compressed."""
    return pack_all([raw], dictionary)[0]


def pack_all(raws: Iterable[bytes], dictionary: bytes | None = None) -> list[bytes]:
    """Each of them compressed, apart from the others."""
    prepared = _prepared(dictionary or b"")
    packed = []
    for raw in raws:
        packer = prepared.copy()
        packed.append(packer.compress(raw) + packer.flush())
    return packed


def unpack(packed: bytes, dictionary: bytes | None = None) -> bytes:
    """The bytes as they were. Raises zlib.error for what was packed with another dictionary."""
    unpacker = zlib.decompressobj(zdict=dictionary) if dictionary else zlib.decompressobj()
    return unpacker.decompress(packed) + unpacker.flush()


def dictionary_of(raw: bytes) -> bytes:
    """What of the first letter serves as dictionary for the others."""
    return raw[-_WINDOW:]


@lru_cache(maxsize=2)
def _prepared(dictionary: bytes) -> "zlib._Compress":
    """A compressor that knows the dictionary: a copy of it is made sooner than another one."""
    window = _HALF if len(dictionary) + _ROOM <= 1 << _HALF else zlib.MAX_WBITS
    level = _LEVEL if dictionary else _LEVEL_ALONE
    return zlib.compressobj(level, zlib.DEFLATED, window, _LITTLE_MEMORY, zdict=dictionary)
