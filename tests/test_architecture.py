"""The house rules that a machine can see: who may import whom, and how long things may be."""

from __future__ import annotations

import ast
import sys
from functools import cache
from pathlib import Path

import pytest

PLUGINS = Path(__file__).resolve().parent.parent / "plugins"
MODULES = sorted(PLUGINS.rglob("*.py"))
STANDARD = {"models", "text", "problems"}
SUPPORT = {*STANDARD, "vocabulary", "bylines", "gazetteer", "placenames", "lexicon", "folio"}
"""Of the converter: what a stage may use. Stages never use one another."""
TOP = {
    "pipeline",
    "review",
    "batch",
    "crew",
    "cluster",
    "progress",
    "stage",
    "discover",
    "naming",
    "issue_file",
    "memory",
    "store",
    "desk",
    "shelf",
    "moves",
    "mend",
    "mutex",
    "rehome",
    "document",
    "weave",
    "merge",
    "__main__",
}
SHARED = {
    ("converter", "models"),
    ("converter", "problems"),
    ("converter", "mutex"),
    ("converter", "stage"),
    ("converter", "worker"),
    ("converter", "naming"),
    ("catalogue", ""),
    ("search", "models"),
    ("search", "files"),
    ("search", "names"),
    ("search", "parts"),
    ("cards", "models"),
    ("cards", "png"),
    ("cards", "sheet"),
    ("cards", "words"),
}
"""What a plug-in package may use of another."""
THIRD_PARTY = {
    "pelican": lambda name: name.endswith("plugin.py"),
    "opencc": lambda name: name == "mirror/convert.py" or name.startswith("press/derive"),
    "imagesize": lambda name: name == "catalogue/pictures.py",
    "PIL": lambda name: name == "cards/words.py",
    "rich": lambda name: name == "converter/progress.py",
    "distributed": lambda name: name == "converter/cluster.py",
    "yaml": lambda name: name.startswith(("converter/write", "converter/document", "catalogue/")),
}


def name_of(module: Path) -> str:
    return module.relative_to(PLUGINS).as_posix()


@cache
def imports(module: Path) -> frozenset[str]:
    """Absolute dotted names of all that a module imports."""
    package = list(module.relative_to(PLUGINS).with_suffix("").parts[:-1])
    found = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            stem = ".".join([*base, *filter(None, [node.module])])
            found |= {stem} if node.module else {f"{stem}.{alias.name}" for alias in node.names}
    return frozenset(found)


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_plugin_uses_only_the_models_of_another(module: Path) -> None:
    own, packages = name_of(module).split("/")[0], {p.name for p in PLUGINS.iterdir()}
    foreign = [name.split(".") for name in imports(module) if name.split(".")[0] in packages - {own}]
    wrong = [".".join(parts) for parts in foreign if not _shared(parts)]

    assert wrong == []


def _shared(parts: list[str]) -> bool:
    return parts[0] == "catalogue" or tuple(parts[:2]) in SHARED


@pytest.mark.parametrize("library", THIRD_PARTY)
def test_a_library_is_used_in_its_own_place(library: str) -> None:
    users = [name_of(m) for m in MODULES if library in {name.split(".")[0] for name in imports(m)}]

    assert users
    assert [name for name in users if not THIRD_PARTY[library](name)] == []


def test_the_stages_of_the_converter_do_not_use_one_another() -> None:
    wrong = []
    for module in MODULES:
        parts = name_of(module).removesuffix(".py").split("/")
        if parts[0] != "converter" or parts[1] in TOP | SUPPORT:
            continue
        used = {name.split(".")[1] for name in imports(module) if name.startswith("converter.")}
        used -= {parts[1], "ledger"} if parts[1] in ("write", "describe", "segment") else {parts[1]}
        wrong += [f"{name_of(module)} uses {name}" for name in sorted(used - SUPPORT)]

    assert wrong == []


def test_converter_and_catalogue_run_without_the_host() -> None:
    assert not [
        name_of(m) for m in MODULES if "pelican" in imports(m) and name_of(m).startswith(("converter", "catalogue"))
    ]


def test_the_search_is_made_of_texts_alone() -> None:
    """It knows neither Pelican nor the edition: a list of texts goes in, files come out."""
    used = {name.split(".")[0] for m in MODULES if name_of(m).startswith("search/") for name in imports(m)}

    assert used <= {*sys.stdlib_module_names, "search"}


def test_no_package_has_the_name_of_a_library() -> None:
    """A package `opencc` on the plug-in path would shadow the library, and Pelican would still exit with 0."""
    taken = {"opencc", "markdown", "newspaper", "yaml", "jinja2", "pelican", "invoke", "watchfiles", "pydantic"}

    assert not taken & {path.name for path in PLUGINS.iterdir()}


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_modules_and_functions_are_short_and_say_what_they_are_for(module: Path) -> None:
    text = module.read_text("utf-8")
    tree = ast.parse(text)
    functions = [n for n in ast.walk(tree) if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef))]
    long = [f"{f.name}: {f.end_lineno - f.lineno + 1} lines" for f in functions if f.end_lineno - f.lineno >= 50]
    silent = [f.name for f in functions if f in tree.body and f.name[0] != "_" and not ast.get_docstring(f)]

    assert text.count("\n") <= 300
    assert long == []
    assert silent == []
    assert ast.get_docstring(tree) or not text.strip()
