"""Records that are closed: fonds, boxes and files, classification, retention, and their handover when communes merge."""
