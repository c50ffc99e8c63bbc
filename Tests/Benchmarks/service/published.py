"""A data directory whose round has its district notices published: what the public asks for on the busiest day."""
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "ServiceDriver"))
import service  # noqa: E402


def done(answer, *statuses):
    assert answer.status in (statuses or (200,)), (answer.status, answer.text[:2000])
    return answer


def act(program, action):
    return done(program.json("POST", f"/api/v1/rounds/{service.ROUND}/actions", {"action": action}, {"If-Match": "*"}))


def published_city():
    """The directory. The last district sends its answers, all are scored, all give notice."""
    data, codes = service.example_city()
    server = service.Service(data, day="2014-10-21").start()
    programs = {}
    for name, code in codes.items():
        if name == "office" or name.startswith("district"):
            programs[name] = service.Client(server, service.token(service.first_sign_in(server, name, code)))
    last = service.ROOT / "Surveys/example-city-2014/city/responses/329905.csv"
    done(programs["district329905"].send(
        "POST", f"/api/v1/rounds/{service.ROUND}/uploads?kind=responses&scope=district:329905&name=329905.csv", last.read_bytes(),
        {"Content-Type": "text/csv"}), 201)
    act(programs["office"], {"closeCollection": {}})
    districts = [name.removeprefix("district") for name in programs if name.startswith("district")]
    for code in districts:
        job = done(programs["district" + code].json("POST", f"/api/v1/rounds/{service.ROUND}/evaluations", {"districts": [code]}), 202).json()
        while job["state"] in ("waiting", "running"):
            time.sleep(0.3)
            job = done(programs["district" + code].get("/api/v1/jobs/" + job["id"])).json()
        assert job["state"] == "done", job
        act(programs["district" + code], {"openDistrictNotice": {"district": code, "notice": {"from": "2014-10-22", "workingDays": 5}}})
    server.stop()
    return data
