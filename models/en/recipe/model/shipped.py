"""The weights of a file that was exported, back as a network's: another training can begin with them.

What is kept in int8 is off by a part of 190 or less of its column's largest weight, which a few steps mend. Word pieces
and distances never train, so those of the base are as good, and whole.
"""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from .bases import LAYERS
from .network import Reader
from .outliers import joined

FROZEN = ("encoder.pieces.", "encoder.distances.")
BESIDE = ("moves",)  # what is not in the file but told beside it
ROOT = "model."  # of names in the file


def put(path: Path, model: Reader, base: str) -> Reader:
    """Give a network of a base the weights that a file of all the base's layers has for them.

    SystemExit where they do not fit.
    """
    found = {name: one for name, one in weights_of(path).items() if not name.startswith(FROZEN)}
    found = some_layers(found, model, base)
    wanted = {name for name in model.state_dict() if not name.startswith((*FROZEN, *BESIDE))}
    if wanted != found.keys() or any(model.state_dict()[n].shape != t.shape for n, t in found.items()):
        raise SystemExit(f"{path} holds no network that {base} could begin with.")
    model.load_state_dict(found, strict=False)
    return model


def some_layers(found: dict[str, torch.Tensor], model: Reader, base: str) -> dict[str, torch.Tensor]:
    """Of the weights of a network with more layers those that the base is made of, numbered as it numbers them."""
    if len({name.split(".")[2] for name in found if name.startswith("encoder.layers.")}) == model.encoder.size.layers:
        return found
    kept = LAYERS.get(base, ())
    number = {str(old): str(new) for new, old in enumerate(kept)}
    parts = {name: name.split(".") for name in found}
    some = {}
    for name, part in parts.items():
        if part[:2] != ["encoder", "layers"]:
            some[name] = found[name]
        elif part[2] in number:
            some[".".join([*part[:2], number[part[2]], *part[3:]])] = found[name]
    return some


def weights_of(path: Path) -> dict[str, torch.Tensor]:
    """All weights in an exported file by the names that a network has for them, int8 made float."""
    graph = onnx.load(str(path)).graph
    kept = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    found = {}
    for name, array in kept.items():
        if name.startswith(ROOT):
            own = name.removeprefix(ROOT)
            if own.endswith("_quantized"):
                found[own.removesuffix("_quantized")] = _float(kept, name)
            elif not own.endswith(("_scale", "_zero_point")):
                found[own] = torch.from_numpy(array.copy())
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            own = node.name.removeprefix("/model/").removesuffix("/MatMul_quant").replace("/", ".")
            found[f"{own}.weight"] = _float(kept, node.input[1]).T.contiguous()
    return joined(found)


def _float(kept: dict[str, np.ndarray], name: str) -> torch.Tensor:
    """What a quantised array stands for; scales and zero points are one, or one a column."""
    own = name.removesuffix("_quantized")
    array, scale, zero = kept[name], kept[f"{own}_scale"], kept[f"{own}_zero_point"]
    return torch.from_numpy((array.astype(np.float32) - zero.astype(np.float32)) * scale)
