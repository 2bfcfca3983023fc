"""E-forms on a screen: drawn from their schema by our own parts, read back into answers, told as lines to read and print."""
