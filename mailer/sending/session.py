"""How do letters pass through one SMTP connection, one after the other?

Where the server offers PIPELINING (RFC 2920), the commands of the next letter ride along with the one before: one write and one wait a
letter. Elsewhere the same steps are taken one at a time.
"""

import contextlib

from mailer.config import Smtp
from mailer.model.mail import ClaimedLetter
from mailer.sending.connecting import connect, take_over
from mailer.sending.envelope import Envelope, Offer, dot_stuffed, envelope_for
from mailer.sending.fates import Answer, Step
from mailer.sending.replies import Reply
from mailer.sending.wire import Lost, Silence, Wire

_RESET, _DATA, _NOTHING = b"RSET\r\n", b"DATA\r\n", b".\r\n"
_GO_AHEAD = 354


class LostInData(Exception):
    """The connection broke after the letter was handed over: nobody knows whether the server took it."""


class LostBefore(Exception):
    """The connection broke before the letter was handed over: the server cannot have taken it."""


class OutOfStep(LostBefore):
    """The replies do not fit the questions, or some are missing: those before may belong to other questions too."""


class WornOut(Exception):
    """A connection that has carried letters before broke before it said anything about this one: another one may try it at once."""


class Session:
    """One connection to the provider, opened at need, used for a number of letters, closed when it misbehaves."""

    def __init__(self, settings: Smtp, helo: str) -> None:
        self._settings = settings
        self._helo = helo
        self._wire: Wire | None = None
        self._offer = Offer()
        self._used = 0
        self._ahead = 0
        self._in_transaction = False
        self._in_data = False
        self._whole = True

    def stands(self) -> bool:
        """Whether there is a connection on which nothing has gone wrong so far."""
        return self._wire is not None and self._wire.stands

    @property
    def asks_ahead(self) -> bool:
        """Whether the next letter's commands ride along with a letter (RFC 2920)."""
        return self._offer.pipelining

    @property
    def has_room(self) -> bool:
        """Whether this connection may take one more letter."""
        return self.stands() and self._used < self._settings.letters_per_connection

    async def open(self) -> None:
        """Make sure that the connection stands. Raises TransportError when the server is out of reach or refuses us."""
        if self.has_room:
            return
        await self.close()
        self._wire, self._offer = take_over(await connect(self._settings, self._helo), self._settings.timeout)
        self._used = self._ahead = 0
        self._in_transaction = self._in_data = False

    def envelope(self, letter: ClaimedLetter) -> Envelope | Answer:
        """What this server is to be asked, or the refusal that it would give."""
        return envelope_for(self._offer, letter)

    async def send(self, letter: ClaimedLetter | None, coming: Envelope | None) -> None:
        """Write the letter that the server waits for, and with it what can be asked ahead about the coming one. Whether that went well
        is told by the replies."""
        if letter is not None:
            self._in_transaction = False
        ahead = self._commands(coming) if coming is not None and self._offer.pipelining else ()
        if letter is None and not ahead:
            return
        self._ahead = len(ahead)
        self._in_data = self._whole = False
        data = b"".join((dot_stuffed(letter.raw) if letter is not None else b"", *ahead))
        with contextlib.suppress(Lost):
            self._whole = await self._connection().send(data, len(ahead) + (letter is not None))

    async def verdict(self) -> Answer:
        """The server's answer to the letter (RFC 5321 4.1.1.4). Raises LostInData."""
        try:
            reply = await self._connection().hear()
        except Lost as error:
            raise LostInData(str(error)) from error
        if not (reply.is_refusal or (reply.is_consent and self._whole)):
            self.abort()
            raise LostInData(_unexpected(reply))
        if not self._whole:
            self.abort()
        return Answer(Step.DATA, reply.code, reply.words)

    async def ask(self, coming: Envelope) -> Answer | None:
        """MAIL, RCPT and DATA: the server's refusal, or None when it waits for the letter. Not a byte of it has been sent so far.

        Raises LostBefore, OutOfStep or WornOut; the connection is cut then.
        """
        self._used += 1
        began = False
        refused: Answer | None = None
        try:
            if self._in_transaction:
                self._expect(await self._say(_RESET), refusable=False)
                self._in_transaction = False
            for step, command in ((Step.MAIL, coming.mail), (Step.RCPT, coming.rcpt), (Step.DATA, _DATA)):
                if refused is None or self._ahead:
                    answer = self._judge(step, await self._say(command))
                    began, refused = True, refused or answer
            if refused is not None:
                await self._send_nothing()
        except Lost as error:
            if refused is None:
                raise LostBefore(str(error)) if began or self._used == 1 else WornOut(str(error)) from error
            if isinstance(error, Silence):
                raise OutOfStep(str(error)) from error
        return refused

    def abort(self) -> None:
        """Cut the connection."""
        if self._wire is not None:
            self._wire.abort()

    async def close(self) -> None:
        """End the connection, politely where the server waits for a command."""
        if self._in_data:
            self.abort()
        if self._wire is not None:
            await self._wire.quit()
            self._wire = None

    def _commands(self, coming: Envelope) -> tuple[bytes, ...]:
        commands = (coming.mail, coming.rcpt, _DATA)
        return (_RESET, *commands) if self._in_transaction else commands

    async def _say(self, command: bytes) -> Reply:
        """Give a command and hear its reply; what was written ahead is not written again."""
        wire = self._connection()
        if self._ahead:
            self._ahead -= 1
        else:
            await wire.send(command, 1)
        return await wire.hear()

    def _judge(self, step: Step, reply: Reply) -> Answer | None:
        """What a reply to MAIL, RCPT or DATA means: a refusal, or None for a yes."""
        if step is Step.DATA and reply.code == _GO_AHEAD:
            self._in_data = True
            return None
        self._expect(reply, consentable=step is not Step.DATA)
        if reply.is_refusal:
            return Answer(step, reply.code, reply.words)
        self._in_transaction = True
        return None

    async def _send_nothing(self) -> None:
        """Where the server waits for a letter although it refused the recipient, the lone dot ends it, and is refused (RFC 2920 3.1)."""
        if self._in_data:
            self._in_data = False
            await self._connection().send(_NOTHING, 1)
            self._in_transaction = False
            if not (await self._connection().hear()).is_refusal:
                self.abort()

    def _expect(self, reply: Reply, *, consentable: bool = True, refusable: bool = True) -> None:
        """Raises OutOfStep for a reply that makes no sense here; the connection is cut."""
        if not ((reply.is_consent and consentable) or (reply.is_refusal and refusable)):
            self.abort()
            raise OutOfStep(_unexpected(reply))

    def _connection(self) -> Wire:
        if self._wire is None:
            raise Lost("closed")
        return self._wire


def _unexpected(reply: Reply) -> str:
    return f"unexpected reply: {reply.code} {reply.words}"
