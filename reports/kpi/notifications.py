"""Mail about the report of the figures."""

from django.conf import settings
from django.urls import reverse

from goedgeregeld.accounts.models import User
from goedgeregeld.accounts.notifications import send_account_mail
from reports.kpi.periods import Period


def send_paper(user: User, period: Period) -> None:
    """Tell somebody of the office that the report over this period is there."""
    path = reverse("reports:figures_paper", args=[period.code, "pdf"])
    page = reverse("reports:figures_papers")
    context = {"user": user, "period": period, "link": settings.SITE_URL + path, "page": settings.SITE_URL + page}
    send_account_mail("reports/kpi/mail/paper", to=user.email, context=context, key=f"paper:{period.code}:{user.pk}")
