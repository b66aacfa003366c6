"""Whether a name on a byline is that of a person or of a body."""

from __future__ import annotations

import re

PERSON = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}|\S+·\S+|[A-Za-z.]+(?: [A-Za-z.]+)+")
BODY = re.compile(r"(?:报|社|台|网|部|局|委|会|院|校|队|组|室|中心|公司|集团|大学)$")


def is_person(name: str) -> bool:
    """王二, 阿依古丽·买买提, John Smith; not 区委宣传部."""
    return bool(PERSON.fullmatch(name)) and not (len(name) > 3 and BODY.search(name))
