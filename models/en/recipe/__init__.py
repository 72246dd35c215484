"""The recipe that trains the weights of `pledgebook-en`: corpora -> teacher -> student -> ONNX.

Run it with `make train`; `python -m recipe --help` (in `models/en`) lists the stages.
"""
