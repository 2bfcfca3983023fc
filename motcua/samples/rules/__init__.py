"""Decisions of samples: how one is drawn and repeated, what the books say of each check, how the checked ones stand. Pure."""
