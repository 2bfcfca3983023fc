"""What can be done in contact: a file for each verb."""
