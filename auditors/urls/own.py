"""Somebody's own pages in the network, and the acts on a person that are theirs and the office's."""

from django.urls import path

from auditors.views import absences, giving, own, pledges, ties, trainings

urlpatterns = [
    path("mijn/profiel/", own.own, name="own"),
    path("mijn/profiel/wijzigen/", own.keep_own, name="keep_own"),
    path("netwerk/<int:pk>/foto/", giving.photo, name="photo"),
    path("netwerk/<int:pk>/foto/voorstel/", giving.proposed_photo, name="proposed_photo"),
    path("netwerk/<int:pk>/foto/nieuw/", own.propose_photo, name="propose_photo"),
    path("netwerk/<int:pk>/foto/weg/", own.remove_photo, name="remove_photo"),
    path("netwerk/<int:pk>/afwezig/", absences.add_absence, name="add_absence"),
    path("netwerk/<int:pk>/afwezig/<int:number>/weg/", absences.remove_absence, name="remove_absence"),
    path("netwerk/<int:pk>/band/", ties.add_tie, name="add_tie"),
    path("netwerk/<int:pk>/band/<int:number>/", ties.change_tie, name="change_tie"),
    path("netwerk/<int:pk>/band/<int:number>/weg/", ties.remove_tie, name="remove_tie"),
    path("netwerk/<int:pk>/verklaring/", pledges.sign_pledge, name="sign_pledge"),
    path("netwerk/<int:pk>/verklaring/intrekken/", pledges.withdraw_pledge, name="withdraw_pledge"),
    path("netwerk/<int:pk>/verklaring/<int:number>/", pledges.pledge, name="pledge"),
    path("netwerk/<int:pk>/opleiding/", trainings.add_training, name="add_training"),
    path("netwerk/<int:pk>/opleiding/<int:number>/gezien/", trainings.confirm_training, name="confirm_training"),
    path("netwerk/<int:pk>/opleiding/<int:number>/weg/", trainings.remove_training, name="remove_training"),
    path("netwerk/<int:pk>/opleiding/<int:number>/bewijs/", trainings.proof, name="proof"),
]
