"""The counter: receiving, returning, closing the day. Keyboard first."""
