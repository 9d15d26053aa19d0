"""Does the look at the sender's domain say what is true, ask for the right thing, and never take silence for a fault?"""

import asyncio
import json
import string
from dataclasses import replace
from pathlib import Path

import pytest

from mailer.composing.dkim import Signer
from mailer.config import load
from mailer.errors import ConfigurationError
from mailer.sending.domain import check_domain, new_resolver, sending_of
from mailer.sending.domain_advice import Finding, Level
from mailer.sending.domain_records import PublicKey, Sending, aligned, organisation, spf_terms, tags
from mailer.sending.providers import FREE_MAIL
from mailer.texts import catalogue, say
from tests.composing.keys import ed25519_key, rsa_key
from tests.resilience.serving import mailer
from tests.servers.dns import DnsServer
from tests.servers.processes import free_port
from tests.servers.smtp import SmtpServer
from tests.workspace import make_workspace

HERE = "verband.example"
RSA = Signer(HERE, "mailer", rsa_key())
ED25519 = Signer(HERE, "mailer-ed25519", ed25519_key())
KEY, SECOND_KEY = (PublicKey(signer.record_name, signer.record) for signer in (RSA, ED25519))
PLAIN = Sending(HERE, HERE, "smtp.provider.example")
SIGNED = replace(PLAIN, signing_domain=HERE, keys=(KEY,))
SOURCES = sorted((Path(__file__).resolve().parents[2] / "mailer" / "sending").glob("domain*.py"))


@pytest.fixture
def good(dns_server: DnsServer) -> DnsServer:
    """A name server for which nothing is left to wish."""
    dns_server.put_text(HERE, "google-site-verification=x", "v=spf1 mx include:_spf.provider.example ~all")
    dns_server.put(HERE, "MX", "10 mx.provider.example.")
    dns_server.put_text(f"_dmarc.{HERE}", "v=DMARC1; p=quarantine")
    dns_server.put_text(KEY.name, KEY.record)
    dns_server.put_text(SECOND_KEY.name, SECOND_KEY.record)
    dns_server.put("smtp.provider.example", "A", "192.0.2.25")
    dns_server.put("smtp.provider.example", "AAAA", "2001:db8::25")
    dns_server.put_name("192.0.2.25", "out.provider.example.")
    dns_server.put_name("2001:db8::25", "out.provider.example.")
    return dns_server


def found(server: DnsServer, sending: Sending = SIGNED) -> dict[str, Level]:
    """The findings by key, each put into words."""
    findings = ask(server.address, sending)
    assert all(say(finding.key, **finding.facts) for finding in findings)
    return {finding.key.removeprefix("domain."): finding.level for finding in findings}


def ask(address: str, sending: Sending) -> tuple[Finding, ...]:
    resolver = new_resolver(address)
    resolver.lifetime = resolver.timeout = 0.5
    return asyncio.run(check_domain(sending, resolver))


def test_a_domain_in_order_is_fine_in_everything(good: DnsServer) -> None:
    assert found(good, replace(SIGNED, keys=(KEY, SECOND_KEY))) == {
        "spf_fine": Level.OK,
        "dkim_fine": Level.OK,
        "dmarc_fine": Level.OK,
        "mx_fine": Level.OK,
        "ptr_fine": Level.INFO,
    }


def test_what_has_no_key_is_told_to_ask_the_provider(good: DnsServer) -> None:
    assert found(good, PLAIN)["dkim_by_provider"] is Level.INFO


SPF = [
    ((), "spf_missing", Level.BAD),
    (("v=spf10 -all", "spf=x"), "spf_missing", Level.BAD),
    (("v=spf1 -all", "V=SPF1 mx -all"), "spf_several", Level.BAD),
    (("v=spf1 " + " ".join(f"include:i{n}.provider.example" for n in range(11)) + " -all",), "spf_too_long", Level.BAD),
    (("v=spf1 include:provider.example +all",), "spf_open", Level.WARN),
    (("v=spf1 include:provider.example all",), "spf_open", Level.WARN),
    (("v=spf1 include:_spf.elsewhere.example -all",), "spf_elsewhere", Level.WARN),
    (("v=spf1 -include:provider.example ~all",), "spf_elsewhere", Level.WARN),
    (("v=spf1",), "spf_elsewhere", Level.WARN),
    (("v=spf1 ip4:192.0.3.0/24 ip6:2001:db9::/32 ip4:kaputt -all",), "spf_elsewhere", Level.WARN),
    (("v=spf1 a ~all",), "spf_elsewhere", Level.WARN),
    (("v=spf1 redirect=spf.provider.example",), "spf_fine", Level.OK),
    (("v=spf1 a:out.provider.example/24 -all",), "spf_fine", Level.OK),
    (("v=spf1 ?include:spf.provider.test -all",), "spf_fine", Level.OK),
    (("v=spf1 ip4:192.0.2.0/24 -all",), "spf_fine", Level.OK),
    (("v=spf1 ip6:2001:db8::/32 -all",), "spf_fine", Level.OK),
    (("v=spf1 mx -all",), "spf_fine", Level.OK),
]


