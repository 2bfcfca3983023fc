"""People at work: duty and presence, rosters, assignments, leave, the move plan, training, needs."""
