"""Are the lines known that German mail programs put around new words, and are people's own lines left alone?"""

import pytest

from mailer.reading.words.attribution import attribution_length, is_attribution
from mailer.reading.words.device import is_device_line
from mailer.reading.words.headerblock import header_block_length
from mailer.reading.words.html import html_lines
from mailer.reading.words.marks import is_delimiter, is_disclaimer
from mailer.reading.words.sent import fresh_words


@pytest.mark.parametrize(
    "line",
    [
        "Am 05.10.24 um 18:00 schrieb Stadtvorstand:",
        "Am Fr., 4. Okt. 2024 um 18:00 Uhr schrieb Vorstand <vorstand@stadtverband.example>:",
        "Am Montag, den 21.10.2019, 16:51 +0200 schrieb Vorstand:",
        "Am 4. Oktober 2024 18:00:12 MESZ schrieb Vorstand <vorstand@stadtverband.example>:",
        "Am 04.10.2024, 18:00 Uhr, schrieb Vorstand:",
        "Vorstand <vorstand@stadtverband.example> schrieb am Fr., 4. Okt. 2024, 18:00:",
        "Vorstand schrieb am 04.10.2024 um 18:00:",
        "Zitat von Vorstand <vorstand@stadtverband.example>:",
        "Am Fr., 4. Okt. 2024 um 18:00 Uhr schrieb Wir haben Platz <platz@stadtverband.example>:",
        "Am 04.10.2024 um 18:00 schrieb Mir Hosseini:",
        "On Fri, Oct 4, 2024 at 6:00 PM Vorstand <vorstand@stadtverband.example> wrote:",
        "04.10.2024, 18:00, Vorstand <vorstand@stadtverband.example>:",
        "2024-10-04 18:00 GMT+02:00 Vorstand <vorstand@stadtverband.example>:",
        "---- On Fri, 04 Oct 2024 18:00:00 +0200 vorstand@stadtverband.example wrote ----",
        "Quoting Vorstand <vorstand@stadtverband.example>:",
        "Missatge de Vorstand <vorstand@stadtverband.example> del dia dv., 4 d’oct. 2024 a les 18:00:",
        "Kontakt Vorstand (<vorstand@stadtverband.example>) kirjutas kuupäeval R, 4. oktoober 2024 kell 18:00:",
        "ในวันที่ ศ. 4 ต.ค. 2024 เวลา 18:00 Vorstand <vorstand@stadtverband.example> เขียนว่า:",
    ],
)
def test_an_attribution_is_known(line: str) -> None:
    assert is_attribution(line)
    assert attribution_length([line, "", "> x"]) == 1


@pytest.mark.parametrize(
    "line",
    [
        "Am 23.11. bin ich dabei, am 30.11. leider nicht:",
        "Am 5.10. schrieb ich euch, dass ich komme.",
        "Jana schrieb mir, sie kommt auch.",
        "Ich bringe mit:",
        "Meine neue Adresse: jana@post.example",
        "Am Samstag um 10:00 helfe ich beim Aufbau.",
        "Am 4.10.2024 schrieb mir der Vermieter:",
        "Am 4.10.2024 um 18:00 Uhr schrieb ich euch:",
        "Am 4.10.2024 schrieb der Vermieter:",
        "Am 4.10. um 10 Uhr schrieb die Zeitung auf ihrer Seite:",
        "Quoting the rules, § 10.2:",
        "Ich habe am 5.10.2023 um 10:00 an vorstand@stadtverband.example geschrieben:",
        "Am 5.10.2023 um 10:00 hatten wir an vorstand@stadtverband.example geschrieben:",
        "--- Was die Zeitung am 4.10. schrieb ---",
        "Jana <jana@post.example>, kommst du am 4. Oktober 2024 um 18:00:",
    ],
)
def test_a_sentence_is_no_attribution(line: str) -> None:
    assert attribution_length([line, "", "weiter"]) == 0


@pytest.mark.parametrize(
    "line",
    [
        "Vorstand <vorstand@stadtverband.example>, Freitag, 4. Oktober 2024, 18:00 Uhr:",
        '"Vorstand" <vorstand@stadtverband.example>, 04.10.2024 18:00',
        "---- Vorstand <vorstand@stadtverband.example> schrieb am Fr., 04 Okt. 2024 18:00:00 +0200 ----",
        "-----Vorstand <vorstand@stadtverband.example> schrieb: -----",
    ],
)
def test_what_nobody_types_needs_no_marks_below(line: str) -> None:
    assert attribution_length([line, "", "weiter"]) == 1


def test_above_marked_lines_an_address_a_year_and_a_time_are_enough() -> None:
    line = "2024年10月4日(金) 18:00 Vorstand <vorstand@stadtverband.example>:"
    assert attribution_length([line, "", "> x"]) == 1
    assert attribution_length([line, "", "x"]) == 0


def test_an_attribution_may_be_wrapped_over_lines() -> None:
    assert attribution_length(["Am 26.5.2017", "um 12:00 schrieb Adam", "<adam@post.example>:", "", "> x"]) == 3
    assert attribution_length(['Am 21.04.2016 17:48 schrieb "Einz Zwei" <a@post.example', ">:", "", "> x"]) == 2


