"""What has the association decided about answers? Its mail server's names, its roles, how long a question stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Rules:
    """`authserv_ids` are the names under which our own mail server writes Authentication-Results (RFC 8601 2.5); empty: nothing is
    proven that way. `roles` maps each office to its addresses, lower-case. `confirm_within` is how long a member may take to confirm
    what came unproven."""

    authserv_ids: tuple[str, ...] = ()
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    confirm_within: timedelta = timedelta(days=7)
