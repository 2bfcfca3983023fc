"""What can be done in links: a file for each verb."""
