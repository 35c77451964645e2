#!/usr/bin/env python3
"""Solves an affinity file with Google OR-tools and with this program, and compares cost and time.

    python3 -m venv /tmp/ortools && /tmp/ortools/bin/pip install ortools
    /tmp/ortools/bin/python scripts/ortools.py target/release/peaceapp affinity.csv 3 0 12

The numbers are reviews per entry, and the least and most entries of a judge. OR-tools is no part of the project: it is
another solver (cost scaling, in C++) that has to agree. Its time is that of the solver alone; the program's is from
start to end, with the file read.
"""

import csv
import json
import subprocess
import sys
import time

# This folder comes first and would offer this file as the package.
sys.path.pop(0)

from ortools.graph.python import min_cost_flow


def optimum(path, reviews, least, most):
    """The best total affinity in millionths, or None when the bounds cannot be met; and the seconds of the solver."""
    with open(path, newline="", encoding="utf-8") as file:
        rows = [(row["entry"], row["judge"], round(float(row["affinity"]) * 1_000_000)) for row in csv.DictReader(file)]
    entries = {key: place for place, key in enumerate(sorted({row[0] for row in rows}))}
    judges = {key: len(entries) + place for place, key in enumerate(sorted({row[1] for row in rows}))}
    sink = len(entries) + len(judges)
    best = max(row[2] for row in rows)
    flow = min_cost_flow.SimpleMinCostFlow()
    for entry, judge, affinity in rows:
        flow.add_arc_with_capacity_and_unit_cost(entries[entry], judges[judge], 1, best - affinity)
    # A judge's minimum is demanded by the judge, so that it has to come.
    for judge in judges.values():
        flow.add_arc_with_capacity_and_unit_cost(judge, sink, most - least, 0)
        flow.set_node_supply(judge, -least)
    for entry in entries.values():
        flow.set_node_supply(entry, reviews)
    flow.set_node_supply(sink, least * len(judges) - reviews * len(entries))
    begin = time.perf_counter()
    status = flow.solve()
    seconds = time.perf_counter() - begin
    if status != flow.OPTIMAL:
        return None, seconds
    return best * reviews * len(entries) - flow.optimal_cost(), seconds


def main():
    program, path, *numbers = sys.argv[1:]
    reviews, least, most = map(int, numbers)
    theirs, seconds = optimum(path, reviews, least, most)
    options = ["--reviews", str(reviews), "--min-load", str(least), "--max-load", str(most)]
    begin = time.perf_counter()
    out = subprocess.run([program, "assign", "--affinity", path, *options], capture_output=True, check=False)
    whole = time.perf_counter() - begin
    ours = round(json.loads(out.stdout)["optimum"] * 1_000_000) if out.returncode == 0 else None
    print(f"OR-tools {theirs} in {seconds * 1e3:.0f} ms, peaceapp {ours} in {whole * 1e3:.0f} ms with reading the file")
    sys.exit(theirs != ours)


if __name__ == "__main__":
    main()
