"""Whether a centre is ready: zones, must-haves, verdicts and who gave them, trial runs, go or no-go, boards of many centres."""
