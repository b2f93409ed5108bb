"""All that is read rather than done: advice reports, blank questionnaires, charts, PDFs and outgoing spreadsheets."""
