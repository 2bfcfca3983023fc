"""Messages to staff: an inbox for everybody and e-mail for who wants it, reminders and escalation."""
