"""Addresses of the figures; included in `reports.urls`, so their names are in the namespace "reports"."""

from django.urls import path

from reports.kpi.views import dashboard, effect, papers, past, targets, trajectories

urlpatterns = [
    path("kantoor/cijfers/", dashboard.figures, name="figures"),
    path(
        "kantoor/cijfers/grafiek/<slug:figure>/<int:year>/<slug:shape>/<slug:scheme>/",
        dashboard.chart,
        name="figures_chart",
    ),
    path("kantoor/cijfers/lijst/<slug:figure>/", dashboard.behind_a_number, name="figures_list"),
    path("kantoor/cijfers/trajecten/", trajectories.overview, name="figures_trajectories"),
    path("kantoor/cijfers/tijd/", trajectories.stayed, name="figures_stayed"),
    path("kantoor/cijfers/meningen/", trajectories.opinions, name="figures_opinions"),
    path("kantoor/cijfers/rapporten/", papers.papers, name="figures_papers"),
    path("kantoor/cijfers/rapporten/<slug:period_code>/<slug:file>/", papers.paper, name="figures_paper"),
    path("kantoor/cijfers/gegevens/<slug:export>/<slug:form>/", papers.raw, name="figures_raw"),
    path("kantoor/cijfers/vroeger/", past.import_past, name="figures_past"),
    path("kantoor/cijfers/vroeger/leeg/", past.past_template, name="figures_past_template"),
    path("kantoor/cijfers/effect/", effect.effect, name="figures_effect"),
    path("kantoor/cijfers/streefcijfers/", targets.targets, name="figures_targets"),
]
