"""Names made up for whoever doesn't want to give their own."""

from __future__ import annotations

import random
from collections.abc import Collection


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_COLOURS = {
    "en": _words(
        "Amber Azure Bronze Cobalt Copper Coral Crimson Golden Green Indigo Ivory Jade Lilac Maroon Olive Orange Pearl"
        " Plum Ruby Russet Saffron Scarlet Silver Teal Umber Violet White Yellow"
    ),
    "zh": _words(
        "琥珀 蔚蓝 青铜 钴蓝 珊瑚 金色 翠绿 靛蓝 象牙 碧玉 丁香 橄榄 橙色 珍珠 紫色 红宝 藏红 银色 雪白 鹅黄 天青 墨绿"
        " 杏色 石榴"
    ),
}
_ANIMALS = {
    "en": _words(
        "Badger Bear Bee Bison Crane Deer Dolphin Eagle Falcon Finch Fox Gecko Hare Hedgehog Heron Ibex Kestrel Koala"
        " Lark Lynx Marten Moose Newt Otter Owl Panda Penguin Puffin Raven Robin Salmon Seal Squirrel Stork Swan Tiger"
        " Turtle Whale Wolf Wren"
    ),
    "zh": _words(
        "獾 棕熊 蜜蜂 野牛 仙鹤 小鹿 海豚 雄鹰 猎隼 燕雀 狐狸 壁虎 野兔 刺猬 苍鹭 羚羊 考拉 云雀 山猫 紫貂 驼鹿 水獭"
        " 猫头鹰 熊猫 企鹅 海鹦 渡鸦 知更鸟 鲑鱼 海豹 松鼠 白鹳 天鹅 老虎 海龟 鲸鱼 灰狼 鹪鹩"
    ),
}
_BETWEEN = {"en": " ", "zh": ""}


def pseudonym(language: str, taken: Collection[str], chance: random.Random) -> str:
    """A name that nobody has, in a language (``en`` where there is none in it)."""
    spoken = language if language in _COLOURS else "en"
    name = _drawn(spoken, chance)
    for _ in range(20):
        if name not in taken:
            return name
        name = _drawn(spoken, chance)
    # In a full hall most are taken.
    return next(each for number in range(2, len(taken) + 3) if (each := f"{name} {number}") not in taken)


def _drawn(language: str, chance: random.Random) -> str:
    return _BETWEEN[language].join(chance.choice(words[language]) for words in (_COLOURS, _ANIMALS))
