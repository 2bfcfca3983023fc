"""What those above keep an eye on: projects and land clearance with their next step and last word."""
