"""Progress and packs to measure with."""

from __future__ import annotations

import shutil
from pathlib import Path

from trainer.desktop.loading import pack_folders, read_packs
from trainer.paths import Paths
from trainer.progress.store import Store
from trainer.study.playthrough import REVEAL_STEPS, Commitment

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content"
XIAOMI = CONTENT / "xiaomi"


def with_progress(folder: Path, content: Path = CONTENT, decided: int = 3) -> Path:
    """A data folder with a learner who has decided so much of the case in a folder of packs, and warm caches."""
    folder.mkdir()
    paths = Paths.locate(folder)._replace(content=(content,))
    ((shelved, *_), broken) = read_packs(pack_folders(paths), paths)
    assert not broken, broken
    case = shelved.case
    with Store.open(paths.progress_file) as store:
        learner = store.add_learner("Mara")
        for decision in case.order[:decided]:
            option = case.sheet(decision).briefing.options[0]
            commitment = Commitment(option.id, 40, "Because half a year is long, and the terms stay.")
            attempt = store.commit(learner.id, case.info.id, case.envelopes[decision], commitment)
            store.open_steps(attempt.id, len(REVEAL_STEPS))
            store.close_debrief(attempt.id)
    return folder


def blown_up(content: Path, times: int) -> Path:
    """A folder of packs with one in it: the case with each of its decisions so many times, under other ids."""
    pack = content / XIAOMI.name
    shutil.copytree(XIAOMI, pack)
    for file in sorted((pack / "decisions").glob("*.yaml")):
        text = file.read_text(encoding="utf-8")
        for number in range(2, times + 1):
            name = f"{file.stem}-{number}"
            changed = text.replace(f"id: {file.stem}\n", f"id: {name}\n", 1)
            (file.parent / f"{name}.yaml").write_text(changed, encoding="utf-8")
    return content
