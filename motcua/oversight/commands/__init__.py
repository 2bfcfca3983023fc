"""What can be done in oversight: a file for each verb."""
