"""Small pictures for photographs nobody took: hills under a sky, a sheet of paper with a table."""

import hashlib
import math
import struct
import zlib

WIDTH, HEIGHT = 320, 240
_SKIES = ((250, 223, 190), (206, 228, 240), (246, 214, 205), (222, 232, 214), (240, 230, 200))
_HILLS = (
    ((150, 170, 140), (105, 135, 105), (66, 96, 78)),
    ((176, 160, 130), (140, 120, 92), (98, 82, 64)),
    ((140, 165, 175), (98, 130, 140), (60, 92, 104)),
)
_SUN = (255, 246, 222)


def landscape(name: str) -> bytes:
    """A PNG of 320 x 240, a few kilobytes, drawn from the name."""
    seed = hashlib.sha256(name.encode()).digest()
    palette = (_SKIES[seed[0] % len(_SKIES)], *_HILLS[seed[1] % len(_HILLS)], _SUN)
    ridges = [_ridge(seed[2 + layer], layer) for layer in range(3)]
    sun_x, sun_y = 60 + seed[6] % 200, 40 + seed[7] % 40
    rows = bytearray()
    for y in range(HEIGHT):
        rows.append(0)  # PNG: this row is not filtered
        for x in range(WIDTH):
            rows.append(_color(x, y, ridges, sun_x, sun_y))
    return _png(rows, palette)


def sheet() -> bytes:
    """A PNG of 320 x 240: a table drawn by hand on paper, with some of its boxes coloured."""
    desk, paper, ink, faint = (150, 118, 88), (253, 250, 240), (70, 84, 120), (196, 200, 205)
    marks = ((120, 170, 130), (238, 190, 96), (214, 120, 96))
    rows = bytearray()
    for y in range(HEIGHT):
        rows.append(0)
        rows.extend(_on_sheet(x, y) for x in range(WIDTH))
    return _png(rows, (desk, paper, ink, faint, *marks))


def _on_sheet(x: int, y: int) -> int:
    """The colour at a point: desk, paper, lines of the table, words in its first column, marks."""
    left, top, right, bottom = 40 + y // 24, 14 + x // 40, 276 + y // 24, 218 + x // 40
    if not (left <= x < right and top <= y < bottom):
        return 0
    column, row = (x - left - 16) // 51, (y - top - 14) // 35
    in_x, in_y = (x - left - 16) % 51, (y - top - 14) % 35
    if not (0 <= column < 4 and 0 <= row < 5):
        return 1
    if in_x < 2 or in_y < 2:
        return 2
    if row == 0 or column == 0:
        return 3 if in_y in (14, 15, 22, 23) and 8 < in_x < 40 - 7 * (row % 2) else 1
    is_marked = column == 1 + (row * 5) % 3 and (in_x - 25) ** 2 + (in_y - 18) ** 2 < 100
    return 3 + column if is_marked else 1


def _ridge(byte: int, layer: int) -> list[int]:
    """The height, per column, at which a line of hills begins."""
    base, swing, wave = 110 + 40 * layer, 26 - 5 * layer, 0.012 + byte / 25_000
    return [
        int(base + swing * math.sin(x * wave + byte) + swing / 3 * math.sin(x * wave * 2.7))
        for x in range(WIDTH)
    ]


def _color(x: int, y: int, ridges: list[list[int]], sun_x: int, sun_y: int) -> int:
    for layer in (2, 1, 0):
        if y >= ridges[layer][x]:
            return layer + 1
    return 4 if (x - sun_x) ** 2 + (y - sun_y) ** 2 < 20**2 else 0


def _png(rows: bytes | bytearray, palette: tuple[tuple[int, int, int], ...]) -> bytes:
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    colors = b"".join(bytes(color) for color in palette)
    chunks = ((b"IHDR", header), (b"PLTE", colors), (b"IDAT", zlib.compress(bytes(rows), 9)))
    body = b"".join(_chunk(kind, data) for kind, data in (*chunks, (b"IEND", b"")))
    return b"\x89PNG\r\n\x1a\n" + body


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)
