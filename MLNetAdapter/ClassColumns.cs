using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetAdapter;

/// <summary>The columns that follow from scores of classes: the predicted label, and the best ones.</summary>
internal sealed class ClassColumns
{
    private readonly ClassOptions options;
    private readonly KeyNames? names;
    private readonly KeyDataViewType key;

    private ClassColumns(ClassOptions options, int score, int count, KeyNames? names)
    {
        (this.options, Score, Count, this.names) = (options, score, count, names);
        key = new(typeof(uint), count);
        Columns = options.Top > 0
            ? [(options.PredictedLabelColumnName, key), (options.TopLabelsColumnName, new VectorDataViewType(key, options.Top)),
                (options.TopScoresColumnName, new VectorDataViewType(NumberDataViewType.Single, options.Top))]
            : [(options.PredictedLabelColumnName, key)];
    }

    /// <summary>The number of the output that has the scores.</summary>
    public int Score { get; }

    /// <summary>How many classes there are.</summary>
    public int Count { get; }

    public IReadOnlyList<(string Name, DataViewType Type)> Columns { get; }

    /// <summary>What they are, for saving.</summary>
    public ClassOptions Options => options;

    /// <summary>What the keys stand for, for saving; <c>null</c> where they are only numbers.</summary>
    public KeyNames? Names => names;

    /// <summary>Finds the scores among the outputs, and with <paramref name="label"/> what the keys stand for.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="outputs">The model's outputs.</param>
    /// <param name="label">The names in a column, and how many there are; <c>null</c> where there is no such key column.</param>
    public static ClassColumns Resolve(
        ClassOptions options, IReadOnlyList<TensorColumn> outputs, Func<string, (KeyNames? Names, int Count)?> label)
    {
        TensorColumn[] scores =
        [
            .. outputs.Where(output => output.Kind.Item == NumberDataViewType.Single && output.RowSize > 1
                && (options.ScoreColumnName is null || options.ScoreColumnName == output.Column)),
        ];
        if (scores.Length != 1)
        {
            throw new FluentTransformException(
                "Classes",
                $"one output of a score a class{(options.ScoreColumnName is { } name ? $" in column '{name}'" : "")}",
                string.Join(", ", outputs));
        }

        (int count, string column) = (scores[0].RowSize, options.LabelColumnName);
        (KeyNames? Names, int Count)? found = options.Names is { } given ? (KeyNames.Of(given), given.Count) : label(column);
        if (found is not { } keys)
        {
            throw new FluentTransformException("Classes", $"names, or a key column '{column}' to take them from", "neither");
        }

        // A shape of a schema knows no number of keys.
        if (keys.Count >= 0 && keys.Count != count)
        {
            throw new FluentTransformException("Classes", $"{count} of them, one for each score of {scores[0]}", $"{keys.Count}");
        }

        return options.Top <= count
            ? new(options, outputs.ToList().IndexOf(scores[0]), count, keys.Names)
            : throw new FluentTransformException("Classes", $"at most {count} best ones", $"Top = {options.Top}");
    }

    /// <summary>What a column says about itself: the scores' slot names, the keys' values.</summary>
    public DataViewSchema.Annotations? Annotations(DataViewType type, bool isScore)
    {
        if (names is null)
        {
            return null;
        }

        var annotations = new DataViewSchema.Annotations.Builder();
        if (isScore)
        {
            names.AddSlotsTo(annotations);
        }
        else if (type is KeyDataViewType or VectorDataViewType { ItemType: KeyDataViewType })
        {
            names.AddTo(annotations);
        }

        return annotations.ToAnnotations();
    }

    /// <summary>A getter of one of <see cref="Columns"/>, from a getter of the scores.</summary>
    public Delegate Getter(int column, ValueGetter<VBuffer<float>> scores)
    {
        VBuffer<float> row = default;
        int[] best = new int[Math.Max(options.Top, 1)];
        return column switch
        {
            0 => (ValueGetter<uint>)((ref uint label) =>
            {
                scores(ref row);
                label = (uint)(Best.Of(row.GetValues(), best.AsSpan(0, 1)) > 0 ? best[0] + 1 : 0);
            }),
            1 => Vector<uint>((_, found, i) => i < found ? (uint)best[i] + 1 : 0),
            _ => Vector<float>((values, found, i) => i < found ? values[best[i]] : float.NaN),
        };

        Delegate Vector<T>(Pick<T> pick) => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> destination) =>
        {
            scores(ref row);
            ReadOnlySpan<float> values = row.GetValues();
            int found = Best.Of(values, best);
            VBufferEditor<T> editor = VBufferEditor.Create(ref destination, best.Length);
            for (int i = 0; i < best.Length; i++)
            {
                editor.Values[i] = pick(values, found, i);
            }

            destination = editor.Commit();
        });
    }

    private delegate T Pick<out T>(ReadOnlySpan<float> values, int found, int i);
}
