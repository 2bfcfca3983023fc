"""What can be done in readiness: a file for each verb."""
