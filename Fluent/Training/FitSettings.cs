namespace Fluent;

/// <summary>The numbers of a Fit call.</summary>
internal sealed record FitSettings(int Epochs, int InitialEpoch, int ValidationFrequency)
{
    /// <summary>Whether the validation data are looked at after this epoch.</summary>
    public bool ValidatesAfter(int epoch) => (epoch + 1) % ValidationFrequency == 0;
}
