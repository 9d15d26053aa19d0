"""Does the outbox keep its promises on PostgreSQL, with two services at once?"""

import asyncio
from collections import Counter
from datetime import timedelta
from pathlib import Path

from mailer.clock import ManualClock
from mailer.config import Smtp
from mailer.sending import Postman
from mailer.store import outbox
from mailer.store.database import open_store
from tests.sending.outgoing import NOW, new_letter, states, store_with
from tests.servers.smtp import SmtpServer


def test_two_services_on_one_database_send_each_letter_once(tmp_path: Path, smtp_server: SmtpServer, postgres_url: str) -> None:
    store_with(tmp_path, *(new_letter(number) for number in range(120)), url=postgres_url).close()
    smtp = Smtp(host=smtp_server.host, port=smtp_server.port, security="none", connections=4)

    async def both() -> int:
        stores = [open_store(postgres_url, tmp_path) for _ in range(2)]
        postmen = [Postman(store, smtp, ManualClock(NOW), f"host/{number}", "verband.example") for number, store in enumerate(stores)]
        tallies = await asyncio.gather(*(postman.run(asyncio.Event()) for postman in postmen))
        for store in stores:
            store.close()
        assert all(tally.sent for tally in tallies), "one of the two did nothing"
        return sum(tally.sent for tally in tallies)

    assert asyncio.run(both()) == 120
    assert set(Counter(mail.rcpt_tos[0] for mail in smtp_server.mails).values()) == {1}
    store = open_store(postgres_url, tmp_path)
    assert set(states(store).values()) == {"sent"}
    store.close()


def test_what_one_service_is_claiming_the_other_passes_over_without_waiting(tmp_path: Path, postgres_url: str) -> None:
    store = store_with(tmp_path, *(new_letter(number) for number in range(10)), url=postgres_url)
    other = open_store(postgres_url, tmp_path)
    with store.begin() as first, other.begin() as second:
        second.exec_driver_sql("SET LOCAL lock_timeout = '2s'")
        mine = outbox.claim(first, "one", 6, NOW, timedelta(minutes=1))
        theirs = outbox.claim(second, "two", 6, NOW, timedelta(minutes=1))
    assert (len(mine), len(theirs)) == (6, 4)
    assert not {letter.id for letter in mine} & {letter.id for letter in theirs}
    store.close()
    other.close()
