"""The link that adds hayami to a server."""

from urllib.parse import parse_qs, urlsplit

from adapters.discord.invite import PERMISSIONS, SCOPES, invite_url


def test_the_link_asks_for_what_is_explained_and_for_nothing_else() -> None:
    query = parse_qs(urlsplit(invite_url("900")).query)

    assert query["client_id"] == ["900"]
    assert query["scope"] == ["bot applications.commands"]
    asked = int(query["permissions"][0])
    assert asked == sum(permission.bit for permission in PERMISSIONS.values())


def test_no_right_over_people_or_content_is_asked_for() -> None:
    administrator, manage_messages, mention_everyone = 1 << 3, 1 << 13, 1 << 17
    asked = sum(permission.bit for permission in PERMISSIONS.values())

    assert not asked & (administrator | manage_messages | mention_everyone)
    assert set(SCOPES) == {"bot", "applications.commands"}
