"""A real build with Zensical, which knows nothing of plugins: the Markdown extension shows everything."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.plugin.conftest import Site

PAGE = """\
# Page

```manifest
web.yaml
```

=== "Tab"

    ```notes
    notes.md#part
    ```

```placement
daemonset: agent.yaml
nodes: {count: 3}
```
"""
AGENT = """\
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels:
      app: agent
  template:
    metadata:
      labels:
        app: agent
    spec:
      containers:
        - name: agent
          image: agent:1.0
"""


def test_it_runs_under_zensical(site: Site) -> None:
    broken = (site.folder / "examples" / "web.yaml").read_text("utf-8").replace("apps/v1", "v1")
    site.settings |= {"plugins": [{"kubeproof": {}}], "theme": {"name": "material"}}
    site.settings["markdown_extensions"] += ["toc", "kubeproof"]
    site.write("examples/web.yaml", broken)
    site.write("examples/agent.yaml", AGENT)
    site.write("docs/deep/er/page.md", PAGE)
    site.config()
    command = [sys.executable, "-m", "zensical", "build"]
    done = subprocess.run(command, cwd=site.folder, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    html = site.html("deep/er/page/index.html")
    assert "Repaired here." in html
    assert '<h2 id="part">' in html
    assert '<a href="../../../">home</a>' in html
    assert "kubeproof-canvas" in html
    assert "kubeproof-finding" not in html
