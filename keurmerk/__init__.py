"""What leads to the quality mark: application, plan of approach, dossier, assessment, audit, decision, and the mark itself.

Every act on an application starts in `actions.ritual.acting`. What may be done when stands in `workflow` and `states`, by
whom in `permissions`, what may hold it back in `conditions`. Documents (plan, audit report, timeline) are made in
`reports.mark`.
"""
