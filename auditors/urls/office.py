"""The office's pages of the network: the list, and one person with the acts on them."""

from django.urls import path

from auditors.views import authorisation, overview, profile, proposals

urlpatterns = [
    path("kantoor/netwerk/", overview.network, name="network"),
    path("kantoor/netwerk/<int:pk>/", profile.profile, name="profile"),
    path("kantoor/netwerk/<int:pk>/voorstel/<slug:field>/", proposals.judge_proposal, name="judge_proposal"),
    path("kantoor/netwerk/<int:pk>/<slug:work>/autoriseren/", authorisation.authorise, name="authorise"),
    path("kantoor/netwerk/<int:pk>/<slug:work>/opleiding/", authorisation.start_training, name="start_training"),
    path("kantoor/netwerk/<int:pk>/<slug:work>/schorsen/", authorisation.suspend, name="suspend"),
    path("kantoor/netwerk/<int:pk>/<slug:work>/schorsing-opheffen/", authorisation.reinstate, name="reinstate"),
    path("kantoor/netwerk/<int:pk>/<slug:work>/beeindigen/", authorisation.end, name="end"),
]
