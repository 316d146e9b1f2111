# Sourced by deploy/sweep: starts a run again that died while it trained on this machine.
#
# Wants: submit OPTION..., which becomes the program; fail; $master.
# Knows of the run: $signs, a file that grows whenever a trial begins; -Dablate.previous-exit tells the next process how
# the one before it ended.

signs=$(mktemp)
trap 'rm -f "$signs"' EXIT
interrupts=0

interrupt() {
  interrupts=$((interrupts + 1))
  if [ $interrupts -eq 1 ]; then
    echo "sweep: stopping; what trains leaves a checkpoint. Ctrl-C again ends at once" >&2
    kill -INT "$child" 2>/dev/null || true
  else
    kill -KILL "$child" 2>/dev/null || true
  fi
}

# The exit code of the program, in $status. A trapped signal ends a wait; the exit code is that of the last.
await() {
  while true; do
    status=0
    wait "$child" || status=$?
    kill -0 "$child" 2>/dev/null || return 0
  done
}

# Whether a local run ended as one whose trial took it down: hung (86), SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE,
# SIGKILL, SIGSEGV.
died_of_a_trial() {
  case "$master:$status" in
    local*:86 | local*:13[2-7] | local*:139) return 0 ;;
    *) return 1 ;;
  esac
}

begun_trials() {
  wc -c <"$signs" | tr -d ' '
}

run_until_it_ends() {
  local began
  trap interrupt INT
  trap 'interrupts=1; kill -TERM "$child" 2>/dev/null || true' TERM
  status=
  while true; do
    began=$(begun_trials)
    # A process group of its own for the program, so that a second Ctrl-C does not reach it by itself.
    set -m
    submit "-Dablate.signs=$signs" ${status:+"-Dablate.previous-exit=$status"} </dev/null &
    child=$!
    # With job control a wait ends again and again while the program is stopped (Ctrl-Z, SIGSTOP).
    set +m
    await
    died_of_a_trial || exit "$status"
    [ "${SWEEP_RESTART:-yes}" = yes ] && [ $interrupts -eq 0 ] || exit "$status"
    # A process that dies before a trial began would only die again.
    [ "$(begun_trials)" -gt "$began" ] || fail "the run died before a trial began (exit code $status)"
    echo "sweep: the run died (exit code $status); it is started again and goes on" >&2
  done
}
