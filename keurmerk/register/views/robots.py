"""What search engines may keep: the open pages. Codes, forms and everything of somebody's own are none of their business."""

from django.http import HttpRequest, HttpResponse

from goedgeregeld.ui.copies import kept

LINES = (
    "User-agent: *",
    "Allow: /$",
    "Allow: /adviseurs/",
    "Allow: /register/",
    "Allow: /controle/$",
    "Allow: /privacy/$",
    "Allow: /static/",
    "Disallow: /register/*/klopt-er-iets-niet/",
    "Disallow: /register/*vanaf=",
    "Disallow: /register/marks.csv",
    "Disallow: /",
    "",
)


@kept()
def robots(_request: HttpRequest) -> HttpResponse:
    """robots.txt."""
    return HttpResponse("\n".join(LINES), content_type="text/plain")
