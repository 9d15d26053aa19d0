"""What becomes of a report whose addresses were damaged on the way?"""

from mailer.reading import open_mail


def test_a_recipient_without_an_at_sign_is_no_recipient() -> None:
    told = '{"notificationType":"Complaint","complaint":{"complainedRecipients":[{"emailAddress":"%s"}]},"mail":{}}'
    head = "From: no-reply@sns.amazonaws.example\r\nSubject: AWS Notification Message\r\n\r\n"
    recipients = [
        bounce.recipients
        if (bounce := open_mail((head.replace("amazonaws.example", "amazonaws.com") + told % address).encode()).bounce)
        else None
        for address in ("jana@post.example", "post.example")
    ]
    assert recipients == [("jana@post.example",), ()]