@pytest.mark.parametrize(
    "lines",
    [
        ["Von: Vorstand <vorstand@stadtverband.example>", "Gesendet: Freitag, 4. Oktober 2024 18:00", "An: Jana", "Betreff: Einladung"],
        ["*Von:* Vorstand", "*Gesendet:* Freitag, 4. Oktober 2024", "*Betreff:* Einladung"],
        ["Betreff: Einladung", "Datum: 2024-10-04T18:00:00+0200", "Von: Vorstand <v@stadtverband.example>"],
        ["Von: Vorstand Gesendet: 4.10.2024 An: Jana Betreff: Einladung"],
        ["From: Board <v@stadtverband.example>", "Date: Fri, 4 Oct 2024", "To: Jana", "Subject: x"],
        ["Από: Vorstand <v@stadtverband.example>", "Στάλθηκε: 4 Οκτωβρίου 2024 18:00", "Προς: Jana", "Θέμα: x"],
        ["Od: Vorstand <v@stadtverband.example>", "Poslano: petak, 4. listopada 2024. 18:00", "Predmet: x"],
        ["De la: Vorstand <v@stadtverband.example>", "Trimis: vineri, 4 octombrie 2024 18:00", "Către: Jana", "Subiect: x"],
        ["מאת: Vorstand <v@stadtverband.example>", "נשלח: 4 אוקטובר 2024 18:00", "אל: Jana", "נושא: x"],
        ["보낸 사람: Vorstand <v@stadtverband.example>", "보낸 날짜: 2024년 10월 4일 18:00", "받는 사람: Jana", "제목: x"],
    ],
)
def test_a_copied_header_block_is_known_whole(lines: list[str]) -> None:
    assert header_block_length([*lines, "", "", "Text"]) == len(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ["An: alle, die helfen", "Ich komme."],
        ["Datum: 23.11.", "Ort: Halle", "Ich komme."],
        ["Von: mir aus gern", "ja"],
        ["Von: Nordbahnhof", "Datum: 23.11.2024, 9:00 Uhr", "Plätze: 3"],
        ["An: Stadtverband", "Datum: 1.11.2024", "Betreff: Beitrag Oktober"],
    ],
)
def test_a_list_of_one_s_own_is_no_header_block(lines: list[str]) -> None:
    assert header_block_length(lines) == 0


@pytest.mark.parametrize(
    "line",
    [
        "-----Ursprüngliche Nachricht-----",
        "-----Original-Nachricht-----",
        "-------- Weitergeleitete Nachricht --------",
        "-------- Original-Nachricht --------",
        "Anfang der weitergeleiteten Nachricht:",
        "-----Original Message-----",
        "---------- Forwarded message ---------",
        "-----Ursprünglicher Termin-----",
        "-----Original Appointment-----",
        "-----Ursprüngliche Mitteilung-----",
    ],
)
def test_a_delimiter_is_known(line: str) -> None:
    assert is_delimiter(line)


@pytest.mark.parametrize(
    "line",
    [
        "--- Kuchen ---",
        "Danke für die Nachricht",
        "- eine Nachricht an alle",
        "====== WICHTIG ======",
        "--- Kassenbericht ---",
        "--- Nächster Termin ---",
        "=== Wichtige Nachricht ===",
    ],
)
def test_a_drawn_heading_is_no_delimiter(line: str) -> None:
    assert not is_delimiter(line)


