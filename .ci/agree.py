"""Compares what the examples print with truth.json, figure for figure, state included."""

import csv
import json
import subprocess
import sys
from pathlib import Path

programs, shared = Path(sys.argv[1]), Path(sys.argv[2])
TEXTS = ["report.copied-from-browser.txt", "report.pipes.txt", "report.traditional.txt"]
TEXTS += ["report.html", "report.gbk.html", "report.docx"]


def figures(file):
    out = subprocess.run([programs / "figures", file], capture_output=True, text=True, check=True).stdout
    return list(csv.DictReader(out.splitlines()))


def expected(value):
    if value is None:
        return "blank", ""
    if value == "/":
        return "not_applicable", ""
    return "value", str(value)


def compare(file, truth):
    rows = figures(file)
    assert [r["path"] for r in rows] == list(truth["cells"]), f"{file}: not the figures of the form"
    for row, value in zip(rows, truth["cells"].values()):
        found = row["state"], row["value"]
        assert found == expected(value), f"{file}: {row['path']}: {found}, expected {expected(value)}"
    assert rows[0]["year"] == str(truth["year"]), file
    assert rows[0]["form"] == truth["form"][:4], file
    return rows


def check(file):
    run = subprocess.run([programs / "check", "--json", file], capture_output=True, text=True)
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    return run.returncode, [line for line in lines if "proposal" not in line]


real = shared / "real"
truth = json.loads((real / "huayin-2020.truth.json").read_text())
rows = compare(real / "huayin-2020.txt", truth)
assert rows[0]["organ"] == truth["organ"]
status, findings = check(real / "huayin-2020.txt")
assert status == 0 and not findings, findings
agreed = len(rows)

truth = json.loads((real / "shanghai-office-2019.truth.json").read_text())
agreed += len(compare(real / "shanghai-office-2019.html", truth))

folders = sorted(p for p in (shared / "samples").iterdir() if p.is_dir())
assert folders, "no samples"
for folder in folders:
    truth = json.loads((folder / "truth.json").read_text())
    for name in TEXTS:
        agreed += len(compare(folder / name, truth))
        status, findings = check(folder / name)
        named = {o["path"] for f in findings for o in f["operands"]}
        if "altered" in truth:
            assert status == 1 and truth["altered"] in named, f"{folder}/{name}"
        else:
            assert status == 0, f"{folder}/{name}: {findings}"
print(f"{agreed} figures of {2 + len(TEXTS) * len(folders)} documents agree")
