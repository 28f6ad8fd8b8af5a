package org.text2layer.train.autoencoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import org.text2layer.nn.ScriptFunction;
import org.text2layer.train.TrainingException;
import org.text2layer.train.loss.LossTerm;
import org.text2layer.train.loss.Reconstruction;

/** A term of a user's own: whatever goes wrong in it is told under its name. */
final class OwnTerm implements LossTerm {
  private static final String NAME = "[a-z][a-z0-9_]{0,39}";

  private final String name;
  private final LossTerm term;
  private final ScriptFunction recorded;

  OwnTerm(String name, LossTerm term) {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException(
          "Expected a loss term's name of small letters, digits and '_' but came '%s': it names a column of the log."
              .formatted(name));
    }
    this.name = name;
    this.term = term;
    recorded = ScriptFunction.compile(OwnTerm.class, "gradients", "recorded", Map.of());
  }

  /**
   * {@inheritDoc}
   *
   * @throws TrainingException if the term throws, or gives anything but a number to learn from
   */
  @Override
  public NDArray apply(Reconstruction made) {
    NDArray value = value(made);
    if (value == null
        || !value.getShape().equals(new Shape())
        || value.getDataType() != DataType.FLOAT32) {
      throw new TrainingException(
          "Expected one number in 32 bits from the loss term '%s' but came %s: end it with mean()."
              .formatted(
                  name,
                  value == null ? "null" : value.getDataType() + " of shape " + value.getShape()));
    }
    if (recorded.apply(value).getFloat() < recorded.apply(made.divergence()).getFloat()) {
      throw new TrainingException(
          "Expected the loss term '%s' to be made from the predictions or the divergence but no gradient flows back from it: leave out stopGradient(), toFloatArray() and the like."
              .formatted(name));
    }
    return value;
  }

  private NDArray value(Reconstruction made) {
    try {
      return term.apply(made);
    } catch (RuntimeException error) {
      throw new TrainingException(
          "Expected a number from the loss term '%s' but it failed (%s): correct the term; the run's last checkpoint is whole."
              .formatted(name, error),
          error);
    }
  }
}
