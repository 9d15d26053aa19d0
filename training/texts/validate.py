import json, re, collections

B = json.load(open("/work/shared/corpus/replies/contexts.json"))
O = json.load(open("contexts-own.json"))
C = {**B, **O}
ref = [(e["id"], e["text"]) for f in "ab" for e in map(json.loads, open(f"/work/shared/corpus/replies/texts/{f}.jsonl"))]


def sh(t):
    w = re.findall(r"\w+", t.lower())
    return {tuple(w[i : i + 3]) for i in range(len(w) - 2)} or {tuple(w)}


R = [(i, sh(t), t) for i, t in ref]
ids = set()
L = []
for k in "123":
    for l in open(f"own-{k}.jsonl"):
        e = json.loads(l)
        L.append(e)
        assert set(e) == {"id", "context", "text", "expected", "note"} and e["id"] not in ids
        ids.add(e["id"])
        c = C[e["context"]]
        ev = {x["id"] for x in c["events"]}
        s = {y["id"] for x in c["events"] for y in x["shifts"]}
        for f in e["expected"]["findings"]:
            assert f["evidence"] in e["text"]
            need = {
                "rsvp": {"event", "answer", "guests"},
                "volunteer": {"for", "answer"},
                "resignation": {"scope", "effective"},
                "dues": {"claim"},
                "unsubscribe": set(),
                "contact_change": {"what"},
                "motion": set(),
                "question": set(),
            }[f["kind"]]
            assert set(f) == need | {"kind", "evidence"}
            if f["kind"] == "rsvp":
                assert f["event"] in ev
            if f["kind"] == "volunteer":
                assert f["for"] in ev | s
            if f["kind"] in ("resignation", "question"):
                assert e["expected"]["review"]
            if f.get("effective"):
                assert f["effective"] >= c["sent"][:10], (e["id"], f)
n = 0
for e in L:
    a = sh(e["text"])
    for i, b, t in R:
        j = len(a & b) / min(len(a), len(b))
        if (len(a) >= 4 and j >= 0.5 and len(b) >= 3) or e["text"].strip().lower() == t.strip().lower():
            n += 1
            print(e["id"], i, round(j, 2), "|", e["text"][:90].replace("\n", "/"), "|", t[:90].replace("\n", "/"))
print(len(L), "near", n, collections.Counter(e["context"] in O for e in L), len({e["context"] for e in L}))
