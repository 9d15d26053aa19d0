"""How does one connection carry letter after letter? Each result and each intent is committed before the next data.

Where the server allows it, the next letter's commands ride along with the letter before (`sending/session.py`). The order never changes:
the answer to one letter, its result and the next one's intent in the ledger, and only then the next one's first byte.
"""

import asyncio
from dataclasses import dataclass

from mailer.errors import TransportError
from mailer.model.mail import ClaimedLetter
from mailer.sending import fates
from mailer.sending.envelope import Envelope
from mailer.sending.fates import Answer, Step
from mailer.sending.round import Round
from mailer.sending.session import LostBefore, LostInData, OutOfStep, Session, WornOut
from mailer.store.outbox import Settlement

_CLOSING = 421


@dataclass(frozen=True, slots=True)
class _Coming:
    """A letter that is to be asked for."""

    letter: ClaimedLetter
    envelope: Envelope


class Carrier:
    """One connection's work, until nothing is due, the run is over, or the server does not want this connection."""

    def __init__(self, run: Round) -> None:
        self._run = run
        self._session = Session(run.settings, run.helo)
        self._retired = False
        run.at_work += 1
        self._held: tuple[ClaimedLetter, Answer] | None = None
        self._unwritten: asyncio.Future[bool] | None = None

    async def carry(self, let_in: asyncio.Event) -> None:
        """Carry; `let_in` is set when the server has let us in, and at the end in any case."""
        try:
            while not self._retired and (letter := await self._run.pile.next()) is not None:
                if await self._open(letter):
                    let_in.set()
                    await self._chain(letter)
        finally:
            let_in.set()
            self._run.at_work -= not self._retired
            self._retired = True
            await self._release()
            await self._session.close()
            if self._unwritten is not None:
                await self._unwritten

    async def _open(self, letter: ClaimedLetter) -> bool:
        """Whether the connection stands; else the letter waits for another one."""
        try:
            await self._session.open()
        except TransportError as error:
            self._run.pile.put_back(letter)
            self._leave(error)
            return False
        return True

    async def _chain(self, first: ClaimedLetter) -> None:
        """Letter after letter without a pause, until none is there at once, or the connection ends."""
        going: ClaimedLetter | None = None
        coming = await self._ready(first)
        while going is not None or coming is not None:
            if going is not None and not await self._finish(going, coming):
                return
            going = coming.letter if coming is not None and await self._begin(coming, alone=going is None) else None
            coming = await self._ready(self._next())

    async def _ready(self, letter: ClaimedLetter | None) -> _Coming | None:
        """The letter with its envelope; one that this server would refuse has met its fate, and the next one takes its place."""
        while letter is not None:
            envelope = self._session.envelope(letter)
            if isinstance(envelope, Envelope):
                return _Coming(letter, envelope)
            await self._answered(letter, envelope)
            letter = self._next()
        return None

    def _next(self) -> ClaimedLetter | None:
        """A letter for this connection that is there at once."""
        return None if self._retired or not self._session.has_room else self._run.pile.take()

    async def _finish(self, letter: ClaimedLetter, coming: _Coming | None) -> bool:
        """Send the letter that the server waits for, and what can be asked ahead about the coming one. Whether that one may follow; else
        it is left to another connection."""
        try:
            await self._session.send(letter, coming.envelope if coming is not None else None)
            answer = await self._session.verdict()
        except LostInData as error:
            await self._in_doubt(letter, str(error))
        else:
            self._held = letter, answer
            if coming is None or not self._session.asks_ahead or self._run.over.is_set() or fates.unwelcome(answer):
                await self._release()
        if self._session.stands() and not self._retired and not self._run.over.is_set():
            return True
        if coming is not None:
            self._run.pile.put_back(coming.letter)
            self._session.abort()
        return False

    async def _begin(self, coming: _Coming, *, alone: bool) -> bool:
        """Ask for a letter and commit the intent to send it. Whether it is to be sent now; until then not a byte of it has been."""
        try:
            if alone:
                await self._session.send(None, coming.envelope)
            refusal = await self._session.ask(coming.envelope)
        except (WornOut, LostBefore) as error:
            innocent = isinstance(error, WornOut) or (self._held is not None and isinstance(error, OutOfStep))
            await self._release(str(error) if isinstance(error, OutOfStep) else None)
            if innocent:
                self._run.pile.put_back(coming.letter)
            else:
                await self._not_begun(coming.letter, str(error))
            return False
        await self._release()
        if refusal is not None:
            await self._answered(coming.letter, refusal)
            return False
        return await self._intend(coming.letter)

    async def _release(self, doubt: str | None = None) -> None:
        """Have it written down what became of the letter before. What was asked ahead is answered in the same breath: only when those
        replies fit their questions is it certain that the first one was the letter's."""
        if self._held is not None:
            (letter, answer), self._held = self._held, None
            await (self._answered(letter, answer) if doubt is None else self._in_doubt(letter, doubt))

    async def _intend(self, letter: ClaimedLetter) -> bool:
        """Commit that the letter is about to be sent, unless the run is over, the letter is somebody else's, or the server has gone."""
        if self._run.over.is_set() or not self._session.stands():
            self._run.pile.put_back(letter)
            self._session.abort()
            return False
        if not await self._run.ledger.hand_over(letter.id):
            self._session.abort()
            return False
        if not self._session.stands():
            await self._not_begun(letter, "the connection is lost")
            return False
        return True

    async def _answered(self, letter: ClaimedLetter, answer: Answer) -> None:
        """What the server's answer means for the letter, its domain, this connection, and all others."""
        run, now = self._run, self._run.clock.now()
        if not fates.unwelcome(answer):
            if fates.asks_for_a_pause(answer):
                run.pace.rest(letter, now + fates.delay(letter))
            await self._settle(letter, fates.fate(letter, answer, now, run.patience))
            return
        error = TransportError("smtp.unwelcome", host=run.settings.host, port=run.settings.port, code=answer.code, reason=answer.words)
        if answer.code != _CLOSING:
            run.pause(error)
        elif self._leave(error) and answer.step is Step.MAIL:
            run.pile.put_back(letter)
            return
        await self._settle(letter, fates.after_refusal(letter, answer, now, run.patience))

    async def _in_doubt(self, letter: ClaimedLetter, why: str) -> None:
        await self._settle(letter, fates.unknown_fate(letter, why, self._run.clock.now(), self._run.patience))

    async def _not_begun(self, letter: ClaimedLetter, why: str) -> None:
        await self._settle(letter, fates.not_begun(letter, why, self._run.clock.now(), self._run.patience))

    async def _settle(self, letter: ClaimedLetter, settlement: Settlement) -> None:
        """Hand a result to the ledger at once; it is waited for together with the next intent. What went before it must be on disk."""
        before, self._unwritten = self._unwritten, self._run.ledger.settle(settlement)
        self._run.count(letter, settlement)
        if before is not None:
            await before

    def _leave(self, error: TransportError) -> bool:
        """This connection is not wanted. Whether others go on without it."""
        self._run.at_work -= not self._retired
        self._retired = True
        return self._run.do_without_one(error)
