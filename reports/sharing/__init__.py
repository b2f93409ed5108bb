"""What a link to a report opens for who is outside: the report on screen and as PDF, and nothing else."""
