package org.text2layer.pipeline;

import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.text2layer.diffusion.NoiseSchedule;
import org.text2layer.diffusion.Prediction;
import org.text2layer.diffusion.sampler.SamplingPlan;
import org.text2layer.diffusion.sampler.TimestepSpacing;
import org.text2layer.nn.WeightsException;

/**
 * What a sampler has to know about a trained denoiser: diffusers' scheduler_config.json.
 *
 * @param trainSteps number of noise levels
 * @param betaStart first β, in (0, 1)
 * @param betaEnd last β, in (0, 1)
 * @param curve how β grows between them
 * @param prediction what the denoiser's output means
 * @param spacing which timesteps a sampler visits
 * @param stepsOffset added to leading timesteps
 * @param zeroTerminalSnr whether the schedule is rescaled to end in pure noise
 */
public record SchedulerConfiguration(
    int trainSteps,
    double betaStart,
    double betaEnd,
    Curve curve,
    Prediction prediction,
    TimestepSpacing spacing,
    int stepsOffset,
    boolean zeroTerminalSnr) {
  /** How β grows from its start to its end. */
  public enum Curve {
    /** Evenly. */
    LINEAR,
    /** Its square root grows evenly, as in Stable Diffusion. */
    SCALED_LINEAR
  }

  private static final Map<String, Prediction> PREDICTIONS =
      Map.of("epsilon", Prediction.EPSILON, "v_prediction", Prediction.VELOCITY);

  /** Checks that nothing is missing; the schedule checks the numbers. */
  public SchedulerConfiguration {
    Objects.requireNonNull(curve, "curve");
    Objects.requireNonNull(prediction, "prediction");
    Objects.requireNonNull(spacing, "spacing");
    schedule(trainSteps, betaStart, betaEnd, curve, zeroTerminalSnr);
  }

  /** Stable Diffusion's, which the embedded weights share. */
  public static SchedulerConfiguration stableDiffusion() {
    return new SchedulerConfiguration(
        1000,
        0.00085,
        0.012,
        Curve.SCALED_LINEAR,
        Prediction.EPSILON,
        TimestepSpacing.LEADING,
        1,
        false);
  }

  /** The same for a denoiser that predicts something else. */
  public SchedulerConfiguration withPrediction(Prediction value) {
    return new SchedulerConfiguration(
        trainSteps, betaStart, betaEnd, curve, value, spacing, stepsOffset, zeroTerminalSnr);
  }

  /**
   * The same rescaled to end in pure noise, with what that needs: velocity prediction and trailing
   * timesteps (Lin et al. 2023, section 3).
   */
  public SchedulerConfiguration withZeroTerminalSnr() {
    return new SchedulerConfiguration(
        trainSteps,
        betaStart,
        betaEnd,
        curve,
        Prediction.VELOCITY,
        TimestepSpacing.TRAILING,
        stepsOffset,
        true);
  }

  /**
   * Reads diffusers' scheduler_config.json.
   *
   * @throws WeightsException if a field is missing or has a value that is not known here
   */
  public static SchedulerConfiguration fromJson(JsonObject json) {
    try {
      return new SchedulerConfiguration(
          json.get("num_train_timesteps").getAsInt(),
          json.get("beta_start").getAsDouble(),
          json.get("beta_end").getAsDouble(),
          constant(Curve.class, json.get("beta_schedule").getAsString()),
          PREDICTIONS.get(text(json, "prediction_type", "epsilon")),
          constant(TimestepSpacing.class, text(json, "timestep_spacing", "leading")),
          json.has("steps_offset") ? json.get("steps_offset").getAsInt() : 0,
          json.has("rescale_betas_zero_snr") && json.get("rescale_betas_zero_snr").getAsBoolean());
    } catch (NullPointerException
        | IllegalStateException
        | UnsupportedOperationException
        | IllegalArgumentException error) {
      throw new WeightsException(
          "Expected diffusers' configuration of a scheduler but it does not fit ("
              + error.getMessage()
              + "): check its scheduler_config.json.",
          error);
    }
  }

  /** As diffusers writes it for its DDIMScheduler. */
  public JsonObject toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("_class_name", "DDIMScheduler");
    json.addProperty("num_train_timesteps", trainSteps);
    json.addProperty("beta_start", betaStart);
    json.addProperty("beta_end", betaEnd);
    json.addProperty("beta_schedule", curve.name().toLowerCase(Locale.ROOT));
    json.addProperty(
        "prediction_type", prediction == Prediction.EPSILON ? "epsilon" : "v_prediction");
    json.addProperty("timestep_spacing", spacing.name().toLowerCase(Locale.ROOT));
    json.addProperty("steps_offset", stepsOffset);
    json.addProperty("rescale_betas_zero_snr", zeroTerminalSnr);
    json.addProperty("clip_sample", false);
    json.addProperty("set_alpha_to_one", false);
    return json;
  }

  /** The noise levels. */
  public NoiseSchedule schedule() {
    return schedule(trainSteps, betaStart, betaEnd, curve, zeroTerminalSnr);
  }

  /**
   * What every sampler of this denoiser has to know.
   *
   * @param steps denoiser calls, 1 to trainSteps
   * @throws IllegalArgumentException if {@code steps} is outside its range, or pure noise is to be
   *     sampled with a denoiser that predicts it
   */
  public SamplingPlan plan(int steps) {
    return new SamplingPlan(schedule(), steps, prediction, spacing, stepsOffset);
  }

  private static NoiseSchedule schedule(
      int steps, double start, double end, Curve curve, boolean zeroTerminalSnr) {
    NoiseSchedule schedule =
        curve == Curve.LINEAR
            ? NoiseSchedule.linear(steps, start, end)
            : NoiseSchedule.scaledLinear(steps, start, end);
    return zeroTerminalSnr ? schedule.withZeroTerminalSnr() : schedule;
  }

  private static String text(JsonObject json, String name, String otherwise) {
    return json.has(name) ? json.get(name).getAsString() : otherwise;
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String name) {
    return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
  }
}
