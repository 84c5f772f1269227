import pytest

from bot.news.draft import Unreadable
from bot.news.markup import (
    MAX_ATTRIBUTES,
    MAX_OPEN,
    MAX_SIGNS,
    MAX_TAGS,
    check_markup,
    check_xml,
    without_words,
)

DEEP = "too many elements within each other"
MANY = "too many elements"
CROWDED = "too many attributes in a tag"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("<div>" * (MAX_OPEN + 1), DEEP),
        ("".join(f"<x{n}>" for n in range(MAX_OPEN + 1)), DEEP),
        ("</i><b>" * (MAX_OPEN + 1), DEEP),
        ("<b>" * MAX_OPEN + "<i></b>" * 10 + "<u>" * 20, DEEP),
        ("<b/>" * (MAX_TAGS + 1), MANY),
        ("<" * (MAX_TAGS + 1), MANY),
        ("<p " + " ".join(f"x{n}" for n in range(MAX_ATTRIBUTES)) + ">", CROWDED),
        ("<p " + " ".join(f"x{n}='>'" for n in range(MAX_ATTRIBUTES)) + ">", CROWDED),
        ("<p\n" + "\n".join(f'x{n} = "y"' for n in range(MAX_ATTRIBUTES)) + ">", CROWDED),
        ("<p " + " ".join(f"xmlns:x{n}=y" for n in range(MAX_ATTRIBUTES)), CROWDED),
    ],
)
def test_markup_that_would_take_minutes_is_refused(text: str, error: str) -> None:
    for check in (check_markup, check_xml):
        with pytest.raises(Unreadable, match=f"^{error}$"):
            check(text)


@pytest.mark.parametrize(
    "text",
    [
        "<b>" * MAX_OPEN,
        "<b></b>" * 40_000,
        "<b/>" * 40_000,
        "<p>" * 40_000 + "<br>" * 40_000,
        "<p " + "x " * (MAX_ATTRIBUTES - 1) + ">",
        "a < b > c",
    ],
)
def test_markup_as_publishers_write_it_passes(text: str) -> None:
    check_markup(text)
    check_xml(text)


@pytest.mark.parametrize(
    "form", ["<![CDATA[{}]]>", "<!--{}-->", "<?x {}?>", "<![CDATA[{}", "<!--{}"]
)
def test_what_is_no_markup_in_xml_may_hold_much_of_it(form: str) -> None:
    text = form.format("<b>" * 1000)

    check_xml(text)
    with pytest.raises(Unreadable, match=DEEP):
        check_markup(text)


def test_even_what_is_no_markup_is_limited() -> None:
    """A parser that gave up on being strict may take it for markup after all."""
    with pytest.raises(Unreadable, match=MANY):
        check_xml("<![CDATA[" + "<" * MAX_SIGNS + "]]>")


@pytest.mark.parametrize(
    ("xml", "kept"),
    [
        ("a<!-- <![CDATA[ -->b<!-- ]]> -->c", "abc"),
        ("a<![CDATA[ <!-- ]]>b<i>-->", "ab<i>-->"),
        ("a<?x <!-- ?>b", "ab"),
        ("a<b>c", "a<b>c"),
    ],
)
def test_what_begins_first_hides_the_rest(xml: str, kept: str) -> None:
    assert without_words(xml) == kept
