"""Progress and packs to measure with."""

from __future__ import annotations

import shutil
from pathlib import Path

from trainer.case.reader import load_case
from trainer.desktop.loading import pack_folders, read_packs
from trainer.paths import Paths
from trainer.progress.store import Store
from trainer.study.playthrough import REVEAL_STEPS, Commitment

ROOT = Path(__file__).resolve().parents[2]
XIAOMI = ROOT / "content" / "xiaomi"


def with_progress(folder: Path, decided: int = 3) -> Path:
    """A data folder with a learner who has decided so much, and a warm cache of outlines."""
    folder.mkdir()
    paths = Paths.locate(folder)
    read_packs(pack_folders(paths), paths)
    case = load_case(XIAOMI)
    with Store.open(paths.progress_file) as store:
        learner = store.add_learner("Mara")
        for decision in case.order[:decided]:
            option = case.sheet(decision).briefing.options[0]
            commitment = Commitment(option.id, 40, "Because half a year is long, and the terms stay.")
            attempt = store.commit(learner.id, case.info.id, case.envelopes[decision], commitment)
            store.open_steps(attempt.id, len(REVEAL_STEPS))
            store.close_debrief(attempt.id)
    return folder


def blown_up(folder: Path, times: int) -> Path:
    """The pack with each of its decisions so many times, under other ids."""
    shutil.copytree(XIAOMI, folder)
    for file in sorted((folder / "decisions").glob("*.yaml")):
        text = file.read_text(encoding="utf-8")
        for number in range(2, times + 1):
            name = f"{file.stem}-{number}"
            changed = text.replace(f"id: {file.stem}\n", f"id: {name}\n", 1)
            (file.parent / f"{name}.yaml").write_text(changed, encoding="utf-8")
    return folder
