from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "goedgeregeld.accounts"
    verbose_name = "Accounts"
