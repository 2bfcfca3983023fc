"""Fees at the counter: posted levels, bills, receipts, the till, refunds and the day's reconciliation."""
