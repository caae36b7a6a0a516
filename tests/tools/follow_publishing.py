"""Does what docs/publishing.md says, to the letter, in a fresh folder, and compares what it answers.

Usage: follow_publishing.py SENIM PORTAL. `cargo xtask soak guide` runs it. Spreadsheets are made of
the guide's own tables; what it asks a person to change by hand is changed here (see EDITS).
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl

GUIDE = Path("docs/publishing.md").read_text("utf-8")


def block_after(words):
    """The code block that follows some words of the guide."""
    return re.search(r"```\w+\n(.*?)```", GUIDE[GUIDE.index(words):], re.S).group(1)


def tables():
    """Each `file`, sheet `name` with the rows of the table below it."""
    found = re.finditer(r"`(\w+\.xlsx)`, sheet `(\w+)`\n\n((?:\|.*\n)+)", GUIDE)
    for match in found:
        file, sheet, lines = match.groups()
        rows = [[cell.strip() for cell in line.strip("|\n ").split(" | ")] for line in lines.splitlines()]
        width = len(rows[0])
        yield file, sheet, [[*row, *[""] * width][:width] for row in rows if not set("".join(row)) <= set("-| ")]


def write_book(path, sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([cell.strip("| ") or None for cell in row])
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def change(path, sheet, at, edit):
    """Changes a row of a workbook, found by the text of its first cell."""
    book = openpyxl.load_workbook(path)
    for row in book[sheet].iter_rows(min_row=2):
        if row[0].value == at:
            edit(row)
    book.save(path)


def mend_streets(work):
    path = work / "source/addresses.csv"
    path.write_text(path.read_text("cp1251").replace("TUM-O03", "TUM-003"), "utf-8")


def new_telephone(work):
    def edit(row):
        row[5].value, row[8].value = "+7 000 100 00 22", "26.11.2026"
    change(work / "source/inspectors.xlsx", "inspectors", "T-02", edit)


def move_to_west(work):
    path = work / "source/inspectors.xlsx"
    book = openpyxl.load_workbook(path)
    rows = [[cell.value or "" for cell in row] for row in book["inspectors"].iter_rows()]
    write_book(path, {"inspectors": [row for row in rows if row[0] != "T-03"]})
    west = [row for row in rows if row[0] == "T-03"]
    write_book(work / "source/suppliers/west/inspectors.xlsx", {"inspectors": [rows[0], *west]})
    run(work, './senim publish source --to data --key senim.key --reason "West sends its own table"')
    west[0][1] = "TUM-3"
    write_book(work / "source/suppliers/west/inspectors.xlsx", {"inspectors": [rows[0], *west]})


# What a person does by hand before the console block that begins with these words.
EDITS = [
    ("$ ./senim check source\n0 errors", mend_streets),
    ("$ mkdir -p copies", new_telephone),
    ('$ ./senim publish source --to data --key senim.key --reason "West, November"', move_to_west),
]


def run(work, line):
    """Runs a line of the guide."""
    said = subprocess.run(["bash", "-c", line], cwd=work, capture_output=True, text=True)
    # Releases are named by the second.
    subprocess.run(["sleep", "1"])
    return said.stdout + said.stderr


def plain(text):
    """Without what differs from run to run: times, sizes, keys; long lines unfolded."""
    text = re.sub(r"\n (?=\S)", " ", text)
    text = re.sub(r"\d{4}-\d\d-\d\dT\d\d[-:]\d\d[-:]\d\dZ", "TIME", text)
    text = re.sub(r"\b[0-9a-f]{16}\b", "KEY", text)
    text = re.sub(r"\d+ bytes", "N bytes", text)
    return sorted(line.strip() for line in text.splitlines() if line.strip())


def follow(work):
    faults = 0
    for block in re.findall(r"```console\n(.*?)```", GUIDE, re.S):
        for start, edit in EDITS:
            if block.startswith(start):
                edit(work)
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            line, _, expected = part.partition("\n")
            if line.startswith("./senim serve") or "rollback" in line or "withdraw" in line or line.startswith("cp -r"):
                line, expected = going_back(work, line, expected)
                if line is None:
                    continue
            found = run(work, line)
            if plain(found) != plain(expected):
                faults += 1
                print(f"$ {line}\nexpected:\n{expected}\nfound:\n{found}")
    return faults


def going_back(work, line, expected):
    """The lines that name releases of another run; `serve` is for eyes."""
    if line.startswith("./senim serve"):
        return None, None
    copied = sorted(path.name for path in (work / "copies/1/directory").iterdir())[0]
    record = sorted(path.name for path in (work / "data/record").iterdir())[-1]
    line = re.sub(r"--to directory/\S+", f"--to directory/{copied}", line)
    line = re.sub(r"record/\d\S+Z", f"record/{record}", line)
    return line, expected


def main():
    senim, portal = (Path(argument).absolute() for argument in sys.argv[1:3])
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        shutil.copy(senim, work / "senim")
        shutil.copytree(portal, work / "portal")
        (work / "source").mkdir()
        (work / "source/senim.toml").write_text(block_after("Save this as `source/senim.toml`"), "utf-8")
        books = {}
        for file, sheet, rows in tables():
            books.setdefault(file, {})[sheet] = rows
        for file, sheets in books.items():
            write_book(work / "source" / file, sheets)
        (work / "source/addresses.csv").write_text(block_after("The streets are a text file here"), "cp1251")
        (work / "source/areas.geojson").write_text(block_after("`source/areas.geojson` has one outline"), "utf-8")
        faults = follow(work)
    print(f"docs/publishing.md was followed: {faults} answers differ")
    sys.exit(bool(faults))


main()
