"""Lines of a centre and its link to the province: what is measured, when it was cut, what that touched."""
