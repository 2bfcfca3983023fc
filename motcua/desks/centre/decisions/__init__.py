"""The register of decisions, leading documents and commitments of a place."""
