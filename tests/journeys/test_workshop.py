"""A workshop with the real program on a screen, a projector beside it, and real browsers as phones."""

from __future__ import annotations

import csv
import io
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.journeys.lecture import Lecture, Screens, lecture, two_screens
from tests.journeys.sealed import one_line
from tests.journeys.wire import Wire
from tests.workshop.made import plan, xiaomi
from tests.workshop.page.browsing import Tab, open_tab
from tests.workshop.sealing import ALL, Secrets, leaks, readable
from trainer.paths import Paths
from trainer.progress.store import Store
from trainer.progress.workshops.file import WorkshopFile

DECISIONS = ("qualcomm-contract", "launch-price")
TITLE = "Promises and prices"
LOOPBACK = "127.0.0.1"
SOON = 2_000
"""Milliseconds within which a phone is back."""
PEOPLE = ("Ximena Quickfox", "Jonathan Weatherwax", "Zdenka Overbrook")
TAKEAWAYS = ("Count the umbrellas first.", "Ask whoever mends the sails.", "Never trust a quartermaster.")

pytestmark = pytest.mark.usefixtures("x_server")


@pytest.fixture(scope="module")
def x_server() -> None:
    """Without a screen these are skipped, unless ``CI_BROWSER=required``."""
    if shutil.which("Xvfb") is None:
        if os.environ.get("CI_BROWSER") == "required":
            pytest.fail("no Xvfb to show the program on")
        pytest.skip("no Xvfb to show the program on")


@pytest.fixture
def pictures() -> Path | None:
    """Where pictures of all screens go; none are taken unless ``WORKSHOP_PICTURES`` names a folder."""
    named = os.environ.get("WORKSHOP_PICTURES")
    if not named:
        return None
    Path(named).mkdir(parents=True, exist_ok=True)
    return Path(named)


@dataclass(frozen=True)
class Call:
    """What somebody votes."""

    letter: str
    forecast: int
    reason: str


CALLS: Mapping[tuple[int, int, int], Call] = {
    # decision, round, phone; whoever isn't here has no vote that counts
    (0, 1, 0): Call("A", 71, "Only the quartermaster would know."),
    (0, 1, 1): Call("B", 34, "My grandmother sold umbrellas."),
    (0, 1, 2): Call("B", 62, "Seventeen ships can’t be wrong."),
    (0, 2, 0): Call("B", 53, "A harbour is no place for haste."),
    (0, 2, 1): Call("B", 47, "Umbrellas outlast the rain."),
    (0, 2, 2): Call("C", 18, "The eighteenth ship was mine."),
    (1, 1, 0): Call("B", 93, "Whoever counts twice sails once."),
    (1, 1, 1): Call("C", 12, "Grandmother would ask for more."),
    (1, 2, 0): Call("B", 96, "Nothing has changed my mind."),
    (1, 2, 1): Call("B", 58, "Jam keeps better than promises."),
    (1, 2, 2): Call("A", 27, "A cheap sail is a sail."),
}
CHANGED = Call("C", 81, "Nobody will ever read this one.")
"""What the first phone votes at first, and then changes."""
LATE = Call("A", 44, "This arrives when the door is shut.")


