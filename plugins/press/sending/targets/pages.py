"""A branch of a git repository, as GitHub Pages and its like show it: by git itself, each publication a commit.

The working tree, the index and the branches of the editor are not touched: the commit is made beside them and pushed.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from converter.models import Problem

from ...models import PressError
from ...programs import need_program
from ..keep import link_or_copy
from ..manifest import NAME, Manifest, encode

REMOTE, BRANCH = "origin", "gh-pages"
MESSAGE = "Publish the site"
BACK = "Take back the last publication"
NOBODY = {f"GIT_{who}_{what}": "banmian" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
"""Who commits where git was not told, as on a machine that only publishes."""
NOTHING: Mapping[str, str] = {}


class Pages:
    """A push puts the whole site in place at once; the history of the branch is what can be gone back to."""

    limits = "github"
    packed = False

    def __init__(self, root: Path, place: str) -> None:
        """`place`: `REMOTE#BRANCH`; each may be left out. A remote is a name or an address."""
        self._git = need_program("git", "install git")
        self._root = root
        remote, _, branch = place.partition("#")
        self._remote, self._branch = remote or REMOTE, branch or BRANCH
        self.name = f"ghpages:{self._remote}#{self._branch}"
        if self._run("check-ref-format", "--branch", self._branch, check=False) is None or self._branch.startswith("-"):
            raise PressError(Problem("E594", "publish", value=place))
        self._last: str | None = None
        """The commit that is published."""
        self._fetched = False

    def _run(
        self, *arguments: str, check: bool = True, folder: Path | None = None, variables: Mapping[str, str] = NOTHING
    ) -> str | None:
        """What git prints, in the edition or in `folder`; None when it fails and that is no fault."""
        done = subprocess.run(
            [self._git, *arguments],
            cwd=folder or self._root,
            env={**os.environ, "GIT_TERMINAL_PROMPT": "0", **variables},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if done.returncode == 0:
            return done.stdout.strip()
        if check:
            raise PressError(Problem("E595", self.name, value=" ".join(done.stderr.split())[-300:]))
        return None

    def _tip(self) -> str | None:
        """The commit that the branch of the remote is at; None when there is no such branch yet."""
        if not self._fetched:
            ref = f"refs/heads/{self._branch}"
            listed = self._run("ls-remote", "--exit-code", "--", self._remote, ref, check=False)
            if listed is None:
                self._run("ls-remote", "--", self._remote)  # says what is wrong, if it is not only the branch
            else:
                self._last = listed.split()[0]
                self._run("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--", self._remote, ref)
            self._fetched = True
        return self._last

    def read_manifest(self) -> bytes | None:
        """From the last commit."""
        tip = self._tip()
        found = self._run("show", f"{tip}:{NAME}", check=False) if tip else None
        return found.encode() if found is not None else None

    def replace(self, sources: Mapping[str, Path], manifest: Manifest) -> None:
        """One commit with the whole site, pushed."""
        tip = self._tip()
        with tempfile.TemporaryDirectory(prefix="banmian-git-") as scratch:
            folder = Path(scratch) / "site"
            for path, file in sources.items():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                link_or_copy(file, folder / path)
            (folder / NAME).write_bytes(encode(manifest))
            (folder / ".nojekyll").touch()
            variables = {"GIT_INDEX_FILE": str(Path(scratch) / "index"), "GIT_WORK_TREE": str(folder)}
            variables["GIT_DIR"] = str(self._run("rev-parse", "--absolute-git-dir"))
            # No attributes or exclusions of the edition may change what is published.
            plain = ("-c", "core.autocrlf=false", "-c", "core.safecrlf=false", "-c", "core.attributesFile=")
            self._run(*plain, "add", "--all", "--force", ".", folder=folder, variables=variables)
            tree = str(self._run("write-tree", folder=folder, variables=variables))
        self._commit(tree, MESSAGE, tip)

    def go_back(self) -> None:
        """A new commit with the tree of the one before the last."""
        tip = self._tip()
        tree = self._run("rev-parse", "--verify", "--quiet", f"{tip}~1^{{tree}}", check=False) if tip else None
        if not tree:
            raise PressError(Problem("E597", self.name))
        self._commit(tree, BACK, tip)

    def _commit(self, tree: str, message: str, parent: str | None) -> None:
        parents = ["-p", parent] if parent else []
        named = self._run("config", "user.email", check=False) or "GIT_AUTHOR_EMAIL" in os.environ
        commit = str(self._run("commit-tree", *parents, "-m", message, tree, variables=NOTHING if named else NOBODY))
        # Without force: whoever published meanwhile is not overwritten.
        self._run("push", "--quiet", "--", self._remote, f"{commit}:refs/heads/{self._branch}")
        self._last = commit
