"""Readers of filled-in sheets: an instrument as a workbook, and a questionnaire that came back. Pure; no Django.

Together with `reports`' excel the only importer of openpyxl. What we hand out is made in `reports.instrument`.
"""
