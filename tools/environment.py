"""Make an environment of its own for a dependency group of pyproject.toml, with this package in it as it stands here.

python tools/environment.py FOLDER GROUP     # does nothing where it is made already

What the package itself needs is taken from the environment that runs this; the group's packages come before it.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def make(folder: Path, group: str) -> None:
    """Make the environment; raises CalledProcessError when packages cannot be installed."""
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"][group]
    ready = folder / ".ready"
    if ready.exists() and ready.read_text(encoding="utf-8").split() == wanted:
        return
    venv.create(folder, clear=True, symlinks=True, with_pip=False)
    python = str(folder / "bin" / "python")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "--python", python]
    subprocess.run([*pip, "install", *wanted], check=True)
    where = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = subprocess.run(where, check=True, capture_output=True, text=True).stdout.strip()
    # path lines only: the .pth files of the other environment are not run, so nothing else comes along
    paths = [str(ROOT / "src"), sysconfig.get_path("purelib")]
    Path(site, "normalize.pth").write_text("\n".join(paths) + "\n", encoding="utf-8")
    ready.write_text("\n".join(wanted), encoding="utf-8")


if __name__ == "__main__":
    make(Path(sys.argv[1]).resolve(), sys.argv[2])
