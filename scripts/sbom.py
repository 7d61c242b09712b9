"""Write the bill of materials of foldwell, which lists all that requirements.lock pins: `make sbom`."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, files, metadata
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import License, LicenseAcknowledgement
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

from foldwell import __version__

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
TARGET = ROOT / "build" / "sbom.json"

PINNED = re.compile(r"^([\w.-]+)==([^\s;]+)(.*(?:\n +.*)*)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:(\w+)")
PARENTS = re.compile(r"# via (.+)")

HOUSE = "foldwell"
LICENCE = "MIT"
"""That of foldwell itself."""
CLASSIFIER = "License :: OSI Approved :: "
SPDX = MappingProxyType(
    {
        "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
        "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.0-or-later",
        "MIT License": "MIT",
        "Mozilla Public License 1.1 (MPL 1.1)": "MPL-1.1",
        "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    }
)
"""Licences by their names in Python packages, where these leave no doubt; 'BSD License' leaves some."""
GRANTS = MappingProxyType(
    {"Permission is hereby granted, free of charge, to any person obtaining a copy of this software": "MIT"}
)
"""The words that grant a licence, with its SPDX name."""
PARTS = MappingProxyType({"rendercv-fonts": {"Font Awesome 7 Free Solid": "OFL-1.1"}})
"""What packages carry that documents show and that has a licence of its own, with its SPDX name."""
REPRODUCIBLE = "cdx:reproducible"
"""Says that the bill has no number and no time of its own (CycloneDX property taxonomy)."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A package of the lock: its version, the SHA-256 of each file that it comes in, and who needs it."""

    name: str
    version: str
    hashes: tuple[str, ...]
    parents: tuple[str, ...]


def main() -> None:
    """Write build/sbom.json, and say how many packages it lists."""
    lock = LOCK.read_text(encoding="utf-8")
    TARGET.parent.mkdir(exist_ok=True)
    new = TARGET.with_name(f".{TARGET.name}.new")
    new.write_text(bill(lock), encoding="utf-8")
    new.replace(TARGET)
    print(f"{TARGET.relative_to(ROOT)}: {len(list(pins(lock)))} packages")  # noqa: T201  it is what one sees


def bill(lock: str) -> str:
    """Return the bill of what a lock pins (CycloneDX 1.6, JSON): for the same lock the same text."""
    bom = Bom()
    house = Component(
        name=HOUSE,
        version=__version__,
        type=ComponentType.APPLICATION,
        bom_ref=HOUSE,
        licenses=_licences([LICENCE]),
    )
    bom.metadata.component = house
    bom.metadata.properties.add(Property(name=REPRODUCIBLE, value="true"))
    parts = {pin.name: _component(pin) for pin in pins(lock)} | {HOUSE: house}
    bom.components.update(part for part in parts.values() if part is not house)
    for parent, part in parts.items():
        bom.register_dependency(part, [parts[pin.name] for pin in pins(lock) if parent in pin.parents])
    data = json.loads(make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string())
    del data["serialNumber"], data["metadata"]["timestamp"]
    return json.dumps(data, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def pins(lock: str) -> Iterator[Pin]:
    """Yield every package of a lock, in the order of the lock."""
    for name, version, rest in PINNED.findall(lock):
        # What only builds foldwell comes from no file, so the lock has no word on who needs it.
        parents = PARENTS.findall(rest) or [HOUSE]
        needed_by = tuple(word.split()[0] for word in parents[0].split(", "))
        yield Pin(name, version, tuple(HASH.findall(rest)), needed_by)


def _component(pin: Pin) -> Component:
    """Return the entry of a package; its file on a machine has one of the hashes."""
    address = PackageURL("pypi", name=pin.name, version=pin.version)
    return Component(
        name=pin.name,
        version=pin.version,
        type=ComponentType.LIBRARY,
        bom_ref=address.to_string(),
        purl=address,
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in pin.hashes],
        licenses=_licences(declared(pin)),
        components=[
            Component(
                name=name,
                type=ComponentType.FILE,
                bom_ref=f"{address.to_string()}#{quote(name)}",
                licenses=_licences([licence]),
            )
            for name, licence in PARTS.get(pin.name, {}).items()
        ],
    )


def declared(pin: Pin) -> tuple[str, ...]:
    """Return the licences that a package says it has; none where it is not installed in this version."""
    try:
        data = metadata(pin.name)
    except PackageNotFoundError:
        return ()
    if data["Version"] != pin.version:
        return ()
    # Asked for one value, a reader of metadata gives None or raises KeyError, by its age; for all, never.
    licence = next(iter((data.get_all("License-Expression") or []) + (data.get_all("License") or [])), "")
    if licence and "\n" not in licence:
        return (licence,)
    lines = data.get_all("Classifier") or []
    named = [line.removeprefix(CLASSIFIER) for line in lines if line.startswith(CLASSIFIER)]
    return tuple(SPDX.get(name, name) for name in named) or _from_text(pin.name)


def _from_text(package: str) -> tuple[str, ...]:
    """Return the licence whose grant stands in the licence file of a package that names none elsewhere."""
    paths = (path for path in files(package) or () if path.name.upper().startswith("LICENSE"))
    texts = [" ".join(path.read_text(encoding="utf-8").split()) for path in paths]
    return tuple(name for grant, name in GRANTS.items() if any(grant in text for text in texts))


def _licences(names: Collection[str]) -> list[License]:
    """Return licences as the standard has them: by their SPDX names where they have one."""
    declared_by_them = LicenseAcknowledgement.DECLARED
    make = LicenseFactory().make_from_string
    return [make(name, license_acknowledgement=declared_by_them) for name in names]


if __name__ == "__main__":
    main()
