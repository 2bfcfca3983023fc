"""What the room answers, cut in one place (``scope.py``) to what the asker may see."""
