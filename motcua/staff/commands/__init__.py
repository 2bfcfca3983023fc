"""What can be done in staff: a file for each verb."""
