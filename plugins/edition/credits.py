"""Who made an article: a name, a role, an organisation, and the page of the person."""

from __future__ import annotations

from dataclasses import dataclass

ROLES = {
    "reporter": "记者",
    "trainee_reporter": "实习记者",
    "correspondent": "通讯员",
    "author": "作者",
    "photographer": "摄影",
    "editor": "编辑",
}
"""Key of a role -> the word readers know."""


@dataclass(frozen=True, slots=True)
class CreditView:
    """A person or body that made the article."""

    name: str
    role: str | None
    organisation: str | None
    path: str

    @property
    def role_name(self) -> str:
        """记者 …, or ''."""
        return ROLES.get(self.role or "", "")
