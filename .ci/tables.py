"""Reads the tables of the example `corpus` with pandas and pyarrow, as the README shows."""

import contextlib
import io
import os
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


# The commands of the README, as they stand there, and the same with the other table.
commands = Path(sys.argv[2]).read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]
# They name the folder `tables`.
os.chdir(folder)
os.symlink(".", "tables")
matrices, printed = [], []
for text_of in commands, commands.replace('read_parquet("tables/corpus.parquet")', 'read_csv("tables/corpus.csv")'):
    scope = {}
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(text_of, scope)
    printed.append(out.getvalue())
    matrices.append(scope["matrix"].astype(float))
assert commands != text_of
assert printed[0] and printed[0] == printed[1]
assert matrices[0].equals(matrices[1])
rows = text["path"].str.startswith("applications.")
assert matrices[0].count().sum() == (rows & (text["state"] == "value")).sum()
print(printed[0])
print(f"{len(text)} rows in both tables, and the same {len(matrices[0])} rows of matrices")
