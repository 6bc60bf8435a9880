"""Pin every dependency, with hashes, into requirements.lock: what `make lock` runs.

The pins come from the public index alone: a machine's own wheels, mirrors and pip settings must not reach a
file that other machines install from.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
PIP_TOOLS = "pip-tools==7.6.2"
NOT_LOCKED = {
    "sail",
    "spacy",
    "spark",
    "train",
}  # one target each needs them; they dwarf all others
LOCAL_SETTINGS = ("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_NO_INDEX", "PIP_PRE")
# an address, a path or a local version ("+cpu") would tie the lock to one machine
FOREIGN = re.compile(r"^(?!\s*#).*(://|^-{1,2}\w|\s@\s|==[^\s;]*\+)", re.MULTILINE)


def requirements(pyproject: Path) -> list[str]:
    """Return what the build, the package, its extras and its groups require, but for `NOT_LOCKED`, sorted."""
    table = tomllib.loads(pyproject.read_text(encoding="utf-8"))
    project = table["project"]
    wanted = {*table["build-system"]["requires"], *project["dependencies"]}
    for several in (project["optional-dependencies"], table["dependency-groups"]):
        for name, one in several.items():
            if name not in NOT_LOCKED:
                wanted.update(one)
    return sorted(wanted, key=str.casefold)


def compile_lock(wanted: list[str], lock: Path) -> None:
    """Resolve `wanted` with pip-tools in an environment of its own and write `lock`.

    Raises CalledProcessError when a step fails, SystemExit when the lock names a place of one machine.
    """
    clean = {key: value for key, value in os.environ.items() if key not in LOCAL_SETTINGS}
    clean |= {"PIP_CONFIG_FILE": os.devnull, "CUSTOM_COMPILE_COMMAND": "make lock"}
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        tools = Path(folder) / "bin"
        pip = [str(tools / "python"), "-m", "pip"]
        subprocess.run([*pip, "install", "--quiet", PIP_TOOLS], env=clean, check=True)
        options = ["--generate-hashes", "--allow-unsafe", "--strip-extras", "--no-annotate", "--quiet"]
        hidden = ["--no-config", "--no-emit-options", "--no-emit-index-url", "--no-emit-find-links"]
        command = [str(tools / "pip-compile"), *options, *hidden, "--output-file", str(lock), "-"]
        subprocess.run(command, env=clean, check=True, text=True, input="\n".join(wanted) + "\n", cwd=folder)
    if found := FOREIGN.search(lock.read_text(encoding="utf-8")):
        line = found.group().strip()
        sys.exit(f"{lock.name} names a place of this machine: {line!r}; unset it and lock again")


if __name__ == "__main__":
    compile_lock(requirements(ROOT / "pyproject.toml"), LOCK)
