"""Reads every published file with tools that are not ours, and compares with what is said of it.

Usage: read_back.py DATA [PUBLIC_KEY]. `cargo xtask soak tools` runs it on the sample and on a nation.
"""

import base64
import csv
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pandas
import pyogrio
from frictionless import Package, system
from geojson_validator import validate_geometries, validate_structure
from loguru import logger

logger.disable("geojson_validator")

faults = []


def expect(said, found, what):
    if said != found:
        faults.append(f"{what}: expected {said}, found {found}")


def release(folder):
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    for error in report.flatten(["title", "type", "note"]):
        faults.append(f"{folder.name}: frictionless: {error}")
    for resource in package["resources"]:
        path = folder / resource["path"]
        content = path.read_bytes()
        expect(resource["bytes"], len(content), f"{path} bytes")
        expect(resource["hash"], "sha256:" + hashlib.sha256(content).hexdigest(), f"{path} hash")
        if resource["format"] == "csv":
            table(path, resource)
        elif resource["format"] == "geojson":
            outlines(path, folder)
    return len(package["resources"])


def table(path, resource):
    """pandas and GDAL see the columns of the schema, and as many rows as Python's own reader."""
    names = [field["name"] for field in resource["schema"]["fields"]]
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    expect(names, rows[0], f"{path} header")
    frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
    expect(names, list(frame.columns), f"{path} columns in pandas")
    expect(rows[1:], frame.values.tolist(), f"{path} cells in pandas")
    info = pyogrio.read_info(path)
    expect(len(rows) - 1, info["features"], f"{path} rows in GDAL")
    expect(names, list(info["fields"]), f"{path} columns in GDAL")


def outlines(path, folder):
    areas = pandas.read_csv(folder / "areas.csv", dtype=str)
    info = pyogrio.read_info(path)
    expect(len(areas), info["features"], f"{path} areas in GDAL")
    expect("EPSG:4326", info["crs"], f"{path} coordinates in GDAL")
    geojson = json.loads(path.read_text("utf-8"))
    structure = validate_structure(geojson)
    expect({}, structure, f"{path} structure")
    found = validate_geometries(geojson)
    expect({}, found["invalid"], f"{path} invalid geometries")


def signature(data, index, key):
    """The signature holds, by the line of docs/data-format.md and OpenSSL alone."""
    text = (data / f"signatures/{index['sequence']}.sig").read_text().split()
    with tempfile.NamedTemporaryFile() as file:
        file.write(base64.b64decode(text[0]))
        file.flush()
        line = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", key, "-rawin"]
        line += ["-in", str(data / "index.json"), "-sigfile", file.name]
        said = subprocess.run(line, capture_output=True, text=True)
    expect(0, said.returncode, f"signature: {said.stdout}{said.stderr}")


def main():
    data = Path(sys.argv[1])
    index = json.loads((data / "index.json").read_text("utf-8"))
    files = sum(release(data / index[dataset]["path"]) for dataset in ("directory", "record"))
    if len(sys.argv) > 2:
        signature(data, index, sys.argv[2])
    for fault in faults[:50]:
        print(f"error: {fault}"[:2000])
    print(f"{data}: {files} files read back, {len(faults)} faults")
    sys.exit(bool(faults))


main()
