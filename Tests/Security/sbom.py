#!/usr/bin/env python3
"""The bill of materials (CycloneDX 1.6) of a built program: Swift packages by `Package.resolved`, system libraries by what the program
links to and the packages of Debian that they belong to (make sbom).

    sbom.py [--program .build/release/kaoping] > out/sbom.json
"""
import argparse
import json
import os
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]


def swift_packages():
    pins = json.loads((ROOT / "Package.resolved").read_text())["pins"]
    for pin in sorted(pins, key=lambda pin: pin["identity"]):
        state, place = pin["state"], pin["location"].removeprefix("https://").removesuffix(".git")
        version = state.get("version") or state["revision"]
        yield {"type": "library", "name": pin["identity"], "version": version, "purl": f"pkg:swift/{place}@{version}",
               "hashes": [{"alg": "SHA-1", "content": state["revision"]}]}


def system_libraries(program):
    text = subprocess.run(["ldd", str(program)], capture_output=True, text=True, check=True).stdout
    found = {}
    for path in re.findall(r"=> (/\S+)", text):
        # Debian 12 keeps /lib in /usr/lib; packages name either.
        for name in (path, os.path.realpath(path), path.replace("/lib/", "/usr/lib/", 1)):
            owner = subprocess.run(["dpkg-query", "-S", name], capture_output=True, text=True).stdout.split(":")[0]
            if owner:
                break
        if not owner:
            continue
        version = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", owner], capture_output=True, text=True).stdout
        found[owner] = {"type": "library", "name": owner, "version": version, "purl": f"pkg:deb/debian/{owner}@{version}"}
    return [found[name] for name in sorted(found)]


def swift_runtime(program):
    """Swift's runtime and Foundation, of the compiler at hand, if the program carries them."""
    if "libswiftCore" in subprocess.run(["ldd", str(program)], capture_output=True, text=True, check=True).stdout:
        return []
    text = subprocess.run(["swift", "--version"], capture_output=True, text=True, check=True).stdout
    version = re.search(r"Swift version (\S+)", text)[1]
    return [{"type": "library", "name": "swift-runtime", "version": version, "purl": f"pkg:github/swiftlang/swift@swift-{version}-RELEASE"}]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / ".build/release/kaoping"))
    options = parser.parse_args()
    version = subprocess.run([options.program, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    print(json.dumps({
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": {"component": {"type": "application", "name": "kaoping", "version": version,
                                   "licenses": [{"license": {"id": "GPL-3.0-or-later"}}]}},
        "components": list(swift_packages()) + swift_runtime(options.program) + system_libraries(options.program)}, indent=1))


if __name__ == "__main__":
    main()
