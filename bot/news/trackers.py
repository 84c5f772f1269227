"""The parameters by which senders of links follow their readers; no page needs them."""

import re

_BY_VENDOR = {
    "Adobe": "s_cid s_kwcid ef_id",
    "Amazon Web Services": "trk trkcampaign sc_campaign sc_channel sc_content sc_country sc_geo"
    " sc_icampaign sc_icontent sc_outcome sc_publisher",
    "Dotdigital": "dm_i",
    "Drip": "__s",
    "Google Ads": "dclid gad_campaignid gad_source gbraid gclid gclsrc srsltid wbraid",
    "Google Analytics": "_ga _gl",
    "HubSpot": "__hsfp __hssc __hstc _hsenc _hsmi hsctatracking",
    "Klaviyo": "_ke _kx",
    "LinkedIn": "li_fat_id",
    "Mailchimp": "mc_cid mc_eid",
    "Marketo": "mkt_tok",
    "Meta": "fbclid igsh igshid",
    "Microsoft": "msclkid ocid wt.mc_id",
    "NVIDIA": "ncid",
    "Olytics": "oly_anon_id oly_enc_id",
    "Oracle Eloqua": "elqak elqcampaignid elqtrack elqtrackid",
    "Pinterest": "epik",
    "Reddit": "rdt_cid",
    "Snap": "sccid",
    "TikTok": "ttclid",
    "Vero": "vero_conv vero_id",
    "X": "twclid",
    "Yandex": "yclid ysclid",
    "whoever links, as Ghost and Product Hunt do": "ref ref_src ref_url",
}
"""Names of parameters, in small letters, by who gives them a meaning: each vendor's documentation,
and what Firefox strips (firefox-source-docs.mozilla.org, query stripping); read 2026-11."""
_FAMILIES = ("utm_", "mtm_", "matomo_", "pk_", "piwik_", "hsa_")
"""What the parameters of Google Analytics, of Matomo and of HubSpot's ads begin with."""
_TRACKERS = frozenset(" ".join(_BY_VENDOR.values()).split())

_NEEDED = frozenset({("github.com", "ref"), ("gitlab.com", "ref")})
"""Parameters that name something on one host, here a branch."""


def without_trackers(query: str, host: str) -> str:
    """Return the query of an address on `host`, its other parameters as they were."""
    kept = (
        pair
        for pair in re.split("&(?:amp;)?", query)  # some publishers escape it twice
        if pair and not _is_tracker(pair.partition("=")[0].lower(), host)
    )
    return "&".join(kept)


def _is_tracker(name: str, host: str) -> bool:
    return (name in _TRACKERS or name.startswith(_FAMILIES)) and (host, name) not in _NEEDED
