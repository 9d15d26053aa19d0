"""Does the writer offer free seats in a car, or need help rather than offer it?"""

from mailer.reading.answers.words import NUMBER, any_of

_LIFT = any_of(
    rf"(?:noch |hätte |hab |habe )*(?:{NUMBER}|paar|einige|freie|mehrere) (?:freie )?(?:sitz)?plätze?(?: \w+){{0,3}}? frei(?! ?halt)"
    rf"|(?:sitz)?(?:pl[aä]tze?|sitze?)(?: \w+)? (?:in meinem|bei mir im|im) (?:auto|wagen|kombi|bulli|caddy|golf|transporter"
    rf"|\w*sitzer)|(?:im|in meinem) (?:auto"
    rf"|wagen|kombi"
    rf"|bulli|caddy)(?: [\w'.-]+){{0,4}}? plätze?|plätze? für leute|(?:bei mir|im (?:auto|wagen|bus"
    rf"|bulli))(?: \w+){{0,2}} platz für|(?:ist|hab|habe|hätte)(?: \w+){{0,2}} platz für (?:{NUMBER}|mitfahr\w*)"
    rf"|(?:{NUMBER}|noch) (?:sitze?|leute)(?: im auto| in meinem auto)? frei|(?:{NUMBER}|jemand\w*)(?: \w+)? im (?:auto|wagen) frei"
    rf"|mitfahrer\w*(?: \w+){{0,4}} willkommen"
    rf"|(?:fahre?|los)(?: [\w'.:-]+){{0,8}} (?:und|,) (?:ich )?(?:hab|habe|hätte) (?:noch )?platz|(?:passen|können|kriege"
    rf"|krieg)(?: [\w'.-]+){{0,4}}? (?:{NUMBER}|leute"
    rf"|personen)"
    rf"(?: [\w'.-]+){{0,3}}? (?:rein|mitfahren|zusteigen|unter|einsteigen)(?= ?$)",
    rf"(?:kann|könnte|können|würde|nehme?)(?: [\w'.-]+){{0,6}}? (?:{NUMBER}|jemand\w*|leute|wen|mitfahrer\w*"
    rf"|noch wen)(?: \w+){{0,3}}? mit(?:nehmen)?(?= ?$)",
    r"nehme?(?: [\w'.-]+){0,8}? (?:im|in meinem|mit dem) (?:auto|wagen|bus|bulli|kombi|transporter)(?: \w+)? mit(?= ?$)"
    r"|(?:jemand\w*|leute|wen|mitfahrer\w*)(?: [\w.-]+){0,6} mitnehmen(?= ?$)|wer (?:mit ?)?(?:will|möchte|mag) (?:steigt|kann"
    r"|fährt|melde\w*|soll)",
    rf"(?:hol|hole|sammle?|fahre?|bringe?|kann|könnte|würde)(?: ich| wir)?(?: [\w'.-]+){{0,8}}? (?:leute|personen|ältere\w*|senior\w*|alle"
    rf"|menschen|wen|jemand\w*"
    rf"|{NUMBER})(?: [\w'.-]+){{0,6}}? (?:ab|abholen|einsammeln|heimbringen|hinfahren|hinbringen|mitnehmen|chauffieren|heim"
    rf"|heimfahren)(?= und|,|\W*$)"
    rf"|(?:{NUMBER}|paar|jemand\w*|mitfahrer\w*)(?: \w+){{0,2}} (?:nehme?|kann|könnte|hole?|sammle?) (?:ich|wir)(?: [\w'-]+){{0,4}} (?:mit"
    rf"|mitnehmen|ab|abholen|ein)(?= ?$)"
    rf"|{NUMBER} plätze? hab(?:e)? ich|hole? ich(?: [\w'.-]+){{0,4}}? (?:mit dem auto )?ab(?= ?$)",
    r"wer (?:mitwill|mit will|mitfahren (?:will|möchte)|mitmöchte)|nehme gern\w* (?:leute|jemand\w*|wen) mit",
)
_HELPS_ME = any_of(
    r"(?:hilft|helft|half|musste|mußte|muss|könnt|kann|können|müsst)(?: [\w'.-]+){0,3}? (?:mir|uns)(?: [\w'.-]+){0,3}? (?:helfen"
    r"|tragen|bringen)|(?:hilft|helft|half) (?:mir|uns)"
)


_WANTED = any_of(r"(?:haltet?|halten|reservier\w*|bitte|brauche?n?|möchte\w*|nehme?|hätte\w* gern\w*|für (?:mich|uns|meine?n?) .*)")
LENDS_SEATS = (_LIFT,)
"""Without a match of one of these no lift is offered."""


def offers_lift(folded: str) -> bool:
    """Whether seats in the writer's car are offered, rather than wanted."""
    return bool(_LIFT.search(folded)) and not (_WANTED.search(folded) and "platz" in folded.replace("ä", "a") and "mit" not in folded)


def is_helped(folded: str) -> bool:
    """Whether somebody is to help the writer."""
    return bool(_HELPS_ME.search(folded))
