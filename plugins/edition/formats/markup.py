"""Text as XML."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

HEAD = '<?xml version="1.0" encoding="utf-8"?>'
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return NOT_XML.sub("", text)


def xml(text: str) -> str:
    """Text for an XML element."""
    return escape(clean(text))


def attribute(text: str) -> str:
    """Text as a quoted XML attribute."""
    return quoteattr(clean(text))
