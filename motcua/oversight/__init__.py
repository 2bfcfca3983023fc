"""What those above keep an eye on and ask for: projects, directives with their plans, days of the year and reports."""
