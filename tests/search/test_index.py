"""The index finds every phrase that is there and, once the text is seen, no other."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from paper import paper
from search.files import files
from search.fold import fold
from search.models import Issue, Passage, Text
from searching import holds, lines_of, reader

CHARACTERS = "双雙城记記年2024.％%：，。“”ＧgA𬭚"
lines = st.text(alphabet=CHARACTERS, max_size=12)
texts = st.builds(
    Text,
    stem=st.just(""),
    page=st.just("01"),
    heads=st.tuples(lines, lines, lines),
    passages=st.lists(lines.map(Passage), max_size=3).map(tuple),
)


def edition(found: list[list[Text]]) -> tuple[list[Issue], dict[tuple[str, str], Text]]:
    """Issues of a month, and their texts by key and stem."""
    issues, by_place = [], {}
    for day, group in enumerate(found, 1):
        key = f"2024-06-{day:02d}"
        named = tuple(Text(f"01-{n:02d}", "01", one.heads, one.passages) for n, one in enumerate(group, 1))
        sizes = tuple(sum(map(len, lines_of(text))) * 300 for text in named)
        issues.append(Issue(key, key, key, "", sizes, "v", lambda named=named: named))
        by_place |= {(key, text.stem): text for text in named}
    return issues, by_place


@settings(max_examples=60)
@given(st.lists(st.lists(texts, max_size=3), min_size=1, max_size=14), st.text(alphabet=CHARACTERS, max_size=5))
def test_all_that_is_there_is_found(found: list[list[Text]], query: str) -> None:
    issues, by_place = edition(found)
    phrase = fold(query)
    there = {place for place, text in by_place.items() if holds(lines_of(text), phrase)}
    if phrase:
        candidates = {(key, stem) for key, stem, _ in reader(issues).find(phrase)}
        verified = {place for place in candidates if holds(lines_of(by_place[place]), phrase)}

        assert there == verified
        assert len(phrase) > 2 or there == candidates


@settings(max_examples=40)
@given(st.lists(st.lists(texts, max_size=3), min_size=1, max_size=4), st.text(alphabet=CHARACTERS, max_size=2))
def test_hits_in_the_heads_are_known(found: list[list[Text]], query: str) -> None:
    issues, by_place = edition(found)
    phrase = fold(query)
    if phrase:
        heads = {(key, stem) for key, stem, head in reader(issues).find(phrase) if head}

        assert heads == {place for place, text in by_place.items() if holds(text.heads, phrase)}


def test_an_invented_paper_is_searched_without_a_miss() -> None:
    issues = paper(75)
    search = reader(issues)
    by_place = {(issue.key, text.stem): text for issue in issues for text in issue.texts()}
    pick = random.Random(3)
    for _ in range(60):
        line = fold(pick.choice(lines_of(pick.choice(list(by_place.values())))) or "年")
        begin, length = pick.randrange(len(line)), pick.randint(1, 8)
        phrase = line[begin : begin + length]
        there = {place for place, text in by_place.items() if holds(lines_of(text), phrase)}
        candidates = {(key, stem) for key, stem, _ in search.find(phrase)}

        assert there <= candidates


def test_the_same_texts_give_the_same_files() -> None:
    one, other = ({path: make() for path, make in files(paper(30))} for _ in range(2))

    assert one == other


def test_a_new_issue_leaves_the_files_of_closed_times_alone() -> None:
    before = {path: make() for path, make in files(paper(26, 1))}
    after = {path: make() for path, make in files(paper(27, 1))}
    changed = {path for path, text in after.items() if before.get(path) != text}

    assert {path.split("/")[2] for path in changed} == {"parts.js", "2023-12a", "2023-12-02"}
