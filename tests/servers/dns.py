"""Which name server says what the test wrote into it? dnspython behind UDP and TCP on the loopback, in a thread of its own.

server.put("verband.example", "TXT", '"v=spf1 -all"')      # a name that was never put does not exist (NXDOMAIN)
server.fail("verband.example", "MX")                        # SERVFAIL
server.ignore("_dmarc.verband.example")                     # never an answer
"""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.reversename
import dns.rrset

from tests.servers import processes

ANY = "ANY"


class DnsServer:
    """Answers for every zone; `asked` are the questions as `name type`, in order."""

    host = "127.0.0.1"

    def __init__(self) -> None:
        self.port = processes.free_port()
        self.asked: list[str] = []
        self._records: dict[tuple[str, str], list[str]] = {}
        self._silent: set[tuple[str, str]] = set()
        self._failing: set[tuple[str, str]] = set()
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="dns", daemon=True)
        self._thread.start()
        if not self._ready.wait(processes.PATIENCE):
            raise TimeoutError("the name server did not start")

    @property
    def address(self) -> str:
        """For `--nameserver`."""
        return f"{self.host}:{self.port}"

    def put(self, name: str, kind: str, *values: str) -> None:
        """The records of that name and type, in the form of a zone file; none: the name exists without such a record."""
        self._records[_key(name), kind] = list(values)

    def put_text(self, name: str, *texts: str) -> None:
        """TXT records, each cut into strings of at most 255 octets."""
        self.put(name, "TXT", *(" ".join(f'"{text[at : at + 255]}"' for at in range(0, len(text), 255)) for text in texts))

    def put_name(self, address: str, *names: str) -> None:
        """The PTR records of an address."""
        self.put(dns.reversename.from_address(address).to_text(), "PTR", *names)

    def ignore(self, name: str, kind: str = ANY) -> None:
        self._silent.add((_key(name), kind))

    def fail(self, name: str, kind: str = ANY) -> None:
        self._failing.add((_key(name), kind))

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(processes.PATIENCE)
        self._loop.close()

    def answer(self, wire: bytes, *, over_tcp: bool) -> bytes | None:
        """The answer to a question as it goes over the wire, None for silence; what is too long for UDP says so (RFC 1035 4.2.1)."""
        query = dns.message.from_wire(wire)
        question = query.question[0]
        name, kind = _key(question.name.to_text()), dns.rdatatype.to_text(question.rdtype)
        self.asked.append(f"{name} {kind}")
        if {(name, kind), (name, ANY)} & self._silent:
            return None
        response = dns.message.make_response(query, recursion_available=True)
        self._fill(response, question.name, name, kind)
        try:
            return response.to_wire(max_size=65_535 if over_tcp else query.payload or 512)
        except dns.exception.TooBig:
            cut = dns.message.make_response(query, recursion_available=True)
            cut.flags |= dns.flags.TC
            return cut.to_wire()

    def _fill(self, response: dns.message.Message, wanted: dns.name.Name, name: str, kind: str) -> None:
        if {(name, kind), (name, ANY)} & self._failing:
            response.set_rcode(dns.rcode.SERVFAIL)
        elif not any(known == name for known, _ in self._records):
            response.set_rcode(dns.rcode.NXDOMAIN)
        elif values := self._records.get((name, kind)):
            response.answer.append(dns.rrset.from_text_list(wanted, 60, "IN", kind, values))

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        listening = self._loop.create_datagram_endpoint(lambda: _Udp(self), local_addr=(self.host, self.port))
        transport, _ = self._loop.run_until_complete(listening)
        server = self._loop.run_until_complete(asyncio.start_server(self._tcp, self.host, self.port))
        self._ready.set()
        self._loop.run_forever()
        transport.close()
        server.close()
        self._loop.run_until_complete(asyncio.sleep(0))

    async def _tcp(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        wire = await reader.readexactly(int.from_bytes(await reader.readexactly(2), "big"))
        answer = self.answer(wire, over_tcp=True)
        if answer is not None:
            writer.write(len(answer).to_bytes(2, "big") + answer)
            await writer.drain()
        writer.close()


@contextmanager
def name_server() -> Iterator[DnsServer]:
    server = DnsServer()
    try:
        yield server
    finally:
        server.stop()


class _Udp(asyncio.DatagramProtocol):
    def __init__(self, server: DnsServer) -> None:
        self._server = server

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        answer = self._server.answer(data, over_tcp=False)
        if answer is not None:
            self._transport.sendto(answer, addr)


def _key(name: str) -> str:
    return name.lower().rstrip(".")
