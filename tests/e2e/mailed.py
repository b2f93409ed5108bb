"""Links that go out by mail after weeks or months, put into the site's database from outside: their secrets are known here."""

from hashlib import sha256

from tests.e2e.site import Site

ERRAND, ASKED, ELS = "errand-of-els-for-the-browser", "asked-about-the-hospital", "els@example.org"
SOME = "(SELECT id FROM selfeval_evaluation WHERE state = 'completed' AND demo ORDER BY organisation_name LIMIT 1)"


def _seal(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def reminder(site: Site) -> None:
    """Two actions on the name of Els, one of them late, and the link of a reminder. Twice is once."""
    site.run(f"DELETE FROM selfeval_improvementaction WHERE owner_email = '{ELS}';")
    for what, due in (("Een welkomstgesprek invoeren", "2020-01-01"), ("De code bespreken met de groep", "2040-01-01")):
        site.run(f"""
            INSERT INTO selfeval_improvementaction (evaluation_id, statement, from_advice, what, why, owner_name, owner_email,
                due, effort, state, reason, made_at, changed_at, moved_at)
            VALUES ({SOME}, '', 0, '{what}', 'Mensen weten niet wat ze kunnen verwachten.', 'Els', '{ELS}', '{due}', '',
                'planned', '', '2026-01-01 12:00:00', '2026-01-01 12:00:00', '2026-01-01 12:00:00');
        """)
    site.run(f"""
        INSERT INTO selfeval_ownerlink (evaluation_id, email, token_sha256, made_at, until)
        SELECT {SOME}, '{ELS}', '{_seal(ERRAND)}', '2026-01-01 12:00:00', '2040-01-01'
        WHERE NOT EXISTS (SELECT 1 FROM selfeval_ownerlink WHERE token_sha256 = '{_seal(ERRAND)}');
    """)


def questions(site: Site) -> None:
    """The two questions about an evaluation, not answered yet."""
    site.run(f"DELETE FROM selfeval_followup WHERE token_sha256 = '{_seal(ASKED)}';")
    site.run(f"""
        INSERT INTO selfeval_followup (evaluation_id, address_sha256, token_sha256, sent_at, changed, helped, remark)
        VALUES ({SOME}, '', '{_seal(ASKED)}', '2026-01-01 12:00:00', '', '', '');
    """)
