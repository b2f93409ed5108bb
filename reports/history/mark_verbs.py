"""The verbs of the quality mark as the rest of a sentence; merged into `sentences.VERBS`. Pure."""

MARK_VERBS = {
    # the adviser's assessment
    "assess": "heeft {judged} beoordeeld",
    "return_dossier": "heeft het dossier teruggegeven om het aan te vullen",
    "advise_positively": "heeft een positief advies gegeven",
    "advise_negatively": "heeft een negatief advies gegeven",
    "end_negatively": "heeft een negatief advies gegeven, en daarmee is de aanvraag gestopt",
    # the audit
    "draw_sample": "heeft een steekproef getrokken ({draw})",
    "widen_sample": "heeft {judged} aan de steekproef toegevoegd",
    "find": "heeft bevindingen vastgelegd bij {judged}",
    "ask_supplement": "heeft om een aanvulling gevraagd",
    "answer_supplement": "heeft gewerkt aan het antwoord op de vragen van de auditor",
    "supply": "heeft de aanvulling ingediend",
    "lapse_supplement": "heeft vastgesteld dat de aanvulling niet op tijd kwam",
    "recommend": "heeft als auditor een oordeel gegeven",
}
