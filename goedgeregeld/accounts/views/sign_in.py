"""Signing in with a code from the mailbox. Known and unknown addresses walk the same path: the account is made only when
the code comes back, so nothing on the way there can tell whether it existed."""

from typing import Any

from allauth.account import views as allauth_views
from allauth.account.adapter import get_adapter
from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from goedgeregeld.accounts.actions import people
from goedgeregeld.accounts.forms.sign_in import CodeForm, PasswordSignInForm, RequestCodeForm


class MailedCode(LoginCodeVerificationProcess):
    """allauth's code process, with one difference: an address nobody has yet gets a real code too."""

    @classmethod
    def begin(cls, request: HttpRequest, *, user: Any, email: str) -> "MailedCode":
        """Mail a code and remember the question in the session."""
        login = Login(user=user, email=email)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(cls.initial_state(user=user, email=email), initiated_by_user=True)
        process = cls(stage=stage)
        process.send()
        process.persist()
        return process

    @classmethod
    def resume(cls, stage: Any) -> "MailedCode | None":
        return cls(stage=stage).abort_if_invalid()

    def send_by_email(self, email: str, skip_enumeration_mails: bool = False) -> None:  # noqa: ARG002
        get_adapter().send_mail("account/email/login_code", email, {"code": self.generate_code()})

    def resend(self) -> None:
        """Mail a new code; the old one no longer counts. Raises RateLimited."""
        ratelimit.consume(self.request, action="request_login_code", key=self.state["email"], raise_exception=True)
        self.send()
        self.record_resend()
        self.persist()

    def finish(self, redirect_url: str | None) -> HttpResponse:
        self._user = people.arrive(self.state["email"], now=timezone.now())
        return super().finish(redirect_url)


class RequestCodeView(allauth_views.RequestLoginCodeView):
    """The door: an address in, a code to it. A passkey or a password also open it."""

    form_class = RequestCodeForm
    template_name = "accounts/sign_in.html"

    def get_form_class(self) -> type[RequestCodeForm]:
        return self.form_class

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> HttpResponseRedirect | None:
        """Who comes back to the door begins anew: perhaps the address was wrong."""
        return None if stage.key == LoginByCodeStage.key else super()._redirect_to_pending_stage(request, stage)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        password_url = self.passthrough_next_url(reverse("account_password_login"))
        return {**super().get_context_data(**kwargs), "password_url": password_url}

    def form_valid(self, form: Any) -> HttpResponse:
        MailedCode.begin(self.request, user=form._user, email=form.cleaned_data["email"])  # noqa: SLF001 - allauth's form
        return HttpResponseRedirect(self.get_success_url())


@method_decorator(
    login_stage_required(stage=LoginByCodeStage.key, redirect_urlname="account_login"),
    name="dispatch",
)
class ConfirmCodeView(allauth_views.ConfirmLoginCodeView):
    """The code comes back. allauth counts the attempts; after three the code is gone."""

    form_class = CodeForm
    template_name = "accounts/sign_in_code.html"

    @method_decorator(never_cache)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not ratelimit.consume(request, action="confirm_login_code"):
            return ratelimit.respond_429(request)
        self.stage = request._login_stage  # type: ignore[attr-defined]  # noqa: SLF001 - set by the decorator
        self._process = MailedCode.resume(self.stage)
        if self._process is None:
            return HttpResponseRedirect(reverse("account_login"))
        return super(allauth_views.ConfirmLoginCodeView, self).dispatch(request, *args, **kwargs)

    def get_form_class(self) -> type:
        return super().get_form_class() if self._action == "resend" else self.form_class


class PasswordView(allauth_views.LoginView):
    """With a password instead of a code."""

    form_class = PasswordSignInForm
    template_name = "accounts/sign_in_password.html"

    def get_form_class(self) -> type[PasswordSignInForm]:
        return self.form_class

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> HttpResponseRedirect | None:
        return None if stage.key == LoginByCodeStage.key else super()._redirect_to_pending_stage(request, stage)
