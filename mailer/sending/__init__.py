"""How do letters leave the house? Outbox to SMTP, with throttle, retry and suppression."""

from mailer.sending.lock import OutboxLock
from mailer.sending.postman import Postman, Tally
from mailer.sending.session import check_login

__all__ = ["OutboxLock", "Postman", "Tally", "check_login"]
