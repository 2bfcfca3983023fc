"""The measuring machine of a line: pings, downloads and uploads against a node, results kept until they are sent."""
