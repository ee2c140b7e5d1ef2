using System.Text.Json.Nodes;

namespace Fluent;

public abstract partial class Optimizer
{
    /// <summary>
    /// The share of each weight that is taken away in every step, times the learning rate, apart from the gradient; none when null.
    /// </summary>
    public float? WeightDecay { get; set; }

    /// <summary>The greatest norm of each weight's gradient; longer ones are shortened. None when null.</summary>
    public float? Clipnorm { get; set; }

    /// <summary>The greatest absolute value in a gradient; greater ones are cut. None when null.</summary>
    public float? Clipvalue { get; set; }

    /// <summary>The greatest norm of all gradients together. None when null.</summary>
    public float? GlobalClipnorm { get; set; }

    /// <summary>Whether a moving average of each weight is kept; Fit puts it in the weights' place when it ends.</summary>
    public bool UseEma { get; set; }

    /// <summary>How much of the moving average stays in each step, from 0 to 1.</summary>
    public float EmaMomentum { get; set; } = 0.99f;

    /// <summary>After how many steps the averages take the weights' place; only when Fit ends when null.</summary>
    public int? EmaOverwriteFrequency { get; set; }

    /// <summary>What gradients are divided by before they are used; 1 when null.</summary>
    public float? LossScaleFactor { get; set; }

    /// <summary>How many batches' gradients are averaged for one update; 1 when null.</summary>
    public int? GradientAccumulationSteps { get; set; }

    internal override void ReadSettings(JsonObject config)
    {
        WeightDecay = KerasJson.Read<float?>(config, "weight_decay", null);
        Clipnorm = KerasJson.Read<float?>(config, "clipnorm", null);
        GlobalClipnorm = KerasJson.Read<float?>(config, "global_clipnorm", null);
        Clipvalue = KerasJson.Read<float?>(config, "clipvalue", null);
        UseEma = KerasJson.Read(config, "use_ema", false);
        EmaMomentum = KerasJson.Read(config, "ema_momentum", 0.99f);
        EmaOverwriteFrequency = KerasJson.Read<int?>(config, "ema_overwrite_frequency", null);
        LossScaleFactor = KerasJson.Read<float?>(config, "loss_scale_factor", null);
        GradientAccumulationSteps = KerasJson.Read<int?>(config, "gradient_accumulation_steps", null);
    }

    private void AddSettings(JsonObject config)
    {
        config["weight_decay"] = KerasJson.From(WeightDecay);
        config["clipnorm"] = KerasJson.From(Clipnorm);
        config["global_clipnorm"] = KerasJson.From(GlobalClipnorm);
        config["clipvalue"] = KerasJson.From(Clipvalue);
        config["use_ema"] = UseEma;
        config["ema_momentum"] = (double)EmaMomentum;
        config["ema_overwrite_frequency"] = EmaOverwriteFrequency;
        config["loss_scale_factor"] = KerasJson.From(LossScaleFactor);
        config["gradient_accumulation_steps"] = GradientAccumulationSteps;
    }
}