@dataclass
class Phones:
    """Three people with a phone each, and all that these were sent."""

    browser: Browser
    stack: ExitStack
    pictures: Path | None = None
    tabs: list[Tab] = field(default_factory=list)
    wires: list[Wire] = field(default_factory=list)
    read: list[int] = field(default_factory=list)

    def add(self, address: str, port: int, code: str) -> Tab:
        """A phone that was just switched on."""
        wire = Wire()
        self.stack.callback(wire.close)
        wire.lead_to(address, port)
        context: BrowserContext = self.browser.new_context(
            proxy={"server": wire.url, "bypass": "<-loopback>"},
            viewport={"width": 360, "height": 640},
            color_scheme="dark" if len(self.tabs) == 2 else "light",
            locale="en-GB",
            has_touch=True,
            reduced_motion="reduce",
            device_scale_factor=2,
        )
        self.stack.callback(context.close)
        tab = open_tab(self.browser, f"{address}:{port}", code=code, context=context)
        self.tabs.append(tab)
        self.wires.append(wire)
        self.read.append(0)
        return tab

    def vote(self, who: int, call: Call) -> None:
        """Vote, and wait until it is in."""
        tab = self.tabs[who]
        tab.vote("ABC".index(call.letter), call.forecast, call.reason)

    def step(self, words: str) -> None:
        """Wait until all of them are at a step."""
        for tab in self.tabs:
            expect(tab.page.locator("#step")).to_have_text(words)

    def news(self) -> list[str]:
        """What each was sent since the last time."""
        found = []
        for number, wire in enumerate(self.wires):
            told = wire.told
            fresh, self.read[number] = told[self.read[number] :], len(told)
            lines = (each.strip() for each in fresh.splitlines())
            found.append(one_line(" ".join(readable(each.encode()) for each in lines if each)))
        return found

    def save(self, name: str) -> None:
        """Pictures of all of them, if some are wanted."""
        if self.pictures is not None:
            for number, tab in enumerate(self.tabs, 1):
                tab.page.evaluate("scrollTo(0, 0)")
                tab.page.screenshot(path=self.pictures / f"{name}-phone{number}.png", full_page=True)


@pytest.fixture
def phones(browser: Browser, pictures: Path | None) -> Iterator[Phones]:
    with ExitStack() as stack:
        made = Phones(browser, stack, pictures)
        yield made
    for tab in made.tabs:
        assert tab.complaints == []
        assert tab.elsewhere == []


@pytest.fixture
def projector() -> tuple[int, int]:
    """Its size; for pictures ``WORKSHOP_PROJECTOR`` may name another: ``1024x768``."""
    wide, _, high = os.environ.get("WORKSHOP_PROJECTOR", "1920x1080").partition("x")
    return int(wide), int(high)


@pytest.fixture
def screens(projector: tuple[int, int]) -> Iterator[Screens]:
    with two_screens(projector) as made:
        yield made


class Hearing:
    """Reads all that phones are sent, and holds it to what the room has seen by then."""

    def __init__(self, phones: Phones) -> None:
        self._phones = phones
        self._secrets = {each: Secrets(each) for each in DECISIONS}
        self._come: dict[str, int] = {}
        self.everything = [""] * len(PEOPLE)

    def hear(self, decision: int, parts: int) -> None:
        """So many parts of the record of this decision have been shown; the phones were sent nothing more."""
        self._come[DECISIONS[decision]] = ALL + 1 if parts == ALL else parts
        for number, text in enumerate(self._phones.news()):
            assert leaks(text, self._secrets, self._come) == []
            assert _of_others(text, number) == []
            self.everything[number] += text

    def end(self) -> None:
        """All was shown; and what was shown did come, so that its absence before tells something."""
        for text in self.everything:
            for sealed in self._secrets.values():
                for part in (1, 2, 3, 5):
                    found = [each for each in sealed.parts[part] if each in text]
                    assert len(found) > len(sealed.parts[part]) / 2, part


def _of_others(text: str, number: int) -> list[str]:
    """What only somebody else's phone may know."""
    others = set(range(len(PEOPLE))) - {number}
    said = [words for each in others for words in (PEOPLE[each], TAKEAWAYS[each])]
    for (_, _, who), call in CALLS.items():
        if who in others:
            said += [call.reason, f'"forecast":{call.forecast}']
    return [each for each in said if each in text]


def _introduce(run: Lecture, name: str) -> None:
    """Say who sits there, on the first page of all, and go to the library."""
    run.until(page="FirstStartPage", focus="Your name")
    run.type(name)
    run.press("Return")
    run.until(page="CasePage")
    run.click("Back: Library")
    run.until(page="LibraryPage")


