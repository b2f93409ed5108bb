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
from selfeval.actions.following import (
    AlreadyAnswered,
    answer_follow_up,
    ask_follow_ups,
    forget_wishes,
    stop_asking,
    wish_follow_up,
)
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
    ChangedMeanwhile,
    NotNow,
    add_action,
    add_from_advice,
    change_action,
    mark_of,
    move_action,
    propose_action,
    remove_action,
)
from selfeval.actions.reminding import forget_owner_links, move_own, remind_owners, stop_reminding
from selfeval.actions.repeating import repeat
from selfeval.actions.sharing import forget_shares, note_opened, share_report, withdraw_share
from selfeval.actions.sheets import start_from_sheet, take_in_sheet
from selfeval.actions.together import (
    RoundOver,
    close_ended,
    close_round,
    make_round_link,
    open_round,
    set_end,
    withdraw_round_link,
)
from selfeval.actions.together_answers import (
    Kept,
    agree_on_unanimous,
    begin_response,
    forget_respondents,
    hand_in,
    save_response,
    take_back,
)
from selfeval.actions.together_inviting import (
    Asked,
    decline,
    invite_respondents,
    remind_before_end,
    remind_respondents,
    withdraw_respondent,
)

__all__ = [
    "ActionGone",
    "AlreadyAnswered",
    "AlreadyClaimed",
    "Asked",
    "Blocked",
    "ChangedMeanwhile",
    "Kept",
    "LinkWithdrawn",
    "NotNow",
    "PublishedVersionDiffers",
    "RoundOver",
    "Saved",
    "TooMany",
    "WrongState",
    "add_action",
    "add_from_advice",
    "agree_on_unanimous",
    "answer_follow_up",
    "ask_follow_ups",
    "ask_warning",
    "begin_response",
    "change_action",
    "change_profile",
    "choose_route",
    "claim",
    "claim_for_new",
    "close_ended",
    "close_round",
    "complete",
    "copy_evaluation",
    "decline",
    "erase_evaluation",
    "forget_owner_links",
    "forget_person",
    "forget_respondents",
    "forget_shares",
    "forget_user",
    "forget_wishes",
    "hand_in",
    "invite_respondents",
    "issue_link",
    "keep_longer",
    "load_instrument",
    "mail_link",
    "make_round_link",
    "mark_of",
    "mark_overwrites_seen",
    "move_action",
    "move_own",
    "note_opened",
    "open_round",
    "propose_action",
    "rate_report",
    "rate_statement",
    "remind_before_end",
    "remind_owners",
    "remind_respondents",
    "remove_action",
    "repeat",
    "save_answers",
    "save_response",
    "seals_of",
    "set_end",
    "share_report",
    "start_evaluation",
    "start_from_sheet",
    "stop_asking",
    "stop_reminding",
    "stop_warnings",
    "take_back",
    "take_in_sheet",
    "warn",
    "wish_follow_up",
    "withdraw_links",
    "withdraw_respondent",
    "withdraw_round_link",
    "withdraw_share",
]
