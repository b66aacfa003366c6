"""An object store that speaks S3: Amazon, and with AWS_ENDPOINT_URL Aliyun OSS, Tencent COS, Cloudflare R2, MinIO …

Keys and region come from the variables that all tools of S3 share (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY,
AWS_REGION, AWS_ENDPOINT_URL), never from a command line.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from typing import Any

from converter.models import Problem

from ...models import PressError
from ...preview.answer import type_of
from ...programs import need_module
from ..manifest import FIRST, NAME

REMEDY = "run: .venv/bin/python -m pip install obstore"
AT_ONCE = 8
"""Files that are under way at a time."""
ALWAYS_ASK, AN_HOUR = "no-cache", "public, max-age=3600"
"""Cache-Control of pages, and of what they are made of."""
RETRIES = 5
"""Times that a request is repeated when the service does not answer."""
ENDPOINT = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")


class Bucket:
    """Each file has its type and how long it may be kept; packing is up to the service."""

    limits = ""
    packed = False

    def __init__(self, place: str) -> None:
        """`place`: `bucket` or `bucket/prefix`."""
        need_module("obstore", REMEDY)
        bucket, _, prefix = place.strip("/").partition("/")
        if not bucket:
            raise PressError(Problem("E594", "publish", value=f"s3:{place}"))
        self.name = f"s3:{place.strip('/')}"
        self._store = open_store(bucket, prefix)

    def read_manifest(self) -> bytes | None:
        """Fetch it."""
        try:
            return bytes(self._store.get(NAME).bytes())
        except FileNotFoundError:
            return None
        except Exception as error:
            raise self._problem(error) from error

    def send(self, sources: Mapping[str, Path]) -> None:
        """Put the files there, some at a time."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            done = [pool.submit(self._put, path, file.read_bytes) for path, file in sources.items()]
            for one in done:
                one.result()

    def _put(self, path: str, read: Any) -> None:
        kept = AN_HOUR if PurePosixPath(path).suffix in FIRST else ALWAYS_ASK
        try:
            self._store.put(path, read(), attributes={"Content-Type": type_of(path), "Cache-Control": kept})
        except Exception as error:  # obstore's own, and OSError of the file
            raise self._problem(error) from error

    def delete(self, paths: Sequence[str]) -> None:
        """Take files away."""
        try:
            self._store.delete(list(paths))
        except FileNotFoundError:
            return
        except Exception as error:
            raise self._problem(error) from error

    def write_manifest(self, data: bytes) -> None:
        """Put the manifest there."""
        self._put(NAME, lambda: data)

    def _problem(self, error: Exception) -> PressError:
        return PressError(Problem("E595", self.name, value=" ".join(str(error).split())[:300]))


def open_store(bucket: str, prefix: str) -> Any:
    """A connection, as the environment says; it is used only when something is asked."""
    from obstore.store import S3Store

    endpoint = next((os.environ[name] for name in ENDPOINT if os.environ.get(name)), None)
    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or "us-east-1"
    plain = bool(endpoint and endpoint.startswith("http://"))
    more: dict[str, Any] = {"endpoint": endpoint} if endpoint else {}
    retries: Any = {"max_retries": RETRIES}
    options: Any = {"allow_http": plain, "timeout": "60s"}
    return S3Store(bucket, prefix=prefix or None, region=region, client_options=options, retry_config=retries, **more)
