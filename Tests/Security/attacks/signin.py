"""Guessing passwords and user names (S2, S4, S5, S17)."""
import math
import os
import stat

import service
from .target import attack, expect


def address(number):
    """Addresses of this machine: each has limits of its own."""
    return f"127.{1 + number // 62500}.{number // 250 % 250}.{1 + number % 250}"


def welch(a, b):
    """Welch's t of two samples, without their slowest tenth: what a burdened machine adds now and then is no signal."""
    a, b = (sorted(values)[:max(2, int(len(values) * 0.9))] for values in (a, b))
    mean = lambda values: sum(values) / len(values)
    variance = lambda values: sum((value - mean(values)) ** 2 for value in values) / (len(values) - 1)
    return (mean(a) - mean(b)) / math.sqrt(variance(a) / len(a) + variance(b) / len(b))


@attack("unknown, known and disabled users cannot be told apart by answer or time", "ASVS 6.3.8; S4")
def timing(target, tries=int(os.environ.get("TRIES", "150"))):
    target.programs["admin"].json("POST", "/api/v1/users", {"name": "gone", "grants": ["auditor"]})
    target.browsers["admin"].form("/users/gone/disable", {})
    times = {"unknown": [], "auditor": [], "gone": []}
    answers = set()
    for number in range(tries):
        # In turn and from fresh addresses, so that neither load nor limits touch one kind more than another.
        for place, name in enumerate(times):
            user = f"nobody{number}"[:7] if name == "unknown" else name
            answer, content, seconds = target.sign_in_from(address(number * 3 + place), user, "wrong password entirely")
            import re
            plain = re.sub(rb"[0-9a-f]{32,64}", b"", content).replace(user.encode(), b"")
            answers.add((answer.status, len(plain)))
            times[name].append(seconds)
    expect(len(answers) == 1, f"the answers differ: {answers}")
    names = list(times)
    values = {f"{a}/{b}": welch(times[a], times[b]) for a in names for b in names if a < b}
    expect(all(abs(value) < 4.5 for value in values.values()), f"Welch's t: {values}")
    return f"{tries} tries each; t = " + ", ".join(f"{name} {value:.2f}" for name, value in values.items())


@attack("guessing at one account is cut off after a hundred, and the owner gets in from a known device", "ASVS 6.1.1, 6.3.1; S5")
def guessing(target):
    evaluated = 0
    for number in range(150):
        answer, _, _ = target.sign_in_from(address(100_000 + number // 9), "member2", f"guess {number}")
        evaluated += answer.status == 401
    right = service.PASSWORD.format("member2")
    answer, _, _ = target.sign_in_from(address(200_000), "member2", right)
    expect(answer.status == 401, "the right password still opens the door to a stranger after more than a hundred guesses")
    device = target.browsers["member2"].cookies["device"]
    answer, _, _ = target.sign_in_from(address(200_001), "member2", right, [f"device={device}"])
    expect(answer.status == 303, "the owner is locked out of the device that is known")
    return f"{evaluated} of 150 guesses were answered, none of the later ones looked at"


@attack("many tries from one address, and one password on many accounts", "ASVS 6.3.1; S5")
def spraying(target):
    statuses = [target.sign_in_from("127.9.9.9", f"user{number}", "spring 2014 password")[0].status for number in range(60)]
    expect(statuses.count(401) <= 30 and statuses[-1] == 429, statuses)
    # Not the auditor: the attack on the time of sign-in has guessed at that account until only known devices get in.
    expect(target.sign_in_from("127.9.9.10", "member1", service.PASSWORD.format("member1"))[0].status == 303, "others are shut out")


@attack("limits outlive a restart", "ASVS 6.3.1; S5")
def restart(target):
    for number in range(12):
        target.sign_in_from("127.9.9.11", "reviewer", "wrong")
    target.server.stop()
    target.server.start()
    expect(target.sign_in_from("127.9.9.11", "reviewer", service.PASSWORD.format("reviewer"))[0].status == 429, "a restart forgets the tries")


@attack("passwords: length, Unicode, common words, context words", "ASVS 6.2.1-6.2.12; S2")
def passwords(target):
    made = target.programs["admin"].json("POST", "/api/v1/users", {"name": "chooser", "grants": ["auditor"]}).json()
    client = service.Client(target.server)
    client.sign_in("chooser", made["code"])
    client.read_form_token("/account/password")
    old = made["code"]
    for bad in ["short one", "password12345678", "aaaaaaaaaaaaaaaaaa", "123456789012345678", "kaopingkaoping12", "chooserchooser12", "qwertyuiopasdfgh"]:
        answer = client.form("/account/password", {"old": old, "new": bad, "again": bad})
        expect(answer.status == 422, (bad, answer.status))
    for good in ["秋天的水獭在砾石坑里看灯笼亮了又灭", "x" * 3 + "otter lantern " * 7, "  leading blanks and otters  "]:
        answer = client.form("/account/password", {"old": old, "new": good, "again": good})
        expect(answer.status == 303, (good, answer.status))
        old = good
        client.read_form_token()
    expect(service.Client(target.server).sign_in("chooser", old).status == 303, "a password with blanks at its ends does not sign in")
    expect(service.Client(target.server).sign_in("chooser", old.strip()).status == 401, "blanks of a password do not count")


@attack("no account but those that were made, and nobody else reads the files", "ASVS 6.3.2, 6.4.1, 14.x; S17")
def first_start(target):
    for number, (name, word) in enumerate([("admin", "admin"), ("root", "root"), ("administrator", ""), ("guest", "guest"), ("test", "test")]):
        expect(target.sign_in_from(address(300_000 + number), name, word)[0].status == 401, name)
    expect(stat.S_IMODE(os.stat(target.server.data).st_mode) == 0o700, "the data directory is open")
    for folder, _, files in os.walk(target.server.data):
        for file in files:
            mode = stat.S_IMODE(os.stat(os.path.join(folder, file)).st_mode)
            expect(mode & 0o077 == 0 or file == "audit.pub" or stat.S_IMODE(os.stat(target.server.data).st_mode) == 0o700, (file, oct(mode)))
    code = target.codes["office"]
    expect(target.sign_in_from(address(310_000), "office", code)[0].status == 401, "an access code works twice")
