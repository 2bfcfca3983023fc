"""What Motcua costs, measured: filled books of three sizes, the real server, beside a bare view and raw SQL."""
