"""Steering: what was ordered, by whom, for whom, until when; plans, days of the year, the weekly report."""
