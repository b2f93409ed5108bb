"""Marks for the browser to find: put into the site's database from outside, since no demo mark stands in the register."""

from datetime import date, timedelta

from tests.e2e.site import Site

NAME, NUMBER, CODE = "Speeltuin De Zonnehoek", "GG-2026-0042", "2222-2222-2222"
SUSPENDED, SUSPENDED_CODE = "GG-2026-0043", "2222-2222-3333"
UNKNOWN = "3333-3333-333B"  # what a check letter fits, and nobody was given


def put(site: Site) -> None:
    """One that is valid, and one that is suspended. Twice is once."""
    first = date.today() - timedelta(days=100)
    last = date(first.year + 4, first.month, min(first.day, 28))
    for number, code, state in ((NUMBER, CODE, "valid"), (SUSPENDED, SUSPENDED_CODE, "suspended")):
        site.run(f"""
            BEGIN IMMEDIATE;
            INSERT INTO keurmerk_mark (number, code, state, name, municipality_id, sector, route, scope, demo, decided_on,
                valid_from, valid_until, state_since)
            SELECT '{number}', '{code}', '{state}', '{NAME}', code, 'youth', 'star', '', 0, '{first}', '{first}', '{last}',
                '{first} 12:00:00' FROM accounts_municipality
            WHERE name = 'Utrecht' AND NOT EXISTS (SELECT 1 FROM keurmerk_mark WHERE number = '{number}');
            INSERT INTO keurmerk_markword (mark_id, word, sort, municipality_id, province, sector)
            SELECT mark.id, word.value, 'speeltuin de zonnehoek', place.code, place.province, 'youth'
            FROM keurmerk_mark mark, accounts_municipality place, json_each('["", "speeltuin", "de", "zonnehoek"]') word
            WHERE mark.number = '{number}' AND place.code = mark.municipality_id
                AND NOT EXISTS (SELECT 1 FROM keurmerk_markword WHERE mark_id = mark.id AND word = word.value);
            COMMIT;
        """)


def set_state(site: Site, number: str, state: str) -> None:
    """As if an act had been done."""
    site.run(f"UPDATE keurmerk_mark SET state = '{state}' WHERE number = '{number}';")
