#!/usr/bin/env python3
"""Verifies a result pack with nothing but Python's standard library (3.11 or newer), written from docs/result-pack.md.

    verify_pack.py PACK [--key LINE] [--receipt FILE]... [--checkpoints FILE]
    verify_pack.py --folder DIR [--key LINE]   one line for each pack in it: its name, and `verified` or the failed step

Exit code 0: verified; 1: not verified; 2: wrong use.
"""

import argparse
import base64
import hashlib
import json
import math
import re
import sys
import uuid
from fractions import Fraction
from functools import lru_cache
from itertools import combinations
from pathlib import Path

FORMAT = "peaceapp-result-pack/1"
STEPS = (
    "format key signatures consistency leaves statement method scorecards rubric ranking ties awards counts doubt outside"
).split()
SIGNATURE = "\u2014 "


class No(Exception):
    """A step does not hold."""


def need(holds, why):
    if not holds:
        raise No(why)


# ---- Ed25519, RFC 8032, section 5.1 ----

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(scalar, point):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = add(result, point)
        point, scalar = add(point, point), scalar >> 1
    return result


def recover(y, sign):
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * ROOT % P
    if (x * x - x2) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = recover(4 * pow(5, P - 2, P) % P, 0)


def point(data):
    number = int.from_bytes(data, "little")
    return recover(number & ((1 << 255) - 1), number >> 255)


