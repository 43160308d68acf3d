"""Reads the tables of the example `corpus` with pandas and pyarrow, as the README shows."""

import sys
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

folder = Path(sys.argv[1])
text = pd.read_csv(folder / "corpus.csv", dtype=str, keep_default_na=False)
table = pq.read_table(folder / "corpus.parquet")
frame = table.to_pandas()

# The same rows.
assert list(text.columns) == table.column_names[:-1]
for column in text.columns:
    values = frame["digits"] if column == "value" else frame[column]
    if column == "codes":
        values = values.map(" ".join)
    if column in ("year", "start", "end"):
        values = values.astype("Int64").astype("string")
    assert (values.fillna("").astype(str) == text[column]).all(), column
# No value is without its decimal.
assert (frame["value"].notna() == (frame["state"] == "value")).all()
assert (frame["digits"].dropna().map(pd.to_numeric) == frame["value"].dropna().astype(float)).all()


def matrix(data, file):
    rows = data[(data["file"] == file) & data["path"].str.startswith("applications.")].copy()
    rows[["row", "column"]] = rows["path"].str.rsplit(".", n=1, expand=True)
    return rows.pivot(index="row", columns="column", values="value")


file = text["file"].iloc[0]
typed = pd.read_csv(folder / "corpus.csv")
a, b = matrix(typed, file), matrix(frame, file)
assert a.shape == b.shape and (a.astype(float).fillna(-1) == b.astype(float).fillna(-1)).all().all()
print(f"{len(text)} rows in both; the matrix of {file} is {a.shape[0]} × {a.shape[1]}:")
print(b.loc[[r for r in b.index if "." not in r.removeprefix("applications.")]].to_string())
