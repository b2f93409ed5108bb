"""What an organisation does: instrument -> questionnaire -> score -> advice.

Documents (report, PDF, spreadsheet, chart) are made by the `reports` app, which this app knows by URL name only.
"""
