"""The public adviser finder, and for the office where nobody is to be found."""

from django.urls import path

from auditors.views import finder, white_spots

urlpatterns = [
    path("adviseurs/", finder.find, name="find"),
    path("adviseurs/provincie/<slug:slug>/", finder.in_province, name="find_in_province"),
    path("adviseurs/gemeente/<slug:code>/", finder.in_place, name="find_in_place"),
    path("adviseurs/<int:number>/", finder.adviser, name="find_adviser"),
    path("kantoor/netwerk/witte-vlekken/", white_spots.white_spots, name="white_spots"),
]
