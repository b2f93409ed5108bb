"""Addresses of people and organisations. One verb, one address. (Those of signing in are allauth's names.)"""

from django.urls import URLPattern, URLResolver

app_name = "accounts"

urlpatterns: list[URLPattern | URLResolver] = []
