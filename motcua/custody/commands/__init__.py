"""What can be done in custody: a file for each verb."""
