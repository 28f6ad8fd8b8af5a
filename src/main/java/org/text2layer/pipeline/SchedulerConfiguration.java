package org.text2layer.pipeline;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.text2layer.diffusion.NoiseSchedule;
import org.text2layer.diffusion.Prediction;
import org.text2layer.diffusion.sampler.SamplingPlan;
import org.text2layer.diffusion.sampler.TimestepSpacing;
import org.text2layer.nn.weights.ConfigurationFields;
import org.text2layer.nn.weights.WeightsException;

/**
 * What a sampler has to know about a trained denoiser: diffusers' scheduler_config.json.
 *
 * @param trainSteps number of noise levels
 * @param betaStart first β, in (0, 1)
 * @param betaEnd last β, in (0, 1)
 * @param curve how β grows between them
 * @param prediction what the denoiser's output means
 * @param spacing which timesteps a sampler visits; empty where the file does not say it, as those
 *     of Stable Diffusion 1 do not: then each sampler has its own, as diffusers' has
 * @param stepsOffset added to leading timesteps
 * @param zeroTerminalSnr whether the schedule is rescaled to end in pure noise
 */
public record SchedulerConfiguration(
    int trainSteps,
    double betaStart,
    double betaEnd,
    Curve curve,
    Prediction prediction,
    Optional<TimestepSpacing> spacing,
    int stepsOffset,
    boolean zeroTerminalSnr) {
  /** How β grows from its start to its end. */
  public enum Curve {
    /** Evenly. */
    LINEAR,
    /** Its square root grows evenly, as in Stable Diffusion. */
    SCALED_LINEAR
  }

  private static final String PREDICTION = "prediction_type";
  private static final String SPACING = "timestep_spacing";
  private static final Map<String, Prediction> PREDICTIONS =
      Map.of("epsilon", Prediction.EPSILON, "v_prediction", Prediction.VELOCITY);
  private static final Map<String, Curve> CURVES = byName(Curve.values());
  private static final Map<String, TimestepSpacing> SPACINGS = byName(TimestepSpacing.values());

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
        Optional.of(TimestepSpacing.LEADING),
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
        Optional.of(TimestepSpacing.TRAILING),
        stepsOffset,
        true);
  }

  /**
   * Reads diffusers' scheduler_config.json.
   *
   * @throws WeightsException if a field is missing or has a value that is not known here
   */
  public static SchedulerConfiguration fromJson(JsonObject json) {
    String source = "diffusers' configuration of a scheduler";
    JsonObject only = new JsonObject();
    only.add("trained_betas", JsonNull.INSTANCE);
    return ConfigurationFields.read(source, json, only, SchedulerConfiguration::of);
  }

  private static SchedulerConfiguration of(ConfigurationFields fields) {
    return new SchedulerConfiguration(
        fields.integer("num_train_timesteps"),
        fields.decimal("beta_start"),
        fields.decimal("beta_end"),
        fields.oneOf("beta_schedule", CURVES),
        fields.has(PREDICTION) ? fields.oneOf(PREDICTION, PREDICTIONS) : Prediction.EPSILON,
        fields.has(SPACING) ? Optional.of(fields.oneOf(SPACING, SPACINGS)) : Optional.empty(),
        fields.integer("steps_offset", 0),
        fields.flag("rescale_betas_zero_snr"));
  }

  /** As diffusers writes it for its DDIMScheduler. */
  public JsonObject toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("_class_name", "DDIMScheduler");
    json.addProperty("num_train_timesteps", trainSteps);
    json.addProperty("beta_start", betaStart);
    json.addProperty("beta_end", betaEnd);
    json.addProperty("beta_schedule", curve.name().toLowerCase(Locale.ROOT));
    json.addProperty(PREDICTION, prediction == Prediction.EPSILON ? "epsilon" : "v_prediction");
    spacing.ifPresent(
        visited -> json.addProperty(SPACING, visited.name().toLowerCase(Locale.ROOT)));
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
   * What every sampler of this denoiser has to know, with leading timesteps, as DDIM's, where the
   * configuration does not say which.
   *
   * @param steps 1 to trainSteps
   * @throws IllegalArgumentException if {@code steps} is outside its range, or pure noise is to be
   *     sampled with a denoiser that predicts it
   */
  public SamplingPlan plan(int steps) {
    return plan(steps, TimestepSpacing.LEADING);
  }

  /**
   * The same for a sampler of another habit.
   *
   * @param otherwise visited where the configuration does not say which
   */
  public SamplingPlan plan(int steps, TimestepSpacing otherwise) {
    return new SamplingPlan(schedule(), steps, prediction, spacing.orElse(otherwise), stepsOffset);
  }

  private static NoiseSchedule schedule(
      int steps, double start, double end, Curve curve, boolean zeroTerminalSnr) {
    NoiseSchedule schedule =
        curve == Curve.LINEAR
            ? NoiseSchedule.linear(steps, start, end)
            : NoiseSchedule.scaledLinear(steps, start, end);
    return zeroTerminalSnr ? schedule.withZeroTerminalSnr() : schedule;
  }

  private static <E extends Enum<E>> Map<String, E> byName(E[] values) {
    return Stream.of(values)
        .collect(Collectors.toMap(value -> value.name().toLowerCase(Locale.ROOT), value -> value));
  }
}
