"""Reads every mail below a folder with Python's email package and prints what it finds, a line of JSON for each."""

import email
import email.policy
import json
import os
import sys


def attempt(reading):
    """What the package itself fails at is no answer."""
    try:
        return reading()
    except Exception as failure:  # any failure of the second reader means that it has no answer
        return {"failed": type(failure).__name__}


def addresses(mail, name):
    found = []
    for field in mail.get_all(name, []):
        for address in field.addresses:
            found.append([address.display_name, address.addr_spec])
    return found


def names(mail):
    """Of files, and of attached mails without one their subject."""
    found = []
    for part in mail.walk():
        kind = part.get_content_type()
        if part.get_content_maintype() == "multipart":
            continue
        name = part.get_filename()
        if not name and kind in ("message/rfc822", "message/global", "message/news"):
            name = subject(part.get_payload(0))
        if name and str(name).strip():
            found.append(name)
    return found


def subject(mail):
    value = mail.get("subject")
    return None if value is None else str(value)


def main(folder):
    for root, folders, files in os.walk(folder):
        folders.sort()
        for file in sorted(files):
            path = os.path.join(root, file)
            with open(path, "rb") as stream:
                mail = email.message_from_binary_file(stream, policy=email.policy.default)
            print(
                json.dumps(
                    {
                        "mail": os.path.relpath(path, folder),
                        "from": attempt(lambda: addresses(mail, "from")),
                        "to": attempt(lambda: addresses(mail, "to")),
                        "subject": attempt(lambda: subject(mail)),
                        "names": attempt(lambda: names(mail)),
                        "defects": [type(defect).__name__ for defect in mail.defects],
                    }
                )
            )


if __name__ == "__main__":
    main(sys.argv[1])
