"""What readiness answers: templates, files, boards, plans, trial runs. Frozen values, cut to the actor's reach."""
