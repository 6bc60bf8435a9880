"""What is here and whether it works: a lexicon, and the installation."""

from __future__ import annotations

import importlib
import platform
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from normalize.errors import LexiconError, NormalizeError

OK, NOTE, PROBLEM = "ok", "note", "problem"
_EXTRA = re.compile(r"""(?P<package>[\w.-]+).*;.*\bextra == ["'](?P<extra>\w+)["']""")
_WORTH = {
    "world": "all places above 500 people, to be built from it; ",
    "csv": "tables in odd dialects; ",
    "unidecode": "a few rare scripts go unread without it; ",
    "arrow": "normalize.arrow and normalize parquet; ",
    "polars": "normalize.polars; ",
    "pandas": "normalize.pandas; ",
    "duckdb": "normalize.duckdb; ",
    "spark": "normalize.spark; ",
    "train": "only to fit the weights anew; ",
}
_INEXACT = "Minnsk Bielarus"  # no name to the letter, so that all kernels are asked


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: what it is, how it stands, what was found, and what to do about a problem."""

    what: str
    standing: str
    found: str
    advice: str = ""


def lexicon_facts(folder: str) -> list[tuple[str, str]]:
    """Return what the manifest of a lexicon says, in words; raises `LexiconError` when there is none to open."""
    from normalize.library import Lexicon, locate

    place = locate(folder)
    manifest = Lexicon(place).manifest
    counts, files, sources = manifest["counts"], manifest["files"], manifest["sources_of"]
    assert isinstance(counts, dict) and isinstance(files, dict) and isinstance(sources, dict)
    size = sum(entry["bytes"] for entry in files.values())
    return [
        ("name", str(manifest["name"])),
        ("folder", str(place)),
        ("format", str(manifest["format"])),
        *((what, f"{count:,}") for what, count in counts.items()),
        ("types", _list(manifest["types"])),
        ("countries", f"{_count(manifest['countries']):,}"),
        ("languages", f"{_count(manifest['langs']):,}"),
        ("files", f"{len(files)}, {size / 1e6:,.1f} MB"),
        ("ICU", _compare_icu(str(manifest["icu"]))),
        *((f"from {name}", str(mark)[:16]) for name, mark in sources.items()),
    ]


def examine() -> Iterator[Finding]:
    """Yield everything that `normalize doctor` looks at."""
    import normalize

    yield Finding("normalize-names", OK, f"{normalize.__version__} in {Path(normalize.__file__).parent}")
    new = sys.version_info >= (3, 11)
    yield Finding(
        "Python", OK if new else PROBLEM, platform.python_version(), "" if new else "install Python 3.11 or newer"
    )
    for module in ("numpy", "rapidfuzz", "chardet", "rich"):
        yield _examine_module(module)
    yield _examine_icu()
    yield _examine_kernels()
    yield _examine_weights()
    yield from _examine_extras()
    yield _examine_lexicon("core", PROBLEM)
    yield _examine_lexicon("world", NOTE)


def _examine_module(module: str) -> Finding:
    try:
        version = importlib.import_module(module).__version__
    except ImportError as error:
        return Finding(module, PROBLEM, str(error), 'run "pip install --force-reinstall normalize-names"')
    except AttributeError:
        from importlib.metadata import version as installed

        version = installed(module)
    return Finding(module, OK, str(version))


def _examine_icu() -> Finding:
    try:
        import icu
    except ImportError as error:
        advice = "install libicu-dev, pkg-config and g++ (Debian names), then reinstall PyICU with pip"
        return Finding("PyICU", PROBLEM, str(error), advice)
    return Finding("PyICU", OK, f"{icu.VERSION} with ICU {icu.ICU_VERSION}")


def _examine_kernels() -> Finding:
    from normalize.native import is_wanted, load_kernels

    kernels = load_kernels()
    if kernels is not None:
        return _try_kernels(Path(str(kernels.__file__)).name)
    if not is_wanted():
        return Finding(
            "native kernels", NOTE, "left out by NORMALIZE_NATIVE=0", "unset it: answers are the same, sooner"
        )
    advice = "answers are the same, later; install g++ (Debian's name) and reinstall normalize-names to have them"
    return Finding("native kernels", NOTE, "not built: plain Python is in use", advice)


def _try_kernels(name: str) -> Finding:
    """Ask one name through the kernels: those of another version may lack what the Python beside them asks for."""
    try:
        from normalize.library import load

        load("core").resolve(_INEXACT)
    except (NormalizeError, ImportError):  # which is a finding of its own
        return Finding("native kernels", NOTE, f"not tried: {name}", "mend the problems of what they need first")
    except Exception as error:  # in which way a kernel fails is its own affair
        advice = "reinstall normalize-names; until then set NORMALIZE_NATIVE=0 to leave them out: answers are the same"
        return Finding("native kernels", PROBLEM, f"{name} does not answer: {error}", advice)
    return Finding("native kernels", OK, f"in use: {name}")


def _examine_weights() -> Finding:
    from normalize.encoder import encoder_digest, hash_weights

    try:
        whole = hash_weights()
        same = whole == encoder_digest()
    except OSError as error:
        return Finding("encoder weights", PROBLEM, f"cannot be read: {error}", "reinstall normalize-names")
    if same:
        return Finding("encoder weights", OK, whole)
    return Finding("encoder weights", PROBLEM, "not those that were recorded with them", "reinstall normalize-names")


def _examine_extras() -> Iterator[Finding]:
    """Yield which extras are here: what each brings, by the word of the installed package."""
    from importlib.metadata import PackageNotFoundError, requires, version

    try:
        stated = requires("normalize-names") or []
    except PackageNotFoundError:
        yield Finding("extras", NOTE, "normalize-names is not installed, only importable", "install it with pip")
        return
    extras: dict[str, list[str]] = {}
    for one in stated:
        found = _EXTRA.match(one)
        if found:
            extras.setdefault(found["extra"], []).append(found["package"])
    for extra, packages in extras.items():
        here, missing = [], []
        for package in packages:
            try:
                here.append(f"{package} {version(package)}")
            except PackageNotFoundError:
                missing.append(package)
        if missing:
            advice = f'{_WORTH.get(extra, "")}"pip install normalize-names[{extra}]"'
            yield Finding(f"extra {extra}", NOTE, f"not installed: {', '.join(missing)}", advice)
        else:
            yield Finding(f"extra {extra}", OK, ", ".join(here))


def _examine_lexicon(name: str, missing: str) -> Finding:
    try:
        return _open_lexicon(name, missing)
    except Exception as error:  # a package that is missing, kernels of another version: whatever was found above
        return Finding(name, missing, f"cannot be opened: {error}", "mend the problems above first")


def _open_lexicon(name: str, missing: str) -> Finding:
    from normalize.library import load, locate

    try:
        place = locate(name)
    except LexiconError as error:
        found, _, advice = str(error).partition("; ")
        return Finding(name, missing, found, advice)
    try:
        lexicon = load(name)
        found = f"{len(lexicon):,} entities in {place}; {_compare_icu(str(lexicon.manifest['icu']))}"
    except NormalizeError as error:
        rebuild = "reinstall normalize-names" if name == "core" else 'run "normalize lexicon build world"'
        return Finding(name, PROBLEM, str(error), rebuild)
    return Finding(name, OK, found)


def _compare_icu(recorded: str) -> str:
    try:
        import icu
    except ImportError:
        return f"built with ICU {recorded}"
    if recorded == icu.ICU_VERSION:
        return f"built with ICU {recorded}, as here"
    return f"built with ICU {recorded}, here is {icu.ICU_VERSION}: a few names in scripts that ICU reads may differ"


def _list(value: object) -> str:
    assert isinstance(value, list)
    return ", ".join(str(v) or "none given" for v in value)


def _count(value: object) -> int:
    assert isinstance(value, list)
    return sum(bool(v) for v in value)
