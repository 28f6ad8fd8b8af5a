import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.util.LinkedHashMap;
import java.util.Map;
import org.text2layer.model.Pretrained;
import org.text2layer.model.unet.UNet;
import org.text2layer.nn.Autograd;
import org.text2layer.nn.device.Precision;
import org.text2layer.train.optimizer.AdamW;
import org.text2layer.train.optimizer.AdamWConfiguration;
import org.text2layer.train.optimizer.MovingAverage;

/** A step of the UNet's training: forward, backward, clipping, AdamW, moving average. */
final class Training {
  private final UNet unet;
  private final Autograd autograd;
  private final Map<String, NDArray> parameters = new LinkedHashMap<>();
  private final AdamW optimizer;
  private final MovingAverage average;

  /** In bfloat16 the weights are in 32 bits all the same. */
  Training(NDManager owner, Precision precision) {
    unet = Pretrained.layeredUNet(owner);
    unet.trainIn(precision, owner);
    unet.namedParameters()
        .forEach((name, parameter) -> parameters.put(name, parameter.getArray()));
    parameters.values().forEach(parameter -> parameter.setRequiresGradient(true));
    autograd = Autograd.create();
    optimizer = AdamW.of(owner, parameters, AdamWConfiguration.of(4e-4));
    average = MovingAverage.of(owner, parameters, 0.9995);
  }

  /** Loss, norm of all gradients and one of them, before the update. */
  Map<String, NDArray> step(NDArray noisy, NDArray timesteps, NDArray context, NDArray noise) {
    NDManager scope = noisy.getManager();
    return Autograd.recording(
        () -> {
          NDList inputs = new NDList(noisy, timesteps, context);
          NDArray predicted =
              unet.forward(new ParameterStore(scope, false), inputs, true).singletonOrThrow();
          NDArray loss = predicted.sub(noise).square().mean();
          NDList gradients = autograd.gradients(loss, parameters.values().stream().toList());
          NDArray first = gradients.get(0).duplicate();
          float norm = (float) optimizer.update(gradients, 1, 1);
          average.update();
          return Map.of(
              "loss", loss.reshape(1),
              "norm", scope.create(new float[] {norm}, new Shape(1)),
              "gradient", first);
        });
  }
}
