"""Buildings and equipment: who manages what, in what condition, what the norm asks, what is missing, counted and handed over."""
