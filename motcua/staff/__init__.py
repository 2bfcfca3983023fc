"""People at work: who moves where, who serves what, who is on duty and present, what they must learn and need."""