@lru_cache(maxsize=None)
def ed25519(key, text, signature):
    a, r, s = point(key), point(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= ORDER:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + text).digest(), "little") % ORDER
    left, right = times(s, BASE), add(r, times(k, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


# ---- Merkle tree, RFC 6962, section 2.1; checks as in RFC 9162, sections 2.1.3.2 and 2.1.4.2 ----


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def leaf_hash(*parts):
    return sha(b"\0", *parts)


def node(left, right):
    return sha(b"\1", left, right)


def root(leaves):
    """A node without a sibling goes up as it is."""
    if not leaves:
        return sha()
    while len(leaves) > 1:
        pairs = [leaves[at : at + 2] for at in range(0, len(leaves), 2)]
        leaves = [node(*pair) if len(pair) == 2 else pair[0] for pair in pairs]
    return leaves[0]


def includes(leaf, index, size, path, expected):
    if index >= size:
        return False
    at, last, found = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if at % 2 == 1 or at == last:
            found = node(sibling, found)
            while at % 2 == 0 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node(found, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and found == expected


def grew(old, old_root, size, new_root, path):
    if old > size:
        return False
    if old == 0:
        return not path and old_root == sha()
    if old == size:
        return not path and old_root == new_root
    steps = list(path)
    if old & (old - 1) == 0:
        steps.insert(0, old_root)
    if not steps:
        return False
    at, last = old - 1, size - 1
    while at % 2 == 1:
        at, last = at >> 1, last >> 1
    before = now = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if at % 2 == 1 or at == last:
            before, now = node(step, before), node(step, now)
            while at % 2 == 0 and at:
                at, last = at >> 1, last >> 1
        else:
            now = node(now, step)
        at, last = at >> 1, last >> 1
    return last == 0 and before == old_root and now == new_root


# ---- Text forms, each of which has one way of being written ----


def from_base64(text):
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise No(str(error)) from error
    need(base64.b64encode(data).decode() == text, "base64 that has another form")
    return data


def from_hash(text):
    data = from_base64(text)
    need(len(data) == 32, "a hash has 32 bytes")
    return data


def from_salt(text):
    need(re.fullmatch("[0-9a-f]{64}", text), "a salt is 32 bytes in hexadecimal")
    return bytes.fromhex(text)


def decimal(text):
    need(re.fullmatch(r"-?[0-9]+(\.[0-9]{1,6})?", text), f"{text!r} is no decimal number")
    micros = int(Fraction(text) * 10**6)
    need(-(2**63) <= micros < 2**63, f"{text} is too large")
    return Fraction(micros, 10**6)


def shortest(number):
    """A decimal number as it is written: no trailing noughts, no point without decimals."""
    micros = abs(number) * 10**6
    whole, rest = divmod(int(micros), 10**6)
    text = f"{whole}.{rest:06}".rstrip("0").rstrip(".")
    return f"-{text}" if number < 0 else text


def rounded(number, places):
    """With so many decimals, a half away from nought."""
    scaled = int(abs(number) * 10**places + Fraction(1, 2))
    sign = "-" if number < 0 and scaled else ""
    digits = str(scaled).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits


def rounded_to(number, places):
    """The same as a number; as it is where no places are given."""
    return number if places is None else Fraction(rounded(number, places))


def positive(text):
    need(re.fullmatch(r"[0-9]+(\.[0-9]+)?", text), f"{text!r} is no number")
    return float(text)


def written(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def once(pairs):
    need(len(dict(pairs)) == len(pairs), "a field is there twice")
    return dict(pairs)


def parse(text):
    try:
        return json.loads(text, object_pairs_hook=once)
    except ValueError as error:
        raise No(str(error)) from error


# ---- The form of the file: each object with its fields in their order ----

INT, SMALL, SIGNED, TEXT = range(2**64), range(2**32), range(-(2**63), 2**63), "text"


def maybe(form):
    return ("maybe", form)


def unless_empty(form):
    """A list that is not there when there is nothing in it."""
    return ("unless_empty", form)


INCLUSION = {"index": INT, "path": [TEXT]}
SALTED = {"salt": TEXT, "body": TEXT}
FIT = {"entry": TEXT, "judge": TEXT, "residual": TEXT, "judge_weights": [{"judge": TEXT, "weight": TEXT}]}
FORM = {
    "format": TEXT,
    "content": {
        "program": TEXT,
        "key": TEXT,
        "competition": TEXT,
        "version": SIGNED,
        "method": {"kind": TEXT, "decimals": maybe(SMALL), "judge_noise": bool, "disconnected": TEXT},
        "sealed": maybe(SALTED),
        "document": TEXT,
        "tracks": [
            {
                "key": TEXT,
                "criteria": [{"key": TEXT, "weight": decimal, "min": decimal, "max": decimal, "step": decimal}],
                "rounds": [{"id": TEXT, "name": TEXT, "rule": TEXT, "weights": maybe([decimal])}],
                "tie_order": [TEXT],
                "entries": [{"id": TEXT, "key": TEXT, "level": SMALL, "votes": maybe(SMALL)}],
                "awards": [{"name": TEXT, "prize": TEXT, "by_place": bool, "count": SMALL}],
                "decisions": [{"award": INT, "entry": TEXT, "reason": TEXT}],
                "passed": unless_empty([{"award": INT, "entry": TEXT, "how": TEXT}]),
                "provisional": unless_empty([TEXT]),
                "fit": maybe(FIT),
            }
        ],
        "scorecards": [SALTED],
        "checkpoints": [{"occasion": TEXT, "note": TEXT}],
    },
    "proofs": {
        "checkpoint": TEXT,
        "leaves": TEXT,
        "consistency": [[TEXT]],
        "statement": {"salt": TEXT, "index": INT, "path": [TEXT]},
        "sealed": maybe(INCLUSION),
        "scorecards": [INCLUSION],
    },
}


def check_form(value, form, where="the file"):
    if isinstance(form, tuple):
        if form[0] == "unless_empty":
            need(value != [], f"{where} is there and empty")
            check_form(value, form[1], where)
        elif value is not None:
            check_form(value, form[1], where)
    elif isinstance(form, dict):
        need(isinstance(value, dict), f"{where} is no object")
        there = [name for name, inner in form.items() if name in value or not (isinstance(inner, tuple) and inner[0] == "unless_empty")]
        need(list(value) == there, f"{where}: other fields or another order")
        for name in there:
            check_form(value[name], form[name], name)
    elif isinstance(form, list):
        need(isinstance(value, list), f"{where} is no list")
        for one in value:
            check_form(one, form[0], where)
    elif isinstance(form, range):
        need(type(value) is int and value in form, f"{where} is no such whole number")
    elif form is bool:
        need(isinstance(value, bool), f"{where} is neither true nor false")
    else:
        need(isinstance(value, str), f"{where} is no text")
        if form is decimal:
            need(shortest(decimal(value)) == value, f"{where}: {value!r} has another form")


# ---- The steps ----


class Pack:
    def __init__(self, data, key=None, receipts=(), checkpoints=None):
        self.data, self.known = data, (key, list(receipts), checkpoints)
        self.lines, self.failed = [], None

    def verify(self):
        for step in STEPS:
            try:
                word, detail = getattr(self, f"step_{step}")()
            except No as error:
                word, detail = "FAILED", str(error)
            except (KeyError, TypeError, AttributeError, IndexError, ValueError, RecursionError) as error:
                word, detail = "FAILED", f"not as a pack has it: {error!r}"
            self.lines.append((word, step, detail))
            if word == "FAILED":
                self.failed = step
                break
        return self.failed is None

    def step_format(self):
        try:
            text = self.data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise No(str(error)) from error
        pack = parse(text)
        check_form(pack, FORM)
        need(pack["format"] == FORMAT, f"this is {pack['format']!r}, not {FORMAT!r}")
        method = pack["content"]["method"]
        need(method["kind"] in ("mean", "trimmed", "adjusted"), "no such method")
        hows = {gone["how"] for track in pack["content"]["tracks"] for gone in track.get("passed", [])}
        need(hows <= {"declined", "not_given"}, "no such way for a prize to pass an entry by")
        need(method["disconnected"] in ("refuse", "random_allocation"), "no such answer to a panel in parts")
        # A lone surrogate can be written as an escape only, which is another form.
        need(written(pack).encode("utf-8", "surrogatepass") == self.data, "not written in the one form a pack has")
        self.content, self.proofs = pack["content"], pack["proofs"]
        return "passed", f"{FORMAT}, version {self.content['version']} of the publication, {len(self.data)} bytes"

    def step_key(self):
        line, known = self.content["key"], self.known[0]
        parts = line.split("+", 2)
        need(len(parts) == 3, "no verifier's key")
        self.name, self.key_id, data = parts[0], bytes.fromhex(parts[1]), from_base64(parts[2])
        need(self.name and not re.search(r"[\s\x00-\x1f\x7f-\x9f]", self.name), "no name of a log")
        need(len(data) == 33 and data[0] == 1, "no Ed25519 key")
        self.key = data[1:]
        need(sha(self.name.encode(), b"\n", data)[:4].hex() == parts[1], "another key id")
        if known is None:
            return "noted", f"{line}; no key was given: compare it with one that you trust"
        need(known.strip() == line, f"the pack is signed with {line}, not with {known}")
        return "passed", f"{line}, the key that was given"

    def note(self, note):
        """Size and root of a checkpoint with one signature, this key's (C2SP signed-note and tlog-checkpoint)."""
        lines = note.split("\n")
        need(len(lines) == 6 and lines[3] == "" and lines[5] == "", "no checkpoint of three lines and one signature")
        need(re.fullmatch("0|[1-9][0-9]*", lines[1]), "no size")
        size, top = int(lines[1]), from_hash(lines[2])
        need(lines[4].startswith(f"{SIGNATURE}{self.name} "), "not signed with this key")
        signature = from_base64(lines[4][len(f"{SIGNATURE}{self.name} ") :])
        need(len(signature) == 68 and signature[:4] == self.key_id, "not signed with this key")
        text = "\n".join(lines[:3]) + "\n"
        need(ed25519(self.key, text.encode(), signature[4:]), f"the signature of size {size} does not hold")
        need(lines[0] == self.name, f"the checkpoint is of another log, {lines[0]}")
        return size, top

    def step_signatures(self):
        notes = [kept["note"] for kept in self.content["checkpoints"]] + [self.proofs["checkpoint"]]
        self.checkpoints = [self.note(note) for note in notes]
        return "passed", f"{len(notes)} checkpoints are signed"

    def step_consistency(self):
        paths = self.proofs["consistency"]
        need(len(paths) + 1 == len(self.checkpoints), "another number of paths than of checkpoints")
        for old, new, path in zip(self.checkpoints, self.checkpoints[1:], paths):
            need(grew(*old, *new, [from_hash(one) for one in path]), f"{new[0]} leaves did not grow from {old[0]}")
        return "passed", "the log grew: " + ", ".join(str(size) for size, _ in self.checkpoints) + " leaves"

    def step_leaves(self):
        data = from_base64(self.proofs["leaves"])
        self.size, self.root = self.checkpoints[-1]
        need(len(data) == 32 * self.size, f"{len(data)} bytes of leaves for {self.size} leaves")
        self.leaves = [data[at : at + 32] for at in range(0, len(data), 32)]
        for size, top in self.checkpoints:
            need(root(self.leaves[:size]) == top, f"the first {size} leaves do not give the root that was signed")
        occasions = [kept["occasion"] for kept in self.content["checkpoints"]]
        self.occasions = dict(zip(occasions, (size for size, _ in self.checkpoints)))
        return "passed", f"{self.size} leaves give the roots of all checkpoints"

    def stated(self, salted, place):
        leaf = leaf_hash(from_salt(salted["salt"]), salted["body"].encode())
        path = [from_hash(one) for one in place["path"]]
        need(includes(leaf, place["index"], self.size, path, self.root), f"leaf {place['index']} is another")
        return leaf

    def step_statement(self):
        digest = hashlib.sha256(written(self.content).encode()).hexdigest()
        body = {"pack": 1, "competition": self.content["competition"], "version": self.content["version"]}
        place = self.proofs["statement"]
        self.stated({"salt": place["salt"], "body": written({**body, "content": digest})}, place)
        earlier = [size for size, _ in self.checkpoints[:-1]]
        need(all(size <= place["index"] for size in earlier), "stated before the last checkpoint")
        return "passed", f"leaf {place['index']} states the digest of the content, {digest}"

    def step_method(self):
        used = f"ranked by {self.content['method']['kind']}"
        sealed, place = self.content["sealed"], self.proofs["sealed"]
        need((sealed is None) == (place is None), "a sealed method and its place come together")
        if sealed is None:
            return "noted", f"{used}; the log does not show that this was fixed before judging"
        self.stated(sealed, place)
        body = parse(sealed["body"])
        need(set(body) == {"sealed_method", "competition", "text"} and body["sealed_method"] == 1, "no sealed method")
        need(body["competition"] == self.content["competition"], "of another competition")
        fixed, document = parse(body["text"]), parse(self.content["document"])
        digest = hashlib.sha256(body["text"].encode()).hexdigest()
        need((document.get("seal") or {}).get("digest") == digest, "the document names another seal")
        rules = fixed["rules"]
        rubrics = [
            [(line["key"], line["weight"], *(line["scale"][name] for name in ("min", "max", "step"))) for line in lines]
            for lines in (track["rubric"] for track in fixed["tracks"])
        ]
        names = ("key", "weight", "min", "max", "step")
        tracks = self.content["tracks"]
        own = [[tuple(line[name] for name in names) for line in track["criteria"]] for track in tracks]
        need([track["key"] for track in fixed["tracks"]] == [track["key"] for track in tracks], "other tracks were fixed")
        need(rubrics == own, "another rubric was fixed")
        departure = document.get("departure")
        if departure is not None:
            return "noted", f"{used}, not by what was fixed: {departure['reason']} ({departure['names']})"
        need(rules["method"] == self.content["method"], "another method was fixed")
        others = [step for step in ("judge_preference", "panel_vote", "lottery") if rules[step]]
        for track, of in zip(tracks, fixed["tracks"]):
            order = [f"criterion:{key}" for key in of["tie_criteria"]] + others
            need(track["tie_order"] == order, "another order of ties was fixed")
        seed = document.get("lottery_seed")
        drawn = None if seed is None else hashlib.sha256(seed.encode()).hexdigest()
        need(drawn == fixed["lottery"], "the seed of the lottery is another")
        if place["index"] < self.occasions.get("start_of_judging", 0):
            return "passed", f"{used}, fixed in leaf {place['index']} before judging began"
        need(place["index"] < self.occasions.get("close_of_judging", 2**64), f"{used}, fixed after judging closed")
        return "noted", f"{used}, fixed in leaf {place['index']}, not shown to be before judging began"

    def step_scorecards(self):
        places, known = self.proofs["scorecards"], {}
        need(len(places) == len(self.content["scorecards"]), "another number of places than of scorecards")
        for track in self.content["tracks"]:
            for entry in track["entries"]:
                need(entry["id"] not in known, f"entry {entry['key']} is there twice")
                known[entry["id"]] = (track, entry)
        self.cards, self.card_leaves, first = [], set(), {}
        for salted, place in zip(self.content["scorecards"], places):
            self.card_leaves.add(self.stated(salted, place))
            card = parse(salted["body"])
            need(
                set(card) == {"scorecard", "competition", "round", "entry", "judge", "version", "marks"}
                and card["scorecard"] == 1
                and str(uuid.UUID(card["competition"])) == self.content["competition"],
                "a scorecard of another form or competition",
            )
            need(isinstance(card["judge"], str) and card["version"] in SIGNED, "no judge or version")
            card["entry"], card["round"] = str(uuid.UUID(card["entry"])), str(uuid.UUID(card["round"]))
            need(card["entry"] in known, "a scorecard of no entry of the pack")
            card["marks"] = {key: None if mark is None else decimal(mark) for key, mark in card["marks"].items()}
            self.cards.append((*known[card["entry"]], card))
        pairs = {(entry["id"], card["judge"]) for _, entry, card in self.cards}
        need(len(pairs) == len(self.cards), "a judge has two scorecards for an entry")
        for track in self.content["tracks"]:
            rounds = [one["id"] for one in track["rounds"]]
            rules = [one["rule"] for one in track["rounds"]]
            need(len(set(rounds)) == len(rounds), "a round is there twice")
            need(set(rules) <= {"carried", "fresh"}, "a round has no rule")
            need(all(entry["level"] <= len(rounds) for entry in track["entries"]), "a level without a round")
            for entry, card in ((entry, card) for of, entry, card in self.cards if of is track):
                at = rounds.index(card["round"]) + 1 if card["round"] in rounds else 0
                need(at or first.setdefault(track["key"], card["round"]) == card["round"], "a round that is not there")
                carried = all(rule == "carried" for rule in rules[at : entry["level"]])
                need(at <= entry["level"] and carried, f"a scorecard of {entry['key']} of a round that does not count")
        close = self.occasions.get("close_of_judging")
        if close is None:
            return "noted", f"{len(places)} scorecards; no checkpoint shows which were before judging closed"
        late = sum(place["index"] >= close for place in places)
        if late:
            return "noted", f"{len(places)} scorecards are in the log, {late} of them stated after judging closed"
        return "passed", f"{len(places)} scorecards are in the log, all of before judging closed"

    def step_rubric(self):
        self.document = parse(self.content["document"])
        need(self.document["method"] == self.content["method"]["kind"], "the document says another method")
        tracks, published = self.content["tracks"], self.document["tracks"]
        need([track["key"] for track in tracks] == [track["key"] for track in published], "other tracks")
        for track, shown in zip(tracks, published):
            own = [(line["key"], line["weight"]) for line in track["criteria"]]
            need(own == [(line["key"], line["weight"]) for line in shown["rubric"]], f"{track['key']}: another rubric")
            need(track["tie_order"] == shown["tie_order"], f"{track['key']}: another tie order")
            rounds = shown.get("rounds", [])
            need(len(rounds) == len(track["rounds"]), f"{track['key']}: other rounds")
            for one, there in zip(track["rounds"], rounds):
                need((one["name"], one["rule"]) == (there["name"], there["rule"]), f"{track['key']}: other rounds")
                weights = one["weights"]
                if weights is None:
                    weights = [line["weight"] for line in track["criteria"]]
                need(len(weights) == len(own), f"{track['key']}: another rubric of a round")
                lines = [(line["key"], weight) for line, weight in zip(track["criteria"], weights)]
                there = [(line["key"], line["weight"]) for line in there.get("rubric", [])]
                counts = [line for line in lines if line[1] != "0"]
                same = counts == [line for line in there if line[1] != "0"] if there else lines == own
                need(same, f"{track['key']}: another rubric of a round")
        for track, _, card in self.cards:
            lines = {line["key"]: line for line in track["criteria"]}
            for key, mark in card["marks"].items():
                need(key in lines, f"a mark on {key}, which is no criterion")
                if mark is not None:
                    low, high, step = (decimal(lines[key][name]) for name in ("min", "max", "step"))
                    on_scale = low <= mark <= high and step > 0 and (mark - low) % step == 0
                    need(on_scale, f"a mark on {key} is not on its scale")
        return "passed", f"{len(tracks)} tracks on their published rubrics, every mark on its scale"

    def step_ranking(self):
        method = self.content["method"]
        need(method["decimals"] is None or method["decimals"] <= 6, "more decimals than six")
        named = (self.document["method"], self.document.get("decimals"))
        need(named == (method["kind"], method["decimals"]), "the document names another method")
        seed, shown_with = self.document.get("lottery_seed"), 1 if method["decimals"] is None else method["decimals"]
        self.ranked = []
        for track, shown in zip(self.content["tracks"], self.document["tracks"]):
            ranking = Ranking(track, [(entry, card) for of, entry, card in self.cards if of is track], method, seed)
            self.ranked.append((track, ranking, shown))
            places = ranking.places
            need(len(places) == len(track["entries"]) == len(shown["placements"]), f"{track['key']}: other entries")
            for place, there in zip(places, shown["placements"]):
                entry, level = place["entry"], place["entry"]["level"]
                score = rounded(place["score"], shown_with)
                found = (entry["key"], place["place"], place["shared"], score, place["scorecards"])
                names = ("key", "place", "shared", "score", "scorecards")
                need(found == tuple(there[name] for name in names), f"{track['key']}: should be {found}")
                name = track["rounds"][level - 1]["name"] if level else None
                need(there.get("round") == name, f"{entry['key']} came to another round")
                mean = ranking.raw_means[entry["key"]]
                mean = None if mean == place["score"] else rounded(mean, max(shown_with, 1))
                need(there.get("raw_mean") == mean, f"{entry['key']} has another mean of totals")
        found = f"{sum(len(ranking.places) for _, ranking, _ in self.ranked)} entries have the published places"
        if method["judge_noise"]:
            return "noted", f"{found}, with weights of judges that are not computed here"
        return "passed", found

    def step_ties(self):
        for track, ranking, shown in self.ranked:
            before = None
            for place, there in zip(ranking.places, shown["placements"]):
                need(there["tie_broken_by"] == place["broken_by"], f"{there['key']}: another step parted it")
                need(there["settled"] == ranking.note(before, place), f"{there['key']}: another note on its tie")
                before = place
        return "passed", "ties are settled as published"

    def step_awards(self):
        for track, ranking, shown in self.ranked:
            keys, awards = {entry["key"] for entry in track["entries"]}, track["awards"]
            passed, provisional = track.get("passed", []), track.get("provisional", [])
            for given in track["decisions"]:
                there = given["award"] < len(awards) and not awards[given["award"]]["by_place"]
                need(given["entry"] in keys and there, f"{track['key']}: a distinction that there is not")
            for gone in passed:
                need(gone["entry"] in keys and gone["award"] < len(awards), f"{track['key']}: a prize that there is not")
            need(set(provisional) <= keys, f"{track['key']}: what is provisional is not there")
            aside = {gone["entry"] for gone in passed if awards[gone["award"]]["by_place"]}
            able = [place for place, there in zip(ranking.places, shown["placements"]) if there["key"] not in aside]
            for place, there in zip(ranking.places, shown["placements"]):
                # How many who do not stand aside are above: that many prizes are gone when this place is reached.
                gone, left, first = sum(above["place"] < place["place"] for above in able), 0, None
                for number, award in enumerate(awards):
                    left += award["count"] if award["by_place"] else 0
                    if award["by_place"] and first is None and gone < left:
                        first = number
                won, by_passed = [], []
                for number, award in enumerate(awards):
                    of = [one for one in track["decisions"] if (one["award"], one["entry"]) == (number, there["key"])]
                    out = [one for one in passed if (one["award"], one["entry"]) == (number, there["key"])]
                    if award["by_place"]:
                        reason = "" if first == number and there["key"] not in aside else None
                    else:
                        reason = of[0]["reason"] if of and not out else None
                    if reason is not None:
                        one = {name: award[name] for name in ("name", "prize", "by_place")} | {"reason": reason}
                        won.append(one | ({"provisional": True} if there["key"] in provisional else {}))
                    if out:
                        by_passed.append({"name": award["name"], "how": out[0]["how"]})
                need(there["awards"] == won, f"{there['key']} wins something else")
                need(there.get("passed", []) == by_passed, f"{there['key']}: something else passed it by")
        return "passed", "awards follow from places or decisions"

    def step_counts(self):
        counted = [card for _, ranking, _ in self.ranked for _, card, _ in ranking.counted]
        placed = [len(ranking.places) for _, ranking, _ in self.ranked]
        found = (len(counted), len({card["judge"] for card in counted}), sum(placed))
        said = tuple(self.document[name] for name in ("scorecards", "judges", "entries_judged"))
        need(found == said, f"scorecards, judges, entries are {found}, not {said}")
        need(placed == [shown["ranked"] for _, _, shown in self.ranked], "other numbers of ranked entries")
        return "passed", f"{found[2]} entries, {found[1]} judges, {found[0]} scorecards that count"

    def step_doubt(self):
        for track, ranking, shown in self.ranked:
            there = shown.get("doubt")
            need((there is None) == (len(ranking.places) < 2), f"{track['key']}: how sure places are is told of two or more")
            need(there is None or there["seed"] == ranking.draws_from(), f"{track['key']}: another seed of the draws")
        return "noted", "the seed of the draws follows from the scores; the draws themselves are not repeated here"

    def step_outside(self):
        _, receipts, checkpoints = self.known
        if not receipts and checkpoints is None:
            return "noted", "no checkpoint or receipt was given to compare with"
        parts = (checkpoints or "").strip("\n").split("\n\n") if checkpoints else []
        need(len(parts) % 2 == 0, "kept checkpoints are notes with an empty line between them")
        for text, signature in zip(parts[::2], parts[1::2]):
            self.same_log(*self.note(f"{text}\n\n{signature}\n"))
        for receipt in receipts:
            head, note = receipt.split("\n\n", 1)
            lines = head.split("\n")
            need(lines[0] == "c2sp.org/tlog-proof@v1" and lines[1].startswith("extra "), "no receipt")
            leaf, index = leaf_hash(from_base64(lines[1][6:])), int(lines[2].removeprefix("index "))
            size, top = self.note(note)
            need(includes(leaf, index, size, [from_hash(one) for one in lines[3:]], top), "a receipt does not hold")
            self.same_log(size, top)
            need(index < self.size, "a receipt of after the publication")
            need(self.leaves[index] == leaf, "the log was told twice: the receipt's leaf is another here")
            need(leaf in self.card_leaves, "the scorecard of a receipt is not among those that count")
        return "passed", f"of the same log, and {len(receipts)} receipts count"

    def same_log(self, size, top):
        if size <= self.size:
            need(root(self.leaves[:size]) == top, f"the log was told twice: another root at {size} leaves")


# ---- The ranking: a score by the method, then the declared steps ----


def proportions(weights):
    """Whole numbers without a common divisor."""
    common = math.gcd(*weights) or 1
    return [weight // common for weight in weights]


class Ranking:
    def __init__(self, track, cards, method, seed):
        self.track, self.lines, self.method, self.cards, self.seed = track, track["criteria"], method, cards, seed
        self.check_input(cards)
        self.counted = [(entry, card, total) for entry, card in cards if (total := self.total(entry, card)) is not None]
        self.of = {}
        for entry, card, total in self.counted:
            self.of.setdefault(entry["key"], []).append((card, total))
        self.raw_means = {key: sum(total for _, total in cards) / len(cards) for key, cards in self.of.items()}
        self.places = []
        scores = getattr(self, method["kind"])()
        ranked = [entry for entry in track["entries"] if entry["key"] in self.of]
        levels = {}
        for entry in ranked:
            levels.setdefault((entry["level"], scores[entry["key"]]), []).append(entry)
        for (_, score), group in sorted(levels.items(), key=lambda item: item[0], reverse=True):
            for tied, broken_by, settled_by in self.resolve(group):
                place = len(self.places) + 1
                for entry in sorted(tied, key=lambda entry: entry["key"].encode()):
                    self.places.append(
                        {
                            "entry": entry,
                            "place": place,
                            "score": score,
                            "scorecards": len(self.of[entry["key"]]),
                            "shared": len(tied) > 1,
                            "broken_by": broken_by,
                            "settled_by": settled_by,
                        }
                    )

    def check_input(self, cards):
        keys = [line["key"] for line in self.lines]
        entries = [entry["key"] for entry in self.track["entries"]]
        need(len(set(keys)) == len(keys) and len(set(entries)) == len(entries), "a criterion or entry is there twice")
        for line in self.lines:
            need(decimal(line["max"]) > 0 and decimal(line["weight"]) >= 0, "a weight below or a maximum not above 0")
        for one in self.track["rounds"]:
            weights = one["weights"]
            if weights is not None:
                need(len(weights) == len(keys), "another rubric of a round")
                need(all(decimal(weight) >= 0 for weight in weights), "a weight below 0")
        for step in self.track["tie_order"]:
            named = step.startswith("criterion:") and step.removeprefix("criterion:") in keys
            need(named or step in ("judge_preference", "panel_vote", "lottery"), f"{step} is no tie step")

    def weights(self, entry):
        own = self.track["rounds"][entry["level"] - 1]["weights"] if entry["level"] else None
        return [decimal(weight) for weight in own or [line["weight"] for line in self.lines]]

    def total(self, entry, card):
        """100 * sum(weight * mark / maximum) / sum(weight), over what was assessed; None without any."""
        top = bottom = Fraction(0)
        for line, weight in zip(self.lines, self.weights(entry)):
            mark = card["marks"].get(line["key"])
            if mark is not None:
                top += weight * mark / decimal(line["max"])
                bottom += weight
        return 100 * top / bottom if bottom else None

    def mean(self):
        need(self.track["fit"] is None, "a fit of another method")
        return {key: rounded_to(mean, self.method["decimals"]) for key, mean in self.raw_means.items()}

    def trimmed(self):
        """On each criterion without one highest and one lowest of three marks or more; rounded at each step."""
        need(self.track["fit"] is None, "a fit of another method")
        scores, places = {}, self.method["decimals"]
        for entry in (entry for entry in self.track["entries"] if entry["key"] in self.of):
            top = bottom = Fraction(0)
            for line, weight in zip(self.lines, self.weights(entry)):
                marks = sorted(self.marks(entry, line["key"]))
                if not marks:
                    continue
                marks = marks[1:-1] if len(marks) > 2 else marks
                mark = rounded_to(sum(marks) / len(marks), places)
                top += rounded_to(mark * weight / decimal(line["max"]), places)
                bottom += weight
            scores[entry["key"]] = rounded_to(100 * top / bottom, places)
        return scores

    def adjusted(self):
        need(self.method["decimals"] is not None, "adjusted needs decimals")
        if not self.counted:
            need(self.track["fit"] is None, "a fit of nothing")
            return {}
        need(self.track["fit"] is not None, "no fit")
        model = Model(self)
        need(model.parts() == 1 or self.method["disconnected"] == "random_allocation", "a panel in parts")
        exact = {key: Fraction(round(score * 1e9), 10**9) for key, score in model.scores().items()}
        return {key: rounded_to(score, self.method["decimals"]) for key, score in exact.items()}

    def draws_from(self):
        """The seed of the draws: of all scores, whatever judges are called."""
        texts = ["peaceapp ranking 1", self.track["key"]]
        micros = lambda text: int(decimal(text) * 10**6)
        for line, weight in zip(self.lines, proportions([micros(line["weight"]) for line in self.lines])):
            texts += [line["key"], f"{weight} Some({micros(line['max'])})"]
        for level, one in enumerate(self.track["rounds"], 1):
            if one["weights"] is not None:
                texts += [f"level {level}", *map(str, proportions([micros(weight) for weight in one["weights"]]))]
        by_key = sorted(self.track["entries"], key=lambda entry: entry["key"].encode())
        for entry in by_key:
            texts += [entry["key"], str(entry["level"])] if entry["level"] else []
        judges = {}
        for entry in by_key:
            for card in (card for of, card in self.cards if of is entry):
                marks = (card["marks"].get(line["key"]) for line in self.lines)
                said = "".join(" -" if mark is None else f" {int(mark * 10**6)}" for mark in marks)
                key = f"{len(entry['key'].encode())}:{entry['key']}"
                judges[card["judge"]] = judges.get(card["judge"], "") + f"{key}{said};"
        texts += sorted(judges.values(), key=str.encode)
        return hashlib.sha256("".join(f"{len(text.encode())}:{text};" for text in texts).encode()).hexdigest()

    def marks(self, entry, key):
        marks = [card["marks"].get(key) for card, _ in self.of[entry["key"]]]
        return [mark for mark in marks if mark is not None]

    def mean_mark(self, entry, key):
        marks = self.marks(entry, key)
        return sum(marks) / len(marks) if marks else None

    def resolve(self, group):
        """Each step is asked once about what the steps before left together."""
        classes = [(group, None, None)]
        for step in self.track["tie_order"]:
            parted = []
            for tied, broken_by, settled_by in classes:
                parts = self.part(tied, step) if len(tied) > 1 else [tied]
                if len(parts) < 2:
                    parted.append((tied, broken_by, settled_by))
                    continue
                parted += [(part, step, step if at else settled_by) for at, part in enumerate(parts)]
            classes = parted
        return classes

    def part(self, tied, step):
        if step == "judge_preference":
            keys = self.wins(tied)
        elif step == "panel_vote":
            keys = [entry["votes"] for entry in tied]
            if None in keys:
                return [tied]
        elif step == "lottery":
            if self.seed is None:
                return [tied]
            lots = [hashlib.sha256(f"{self.seed}\n{entry['key']}".encode()).digest() for entry in tied]
            return [[entry] for _, entry in sorted(zip(lots, tied), key=lambda pair: pair[0])]
        else:
            means = [self.mean_mark(entry, step.removeprefix("criterion:")) for entry in tied]
            keys = [(mean is not None, mean or 0) for mean in means]
        return [[entry for entry, key in zip(tied, keys) if key == one] for one in sorted(set(keys), reverse=True)]

    def wins(self, tied):
        """Over how many of the others more of the common judges put it than below."""
        totals = [{card["judge"]: total for card, total in self.of[entry["key"]]} for entry in tied]
        wins = [0] * len(tied)
        for one, two in combinations(range(len(tied)), 2):
            common = totals[one].keys() & totals[two].keys()
            margin = sum((totals[one][j] > totals[two][j]) - (totals[one][j] < totals[two][j]) for j in common)
            if margin:
                wins[one if margin > 0 else two] += 1
        return wins

    def note(self, before, after):
        """Why it comes after the one before, when both have the same score."""
        step = after["settled_by"]
        if before is None or step is None or before["place"] == after["place"]:
            return None
        had = [None, None]
        if step == "panel_vote":
            votes = [at["entry"]["votes"] for at in (before, after)]
            had = [None if number is None else str(number) for number in votes]
        elif step not in ("judge_preference", "lottery"):
            means = [self.mean_mark(at["entry"], step.removeprefix("criterion:")) for at in (before, after)]
            for places in range(2, 7):
                had = [None if mean is None else rounded(mean, places) for mean in means]
                if had[0] != had[1]:
                    break
        return {"step": step, "before": had[0], "after": had[1]}


class Model:
    """Total = mean + entry + judge + rest, weighed; the variances are those of the pack, if they are the best fit."""

    NONE = 14.0  # The logarithm of a ratio from which an effect has no variance.

    def __init__(self, ranking):
        fit = ranking.track["fit"]
        self.sheets = self.collapse(ranking)
        self.entries = sorted({entry for entry, *_ in self.sheets})
        self.judges = sorted({judge for _, judge, *_ in self.sheets})
        self.flat = max(y for *_, y in self.sheets) - min(y for *_, y in self.sheets) <= 1e-9
        self.apart = self.parts() > 1
        factors = {one["judge"]: positive(one["weight"]) for one in fit["judge_weights"]}
        noise = ranking.method["judge_noise"]
        scored = {card["judge"] for _, card in ranking.cards} if noise else set()
        need(sorted(scored) == sorted(one["judge"] for one in fit["judge_weights"]), "weights of other judges")
        center = sum(w * y for *_, w, y in self.sheets) / sum(w for *_, w, _ in self.sheets)
        self.center = center
        # What is below is about deviations, by entry.
        self.rows = {entry: [] for entry in self.entries}
        for entry, judge, weight, total in self.sheets:
            self.rows[entry].append((self.judges.index(judge), weight * factors.get(judge, 1.0), total - center))
        entry, judge, residual = (positive(fit[name]) for name in ("entry", "judge", "residual"))
        ratio = lambda variance: math.log(residual / variance) if variance else self.NONE
        self.logs = (0.0, 0.0) if self.flat else (ratio(entry), ratio(judge))
        if self.flat:
            need(entry == judge == residual == 0, "variances of totals that do not vary")
        else:
            need(abs(self.solve(*self.logs)[3] - residual) <= 1e-4 * (entry + judge + residual), "another residual")
            self.check_optimum()

    @staticmethod
    def collapse(ranking):
        """Each scorecard as one total, put on the mean of the whole rubric, and the share of the weight it assessed."""
        marks = {line["key"]: [] for line in ranking.lines}
        for _, card in ranking.cards:
            for key, mark in card["marks"].items():
                if mark is not None:
                    marks[key].append(mark)
        tops = [decimal(line["max"]) for line in ranking.lines]
        means = [100 * sum(own) / len(own) / top if own else None for own, top in zip(marks.values(), tops)]
        sheets = []
        for entry, card, _ in ranking.counted:
            top = assessed = usual = whole = Fraction(0)
            complete = True
            for line, weight, mean, most in zip(ranking.lines, ranking.weights(entry), means, tops):
                if mean is None:
                    continue
                whole, usual = whole + weight, usual + weight * mean
                mark = card["marks"].get(line["key"])
                if mark is None:
                    complete = complete and weight == 0
                else:
                    assessed, top = assessed + weight, top + weight * (100 * mark / most - mean)
            share = 1.0 if complete else float(assessed / whole)
            sheets.append((entry["key"], card["judge"], share, float(top / assessed + usual / whole)))
        return sheets

    def parts(self):
        part = {}
        find = lambda one: one if part.setdefault(one, one) == one else find(part[one])
        for entry, judge, *_ in self.sheets:
            part[find(("entry", entry))] = find(("judge", judge))
        return len({find(one) for one in list(part)})

    def solve(self, entry_log, judge_log):
        """Henderson's equations without the entries, which are fixed where they have no log.

        Gives the mean, the effects of entries, the restricted deviance and the residual variance.
        """
        fixed = entry_log is None
        of_entry, of_judge = 0.0 if fixed else math.exp(entry_log), math.exp(judge_log)
        size = len(self.judges) + (not fixed)
        matrix = [[0.0] * size for _ in range(size)]
        right = [0.0] * size
        determinant, weights, count = 0.0, 0.0, 0
        for at in range(len(self.judges)):
            matrix[at][at] += of_judge
        for row in self.rows.values():
            own = {}
            for judge, weight, total in row:
                own[judge] = weight
                matrix[judge][judge] += weight
                right[judge] += weight * total
                weights, count = weights + math.log(weight), count + 1
                if not fixed:
                    matrix[judge][-1] += weight
                    matrix[-1][judge] += weight
                    matrix[-1][-1] += weight
                    right[-1] += weight * total
            sums, totals = sum(own.values()), sum(weight * total for _, weight, total in row)
            if not fixed:
                own[size - 1] = sums
            diagonal = sums + of_entry
            determinant += math.log(diagonal)
            for one, left in own.items():
                right[one] -= left * totals / diagonal
                for two, other in own.items():
                    matrix[one][two] -= left * other / diagonal
        found, log_determinant = gauss(matrix, right)
        mean = 0.0 if fixed else found[-1]
        effects, squares = {}, of_judge * sum(value * value for value in found[: len(self.judges)])
        for entry, row in self.rows.items():
            rest = [(weight, total - mean - found[judge]) for judge, weight, total in row]
            effects[entry] = sum(w * e for w, e in rest) / (sum(w for w, _ in rest) + of_entry)
            squares += sum(w * (e - effects[entry]) ** 2 for w, e in rest) + of_entry * effects[entry] ** 2
        variance = squares / max(count - 1, 1)
        if fixed:
            return mean, effects, None, variance
        turn = 2 * math.pi * max(variance, 1e-300)
        deviance = max(count - 1, 1) * (1 + math.log(turn)) + determinant + log_determinant - weights
        deviance -= len(self.entries) * entry_log + len(self.judges) * judge_log
        return mean, effects, deviance, variance

    def check_optimum(self):
        """No ratio nearby has a lower restricted deviance. What the scorecards cannot tell has its stated value."""
        if min(self.logs) < -8:
            return  # Next to nothing is left over: entries and judges explain all, and no score depends on the ratios.
        loads = {judge: sum(one == judge for _, one, *_ in self.sheets) for judge in self.judges}
        free = [any(len(row) > 1 for row in self.rows.values()), len(self.judges) > 1 and max(loads.values()) > 1]
        if len(self.entries) < 2:
            need(self.logs[0] == self.NONE, "one entry has no variance")
            free[0] = False
        elif not free[0]:
            need(abs(self.logs[0] - math.log(0.8)) < 1e-6, "entries of one scorecard each have the ordinary ratio")
        if not free[1]:
            need(self.logs[1] == self.NONE, "judges have no variance of their own")
        best = self.solve(*self.logs)[2]
        for side in (0, 1):
            for step in (-0.05, 0.05) if free[side] else ():
                near = list(self.logs)
                near[side] += step
                if -12 <= near[side] <= self.NONE:
                    need(self.solve(*near)[2] >= best - 1e-4, "other variances fit better")

    def scores(self):
        if self.flat:
            return {entry: self.center for entry in self.entries}
        if self.apart:
            mean, effects, *_ = self.solve(*self.logs)
            return {entry: self.center + mean + effect for entry, effect in effects.items()}
        if self.logs[1] >= self.NONE:
            means = {e: sum(w * y for _, w, y in row) / sum(w for _, w, _ in row) for e, row in self.rows.items()}
            return {entry: self.center + mean for entry, mean in means.items()}
        return {entry: self.center + effect for entry, effect in self.solve(None, self.logs[1])[1].items()}


def gauss(matrix, right):
    """The solution of symmetric positive definite equations, and the logarithm of their determinant."""
    size, determinant = len(right), 0.0
    for at in range(size):
        pivot = matrix[at][at]
        need(pivot > 0, "equations without a solution")
        determinant += math.log(pivot)
        for below in range(at + 1, size):
            factor = matrix[below][at] / pivot
            if factor:
                for column in range(at, size):
                    matrix[below][column] -= factor * matrix[at][column]
                right[below] -= factor * right[at]
    for at in reversed(range(size)):
        known = sum(matrix[at][column] * right[column] for column in range(at + 1, size))
        right[at] = (right[at] - known) / matrix[at][at]
    return right, determinant


def main():
    arguments = argparse.ArgumentParser(description="Verifies a result pack.")
    arguments.add_argument("pack", nargs="?", type=Path)
    arguments.add_argument("--key")
    arguments.add_argument("--receipt", type=Path, action="append", default=[])
    arguments.add_argument("--checkpoints", type=Path)
    arguments.add_argument("--folder", type=Path)
    given = arguments.parse_args()
    if (given.pack is None) == (given.folder is None):
        arguments.error("give a pack or a folder of packs")
    try:
        if given.folder:
            for path in sorted(given.folder.iterdir()):
                pack = Pack(path.read_bytes(), given.key)
                print(path.name, "verified" if pack.verify() else pack.failed)
            return 0
        receipts = [path.read_text("utf-8") for path in given.receipt]
        checkpoints = given.checkpoints and given.checkpoints.read_text("utf-8")
        pack = Pack(given.pack.read_bytes(), given.key, receipts, checkpoints)
    except OSError as error:
        arguments.error(str(error))
    verified = pack.verify()
    for word, step, detail in pack.lines:
        print(f"{word:<12} {step:<12} {detail}")
    for step in STEPS[len(pack.lines) :]:
        print(f"{'not checked':<12} {step:<12}")
    print("verified" if verified else "not verified")
    return 0 if verified else 1


if __name__ == "__main__":
    sys.exit(main())