def _prepare(run: Lecture) -> None:
    """A new workshop with two decisions."""
    run.click("Workshops")
    run.until(page="WorkshopsPage", says="No workshop yet")
    run.save("01-workshops")
    run.click("New workshop")
    run.until(page="WorkshopPlanPage", focus="Title of the workshop")
    run.press("A", modifier="ControlModifier")
    run.type(TITLE)
    for decision in DECISIONS:
        title = xiaomi().sheet(decision).briefing.title
        run.click("Search the decisions")
        run.press("A", modifier="ControlModifier")
        run.type(title)
        run.click(title)
    run.press("A", modifier="ControlModifier")
    run.press("Backspace")
    run.save("02-plan")
    run.click("Start…")


def _open_doors(run: Lecture) -> tuple[str, int, str]:
    """Let phones of this computer alone in; where, and with which code."""
    run.until(page="DoorsPage", says="This laptop alone")
    run.click("This laptop alone")
    run.until(can_open=True)
    run.save("03-doors")
    run.click("Open the doors")
    state = run.until(page="PresenterPage", step="lobby", serving=True, focus="Presenter")
    address, port, code = state["doors"]
    assert address == LOOPBACK
    return str(address), int(port), str(code)


def _assert_projected(run: Lecture, projector: tuple[int, int]) -> None:
    """The room's window fills the projector, where the X server can be told that there is one."""
    if shutil.which("xrandr") is not None:
        run.until(rooms=[list(projector)])


def _letter(tab: Tab) -> str:
    return tab.page.locator(".seek .large").inner_text()


def _first_decision(run: Lecture, phones: Phones, hearing: Hearing, doors: tuple[str, int, str]) -> None:
    """One changes a vote, one reloads in the middle of it, one comes late and is offline for a while."""
    run.remote("PageDown", step="briefing", decision=0)
    phones.step("Read")
    hearing.hear(0, 0)
    run.save("05-briefing")
    phones.save("05-briefing")
    run.remote("PageDown", step="first-vote", open=True)
    phones.step("First vote")
    one, two = phones.tabs
    phones.vote(0, CHANGED)
    one.page.get_by_role("button", name="Change my vote").click()
    phones.vote(0, CALLS[0, 1, 0])

    call = CALLS[0, 1, 1]
    two.fill_vote("ABC".index(call.letter), call.forecast, call.reason)
    phones.save("06-first-vote")
    two.page.reload()
    expect(two.page.locator("#step")).to_have_text("First vote", timeout=SOON)
    expect(two.page.locator("#reason")).to_have_value(call.reason)
    two.send()
    expect(two.heading).to_have_text("Your vote is in")

    three = phones.add(*doors).join(PEOPLE[2])
    expect(three.page.locator("#step")).to_have_text("First vote")
    run.until(here=3, voted=2)
    phones.vote(2, CALLS[0, 1, 2])
    run.until(voted=3, says="of 3 have voted")
    hearing.hear(0, 0)
    run.save("06-first-vote")

    run.remote("PageDown", step="first-vote", open=False)
    for tab in phones.tabs:
        expect(tab.heading).to_have_text("The vote has closed")
    phones.save("07-closed")
    run.save("07-closed")
    run.remote("PageDown", step="discuss")
    phones.step("Discuss")
    assert [_letter(each) for each in phones.tabs] == ["B", "A", "A"]
    hearing.hear(0, 0)
    run.save("08-discuss")
    phones.save("08-discuss")

    run.remote("PageDown", step="second-vote", open=True)
    phones.step("Second vote")
    call = CALLS[0, 2, 0]
    one.page.context.set_offline(True)
    one.fill_vote("ABC".index(call.letter), call.forecast, call.reason)
    one.send()
    expect(one.heading).to_have_text("Your vote is kept on this phone")
    phones.vote(1, CALLS[0, 2, 1])
    phones.vote(2, CALLS[0, 2, 2])
    run.until(voted=2)
    phones.save("09-second-vote")
    run.save("09-second-vote")
    one.page.context.set_offline(False)
    expect(one.heading).to_have_text("Your vote is in")
    run.until(voted=3)
    hearing.hear(0, 0)
    run.remote("PageDown", step="second-vote", open=False)


