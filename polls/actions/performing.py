"""The way of every action: lock, run, log, COMMIT, tell."""

from __future__ import annotations

from django.db import transaction

from polls import actions
from polls.actions import action_log, telling
from polls.actions.base import Role
from polls.actions.change import Change
from polls.actions.fields import Form
from polls.models import LiveSession
from polls.texts import tips


def perform_action(
    *,
    session: LiveSession,
    action: str,
    fields: Form,
    by: str = "",
    role: Role = Role.FACILITATOR,
) -> int:
    """Do one action and tell whoever it concerns; the session's new version; raises PollsError.

    A refused action leaves no trace and tells nobody. Nor does one that changes nothing, as
    when two facilitators press the same button: undo would then take back nothing that anyone
    sees. `session` is read again first: what facilitators do happens one by one.
    """
    wanted = actions.get_action(action, role)
    values = wanted.read(fields)
    question = fields.get("question", "")
    with transaction.atomic():
        change = Change(session, by, cohost=role is Role.COHOST)
        wanted.apply(change, values)
        touched = change.save()
        if wanted.logged and (touched or not wanted.undoable):
            action_log.write_entry(change, wanted, touched, question)
    if wanted.after is not None:
        wanted.after(session, by, question)
    if touched.everyone:
        telling.tell_everyone(session, change.read_questions)
    elif touched:
        telling.tell_results(session, touched.question_ids)
    if change.shares_tips and (touched.texts or touched.rewritten):
        for other in tips.renew_others(session=session):
            telling.tell_everyone(other)
    return session.version
