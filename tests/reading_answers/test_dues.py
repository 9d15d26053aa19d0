"""Is it understood what a member says about their dues, in whatever words, and held back where it is not their own?"""

import pytest

from tests.reading_answers.contexts import CONTEXTS
from tests.reading_answers.rules import by_rules


def claims(text: str, context: str = "dues") -> tuple[str | None, ...]:
    return tuple(one.claim for one in by_rules(text, CONTEXTS[context]).findings if one.kind == "dues")


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Liegt seit gestern bei euch im Briefkasten.", "paid"),
        ("Die Lastschrift ist am 1. runtergegangen.", "paid"),
        ("Hab ich beim letzten Treffen bar bei Uwe bezahlt.", "paid"),
        ("Das hat meine Frau schon für mich überwiesen.", "paid"),
        ("Eure Mahnung und meine Überweisung haben sich gekreuzt.", "paid"),
        ("Müsste morgen da sein, hab's heute angewiesen.", "paid"),
        ("Mache ich heute Abend.", "promise"),
        ("Ist Ende der Woche auf eurem Konto.", "promise"),
        ("Bucht es bitte von meinem Konto ab.", "promise"),
        ("Ich überweise am Monatsende, wenn das Wohngeld da ist.", "promise"),
        ("Im Moment geht es leider nicht.", "hardship"),
        ("Ich müsste das auf drei Monate verteilen.", "hardship"),
        ("Zahlen kann ich frühestens im Frühjahr.", "hardship"),
        ("60 Euro sind zu viel für mich.", "hardship"),
        ("Ich zahle 36 Euro im Jahr, nicht 60.", "dispute"),
        ("Laut Satzung sind es für Rentner nur 30 Euro.", "dispute"),
        ("Das ist nicht meine Rechnung.", "dispute"),
        ("Der Beitrag wurde zweimal abgebucht.", "dispute"),
        ("Kannst du mich deswegen mal anrufen?", "talk"),
        ("Das besprechen wir besser am Telefon.", "talk"),
        ("Den Rückstand habe ich gleich mitbezahlt.", "paid"),
        ("Die 60 Euro sind vorgestern an euch gegangen.", "paid"),
        ("Beitrag bezahlt am 3.9.", "paid"),
        ("Das Geld müsste in den nächsten Tagen eintreffen.", "paid"),
        ("Wird am 15. abgebucht.", "promise"),
        ("Zum Ersten geht die Überweisung ab.", "promise"),
        ("Am Freitag bringe ich das Geld bar vorbei.", "promise"),
        ("Ich überweise, sobald ich wieder zu Hause bin.", "promise"),
        ("Am Quartalsende ist das Geld bei euch.", "promise"),
        ("Mir fehlt diesen Monat leider das Geld.", "hardship"),
        ("Bitte stundet mir das bis zum Sommer.", "hardship"),
        ("60 Euro sind mir zu viel. Geht auch die Hälfte?", "hardship"),
        ("Ich bin als Rentner mit 30 Euro eingestuft.", "dispute"),
        ("Der Dauerauftrag läuft seit Januar. Da kann nichts offen sein.", "dispute"),
        ("Setzen wir uns deswegen mal zusammen?", "talk"),
        ("Ich würde das gern persönlich besprechen. Wann passt es dir?", "talk"),
        ("Ging vorhin per Handy raus, alles gut.", "paid"),
        ("Bezahlt ist's, seit letzter Woche.", "paid"),
        ("Hups, gleich nachgeholt.", "paid"),
        ("Das Geld: hab ich Uwe beim Grillen gegeben.", "paid"),
        ("Ihr solltet den Betrag inzwischen bekommen haben.", "paid"),
        ("Sobald wir zurück aus dem Urlaub sind, überweise ich.", "promise"),
        ("Geht klar, kommt mit dem nächsten Gehalt.", "promise"),
        ("Am Ersten, wenn das Jobcenter überwiesen hat.", "promise"),
        ("Dauerauftrag angelegt.", "promise"),
        ("Zahlung erfolgt am Monatsende.", "promise"),
        ("Der Betrieb zahlt seit Mai keinen Lohn.", "hardship"),
        ("Das Portemonnaie ist leer bis zum Sommer.", "hardship"),
        ("Gebt mir noch drei Wochen.", "hardship"),
        ("Zahlen kann ich da leider nicht.", "hardship"),
        ("Das wird mir zu viel. Geht ein Nachlass?", "hardship"),
        ("Darf ich im Februar zahlen?", "hardship"),
        ("Setzt mich bitte auf null, ich bin in Elternzeit.", "hardship"),
        ("Im März hat mir der Vorstand den Beitrag erlassen.", "dispute"),
        ("60 ist ein Fehler, ich bin Schülerin.", "dispute"),
        ("Rechnet bitte nach, ich bin im Juli eingetreten.", "dispute"),
        ("30 Euro habe ich im Mai gezahlt, offen sind höchstens noch 30.", "dispute"),
        ("Überwiesen ✅", "paid"),
        ("Wie kommt ihr auf 60? Bei mir standen immer 30 im Bescheid.", "dispute"),
        ("Das erkläre ich dir lieber am Tresen. Kommst du am Freitag vorbei?", "talk"),
    ],
)
def test_an_answer_about_money_needs_not_name_it(text, claim):
    assert claims(text) == (claim,)


