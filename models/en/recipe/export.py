"""The last stage: a trained network as an int8 ONNX file beside its labels, tokenizer and splits, measured again."""

import hashlib
import json
import os
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from tokenizers import Tokenizer

from pledgebook.analysis.encoder import PROVIDERS, SLOWER

from .corpora.splits import splits
from .labels import ARC, HEADS, RELATION, RELATIONS
from .model.bases import special_of
from .model.exact import exact
from .model.infer import moves_of
from .model.network import DOMAIN, Reader, in_place
from .model.outliers import split
from .units import Cutter
from .vocabulary import cut_down, fewer, frequent
from .windows import Window

if TYPE_CHECKING:
    from .kitchen import Kitchen

FORMAT = 1
VERSION = "0.5.0"
NAMES = {"small": "pledgebook-en-small"}  # of the package for a stage; others are for the default
TOO_LARGE = ("twelve",)  # stages whose file would be more than most hosts of repositories take
QUICK = ("small",)  # stages whose large columns stay whole: in parts they would cost more time than they are worth
FARTHEST = 0.3  # points that int8 may lie below fp32


class Framed(torch.nn.Module):
    """The network without a mask: one window a call needs none, and runs quicker."""

    def __init__(self, model: Reader) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: torch.Tensor, shapes: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        logits, tree = self.model(ids, shapes)
        nothing = (ids[0, 0] * 0).float()  # an output that depends on no input is lost on the way
        return logits, tree, self.model.tree.relations + nothing


class OnnxInfer:
    """As Infer, by the file that is shipped: one window a call, as many at once as there are threads."""

    def __init__(
        self,
        path: Path,
        special: tuple[int, ...],
        relations: torch.Tensor,
        moves: list[list[float]],
        *,
        known_as: list[int] | None = None,  # for each piece of the windows, the file's number of it
    ) -> None:
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = 1
        told = {"providers": PROVIDERS, "disabled_optimizers": SLOWER}
        self.session = onnxruntime.InferenceSession(str(path), options, **told)
        self.special, self.relations, self.moves, self.known_as = special, relations, moves, known_as

    def __call__(self, windows: list[Window]) -> list[tuple[torch.Tensor, torch.Tensor]]:
        with ThreadPoolExecutor(torch.get_num_threads(), initializer=_anywhere) as pool:
            return list(pool.map(self._one, windows))

    def _one(self, window: Window) -> tuple[torch.Tensor, torch.Tensor]:
        ids = [self.special[0], *(i for u in window.units for i in u.ids), self.special[1]]
        shapes = [0, *(s for u in window.units for s in u.shapes), 0]
        if self.known_as is not None:
            ids = [self.known_as[i] for i in ids]
        told = {"ids": np.array([ids], dtype=np.int64), "shapes": np.array([shapes], dtype=np.int64)}
        logits, tree = self.session.run(["logits", "tree"], told)
        return torch.from_numpy(logits[0, 1:-1]), torch.from_numpy(tree[0, 1:-1])


def _anywhere() -> None:
    """Let this thread run on any core: `make train` binds training to cores, and what it starts would stay on one."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, range(os.cpu_count() or 1))


def export(kitchen: "Kitchen", stage: str, target: Path) -> dict[str, dict[str, float]]:
    """Write a stage as a model's folder (network, labels, tokenizer, splits), and say what int8 costs."""
    model = kitchen.trained(stage).eval()
    target.mkdir(parents=True, exist_ok=True)
    tokenizer, shipped = kitchen.tokenizer, model if stage in QUICK else split(model, kitchen.samples)
    if stage in TOO_LARGE:
        ids = frequent(tokenizer, (d for documents in kitchen.larder.documents.values() for d in documents))
        tokenizer, shipped = fewer(tokenizer, ids), cut_down(shipped, ids)
    write_small(shipped, kitchen.work / stage, target / "model.onnx")
    tokenizer.save(str(target / "tokenizer.json"))
    told = {"format": FORMAT, "name": NAMES.get(stage, "pledgebook-en"), "version": VERSION, "heads": HEADS}
    told["tree"] = {"arc": ARC, "relation": RELATION, "relations": RELATIONS}
    told["shares"], told["priors"], told["transitions"] = kitchen.shares, kitchen.priors, moves_of(model)
    told["sha256"] = hashlib.sha256((target / "model.onnx").read_bytes()).hexdigest()
    (target / "labels.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf8")
    (target / "splits.json").write_text(json.dumps(splits(kitchen.root), indent=0) + "\n", encoding="utf8")
    return compare(kitchen, stage, model, target / "model.onnx", tokenizer)


def write_small(model: Reader, work: Path, target: Path) -> None:
    """Write the int8 file; what it is made from is kept beside `work`."""
    plain, ready = work.with_suffix(".fp32.onnx"), work.with_suffix(".ready.onnx")
    write_onnx(model.eval(), plain)
    quant_pre_process(str(plain), str(ready))
    quantize_dynamic(str(ready), str(target), weight_type=QuantType.QInt8, per_channel=True)
    exact(target, ready)
    ready.unlink()


def compare(
    kitchen: "Kitchen", stage: str, model: Reader, path: Path, tokenizer: Tokenizer
) -> dict[str, dict[str, float]]:
    """The dev figures of the network in fp32 and of the file, and which fell by more than they may."""
    full = kitchen.report(model)
    infer = OnnxInfer(path, special_of(tokenizer), model.tree.relations.detach(), moves_of(model))
    cut = kitchen.figures.cut_by(Cutter(tokenizer)).all(infer)
    worse = {k: round(full[k] - cut[k], 2) for k in full if not k.endswith("mae") and full[k] - cut[k] > FARTHEST}
    told = {"stage": stage, "fp32": full, "int8": cut, "worse": worse, "bytes": path.stat().st_size}
    print(json.dumps(told), flush=True)
    with (kitchen.work / "log.jsonl").open("a", encoding="utf8") as file:
        file.write(json.dumps(told) + "\n")
    return {"fp32": full, "int8": cut}


def write_onnx(model: Reader, path: Path) -> None:
    ids = torch.randint(model.encoder.pieces.num_embeddings, (1, 12))
    axes = {0: "n", 1: "t"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Framed(model),
            (ids, torch.ones_like(ids)),
            str(path),
            input_names=["ids", "shapes"],
            output_names=["logits", "tree", "relations"],
            dynamic_axes={"ids": axes, "shapes": axes, "logits": axes, "tree": axes},
            opset_version=17,
            custom_opsets={DOMAIN: 1},
            dynamo=False,
        )
    written = onnx.load(str(path))
    for node in written.graph.node:
        in_place(node)
    onnx.save(written, str(path))
