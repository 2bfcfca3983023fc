"""Minutes of a stop: written by the team, answered by the unit, read out, signed by both sides."""
