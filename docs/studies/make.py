#!/usr/bin/env python3
"""Makes the page of a study from its committed results: python3 docs/studies/make.py NAME

Every ```text block of docs/studies/NAME.md that stands below a ```sql block becomes what deploy/sweep sql answers on
docs/studies/data/NAME, and the plots in docs/studies/NAME are drawn anew. Needs nothing but Python.
`--from RESULTS` first takes the results of a run: its trials and what it was asked.
"""
import argparse
import csv
import io
import math
import pathlib
import re
import shutil
import subprocess

HOME = pathlib.Path(__file__).resolve().parents[2]
STUDIES = HOME / "docs" / "studies"

# Plots by deploy/sweep plot: file, kind and options.
PLOTS = {
    "cifar10-batchnorm-dropout": [
        ("effects", "effects"), ("interactions", "interactions"), ("curves", "curves")],
    "cifar10-batchnorm-dropout-long": [("curves", "curves")],
    "cifar10-two-architectures": [("effects", "effects"), ("curves", "curves"), ("cost", "cost")],
    "one-factor-at-a-time": [("effects", "effects")],
    "overnight": [("effects", "effects"), ("cost", "cost")],
    "optimizers-and-rnn": [
        ("effects", "effects", "--where", "axis_optimizer <> 'rmsprop 1'"),
        ("curves", "curves", "--metric", "test_accuracy")],
    "optimizers-and-rnn-cells": [("effects", "effects"), ("curves", "curves")],
}


def ask(results, query, form):
    """What the tables answer."""
    answer = subprocess.run(
        [HOME / "deploy" / "sweep", "sql", results, query, "--format", form],
        stdout=subprocess.PIPE, text=True, check=True)
    return answer.stdout


def take(results, data):
    """Keeps of a run's results what the queries need."""
    shutil.rmtree(data, ignore_errors=True)
    for part in ("trials", "runs"):
        shutil.copytree(pathlib.Path(results) / part, data / part,
                        ignore=shutil.ignore_patterns(".*"))
    # A run ends by merging its trials' files; those lie there for a while still.
    if list((data / "trials").glob("merged-*")):
        for single in (data / "trials").glob("[0-9a-f]*.parquet"):
            single.unlink()


def fill(page, data):
    """Answers the page's queries."""
    text = page.read_text()
    block = re.compile(r"(^```sql\n(.*?)^```\n\n```text\n)(.*?)(^```$)", re.M | re.S)
    page.write_text(block.sub(lambda m: m[1] + ask(data, m[2], "table") + m[4], text))


class Panel:
    """A plot over iterations on a logarithmic axis."""

    WIDTH, HEIGHT = 330, 170

    def __init__(self, left, top, title, least, most, last):
        self.left, self.top, self.title = left, top, title
        self.least, self.most, self.last = least, most, last

    def at(self, iteration, value):
        x = self.left + self.WIDTH * math.log(iteration / 100) / math.log(self.last / 100)
        share = (min(max(value, self.least), self.most) - self.least) / (self.most - self.least)
        return f"{x:.1f},{self.top + self.HEIGHT * (1 - share):.1f}"

    def frame(self):
        yield f'<text x="{self.left}" y="{self.top - 8}" font-weight="bold">{self.title}</text>'
        yield (f'<rect x="{self.left}" y="{self.top}" width="{self.WIDTH}" height="{self.HEIGHT}"'
               ' fill="none" stroke="currentColor" stroke-opacity="0.4"/>')
        iteration = 100
        while iteration <= self.last:
            x = self.at(iteration, self.least).split(",")[0]
            yield (f'<text x="{x}" y="{self.top + self.HEIGHT + 16}" text-anchor="middle">'
                   f'{iteration:,}</text>')
            iteration *= 10
        for value in (self.least, (self.least + self.most) / 2, self.most):
            y = self.at(100, value).split(",")[1]
            yield f'<text x="{self.left - 6}" y="{float(y) + 4}" text-anchor="end">{value:g}</text>'

    def line(self, points, colour, opacity, width):
        path = " ".join(self.at(iteration, value) for iteration, value in points)
        return (f'<polyline points="{path}" fill="none" stroke="{colour}"'
                f' stroke-opacity="{opacity}" stroke-width="{width}"/>')


def curves(data, picture):
    """Loss and accuracy over iterations: thin the seeds, thick their mean."""
    rows = list(csv.DictReader(io.StringIO(ask(
        data,
        "SELECT t.seed, i.split, i.metric, i.iteration, i.value FROM iterations i"
        " JOIN trials t USING (trial_id) WHERE i.metric IN ('loss', 'accuracy')"
        " ORDER BY seed, split, metric, iteration",
        "csv"))))
    last = max(int(row["iteration"]) for row in rows)
    panels = {"loss": Panel(50, 50, "mean loss (cross-entropy)", 0, 0.5, last),
              "accuracy": Panel(450, 50, "accuracy", 0.9, 1, last)}
    colours = {"train": "#0072b2", "test": "#d55e00"}
    names = {"train": "training batches since the last point", "test": "all test images"}
    parts = []
    for metric, panel in panels.items():
        parts += panel.frame()
        for split, colour in colours.items():
            seeds, mean = {}, {}
            for row in rows:
                if (row["metric"], row["split"]) == (metric, split):
                    point = (int(row["iteration"]), float(row["value"]))
                    seeds.setdefault(row["seed"], []).append(point)
                    mean.setdefault(point[0], []).append(point[1])
            parts += [panel.line(points, colour, 0.35, 0.8) for points in seeds.values()]
            parts.append(panel.line(
                [(at, sum(all_) / len(all_)) for at, all_ in sorted(mean.items())], colour, 1, 1.8))
    for i, (split, colour) in enumerate(colours.items()):
        parts.append(f'<rect x="{50 + i * 260}" y="254" width="18" height="3" fill="{colour}"/>'
                     f'<text x="{74 + i * 260}" y="260">{names[split]}</text>')
    parts.append('<text x="570" y="260">iterations, logarithmic</text>')
    picture.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 275" width="800" height="275"'
        ' font-family="sans-serif" font-size="12" fill="currentColor">\n'
        '<style>svg { color: #222; background: #fff }'
        ' @media (prefers-color-scheme: dark) { svg { color: #ddd; background: #111 } }</style>\n'
        + "\n".join(parts) + "\n</svg>\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("name")
    parser.add_argument("--from", dest="results")
    arguments = parser.parse_args()
    data = STUDIES / "data" / arguments.name
    if arguments.results:
        take(arguments.results, data)
    fill(STUDIES / f"{arguments.name}.md", data)
    pictures = STUDIES / arguments.name
    pictures.mkdir(exist_ok=True)
    for name, kind, *options in PLOTS.get(arguments.name, []):
        subprocess.run([HOME / "deploy" / "sweep", "plot", data, kind, *options,
                        "-o", pictures / f"{name}.svg"], check=True)
    if arguments.name == "lenet-mnist":
        curves(data, pictures / "curves.svg")


if __name__ == "__main__":
    main()
