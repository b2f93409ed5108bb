"""The certificate of a mark, from what is stored of it: a tagged PDF to print and hang up, and the same as a picture."""
