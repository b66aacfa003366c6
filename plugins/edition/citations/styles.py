"""Citations for readers, each one line."""

from __future__ import annotations

from .reference import Author, Reference

MONTHS = "January February March April May June July August September October November December".split()
GBT_NAMES = 3
"""GB/T 7714-2015, 8.1.2: of more authors the first three are named."""
APA_NAMES = 20
"""APA 7, 9.8: of more authors the first 19 and the last are named."""


def sentence(text: str) -> str:
    """The text with a full stop, unless it ends a sentence by itself."""
    return text if text.endswith((".", "?", "!", "。", "？", "！", "……")) else text + "."


def gbt(reference: Reference) -> str:
    """GB/T 7714-2015, 4.4, a newspaper article: 王二, 李三. 题名[N]. 报名, 2024-06-11(01).

    Without an author it begins with the title (8.1.4, numbered references). A date that was not printed stands in
    brackets (8.8.3); without any date the number of the issue takes its place.
    """
    names = [author.name for author in reference.authors[:GBT_NAMES]]
    who = ", ".join([*names, "等"] if len(reference.authors) > GBT_NAMES else names)
    when = f"[{reference.date}]" if reference.date and reference.date_inferred else reference.date
    when = when or (f"第{reference.number}期" if reference.number else "[日期不详]")
    return f"{who + '. ' if who else ''}{reference.marked_title}[N]. {reference.paper}, {when}({reference.page})."


def apa(reference: Reference) -> str:
    """APA 7, 10.1 example 16, in the script of the source: 王二, & 李三. (2024, June 11). 题名. 报名, 01.

    Names stay in characters: how they are read is not printed. Without an author the title comes first.
    """
    when = f"({apa_date(reference.date_parts)})."
    title = sentence(reference.marked_title)
    opening = f"{apa_names(reference.authors)}. {when} {title}" if reference.authors else f"{title} {when}"
    return " ".join(filter(None, [opening, f"{reference.paper}, {reference.page}.", reference.url]))


def apa_date(parts: tuple[int, ...]) -> str:
    """2024, June 11; n.d. without a year."""
    if not parts:
        return "n.d."
    month = [MONTHS[parts[1] - 1]] if len(parts) > 1 else []
    return ", ".join([str(parts[0]), *([" ".join([*month, *map(str, parts[2:])])] if month else [])])


def apa_names(authors: tuple[Author, ...]) -> str:
    """王二, 李三, & 张四."""
    names = [author.name for author in authors]
    if len(names) > APA_NAMES:
        return f"{', '.join(names[: APA_NAMES - 1])}, … {names[-1]}"
    return f"{', '.join(names[:-1])}, & {names[-1]}" if len(names) > 1 else "".join(names)
