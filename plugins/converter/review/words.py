"""The words of the report, from `data/review.toml`, and the fields of an article told in them."""

from __future__ import annotations

import tomllib
from functools import cache

from catalogue.front_matter import CreditMatter, FrontMatter

from ..models import LineKind
from ..vocabulary import DATA
from .models import FieldView


@cache
def words() -> dict[str, dict[str, str]]:
    """kinds, dropped, fields, roles, ranks: see the head of the file."""
    return tomllib.loads((DATA / "review.toml").read_text(encoding="utf-8"))


def kind_name(kind: LineKind) -> str:
    """What a line is."""
    return words()["kinds"][str(kind)]


def drop_reason(kind: LineKind) -> str:
    """Why a line is in no article."""
    return words()["dropped"][str(kind)]


def fields_of(matter: FrontMatter) -> tuple[FieldView, ...]:
    """All fields that say something, in the order of `[fields]`."""
    told = ((key, label, _values(matter, key)) for key, label in words()["fields"].items())
    return tuple(FieldView(key, label, values) for key, label, values in told if values)


def _values(matter: FrontMatter, key: str) -> tuple[str, ...]:
    if key == "credits":
        return tuple(_credit(credit) for credit in matter.people)
    if key == "status":
        return ("草稿，不发布",) if matter.status == "draft" else ()
    value = getattr(matter, key)
    if isinstance(value, tuple):
        return value
    notes = {"title": "（由正文拟成）" if matter.title_made else "", "date": "（推断）" if matter.date_inferred else ""}
    return (value + notes.get(key, ""),) if value else ()


def _credit(credit: CreditMatter) -> str:
    """胡斌（本报 记者）."""
    told = " ".join(filter(None, (credit.organisation, words()["roles"].get(credit.role or ""))))
    return f"{credit.name}（{told}）" if told else credit.name
