using Spectre.Console;

namespace Fluent;

/// <summary>Ends training when the loss is not a finite number. Without it, Fit throws.</summary>
/// <param name="raiseError">Whether to throw nevertheless.</param>
public sealed class TerminateOnNaN(bool raiseError = false) : Callback
{
    /// <inheritdoc/>
    protected internal override bool AcceptsNonFiniteLoss => !raiseError;

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        if (!logs.TryGetValue("loss", out double loss) || double.IsFinite(loss))
            return;
        if (raiseError)
            throw new FluentException(Model.Label, "a finite loss", $"{loss} in batch {batch}");
        AnsiConsole.Console.WriteLine($"Batch {batch}: Invalid loss, terminating training");
        Model.StopTraining = true;
    }
}
