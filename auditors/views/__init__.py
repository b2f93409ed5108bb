"""The pages of the network, a file by subject: load, permit, one call, respond."""
