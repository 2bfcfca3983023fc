"""The gazetteer: every province, former district, commune, ward and special zone, where it came from and went to.

Plain data and plain Python; it answers where no database exists. Promises: an official code is always told apart by
day, a former unit always says where it went, and nothing is said to be older or surer than its source allows.
"""
