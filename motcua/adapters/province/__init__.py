"""The province's system as an address that can be tried."""
