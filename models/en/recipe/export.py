"""The last stage: the trained network as an int8 ONNX file beside its labels, tokenizer and splits."""

import hashlib
import json
import shutil
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from .corpora import splits
from .labels import HEADS
from .network import Reader, minilm_folder

FORMAT = 1


class Framed(torch.nn.Module):
    """The network without a mask and with plain attention: one window a call needs no more, and runs quicker."""

    def __init__(self, model: Reader) -> None:
        super().__init__()
        self.model = model
        model.encoder.config._attn_implementation = "eager"

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        positions = torch.arange(ids.shape[1], device=ids.device)[None]
        hidden = self.model.encoder.embeddings(input_ids=ids, position_ids=positions)
        hidden = self.model.encoder.encoder(hidden, attention_mask=None)[0]
        return self.model.heads(hidden)


def export(model: Reader, transitions: torch.Tensor, target: Path, work: Path, root: Path, version: str) -> None:
    """Write `model.onnx`, `labels.json`, `tokenizer.json` and `splits.json` into `target`."""
    plain, ready = work / "model.fp32.onnx", work / "model.ready.onnx"
    write_onnx(model.eval(), plain)
    quant_pre_process(str(plain), str(ready))
    quantize_dynamic(str(ready), str(target / "model.onnx"), weight_type=QuantType.QInt8, per_channel=True)
    shutil.copy(minilm_folder() / "tokenizer.json", target / "tokenizer.json")
    told = {"format": FORMAT, "name": "pledgebook-en", "version": version, "heads": HEADS}
    told["transitions"] = [[round(float(x), 4) for x in row] for row in transitions]
    told["sha256"] = hashlib.sha256((target / "model.onnx").read_bytes()).hexdigest()
    (target / "labels.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf8")
    (target / "splits.json").write_text(json.dumps(splits(root), indent=0) + "\n", encoding="utf8")


def write_onnx(model: Reader, path: Path) -> None:
    ids = torch.randint(1000, 20000, (1, 12))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Framed(model),
            (ids,),
            str(path),
            input_names=["ids"],
            output_names=["logits"],
            dynamic_axes={"ids": {0: "n", 1: "t"}, "logits": {0: "n", 1: "t"}},
            opset_version=17,
            dynamo=False,
        )
