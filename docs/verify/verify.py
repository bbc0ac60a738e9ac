#!/usr/bin/env python3
"""Checks a proof of one entry of Hearth's audit, and the certificate in it, with the council's verifier key.

    python3 verify.py PROOF.json --key KEY

KEY is the text `name+id+key`, or a file that holds it. Nothing is read but these two; nothing but Python's standard library is used.
"""

import argparse
import base64
import datetime
import hashlib
import json
import os
import sys

# --- Ed25519, RFC 8032: only what checking needs. ---------------------------------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def add(a, b):
    """Adds two points in extended coordinates."""
    m, n = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = n - m, d - c, d + c, n + m
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(n, point):
    """A point, n times."""
    sum_ = (0, 1, 1, 0)
    while n > 0:
        if n & 1:
            sum_ = add(sum_, point)
        point, n = add(point, point), n >> 1
    return sum_


def equal(a, b):
    """Whether two points are the same."""
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def point_of(text):
    """The point of 32 bytes, or none where they are no point."""
    y = int.from_bytes(text, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P != 0:
        x = x * ROOT % P
    if (x * x - x2) % P != 0 or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signed(key, text, signature):
    """Whether `signature` is that of `text` by `key`."""
    if len(key) != 32 or len(signature) != 64:
        return False
    a, r, s = point_of(key), point_of(signature[:32]), int.from_bytes(signature[32:], "little")
    # A key of small order would let one signature fit many texts.
    if a is None or r is None or s >= L or equal(times(8, a), (0, 1, 1, 0)):
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + text).digest(), "little") % L
    return equal(times(s, BASE), add(r, times(h, a)))


# --- The verifier key and the signed checkpoint (C2SP signed-note and tlog-checkpoint). --------------------------------------------


class Wrong(Exception):
    """Why it does not convince."""


def bytes_of(text, what):
    try:
        return base64.b64decode(text, validate=True)
    except (ValueError, TypeError):
        raise Wrong(f"{what} is not base64") from None


def read_key(text):
    """Name, id and key of `name+id+key`."""
    parts = text.strip().split("+", 2)
    if len(parts) != 3:
        raise Wrong("a verifier key reads name+id+key")
    name, short, blob = parts[0], parts[1], bytes_of(parts[2], "the verifier key")
    if len(blob) != 33 or blob[0] != 1:
        raise Wrong("the verifier key is not one of Ed25519")
    own = hashlib.sha256(name.encode() + b"\n\x01" + blob[1:]).digest()[:4]
    if own.hex() != short.lower():
        raise Wrong("the verifier key does not fit its own id: it was copied wrongly")
    return name, own, blob[1:]


def open_checkpoint(note, key):
    """Size and root of the tree that the note signs."""
    name, own, public = key
    body, split, signatures = note.rpartition("\n\n")
    if not split:
        raise Wrong("the checkpoint has no signature")
    text = (body + "\n").encode()
    for line in signatures.splitlines():
        parts = line.split(" ")
        if len(parts) != 3 or parts[0] != "\u2014" or parts[1] != name:
            continue
        blob = bytes_of(parts[2], "a signature")
        if blob[:4] == own:
            if not signed(public, text, blob[4:]):
                raise Wrong("the signature of the checkpoint does not fit: it was changed after it was signed")
            break
    else:
        raise Wrong(f"the checkpoint is not signed by {name}")
    lines = text.decode().splitlines()
    if len(lines) < 3 or lines[0] != name or not lines[1].isdigit():
        raise Wrong("this is no checkpoint of that log")
    return int(lines[1]), bytes_of(lines[2], "the root hash")


# --- The entry, its leaf, and the way to the root (RFC 6962, section 2.1). ---------------------------------------------------------


def number(value):
    return value.to_bytes(8, "big", signed=True)


def text(value):
    raw = value.encode()
    return len(raw).to_bytes(8, "big") + raw


def option(raw):
    return b"\x00" if raw is None else b"\x01" + raw


def id_of(value):
    """The 16 bytes of an id."""
    raw = bytes.fromhex(value.replace("-", ""))
    if len(raw) != 16:
        raise Wrong("an id is not 16 bytes")
    return raw


