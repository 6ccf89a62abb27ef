"""What servers do with the settings made for them: nginx and Caddy are started for real, at a root and below a path."""

import fcntl
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import brotli
import pytest
import urllib3
import yaml

from exercise_handbook.pages.outputs.serving import KEPT
from exercise_handbook.pages.security import headers
from support import PATIENT, ROOT, SAMPLE, SMALL, build, contents, free_port

HOSTING = ROOT / "hosting"
BASES = {"root": "/", "below a path": "/back/"}


@pytest.fixture(scope="session", params=BASES)
def hosted(request, tmp_path_factory) -> SimpleNamespace:
    """The sample's site as `make hosting` makes it, published by hosting/deploy."""
    base, folder = BASES[request.param], tmp_path_factory.mktemp("hosted")
    shutil.copytree(SAMPLE, folder / "data")
    library = folder / "data/library.yaml"
    library.write_text(library.read_text().replace("pages: [history]", ""))
    address, port = f"https://back.example{base}", free_port()
    result = build(ROOT, folder / "built", DATA=str(folder / "data"), ADDRESS=address)
    assert result.returncode == 0, result.stderr
    places = {"site": folder / "built", "target": folder / "made", "root": folder / "home/current", "port": port}
    assert hosting(folder, data=folder / "data", address=address, **places).returncode == 0
    deploy(folder / "made/site", folder / "home", check=True)
    return SimpleNamespace(base=base, folder=folder, port=port)


@pytest.fixture(scope="session", params=["nginx", "caddy"])
def server(request, hosted) -> Iterator[SimpleNamespace]:
    """A running server, and a function that asks it for a page."""
    with started(request.param, hosted):
        pool = urllib3.HTTPConnectionPool("127.0.0.1", hosted.port, retries=PATIENT)

        def ask(at: str, **sent: str) -> urllib3.BaseHTTPResponse:
            named = {name.replace("_", "-"): value for name, value in sent.items()}
            return pool.request("GET", hosted.base + at.lstrip("/"), headers=named, decode_content=False)

        yield SimpleNamespace(ask=ask, name=request.param, **vars(hosted))


@contextmanager
def started(name: str, hosted: SimpleNamespace) -> Iterator[None]:
    command = {
        "nginx": [program("nginx"), "-p", hosted.folder, "-e", "stderr", "-c", hosted.folder / "made/nginx.conf", "-g"],
        "caddy": [program("caddy"), "run", "--adapter", "caddyfile", "--config", hosted.folder / "made/Caddyfile"],
    }[name]
    if name == "nginx":  # its workers would be somebody who may not look into a test's folder
        command.append("daemon off;" + (" user root;" if os.geteuid() == 0 else ""))
    with (hosted.folder / f"{name}.log").open("w") as log:
        home = os.environ | {"HOME": str(hosted.folder), "XDG_CONFIG_HOME": str(hosted.folder)}
        running = subprocess.Popen([str(word) for word in command], env=home, stdout=log, stderr=log)
        try:
            yield
        finally:
            running.terminate()
            running.wait(30)


def program(name: str) -> str:
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if not found:
        line = "sudo apt-get install nginx-light libnginx-mod-http-brotli-static caddy"
        pytest.fail(f"no {name} for the tests: {line}", pytrace=False)
    return found


def deploy(site: Path, home: Path, check: bool = False, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [str(HOSTING / "deploy"), str(site), str(home)]
    return subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=check)


def asset(hosted: SimpleNamespace, pattern: str) -> str:
    return "assets/" + next((hosted.folder / "built/assets").glob(pattern)).name


@pytest.mark.parametrize("at", ["", "exercises/nod/", "figures/nod-start.svg", "nowhere/", "assets/nowhere.js"])
def test_every_answer_has_every_security_header_once(server, at):
    answer = server.ask(at)
    assert {name: answer.headers.getlist(name) for name in headers()} == {n: [v] for n, v in headers().items()}


def test_no_answer_names_the_version_of_the_server(server):
    assert server.ask("").headers.get("Server", "nginx") == "nginx"


def test_an_address_that_is_not_there_shows_the_page_for_it_and_says_404(server):
    answer = server.ask("exercises/nowhere/")
    assert answer.status == 404
    assert answer.data == (server.folder / "built/404.html").read_bytes()
    assert answer.headers["Content-Type"].replace("UTF-8", "utf-8") == "text/html; charset=utf-8"
    assert "immutable" not in server.ask("assets/nowhere.js").headers["Cache-Control"]