@pytest.mark.parametrize(
    "text",
    [
        "Mein Sohn meldet sich deswegen bei euch.",
        "Meine Mutter kann den Beitrag nicht mehr zahlen, sie ist im Heim.",
        "Meine Tochter zahlt ihren Beitrag im Januar.",
        "Ich zahle erst, wenn ihr antwortet.",
        "Erst wenn das Licht im Keller geht, bekommt ihr euer Geld.",
        "Wofür geht das Geld eigentlich drauf",
        "Mein Bruder hat seinen Beitrag schon überwiesen.",
        "Paul kann den Beitrag nicht mehr aufbringen.",
        "Ich zahle erst, wenn der Vorstand zurücktritt.",
        "Weder zahle ich, noch diskutiere ich darüber.",
        "Im letzten Jahr habe ich pünktlich bezahlt.",
        "Angeblich ist das schon überwiesen.",
        "Die Spende ist überwiesen.",
        "Bevor das nicht vom Tisch ist, reden wir nicht von Geld.",
        "Wie hoch ist denn der Mindestbeitrag?",
    ],
)
def test_what_is_anothers_or_held_against_the_board_is_no_claim(text):
    answers = by_rules(text, CONTEXTS["dues"])
    assert not [one for one in answers.findings if one.kind == "dues"]
    assert answers.review


def test_two_claims_of_one_sentence_are_both_kept():
    assert claims("Zahlen kann ich nicht, reden schon. Ruf mich an.") == ("hardship", "talk")


def test_money_that_is_no_dues_is_no_claim():
    assert claims("Ich komme. Mein Dauerauftrag läuft weiter.", "one") == ()
    assert claims("Letztes Mal hab ich 12 Euro Parkgebühr bezahlt.", "one") == ()
    assert claims("Dem Nachbarn ist der Beitrag zu hoch, der ist ausgestiegen.", "one") == ()


def test_who_leaves_the_association_asks_for_no_relief():
    assert claims("Ich kann mir euch nicht mehr leisten. Ich kündige meine Mitgliedschaft.") == ()


def test_english_answers_about_dues_are_read():
    assert claims("I lost my job, could I pay a reduced rate this year?") == ("hardship",)


def test_a_friendly_word_about_the_reminder_is_no_answer():
    answers = by_rules("So eine freundliche Erinnerung liest man gern.", CONTEXTS["dues"])
    assert (answers.findings, answers.review) == ((), False)


def test_an_answer_for_an_event_in_the_same_sentence_is_kept():
    kinds = [
        (one.kind, one.answer or one.claim) for one in by_rules("Ich komme, und der Beitrag ist überwiesen.", CONTEXTS["one"]).findings
    ]
    assert sorted(kinds) == [("dues", "paid"), ("rsvp", "accepted")]


def test_a_promise_that_asks_for_papers_goes_to_a_person():
    assert by_rules("Bitte schickt mir die IBAN, dann überweise ich sofort.", CONTEXTS["dues"]).review


@pytest.mark.parametrize(
    "text", ["Ich zahle am Freitag. Vorher kann ich nichts zahlen, höchstens in Raten.", "Den Beitrag hebe ich an, ich erhöhe auf 90 Euro."]
)
def test_what_two_readings_hear_differently_is_not_recorded_as_a_promise(text):
    assert "promise" not in claims(text)


def test_a_question_for_papers_beside_a_plea_is_still_a_question():
    answers = by_rules("60 Euro auf einmal kann ich nicht zahlen. Wie lautet die IBAN?", CONTEXTS["dues"])
    assert "reading_doubts.question" in answers.reasons
