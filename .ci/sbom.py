"""The locked packages as a CycloneDX 1.5 list of components: `python3 .ci/sbom.py requirements.lock > sbom.cdx.json`.

Needs nothing but Python, and gives the same bytes for the same lock.
"""

import json
import re
import sys
from pathlib import Path

LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(?:\s*;\s*([^\\\n]*[^\s\\]))?", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def component(name: str, version: str, marker: str | None, hashes: list[str]) -> dict:
    """One package; the hashes are those of all its files that may be installed."""
    url = f"pkg:pypi/{re.sub(r'[-_.]+', '-', name).lower()}@{version}"
    made = {"type": "library", "name": name, "version": version, "purl": url, "bom-ref": f"{url}{marker or ''}"}
    said = [{"name": "marker", "value": marker}] if marker else []
    return made | {"properties": [*said, *({"name": "sha256", "value": one} for one in sorted(hashes))]}


def bill(lock: str) -> dict:
    """The list of components of a lock."""
    found = list(LOCKED.finditer(lock))
    ends = [*(match.start() for match in found[1:]), len(lock)]
    components = [
        component(match[1], match[2], match[3], HASH.findall(lock[match.end() : end]))
        for match, end in zip(found, ends, strict=True)
    ]
    return {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "components": components}


if __name__ == "__main__":
    json.dump(bill(Path(sys.argv[1]).read_text(encoding="utf-8")), sys.stdout, indent=1)
    sys.stdout.write("\n")
