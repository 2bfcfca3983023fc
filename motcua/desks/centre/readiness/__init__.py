"""The readiness of a centre: its file by zones, evidence, certificate, floor plan, trial run; the same pages for overseers."""
