"""Looks for barriers to reading in every web page that is exported: axe-core in a headless Chromium.

It needs `chromium` (Debian: apt-get install chromium) and axe-core, which it fetches with npm, or takes from --axe FILE
(node_modules/axe-core/axe.min.js). Where one of them cannot be had it says so and ends well, unless told --required.

    uv run python .ci/accessibility.py
"""

from __future__ import annotations

import argparse
import html
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from assessor.export import export_document
from tests.export.client import BANK, DOCUMENTS, WORDS, acts, case_of, signed, whole

AXE = "axe-core@4.14.1"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
RUN = """
<script>{axe}</script>
<script>
axe.run(document, {{resultTypes: ["violations"]}}).then(found => {{
  const told = document.createElement("pre");
  told.id = "axe-found";
  told.textContent = JSON.stringify({{violations: found.violations, passes: found.passes.length}});
  document.body.append(told);
}});
</script>
</body>"""


def pages() -> Iterator[tuple[str, str]]:
    """Every document as a web page: a plan with all that can stand on it, a signed one, and one with hardly a word."""
    for name, (reader, letter) in DOCUMENTS.items():
        yield name, export_document(whole(), "html", reader, letter).decode()
        yield (
            f"{name}, signed",
            export_document(whole(WORDS.__getitem__, BANK, *signed()), "html", reader, letter).decode(),
        )
    bare = [act for act in acts(WORDS.__getitem__) if getattr(act, "question", "may_therapist") == "may_therapist"]
    yield "therapist, hardly a word", export_document(case_of(bare), "html", "therapist").decode()


def fetched(folder: Path) -> Path | None:
    """axe-core out of its npm package; None where npm or the package cannot be had."""
    npm = shutil.which("npm")
    if npm is None:
        return None
    packed = subprocess.run([npm, "pack", AXE, "--silent"], cwd=folder, capture_output=True, text=True, check=False)
    if packed.returncode:
        return None
    with tarfile.open(folder / packed.stdout.split()[-1]) as package:
        package.extract("package/axe.min.js", folder, filter="data")
    return folder / "package" / "axe.min.js"


def found(browser: str, axe: str, page: str, folder: Path) -> dict[str, Any]:
    """What axe finds on a copy of the page that lets it run."""
    copy = folder / "page.html"
    without = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    copy.write_text(without.replace("</body>", RUN.format(axe=axe)), encoding="utf-8")
    command = [browser, *QUIET, f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=20000", "--dump-dom"]
    told = subprocess.run([*command, copy.as_uri()], capture_output=True, text=True, check=False, timeout=120)
    written = re.search(r'<pre id="axe-found">(.*?)</pre>', told.stdout, re.S)
    if written is None:
        raise SystemExit(f"axe did not finish; the browser said: {told.stderr[-500:]}")
    answer: dict[str, Any] = json.loads(html.unescape(written[1]))
    return answer


def main() -> int:
    """Looks at every page; 1 if anything was found on one of them."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--axe", type=Path, help="axe.min.js, if it is there already")
    ask.add_argument("--required", action="store_true", help="fail where Chromium or axe-core cannot be had")
    said = ask.parse_args()
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        axe = said.axe or (fetched(folder) if browser else None)
        if browser is None or axe is None:
            print(f"accessibility: left out, {'no Chromium' if browser is None else 'no axe-core'} is to be had here")
            return 1 if said.required else 0
        script, bad, looked = axe.read_text(encoding="utf-8"), 0, 0
        for document, page in pages():
            answer = found(browser, script, page, folder)
            looked += 1
            for one in answer["violations"]:
                bad += 1
                print(f"{document}: {one['id']}: {one['help']}: {[node['html'] for node in one['nodes']][:3]}")
    print(f"accessibility: {looked} pages, {answer['passes']} rules passed on the last, {bad} found")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
