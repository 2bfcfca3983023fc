"""Closed records at the desk: fonds, their files, the check, the handover."""
