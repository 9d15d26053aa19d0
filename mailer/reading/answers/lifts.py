"""Does the writer offer free seats in a car, or need help rather than offer it?"""

from mailer.reading.answers.words import NUMBER, any_of

_LIFT = any_of(
    rf"(?:noch |hätte |hab |habe )*(?:{NUMBER}|paar|einige|freie|mehrere) (?:freie )?plätze?(?: \w+){{0,3}}? frei(?! ?halt)"
    rf"|plätze? (?:im|in meinem) (?:auto"
    rf"|wagen|kombi|bus|bulli)",
    rf"(?:kann|könnte|können|würde|nehme?)(?: [\w'.-]+){{0,6}}? (?:{NUMBER}|jemand\w*|leute|wen|mitfahrer\w*"
    rf"|noch wen)(?: \w+){{0,3}}? mit(?:nehmen)?(?= ?$)",
    rf"{NUMBER} plätze? hab(?:e)? ich|hole? ich(?: [\w'.-]+){{0,4}}? (?:mit dem auto )?ab(?= ?$)",
    r"wer (?:mitwill|mit will|mitfahren (?:will|möchte)|mitmöchte)|nehme gern\w* (?:leute|jemand\w*|wen) mit",
)
_HELPS_ME = any_of(
    r"(?:hilft|helft|half|musste|mußte|muss|könnt|kann|können|müsst)(?: [\w'.-]+){0,3}? (?:mir|uns)(?: [\w'.-]+){0,3}? (?:helfen"
    r"|tragen|bringen)|(?:hilft|helft|half) (?:mir|uns)"
)


def offers_lift(folded: str) -> bool:
    """Whether seats in the writer's car are offered."""
    return bool(_LIFT.search(folded))


def is_helped(folded: str) -> bool:
    """Whether somebody is to help the writer."""
    return bool(_HELPS_ME.search(folded))
