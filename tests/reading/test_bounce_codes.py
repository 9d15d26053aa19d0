"""Do code and words together give the right class and reason, with German providers above all?"""

import pytest

from mailer.reading.bounces.codes import class_of, reason_of, status_in, status_of


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("550 Requested action not taken: mailbox unavailable", "unknown"),
        ("550 Benutzer hat das Speichervolumen ueberschritten", "full"),
        ("554-gmx.net (mxgmx104) Nemesis ESMTP Service not available 554-No SMTP service 554-IP address is block listed", "policy"),
        ("550 Reject due to SPF policy", "policy"),
        ("550 Unknown User", "unknown"),
        ("550 Quota Exceeded", "full"),
        ("421 Rate limit reached. Please try again later", "rate"),
        ("450 Reject due to policy violations", "policy"),
        ("550 5.1.1 user unknown", "unknown"),
        ("552 5.2.2 Over STORAGE quota", "full"),
        ("550-5.7.0 Message considered as spam or virus, rejected", "policy"),
        ("554 IP=192.0.2.1 - None/bad reputation. (NOWL)", "policy"),
        ("550 sorry, no mailbox here by that name", "unknown"),
        ("User has exhausted allowed storage space", "full"),
        ("550 5.7.1 Refused by local policy. No SPAM please! (B-URL)", "policy"),
        ("550 unrouteable address", "unknown"),
        ("Empfänger existiert nicht", "unknown"),
        ("Mail size limit exceeded", "content"),
        ("retry timeout exceeded", "expired"),
        ("User jana (jana@post.example) not listed in Domino Directory", "unknown"),
        ("550 5.4.1 Recipient address rejected: Access denied", "unknown"),
        ("550 5.1.7 No such domain", "policy"),
        ("Deferred: Connection refused by mx.post.example", "expired"),
        ("77", "other"),
    ],
)
def test_the_words_of_a_server_give_the_reason(words: str, reason: str) -> None:
    assert reason_of(status_of(words), words) == reason


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("550 5.1.1 <a@b.example>: unknown", "5.1.1"),
        ("Sorry, no mailbox here by that name. (#5.1.1)", "5.1.1"),
        ("host mx.example[192.0.2.5.1.1] said: 550 no", None),
        ("Exim 4.9.1 running; 550 no such user", None),
        ("550 5.0.0 rejected, details: 5.7.26", "5.0.0"),
        ("550-5.7.26 first line 550 5.7.26 second", "5.7.26"),
        ("2.0.0 fine", None),
    ],
)
def test_an_enhanced_code_is_found_in_words(words: str, status: str | None) -> None:
    assert status_of(words) == status


@pytest.mark.parametrize(
    ("field", "words", "status"),
    [
        ("5.1.1", "", "5.1.1"),
        ("5.0.0", "550 5.1.1 unknown", "5.1.1"),
        ("4.0.0 (deferred)", "550 5.7.1 rejected", "5.7.1"),
        ("5.1.1", "550 5.2.2 full", "5.1.1"),
        ("", "421 4.7.0 slow down", "4.7.0"),
        ("nonsense", "nothing", None),
    ],
)
def test_a_vague_status_field_gives_way_to_the_words(field: str, words: str, status: str | None) -> None:
    assert status_in(field, words) == status


@pytest.mark.parametrize(
    ("status", "words", "notice", "report_class"),
    [
        ("5.1.1", "", "", "permanent"),
        ("4.4.1", "", "", "temporary"),
        (None, "550 no such user", "", "permanent"),
        (None, "451 try again", "", "temporary"),
        (None, "retry timeout exceeded", "", "temporary"),
        (None, "no such user", "This is only a warning: the message is delayed 24 hours", "temporary"),
        (None, "mailbox is full", "If you continue to have problems, please try again", "permanent"),
    ],
)
def test_giving_up_on_a_time_out_says_nothing_about_the_address(status: str | None, words: str, notice: str, report_class: str) -> None:
    assert class_of(status, words, notice) == report_class
