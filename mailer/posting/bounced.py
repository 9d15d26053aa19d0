"""Whose mail came back, so that a letter must go? The bounce of a mailing puts its member into the next print batch."""

import logging
from datetime import datetime

from mailer.composing.writer import Writer
from mailer.model.jobs import Job
from mailer.people.ways import POST
from mailer.posting.instead import went_by_post_too, write_instead
from mailer.store import instead
from mailer.store.database import Store

log = logging.getLogger(__name__)


def write_for_bounced(store: Store, writer: Writer, job: Job, now: datetime) -> int:
    """Write a letter for everybody whose mail of this job's mailings is known not to have arrived, where the mailing goes by post too.

    Nothing is written for events that are over. Gives the number of letters. Raises TemplateError.
    """
    written = 0
    for mailing in job.mailings:
        if POST in mailing.channels:
            with store.look() as connection:
                concerned = went_by_post_too(connection, job, mailing.id, now)
                unreached = [(occurrence, instead.came_back(connection, occurrence.id)) for occurrence in concerned]
            written += sum(write_instead(store, writer, job, occurrence, found, now, told=True) for occurrence, found in unreached)
    if written:
        log.info("wrote %d letters of %s for mails that came back", written, job.id)
    return written
