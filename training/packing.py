"""How does a fitted model become the file that ships?"""

import json
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from mailer.reading.answers.model_file import BLOCKS
from training.fitting import Fitted
from training.samples import INTENTS, TAGS
from training.vectors import WEIGHT

_MIDDLE = 128
_TOP = 255.0


def packed(model: Fitted, gate: Mapping[str, Any], version: str, digest: str) -> bytes:
    """The bytes of the file: a line of JSON, then the compressed tables. The same input gives the same bytes."""
    tables, body, at = {}, b"", 0
    for block in BLOCKS:
        known = model.known[block]
        columns = model.weights[:, at : at + len(known.number)]
        at += len(known.number)
        names, raw, shape = _table(list(known.number), columns * known.rarity * WEIGHT[block], known.rarity)
        tables[block] = shape | {"names": len(names)}
        body += names + raw
    head = {
        "version": version,
        "digest": digest,
        "intents": INTENTS,
        "tags": TAGS,
        "biases": [round(float(bias), 5) for bias in model.biases],
        "tables": tables,
        "gate": gate,
    }
    return json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" + zlib.compress(body, 9)


def _table(names: Sequence[str], weights: np.ndarray, rarity: np.ndarray) -> tuple[bytes, bytes, dict[str, Any]]:
    """The names, the bytes of the rows, and how to read them."""
    largest = np.maximum(np.abs(weights).max(axis=1), 1e-9)
    scales = largest / 127
    squares = rarity**2
    unit = float(squares.max() / _TOP)
    rows = np.vstack([np.round(weights / scales[:, None]) + _MIDDLE, np.maximum(1, np.round(squares / unit)), np.ones(len(names))])
    shape = {"labels": len(scales), "scales": [round(float(scale), 8) for scale in scales], "rarity": unit}
    return "\n".join(names).encode(), rows.T.astype(np.uint8).tobytes(), shape
