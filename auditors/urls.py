"""Addresses of the network, for the office."""

from django.urls import path

from auditors import views

app_name = "auditors"

urlpatterns = [
    path("kantoor/netwerk/", views.network, name="network"),
    path("kantoor/netwerk/<int:pk>/", views.profile, name="profile"),
    path("kantoor/netwerk/<int:pk>/band/", views.add_tie, name="add_tie"),
    path("kantoor/netwerk/<int:pk>/band/<int:number>/weg/", views.remove_tie, name="remove_tie"),
    path("kantoor/netwerk/<int:pk>/<slug:work>/autoriseren/", views.authorise, name="authorise"),
    path("kantoor/netwerk/<int:pk>/<slug:work>/opleiding/", views.start_training, name="start_training"),
    path("kantoor/netwerk/<int:pk>/<slug:work>/schorsen/", views.suspend, name="suspend"),
    path("kantoor/netwerk/<int:pk>/<slug:work>/schorsing-opheffen/", views.reinstate, name="reinstate"),
    path("kantoor/netwerk/<int:pk>/<slug:work>/beeindigen/", views.end, name="end"),
]