@pytest.mark.parametrize(("records", "key", "level"), SPF)
def test_spf_is_judged(good: DnsServer, records: tuple[str, ...], key: str, level: Level) -> None:
    good.put_text(HERE, *records)
    assert {name: grade for name, grade in found(good).items() if name.startswith("spf")} == {key: level}


def test_spf_of_the_domains_own_address_covers_its_own_server(good: DnsServer) -> None:
    good.put_text(HERE, "v=spf1 a -all")
    good.put(HERE, "A", "192.0.2.25")
    assert found(good)["spf_fine"] is Level.OK


def test_spf_is_asked_for_the_domain_of_the_envelope(good: DnsServer) -> None:
    good.put_text("bounces.verband.example", "v=spf1 include:provider.example -all")
    good.put_text(HERE)
    assert found(good, replace(SIGNED, envelope_domain="bounces.verband.example"))["spf_fine"] is Level.OK
    good.put_text("bounces.example", "v=spf1 include:provider.example -all")
    assert found(good, replace(SIGNED, envelope_domain="bounces.example"))["spf_not_aligned"] is Level.WARN


DKIM = [
    ((), "dkim_missing", Level.BAD),
    ((KEY.record, KEY.record.replace("p=MII", "p=AAA")), "dkim_several", Level.BAD),
    ((SECOND_KEY.record,), "dkim_other", Level.BAD),
    (("v=DKIM1; p=AAAA",), "dkim_other", Level.BAD),
    (("unsinn",), "dkim_other", Level.BAD),
    (("v=DKIM1; k=rsa; p=",), "dkim_revoked", Level.BAD),
    ((KEY.record + "; t=y:s",), "dkim_testing", Level.WARN),
    ((KEY.record.replace("k=rsa; ", "").replace("p=MII", "p = MII "),), "dkim_fine", Level.OK),
]


@pytest.mark.parametrize(("records", "key", "level"), DKIM)
def test_the_published_key_is_held_against_ours(good: DnsServer, records: tuple[str, ...], key: str, level: Level) -> None:
    good.put_text(KEY.name, *records)
    assert {name: grade for name, grade in found(good).items() if name.startswith("dkim")} == {key: level}


def test_a_key_that_nobody_published_is_told_with_the_record_to_publish(dns_server: DnsServer) -> None:
    dns_server.put(HERE, "MX", "10 mx.provider.example.")
    (missing,) = [finding for finding in ask(dns_server.address, SIGNED) if finding.key == "domain.dkim_missing"]
    words = say(missing.key, **missing.facts)
    assert KEY.name in words
    assert KEY.record in words


def test_ed25519_alone_is_not_enough(good: DnsServer) -> None:
    assert found(good, replace(SIGNED, keys=(SECOND_KEY,)))["dkim_only_ed25519"] is Level.WARN


def test_a_signature_for_another_domain_does_not_count(good: DnsServer) -> None:
    assert found(good, replace(SIGNED, signing_domain="provider.example"))["dkim_not_aligned"] is Level.WARN
    assert "dkim_not_aligned" not in found(good, replace(SIGNED, signing_domain="mail.verband.example"))
    good.put_text(f"_dmarc.{HERE}", "v=DMARC1; p=none; adkim=s")
    assert found(good, replace(SIGNED, signing_domain="mail.verband.example"))["dkim_not_aligned"] is Level.WARN


DMARC = [
    ((), "dmarc_missing", Level.WARN),
    (("v=spf1",), "dmarc_missing", Level.WARN),
    (("v=DMARC1; p=none", "v=DMARC1; p=reject"), "dmarc_several", Level.WARN),
    (("v=DMARC1; rua=mailto:a@verband.example",), "dmarc_unreadable", Level.WARN),
    (("v=DMARC1; p=None; rua=mailto:a@verband.example",), "dmarc_none", Level.OK),
    (("v=DMARC1;p=reject;",), "dmarc_fine", Level.OK),
]


@pytest.mark.parametrize(("records", "key", "level"), DMARC)
def test_dmarc_is_judged(good: DnsServer, records: tuple[str, ...], key: str, level: Level) -> None:
    good.put_text(f"_dmarc.{HERE}", *records)
    assert {name: grade for name, grade in found(good).items() if name.startswith("dmarc")} == {key: level}


