"""The acts of selfeval, one function a verb; all writes happen here, in files by subject.

Every act on an evaluation starts with `evaluations.changing`: one transaction, the row re-read and locked, its state
checked. What a page may open is decided by its loader; what an act may do is decided here, again.
"""

from selfeval.actions.answers import Saved, mark_overwrites_seen, save_answers
from selfeval.actions.claims import AlreadyClaimed, LinkWithdrawn, claim, claim_for_new
from selfeval.actions.evaluations import (
    Blocked,
    WrongState,
    change_profile,
    choose_route,
    complete,
    copy_evaluation,
    start_evaluation,
)
from selfeval.actions.feedback import rate_report, rate_statement
from selfeval.actions.forgetting import forget_user
from selfeval.actions.instruments import PublishedVersionDiffers, load_instrument
from selfeval.actions.keeping import (
    ask_warning,
    erase_evaluation,
    forget_person,
    keep_longer,
    seals_of,
    stop_warnings,
    warn,
)
from selfeval.actions.links import TooMany, issue_link, mail_link, withdraw_links
from selfeval.actions.plan import (
    ActionGone,
    NotNow,
    add_action,
    add_from_advice,
    change_action,
    mark_of,
    move_action,
    propose_action,
    remove_action,
)
from selfeval.actions.repeating import repeat
from selfeval.actions.sharing import forget_shares, note_opened, share_report, withdraw_share
from selfeval.actions.sheets import start_from_sheet, take_in_sheet

__all__ = [
    "ActionGone",
    "AlreadyClaimed",
    "Blocked",
    "LinkWithdrawn",
    "NotNow",
    "PublishedVersionDiffers",
    "Saved",
    "TooMany",
    "WrongState",
    "add_action",
    "add_from_advice",
    "ask_warning",
    "change_action",
    "change_profile",
    "choose_route",
    "claim",
    "claim_for_new",
    "complete",
    "copy_evaluation",
    "erase_evaluation",
    "forget_person",
    "forget_shares",
    "forget_user",
    "issue_link",
    "keep_longer",
    "load_instrument",
    "mail_link",
    "mark_of",
    "mark_overwrites_seen",
    "move_action",
    "note_opened",
    "propose_action",
    "rate_report",
    "rate_statement",
    "remove_action",
    "repeat",
    "save_answers",
    "seals_of",
    "share_report",
    "start_evaluation",
    "start_from_sheet",
    "stop_warnings",
    "take_in_sheet",
    "warn",
    "withdraw_links",
    "withdraw_share",
]
