"""The states of what selfeval keeps, with their Dutch names. The machine stands in `workflow`."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from selfeval import improving


class EvaluationState(TextChoices):
    STARTED = "started", _("begonnen")
    IN_PROGRESS = "in_progress", _("bezig")
    COMPLETED = "completed", _("afgerond")


OPEN_STATES = (EvaluationState.STARTED, EvaluationState.IN_PROGRESS)


class AnswerKind(TextChoices):
    """What somebody said of a statement. Only `level` and `not_applicable` count as an answer."""

    OPEN = "open", _("nog niet beantwoord")  # only a remark so far
    LEVEL = "level", _("een niveau")
    NOT_APPLICABLE = "not_applicable", _("niet van toepassing")
    UNKNOWN = "unknown", _("weet ik nog niet")


class StatementOpinion(TextChoices):
    UNCLEAR = "unclear", _("De stelling is onduidelijk")
    NOT_GOOD = "not_good", _("De stelling klopt niet of past niet bij ons")


class Helped(TextChoices):
    YES = "yes", _("Ja")
    SOMEWHAT = "somewhat", _("Een beetje")
    NO = "no", _("Nee")


class Progress(TextChoices):
    """How far an improvement action is; what may be done in each stands in `improving`."""

    PROPOSED = improving.PROPOSED, _("voorgesteld")
    PLANNED = improving.PLANNED, _("gepland")
    BUSY = improving.BUSY, _("bezig")
    DONE = improving.DONE, _("klaar")
    DROPPED = improving.DROPPED, _("vervallen")
    DECLINED = improving.DECLINED, _("afgewezen")


class Effort(TextChoices):
    """How much work an action is, as the instrument says it of its statements."""

    SMALL = "small", _("een avond")
    MEDIUM = "medium", _("een paar weken, naast het gewone werk")
    LARGE = "large", _("een seizoen of langer")