def test_a_subdomain_follows_the_rule_of_its_organisation(good: DnsServer) -> None:
    below = replace(PLAIN, domain="post.verband.example", envelope_domain="post.verband.example")
    good.put("post.verband.example", "MX", "10 mx.provider.example.")
    good.put_text(f"_dmarc.{HERE}", "v=DMARC1; p=reject; sp=none")
    assert found(good, below)["dmarc_none"] is Level.OK
    good.put_text("_dmarc.post.verband.example", "v=DMARC1; p=quarantine")
    assert found(good, below)["dmarc_fine"] is Level.OK


def test_mx_is_where_answers_go(good: DnsServer) -> None:
    good.put(HERE, "MX", "0 .")
    assert found(good)["mx_null"] is Level.BAD
    good.put(HERE, "MX")
    assert found(good)["mx_missing"] is Level.BAD
    good.put(HERE, "AAAA", "2001:db8::80")
    assert found(good)["mx_by_address"] is Level.WARN


def test_ptr_is_only_told(good: DnsServer) -> None:
    good.put_name("2001:db8::25")
    assert found(good)["ptr_missing"] is Level.INFO


def test_a_domain_that_does_not_exist_is_one_finding(dns_server: DnsServer) -> None:
    assert found(dns_server) == {"no_name": Level.BAD}


@pytest.mark.parametrize("how", [DnsServer.ignore, DnsServer.fail])
def test_silence_is_unknown_and_never_bad(good: DnsServer, how) -> None:
    asked = ((HERE, "TXT"), (HERE, "MX"), (KEY.name, "TXT"), (f"_dmarc.{HERE}", "TXT"), ("smtp.provider.example", "A"))
    names = ("spf_silent", "mx_silent", "dkim_silent", "dmarc_silent", "ptr_silent")
    how(good, *asked[0])
    how(good, *asked[2])
    assert {name for name, level in found(good).items() if level is Level.UNKNOWN} == {"spf_silent", "dkim_silent"}
    how(good, *asked[3])
    how(good, *asked[4])
    how(good, "smtp.provider.example", "AAAA")
    assert {name for name, level in found(good).items() if level is Level.UNKNOWN} == set(names) - {"mx_silent"}
    how(good, *asked[1])
    assert found(good) == {"silent": Level.UNKNOWN}


def test_a_silent_mx_alone_is_unknown(good: DnsServer) -> None:
    good.ignore(HERE, "MX")
    assert found(good)["mx_silent"] is Level.UNKNOWN


def test_nobody_at_the_address_is_unknown() -> None:
    findings = ask(f"127.0.0.1:{free_port()}", SIGNED)
    assert [(finding.key, finding.level) for finding in findings] == [("domain.silent", Level.UNKNOWN)]


def test_a_record_too_long_for_udp_is_asked_for_again(good: DnsServer) -> None:
    good.put_text(HERE, *(f"{number}=" + "x" * 240 for number in range(8)), "v=spf1 include:provider.example -all")
    assert found(good)["spf_fine"] is Level.OK
    assert good.asked.count(f"{HERE} TXT") == 2


@pytest.mark.parametrize("provider", FREE_MAIL, ids=lambda provider: provider.name)
def test_an_address_under_a_providers_domain_asks_the_dns_nothing(dns_server: DnsServer, provider) -> None:
    for domain in provider.domains:
        sending = Sending(domain, domain, f"smtp.{min(provider.hosts)}")
        assert found(dns_server, sending) == {"free_mail": Level.INFO, "free_mail_limits": Level.WARN}
    assert dns_server.asked == []


def test_an_address_under_a_providers_domain_goes_through_that_provider_unsigned(dns_server: DnsServer) -> None:
    elsewhere = Sending("gmx.de", "gmx.de", "smtp.provider.example", HERE, (KEY,))
    told = found(dns_server, elsewhere)
    assert (told["free_mail_elsewhere"], told["free_mail_key"]) == (Level.BAD, Level.BAD)
    assert "free_mail_elsewhere" not in found(dns_server, replace(elsewhere, host="127.0.0.1"))


def test_a_server_in_the_own_network_is_not_judged(good: DnsServer) -> None:
    for host in ("127.0.0.1", "::1", "localhost", "relay", "10.0.0.25"):
        told = found(good, replace(SIGNED, host=host))
        assert told["spf_relay"] is Level.INFO
        assert not any(name.startswith("ptr") for name in told)


