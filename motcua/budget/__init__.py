"""Money of the centre: the estimate on its way to approval, support money, and what share is spent on the centre."""
