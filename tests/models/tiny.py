"""A network of the recipe's kind, too small to know anything, for tests: `python tests/models/tiny.py FOLDER`."""

import hashlib
import json
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "models" / "en"))
WORDS = "the mayor of lindane voss said that we will build a new bridge by 2031 and not sleep ##s ##t don ' , . “ ”"


def tokenizer():
    """WordPiece with a few words."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *WORDS.split()]
    found = Tokenizer(models.WordPiece({piece: n for n, piece in enumerate(pieces)}, unk_token="[UNK]"))
    found.normalizer = normalizers.BertNormalizer(lowercase=True)
    found.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return found


def network(*, near=True, seed=1):
    """A network of two small layers; `near` as MPNet has it."""
    import torch

    from recipe.model.network import Reader, Size

    torch.manual_seed(seed)
    return Reader(Size(2, 16, 2, 32, 4 + len(WORDS.split()), 514, 2, near=near, epsilon=1e-5))


def write(folder, *, small=False):
    """A model's folder, as the recipe exports it, in fp32 or, where it is to be small, in int8."""
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    from recipe.export import FORMAT, write_onnx
    from recipe.labels import ARC, HEADS, RELATION, RELATIONS

    folder.mkdir(parents=True, exist_ok=True)
    model = network().eval()
    torch.nn.init.normal_(model.encoder.shapes.weight)
    write_onnx(model, folder / "model.onnx")
    if small:
        quantize_dynamic(folder / "model.onnx", folder / "model.onnx", weight_type=QuantType.QInt8)
    tokenizer().save(str(folder / "tokenizer.json"))
    size = len(HEADS["attribution"])
    told = {"format": FORMAT, "name": "tiny", "version": "0", "heads": HEADS, "transitions": [[0.0] * size] * size}
    told["tree"] = {"arc": ARC, "relation": RELATION, "relations": RELATIONS}
    told["sha256"] = hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()
    (folder / "labels.json").write_text(json.dumps(told) + "\n", encoding="utf8")
    return model


if __name__ == "__main__":
    write(Path(sys.argv[1]), small=True)
