"""Pictures of pages as small PNG files: at most 256 colours, which pages of text hardly pass."""

import base64
import struct
import zlib
from pathlib import Path
from typing import Any

# Gives the commonest 256 colours, each pixel as the number of its nearest, and the size.
COUNT = """async (told) => {
  const image = await createImageBitmap(await (await fetch("data:image/png;base64," + told)).blob());
  const canvas = new OffscreenCanvas(image.width, image.height), context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const pixels = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer), seen = new Map();
  for (const one of pixels) { seen.set(one, (seen.get(one) || 0) + 1); }
  const colours = [...seen].sort((a, b) => b[1] - a[1]).slice(0, 256).map(([one]) => one), places = new Map();
  const far = (a, b) => [0, 8, 16].reduce((sum, by) => sum + (((a >> by) & 255) - ((b >> by) & 255)) ** 2, 0);
  const place = (one) => colours.reduce((best, other, at) => far(one, other) < far(one, colours[best]) ? at : best, 0);
  for (const one of seen.keys()) { places.set(one, place(one)); }
  let indexes = "";
  for (const one of pixels) { indexes += String.fromCharCode(places.get(one)); }
  return [image.width, colours.map((one) => [one & 255, (one >> 8) & 255, (one >> 16) & 255]), btoa(indexes)];
}"""


def save(blank: Any, picture: bytes, path: Path) -> None:
    """Write a picture of a page with few colours; `blank` is a page of the browser that may count them."""
    width, colours, told = blank.evaluate(COUNT, base64.b64encode(picture).decode())
    path.write_bytes(png(width, [tuple(one) for one in colours], base64.b64decode(told)))


def png(width: int, colours: list[tuple[int, int, int]], indexes: bytes) -> bytes:
    """A PNG file (W3C, Portable Network Graphics) of numbers of colours, row after row."""
    height = len(indexes) // width
    rows = b"".join(b"\0" + indexes[row * width : (row + 1) * width] for row in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = [(b"IHDR", head), (b"PLTE", bytes(sum(colours, ()))), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
