"""Decisions of payments: posted levels, bills and receipts, the till, statements, VietQR."""
