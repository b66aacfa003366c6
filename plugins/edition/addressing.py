"""Which term has which address: settled after every change, and kept in the catalogue.

An address hangs on all names of its kind (two may want the same one), so it is settled for a whole kind at once. An
article whose term has another address, or another spelling, counts as changed.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager

from catalogue import listing, manifest
from catalogue.asking import digest_of
from catalogue.change import touch, touch_articles
from catalogue.query import TermRecord
from catalogue.terms import term_key

from . import slugs, urls
from .addresses import Address, Given
from .settings import Edition

KINDS = tuple(urls.FOLDERS)
PLAIN: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(KINDS, slugs.slug_of),
    "author": slugs.person_slug,
    "region": slugs.path_slug,
}
"""Kind -> the slug of a name that shares it with no other."""
UNWRITTEN = "addresses unwritten"
"""Under this name the catalogue has it when addresses are still to be written down."""
LEAST_OF_TAG = 2
"""A tag needs this many articles for a page of its own."""

Row = tuple[str, str, str, str, str | None]
"""The columns of table `address`."""


def settle_addresses(connection: sqlite3.Connection, edition: Edition, given: Given) -> bool:
    """Bring table `address` up to date. Whether any address is another one than when they were written down last.

    The catalogue remembers that: a build may fail or be killed before it writes them down.
    """
    moved = [_settle_kind(connection, kind, edition, given) for kind in KINDS]
    if any(moved):
        manifest.differs(connection, UNWRITTEN, "yes")
    return manifest.noted(connection, UNWRITTEN) == "yes"


def are_written(connection: sqlite3.Connection) -> None:
    """The addresses have been written down as they are now."""
    manifest.differs(connection, UNWRITTEN, "")


def _settle_kind(connection: sqlite3.Connection, kind: str, edition: Edition, given: Given) -> bool:
    terms = listing.terms(connection, kind)
    wanted = [(term.key, term.name, has_page(term)) for term in terms]
    about = (wanted, given.of(kind), sorted(one for one in given.known if one[0] == kind))
    state = digest_of((about, [(one.name, one.slug) for one in edition.sections] if kind == "section" else ()))
    known = connection.execute("SELECT value FROM meta WHERE key = ?", (f"addresses {kind}",)).fetchone()
    if known == (state,):
        return False
    before = {row[1]: row for row in connection.execute("SELECT * FROM address WHERE kind = ?", (kind,))}
    with plain_slugs(connection, kind) as plain:
        now = {row[1]: row for row in rows(kind, terms, edition, given, plain)}
    changed = [key for key in before.keys() | now.keys() if before.get(key) != now.get(key)]
    connection.executemany("DELETE FROM address WHERE kind = ? AND key = ?", ((kind, key) for key in changed))
    fresh = [now[key] for key in changed if key in now]
    connection.executemany("INSERT INTO address VALUES (?, ?, ?, ?, ?)", fresh)
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (f"addresses {kind}", state))
    if changed:
        touch(connection, (f"addresses {kind}", *(f"address {kind} {key}" for key in changed)))
        _touch_users(connection, kind, (key for key in changed if key in before))
    return bool(changed)


def _touch_users(connection: sqlite3.Connection, kind: str, keys: Iterable[str]) -> None:
    """The articles of these terms show another address now."""
    users = "SELECT path FROM term_use WHERE kind = ? AND key = ?"
    touch_articles(connection, {row[0] for key in keys for row in connection.execute(users, (kind, key))})


def has_page(term: TermRecord) -> bool:
    """Whether a term gets a page of its own."""
    return term.kind != "tag" or term.count >= LEAST_OF_TAG


@contextmanager
def plain_slugs(connection: sqlite3.Connection, kind: str) -> Iterator[Callable[[str], str]]:
    """What makes the plain slug of a name of a kind; slugs are kept, for reading names takes long."""
    known = json.loads(manifest.noted(connection, f"slugs {kind}") or "{}")
    before = len(known)

    def plain(name: str) -> str:
        if name not in known:
            known[name] = PLAIN[kind](name)
        return str(known[name])

    yield plain
    if len(known) != before:
        manifest.differs(connection, f"slugs {kind}", json.dumps(known, ensure_ascii=False))


def rows(
    kind: str, terms: Iterable[TermRecord], edition: Edition, given: Given, plain: Callable[[str], str]
) -> Iterable[Row]:
    """The terms of a kind, given in the order they came into the archive, with their addresses."""
    terms = tuple(terms)
    made = assign(kind, [term.name for term in terms if has_page(term)], edition, given, plain)
    for term in terms:
        # What has no page takes no address from those that have one.
        parts = made.get(term.name) or (plain(term.name),)
        path = urls.term(kind, *parts) if term.name in made else None
        yield kind, term.key, term.name, parts[-1], path


def assign(
    kind: str, names: list[str], edition: Edition, given: Given, plain: Callable[[str], str]
) -> Mapping[str, tuple[str, ...]]:
    """Name -> slugs of its address. Names that are settled first, then in the order they came into the archive."""
    fixed = {one.name: one.slug for one in given.of(kind)}
    fixed |= {name: slug for name in names if (slug := given.slug(kind, name))}
    if kind == "region":
        return slugs.assign_regions(given.known_first(kind, sorted(names)), fixed, plain)
    if kind == "section":
        fixed |= {one.name: one.slug for one in edition.sections if one.slug}
    made = slugs.assign(given.known_first(kind, names), plain, fixed)
    return {name: (slug,) for name, slug in made.items()}


def new_addresses(connection: sqlite3.Connection, edition: Edition, given: Given) -> tuple[Address, ...]:
    """Those of names that share one, and that the file of addresses has not yet."""
    found = []
    for kind in KINDS:
        named = {one.name: one.slug for one in listing.addresses(connection, kind) if one.path}
        settled = {one.name for one in edition.sections if one.slug} if kind == "section" else set()
        with plain_slugs(connection, kind) as plain:
            shared = slugs.contested(named, plain, kind == "region")
        found += [
            Address(kind, name, named[name]) for name in shared if name not in settled and not given.slug(kind, name)
        ]
    return tuple(found)


def addressed(connection: sqlite3.Connection) -> tuple[tuple[str, str], ...]:
    """(kind, key) of all names with a page."""
    return tuple(
        (kind, term_key(one.name)) for kind in KINDS for one in listing.addresses(connection, kind) if one.path
    )
