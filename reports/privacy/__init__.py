"""What is kept and for how long: the statement, and erasing a person, an organisation, or an evaluation nobody claimed.

It stands in the highest app because erasing is complete only where everything is known that is kept.
"""
