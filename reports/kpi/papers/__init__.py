"""The report of the figures for board and ministry, over a quarter or a year: as PDF and as workbook, from the same values."""
