"""Inspections: campaigns with their mandate, team and outline, and the half-day stops they are made of."""
