#!/usr/bin/env python
"""The command line of Goed Geregeld: Django's own commands and ours (see docs/commands.md)."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goedgeregeld.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as wrong:  # a setting: one clear line, not a page of Python
        sys.exit(f"Instelling klopt niet: {wrong}")


if __name__ == "__main__":
    main()
