"""Runs the example `corpus` over the samples, and compares its table and its summary with truth.json.

A document whose text keeps the cells has to agree figure for figure. In a PDF, and in its text, a figure
may be unread or absent; one that is read has to be right.
"""

import csv
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

program, samples, out = (Path(arg) for arg in sys.argv[1:4])
LOSSY = "report.pdf", "report.pdf-layout.txt"

run = subprocess.run([program, samples, "--out", out], capture_output=True, text=True, check=True)
again = out / "again"
subprocess.run([program, samples, "--out", again], capture_output=True, check=True)
for table in "corpus.csv", "corpus.parquet":
    assert (out / table).read_bytes() == (again / table).read_bytes(), f"{table} differs from run to run"

reports = {}
with (out / "corpus.csv").open(newline="", encoding="utf-8") as file:
    for row in csv.DictReader(file):
        reports.setdefault(row["file"], []).append(row)
assert list(reports) == sorted(reports), "not in the order of the paths"


def expected(value):
    if value is None:
        return "blank", ""
    if value == "/":
        return "not_applicable", ""
    return "value", str(value)


agreed, states, forms, years, altered = 0, Counter(), Counter(), Counter(), set()
for name, rows in reports.items():
    folder, document = name.split("/")
    truth = json.loads((samples / folder / "truth.json").read_text())
    assert [row["path"] for row in rows] == list(truth["cells"]), f"{name}: not the figures of the form"
    states.update(row["state"] for row in rows)
    forms[truth["form"][:4]] += 1
    years[str(truth["year"])] += 1
    for row, value in zip(rows, truth["cells"].values()):
        assert (row["form"], row["year"]) == (truth["form"][:4], str(truth["year"])), name
        if document in LOSSY and row["state"] in ("unread", "absent"):
            continue
        found = row["state"], row["value"]
        assert found == expected(value), f"{name}: {row['path']}: {found}, expected {expected(value)}"
        agreed += 1
    if "altered" in truth:
        altered.add(name)

files = sorted(path.relative_to(samples).as_posix() for path in samples.rglob("*") if path.is_file())
unread = [name for name in files if name not in reports]
# Whatever is not read is named in the summary.
for name in unread:
    assert f"\n  {name}\n" in run.stdout, f"{name} is neither read nor named"
    assert name.endswith("/truth.json"), f"{name} is not read"


def counts(line):
    text = re.search(rf"^{line}: (?:\d+; )?(.*)$", run.stdout, re.MULTILINE)[1]
    return {what: int(n) for what, n in (part.rsplit(" ", 1) for part in text.split(", "))}


first = f": {len(files)} files, {len(reports)} reports, {len(unread)} not read"
assert run.stdout.splitlines()[0].endswith(first), run.stdout
assert counts("figures") == states and counts("forms") == forms and counts("years") == years
wrong = run.stdout.partition("\nnot adding up")[2].partition("\n\n")[0].splitlines()[1:]
assert {line.split(":")[0].strip() for line in wrong} == altered, wrong
total = sum(states.values())
print(f"{agreed} of {total} figures of {len(reports)} documents agree, the others are not read")
