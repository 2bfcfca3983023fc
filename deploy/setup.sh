#!/usr/bin/env bash
# Brings a fresh Debian 12 machine to the point where Motcua can run (`venv`, `browser`, `run`) or be tested (`test`).
# As root or with sudo it installs what is missing (at a terminal sudo may ask for the password); otherwise it names the
# packages and stops.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}

need() { # need PACKAGE... : install the Debian packages that are missing
    local missing=() package
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    local as=()
    if [ "$(id -u)" -ne 0 ]; then
        if may_sudo "${missing[*]}"; then
            as=(sudo)
        else
            echo "Thiếu gói hệ thống / missing Debian packages: ${missing[*]}" >&2
            echo "Cài rồi chạy lại / install them and try again:  sudo apt-get install ${missing[*]}" >&2
            exit 1
        fi
    fi
    echo "Cài gói hệ thống / installing: ${missing[*]}"
    "${as[@]}" apt-get update -qq
    "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

may_sudo() { # may_sudo PACKAGES : can we act as root? Only at a terminal is anybody there to type a password
    command -v sudo >/dev/null || return 1
    sudo -n true 2>/dev/null && return 0
    [ -t 0 ] || return 1
    echo "Cần quyền quản trị để cài / sudo is needed to install: $1"
    sudo -v
}

case "${1:?venv, browser, run or test}" in
venv)
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed" >&2; exit 1; }
    "$python" -c 'import ensurepip, venv' 2>/dev/null || need python3-venv
    [ -x .venv/bin/python ] || "$python" -m venv .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check 'uv==0.13.9'
    echo "Cài thư viện / installing packages ..."
    UV_PROJECT_ENVIRONMENT=.venv .venv/bin/uv sync --quiet --locked --inexact --python .venv/bin/python
    ;;
browser)
    said="không tải được phần đọc nhãn, ký, xét điều kiện; gõ mã và hỏi mọi câu / no reader of labels, no signing, all questions asked"
    command -v npm >/dev/null || { echo "Thiếu npm (Node 20 trở lên) / npm is missing: $said" >&2; exit 0; }
    echo "Tải phần đọc nhãn, ký, xét điều kiện / fetching what browsers are given of others ..."
    npm ci --ignore-scripts --omit=optional --no-audit --no-fund --loglevel=error --fetch-retries=1 --fetch-timeout=60000 ||
        { rm -f node_modules/.package-lock.json; echo "npm: $said" >&2; }
    ;;
run) need fonts-liberation2 ;;
test) need chromium chromium-headless-shell poppler-utils postgresql webkit2gtk-driver xvfb ;;
*) echo "unknown: $1" >&2; exit 2 ;;
esac
