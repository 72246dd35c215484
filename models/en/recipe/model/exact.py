"""Int8 products that come out the same on every processor.

Processors without VNNI multiply two neighbours of 8 bits at once and add them in 16 (`vpmaddubsw`): where two large
weights of one sign meet two large inputs, the sum is cut off at 32,767, and a text would read differently there. So no
pair of neighbours in a column may add up to more than 128; such pairs give way, or their column has a wider step.
"""

from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

LARGEST = 127
PAIR = 128  # times 255, the largest input, is the most that 16 bits hold
FACTORS = np.linspace(0.9, 2.0, 23)  # by which a step may be as wide as the largest weight asks for


def exact(path: Path, plain: Path) -> None:
    """Write the int8 matrices of a quantised file anew, from those of the file that it was made of."""
    model, whole = onnx.load(str(path)), onnx.load(str(plain))
    floats = {one.name: one for one in whole.graph.initializer}
    kept = {one.name: one for one in model.graph.initializer}
    for node in model.graph.node:
        if node.op_type == "MatMulInteger":
            name = node.input[1].removesuffix("_quantized")
            quantised, scale = bounded(numpy_helper.to_array(floats[name]))
            for found, array in ((node.input[1], quantised), (f"{name}_scale", scale)):
                before = numpy_helper.to_array(kept[found])
                kept[found].CopyFrom(numpy_helper.from_array(array.reshape(before.shape).astype(before.dtype), found))
    onnx.save(model, str(path))


def bounded(weight: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """A matrix `(inputs, outputs)` in int8, and the step of each column.

    A wider step rounds every weight more, a narrower one lets more be cut off of pairs that are too large. Each column
    has the step at which both together cost least.
    """
    narrowest, groups = np.maximum(np.abs(weight).max(0), 1e-9) / LARGEST, alike(weight)
    found, steps = np.zeros_like(weight), narrowest.copy()
    least = np.full(weight.shape[1], np.inf)
    for factor in FACTORS:
        step = narrowest * factor
        tried = cut_off(rounded(weight / step, groups).clip(-LARGEST, LARGEST))
        error = ((tried * step - weight) ** 2).sum(0)
        better = error < least
        found[:, better], steps[better], least[better] = tried[:, better], step[better], error[better]
    return found.astype(np.int8), steps.astype(np.float32)


def cut_off(quantised: NDArray[np.float32]) -> NDArray[np.float32]:
    """The same with neighbours of one sign that add up to at most `PAIR`: each gives half of what is too much."""
    pairs = in_pairs(quantised)
    sizes = np.abs(pairs)
    excess = np.maximum(sizes.sum(1) - PAIR, 0) * (np.sign(pairs).prod(1) > 0)
    less = np.minimum(excess // 2, sizes.min(1))
    more, rises = excess - less, sizes[:, 0] <= sizes[:, 1]
    taken = np.stack([np.where(rises, less, more), np.where(rises, more, less)], 1)
    found = (np.sign(pairs) * (sizes - taken)).reshape(-1, quantised.shape[1])
    return found[: len(quantised)]  # type: ignore[no-any-return]


def alike(weight: NDArray[np.float32]) -> list[list[int]]:
    """The numbers of rows that are the same, where there are several: they meet parts of one input."""
    found: dict[bytes, list[int]] = {}
    for number, row in enumerate(weight):
        found.setdefault(row.tobytes(), []).append(number)
    return [rows for rows in found.values() if len(rows) > 1]


def rounded(weight: NDArray[np.float32], groups: list[list[int]]) -> NDArray[np.float32]:
    """To whole numbers; of rows that are the same, each makes good what those before it were rounded by."""
    found = np.rint(weight)
    for rows in groups:
        left = np.zeros_like(weight[0])
        for row in rows:
            found[row] = np.rint(weight[row] + left)
            left += weight[row] - found[row]
    return found


def largest_pair(quantised: NDArray[np.float32]) -> NDArray[np.float32]:
    """Of each column the largest sum of two neighbours of one sign, at an even place and the next."""
    pairs = in_pairs(quantised)
    return np.maximum(pairs.clip(min=0).sum(1), -pairs.clip(max=0).sum(1)).max(0)  # type: ignore[no-any-return]


def in_pairs(quantised: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each row at an even place with the next, the last with nothing if it has none: `(pairs, 2, outputs)`."""
    rows = np.concatenate([quantised, np.zeros((len(quantised) % 2, quantised.shape[1]), quantised.dtype)])
    return rows.reshape(-1, 2, rows.shape[1])
