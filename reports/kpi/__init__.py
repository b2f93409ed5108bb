"""Are we on course? What the figures mean, their daily summaries, pace and forecast, and the pages."""
