"""What does parsing cost alone? The standard library's parser over a folder of mails; understands nothing.

python -m bench.contenders.folder_reader FOLDER
"""

import sys
from email import message_from_bytes
from pathlib import Path


def main(folder: Path) -> None:
    """Subject, sender and texts of each mail."""
    size = 0
    for path in sorted(folder.rglob("*.eml")):
        mail = message_from_bytes(path.read_bytes())
        texts = [part.get_payload(decode=True) for part in mail.walk() if part.get_content_maintype() == "text"]
        size += len(str(mail["Subject"])) + len(str(mail["From"])) + sum(len(text) for text in texts if isinstance(text, bytes))
    sys.stdout.write(f"{size}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
