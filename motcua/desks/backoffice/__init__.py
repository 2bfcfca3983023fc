"""The back office: lists of work, the dossier and its acts, the catalogue of the centre."""
