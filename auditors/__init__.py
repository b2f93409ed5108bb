"""Who may judge: advisers and auditors, whom they serve, whether they are authorised, and conflicts of interest.

Knows nothing of applications: who handled whom before is passed in as values by `keurmerk`.
"""
