"""Floor 8: the only place that knows everything: settings, addresses, wiring, timetable, demonstration."""
