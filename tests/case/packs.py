"""A small sound pack, written as an author would, for tests to alter one thing of."""

from __future__ import annotations

from pathlib import Path

CASE = """\
format: 1
id: bakery
version: "1.0"
languages: [en]
title: The bakery
subtitle: Bread and debt
summary: A bakery must choose.
reading_time: 10
acts:
  - id: start
    title: The start
    opening: It is dark outside.
people:
  - id: ann
    name: Ann Miller
    role: baker
  - id: wu
    name: Wu Li
    native_name: 吴丽
    role: owner
    sources: ["001:3"]
sources:
  - id: "001"
    title: A history of bread
    publisher: The town
    date: 1990
    lines: 20
"""

DECISION = """\
id: new-oven
act: start
title: The new oven
question: Do you buy the oven?
date: 1985-03
place: The bakery
bookmark: in March, with a price on the table
decider: ann
room:
  - person: ann
    part: baker
  - person: wu
    part: owner
themes: [money]
situation: |
  The oven is old.

  A new one costs more than the shop earns (Exhibits A to C).
exhibits:
  - id: prices
    kind: table
    title: Prices
    columns: [{title: Oven}, {title: Price, align: right}]
    rows:
      - [old, 1.10]
      - [new, 300]
  - id: sales
    kind: chart
    title: Loaves
    form: bars
    unit: loaves
    categories: [spring, summer]
    series:
      - name: sold
        values: [3, null]
  - id: owner
    kind: person
    title: The owner
    person: wu
options:
  - id: buy
    title: Buy it
    argument: It bakes faster.
  - id: wait
    title: Wait a year
    argument: It costs less then.
facts:
  - text: The oven was old.
    sources: ["001:1"]
    date: 1985
record:
  option: buy
  did:
    text: They bought it.
    sources: ["001:2-4"]
  happened:
    - date: 1986
      text: They baked more.
      sources: ["001:5"]
  why:
    - text: Time was short.
      sources: ["001:6"]
  looking_back:
    judgement: mixed
    judge: The town, in 1990
    claims:
      - text: It paid late.
        sources: ["001:7"]
  not_taken:
    - option: wait
      known: unknown
      text: The sources don't tell.
factors:
  - id: haste
    name: Haste
    kind: time
    text: Time was scarcer than money.
    sources: ["001:8"]
lesson:
  text: Time has a price.
  limits: Not where the loan is dear.
questions:
  - What did they know?
"""

TIMELINE = """\
entries:
  - date: 1985
    decision: new-oven
    text: The oven was bought.
    sources: ["001:2"]
  - date: 1986-05
    decision: new-oven
    text: Bread got cheaper.
    sources: ["001:5", "001:7-8"]
    contested:
      text: The mill says that it did not.
      sources: ["001:9"]
"""

OVEN = "decisions/new-oven.yaml"


def write_pack(folder: Path, case: str | None = CASE, **decisions: str) -> Path:
    """A pack in a folder; ``decisions`` gives the text of each file by its name, with ``_`` for ``-``."""
    (folder / "decisions").mkdir(parents=True)
    if case is not None:
        (folder / "case.yaml").write_text(case, encoding="utf-8")
    for name, text in (decisions or {"new-oven": DECISION}).items():
        (folder / "decisions" / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    return folder


def altered(text: str, old: str, new: str) -> str:
    """The text with one passage exchanged, which must stand in it once."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the text"
    return text.replace(old, new)
