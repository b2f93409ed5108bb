"""Forms: numbers as Dutch people write them, and the theme's own little form. (Profiles in pages: views/test_start.)"""

from decimal import Decimal

import pytest
from django import forms
from django.http import QueryDict

from selfeval.entries import Entry, Sent
from selfeval.forms import DutchDecimalField, LinkForm, MailForm, ProfileForm, ThemeForm, WholeNumberField
from tests.selfeval.cast import INSTRUMENT, LARGE
from tests.selfeval.views.pages import LARGE_FIELDS

WHOLE, DECIMAL = WholeNumberField(min_value=0, max_value=10**6), DutchDecimalField(min_value=0, decimal_places=3)


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("1.200", 1200), ("1 200", 1200), ("1.000.000", 10**6), (" 7 ", 7)]
)
def test_whole_numbers(text, number):
    assert WHOLE.clean(text) == number


@pytest.mark.parametrize("text", ["1,5", "1.5", "12.00", "1.2000", "-1", "1e3", "", "veel", "0x10", "½", "∞"])
def test_what_is_no_whole_number(text):
    with pytest.raises(forms.ValidationError):
        WHOLE.clean(text)


@pytest.mark.parametrize(
    ("text", "number"), [("1,5", "1.5"), ("1.5", "1.5"), ("0", "0"), ("2,0", "2.0"), ("1200", "1200")]
)
def test_decimals(text, number):
    assert DECIMAL.clean(text) == Decimal(number)


@pytest.mark.parametrize("text", ["1.200", "1.200,5", "-0,5", "NaN", "inf", "1,2345", "", "x", "1,,5"])
def test_what_is_no_decimal_or_could_be_two(text):
    with pytest.raises(forms.ValidationError):
        DECIMAL.clean(text)


def test_a_profile_asks_only_what_decides_something():
    form = ProfileForm(instrument=INSTRUMENT)

    required = {name for name, field in form.fields.items() if field.required}
    assert required == {"volunteers", "paid_fte", "minors", "alcohol"}
    assert all(form.fields[fact.key].why == fact.why for fact in INSTRUMENT.profile)


@pytest.mark.django_db
def test_a_profile_goes_through_the_form_unchanged():
    form = ProfileForm(LARGE_FIELDS, instrument=INSTRUMENT)

    assert form.is_valid(), form.errors
    assert form.profile == LARGE
    shown = ProfileForm.initial_from(LARGE, "De Brug")
    assert (shown["minors"], shown["volunteers"]) == ("nee", 250)


def theme_form(query: str) -> ThemeForm:
    return ThemeForm(INSTRUMENT.theme("A-1").statements, INSTRUMENT.top, QueryDict(query))


def test_a_theme_takes_what_was_on_the_page_and_nothing_else():
    form = theme_form("A1-was=..&A1=2&A4-was=..&A4=1&A2=3&onzin=1")

    assert form.sent == {"A1": Sent(Entry("2"), "..")}
    assert form.errors == {}


def test_nothing_stands_among_both_the_errors_and_what_is_sent():
    form = theme_form("A1-was=..&A1=2&A2-was=..&A2=nvt&A3-was=..&A3=1&A3=2")

    assert set(form.sent) == {"A1"}
    assert set(form.errors) == {"A2", "A3"}
    assert form.typed["A2"] == Entry("nvt")


def test_words_are_tidied_and_null_characters_go():
    form = theme_form("A1-was=..&A1=%202%20&A1-opmerking=%20a%20%0D%0A%00b%20")

    assert form.sent["A1"].entry == Entry("2", "", "a\nb")


@pytest.mark.parametrize("address", ["fatima@example.org", "f+x@sub.example.nl"])
def test_mail_addresses(address):
    assert MailForm({"email": address}).is_valid()


@pytest.mark.parametrize("link", ["", "   ", "x" * 501, "\x00"])
def test_links_that_are_none(link):
    assert not LinkForm({"link": link}).is_valid()