def test_nothing_is_written_down_about_a_reader(server):
    assert server.ask("nowhere-to-be-seen/").status == 404
    written = (server.folder / f"{server.name}.log").read_text()
    assert "nowhere-to-be-seen" not in written


def test_an_old_address_leads_on_for_good(server):
    answer = server.ask("exercises/old-nod/")
    assert (answer.status, answer.headers["Location"]) == (301, f"{server.base}exercises/nod/")


def test_an_old_address_of_a_handout_still_gives_it(server):
    answer = server.ask("exercises/old-nod/old-nod-a4.pdf")
    assert (answer.status, answer.data) == (200, server.ask("exercises/nod/nod-a4.pdf").data)


def test_a_folder_without_its_slash_leads_to_the_one_with(server):
    answer = server.ask("exercises/nod")
    assert answer.status in (301, 308)
    assert answer.headers["Location"] == f"{server.base}exercises/nod/"


def test_the_path_of_the_site_without_its_slash_leads_to_the_one_with(server):
    if server.base != "/":
        pool = urllib3.HTTPConnectionPool("127.0.0.1", server.port, retries=PATIENT)
        answer = pool.request("GET", server.base[:-1])
        assert (answer.status, answer.headers["Location"]) == (301, server.base)


def test_nothing_is_served_beside_the_path_of_the_site(server):
    if server.base != "/":
        pool = urllib3.HTTPConnectionPool("127.0.0.1", server.port, retries=PATIENT)
        assert pool.request("GET", "/exercises/nod/").status == 404


@pytest.mark.parametrize("at", ["_headers", "_redirects"])
def test_what_is_for_other_servers_is_not_shown(server, at):
    assert server.ask(at).status == 404


def test_a_page_is_sent_whole(server):
    assert server.ask("exercises/nod/").data == (server.folder / "built/exercises/nod/index.html").read_bytes()


@pytest.mark.parametrize(("taken", "unpack"), [("gzip", gzip.decompress), ("br", brotli.decompress)])
def test_a_page_is_sent_packed_to_those_who_take_it(server, taken, unpack):
    page = (server.folder / "built/exercises/nod/index.html").read_bytes()
    answer = server.ask("exercises/nod/", accept_encoding=taken)
    assert answer.headers["Content-Encoding"] == taken
    assert answer.headers["Content-Type"].startswith("text/html")
    assert "accept-encoding" in answer.headers["Vary"].lower()
    assert unpack(answer.data) == page
    assert len(answer.data) < 0.5 * len(page)


def test_those_who_take_everything_are_sent_the_smallest(server):
    assert server.ask("", accept_encoding="gzip, deflate, br").headers["Content-Encoding"] == "br"


def test_what_is_named_by_its_content_is_kept_for_good(server):
    answer = server.ask(asset(server, "handbook.*.css"))
    assert (answer.status, answer.headers.getlist("Cache-Control")) == (200, [KEPT])


def test_data_may_be_used_by_pages_of_others_and_nothing_else_may(server):
    assert server.ask("api/v1/library.json").headers.getlist("Access-Control-Allow-Origin") == ["*"]
    assert server.ask("").headers.getlist("Access-Control-Allow-Origin") == []


@pytest.mark.parametrize("at", ["", "exercises/nod/", "figures/nod-start.svg", "sitemap.xml"])
def test_everything_else_is_asked_for_anew_and_sent_only_when_it_changed(server, at):
    first = server.ask(at)
    assert first.headers.getlist("Cache-Control") == ["no-cache"]
    again = server.ask(at, if_none_match=first.headers["ETag"])
    assert (again.status, again.data) == (304, b"")


TYPES = {
    "": "text/html; charset=utf-8",
    "figures/nod-start.svg": "image/svg+xml",
    "search-rows.js": "javascript",
    "sitemap.xml": "/xml",
    "robots.txt": "text/plain; charset=utf-8",
}


@pytest.mark.parametrize("at", TYPES)
def test_a_file_says_what_it_is(server, at):
    assert TYPES[at] in server.ask(at).headers["Content-Type"]


