"""``python -m motcua.desks.operator.cli``: the same as ``motcua``."""

from __future__ import annotations

from motcua.desks.operator.cli import main

if __name__ == "__main__":
    main()
