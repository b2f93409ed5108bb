from django.apps import AppConfig


class KeurmerkConfig(AppConfig):
    name = "keurmerk"
    verbose_name = "Keurmerk"
