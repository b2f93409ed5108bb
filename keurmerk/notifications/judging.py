"""What is said of the acts from the audit to the end, and of those that belong to every state."""

from django.utils.translation import gettext_lazy as _

from keurmerk.notifications.text import ADVISER, AUDITOR, OFFICE, ORGANISATION, Text
from keurmerk.states import Verb

_DECIDED = _("Er is een besluit over het keurmerk van {organisation}")
_READ_DECISION = _(
    "NOV heeft besloten over het keurmerk van {organisation}. Lees het besluit en de redenen op de site."
)

TEXTS: dict[str, tuple[Text, ...]] = {
    Verb.ASSIGN_AUDITOR: (
        Text(
            AUDITOR,
            _("Je bent auditor voor {organisation}"),
            _("NOV heeft je aangewezen om het dossier van {organisation} te beoordelen. Geef je oordeel, {until}."),
        ),
        Text(
            ORGANISATION,
            _("Er is een auditor voor jullie"),
            _("Een onafhankelijke auditor beoordeelt nu jullie dossier. Jullie horen het als er iets nodig is."),
        ),
    ),
    Verb.RETURN_AUDIT: (
        Text(
            OFFICE,
            _("De auditor van {organisation} geeft de audit terug"),
            _("Lees waarom, en wijs een andere auditor aan voor {organisation}, {until}."),
        ),
        Text(
            ORGANISATION,
            _("Er komt een andere auditor voor jullie"),
            _("De auditor kan jullie dossier niet beoordelen. Jullie hoeven niets te doen: NOV wijst een ander aan."),
        ),
    ),
    Verb.ASK_SUPPLEMENT: (
        Text(
            ORGANISATION,
            _("De auditor vraagt een aanvulling"),
            _("De auditor heeft vragen over jullie dossier. Beantwoord ze en dien de aanvulling in, {until}."),
        ),
        Text(
            ADVISER,
            _("De auditor vraagt {organisation} om een aanvulling"),
            _("De organisatie heeft daarvoor tijd, {until}. Help waar het nodig is."),
        ),
    ),
    Verb.SUPPLY: (
        Text(
            AUDITOR,
            _("{organisation} heeft de aanvulling ingediend"),
            _("Lees de antwoorden en geef je oordeel, {until}."),
        ),
    ),
    Verb.LAPSE_SUPPLEMENT: (
        Text(
            AUDITOR,
            _("De aanvulling van {organisation} kwam niet op tijd"),
            _("De termijn is voorbij. Geef je oordeel over wat er is, {until}."),
        ),
        Text(
            ORGANISATION,
            _("De termijn voor de aanvulling is voorbij"),
            _("De auditor oordeelt nu over wat er in jullie dossier staat."),
        ),
    ),
    Verb.RECOMMEND: (
        Text(
            OFFICE,
            _("Besluit over het keurmerk van {organisation}"),
            _("De auditor heeft een oordeel gegeven over {organisation}. Neem een besluit, {until}."),
        ),
    ),
    Verb.GRANT: (
        Text(
            ORGANISATION,
            _("Gefeliciteerd: jullie hebben het keurmerk!"),
            _("NOV heeft jullie het keurmerk toegekend. Op de site staat het besluit en wat jullie ermee kunnen."),
        ),
        Text(ADVISER, _DECIDED, _READ_DECISION),
        Text(AUDITOR, _DECIDED, _READ_DECISION),
    ),
    Verb.GRANT_CONDITIONALLY: (
        Text(
            ORGANISATION,
            _("Jullie krijgen het keurmerk als jullie aan voorwaarden voldoen"),
            _("Lees de voorwaarden en meld het als jullie eraan voldoen, {until}."),
        ),
        Text(ADVISER, _DECIDED, _READ_DECISION),
        Text(AUDITOR, _DECIDED, _READ_DECISION),
    ),
    Verb.REFUSE: (
        Text(
            ORGANISATION,
            _("Besluit over jullie keurmerk"),
            _("NOV kent het keurmerk nu niet toe. Lees waarom. Binnen zes weken kun je bezwaar maken."),
        ),
        Text(ADVISER, _DECIDED, _READ_DECISION),
        Text(AUDITOR, _DECIDED, _READ_DECISION),
    ),
    Verb.REPORT_CONDITION: (
        Text(
            AUDITOR,
            _("{organisation} meldt dat aan een voorwaarde is voldaan"),
            _("Bekijk de melding en geef aan of het zo is."),
        ),
    ),
    Verb.JUDGE_CONDITION: (
        Text(
            ORGANISATION,
            _("De auditor heeft een voorwaarde beoordeeld"),
            _("Lees op de site of jullie aan de voorwaarde voldoen, en wat er nog moet gebeuren."),
        ),
        Text(
            OFFICE,
            _("Een voorwaarde van {organisation} is beoordeeld"),
            _("Is aan alle voorwaarden voldaan? Bevestig dat dan."),
        ),
    ),
    Verb.CONFIRM_CONDITIONS: (
        Text(
            ORGANISATION,
            _("Gefeliciteerd: jullie hebben het keurmerk!"),
            _("Aan alle voorwaarden is voldaan. Op de site staat wat jullie met het keurmerk kunnen."),
        ),
        Text(ADVISER, _DECIDED, _READ_DECISION),
        Text(AUDITOR, _DECIDED, _READ_DECISION),
    ),
    Verb.CONDITIONS_FAILED: (
        Text(
            ORGANISATION,
            _("Jullie keurmerk wordt niet toegekend"),
            _("Er is niet aan de voorwaarden voldaan. Lees waarom. Binnen zes weken kun je bezwaar maken."),
        ),
        Text(ADVISER, _DECIDED, _READ_DECISION),
    ),
    Verb.OBJECT: (
        Text(
            OFFICE,
            _("{organisation} maakt bezwaar"),
            _("Behandel het bezwaar en wijs een tweede auditor aan, {until}. Wie eerder besliste, doet dat niet."),
        ),
    ),
    Verb.PASS_OBJECTION: (
        Text(
            AUDITOR,
            _("Oordeel over het bezwaar van {organisation}"),
            _("NOV vraagt jou als tweede auditor. Jouw oordeel is het laatste woord. Geef het, {until}."),
        ),
        Text(
            ORGANISATION,
            _("Een tweede auditor bekijkt jullie bezwaar"),
            _("NOV heeft gereageerd op jullie bezwaar en een tweede auditor aangewezen. Jullie hoeven niets te doen."),
        ),
    ),
    Verb.UPHOLD: (
        Text(
            OFFICE,
            _("Neem een nieuw besluit over {organisation}"),
            _("De tweede auditor geeft de organisatie gelijk. Neem een nieuw besluit, {until}."),
        ),
        Text(
            ORGANISATION,
            _("Jullie krijgen gelijk in het bezwaar"),
            _("NOV neemt een nieuw besluit, zoals de tweede auditor adviseert. Jullie hoeven niets te doen."),
        ),
    ),
    Verb.DISMISS: (
        Text(
            ORGANISATION,
            _("Het bezwaar is afgewezen"),
            _("De tweede auditor geeft jullie geen gelijk. Lees waarom. Dit is het laatste woord."),
        ),
        Text(
            OFFICE,
            _("Het bezwaar van {organisation} is afgewezen"),
            _("De tweede auditor geeft de organisatie geen gelijk. Jullie hoeven niets te doen."),
        ),
    ),
    Verb.WITHDRAW: (
        Text(ADVISER, _("{organisation} stopt met de aanvraag"), _("Je hoeft niets meer te doen.")),
        Text(AUDITOR, _("{organisation} stopt met de aanvraag"), _("Je hoeft niets meer te doen.")),
        Text(OFFICE, _("{organisation} stopt met de aanvraag"), _("Jullie hoeven niets meer te doen.")),
    ),
    Verb.LET_LAPSE: (
        Text(
            ORGANISATION,
            _("NOV heeft jullie aanvraag gesloten"),
            _("Lees waarom. Jullie kunnen altijd een nieuwe aanvraag doen."),
        ),
        Text(ADVISER, _("De aanvraag van {organisation} is gesloten"), _("Je hoeft niets meer te doen.")),
        Text(AUDITOR, _("De aanvraag van {organisation} is gesloten"), _("Je hoeft niets meer te doen.")),
    ),
    Verb.REPLACE_ADVISER: (
        Text(
            ADVISER,
            _("Je begeleidt nu {organisation}"),
            _(
                "NOV heeft jou gevraagd om {organisation} verder te begeleiden. Bekijk wat er al is, en ga samen verder."
            ),
        ),
        Text(
            ORGANISATION,
            _("Jullie hebben een andere adviseur"),
            _("NOV heeft een andere adviseur voor jullie gevraagd. Wat jullie al deden, blijft staan."),
        ),
    ),
    Verb.REPLACE_AUDITOR: (
        Text(
            AUDITOR,
            _("Je bent auditor voor {organisation}"),
            _("NOV heeft je aangewezen om het werk van de vorige auditor over te nemen. Bekijk wat er al is."),
        ),
        Text(
            ORGANISATION,
            _("Jullie hebben een andere auditor"),
            _("Een andere onafhankelijke auditor neemt het over. Jullie hoeven niets te doen."),
        ),
        Text(
            ADVISER,
            _("{organisation} heeft een andere auditor"),
            _("Een andere onafhankelijke auditor neemt het over. Je hoeft niets te doen."),
        ),
    ),
    Verb.EXTEND_TERM: tuple(
        Text(to, _("Meer tijd voor {organisation}"), _("NOV heeft de termijn verlengd: {until}."))
        for to in (ORGANISATION, ADVISER, AUDITOR)
    ),
    Verb.SAY: tuple(
        Text(
            to,
            _("Een bericht over het keurmerk van {organisation}"),
            _("Er is een nieuw bericht in het gesprek over deze aanvraag. Je leest en beantwoordt het op de site."),
        )
        for to in (ORGANISATION, ADVISER, AUDITOR, OFFICE)
    ),
}
