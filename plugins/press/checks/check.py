"""Everything that is checked of a site: its pages, feeds, sitemaps, and what was promised of it."""

from __future__ import annotations

from converter.problems import is_error, tell

from ..models import Edition
from .feeds import check_feeds
from .limits import over_limits, sizes_of
from .models import Report, Site
from .promises import broken_promises
from .site import check_site, read_site


def check(edition: Edition, form: str = "text", language: str = "both", host: str = "") -> int:
    """Check `output/`, and whether `host` takes it, and print every problem. Returns the exit code."""
    site = read_site(edition.output)
    report = check_whole(site, edition)
    report.problems += over_limits(host, sizes_of(edition.output)) if host else ()
    tell(report.problems, form, language)
    count = len(report.problems) or "no"
    print(f"Checked {len(site.pages)} pages with {report.links} links: {count} problems")
    return int(any(is_error(problem) for problem in report.problems))


def check_whole(site: Site, edition: Edition) -> Report:
    """All that is wrong with a built site of an edition."""
    report = check_site(site, edition.work)
    report.problems += check_feeds(site, report.listed)
    report.problems += broken_promises(edition, site.files)
    return report
