"""Everything that is checked of a site: its pages, feeds, sitemaps, and what was promised of it."""

from __future__ import annotations

from converter.problems import is_error, tell

from ..models import Edition
from .feeds import check_feeds
from .models import Report, Site
from .promises import check_promises
from .site import check_site, read_site


def check(edition: Edition, form: str = "text", language: str = "both") -> int:
    """Check `output/` and print every problem. Returns the exit code."""
    site = read_site(edition.output)
    report = check_whole(site, edition)
    tell(report.problems, form, language)
    count = len(report.problems) or "no"
    print(f"Checked {len(site.pages)} pages with {report.links} links: {count} problems")
    return int(any(is_error(problem) for problem in report.problems))


def check_whole(site: Site, edition: Edition) -> Report:
    """All that is wrong with a built site of an edition."""
    report = check_site(site, edition.work)
    report.problems += check_feeds(site, report.listed)
    report.problems += check_promises(site, edition.content)
    return report
