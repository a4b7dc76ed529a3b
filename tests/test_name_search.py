"""Names are found by what a British keyboard types."""

from __future__ import annotations

from assessor.name_search import is_found, search_key

FINDS = {
    "Siobhán O'Dwyer": "siobhan SIOBHÁN O’Dwyer odwyer o'dwyer O`Dwyer dwyer siobhano",
    "Siobhán O’Dwyer": "o'dwyer odwyer o’dwyer",
    "Nguyễn Thị Hạnh": "nguyen hanh thi nguyenthi",
    "Dariusz Żebrowski": "zebrowski Żebrowski zebrow",
    "Łukasz Wałęsa": "lukasz walesa",
    "Øyvind Bjørnson": "oyvind oeyvind bjornson bjoernson",
    "Đorđe Đilas": "dorde dilas",
    "Jörg Müller": "jorg muller mueller joerg MÜLLER",
    "Guðrún Þórsdóttir": "gudrun thorsdottir",
    "Renée Strauß": "renee strauss",
    "Ọbịọra Nwafor": "obiora nwafor",
    "Chantelle Obi-Reilly": "obi-reilly obireilly obi‐reilly reilly",
    "Ìşıl Yıldız": "isil yildiz",
    "王秀英": "wang xiuying 王秀英",
    "Жанна Иванова": "zhanna ivanova жанна",
    "Jose\u0301 Garci\u0301a": "jose josé garcia",
    "TT-20436": "tt-20436 20436 tt20436 TT20436",
}


def test_each_is_found_by_each_way_in_which_it_may_be_typed() -> None:
    missed = [
        (name, typed)
        for name, spellings in FINDS.items()
        for typed in spellings.split()
        if not is_found(typed, search_key(name))
    ]
    assert missed == []


def test_all_words_are_wanted_and_signs_alone_find_nothing() -> None:
    key = search_key("Siobhán O'Dwyer", "TT-20436")
    found = {typed: is_found(typed, key) for typed in ("", "  ", "dwyer 204", "o dwyer", "dwyer x", ".*", "'", "-")}
    assert found == {
        "": True, "  ": True, "dwyer 204": True, "o dwyer": True, "dwyer x": False, ".*": False, "'": False, "-": False,
    }  # fmt: skip
