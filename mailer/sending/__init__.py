"""How do letters leave the house? Outbox to SMTP, with throttle, retry and suppression."""

from mailer.sending.connecting import check_login
from mailer.sending.lock import OutboxLock
from mailer.sending.postman import Postman
from mailer.sending.round import Tally

__all__ = ["OutboxLock", "Postman", "Tally", "check_login"]
