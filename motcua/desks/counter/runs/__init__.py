"""Handing paper files on by run: the counter stacks and sends, the divisions scan back."""
