# shellcheck shell=bash disable=SC2154
# What checks of the way to a model and back have in common; to be sourced, from the checkout's root. The caller has set
# PYTHON and work, a folder of its own, and calls end_server as it ends.

node() { command node_modules/.bin/node "$@"; }
calot() { node --import tsx cli/calot.ts "$@"; }
say() { printf '%s\n' "$*"; }
fail() { say "$*" >&2; exit 1; }

# need MODULE …: ends where that Python lacks one, or Calot isn't installed.
need() {
  local missing
  missing=$("$PYTHON" -c 'import importlib.util, sys; print(*(m for m in sys.argv[1:] if not importlib.util.find_spec(m)))' "$@") ||
    fail "$PYTHON doesn’t run. Set PYTHON to a Python 3.10 or later."
  [[ -z $missing ]] || fail "That Python lacks $missing. Set PYTHON to one with $*."
  [[ -x node_modules/.bin/node ]] || fail "Run npm ci first."
}

server=
# serve MODEL DEVICE: a model behind `transformers serve`, on a port that is told in `port`, once it is ready.
serve() {
  port=$("$PYTHON" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  "$PYTHON" -m transformers.cli.transformers serve "$1" --device "$2" --host 127.0.0.1 --port "$port" \
    >"$work/server.log" 2>&1 &
  server=$!
  for ((waited = 0; ; waited++)); do
    curl --silent --fail --output /dev/null "http://127.0.0.1:$port/health" && break
    kill -0 "$server" 2>/dev/null || { cat "$work/server.log" >&2; fail "The server ended before it was ready."; }
    ((waited < 120)) || { cat "$work/server.log" >&2; fail "The server was not ready after two minutes."; }
    sleep 1
  done
}

end_server() {
  [[ -z $server ]] || { kill "$server" 2>/dev/null; wait "$server" 2>/dev/null || true; }
}
