"""The words that the page's script writes, and what the page offers to try."""

from bot.i18n import N_

QUESTIONS = ("転移学習", "Transfer-Learning", "てんいがくしゅう", "@hayami RAGって何?")
"""What a newcomer may try with one click: one entry in three spellings, and a question."""

TRIED_COMMANDS = ("today", "news", "digest preview", "index", "help")
"""Commands to try with one click; each reader sees the names of their language."""

SCRIPT_WORDS = {
    "you": N_("You"),
    "slack": N_("As Slack shows it"),
    "discord": N_("As Discord shows it"),
    "app": N_("APP"),
    "only_you_slack": N_("Only visible to you"),
    "only_you_discord": N_("Only you can see this"),
    "thinking": N_("hayami is looking…"),
    "failed": N_("That did not work. Please check that hayami is running, and try again."),
    "form_note": N_("In Slack and Discord this opens as a form."),
    "optional": N_("(optional)"),
    "no_posts": N_(
        "Nothing has been posted here yet. Subscribe, and the digest comes at its hour."
    ),
    "suggestions": N_("{count} suggestions"),
}
"""By the name that `static/*.js` knows them by."""