@pytest.mark.parametrize(
    "line",
    [
        "Von meinem iPhone gesendet",
        "Von meinem Samsung Galaxy Smartphone gesendet.",
        "Gesendet von Outlook für Android",
        "Outlook für iOS beziehen<https://aka.ms/o0ukef>",
        "Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.",
        "Diese Nachricht wurde von meinem Android Mobiltelefon mit GMX Mail gesendet.",
        "Diese Nachricht wurde von meinem Android Gerät mit WEB.DE Mail gesendet.",
        "Von Samsung Mobile gesendet",
        "Gesendet mit der mobilen Mail App",
        "Gesendet mit der Telekom Mail App",
        "Von Yahoo Mail auf Android gesendet",
        "Gesendet von Mail für Windows",
        "Sent from my iPhone",
        "Mit Spark gesendet",
        "Sicher versendet mit Tuta Mail: https://tuta.com",
        "Von Proton Mail für iOS gesendet",
        "Gesendet mit Proton Mail für Android.",
        "Gesendet mit der WEB.DE iPhone App",
        "Gesendet von meiner Apple Watch",
        "Gesendet von Yahoo Mail für iPhone",
        "Von meinem Huawei-Mobiltelefon gesendet",
        "Von meinem Galaxy gesendet",
        "Gesendet über die GMX Mail App",
        "Hol dir Outlook für Android",
        "Von meinem Tablet gesendet - bitte Tippfehler entschuldigen",
        "Gesendet mit FairEmail für Android",
        "Gesendet von meinem Xiaomi-Telefon",
        "Von meinem iPad gesendet.",
        "Diese Nachricht wurde von meinem iPhone mit der T-Online Mail App gesendet.",
        "Gesendet aus der Telekom Mail App",
        "Sent from Outlook for Android",
        "Beziehen Sie Outlook für Android",
        "Laden Sie Outlook für iOS herunter",
        "Outlook für Android herunterladen<https://aka.ms/AAb9ysg>",
        "Diktiert und von meinem iPhone gesendet",
        "Gesendet vom Handy. Ich bitte Tippfehler zu entschuldigen",
        "Unterwegs getippt – Tippfehler bitte entschuldigen.",
        "Holen Sie sich BlueMail für Android",
        "Jana Vogel hat über Gmail reagiert",
        "iPhone'umdan gönderildi",
        "Sent from [mail](https://go.example/fwlink/?LinkId=1) for windows 10",
        "Sent from Mail<https://go.example/fwlink/?LinkId=1> for Windows",
        "Sent from AOL on Android",
        "Von meinem Telefon aus gesendet, daher kurz.",
        "Yahoo Mail: Suchen, Organisieren, Erobern",
        "Sicher verschickt mit Tuta Mail",
        "Trimis de pe iPhone-ul meu",
        "Poslano s mog iPhonea",
        "Στάλθηκε από το iPhone μου",
        "أُرسلت من الـ iPhone",
    ],
)
def test_a_device_line_is_known(line: str) -> None:
    assert is_device_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Den Antrag habe ich gesendet",
        "Von meinem Konto überwiesen",
        "Ich habe es vom Handy aus schon gesendet, kommt das an?",
        "Komme mit dem iPad",
        "Mit der Mail von gestern habt ihr mir den Antrag gesendet",
        "Von der App habe ich nichts bekommen",
        "Geschrieben mit dem Handy, ich komme am Samstag!",
        "Gesendet vom Handy. Zusage!",
        "Von meinem Handy habe ich euch das Foto schon gesendet.",
        "Diese Nachricht wurde von Heinz verschickt",
        "Sicher verschickt die Post das erst morgen.",
    ],
)
def test_a_sentence_about_sending_is_no_device_line(line: str) -> None:
    assert not is_device_line(line)


def test_a_disclaimer_is_known_and_a_secret_is_not_one() -> None:
    assert is_disclaimer("Der Inhalt dieser E-Mail ist vertraulich und nur für den Adressaten bestimmt.")
    assert is_disclaimer(
        "Wichtiger Hinweis: Der Inhalt dieser E-Mail ist vertraulich. Sollten Sie sie irrtümlich erhalten, bitte ich um Nachricht."
    )
    assert not is_disclaimer("Das ist vertraulich: Ich trete aus.")
    assert not is_disclaimer("Diese Mail ist vertraulich. Ich trete aus.")
    assert not is_disclaimer("Diese Nachricht bitte vertraulich behandeln:")


def test_hidden_text_of_a_page_is_not_shown_and_quoted_text_is_marked() -> None:
    lines = html_lines("<p style='display:none'>weg</p><p>da</p><script>x</script><blockquote>alt</blockquote>")
    assert [(line.text, line.quoted) for line in lines if line.text] == [("da", False), ("alt", True)]


SENT = """Liebe Jana,

am Samstag, dem 23. November, ist Stadtparteitag in der Geschäftsstelle.
Bitte antworte bis Freitag:
( ) Ich nehme als Delegierte:r teil.
( ) Ich kann nicht teilnehmen, bitte ladet eine:n Ersatzdelegierte:n.
Wer aus der Partei austreten möchte, erklärt das bitte schriftlich.

Mit solidarischen Grüßen"""


def test_a_passage_of_our_letter_goes_however_it_was_wrapped() -> None:
    passage = "am Samstag, dem 23. November, ist\nStadtparteitag in der Geschäftsstelle.\nBitte antworte bis Freitag:"
    rest = "Wer aus der Partei austreten möchte, erklärt\ndas bitte schriftlich."
    assert fresh_words(f"Ich komme.\n\n{passage}\n\n{rest}", (), "", SENT).text == "Ich komme."


@pytest.mark.parametrize(
    "answer",
    [
        "Ich kann nicht teilnehmen, bitte ladet eine:n Ersatzdelegierte:n.",
        "(x) Ich kann nicht teilnehmen, bitte ladet eine:n Ersatzdelegierte:n.",
        "Mit solidarischen Grüßen",
        "Liebe Jana,\nja",
    ],
)
def test_a_sentence_of_ours_that_a_member_says_themself_stays(answer: str) -> None:
    assert fresh_words(answer, (), "", SENT).text == answer


@pytest.mark.parametrize("verb", ["yazdi", "ſent", "ſchrieb"])
def test_the_first_verb_of_a_line_counts_though_only_a_later_one_is_spelled_as_usual(verb):
    """Only behind the first verb it is looked whether the line ends there: this one tells a story."""
    assert not is_attribution(f"On 5.11.2025 Ada {verb} to everybody what Ben <ben@post.example> wrote")
    assert is_attribution("On 5.11.2025 Ben <ben@post.example> wrote")
