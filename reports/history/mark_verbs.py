"""The verbs of the quality mark as the rest of a sentence; merged into `sentences.VERBS`. Pure."""

MARK_VERBS = {
    # asking, and the adviser's answer
    "request_mark": "heeft het keurmerk aangevraagd{asked}",
    "accept": "heeft de aanvraag aangenomen",
    "decline": "heeft de aanvraag afgewezen{asked}",
    "assign": "heeft een adviseur aangewezen{asked}",
    "lapse_request": "heeft vastgesteld dat de adviseur niet op tijd antwoordde{asked}",
    # the plan of approach
    "save_plan": "heeft het plan van aanpak{version} bewerkt",
    "agree_plan": "is namens de organisatie akkoord met het plan van aanpak{version}",
    "submit_plan": "heeft het plan van aanpak{version} ingediend bij NOV",
    "approve_plan": "heeft het plan van aanpak{version} goedgekeurd",
    "return_plan": "heeft het plan van aanpak{version} teruggestuurd",
    # the dossier
    "choose_evaluation": "heeft gekozen met welke zelfevaluatie het dossier wordt gemaakt",
    "work_on_dossier": "heeft aan het dossier gewerkt{on_dossier}",
    "submit_dossier": "heeft het dossier ingediend",
    "refuse_infected": "wilde een bestand toevoegen waarin schadelijke software zit; het is geweigerd",
    "block_evidence": "heeft een bestand geblokkeerd waarin schadelijke software is gevonden",
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
    # the decision and what follows
    "assign_auditor": "heeft {whom} als auditor aangewezen",
    "return_audit": "heeft de audit teruggegeven",
    "grant": "heeft het keurmerk toegekend",
    "grant_conditionally": "heeft het keurmerk onder voorwaarden toegekend",
    "refuse": "heeft het keurmerk niet toegekend",
    "report_condition": "heeft gemeld dat aan {condition} is voldaan",
    "judge_condition": "heeft de melding bij {condition} beoordeeld",
    "confirm_conditions": "heeft bevestigd dat aan alle voorwaarden is voldaan: het keurmerk is toegekend",
    "conditions_failed": "heeft vastgesteld dat niet aan de voorwaarden is voldaan: het keurmerk is niet toegekend",
    "object": "heeft bezwaar gemaakt",
    "pass_objection": "heeft het bezwaar voorgelegd aan {whom} als tweede auditor",
    "uphold": "heeft als tweede auditor het bezwaar gegrond verklaard",
    "dismiss": "heeft als tweede auditor het bezwaar ongegrond verklaard",
    "clear": "heeft bewijs, toelichtingen en berichten gewist: hun tijd was om",
    # the mark
    "award": "heeft {mark} gegeven",
    "revoke": "heeft {mark} ingetrokken",
    "expire": "heeft vastgesteld dat {mark} is verlopen",
    "signal": "heeft gemeld dat er iets niet klopt bij {mark}",
    "arrange_hand_over": "heeft de uitreiking van {mark} bijgewerkt",
    "take_up_signal": "heeft een signaal over {mark} in behandeling genomen",
    "close_signal": "heeft een signaal over {mark} afgehandeld",
    # the network
    "keep_profile": "heeft vastgelegd wat we van {whom} als adviseur of auditor weten",
    "authorise": "heeft {whom} geautoriseerd als {work}",
    "start_training": "heeft {whom} laten beginnen met de opleiding tot {work}",
    "suspend": "heeft de autorisatie van {whom} als {work} geschorst",
    "reinstate": "heeft de schorsing van {whom} als {work} opgeheven",
    "end": "heeft de autorisatie van {whom} als {work} beëindigd",
    "run_out": "heeft de autorisatie van {whom} als {work} beëindigd, omdat de datum voorbij is",
    "add_tie": "heeft een band van {whom} met een organisatie vastgelegd",
    "remove_tie": "heeft een band van {whom} met een organisatie weggehaald",
    # around it
    "withdraw": "heeft de aanvraag gestopt",
    "let_lapse": "heeft de aanvraag gesloten",
    "say": "heeft een bericht gestuurd",
    "replace_adviser": "heeft {whom} als nieuwe adviseur aangewezen",
    "replace_auditor": "heeft {whom} als nieuwe auditor aangewezen",
    "extend_term": "heeft meer tijd gegeven",
    "note_payment": "heeft een betaling vastgelegd",
    "set_term": "heeft de termijn van een stand veranderd",
    "set_fees": "heeft de tarieven van een jaar veranderd",
}

# What these verbs mean when it is done to a mark.
MARK_BY_KIND = {
    ("suspend", "keurmerk.mark"): "heeft {mark} geschorst",
    ("reinstate", "keurmerk.mark"): "heeft de schorsing van {mark} opgeheven",
    ("view", "keurmerk.mark"): "heeft de bladzijde van een keurmerk bekeken",
}

# What somebody did on the working copy of the dossier.
ON_DOSSIER = {
    "explain": "toelichting bij {at}",
    "add_evidence": "bewijs toegevoegd bij {at}",
    "use_evidence": "bewijs bij {at} gezet of weggehaald",
    "rename_evidence": "een bewijsstuk heeft een andere naam",
    "remove_evidence": "een bewijsstuk weggehaald",
    "confirm_carried": "bij {at} nagekeken dat het van de vorige keer nog klopt",
}
