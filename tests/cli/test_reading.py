"""Reading ends, whatever is read."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from kubeproof.reading import UnreadableError, read_content


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_what_has_no_end_is_not_read_to_the_end() -> None:
    with pytest.raises(UnreadableError, match="is larger than"):
        read_content("/dev/zero", largest=1000)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=("kind: Pod\n", "utf-8"))
    writer.start()
    assert read_content(pipe).text == "kind: Pod\n"
    writer.join()
