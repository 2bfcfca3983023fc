"""Buildings and equipment at the centre desk: the register, handovers, norms and gaps, requests, stock-takes, labels."""
