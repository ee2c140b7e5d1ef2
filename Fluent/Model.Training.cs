namespace Fluent;

public partial class Model
{
    /// <summary>Set by a callback to end training after the current batch.</summary>
    public bool StopTraining { get; set; }
}
