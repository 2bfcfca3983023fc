"""Boards across centres: works, lines, equipment, records, people, money, projects, each cut to what one oversees."""