def _second_decision(run: Lecture, phones: Phones, hearing: Hearing) -> None:
    """One vote comes too late."""
    run.remote("PageDown", step="briefing", decision=1)
    phones.step("Read")
    hearing.hear(1, 0)
    run.remote("PageDown", step="first-vote", open=True)
    phones.step("First vote")
    phones.vote(0, CALLS[1, 1, 0])
    phones.vote(1, CALLS[1, 1, 1])
    three = phones.tabs[2]
    three.fill_vote("ABC".index(LATE.letter), LATE.forecast, LATE.reason)
    three.page.context.set_offline(True)
    three.send()
    expect(three.heading).to_have_text("Your vote is kept on this phone")
    run.until(voted=2)
    run.remote("PageDown", step="first-vote", open=False)
    three.page.context.set_offline(False)
    expect(three.heading).to_have_text("It came too late")
    phones.save("20-too-late")
    run.remote("PageDown", step="discuss")
    phones.step("Discuss")
    assert [_letter(each) for each in phones.tabs[:2]] == ["C", "B"]
    phones.save("21-discuss")
    run.remote("PageDown", step="second-vote", open=True)
    phones.step("Second vote")
    for who in range(3):
        phones.vote(who, CALLS[1, 2, who])
    run.until(voted=3)
    hearing.hear(1, 0)
    run.remote("PageDown", step="second-vote", open=False)


def _to_the_end_of(run: Lecture, phones: Phones, hearing: Hearing, decision: int) -> None:
    """Both votes, the record part by part, and the debrief."""
    run.remote("PageDown", step="both-votes")
    for tab in phones.tabs:
        expect(tab.heading).to_have_text("What the room chose")
    hearing.hear(decision, 0)
    run.save(f"1{decision}-both-votes")
    phones.save(f"1{decision}-both-votes")
    run.remote("B", blank=True)
    run.remote("B", blank=False)
    run.remote("PageDown", step="reveal", shown=1)
    for part in range(1, ALL + 1):
        for tab in phones.tabs:
            expect(tab.page.locator("main section")).to_have_count(part)
        hearing.hear(decision, part)
        run.save(f"1{decision}-reveal-{part}")
        if part == ALL:
            phones.save(f"1{decision}-reveal")
            run.remote("PageUp", step="reveal")
            run.remote("PageDown", step="reveal", shown=ALL)
        else:
            run.remote("PageDown", step="reveal", shown=part + 1)
    run.remote("PageDown", step="debrief")
    phones.step("Debrief")
    for number, tab in enumerate(phones.tabs):
        tab.page.locator(".factor").nth(0).get_by_label("I saw it").check()
        tab.page.locator(".factor").nth(1).get_by_label("I missed it").check()
        tab.page.locator("#takeaway").fill(TAKEAWAYS[number])
    for tab in phones.tabs:
        expect(tab.page.locator(".state")).to_contain_text("Stored at")
    run.until(reflected=3 * (decision + 1))
    hearing.hear(decision, ALL)
    run.save(f"1{decision}-debrief")
    phones.save(f"1{decision}-debrief")


def _take_home(phones: Phones, folder: Path) -> Path:
    """The file of the first phone's own votes, as its browser saves it."""
    page = phones.tabs[0].page
    with page.expect_download() as download:
        page.locator("a.button").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def _reports(run: Lecture, folder: Path) -> tuple[Path, Path, Path]:
    """Save the report in each of its kinds."""
    found = []
    for kind, name in (("Report on paper", "r.pdf"), ("Excel workbook", "r.xlsx"), ("CSV table", "r.csv")):
        path = folder / name
        run.click("Save the report…")
        run.until(top="ExportDialog")
        run.click(kind)
        run.click("Choose where…")
        run.until(top="QFileDialog")
        run.do("name_file", str(path))
        run.until(top="MainWindow", says=name)
        assert path.exists()
        found.append(path)
    return found[0], found[1], found[2]


