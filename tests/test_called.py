"""What somebody is called: asked, or guessed with care, and never a title alone."""

from __future__ import annotations

from itertools import product

from assessor.called import form_of_address, given_name
from assessor.journal import Client

GUESSES = {
    "Dr Priya Nair": "Priya",
    "Dr. Priya Nair": "Priya",
    "Dr.Priya Nair": "Priya",
    "Anna.Smith": "Anna.Smith",
    "dr priya nair": "Priya",
    "DR PRIYA NAIR": "Priya",
    "Dr  Priya\u00a0Nair": "Priya",
    "Prof. Dr Ana Souza": "Ana",
    "Nair, Dr Priya": "Priya",
    "Priya Nair, MBBS, MRCP": "Priya",
    "Priya Nair (Dr)": "Priya",
    "Mx. Alex Lee": "Alex",
    "Rev. Canon John Smith": "John",
    "Prof Sir John Bell": "John",
    "Dame Judi Dench DBE": "Judi",
    "Smith, John": "John",
    "Martin King Jr": "Martin",
    "The Rev’d Ann Lee": "Ann",
    "Dr Nair, Priya": "Priya",
    "Dr Nair": "Dr Nair",
    "Mr and Mrs Khan": "Mr and Mrs Khan",
    "Sister Mary": "Sister Mary",
    "Mr van der Berg": "Mr van der Berg",
    "Cher": "Cher",
    "王秀英": "王秀英",
    "王秀英 (Wang Xiuying)": "Wang Xiuying",
    "زهرا رحیمی (Zahra Rahimi)": "Zahra Rahimi",
    "Robert (Bob) Smith": "Bob",
    'Robert "Bob" Smith': "Bob",
    "Ann Smith (née Jones)": "Ann",
    "Ann Smith (Jones)": "Ann",
    "Siobhán O'Dwyer": "Siobhán",
    "D'Arcy Smith": "D'Arcy",
    "Mary-Ann Smith": "Mary-Ann",
    "St John Smith": "St John",
    "Jan van der Berg": "Jan",
    "Beatriz da Silva": "Beatriz",
    "van der Berg": "van der Berg",
    "de Souza": "de Souza",
    "J. Smith": "J. Smith",
    "J.K. Rowling": "J.K. Rowling",
    "J. Edgar Hoover": "Edgar",
    "AJ Smith": "AJ",
    "NGUYEN Thi": "Thi",
    "Thi NGUYEN": "Thi",
    "Abdul Rahman Khan": "Abdul Rahman",
    "Abd al Rahman Khan": "Abd al Rahman",
    "Md Rahim Uddin": "Rahim",
    "": "",
}


def test_a_given_name_is_guessed_with_care_and_the_whole_name_stands_where_none_is_plain() -> None:
    assert {name: given_name(name) for name in GUESSES} == GUESSES


def test_where_the_family_name_stands_first_it_is_not_what_they_are_called() -> None:
    names = {"Nagy Zsófia": "Zsófia", "Nguyễn Thị Hạnh": "Thị Hạnh", "Dr Wang Xiuying": "Xiuying", "Kim": "Kim"}
    names["王秀英 (Wang Xiuying)"] = "Xiuying"
    assert {name: given_name(name, family_first=True) for name in names} == names


def test_what_they_like_to_be_called_goes_before_any_guess_and_a_title_goes_with_their_family_name() -> None:
    asked = {"Bia": "Bia", "Dr Nair": "Dr Nair", "Dr": "Dr Nair", "  ": "Priya", "Prof. Dr": "Prof. Dr Nair"}
    assert {called: form_of_address(called, "Dr Priya Nair") for called in asked} == asked
    assert form_of_address("Dr", "Dr Wang Xiuying", family_first=True) == "Dr Wang"
    assert Client(name="Dr Priya Nair").first_name == "Priya"


def test_nobody_is_ever_called_by_a_title_alone() -> None:
    titles = ["Dr", "dr.", "Mr", "MRS", "Ms", "Mx", "Prof", "Rev", "Sir", "Dame", "Cllr", "Sgt", "Rt Hon", "Prof Dr"]
    names = ["Nair", "Priya Nair", "P. Nair", "van der Berg", "Priya Anand Nair", "Nair, Priya"]
    alone = [
        f"{title} {name}"
        for title, name in product(titles, names)
        if given_name(f"{title} {name}").casefold() in {part.casefold() for part in (title, *title.split())}
    ]
    assert alone == []
