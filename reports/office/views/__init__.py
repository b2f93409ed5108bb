"""The office's pages, one file a subject. Everybody but the office gets 404 here."""
