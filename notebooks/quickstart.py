#!/usr/bin/env python3
"""Draws the README's picture from the quickstart's results.

    notebooks/quickstart.py [RESULTS [PICTURE]]

Asks `deploy/sweep sql` for CSV, so it needs nothing but matplotlib.
"""

import csv
import io
import pathlib
import subprocess
import sys

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot

HOME = pathlib.Path(__file__).resolve().parent.parent
QUERY = """
SELECT axis_optimizer AS optimizer, axis_learning_rate AS rate, axis_batch_norm AS norm, axis_filters AS filters,
       best_validation_accuracy AS accuracy
FROM results ORDER BY ALL
"""


def ask(results, query):
    answer = subprocess.run(
        [HOME / "deploy/sweep", "sql", results, query, "--format", "csv"],
        check=True, stdout=subprocess.PIPE, text=True, cwd=HOME)
    return list(csv.DictReader(io.StringIO(answer.stdout)))


def main(results="results/quickstart", picture="docs/quickstart.svg"):
    rows = ask(results, QUERY)
    groups = sorted({(row["optimizer"], float(row["rate"])) for row in rows})
    figure, axes = pyplot.subplots(figsize=(7, 3.2))
    for norm, colour, offset in (("false", "#b0b7c3", -0.12), ("true", "#1f6feb", 0.12)):
        for filters, marker in (("8", "o"), ("16", "s")):
            points = [
                (groups.index((row["optimizer"], float(row["rate"]))) + offset, float(row["accuracy"]))
                for row in rows
                if row["norm"] == norm and float(row["filters"]) == float(filters)]
            label = f"{'batch norm' if norm == 'true' else 'none'}, {filters} filters"
            axes.scatter(*zip(*points), c=colour, marker=marker, s=45, label=label, zorder=2)
    axes.set_xticks(range(len(groups)), [f"{optimizer}\nrate {rate:g}" for optimizer, rate in groups])
    axes.set_ylabel("validation accuracy")
    axes.set_ylim(0, 1)
    axes.grid(axis="y", alpha=0.3)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(loc="center right", bbox_to_anchor=(1.42, 0.5), frameon=False, fontsize=9)
    figure.savefig(HOME / picture, bbox_inches="tight", metadata={"Date": None})


if __name__ == "__main__":
    main(*sys.argv[1:])
