"""Money of the centre: estimates on their way to approval, support money and what it went to."""
