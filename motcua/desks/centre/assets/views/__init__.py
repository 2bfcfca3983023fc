"""The pages of assets, a module a part of the topic."""
