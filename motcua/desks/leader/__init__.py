"""What leaders see of many centres at once: boards, what is late, what waits for them."""
