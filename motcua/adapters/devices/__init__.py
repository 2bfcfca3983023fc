"""Devices of the node that it can test by itself: disk, database, print queues, clock, line, certificates, backup."""
