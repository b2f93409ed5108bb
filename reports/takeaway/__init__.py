"""Taking one's data away: a zip for a person, an organisation, or who holds the link of an evaluation nobody claimed."""
