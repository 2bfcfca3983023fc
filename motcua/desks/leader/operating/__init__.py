"""The operating report: what centres did in a period, each figure opening to its dossiers."""
