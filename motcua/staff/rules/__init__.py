"""Decisions of the staff room: half-days, rotation, presence, holidays, moves, training, needs. Values in, answer out."""
