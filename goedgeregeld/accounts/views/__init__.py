"""Pages of accounts: load, permit, one call, respond."""
