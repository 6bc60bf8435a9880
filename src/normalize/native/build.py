"""Build the kernels beside their source: what the build hook calls; `python src/normalize/native/build.py` by hand."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
SOURCE = HERE / "kernels.pyx"
# No -march: the binary runs on every processor of its kind and asks at run time which one it is. Nor may a product
# and a sum be fused, which rounds once where Python rounds twice.
FLAGS = ("-O3", "-std=c++17", "-fPIC", "-shared", "-pthread", "-ffp-contract=off", "-fvisibility=hidden", "-w")


def build(folder: Path) -> Path:
    """Compile the kernels into `folder` and return the file; an OSError or CalledProcessError says it failed."""
    target = folder / f"kernels{sysconfig.get_config_var('EXT_SUFFIX')}"
    compiler = shlex.split(os.environ.get("CXX") or "g++")
    with tempfile.TemporaryDirectory(prefix="normalize-") as scratch:
        code = Path(scratch) / "kernels.cpp"
        subprocess.run([sys.executable, "-m", "cython", "--cplus", "-3", str(SOURCE), "-o", str(code)], check=True)
        made = Path(scratch) / target.name
        headers = [f"-I{path}" for path in (HERE, sysconfig.get_path("include"))]
        subprocess.run([*compiler, *FLAGS, *headers, str(code), "-o", str(made)], check=True)
        folder.mkdir(parents=True, exist_ok=True)
        partial = target.with_suffix(".partial")
        partial.write_bytes(made.read_bytes())
        partial.rename(target)
    return target


if __name__ == "__main__":
    print(build(HERE))
