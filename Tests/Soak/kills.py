#!/usr/bin/env python3
"""Kills kaoping at random moments while it receives uploads and decisions, and looks at what is left.

After every kill and at the end: everything that was acknowledged is there, byte for byte and with a valid receipt; nothing is there
by half; `audit verify` (which runs SQLite's integrity_check and foreign_key_check) finds nothing. Then, as root, the same directory
format on a file system of 8 MiB until it is full, and on one that is read-only; two processes on one directory; a clock set back.

    Tests/Soak/kills.py --program .build/release/kaoping --changes 1000 --kills 100 [--seed 1]
"""
import argparse, json, os, random, shutil, signal, subprocess, sys, tempfile, time

parser = argparse.ArgumentParser()
parser.add_argument("--program", default=".build/release/kaoping")
parser.add_argument("--changes", type=int, default=1000)
parser.add_argument("--kills", type=int, default=100)
parser.add_argument("--seed", type=int, default=1)
options = parser.parse_args()
program = os.path.abspath(options.program)
repository = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
chance = random.Random(options.seed)
work = tempfile.mkdtemp(prefix="kaoping-soak-")


def run(*arguments, code=None, expect=0, env=None):
    environment = dict(os.environ, LC_ALL="en_GB.UTF-8", **(env or {}))
    if code:
        environment["KAOPING_CODE"] = code
    # A Swift program that is started with libfaketime by hand sees no arguments; started through another program it does.
    through = ["timeout", "60"] if env else []
    made = subprocess.run([*through, program, *arguments, "--format", "json"], capture_output=True, text=True, env=environment)
    if expect is not None and made.returncode != expect:
        sys.exit(f"{' '.join(arguments)}: status {made.returncode}, expected {expect}\n{made.stdout}{made.stderr}")
    return made.returncode, (json.loads(made.stdout) if made.stdout.strip() else {})


def prepare(data):
    """A round that is collecting; gives the office's access code."""
    run("init", data)
    code = run("user", "add", "office", "--grant", "leading-group-office", "--data", data)[1]["code"]
    act = ["--data", data, "--as", "office"]
    city = repository + "/Tests/OperationsTests/References/city-12-defects-off/roster.csv"  # 35 communities
    run("register", "establish", city, "--from", "2010-01-01", "--document", "d", "--data", data)
    run("round", "open", "2014", "--year", "2014", *act, code=code)
    run("round", "freeze", "2014", "--standard", repository + "/Scoring/example-city-2014", "--survey",
        repository + "/Surveys/example-city-2014", "--basis", "b", "--admission", "a", *act, code=code)
    run("round", "quotas", "2014", "--cut-off", "2014-03-31", "--titles", "10", *act, code=code)
    today = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600))
    run("round", "apply", "2014", "--action", json.dumps({"openApplications": {"until": today}}), *act, code=code)
    # Applications close on the next day: a machine whose clock is a day ahead closes them.
    later = {"LD_PRELOAD": faketime, "FAKETIME": "+1d"} if faketime else None
    if later:
        run("round", "apply", "2014", "--action", '{"closeApplications":{}}', *act, code=code, env=later)
    return code


def verify(data, what):
    made = run("audit", "verify", "--data", data, expect=None)
    if made[0] != 0:
        sys.exit(f"{what}: audit verify ends with {made[0]}\n{json.dumps(made[1], indent=1, ensure_ascii=False)[:4000]}")
    return made[1]


faketime = next((p for p in ("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
                             "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1") if os.path.exists(p)), None)
if not faketime:
    sys.exit("needs libfaketime (apt-get install libfaketime)")

