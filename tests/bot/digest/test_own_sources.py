"""A digest has the items of an admin's own source only where its channel chose that source."""

from fakes.newsroom import NINE, Newsroom

MARK = "Alpha News (added here, not on the official list)"


async def test_they_are_not_in_a_digest_of_all_sources(newsroom: Newsroom) -> None:
    await newsroom.subscribe()
    await newsroom.publish("official")
    await newsroom.publish("own", official=False)

    await newsroom.work_at(NINE)

    assert newsroom.told() == [["official"]]
    text = newsroom.poster.posts[0].reply.plain()
    assert "added here" not in text
    assert "on their own sites" in text


async def test_a_channel_that_chose_the_source_gets_them_with_a_mark(newsroom: Newsroom) -> None:
    await newsroom.subscribe(sources=("alpha",))
    await newsroom.publish("own", official=False)

    await newsroom.work_at(NINE)

    assert newsroom.told() == [["own"]]
    text = newsroom.poster.posts[0].reply.plain()
    assert MARK in text
    assert "on their own sites" not in text
