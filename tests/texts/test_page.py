"""The page in a real browser: what a reader sees, on a phone and by keyboard."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

import normalize
from normalize.texts.files import FORMATS, write_text
from support import ROOT

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARTICLE = ROOT / "tests" / "cases" / "texts" / "article.txt"
# Focuses the first name as the Tab key would, and writes down what then can be seen.
PROBE = """<script>
const name = document.querySelector('mark');
name.focus();
const note = name.querySelector('.note'), box = note.getBoundingClientRect();
const others = [...document.querySelectorAll('.note')].filter(n => getComputedStyle(n).display !== 'none');
const seen = {shown: getComputedStyle(note).display, others: others.length, wide: document.documentElement.scrollWidth,
  window: innerWidth, inside: box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight};
document.body.insertAdjacentHTML('beforeend', '<pre id="seen">' + JSON.stringify(seen) + '</pre>');
</script>"""
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed to look at the page with")


@pytest.fixture(scope="module")
def page(core: normalize.Lexicon, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("page") / "article.html"
    write_text(core, str(ARTICLE), str(target), FORMATS["html"])
    return target


def browse(tmp_path: Path, page: Path, *arguments: str) -> str:
    assert BROWSER is not None
    fixed = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={tmp_path}/profile")
    ran = subprocess.run([BROWSER, *fixed, *arguments, page.as_uri()], capture_output=True, timeout=120, check=True)
    return ran.stdout.decode("utf-8", "replace")


@pytest.mark.parametrize("width", [500, 1200])
def test_a_name_tells_its_id_by_keyboard_and_nothing_is_cut_off(tmp_path: Path, page: Path, width: int) -> None:
    probed = tmp_path / "probed.html"
    probed.write_text(page.read_text(encoding="utf-8").replace("</body>", f"{PROBE}</body>"), encoding="utf-8")
    seen = browse(tmp_path, probed, f"--window-size={width},800", "--dump-dom")
    assert f'"shown":"block","others":1,"wide":{width},"window":{width},"inside":true' in seen.replace("&quot;", '"')


def test_the_page_is_drawn(tmp_path: Path, page: Path) -> None:
    picture = tmp_path / "page.png"
    browse(tmp_path, page, "--window-size=500,800", f"--screenshot={picture}")
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size > 20_000  # an empty page takes a tenth of it
