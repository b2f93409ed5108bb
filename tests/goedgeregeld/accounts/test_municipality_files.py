"""The two CSV files about municipalities: what is read, and what is refused on which line."""

import pytest

from goedgeregeld.accounts.municipality_files import InvalidMunicipalities, Listed, read_list, read_mergers

HEAD = "code,name,province\n"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", ["regel 1: hier hoort code,name,province te staan"]),
        ("code;name;province\n", ["regel 1: hier hoort code,name,province te staan"]),
        (HEAD, ["er staan geen regels in het bestand"]),
        (HEAD + "GM1,Een,Utrecht\n", ["regel 2: 'GM1' is geen gemeentecode, zoals GM0344"]),
        (HEAD + "GM0001,,Utrecht\n", ["regel 2: de naam hoort 1 tot 60 leesbare tekens te hebben"]),
        (HEAD + "GM0001,E\x00n,Utrecht\n", ["regel 2: de naam hoort 1 tot 60 leesbare tekens te hebben"]),
        (HEAD + f"GM0001,{'x' * 61},Utrecht\n", ["regel 2: de naam hoort 1 tot 60 leesbare tekens te hebben"]),
        (HEAD + "GM0001,Een,Friesland\n", ["regel 2: 'Friesland' is geen provincie"]),
        (HEAD + "GM0001,Een\n", ["regel 2: 2 kolommen in plaats van 3"]),
        (
            HEAD + "GM0001,Een,Utrecht\n\nGM0001,Een,Utrecht\n",
            [
                "regel 4: de code 'GM0001' staat er twee keer (ook op regel 2)",
                "regel 4: de naam 'Een' staat er twee keer (ook op regel 2)",
            ],
        ),
        (
            HEAD + "GM1,,Utrecht\nGM0001,Een,X\n",
            [
                "regel 2: 'GM1' is geen gemeentecode, zoals GM0344",
                "regel 2: de naam hoort 1 tot 60 leesbare tekens te hebben",
                "regel 3: 'X' is geen provincie",
            ],
        ),
    ],
)
def test_bad_lists(text: str, problems: list[str]) -> None:
    with pytest.raises(InvalidMunicipalities) as caught:
        read_list(text.encode())
    assert caught.value.problems == problems


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("GM1,GM0002,2027-01-01", "regel 2: 'GM1' is geen gemeentecode, zoals GM0344"),
        ("GM0001,x,2027-01-01", "regel 2: 'x' is geen gemeentecode, zoals GM0344"),
        ("GM0001,GM0001,2027-01-01", "regel 2: GM0001 kan niet in zichzelf opgaan"),
        ("GM0001,GM0002,2027-02-30", "regel 2: '2027-02-30' is geen datum (2027-01-01)"),
        ("GM0001,GM0002,20270101", "regel 2: '20270101' is geen datum (2027-01-01)"),
        ("GM0001,GM0002,2027-W01-1", "regel 2: '2027-W01-1' is geen datum (2027-01-01)"),
        ("GM0001,GM0002,", "regel 2: '' is geen datum (2027-01-01)"),
        ("GM0001,GM0002,2027-01-01\nGM0001,GM0003,2027-01-01", "regel 3: de oude code 'GM0001' staat er twee keer"),
    ],
)
def test_bad_mergers(line: str, problem: str) -> None:
    with pytest.raises(InvalidMunicipalities) as caught:
        read_mergers(f"old_code,new_code,date\n{line}\n".encode())
    assert caught.value.problems[0].startswith(problem)


def test_quotes_spaces_windows_lines_and_a_byte_order_mark() -> None:
    content = b'\xef\xbb\xbfcode,name,province\r\n GM0001 ,"Een, en ""meer""",Utrecht\r\n'
    assert read_list(content) == [Listed("GM0001", 'Een, en "meer"', "Utrecht")]


@pytest.mark.parametrize("content", [b'code,name,province\n"a', b'code,name,province\nGM0001,"E"x,Utrecht'])
def test_broken_quotes(content: bytes) -> None:
    with pytest.raises(InvalidMunicipalities, match="regel 2: geen geldige CSV"):
        read_list(content)
