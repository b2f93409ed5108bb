"""The pages of selfeval, by subject: starting, the questionnaire, finishing, links, opinions.

A view loads, permits, makes one call and answers. Rules stand in `actions`, `entries` and `scoring`.
"""