data = work + "/data"
code = prepare(data)
key = open(data + "/keys/audit.pub").read().strip()
acknowledged, killed, durations = {}, 0, [0.2]
kills = set(chance.sample(range(options.changes), options.kills))
begun = time.time()
for number in range(options.changes):
    name = f"{work}/evidence-{number}.txt"
    content = f"evidence {number} " + "x" * chance.randrange(5000)
    open(name, "w").write(content)
    if number % 3 == 2:  # a decision instead of an upload
        action = json.dumps({"declareRecusal": {"user": "office", "communities": ["K000001"], "reason": f"r{number}"}})
        arguments = ["round", "apply", "2014", "--action", action]
    else:
        arguments = ["round", "upload", "2014", name, "--kind", "evidence", "--scope", "all", "--idempotency-key", str(number)]
    receipt = f"{work}/receipt-{number}.json"
    command = ["timeout", "60", program, *arguments, "--data", data, "--as", "office", "--receipt", receipt, "--format", "json"]
    started = time.time()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
                               env=dict(os.environ, KAOPING_CODE=code, LD_PRELOAD=faketime, FAKETIME="+1d"))
    if number in kills:
        time.sleep(chance.random() * 1.1 * sorted(durations)[len(durations) // 2])
        os.killpg(process.pid, signal.SIGKILL)
    output = process.communicate()[0]
    if process.returncode == 0:
        acknowledged[number] = json.loads(output)["receipt"]
        durations.append(time.time() - started)
    elif process.returncode == -signal.SIGKILL:
        killed += 1
        verify(data, f"after kill {killed}")
    else:
        sys.exit(f"change {number}: status {process.returncode}\n{output.decode()}")
report = verify(data, "at the end")
head = run("audit", "head", "--data", data)[1]
entries = {}
for start in range(0, head["size"], 1000):
    for entry in run("audit", "log", "--data", data, "--from", str(start), "--count", "1000")[1]["entries"]:
        entries[entry["leaf"]] = entry
for number, receipt in acknowledged.items():
    said, kept = (
        {(c["object"], c.get("before"), c.get("after")) for c in entry.get("changes", [])}
        for entry in (json.loads(receipt["event"]), entries.get(receipt["leaf"], {})))
    if said != kept or not said:
        sys.exit(f"change {number} was acknowledged and is not in the log")
    path = f"{work}/receipt-{number}.json"
    check = ["audit", "check", "--key", key, "--receipt", path]
    if receipt["file"]:
        check += ["--file", f"{work}/evidence-{number}.txt"]
    if number % 10 == 0:
        run(*check)
print(f"{options.changes} changes, {killed} killed, {len(acknowledged)} acknowledged and all there; "
      f"{report['events']} entries verified; {time.time() - begun:.0f} s")

# Two processes: while one holds the directory, the other is told who it is.
holder = subprocess.Popen(["flock", data + "/lock", "sleep", "3"])
time.sleep(0.5)
started = time.time()
status, made = run("round", "list", "--data", data, expect=75)
assert time.time() - started < 1, "told at once"
holder.wait()
print("two processes: 75,", made["findings"][0]["code"])

# A clock that goes back ten years.
status, made = run("user", "add", "late", "--grant", "auditor", "--data", data,
                   env={"LD_PRELOAD": faketime, "FAKETIME": "-10y"})
assert any(f["code"] == "B011" for f in made["findings"]), made
verify(data, "after the clock went back")
print("clock: survived with B011")

if os.geteuid() == 0 and shutil.which("mount"):
    small = work + "/small"
    os.mkdir(small)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", small], capture_output=True).returncode == 0:
        try:
            full = small + "/data"
            code = prepare(full)
            sent, status = [], 0
            while status == 0:
                name = f"{work}/big-{len(sent)}"
                open(name, "wb").write(chance.randbytes(300_000))
                status, made = run("round", "upload", "2014", name, "--kind", "evidence", "--scope", "all", "--data", full,
                                   "--as", "office", code=code, expect=None,
                                   env={"LD_PRELOAD": faketime, "FAKETIME": "+1d"})
                if status == 0:
                    sent.append(made["receipt"]["leaf"])
            assert status == 73 and made["findings"][0]["code"] == "B005", (status, made)
            verify(full, "on the full disk")
            subprocess.run(["mount", "-o", "remount,size=16m", small], check=True)
            run("round", "upload", "2014", name, "--kind", "evidence", "--scope", "all", "--data", full, "--as", "office",
                code=code, env={"LD_PRELOAD": faketime, "FAKETIME": "+1d"})
            verify(full, "with room again")
            print(f"disk full: 73 after {len(sent)} uploads, goes on with room")
            subprocess.run(["mount", "-o", "remount,ro", small], check=True)
            status, made = run("user", "add", "x", "--grant", "auditor", "--data", full, expect=73)
            print("read-only:", status, made["findings"][0]["code"])
            subprocess.run(["mount", "-o", "remount,rw", small], check=True)
            verify(full, "writable again")
        finally:
            subprocess.run(["umount", small])
    else:
        print("no mount here: full and read-only disks were not tried")
shutil.rmtree(work)
