"""Sums up daily weather by month. Standard library only; the paths are PAI's contract."""

import csv
import json
import os
from collections import defaultdict

from chart import draw

with open(os.path.join(os.environ["PAI_CONFIG_DIR"], "hyperparameters.json")) as file:
    parameters = json.load(file)
first, last = int(parameters["first_year"]), int(parameters["last_year"])
fahrenheit = parameters["unit"] == "Fahrenheit"

# A channel of a single file: the variable names the file, which is below /ml/input/data/weather/.
source = os.environ["PAI_INPUT_WEATHER"]
months = defaultdict(list)
days = 0
print(f"reading {source}", flush=True)
with open(source, newline="") as file:
    for day in csv.DictReader(file):
        year, month, _ = (int(part) for part in day["date"].split("-"))
        if first <= year <= last:
            months[month].append(day)
            days += 1
if days == 0:
    raise SystemExit(f"{source} has no day from {first} to {last}")
print(f"{days} days from {first} to {last}", flush=True)


def mean(rows, column):
    return sum(float(row[column]) for row in rows) / len(rows)


def degrees(celsius):
    return celsius * 9 / 5 + 32 if fahrenheit else celsius


years = last - first + 1
table = [
    {
        "month": month,
        "temp_max": round(degrees(mean(rows, "temp_max")), 1),
        "temp_min": round(degrees(mean(rows, "temp_min")), 1),
        "precipitation_mm": round(sum(float(row["precipitation"]) for row in rows) / years, 1),
        "rain_days": round(sum(row["weather"] in ("rain", "drizzle") for row in rows) / years, 1),
        "wind": round(mean(rows, "wind"), 1),
    }
    for month, rows in sorted(months.items())
]

path = os.environ["PAI_OUTPUT_TABLE"] + "months.csv"
with open(path, "w", newline="") as file:
    writer = csv.DictWriter(file, table[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(table)
print(f"wrote {path}", flush=True)

path = os.environ["PAI_OUTPUT_CHART"] + "months.svg"
with open(path, "w") as file:
    file.write(draw(table, f"Seattle's weather, {first} to {last}", "°F" if fahrenheit else "°C"))
print(f"wrote {path}")
