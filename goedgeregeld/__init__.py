"""The project package: settings, the root URLs and the WSGI door, and the apps every other app stands on."""
