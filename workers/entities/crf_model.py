"""The parameters of Rasid's own recogniser, and the file that they are shipped in."""

import json
import zlib
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

import numpy as np
from numpy.typing import NDArray

LABELS = (
    "O",
    "B-PER",
    "I-PER",
    "B-LOC",
    "I-LOC",
    "B-ORG",
    "I-ORG",
    "B-MISC",
    "I-MISC",
)
"""IOB2. In the network's outputs `B-` labels have odd numbers, and `I-` follows its `B-`."""
_MAGIC = b"RNT1"
_GATE = "gate"
Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Network:
    """The parameters of one trained network; the names are those of `train_net.py`."""

    embed: Array
    project: Array
    bias: Array
    window5: Array
    bias5: Array
    window3: Array
    bias3: Array
    out: Array
    bias_out: Array
    transitions: Array
    start: Array


@dataclass(frozen=True, slots=True)
class Model:
    """One or more networks over the same features; their scores are averaged."""

    names: dict[str, int]
    """Feature to its row of `embed`; row 0 is zero."""
    networks: tuple[Network, ...]
    agreement: float = 0.0
    """How much a label of a word counts for the same word elsewhere in the article (see `agree`)."""
    gate: Array | None = None
    """Tells tokens that may be part of a name from all others, linearly, by the five words around:
    a column for each, and a row for each number of a word's vectors in all networks; in the last row
    the bias stands in the first column. Without it every token may be part of a name. See `train_gate.py`.
    """

    def save(self, path: str) -> None:
        """Write the model to `path`: embeddings in 8 bits, all else in 16."""
        shapes: list[tuple[str, tuple[int, ...]]] = []
        parts = ["\n".join(self.names).encode()]
        for network in self.networks:
            for name in Network.__slots__:
                value = getattr(network, name)
                shapes.append((name, value.shape))
                if name == "embed":
                    steps = (np.abs(value).max(0) / 127 + 1e-9).astype(np.float32)
                    parts.append(steps.tobytes() + np.rint(value / steps).astype(np.int8).tobytes())
                else:
                    parts.append(value.astype(np.float16).tobytes())
        if self.gate is not None:
            shapes.append((_GATE, self.gate.shape))
            parts.append(self.gate.astype(np.float32).tobytes())
        packed = [zlib.compress(part, 9) for part in parts]
        header = json.dumps(
            {"agreement": self.agreement, "arrays": shapes, "parts": [len(part) for part in packed]}
        ).encode()
        with open(path, "wb") as out:  # noqa: PTH123
            out.write(_MAGIC + len(header).to_bytes(4, "little") + header + b"".join(packed))

    @classmethod
    def load(cls, path: Traversable | None = None) -> "Model":
        """Read the model from `path`, or the shipped one.

        Raises:
            ValueError: the file is no model.
        """
        data = (path or files("workers.entities") / "data" / "model_net.bin").read_bytes()
        if data[:4] != _MAGIC:
            raise ValueError(f"not a model: the file should begin with {_MAGIC.decode()}")
        at = 8 + int.from_bytes(data[4:8], "little")
        header = json.loads(data[8:at])
        parts = []
        for length in header["parts"]:
            parts.append(zlib.decompress(data[at : at + length]))
            at += length
        names = {name: number for number, name in enumerate(parts[0].decode().split("\n"), 1)}
        networks = []
        values: dict[str, Array] = {}
        gate = None
        for (name, shape), part in zip(header["arrays"], parts[1:], strict=True):
            if name == _GATE:
                gate = np.frombuffer(part, dtype=np.float32).reshape(shape)
                continue
            if name == "embed":
                steps = np.frombuffer(part, dtype=np.float32, count=shape[1])
                value = np.frombuffer(part, dtype=np.int8, offset=steps.nbytes).reshape(shape) * steps
            else:
                value = np.frombuffer(part, dtype=np.float16).reshape(shape).astype(np.float32)
            values[name] = value
            if len(values) == len(Network.__slots__):
                networks.append(Network(**values))
                values = {}
        return cls(names, tuple(networks), header["agreement"], gate)
