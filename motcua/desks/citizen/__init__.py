"""The citizen: follow a dossier, find a procedure, check a slip. No account."""
