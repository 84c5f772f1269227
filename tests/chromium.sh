#!/usr/bin/env bash
# Make sure that a Chromium is there for the browser tests; install Debian's where we may.
set -euo pipefail
for name in chromium chromium-browser google-chrome google-chrome-stable; do
  command -v "$name" >/dev/null && exit 0
done
[ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ] && exit 0
how="The browser tests need Chromium. Debian: apt-get install chromium. Ubuntu: snap install chromium. macOS: brew install --cask google-chrome."
if ! command -v apt-get >/dev/null; then echo "$how" >&2; exit 1; fi
as_root=()
if [ "$(id -u)" != 0 ]; then
  if sudo -n true 2>/dev/null; then as_root=(sudo -n); else echo "$how" >&2; exit 1; fi
fi
"${as_root[@]}" apt-get update -qq
DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends chromium >/dev/null
