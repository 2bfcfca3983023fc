"""What was measured as tables: this run, and beside each other all sizes and databases measured so far."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.books import SIZES

FIGURES = "figures.json"
GROWTH_MOST = 1.3
"""How many times as much as at 10k the worklist may cost at 1m."""
GROWS = "worklist"


def operations(figures: list[dict[str, Any]]) -> str:
    """Return the table of one run; the last column says whether what is asked of an operation holds."""
    head = ("SQL", "CPU ms", "app", "db", "x bare", "x raw", "p50", "p95", "p99", "req/s", "refused")
    lines = [f"{'db':<9}{'size':<6}{'operation':<22}" + "".join(f"{word:>8}" for word in head) + "  asked"]
    for row in figures:
        raw = f"{row['times_raw']:>8.1f}" if row["times_raw"] else f"{'-':>8}"
        lines.append(
            f"{row['engine']:<9}{row['size']:<6}{row['name']:<22}{row['statements']:>8}{row['cpu_ms']:>8.1f}"
            f"{row['app_ms']:>8.1f}{row['database_ms']:>8.1f}{row['times_bare']:>8.1f}{raw}"
            f"{row['p50']:>8.1f}{row['p95']:>8.1f}{row['p99']:>8.1f}{row['per_second']:>8.0f}{row['refused']:>8}"
            f"  {asked(row)}"
        )
    return "\n".join(lines)


def asked(row: dict[str, Any]) -> str:
    """Return what is asked of an operation and whether it holds, "" where nothing is."""
    parts = []
    if row["most_ms"]:
        parts.append(verdict(row["cpu_ms"], row["most_ms"], "ms CPU"))
    if row["most_statements"]:
        parts.append(verdict(row["statements"], row["most_statements"], "SQL"))
    return ", ".join(parts)


def verdict(found: float, most: float, unit: str) -> str:
    """Return a limit and whether a figure keeps it."""
    return f"≤ {most:g} {unit}: {'holds' if found <= most else 'MISSED'}"


def growth(home: Path) -> str:
    """Return the CPU milliseconds of every size and database measured so far, and how the worklist grows."""
    kept = results(home)
    sizes = [size for size in ("10k", "100k", "1m") if any(size == other for _, other in kept)]
    if not sizes:
        return ""
    names: list[str] = []
    for rows in kept.values():
        names += [name for name in rows if name not in names]
    columns = [(engine, size) for engine in ("sqlite", "postgres") for size in sizes if (engine, size) in kept]
    lines = ["", "CPU ms by size of the books, each as last measured:"]
    lines.append(f"{'operation':<22}" + "".join(f"{f'{engine} {size}':>15}" for engine, size in columns))
    for name in names:
        cells = [kept[column].get(name) for column in columns]
        lines.append(f"{name:<22}" + "".join(f"{'-' if cell is None else f'{cell:.1f}':>15}" for cell in cells))
    lines.append(f"{'measured':<22}" + "".join(f"{_day(home, *column):>15}" for column in columns))
    for engine in ("sqlite", "postgres"):
        lines.append(f"{engine}: {GROWS} {ratio(kept.get((engine, '10k'), {}), kept.get((engine, '1m'), {}))}")
    return "\n".join(lines)


def ratio(small: dict[str, float], large: dict[str, float]) -> str:
    """Return how many times as much the worklist costs at 1m as at 10k, and whether that is what is asked."""
    if GROWS not in small or GROWS not in large:
        return "at 1m to 10k: not measured on both sizes yet"
    times = large[GROWS] / small[GROWS]
    return f"at 1m to 10k: {times:.2f} times, {verdict(times, GROWTH_MOST, 'times')}"


def results(home: Path) -> dict[tuple[str, str], dict[str, float]]:
    """Return by database and size the CPU milliseconds by operation of the runs whose figures are kept."""
    found = {}
    for engine in ("sqlite", "postgres"):
        for size in SIZES:
            file = _file(home, engine, size)
            if file.exists():
                rows = json.loads(file.read_text())
                found[engine, size] = {row["name"]: float(row["cpu_ms"]) for row in rows}
    return found


def _file(home: Path, engine: str, size: str) -> Path:
    return home / f"{engine}-{size}" / FIGURES


def _day(home: Path, engine: str, size: str) -> str:
    """Return the UTC day and minute a result was written."""
    return f"{datetime.fromtimestamp(_file(home, engine, size).stat().st_mtime, UTC):%d/%m %H:%M}"
