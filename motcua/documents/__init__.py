"""Documents: what is scanned, stored, printed and signed.

Nouns: a blob (bytes known by their SHA-256), an upload judged by its content, a printed form, a signature on a PDF.
Promises kept: the same data prints the same bytes; a signed file is stored exactly as it came; nothing that acts
by itself enters the store; a file is never overwritten.
"""
