"""Who there are and where they are: users and municipalities. Nothing here knows of evaluations or marks."""
