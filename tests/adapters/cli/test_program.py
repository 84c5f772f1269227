"""What an operator does at the shell."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from adapters.cli import app
from bot.errors import UsageError

Run = Any


def test_a_question_is_answered_without_a_database(hayami: Run, tmp_path: Path) -> None:
    result = hayami("ask", "転移学習とは")

    assert "てんいがくしゅう" in result.stdout
    assert not (tmp_path / "data").exists()


def test_the_language_of_the_answer_may_be_chosen(hayami: Run) -> None:
    assert "機械学習" not in hayami("ask", "--language", "en", "転移学習").stdout.replace(
        "転移学習", ""
    )


def test_a_command_works_in_the_terminal_as_in_chat(hayami: Run) -> None:
    assert "あ" in hayami("ask", "索引").stdout
    assert "/hayami digest subscribe" in hayami("ask", "help").stdout


def test_terms_are_listed_checked_and_shown(hayami: Run) -> None:
    (row,) = (
        line
        for line in hayami("terms", "list").stdout.splitlines()
        if line.startswith("transfer-learning ")
    )

    assert row.split("  ")[-1].strip() == "てんいがくしゅう"
    assert "no fault" in hayami("terms", "check").stdout
    assert "Transfer Learning" in hayami("terms", "show", "transfer-learning").stdout


@pytest.mark.parametrize(
    ("form", "start"), [("json", "["), ("csv", "\ufeffid,name.en"), ("tbx", "<?xml")]
)
def test_the_glossary_is_exported_for_other_programs(form: str, start: str, hayami: Run) -> None:
    exported = hayami("terms", "list", "--format", form).stdout

    assert exported.startswith(start)
    assert "てんいがくしゅう" in exported


def test_a_draft_is_written_shown_to_nobody_and_named_by_the_check(
    hayami: Run, tmp_path: Path
) -> None:
    here = {"HAYAMI_TERMS_DIR": str(tmp_path)}

    assert "CONTRIBUTING.md" in hayami("terms", "new", "world-model", **here).stdout

    assert "world-model.yaml:3: reading: is empty" in hayami("terms", "check", **here).stdout
    assert "world-model" not in hayami("terms", "list", **here).stdout
    again = hayami("terms", "new", "world-model", **here)
    assert "is there already; edit it" in str(again.exception)


def test_half_a_glossary_is_not_exported(hayami: Run, tmp_path: Path) -> None:
    here = {"HAYAMI_TERMS_DIR": str(tmp_path)}
    hayami("terms", "new", "world-model", **here)

    for command in (("list", "--format", "csv"), ("counts",), ("due",)):
        assert "world-model.yaml can't be used; mend what" in str(
            hayami("terms", *command, **here).exception
        )


def test_a_page_that_is_no_text_is_told(hayami: Run, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_bytes(b"\xff\xfe")

    result = hayami("terms", "counts", "--into", str(tmp_path / "page.md"))

    assert "is not UTF-8" in str(result.exception)


@pytest.mark.parametrize("term_id", ["World Model", "../world", "world_model", "3d", ""])
def test_a_draft_has_an_id(term_id: str, hayami: Run, tmp_path: Path) -> None:
    result = hayami("terms", "new", term_id, HAYAMI_TERMS_DIR=str(tmp_path))

    assert isinstance(result.exception, UsageError)
    assert list(tmp_path.glob("*.yaml")) == []


def test_a_draft_needs_the_folder(hayami: Run, tmp_path: Path) -> None:
    result = hayami("terms", "new", "world-model", HAYAMI_TERMS_DIR=str(tmp_path / "none"))

    assert isinstance(result.exception, UsageError)


def test_entries_to_be_checked_again_are_named_and_change_the_exit_code(hayami: Run) -> None:
    none, some = (
        hayami("terms", "due", "--on", "2026-11-24"),
        hayami("terms", "due", "--on", "2027"),
    )

    assert (none.exit_code, none.stdout) == (0, "No entry is due.\n")
    assert isinstance(some.exception, UsageError)
    later = hayami("terms", "due", "--on", "2027-02-22")
    assert later.exit_code == 1
    assert "checked 2026-11-24  due 2027-02-22  ChatGPT" in later.stdout
    assert "transfer-learning" not in later.stdout
    assert "transfer-learning" in hayami("terms", "due", "--on", "2099-01-01").stdout


def test_the_size_of_the_glossary_is_told_and_written_into_its_documentation(
    hayami: Run, tmp_path: Path
) -> None:
    page = tmp_path / "page.md"
    page.write_text("Size:\n<!-- counts -->\nold\n<!-- end of counts -->\n", "utf-8")

    told = hayami("terms", "counts").stdout
    hayami("terms", "counts", "--into", str(page))

    assert page.read_text("utf-8") == f"Size:\n<!-- counts -->\n{told}<!-- end of counts -->\n"
    page.write_text("nothing", "utf-8")
    assert isinstance(hayami("terms", "counts", "--into", str(page)).exception, UsageError)
    assert isinstance(hayami("terms", "counts", "--into", str(tmp_path)).exception, UsageError)


def test_the_documentation_has_the_size_of_today(hayami: Run) -> None:
    page = Path(__file__).parents[3] / "docs" / "glossary.md"

    assert hayami("terms", "counts").stdout in page.read_text("utf-8"), "run make counts"


def test_a_bad_entry_is_named_with_its_line_and_fails_the_check(
    hayami: Run, tmp_path: Path
) -> None:
    (tmp_path / "rag.yaml").write_text(
        "id: rag\nname: {en: RAG, ja: RAG}\nreading: ラグ\n", "utf-8"
    )

    result = hayami("terms", "check", HAYAMI_TERMS_DIR=str(tmp_path))

    assert result.exit_code == 1
    assert "rag.yaml:3: reading: ラグ is not hiragana; write らぐ" in result.stdout


def test_a_bot_starts_without_the_bad_entries(hayami: Run, tmp_path: Path) -> None:
    (tmp_path / "rag.yaml").write_text("id: rag\n", "utf-8")

    assert (
        "見つかりませんでした"
        in hayami("ask", "検索拡張生成", HAYAMI_TERMS_DIR=str(tmp_path)).stdout
    )


def test_a_wrong_setting_is_named(hayami: Run) -> None:
    result = hayami("ask", "RAG", HAYAMI_WEB_PORT="eighty")

    assert isinstance(result.exception, UsageError)
    assert "HAYAMI_WEB_PORT" in str(result.exception)


def test_a_data_folder_that_is_a_file_is_named(hayami: Run, tmp_path: Path) -> None:
    (tmp_path / "data").touch()

    result = hayami("chat")

    assert isinstance(result.exception, UsageError)
    assert "HAYAMI_DATA_DIR" in str(result.exception)


def test_a_channel_is_subscribed_listed_paused_resumed_and_removed(hayami: Run) -> None:
    where = ("--platform", "slack", "--tenant", "T1", "--channel", "C1")
    subscribed = hayami(
        "digest",
        "subscribe",
        *where,
        "--at",
        "09:00",
        "--timezone",
        "Asia/Tokyo",
        "--language",
        "ja",
    )
    assert "09:00" in subscribed.stdout
    assert "#1\tslack/T1/C1\t09:00 daily Asia/Tokyo ja\tnext" in hayami("digest", "list").stdout

    assert "paused" in hayami("digest", "pause", "1").stdout
    assert "paused: by hand" in hayami("digest", "list").stdout
    hayami("digest", "resume", "1")
    assert "next" in hayami("digest", "list").stdout
    hayami("digest", "remove", "1")
    assert "No channel is subscribed yet." in hayami("digest", "list").stdout


def test_an_unknown_subscription_is_told(hayami: Run) -> None:
    assert isinstance(hayami("digest", "pause", "7").exception, UsageError)


def test_a_digest_can_be_sent_now(hayami: Run) -> None:
    hayami(
        "digest",
        "subscribe",
        "--platform",
        "web",
        "--tenant",
        "local",
        "--channel",
        "playground",
        "--at",
        "09:00",
    )

    result = hayami("digest", "send", "1")

    assert "Digest 1: nothing new" in result.stdout
    assert result.exit_code == 0


def test_a_preview_and_a_list_show_the_recorded_news_of_a_fresh_installation(hayami: Run) -> None:
    assert "recorded demo data" in hayami("digest", "preview").stdout
    assert "OpenAI" in hayami("news", "list", "OpenAI").stdout


def test_the_manifest_is_json_and_its_rights_are_explained_beside_it(hayami: Run) -> None:
    result = hayami("slack", "manifest")

    scopes = json.loads(result.stdout)["oauth_config"]["scopes"]["bot"]
    assert scopes == ["app_mentions:read", "chat:write", "commands", "im:history"]
    assert all(scope in result.stderr for scope in scopes)


def test_the_manifest_for_http_names_our_address(hayami: Run) -> None:
    manifest = json.loads(hayami("slack", "manifest", "--url", "https://bot.example/").stdout)

    assert manifest["settings"]["socket_mode_enabled"] is False
    assert "https://bot.example/slack/events" in json.dumps(manifest)


def test_the_invite_link_asks_for_the_least(hayami: Run) -> None:
    result = hayami("discord", "invite", "--application", "123")

    assert result.stdout.startswith("https://discord.com/oauth2/authorize?client_id=123")
    assert "SEND_MESSAGES" in result.stderr


def test_an_invite_link_without_id_or_token_says_what_to_do(hayami: Run) -> None:
    assert "DISCORD_TOKEN" in str(hayami("discord", "invite").exception)


def test_news_of_an_unknown_source_is_told(hayami: Run) -> None:
    assert "no-such" in str(hayami("news", "refresh", "no-such").exception)


def test_only_known_parts_can_be_started(hayami: Run) -> None:
    assert "worker" in str(hayami("run", "--only", "kitchen").exception)


@pytest.mark.parametrize("words", [(), ("--help",), ("digest",), ("news", "--help")])
def test_help_is_there(words: tuple[str, ...]) -> None:
    assert "Usage" in CliRunner().invoke(app, list(words)).output


def test_what_is_not_done_ends_with_an_exit_code(hayami: Run) -> None:
    where = ("--platform", "slack", "--tenant", "T1", "--channel", "C1")

    assert hayami("digest", "subscribe", *where, "--at", "25:00").exit_code == 1
    assert hayami("digest", "subscribe", *where, "--at", "9", "--timezone", "JST").exit_code == 1
    assert isinstance(hayami("terms", "show", "nothere").exception, UsageError)


def test_a_digest_is_not_sent_to_a_platform_that_is_not_set_up(hayami: Run) -> None:
    where = ("--platform", "slack", "--tenant", "T1", "--channel", "C1")
    hayami("digest", "subscribe", *where, "--at", "09:00")

    assert "slack is not set up" in str(hayami("digest", "send", "1").exception)
    assert "none sent yet" in hayami("digest", "list").stdout


def test_the_labels_of_lists_are_shown(hayami: Run) -> None:
    assert "ハルシネーション" in hayami("ask", "ハルシネ").stdout
    assert "か (" in hayami("ask", "索引").stdout
    assert "OpenAI" in hayami("ask", "ニュース").stdout