@pytest.mark.parametrize(("ending", "kind"), [("pdf", "application/pdf"), ("png", "image/png")])
def test_a_handout_and_a_picture_say_what_they_are(server, ending, kind):
    file = next((server.folder / "built").rglob(f"*.{ending}"))
    answer = server.ask(str(file.relative_to(server.folder / "built")))
    assert (answer.headers["Content-Type"], answer.data) == (kind, file.read_bytes())


def test_a_new_site_is_served_at_once_and_the_old_one_is_kept(server, tmp_path):
    site = whole_site(tmp_path / "new", "a new page")
    before = (server.folder / "home/current").resolve()
    try:
        deploy(site, server.folder / "home", check=True)
        assert server.ask("").data == b"a new page"
        assert before.is_dir()
    finally:
        deploy(server.folder / "made/site", server.folder / "home", check=True)


def test_a_compressed_copy_is_beside_every_file_that_becomes_smaller(hosted):
    site = hosted.folder / "made/site"
    for file in site.rglob("*.html"):
        assert gzip.decompress(file.with_name(f"{file.name}.gz").read_bytes()) == file.read_bytes()
        assert brotli.decompress(file.with_name(f"{file.name}.br").read_bytes()) == file.read_bytes()
    assert not [*site.rglob("*.pdf.gz"), *site.rglob("*.png.gz")]


def test_the_headers_of_the_cdn_are_those_of_every_server(hosted):
    policy = json.loads((hosted.folder / "made/cloudfront.json").read_text())
    security = policy["SecurityHeadersConfig"]
    found = {one["Header"]: one["Value"] for one in policy["CustomHeadersConfig"]["Items"]}
    found["Content-Security-Policy"] = security["ContentSecurityPolicy"]["ContentSecurityPolicy"]
    found["X-Frame-Options"] = security["FrameOptions"]["FrameOption"]
    found["Referrer-Policy"] = security["ReferrerPolicy"]["ReferrerPolicy"]
    found["Strict-Transport-Security"] = f"max-age={security['StrictTransportSecurity']['AccessControlMaxAgeSec']}"
    found["X-Content-Type-Options"] = "nosniff" if security["ContentTypeOptions"] else ""
    assert found == headers()


def whole_site(folder: Path, words: str) -> Path:
    folder.mkdir()
    for name in ("index.html", "404.html", "made-by-the-exercise-handbook.txt"):
        (folder / name).write_text(words)
    return folder


@pytest.fixture
def published(tmp_path) -> Path:
    """A home with one good site."""
    deploy(whole_site(tmp_path / "good", "good"), tmp_path / "home", check=True)
    return tmp_path / "home"


@pytest.mark.parametrize("missing", ["index.html", "404.html", "made-by-the-exercise-handbook.txt"])
def test_a_site_that_is_not_whole_is_never_deployed(published, tmp_path, missing):
    site = whole_site(tmp_path / "half", "half")
    (site / missing).unlink()
    assert deploy(site, published).returncode == 1
    assert (published / "current/index.html").read_text() == "good"
    assert len([*(published / "releases").iterdir()]) == 1


