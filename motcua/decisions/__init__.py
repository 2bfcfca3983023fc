"""The register of a place: decisions, documents by which it is led, and commitments with who has not signed them."""
