"""What names are compared by is worked out anew: abbreviations of clubs count as what they stand for."""

from typing import Any

from django.db import migrations

from goedgeregeld.accounts import names


def work_out(apps: Any, _schema_editor: Any) -> None:
    organisations = apps.get_model("accounts", "Organisation").objects
    changed = []
    for one in organisations.only("name", "core").iterator(chunk_size=2000):
        core = names.core(one.name)
        if core != one.core:
            one.core = core
            changed.append(one)
    organisations.bulk_update(changed, ["core"], batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_fill_words_by_province_and_sector")]
    operations = [migrations.RunPython(work_out, migrations.RunPython.noop)]
