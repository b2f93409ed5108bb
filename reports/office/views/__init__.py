"""The office's pages, one file a subject. Who is not signed in is asked to; everybody but the office gets 404."""