BROKEN = {
    "the disk is full": ("cp", "exit 1"),
    "a file arrives damaged": ("cp", '/bin/cp "$@"; echo damaged > "${@: -1}/index.html"'),
    "the new one cannot be put in its place": ("mv", "exit 1"),
    "it is killed while copying": ("cp", "kill -KILL $PPID"),
    "it is killed before the name changes": ("ln", "kill -KILL $PPID"),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_deploy_that_breaks_leaves_the_last_good_site(published, tmp_path, broken):
    name, script = BROKEN[broken]
    stand_in = tmp_path / "bin" / name
    stand_in.parent.mkdir()
    stand_in.write_text(f"#!/bin/bash\n{script}\n")
    stand_in.chmod(0o755)
    path = f"{stand_in.parent}:{os.environ['PATH']}"
    assert deploy(whole_site(tmp_path / "new", "new"), published, PATH=path).returncode != 0
    assert contents(published / "current")["index.html"] == b"good"
    deploy(tmp_path / "new", published, check=True)
    assert (published / "current/index.html").read_text() == "new"
    assert not [*published.rglob(".arriving-*"), *published.glob(".current-*")]


def test_a_second_deploy_says_that_another_is_at_work(published, tmp_path):
    arriving = published / "releases/.arriving-running"
    arriving.mkdir()
    with (published / ".deploying").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        result = deploy(whole_site(tmp_path / "new", "new"), published)
    assert result.returncode == 1
    assert f"{published}: another deploy is at work here" in result.stderr
    assert arriving.is_dir()
    assert (published / "current/index.html").read_text() == "good"


def test_what_is_deployed_under_a_strict_umask_can_be_read_by_a_web_server(tmp_path):
    before = os.umask(0o077)
    try:
        deploy(whole_site(tmp_path / "new", "new"), tmp_path / "home", check=True)
    finally:
        os.umask(before)
    home = tmp_path / "home"
    assert all(one.stat().st_mode & 0o044 == 0o044 for one in [home, *home.rglob("*")])
    assert all(one.stat().st_mode & 0o011 == 0o011 for one in [home, *home.rglob("*")] if one.is_dir())


def test_a_folder_that_a_web_server_may_not_look_into_is_told(tmp_path):
    (tmp_path / "locked").mkdir(mode=0o700)
    result = deploy(whole_site(tmp_path / "new", "new"), tmp_path / "locked/home", check=True)
    assert "a web server may not look into" in result.stderr
    assert f"{tmp_path}/locked" in result.stderr


def test_nobodys_history_is_published(published, tmp_path):
    site = whole_site(tmp_path / "new", "new")
    (site / ".git").mkdir()
    (site / ".git/config").write_text("mine")
    deploy(site, published, check=True)
    assert not [*published.rglob(".git")]
    assert '--exclude ".git/*"' in (HOSTING / "upload").read_text()


def hosting(folder: Path, data: Path = SMALL, **given: Path | str | int) -> subprocess.CompletedProcess[str]:
    """What `make hosting` does after the build."""
    asked = {"docs": ROOT / "docs", "site": folder / "site", "target": folder / "made", "root": "/srv/my site"}
    words = [word for name, value in (asked | given).items() for word in (f"--{name}", str(value))]
    command = [sys.executable, "-m", "exercise_handbook.cli", "hosting", str(data), *words]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "hooks")}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_what_servers_are_given_has_no_history_and_may_lie_in_a_folder_with_a_space(tmp_path):
    site = whole_site(tmp_path / "site", "new")
    (site / ".git").mkdir()
    assert hosting(tmp_path).returncode == 0
    assert not (tmp_path / "made/site/.git").exists()
    assert 'alias "/srv/my site/";' in (tmp_path / "made/nginx.conf").read_text()
    assert 'root * "/srv/my site"' in (tmp_path / "made/Caddyfile").read_text()


def test_settings_that_cannot_be_made_leave_the_last_ones_and_are_told_in_words(tmp_path):
    whole_site(tmp_path / "site", "new")
    assert hosting(tmp_path).returncode == 0
    before = contents(tmp_path / "made")
    for told, given in {
        "ADDRESS=http://x/: write an address that starts with https://": {"address": "http://x/"},
        f"{tmp_path}/nowhere: it is not there": {"site": tmp_path / "nowhere"},
    }.items():
        result = hosting(tmp_path, **given)
        assert result.returncode == 1
        assert told in result.stderr
        assert "Traceback" not in result.stderr
        assert contents(tmp_path / "made") == before


def test_an_older_site_can_be_deployed_again(published, tmp_path):
    older = (published / "current").resolve()
    deploy(whole_site(tmp_path / "new", "new"), published, check=True)
    deploy(older, published, check=True)
    assert (published / "current/index.html").read_text() == "good"


def test_the_last_five_sites_are_kept(published, tmp_path):
    site = whole_site(tmp_path / "new", "new")
    for _ in range(7):
        deploy(site, published, check=True)
    assert len([*(published / "releases").iterdir()]) == 5
    assert (published / "current/index.html").read_text() == "new"


@pytest.fixture
def storage(tmp_path, site):
    """A function that uploads the real site with a stand-in for aws, which fails at the n-th call, and the calls."""
    calls = tmp_path / "calls"
    stand_in = tmp_path / "bin/aws"
    stand_in.parent.mkdir()
    stand_in.write_text(f'#!/bin/bash\necho "$@" >> {calls}\ntest "$(wc -l < {calls})" != "$FAILS"\n')
    stand_in.chmod(0o755)

    def upload(fails: int) -> tuple[int, list[str]]:
        path = f"{stand_in.parent}:{os.environ['PATH']}"
        command = [str(HOSTING / "upload"), str(site), "s3://bucket", "--endpoint-url", "https://storage.example"]
        status = subprocess.run(command, env=os.environ | {"PATH": path, "FAILS": str(fails)}, check=False).returncode
        return status, calls.read_text().splitlines()

    return upload


