import json, sys

for l in open(sys.argv[1]):
    e = json.loads(l)
    t = e["text"].replace("\n", " / ")
    fs = []
    for f in e["expected"]["findings"]:
        k = f["kind"][:3]
        fs.append(
            " ".join([k] + [str(f[x]) for x in ("event", "for", "answer", "guests", "scope", "effective", "claim", "what") if x in f])
            + " «"
            + f["evidence"][:28]
            + "»"
        )
    print(e["id"][-4:], e["context"], "|", t, "|", ("!" if e["expected"]["review"] else ""), "; ".join(fs))
