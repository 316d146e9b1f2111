# Sourced with $home set: sets spark to the class path of Spark's jars, SPARK_HOME's or the build's; empty without either.
spark_classpath=$home/sweep-driver/target/spark.classpath
spark=
if [ -n "${SPARK_HOME:-}" ] && [ -x "$SPARK_HOME/bin/spark-submit" ]; then
  spark="$SPARK_HOME/jars/*"
elif [ -f "$spark_classpath" ]; then
  spark=$(<"$spark_classpath")
fi
