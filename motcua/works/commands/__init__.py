"""What can be done in works: a file for each verb."""
