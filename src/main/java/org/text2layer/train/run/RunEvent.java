package org.text2layer.train.run;

import java.util.function.Consumer;

/** Something that the listener hears in the waiting thread. */
@FunctionalInterface
interface RunEvent extends Consumer<TrainingListener> {}
