"""Building works: the list, one works with its chart, the builder's report, the acceptance record."""
