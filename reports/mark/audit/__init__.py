"""The auditor's audit as a document."""
