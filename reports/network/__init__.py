"""The office's book of the network: how it stands as a whole, the present one taken over from Excel, and taking it along."""
