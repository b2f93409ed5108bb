from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "goedgeregeld.ui"
    verbose_name = "Vormgeving"
