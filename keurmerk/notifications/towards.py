"""What is said of the acts from the request up to the adviser's advice."""

from django.utils.translation import gettext_lazy as _

from keurmerk.notifications.text import ADVISER, OFFICE, ORGANISATION, Text
from keurmerk.states import Verb

_ASKED = Text(
    ADVISER,
    _("{organisation} vraagt jouw begeleiding"),
    _("{organisation} wil het keurmerk halen en vraagt jou als adviseur. Laat {until} weten of je het doet."),
)
_NOBODY = Text(
    OFFICE,
    _("Zoek een adviseur voor {organisation}"),
    _("{organisation} wil het keurmerk halen en heeft nog geen adviseur. Wijs er een aan, {until}."),
)
REQUEST = "request_mark"  # the act that makes an application; it is no verb of one

TEXTS: dict[str, tuple[Text, ...]] = {
    REQUEST: (_ASKED, _NOBODY),
    Verb.ASSIGN: (_ASKED,),
    Verb.ACCEPT: (
        Text(
            ORGANISATION,
            _("Jullie hebben een adviseur"),
            _("De adviseur begeleidt jullie naar het keurmerk. Maak samen een afspraak voor het intakegesprek."),
        ),
    ),
    Verb.DECLINE: (
        _ASKED,
        _NOBODY,
        Text(
            ORGANISATION,
            _("We zoeken een andere adviseur voor jullie"),
            _(
                "De adviseur die gevraagd was, kan jullie niet begeleiden. Jullie hoeven niets te doen: we vragen een ander."
            ),
        ),
    ),
    Verb.LAPSE_REQUEST: (
        _ASKED,
        _NOBODY,
        Text(
            ORGANISATION,
            _("We zoeken een andere adviseur voor jullie"),
            _(
                "De adviseur die gevraagd was, antwoordde niet op tijd. Jullie hoeven niets te doen: we vragen een ander."
            ),
        ),
    ),
    Verb.AGREE_PLAN: (
        Text(
            ADVISER,
            _("{organisation} gaat akkoord met het plan van aanpak"),
            _("Het plan van aanpak van {organisation} kan naar NOV. Dien het in, {until}."),
        ),
    ),
    Verb.SUBMIT_PLAN: (
        Text(
            OFFICE,
            _("Plan van aanpak van {organisation}"),
            _("Het plan van aanpak van {organisation} is ingediend. Keur het goed of stuur het terug, {until}."),
        ),
    ),
    Verb.APPROVE_PLAN: (
        Text(
            ORGANISATION,
            _("Jullie plan van aanpak is goedgekeurd"),
            _("Jullie kunnen aan het werk: verzamel bewijs per stelling en dien het dossier in, {until}."),
        ),
        Text(
            ADVISER,
            _("Het plan van {organisation} is goedgekeurd"),
            _("NOV heeft het plan van aanpak van {organisation} goedgekeurd. De organisatie gaat nu aan het werk."),
        ),
    ),
    Verb.RETURN_PLAN: (
        Text(
            ADVISER,
            _("NOV stuurt het plan van {organisation} terug"),
            _("NOV heeft opmerkingen bij het plan van aanpak. Pas het samen aan en dien het opnieuw in, {until}."),
        ),
        Text(
            ORGANISATION,
            _("NOV heeft opmerkingen bij jullie plan van aanpak"),
            _(
                "Lees de opmerkingen en bekijk met jullie adviseur wat er anders moet. Jullie gaan daarna opnieuw akkoord."
            ),
        ),
    ),
    Verb.SUBMIT_DOSSIER: (
        Text(
            ADVISER,
            _("Het dossier van {organisation} is ingediend"),
            _("Beoordeel elke stelling en het bewijs, en houd het beoordelingsgesprek, {until}."),
        ),
    ),
    Verb.RETURN_DOSSIER: (
        Text(
            ORGANISATION,
            _("Jullie dossier komt terug: er ontbreekt nog iets"),
            _(
                "Jullie adviseur heeft het dossier teruggegeven. Lees wat er nog nodig is, vul het aan en dien het opnieuw in."
            ),
        ),
    ),
    Verb.ADVISE_POSITIVELY: (
        Text(
            OFFICE,
            _("Wijs een auditor aan voor {organisation}"),
            _(
                "De adviseur van {organisation} geeft een positief advies. Wijs een onafhankelijke auditor aan, {until}."
            ),
        ),
        Text(
            ORGANISATION,
            _("Jullie adviseur geeft een positief advies"),
            _("NOV wijst nu een onafhankelijke auditor aan. Jullie hoeven niets te doen."),
        ),
    ),
    Verb.ADVISE_NEGATIVELY: (
        Text(
            ORGANISATION,
            _("Jullie adviseur adviseert nog niet positief"),
            _("Lees waarom, en ga samen verder. Is het in orde? Dien het dossier dan opnieuw in, {until}."),
        ),
    ),
    Verb.END_NEGATIVELY: (
        Text(
            ORGANISATION,
            _("De aanvraag van het keurmerk stopt"),
            _(
                "Jullie adviseur geeft een negatief advies en de aanvraag stopt. Lees waarom. Opnieuw beginnen kan altijd."
            ),
        ),
        Text(
            OFFICE,
            _("De aanvraag van {organisation} stopt"),
            _("De adviseur gaf een negatief advies. Jullie hoeven niets te doen."),
        ),
    ),
}
