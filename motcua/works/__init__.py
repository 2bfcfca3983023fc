"""Building works with their contractor: stages, progress, what blocks them, and whether they end before the day asked for."""
