"""Province and sector beside the words that are there, and the empty word for every living organisation."""

from typing import Any

from django.db import migrations
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce


def fill(apps: Any, _schema_editor: Any) -> None:
    organisations = apps.get_model("accounts", "Organisation").objects
    words = apps.get_model("accounts", "OrganisationWord").objects
    its = organisations.filter(pk=OuterRef("organisation"))
    words.update(
        sector=Coalesce(Subquery(its.values("sector")[:1]), Value("")),
        province=Coalesce(Subquery(its.values("municipality__province")[:1]), Value("")),
    )
    living = organisations.filter(merged_into__isnull=True).select_related("municipality")
    batch = []
    for one in living.iterator(chunk_size=2000):
        place = one.municipality
        batch.append(
            words.model(
                organisation=one,
                word="",
                sort=one.search[:40],
                municipality=place,
                province=place.province if place else "",
                sector=one.sector,
            )
        )
    words.bulk_create(batch, batch_size=2000, ignore_conflicts=True)


def empty(apps: Any, _schema_editor: Any) -> None:
    apps.get_model("accounts", "OrganisationWord").objects.filter(word="").delete()


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_words_by_province_and_sector")]
    operations = [migrations.RunPython(fill, empty)]
