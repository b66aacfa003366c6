"""The map of a page: boxes that fill the sheet, as large as the articles are long."""

from __future__ import annotations

from hypothesis import given as each
from hypothesis import strategies as st

from edition.layout import HEIGHT, SHEET, WIDTH, lay_out

ROOMS = st.lists(st.floats(300, 4000), min_size=1, max_size=40)


@each(ROOMS)
def test_every_article_has_its_share_of_the_sheet(rooms: list[float]) -> None:
    boxes = lay_out(rooms)
    for room, box in zip(rooms, boxes, strict=True):
        share = box.width * box.height / (WIDTH * HEIGHT)
        assert abs(share - room / sum(rooms)) < 1e-6


@each(ROOMS)
def test_boxes_stay_on_the_sheet_and_never_overlap(rooms: list[float]) -> None:
    boxes = lay_out(rooms)
    for place, one in enumerate(boxes):
        assert one.x >= -1e-6 and one.x + one.width <= WIDTH + 1e-6
        assert one.y >= -1e-6 and one.y + one.height <= HEIGHT + 1e-6
        for other in boxes[:place]:
            across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
            down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
            assert min(across, down) < 1e-6


def test_what_leads_stands_above_and_the_rest_below_it() -> None:
    lead, *others = lay_out([2000, 500, 500, 500])
    assert (lead.x, lead.y, lead.width) == (0, 0, WIDTH)
    assert all(box.y >= lead.height - 1e-6 for box in others)


def test_one_article_has_the_sheet_and_none_has_nothing() -> None:
    assert (lay_out([500]), lay_out([])) == ([SHEET], [])


def test_neighbours_are_drawn_to_one_line() -> None:
    left, right = SHEET.cut(1 / 3)
    assert (left.drawn, right.drawn) == ("M0 0H100V47H0z", "M0 47H100V140H0z")
