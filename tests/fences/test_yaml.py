"""The fence `yaml`, and what it keeps of an ordinary code block."""

from __future__ import annotations

from typing import TYPE_CHECKING

import markdown
import pytest
from conftest_fences import BROKEN, POD, findings, visible

if TYPE_CHECKING:
    from conftest_fences import Convert


def fence(body: str, header: str = "yaml") -> str:
    return f"```{header}\n{body}```\n"