def _votes_told() -> set[tuple[int, int, str, int, str]]:
    return {(at + 1, round_, call.letter, call.forecast, call.reason) for (at, round_, _), call in CALLS.items()}


def test_a_workshop_from_its_plan_to_its_report(
    screens: Screens, projector: tuple[int, int], phones: Phones, pictures: Path | None, tmp_path: Path
) -> None:
    with lecture(tmp_path / "data", screens, pictures) as run:
        _introduce(run, "Ada Lehr")
        _prepare(run)
        doors = _open_doors(run)
        _assert_projected(run, projector)
        for name in PEOPLE[:2]:
            phones.add(*doors).join(name)
        run.until(here=2)
        hearing = Hearing(phones)
        run.save("04-lobby")
        phones.save("04-lobby")
        _first_decision(run, phones, hearing, doors)
        _to_the_end_of(run, phones, hearing, 0)
        _second_decision(run, phones, hearing)
        _to_the_end_of(run, phones, hearing, 1)
        hearing.end()
        taken = _take_home(phones, tmp_path)
        run.click("End the workshop…")
        run.until(top="QMessageBox")
        run.click("End the workshop")
        run.until(page="WorkshopReportPage", says=TITLE)
        for tab in phones.tabs:
            expect(tab.page.locator("main")).to_contain_text("The workshop is over.")
        run.save("30-report")
        pages = [run.do("words")]
        for number, decision in enumerate(DECISIONS, 1):
            run.click(f"{number}  {xiaomi().sheet(decision).briefing.title}")
            pages.append(run.do("words"))
            run.save(f"31-report-{number}")
        _assert_told(pages)
        pdf, xlsx, table = _reports(run, tmp_path)
    _assert_csv(table)
    _assert_workbook(xlsx)
    _assert_paper(pdf)
    _assert_taken_home(taken, screens, pictures, tmp_path / "home")


def _assert_told(pages: list[str]) -> None:
    """The page has what the phones did, each at its decision."""
    for at, page in enumerate(pages[1:]):
        said = [call.reason for (decision, _, _), call in CALLS.items() if decision == at]
        other = [call.reason for (decision, _, _), call in CALLS.items() if decision != at]
        assert [each for each in said if each not in page] == []
        assert [each for each in other if each in page] == []
        assert all(each in page for each in TAKEAWAYS)
    for never in (CHANGED.reason, LATE.reason):
        assert all(never not in page for page in pages)


