"""Send the site to where its readers get it: check it, compare, send what changed, remember what was there.

A publication that is cut short anywhere leaves a site whose pages all work, new or old, and a manifest that says
which files are in doubt: the next one sends those again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from converter.models import Problem
from converter.problems import is_error, tell, wanted

from ..alone import alone
from ..models import Edition, PressError
from ..sync import KEPT, files_of
from .keep import Store
from .manifest import UNKNOWN, BadManifest, Manifest, Plan, decode, encode, hash_of, plan_of
from .preflight import preflight
from .squeeze import squeezed
from .targets import target_at
from .targets.base import AtOnce, Piecewise, Target

BATCH = 1000
"""Files after which it is noted at the target how far the upload has come."""
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What the user asked for."""

    to: str
    dry_run: bool = False
    back: bool = False
    """Take the last publication back."""
    lenient: bool = False
    """Send the site though something is wrong with it."""
    packed: bool = True
    """With packed files, where the target's server knows how to send them."""
    host: str = ""
    """Whose limits hold, when the target does not tell."""


def publish(edition: Edition, order: Order, build: Callable[[], bool], say: Say = print) -> int:
    """Build and send, as ordered. The exit code; raises `PressError`. Nobody else builds until all is sent."""
    target = target_at(edition, order.to)
    with alone(edition, "publish"):
        if order.back:
            return go_back(edition, target, order.dry_run, say)
        # Asked before the minute that a build may take: a place that cannot be reached is said at once.
        there = manifest_of(target)
        if not build():
            return 1
        store = Store(edition.work, target.name)
        manifest, sources = site_of(edition.output)
        problems = preflight(edition, sources, order.host or target.limits)
        tell(problems, *wanted())
        if any(map(is_error, problems)) and not order.lenient:
            raise PressError(Problem("E596", edition.output.name))
        if order.packed and target.packed:
            for path, file, digest in squeezed(dict(sources), manifest, store.squeezed):
                manifest[path], sources[path] = digest, file
        return transfer(target, there, manifest, sources, order.dry_run, store, say)


def transfer(
    target: Target,
    there: Manifest,
    manifest: Manifest,
    sources: Mapping[str, Path],
    dry_run: bool,
    store: Store,
    say: Say,
) -> int:
    """Make what is there the site that is wanted, or say what would be done. The exit code."""
    plan = plan_of(there, manifest)
    for line in plan.lines() if dry_run else ():
        say(line)
    say(f"{target.name}: {plan}{' (nothing was sent)' if dry_run else ''}")
    if dry_run:
        return 0
    if not plan.is_empty:
        if hasattr(target, "replace"):
            cast("AtOnce", target).replace(sources, manifest)
        else:
            send(cast("Piecewise", target), plan, there, manifest, sources, say)
        say(f"Published {len(plan.sent)} files to {target.name}")
    if not hasattr(target, "replace"):
        store.keep(manifest, sources)
    return 0


def send(
    target: Piecewise, plan: Plan, there: Manifest, manifest: Manifest, sources: Mapping[str, Path], say: Say
) -> None:
    """File by file: what pages need, pages, indexes, the front page; then what is gone. Noted at every step."""
    doubtful = dict.fromkeys((*plan.sent, *plan.deleted), UNKNOWN)
    state = {**there, **doubtful}
    target.write_manifest(encode(state))
    done = 0
    for batch in in_batches(plan.sent):
        target.send({path: sources[path] for path in batch})
        state.update({path: manifest[path] for path in batch})
        done += len(batch)
        if done < len(plan.sent):
            target.write_manifest(encode(state))
            say(f"  {done} of {len(plan.sent)}")
    if plan.deleted:
        target.write_manifest(encode(state))
        target.delete(plan.deleted)
    target.write_manifest(encode(manifest))


def in_batches(paths: Sequence[str], size: int = BATCH) -> Iterator[Sequence[str]]:
    """The paths in order, some at a time."""
    return (paths[start : start + size] for start in range(0, len(paths), size))


def go_back(edition: Edition, target: Target, dry_run: bool, say: Say) -> int:
    """Put the site before the last one back. The exit code; raises `PressError`."""
    if hasattr(target, "replace"):
        if dry_run:
            say(f"{target.name}: the publication before the last would be put back (nothing was sent)")
            return 0
        cast("AtOnce", target).go_back()
        say(f"{target.name}: the last publication was taken back")
        return 0
    store = Store(edition.work, target.name)
    manifest, sources = store.previous()
    return transfer(target, manifest_of(target), manifest, sources, dry_run, store, say)


def manifest_of(target: Target) -> Manifest:
    """What is there, as far as it was put there by a publication. Raises `PressError`."""
    data = target.read_manifest()
    try:
        return decode(data) if data is not None else {}
    except BadManifest as error:
        raise PressError(Problem("E598", target.name, value=str(error))) from error


def site_of(folder: Path) -> tuple[Manifest, dict[str, Path]]:
    """(manifest, path -> file) of a site as it was built; links in it are not followed."""
    files = {path: folder / path for path in sorted(files_of(folder) - KEPT)}
    sources = {path: file for path, file in files.items() if not file.is_symlink()}
    return {path: hash_of(file) for path, file in sources.items()}, sources
