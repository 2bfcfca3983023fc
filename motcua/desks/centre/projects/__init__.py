"""Projects and land clearance of a commune: how each stands, what comes next, whose word is old."""
