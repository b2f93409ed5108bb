from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "goedgeregeld.events"
    verbose_name = "Gebeurtenissen"
