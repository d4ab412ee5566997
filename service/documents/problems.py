"""What can be wrong with an upload."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any


class UploadProblem(Exception):
    """An upload that is not kept: the code says why, the parameters fill the sentence."""

    def __init__(self, code: str, params: Mapping[str, Any] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.params: Mapping[str, Any] = params or MappingProxyType({})
