"""Campaigns on the screen: list, plan, route, team, outline, calendar, and the stop until it begins."""
