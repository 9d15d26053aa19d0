import json, re, sys, glob

B = json.load(open("/work/shared/corpus/replies/contexts.json"))
O = json.load(open("contexts-own.json"))
C = {**B, **O}
A = {"y": "accepted", "n": "declined", "t": "tentative", "o": "offered", "w": "withdrawn"}
S = {"m": "membership", "d": "mandate", "o": "office"}
bad = 0
for k in "123":
    out = []
    seen = {}
    for fn in sorted(glob.glob(f"src/{k}-*.txt")):
        for blk in re.split(r"(?m)^#(?=[\w-]+ ?\|)", open(fn).read())[1:]:
            head, rest = blk.split("\n", 1)
            try:
                ctx, note = [x.strip() for x in head.split("|", 1)]
                m = re.search(r"(?m)^>(.*)\s*\Z", rest)
                codes = m.group(1).strip()
                raw = rest[: m.start()].strip("\n")
                text = ""
                spans = []
                st = None
                for ch in raw:
                    if ch == "{":
                        assert st is None
                        st = len(text)
                    elif ch == "}":
                        spans.append(text[st:])
                        st = None
                    else:
                        text += ch
                assert st is None
                rev = codes.startswith("!")
                codes = codes.lstrip("! ")
                L = [c.strip() for c in codes.split(";") if c.strip()]
                F = []
                ids = {e["id"] for e in C[ctx]["events"]}
                sh = {s["id"] for e in C[ctx]["events"] for s in e["shifts"]}
                for i, c in enumerate(L):
                    sp = i
                    mm = re.search(r"@(\d)$", c)
                    if mm:
                        sp = int(mm.group(1)) - 1
                        c = c[: mm.start()].strip()
                    elif len(spans) == 1:
                        sp = 0
                    else:
                        assert len(spans) == len(L), "spans %d codes %d" % (len(spans), len(L))
                    p = c.split()
                    if p[0] == "r":
                        f = {"kind": "rsvp", "event": p[1], "answer": A[p[2]], "guests": int(p[3]) if len(p) > 3 else 0}
                        assert p[1] in ids, p[1]
                        assert p[2] in "ynt"
                    elif p[0] == "v":
                        f = {"kind": "volunteer", "for": p[1], "answer": A[p[2]]}
                        assert p[1] in ids | sh, p[1]
                        assert p[2] in "ow"
                    elif p[0] == "x":
                        f = {"kind": "resignation", "scope": S[p[1]], "effective": p[2] if len(p) > 2 else None}
                        rev = True
                    elif p[0] == "d":
                        f = {"kind": "dues", "claim": p[1]}
                        assert p[1] in ("paid", "promise", "talk", "hardship", "dispute")
                    elif p[0] == "u":
                        f = {"kind": "unsubscribe"}
                    elif p[0] == "c":
                        f = {"kind": "contact_change", "what": sorted(p[1].split(","))}
                        assert set(f["what"]) <= {"email", "post", "phone", "name"}
                    elif p[0] == "m":
                        f = {"kind": "motion"}
                    elif p[0] == "q":
                        f = {"kind": "question"}
                        rev = True
                    else:
                        raise ValueError(p)
                    f["evidence"] = spans[sp]
                    assert f["evidence"] in text and f["evidence"]
                    F.append(f)
                if text in seen:
                    raise ValueError("dup text")
                seen[text] = 1
                out.append(
                    {
                        "id": f"own{k}-{len(out) + 1:04d}",
                        "context": ctx,
                        "text": text,
                        "expected": {"findings": F, "review": rev},
                        "note": note,
                    }
                )
            except Exception as ex:
                bad += 1
                print("BAD", fn, head, repr(ex), rest[:80].replace("\n", "/"))
    open(f"own-{k}.jsonl", "w").write("".join(json.dumps(o, ensure_ascii=False) + "\n" for o in out))
    print(k, len(out))
print("bad", bad)