def test_storage_gets_what_pages_need_then_pages_and_loses_old_ones_last(storage):
    status, (assets, others, pages, deletions) = storage(fails=0)
    assert status == 0
    assert "/assets s3://bucket/assets" in assets
    assert f"--cache-control {KEPT}" in assets
    assert "--exclude *.html" in others
    assert "--include *.html --cache-control no-cache --content-type text/html; charset=utf-8" in pages
    assert "--delete" in deletions
    assert "--exclude assets/*" in deletions
    assert not [call for call in (assets, others, pages) if "--delete" in call]
    assert all("--endpoint-url https://storage.example" in call for call in (assets, others, pages, deletions))


@pytest.mark.parametrize("step", [1, 2, 3])
def test_an_upload_that_breaks_goes_no_further(storage, step):
    status, calls = storage(fails=step)
    assert status != 0
    assert len(calls) == step
    assert not [call for call in calls if "--delete" in call]


class Strict(yaml.SafeLoader):
    """YAML in which no key may stand twice, and `on` is a word."""


def without_doubles(loader, node):
    keys = [key.value for key, _ in node.value]
    assert len(keys) == len(set(keys)), keys
    return {key.value: loader.construct_object(value, deep=True) for key, value in node.value}


Strict.add_constructor("tag:yaml.org,2002:map", without_doubles)
Strict.yaml_implicit_resolvers = {}


def strictly(name: str) -> dict:
    return yaml.load((HOSTING / name).read_text(), Strict)


def test_the_workflow_for_github_publishes_only_what_was_built_whole():
    flow = strictly("github-pages.yml")
    assert flow["permissions"] == {}
    assert flow["jobs"]["publish"]["needs"] == "build"
    assert flow["on"]["push"]["branches"] == ["main"]
    used = [step["uses"] for job in flow["jobs"].values() for step in job["steps"] if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", one) for one in used)


def test_the_pipeline_for_gitlab_publishes_the_folder_it_asks_for():
    pages = strictly("gitlab-pages.yml")["pages"]
    assert pages["artifacts"]["paths"] == ["public"]
    assert pages["script"][-1] == "mv out/hosting/site public"


def test_the_settings_for_netlify_can_be_read():
    assert tomllib.loads((HOSTING / "netlify.toml").read_text())["build"]["publish"] == "site"


@pytest.mark.parametrize("file", sorted(HOSTING.iterdir()), ids=lambda file: file.name)
def test_every_command_of_make_that_is_named_is_there(file):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"(?:^|[`\"]|- run: |    |&& |RUN )make ([a-z-]+)", file.read_text())) <= targets


def test_the_container_copies_only_what_make_hosting_makes(hosted):
    copied = re.findall(r"COPY --from=built /build/out/hosting/(\S+)", (HOSTING / "Containerfile").read_text())
    assert sorted(copied) == ["Caddyfile", "nginx.conf", "site", "site"]
    assert not [name for name in copied if not (hosted.folder / "made" / name).exists()]


def test_the_container_listens_where_the_settings_do():
    assert "PORT ?= 8080" in (ROOT / "Makefile").read_text()
    assert (HOSTING / "Containerfile").read_text().count("EXPOSE 8080") == 2


@pytest.mark.parametrize("name", ["github", "gitlab"])
def test_the_check_for_editors_asks_for_the_form_that_its_host_reads(name):
    flow = strictly(f"{name}-check.yml")
    steps = flow["jobs"]["check"]["steps"] if name == "github" else flow["check"]["script"]
    asked = [step if isinstance(step, str) else step.get("run", "") for step in steps]
    assert asked[-1].startswith(f"handbook check . --format {name}")
    if name == "github":
        assert flow["permissions"] == {}
        assert flow["jobs"]["check"]["permissions"] == {"contents": "read"}
    else:
        assert asked[-1].endswith(f"> {flow['check']['artifacts']['reports']['codequality']}")
