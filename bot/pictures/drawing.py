"""Draws whichever picture a view holds."""

from typing import assert_never

from bot.texts import Voice
from handlers.conversation.views import Chart, Month, Picture, View, Week

from .chart import draw_chart
from .month import draw_month
from .week import draw_week


def pictures(view: View) -> tuple[Picture, ...]:
    """The pictures of a view, in order."""
    return tuple(block for block in view.blocks if isinstance(block, Picture))


def draw(picture: Picture, voice: Voice) -> bytes:
    """A PNG, 720 pixels wide."""
    match picture:
        case Chart():
            return draw_chart(picture, voice)
        case Week():
            return draw_week(picture, voice)
        case Month():
            return draw_month(picture, voice)
    assert_never(picture)
