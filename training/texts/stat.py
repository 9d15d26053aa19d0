import json, collections

for fs in (["1"], ["2"], ["3"], ["1", "2", "3"]):
    c = collections.Counter()
    n = 0
    for f in fs:
        for l in open(f"own-{f}.jsonl"):
            e = json.loads(l)
            n += 1
            ks = {x["kind"] for x in e["expected"]["findings"]}
            for k in ks:
                c["T:" + k] += 1
            for x in e["expected"]["findings"]:
                c[x["kind"] + ":" + str(x.get("answer") or x.get("claim") or x.get("scope") or "")] += 1
            if not ks:
                c["none/review" if e["expected"]["review"] else "none"] += 1
            c["review"] += e["expected"]["review"]
    print(fs, n, dict(sorted(c.items())))
