"""The picture of a seal: a red ring with the unit's name and a star, the day below."""

from __future__ import annotations

import math
from datetime import datetime
from functools import cache
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from workflow.clock import SHANGHAI

SIZE, RING, RED = 480, 14, (190, 30, 30, 215)
FONT = "@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf"


def draw(unit: str, at: datetime, note: str = "") -> Image.Image:
    """On a clear ground. The moment is Shanghai's; `note` says what the seal isn't (a demonstration's)."""
    picture = Image.new("RGBA", (SIZE, SIZE), (255, 255, 255, 0))
    pen = ImageDraw.Draw(picture)
    pen.ellipse([RING // 2, RING // 2, SIZE - RING // 2, SIZE - RING // 2], outline=RED, width=RING)
    pen.polygon(list(_star(SIZE / 2, SIZE / 2, SIZE * 0.13)), fill=RED)
    _around(picture, unit)
    _below(pen, f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}", SIZE * 0.70, 34)
    if note:
        _below(pen, note, SIZE * 0.79, 40)
    return picture


def _around(picture: Image.Image, unit: str) -> None:
    """The name along the upper arc, each character upright from the centre."""
    size = min(66, int(SIZE * 1.9 / max(len(unit), 6)))
    font = _font(size)
    sweep = min(250, 26 * max(len(unit) - 1, 1))
    for index, character in enumerate(unit):
        share = index / max(len(unit) - 1, 1) - 0.5
        angle = math.radians(sweep * share)
        tile = Image.new("RGBA", (size * 2, size * 2), (255, 255, 255, 0))
        ImageDraw.Draw(tile).text((size, size), character, font=font, fill=RED, anchor="mm")
        turned = tile.rotate(-math.degrees(angle), resample=Image.Resampling.BICUBIC)
        radius = SIZE / 2 - RING - size * 0.75
        x, y = SIZE / 2 + radius * math.sin(angle), SIZE / 2 - radius * math.cos(angle)
        picture.alpha_composite(turned, (int(x - size), int(y - size)))


def _below(pen: ImageDraw.ImageDraw, text: str, height: float, size: int) -> None:
    pen.text((SIZE / 2, height), text, font=_font(size), fill=RED, anchor="mm")


def _star(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    points = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.382
        angle = math.pi * corner / 5
        points.append((x + reach * math.sin(angle), y - reach * math.cos(angle)))
    return points


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(Path(settings.NPM_ROOT) / FONT), size)
