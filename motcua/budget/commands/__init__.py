"""What can be done in budget: a file for each verb."""
