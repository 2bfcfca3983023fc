"""The centre's own housekeeping: readiness, equipment, works, lines, people, records, money."""
