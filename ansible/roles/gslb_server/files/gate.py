"""The gate: whether this host's server answers what it has to. One argument, JSON:

  server    ADDRESS:PORT asked over DNS, with dig
  admin     ADDRESS:PORT of the admin address, which tells what the answer ought to be (explain)
  version   of the program that has to run; '' = any
  wait      seconds until all of it has to hold
  settle    seconds for which it has to hold from then on
  questions [{name, type, subnet, datacenters, last_resort}]

Exit status 0, or 1 with what does not hold on standard error.
"""
import json
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request


def admin(demand, path, **parameters):
    query = urllib.parse.urlencode({k: v for k, v in parameters.items() if v})
    url = "http://%s%s?%s" % (demand["admin"], path, query)
    with urllib.request.urlopen(url, timeout=5) as answer:
        return json.load(answer)


def dig(demand, question):
    host, port = demand["server"].rsplit(":", 1)
    words = ["dig", "@" + host.strip("[]"), "-p", port, "+tries=2", "+time=1", "+nocookie", question["name"], question.get("type") or "A"]
    if question.get("subnet"):
        words.append("+subnet=" + question["subnet"])
    return subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True).stdout


def parsed(text):
    """Response code and what the answer section holds, without owner, TTL and class."""
    rcode, data, inside = None, [], False
    for line in text.splitlines():
        if "->>HEADER<<-" in line:
            rcode = line.split("status: ")[1].split(",")[0]
        elif line.startswith(";; ANSWER SECTION"):
            inside = True
        elif not line.strip():
            inside = False
        elif inside:
            owner, ttl, kind, type, rest = line.split(None, 4)
            data.append((type, rest))
    return rcode, data


def wrong(demand, question):
    """What is wrong with the answer to a question; None = nothing."""
    kind = question.get("type") or "A"
    told = "%s %s%s" % (question["name"], kind, " from " + question["subnet"] if question.get("subnet") else "")
    rcode, data = parsed(dig(demand, question))
    if rcode != "NOERROR":
        return "%s: %s" % (told, rcode or "no answer")
    if not data:
        return "%s: an empty answer" % told
    explained = admin(demand, "/v1/explain", name=question["name"], type=kind, ecs=question.get("subnet"))
    choices = explained["choices"]
    if any(c["on_all_down"] for c in choices) and not question.get("last_resort"):
        return "%s: no member is up, the last resort is answered" % told
    usable = [m for c in choices for m in c["members"] if m["left_out"] is None]
    allowed = {m["target"] for m in usable} | {record.split(None, 3)[3] for record in explained["answer"]}
    strange = [rest for type, rest in data if type == kind and rest not in allowed]
    if strange:
        return "%s: answered %s, explain says %s" % (told, " ".join(strange), " ".join(sorted(allowed)))
    wanted = question.get("datacenters") or []
    where = {m["target"]: m["datacenter"] for m in usable}
    elsewhere = [rest for type, rest in data if type == kind and where.get(rest) not in wanted]
    if wanted and elsewhere:
        return "%s: answered %s of %s, expected %s" % (told, elsewhere[0], where.get(elsewhere[0]), " or ".join(wanted))
    return None


def failings(demand):
    try:
        status = admin(demand, "/v1/status")
    except (OSError, ValueError) as e:
        return ["the admin address does not answer: %s" % e]
    found = []
    if not status["serving"]:
        found.append("it does not serve")
    if demand["version"] and status["version"] != demand["version"]:
        found.append("version %s runs, expected %s" % (status["version"], demand["version"]))
    for question in demand["questions"]:
        try:
            found.append(wrong(demand, question))
        except (OSError, ValueError, KeyError, IndexError) as e:
            found.append("%s: %r" % (question["name"], e))
    return [f for f in found if f]


def main():
    demand = json.loads(sys.argv[1])
    begun = time.monotonic()
    since = None
    while True:
        found = failings(demand)
        now = time.monotonic()
        if found:
            if since is not None or now - begun > float(demand["wait"]):
                sys.exit("gate: " + "; ".join(found))
        else:
            since = since or now
            if now - since >= float(demand["settle"]):
                print("%d questions answered as explained, for %.0f s" % (len(demand["questions"]), now - since))
                return
        time.sleep(0.5)


main()
