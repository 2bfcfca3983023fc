"""Motcua ("một cửa", one door): the operating system of Vietnam's commune-level service centres."""