def moment(value):
    """Microseconds since 1970 of a moment in UTC."""
    day, _, clock = value.rstrip("Z").partition("T")
    clock, _, part = clock.partition(".")
    whole = datetime.datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=datetime.timezone.utc)
    since = whole - datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
    return (since.days * 86400 + since.seconds) * 1_000_000 + int(part[:6].ljust(6, "0") or "0")


def leaf_of(entry):
    """The bytes of an entry, as they were hashed when it was written."""
    out = b"hearth audit entry 1\n" + id_of(entry["id"]) + number(moment(entry["at"])) + text(entry["authority"])
    worker = entry.get("worker")
    if entry.get("account") is not None:
        out += b"p" + id_of(entry["account"]) + option(None if worker is None else id_of(worker))
        out += text(entry.get("role") or "")
    else:
        out += b"j" + text(entry["job"])
    out += text(entry["purpose"]) + text(entry["action"])
    for name in ("file", "record"):
        out += option(None if entry.get(name) is None else id_of(entry[name]))
    out += text(entry["outcome"])
    for name in ("versions", "detail"):
        out += option(None if entry.get(name) is None else bytes_of(entry[name], f"the hash `{name}`"))
    return out + entry["count"].to_bytes(4, "big")


def root_of(leaf, index, size, path):
    """The root to which a leaf and its path lead."""
    if not 0 <= index < size:
        raise Wrong("the entry lies outside the tree that the checkpoint signs")
    place, last, node = index, size - 1, hashlib.sha256(b"\x00" + leaf).digest()
    for step in path:
        if last == 0:
            raise Wrong("the path is longer than the tree is high")
        if place & 1 or place == last:
            node = hashlib.sha256(b"\x01" + step + node).digest()
            while not place & 1 and place != 0:
                place, last = place >> 1, last >> 1
        else:
            node = hashlib.sha256(b"\x01" + node + step).digest()
        place, last = place >> 1, last >> 1
    if last != 0:
        raise Wrong("the path is shorter than the tree is high")
    return node


def check(proof, key):
    """Raises Wrong where anything does not hold; else gives the lines to print."""
    if proof.get("proof") != "hearth audit proof 1":
        raise Wrong("this is no proof of this form")
    size, root = open_checkpoint(proof["checkpoint"], key)
    entry = proof["entry"]
    path = [bytes_of(step, "a hash of the path") for step in proof["path"]]
    if root_of(leaf_of(entry), proof["leaf"], size, path) != root:
        raise Wrong("the hashes do not lead from the entry to the checkpoint: one of them was changed")
    said = [f"The entry {entry['id']} ({entry['action']}, {entry['at']}) stands in the audit of {key[0]}."]
    certificate = proof.get("certificate")
    if certificate is not None:
        if hashlib.sha256(certificate.encode()).digest() != bytes_of(entry.get("detail") or "", "the hash `detail`"):
            raise Wrong("the certificate is not the one that the entry carries")
        says = json.loads(certificate)
        said.append(f"The certificate of file {says['file']} is the one that it carries:")
        said.append(f"  destroyed {says['destroyed_at']}, unrecoverable after {says['unrecoverable_after']}")
        said.append(f"  by {says['rule']}: {'; '.join(says['because'])}")
        said.append("  approved by " + " and ".join(f"{by['worker']} at {by['at']}" for by in says["approved_by"]))
    return said


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("proof", help="the file that `hearth ledger prove` wrote")
    parser.add_argument("--key", required=True, help="the council's verifier key, or a file that holds it")
    args = parser.parse_args()
    try:
        key = args.key
        if os.path.exists(key):
            with open(key, encoding="utf-8") as file:
                key = file.read()
        with open(args.proof, encoding="utf-8") as file:
            proof = json.load(file)
        lines = check(proof, read_key(key))
    except Wrong as why:
        print(f"NOT PROVED: {why}")
        return 1
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as why:
        print(f"NOT PROVED: the file cannot be read as a proof ({why})")
        return 1
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
