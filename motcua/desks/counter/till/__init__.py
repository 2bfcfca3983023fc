"""The till at the counter: bills, receipts, shifts, refunds and the day's reconciliation."""
