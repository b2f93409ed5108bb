"""The instrument on its way out: as a workbook to edit, and as a questionnaire to fill in, in Excel or on paper.

Reading what comes back is the business of `selfeval.sheets`.
"""
