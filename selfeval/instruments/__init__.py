"""Instruments as values: what one is, how its file is read and checked, and its little language of conditions.

Pure: no Django, no database, no clock. The database room for instruments is `selfeval.models.InstrumentVersion`.
"""
