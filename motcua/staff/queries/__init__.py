"""What the staff room answers. Frozen values, cut by reach: personnel records for who may read them, one's own for each."""
