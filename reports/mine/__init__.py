"""Figures for who is not the office: the year of an adviser or auditor, and an organisation over time. Read only."""
