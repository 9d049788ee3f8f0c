# Sourced by the scripts here: where the checkout is, a way to fail, and an environment that has what is needed.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
python=$root/.venv/bin/python
me=scripts/$(basename "$0")

fail() { echo "$me: $1" >&2; exit 1; }

usage() { sed -n '2,/^[^#]/{/^[^#]/d;s/^# \{0,1\}//;p}' "$0"; }

find_python() {
    local one
    for one in "${PYTHON:-}" python3.11 python3.12 python3.13 python3; do
        [[ -n $one ]] && "$one" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null || continue
        echo "$one"
        return
    done
    fail "there is no Python 3.11, 3.12 or 3.13 with venv. Install one (sudo apt install python3.11-venv), or: PYTHON=/path/to/python $me"
}

# install [EXTRA]: makes .venv and installs kg and what it needs, as constraints.txt pins it; does nothing the second time
install() {
    local extra=${1:-} want stamp other
    want=$(cat "$root/pyproject.toml" "$root/setup.py" "$root/constraints.txt" | cksum)
    stamp=$root/.venv/.installed-kg${extra:+-$extra}
    for other in "$stamp" "$root/.venv/.installed-kg-test"; do
        if [[ -x $python && -f $other && $(<"$other") == "$want" ]]; then return; fi
    done
    if [[ ! -x $python ]]; then
        local found; found=$(find_python)
        echo "making .venv with $("$found" --version)"
        "$found" -m venv "$root/.venv"
    fi
    if [[ $extra == test ]]; then need_icu; fi
    echo "installing kg${extra:+ and what its $extra needs} (a minute or two the first time)"
    (cd "$root" && "$python" -m pip install -qq --disable-pip-version-check -c constraints.txt -e ".${extra:+[$extra]}") \
        || fail "pip could not install; its words stand above. Is the network there?"
    echo "$want" >"$stamp"
}

# need_icu: the tests hold FollowTheMoney exports against its own package, which builds PyICU where pip has no wheel of it
need_icu() {
    need g++ g++
    need pkg-config pkg-config
    need "the headers of ICU" libicu-dev 'pkg-config --exists icu-i18n'
}

# need COMMAND PACKAGE [TEST]: installs a Debian package where a command is missing (or a test fails) and we may
need() {
    local there=${3:-"command -v $1"}
    if $there >/dev/null; then return; fi
    local sudo=()
    if [[ $(id -u) != 0 ]]; then sudo=(sudo -n); fi
    if command -v apt-get >/dev/null && "${sudo[@]}" true 2>/dev/null; then
        echo "installing $2"
        "${sudo[@]}" apt-get update -qq && "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$2" >/dev/null \
            || fail "apt-get could not install $2, which the tests need; its words stand above"
    fi
    $there >/dev/null || fail "the tests need $1, and it can't be installed from here. Install it: sudo apt install $2"
}