def _assert_csv(path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    found = {(int(r["decision_number"]), int(r["round"]), r["choice"], int(r["forecast"]), r["reason"]) for r in rows}
    assert found == _votes_told()
    assert len(rows) == len(CALLS)
    assert {row["counted"] for row in rows} == {"yes"}


def _assert_workbook(path: Path) -> None:
    book = openpyxl.load_workbook(path)

    def rows(name: str) -> list[dict[str, object]]:
        head, *lines = book[name].iter_rows(values_only=True)
        return [dict(zip(map(str, head), line, strict=True)) for line in lines]

    votes = rows("Votes")
    names = ("decision_number", "round", "choice", "forecast", "reason")
    assert {tuple(each[name] for name in names) for each in votes} == _votes_told()
    moves = {(row["decision_number"], row["from"], row["to"]): row["people"] for row in rows("Moves")}
    assert moves == {(1, "A", "B"): 1, (1, "B", "B"): 1, (1, "B", "C"): 1, (2, "B", "B"): 1, (2, "C", "B"): 1}
    counts = {(r["decision_number"], r["round"], r["choice"]): r["votes"] for r in rows("Counts")}
    assert [counts[1, 1, each] for each in "ABC"] == [1, 2, 0]
    assert [counts[1, 2, each] for each in "ABC"] == [0, 2, 1]
    assert [counts[2, 1, each] for each in "ABC"] == [0, 1, 1]
    assert [counts[2, 2, each] for each in "ABC"] == [1, 2, 0]
    reflections = rows("Reflections")
    assert sorted(str(row["takeaway"]) for row in reflections) == sorted(TAKEAWAYS * 2)
    assert all(row["factors_saw"] and row["factors_missed"] for row in reflections)


def _assert_paper(path: Path) -> None:
    with pypdfium2.PdfDocument(path) as document:
        text = one_line(" ".join(page.get_textpage().get_text_bounded() for page in document))
    for said in (TITLE, *TAKEAWAYS, *(call.reason for call in CALLS.values())):
        assert said in text
    for never in (CHANGED.reason, LATE.reason):
        assert never not in text


def _assert_taken_home(taken: Path, screens: Screens, pictures: Path | None, data: Path) -> None:
    """Another program takes the file in, through its menu, and has the votes as attempts."""
    with lecture(data, screens, pictures) as run:
        _introduce(run, "At home")
        run.click("At home, menu")
        run.until(menu=True)
        run.do("choose", "Import progress…")
        run.until(top="QFileDialog")
        run.do("name_file", str(taken))
        run.until(top="MainWindow", says=PEOPLE[0])
        run.click("My record")
        run.until(page="RecordPage", says="4 attempts")
        run.save("40-taken-home")
    with Store.open(Paths.locate(data).progress_file) as store:
        (learner,) = (each for each in store.learners() if each.name == PEOPLE[0])
        for at, decision in enumerate(DECISIONS):
            options = [each.id for each in xiaomi().sheet(decision).briefing.options]
            found = [each.commitment for each in store.attempts_at(learner.id, "xiaomi", decision)]
            calls = [CALLS[at, round_, 0] for round_ in (1, 2)]
            assert [(options.index(each.choice), each.forecast, each.reasons) for each in found] == [
                ("ABC".index(each.letter), each.forecast, each.reason) for each in calls
            ]


def test_a_workshop_that_is_killed_goes_on_where_it_was(phones: Phones, pictures: Path | None, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with WorkshopFile.create(Paths.locate(data).workshops_folder, plan(DECISIONS)):
        pass
    with two_screens((1024, 768)) as screens:
        with lecture(data, screens, pictures) as run:
            _introduce(run, "Ada Lehr")
            run.click("Workshops")
            run.until(page="WorkshopsPage", says="Buying time")
            run.click("Start: Buying time")
            doors = _open_doors(run)
            for name in PEOPLE[:2]:
                phones.add(*doors).join(name)
            for step in ("briefing", "first-vote", "first-vote", "discuss", "second-vote"):
                run.remote("PageDown", step=step)
            phones.step("Second vote")
            phones.vote(0, CALLS[0, 2, 0])
            run.until(voted=1)
            one, two = phones.tabs
            call = CALLS[0, 2, 1]
            two.fill_vote("ABC".index(call.letter), call.forecast, call.reason)
            before = run.until(step="second-vote", open=True, idle=True)
            run.kill()
        two.send()
        expect(two.heading).to_have_text("Your vote is kept on this phone")
        expect(one.page.locator("#step")).to_contain_text("No connection")
        phones.save("50-killed")
        with lecture(data, screens, pictures) as run:
            run.until(page="LibraryPage", says="Nothing is lost.")
            run.save("51-offered")
            run.click("Go on")
            state = run.until(page="PresenterPage", serving=True)
            expect(two.heading).to_have_text("Your vote is in", timeout=SOON)
            expect(one.page.locator("#step")).to_have_text("Second vote", timeout=SOON)
            after = run.until(voted=2)
            _assert_projected(run, (1024, 768))
            run.save("52-again")
            phones.save("52-again")
            same = ("step", "decision", "open", "here", "doors")
            assert [state[each] for each in same] == [before[each] for each in same]
            assert state["voted"] in (1, 2)
            assert after["here"] == 2
        (file,) = Paths.locate(data).workshops_folder.glob("*.workshop")
        with WorkshopFile.open(file) as opened:
            session = opened.read()
        votes = session.ballots[max(session.ballots)].votes.values()
        told = sorted((each.forecast, each.reason) for each in votes)
        assert told == sorted((each.forecast, each.reason) for each in (CALLS[0, 2, 0], CALLS[0, 2, 1]))
