"""Lines of a centre: what is measured, when they were cut, who is cut off now; and the end point that is measured against."""
