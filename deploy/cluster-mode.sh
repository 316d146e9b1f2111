# Sourced by deploy/sweep: sends a run to a driver on another machine (--deploy-mode cluster) and follows it to its end.
#
# Wants: program ARGUMENT..., which runs the program here; fail; $first, the spark-submit; $master, $memory, $main, $jar,
# $submit, $arguments.

# Where the cluster finds the job jar: by default the same path on every machine.
cluster_jar=${SWEEP_CLUSTER_JAR:-$jar}

# Whether Spark's log says that the driver ended well. Its own exit code says it on YARN; on a standalone cluster and on
# Kubernetes it is 0 however the driver ended.
ended_well() {
  local state
  case $master in
    spark://*) state='State of driver .* is FINISHED' ;;
    k8s://*) state='(phase: Succeeded)' ;;
    *) return 0 ;;
  esac
  grep -q "$state" "$1"
}

# Exits with 0 if the sweep did, whatever the cluster calls it.
run_elsewhere() {
  local log words packed=() word
  # The study as it is now, and only what another machine can find.
  words=$(program "${arguments[@]}" --pack) || exit $?
  while IFS= read -r word; do packed+=("$word"); done <<<"$words"
  log=$(mktemp)
  echo "sweep: the driver runs on the cluster and prints there; deploy/sweep status --follow OUTPUT follows it from" \
    "anywhere; Spark's log of it is $log" >&2
  "${first[@]}" --master "$master" ${memory:+--driver-memory "$memory"} ${submit[@]+"${submit[@]}"} \
    --conf spark.standalone.submit.waitAppCompletion=true --class "$main" "$cluster_jar" "${packed[@]}" \
    >"$log" 2>&1 && ended_well "$log" || {
    grep -v ' INFO ' "$log" | tail -n 20 >&2 || true
    fail "the driver did not end well; its own output is on the cluster, what Spark says of it in $log"
  }
}