@pytest.mark.parametrize("value", ["ns.example", "127.0.0.1:x", "", "300.1.1.1"])
def test_a_name_server_is_an_address(value: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        new_resolver(value)
    assert caught.value.key == "domain.nameserver"


def test_organisations_and_terms_are_read_as_the_standards_say() -> None:
    assert [organisation(name) for name in ("a.b.verband.example", "Verband.Example.", "a.verein.co.uk", "example")] == [
        "verband.example",
        "verband.example",
        "verein.co.uk",
        "example",
    ]
    assert aligned("a.verband.example", "b.verband.example")
    assert not aligned("a.verband.example", "b.verband.example", strict=True)
    assert spf_terms("v=spf1 -IP6:2001:db8::/32 a/24 mx:x.example/24//64 ?all redirect=y.example") == (
        ("-", "ip6", "2001:db8::/32"),
        ("+", "a", "/24"),
        ("+", "mx", "x.example/24//64"),
        ("?", "all", ""),
        ("+", "redirect", "y.example"),
    )
    assert tags(" V=DKIM1 ; p = AB\r\n CD==; leer=;x") == {"v": "DKIM1", "p": "ABCD==", "leer": ""}


def test_settings_tell_how_we_send(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "w")
    config = workspace / "config.toml"
    changed = config.read_text().replace("@verband.example", "@bücher.example", 1)
    config.write_text(changed.replace("timeout = 5", 'timeout = 5\nenvelope_sender = "b+{token}@Rück.example"'), encoding="utf-8")
    assert sending_of(load(workspace), (RSA, ED25519)) == Sending(
        "xn--bcher-kva.example", "xn--rck-hoa.example", "127.0.0.1", HERE, (KEY, SECOND_KEY)
    )


def test_check_prints_the_domain_and_only_what_is_bad_fails_it(tmp_path: Path, dns_server: DnsServer, smtp_server: SmtpServer) -> None:
    workspace = make_workspace(tmp_path / "w", smtp_port=smtp_server.port)
    dns_server.put(HERE, "MX", "10 mx.provider.example.")
    dns_server.put_text(HERE, "v=spf1 mx -all")
    words = mailer(workspace, "check", "--nameserver", dns_server.address, code=1)
    assert f"Absenderdomain ({HERE})" in words
    assert f"_dmarc.{HERE}" in words
    results = _results(workspace, "--nameserver", dns_server.address)
    assert {name: row["level"] for name, row in results.items() if name.startswith("domain.")} == {
        "domain.spf": "info",
        "domain.dkim": "info",
        "domain.dmarc": "warn",
        "domain.mx": "ok",
    }
    assert [name for name, row in results.items() if not row["ok"]] == ["imap"]
    dns_server.put(HERE, "MX", "0 .")
    assert [name for name, row in _results(workspace, "--nameserver", dns_server.address).items() if not row["ok"]] == ["imap", "domain.mx"]


def test_check_offline_asks_nobody(tmp_path: Path, dns_server: DnsServer) -> None:
    workspace = make_workspace(tmp_path / "w")
    assert not any(name.startswith("domain.") for name in _results(workspace, "--offline", "--nameserver", dns_server.address))
    assert dns_server.asked == []


def test_a_key_is_made_published_configured_and_found(tmp_path: Path, dns_server: DnsServer) -> None:
    workspace = make_workspace(tmp_path / "w")
    words = mailer(workspace, "dkim-key")
    second = json.loads(mailer(workspace, "dkim-key", "--ed25519", "--json"))
    name, record = (words.partition(label)[2].partition("\n")[0].strip() for label in ("Name:", "Wert:"))
    lines = [line.strip() for line in words.splitlines() if " = " in line]
    lines += [f'ed25519_selector = "{second["selector"]}"', f'ed25519_key_file = "{second["file"]}"']
    with (workspace / "config.toml").open("a", encoding="utf-8") as config:
        config.write("\n".join(["[dkim]", *lines]))
    dns_server.put(HERE, "MX", "10 mx.provider.example.")
    dns_server.put_text(name, record)
    dns_server.put_text(second["name"], second["record"])
    rows = json.loads(mailer(workspace, "check", "--json", "--nameserver", dns_server.address, code=1))
    assert [row["level"] for row in rows if row["check"] == "domain.dkim"] == ["ok", "ok"]
    assert "gibt es schon" in mailer(workspace, "dkim-key", code=2)


def test_every_sentence_about_the_domain_is_used() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in SOURCES)
    keys = {key.removeprefix("domain.") for key in catalogue() if key.startswith("domain.")}
    assert {key for key in keys if f'"{key}"' not in sources and f'"domain.{key}"' not in sources} == set()
    for key in keys:
        assert all(name is None or name.isidentifier() for _, name, _, _ in string.Formatter().parse(catalogue()[f"domain.{key}"]))


def _results(workspace: Path, *options: str) -> dict[str, dict[str, object]]:
    rows = json.loads(mailer(workspace, "check", "--json", *options, code=1))
    return {row["check"]: row for row in rows}
