"""What can be done in archives: a file for each verb."""
