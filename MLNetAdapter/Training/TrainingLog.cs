using Fluent;
using Microsoft.ML.Runtime;

namespace MLNetAdapter;

/// <summary>Writes what is reported of each epoch to the log of the <c>MLContext</c>.</summary>
internal sealed class TrainingLog(IChannel channel) : Callback
{
    public override void OnEpochEnd(int epoch, Logs logs) =>
        channel.Info(MessageSensitivity.None, $"Epoch {epoch + 1}/{Parameters.Epochs} - {logs}");
}
