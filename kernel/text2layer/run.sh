#!/usr/bin/env bash
# Starts the Java kernel of one notebook, JJava or the IJava of TEXT2LAYER_IJAVA; Jupyter gives the connection file. It
# replaces JJava's launcher, which splits its options on blanks and so cannot start below a folder with a blank in its
# name.
set -euo pipefail

fail() {
  printf 'Text2Layer (Java): %s\n' "$*" >&2
  exit 1
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=${here%/.venv/*}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

command -v "$java" > /dev/null ||
  fail "expected a JDK 17 or newer, found no \"$java\": install one or set JAVA_HOME to it."
# The kernel would die on a class path that names a missing folder, and would not say why.
[[ -f $root/target/text2layer.jar && -d $root/target/lib ]] ||
  fail "expected the built library in $root/target, found none: run kernel/lab."

# PyTorch's threads would wait by spinning, and take the processor from everything else that runs.
export OMP_WAIT_POLICY=${OMP_WAIT_POLICY:-passive}

# glibc keeps what a thread has freed for threads of the same arena: without a limit each training, which has a thread of
# its own, can leave a step's memory behind (1.5 GB a run with the embedded autoencoder).
export MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-2}

# The serial collector leaves the heap small.
options=("@$root/kernel/java.options" -XX:+UseSerialGC -Djava.awt.headless=true
  "-Djava.util.logging.config.file=$here/logging.properties")
if [[ ${PYTORCH_FLAVOR:-cpu} == cpu ]]; then
  options+=(-Dai.djl.offline=true)
fi
# The user's options come last and so win.
read -r -a own <<< "${JJAVA_JVM_OPTS:-}"
options+=(${own[@]+"${own[@]}"} --add-opens jdk.jshell/jdk.jshell=ALL-UNNAMED)

library="$root/target/text2layer.jar:$root/target/lib/*.jar"
if [[ -n ${TEXT2LAYER_SPARK:-} ]]; then
  # Spark and the library with the versions that serve both; its processes stay on this machine and find them too.
  spark=$TEXT2LAYER_SPARK
  [[ -d $spark/lib && -d $spark/home ]] || fail "expected Spark in $spark, found none: run kernel/lab --spark."
  library="$root/target/text2layer.jar:$spark/text2layer-spark.jar:$spark/lib/*.jar:$spark/home/jars/*.jar"
  export SPARK_HOME=$spark/home SPARK_SCALA_VERSION=2.13 SPARK_LOCAL_IP=127.0.0.1
  options+=("@$root/kernel/spark.options" "-Dlog4j2.configurationFile=$root/kernel/log4j2.properties"
    "-Dspark.executor.extraClassPath=$spark/text2layer-spark.jar:$spark/lib/*"
    "-Dspark.executor.extraJavaOptions=-Djava.awt.headless=true -Dai.djl.offline=true"
    -Dspark.executorEnv.OMP_NUM_THREADS=1 -Dspark.ui.enabled=false)
fi
if [[ -z ${TEXT2LAYER_IJAVA:-} ]]; then
  export JJAVA_CLASSPATH="$library${JJAVA_CLASSPATH:+:$JJAVA_CLASSPATH}"
  exec "$java" "${options[@]}" -jar "$here/../java/jjava.jar" "$1"
fi

[[ -f $TEXT2LAYER_IJAVA ]] ||
  fail "expected IJava's jar, found no $TEXT2LAYER_IJAVA: run kernel/lab --ijava JAR."
# The library ends the kernel of a Jupyter that was killed, but IJava loads it with the first cell only. JPY_PARENT_PID is
# Jupyter's own variable; $$ becomes the kernel's.
if [[ -n ${JPY_PARENT_PID:-} ]]; then
  (
    while kill -0 $$ && kill -0 "$JPY_PARENT_PID"; do sleep 5; done
    kill $$
  ) < /dev/null > /dev/null 2>&1 &
fi
# IJava's jar holds older ones of these, and would win.
newer=$(printf '%s:' "$root"/target/lib/gson-*.jar "$root"/target/lib/commons-lang3-*.jar)
export IJAVA_CLASSPATH="$library${IJAVA_CLASSPATH:+:$IJAVA_CLASSPATH}"
export IJAVA_STARTUP_SCRIPT="org.text2layer.notebook.ijava.IJavaNotebook.install();
${IJAVA_STARTUP_SCRIPT:-}"
exec "$java" "${options[@]}" -cp "$newer$TEXT2LAYER_IJAVA" io.github.spencerpark.ijava.IJava "$1"
