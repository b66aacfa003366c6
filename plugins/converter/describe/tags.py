"""Tags: what an article is about, in words an editor would keep.

Two sources, and few tags rather than many: the topics of an editable vocabulary
(`data/tags.toml`, then the edition's own `content/vocabulary/tags.toml`), and the
names an article sets apart itself, in 《》 or “” or by naming a project in its
headline and again in its text. An article about nothing known has no tags.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..lexicon import Lexicon, lexicon
from ..models import Problem
from ..problems import place_in_toml

TAGS = Path(__file__).parent.parent / "data" / "tags.toml"
RULES = "rules"
NORMAL_LENGTH = 800
"""Characters of an ordinary report: in a longer text a topic must be named more often."""
LEAD_LENGTH = 160
"""Characters of the lead: what the news is stands there."""
QUOTED = re.compile(r"[《“\"]([^《》“”\"]{2,12})[》”\"]")
TERM = re.compile(r"(?:\d{1,4}|[A-Za-z]{1,4})?[\u3400-\u9fff]{2,10}[+]?")


@dataclass(frozen=True, slots=True)
class TagRules:
    """The word lists of `[rules]`; what each is for stands in the header of `data/tags.toml`."""

    broad: frozenset[str] = frozenset()
    stop: frozenset[str] = frozenset()
    stop_parts: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    not_first: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class TagVocabulary:
    """The topics, ready for matching."""

    topics: Mapping[str, str]
    """Word -> the topic it stands for; a topic stands for itself."""
    rules: TagRules
    lexicon: Lexicon[str]
    """The words of `topics`; the longest counts at each place."""
    name: re.Pattern[str]
    """A run of Han characters that ends as the name of a project or a place does."""


@dataclass(slots=True)
class Evidence:
    """Where an article names a topic."""

    headline: int = 0
    lead: int = 0
    body: int = 0
    paragraphs: set[int] = field(default_factory=set)


# ------------------------------------------------------------------ vocabulary


def load_tags(*paths: Path) -> tuple[TagVocabulary, tuple[Problem, ...]]:
    """Read vocabulary files, later ones over earlier ones; `data/tags.toml` if none is named.

    A file that cannot be read is a problem (E451) and counts as empty, an entry that is no
    list of words (E452) and a word of two topics in one file (E453) are left out.
    """
    topics: dict[str, str] = {}
    rules: dict[str, list[str]] = {}
    problems: list[Problem] = []
    for path in paths or (TAGS,):
        text, fields, found = _read(path)
        problems += found
        for rule, words in fields.pop(RULES, {}).items():
            rules.setdefault(rule, []).extend(words)
        added, found = _topics(fields, path, text)
        topics |= added
        problems += found
    return build_vocabulary(topics, rules), tuple(problems)


def build_vocabulary(topics: Mapping[str, str], rules: Mapping[str, Iterable[str]]) -> TagVocabulary:
    """A vocabulary from word -> topic and the lists of `[rules]`."""
    lists = {name: tuple(rules.get(name, ())) for name in TagRules.__slots__}
    known = TagRules(
        broad=frozenset(lists["broad"]),
        stop=frozenset(lists["stop"]),
        stop_parts=frozenset(lists["stop_parts"]),
        endings=tuple(sorted(set(lists["endings"]), key=len, reverse=True)),
        not_first=tuple(sorted(set(lists["not_first"]), key=len, reverse=True)),
    )
    kept = {word: topic for word, topic in topics.items() if topic not in known.stop and word not in known.stop}
    endings = "|".join(map(re.escape, known.endings)) or "(?!)"
    return TagVocabulary(kept, known, lexicon(kept), re.compile(rf"[\u3400-\u9fff]{{1,10}}(?:{endings})"))


def _read(path: Path) -> tuple[str, dict[str, dict[str, list[str]]], list[Problem]]:
    """The text of a vocabulary file, and its tables without the entries that are no lists of words."""
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        line, column = place_in_toml(error)
        return "", {}, [Problem("E451", str(path), line, str(error), column)]
    tables: dict[str, dict[str, list[str]]] = {}
    problems = []
    for name, entries in data.items():
        if not isinstance(entries, dict):
            problems.append(Problem("E452", str(path), _line_of(text, name), name))
            continue
        good = {key: words for key, words in entries.items() if _is_word_list(words)}
        problems += [Problem("E452", str(path), _line_of(text, key), key) for key in entries if key not in good]
        tables[name] = good
    return text, tables, problems


def _is_word_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) and word for word in value)


def _line_of(text: str, key: str) -> int:
    """The line of a vocabulary file an entry stands on, counted from 1."""
    found = re.search(rf'^[ \t]*"?{re.escape(key)}"?[ \t]*=', text, re.M)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _topics(
    fields: Mapping[str, Mapping[str, list[str]]], path: Path, text: str
) -> tuple[dict[str, str], list[Problem]]:
    """Word -> topic of one file; a word keeps the first of two topics."""
    topics: dict[str, str] = {}
    problems = []
    for entries in fields.values():
        for topic, words in entries.items():
            for word in (topic, *words):
                if topics.setdefault(word, topic) != topic:
                    problems.append(Problem("E453", str(path), _line_of(text, topic), word))
    return topics, problems


# -------------------------------------------------------------------- an article


def find_tags(headline: str, body: Sequence[str], vocabulary: TagVocabulary, limit: int = 5) -> tuple[str, ...]:
    """The tags of an article, best first, at most `limit`; none if it is about nothing known.

    `headline` is kicker, headline and deck; `body` the paragraphs, crossheads included.
    """
    text = "\n".join(body)
    terms = _own_terms(headline, text, vocabulary)
    topics = _topic_scores(headline, body, vocabulary)
    projects = [term for term in terms if term.endswith(vocabulary.rules.endings)]
    scores = {topic: score for topic, score in topics.items() if not any(topic in name for name in projects)} | terms
    ranked = sorted(scores, key=lambda tag: (-scores[tag], tag))
    best = scores[ranked[0]] if ranked else 0.0
    return tuple(_distinct([tag for tag in ranked if scores[tag] >= best * 0.35], vocabulary.rules.broad)[:limit])


def _topic_scores(headline: str, body: Sequence[str], vocabulary: TagVocabulary) -> dict[str, float]:
    """Topic -> score, of the topics the article is really about."""
    found: dict[str, Evidence] = {}
    for _, _, topic in vocabulary.lexicon.find(headline):
        found.setdefault(topic, Evidence()).headline += 1
    start = 0
    for number, paragraph in enumerate(body):
        for _, end, topic in vocabulary.lexicon.find(paragraph):
            evidence = found.setdefault(topic, Evidence())
            evidence.body += 1
            evidence.lead += start + end <= LEAD_LENGTH
            evidence.paragraphs.add(number)
        start += len(paragraph)
    density = NORMAL_LENGTH / max(NORMAL_LENGTH, start)
    scores = {t: _score(e, density, t in vocabulary.rules.broad) for t, e in found.items()}
    return {topic: score for topic, score in scores.items() if score}


def _score(evidence: Evidence, density: float, broad: bool) -> float:
    """How surely the article is about the topic; 0.0 if it only names it."""
    weight = min(evidence.body, 8) * density
    spread = min(len(evidence.paragraphs), 4) * density
    if evidence.headline:
        return (4.0 if broad else 6.0) + weight + spread + (evidence.lead > 0)
    if broad:
        return weight if weight >= 5 else 0.0
    named_often = weight >= 3 or (weight >= 2 and (spread >= 2 or evidence.lead > 0))
    return weight + spread / 2 + (1.0 if evidence.lead else 0.0) if named_often else 0.0


def _own_terms(headline: str, text: str, vocabulary: TagVocabulary) -> dict[str, float]:
    """Names the article sets apart itself -> score."""
    terms = {}
    for name in sorted(_quoted_names(headline, text) | _project_names(headline, text, vocabulary)):
        if _is_term(name, vocabulary):
            terms[name] = (5.0 if name in headline else 2.0) + min(text.count(name), 5)
    return terms


def _quoted_names(headline: str, text: str) -> set[str]:
    """What stands in 《》 or “” in the headline and again in the text, or in marks four times."""
    marked = Counter(QUOTED.findall(text))
    in_headline = {name for name in QUOTED.findall(headline) if name in text}
    return in_headline | {name for name, count in marked.items() if count >= 4}


def _project_names(headline: str, text: str, vocabulary: TagVocabulary) -> set[str]:
    """Names of projects and places in the headline that the text repeats at least twice."""
    runs = (match[0] for match in vocabulary.name.finditer(headline))
    return {_without_verbs(_longest_repeated(run, text), vocabulary.rules.not_first) for run in runs}


def _without_verbs(name: str, words: Sequence[str]) -> str:
    """The name without what is done to it: 加快建设临江科学城 is 临江科学城."""
    while word := next((word for word in words if name.startswith(word)), None):
        name = name.removeprefix(word)
    return name


def _longest_repeated(run: str, text: str) -> str:
    """The longest ending of a run of characters that the text holds at least twice, or ''."""
    return next((run[start:] for start in range(len(run) - 3) if text.count(run[start:]) >= 2), "")


def _is_term(name: str, vocabulary: TagVocabulary) -> bool:
    """Whether a name is a term of 3 to 10 characters and no turn of phrase."""
    rules = vocabulary.rules
    return (
        3 <= len(name) <= 10
        and TERM.fullmatch(name) is not None
        and name not in rules.stop
        and name not in vocabulary.topics
        and name not in rules.endings
        and not any(part in name for part in rules.stop_parts)
    )


def _distinct(ranked: Sequence[str], broad: frozenset[str]) -> list[str]:
    """The tags without those that another one holds, and without broad ones beside two narrower ones."""
    kept: list[str] = []
    for tag in ranked:
        if not any(tag in other or other in tag for other in kept):
            kept.append(tag)
    narrow = [tag for tag in kept if tag not in broad]
    return narrow if len(narrow) >= 2 else kept
