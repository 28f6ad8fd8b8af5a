#!/usr/bin/env bash
# Starts the Java kernel of one notebook; Jupyter gives the connection file. It replaces JJava's launcher, which
# splits its options on blanks and so cannot start below a folder with a blank in its name.
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

export JJAVA_CLASSPATH="$root/target/text2layer.jar:$root/target/lib/*.jar${JJAVA_CLASSPATH:+:$JJAVA_CLASSPATH}"

# glibc keeps what a thread has freed for threads of the same arena: without a limit each training, which has a thread of
# its own, can leave a step's memory behind (1.5 GB a run with the embedded autoencoder).
export MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-2}

# The tensors live outside the heap, and the serial collector leaves it small; some hundred layered pictures of 256 pixels
# held at once, as in 04-evaluate, take more than 2 GB.
options=(-Xmx4g -XX:MaxDirectMemorySize=2g -XX:+UseSerialGC -Djava.awt.headless=true -Dorg.slf4j.simpleLogger.defaultLogLevel=warn
  # MiniLM runs on the CPU: that its runtime has no CUDA is no news for a cell.
  -Dorg.slf4j.simpleLogger.log.ai.djl.onnxruntime=error
  "-Djava.util.logging.config.file=$here/logging.properties")
if [[ ${PYTORCH_FLAVOR:-cpu} == cpu ]]; then
  options+=(-Dai.djl.offline=true)
fi
# The user's options come last and so win.
read -r -a own <<< "${JJAVA_JVM_OPTS:-}"
exec "$java" "${options[@]}" ${own[@]+"${own[@]}"} --add-opens jdk.jshell/jdk.jshell=ALL-UNNAMED \
  -jar "$here/../java/jjava.jar" "$1"
