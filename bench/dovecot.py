"""Where do replies wait? In a Maildir behind a Dovecot of the bench's own."""

import os
import pwd
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import create_connection

from bench import needs
from bench.processes import free_port, serving

USER, PASSWORD = "post", "bench"
_CONFIG = """
base_dir = {base}/run
state_dir = {base}/state
log_path = {base}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{base}/mail/%u/Maildir
first_valid_uid = 0
{users}
namespace inbox {{
  inbox = yes
  separator = .
}}
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
passdb {{
  driver = static
  args = password={password}
}}
"""
_AS_ROOT = """default_login_user = dovenull
default_internal_user = dovecot
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home={base}/mail/%u
}}"""
_AS_ONESELF = """default_login_user = {me}
default_internal_user = {me}
service imap-login {{
  chroot =
}}
service anvil {{
  chroot =
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={base}/mail/%u
}}"""


@contextmanager
def dovecot(folder: Path, mails: Path) -> Iterator[int]:
    """A running server whose one account holds a copy of these mails as new; its port."""
    base = folder / "dovecot"
    shutil.rmtree(base, ignore_errors=True)
    inside = base / "mail" / USER / "Maildir"
    shutil.copytree(mails, inside / "new")
    for name in ("cur", "tmp"):
        (inside / name).mkdir()
    port = free_port()
    users = _AS_ROOT if os.getuid() == 0 else _AS_ONESELF
    known = {"base": base, "me": pwd.getpwuid(os.getuid()).pw_name, "uid": os.getuid(), "gid": os.getgid()}
    if os.getuid() == 0:
        for path in (base / "mail", *(base / "mail").rglob("*")):
            shutil.chown(path, "nobody", "nogroup")
    (base / "dovecot.conf").write_text(_CONFIG.format(base=base, port=port, password=PASSWORD, users=users.format(**known)))
    with serving([needs.tool("dovecot"), "-F", "-c", base / "dovecot.conf"], base / "log", _greets(port)):
        yield port


def _greets(port: int) -> Callable[[], bool]:
    def ask() -> bool:
        try:
            with create_connection(("127.0.0.1", port), timeout=1) as probe:
                return probe.recv(4) == b"* OK"
        except OSError:
            return False

    return ask
