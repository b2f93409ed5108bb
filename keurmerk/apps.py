from importlib import import_module

from django.apps import AppConfig


class KeurmerkConfig(AppConfig):
    name = "keurmerk"
    verbose_name = "Keurmerk"

    def ready(self) -> None:
        import_module("keurmerk.actions.findable")  # says that the register follows names and places
        import_module("keurmerk.actions.merging")  # says what a merge of organisations does here
