"""Decisions about campaigns and stops: what each may be, who may be in a team, what bars a plan. Pure."""
