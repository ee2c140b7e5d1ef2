using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Onnx;

namespace MLNetAdapter;

/// <summary>Takes over ONNX models that are already in a pipeline.</summary>
public static class FluentModel
{
    /// <summary>
    /// Replaces every <see cref="OnnxTransformer"/> of ML.NET in a fitted or loaded pipeline, nested ones included, by a <see
    /// cref="FluentTransformer"/> with the same columns and predictions that runs many rows at once. The given pipeline stays as it is,
    /// and usable.
    /// </summary>
    /// <param name="transformer">The pipeline.</param>
    /// <param name="options">
    /// How to run; the columns that were saved stay. Default: as it was when it was saved from here, else 32 rows a run on the processor.
    /// Rows are not checked (<see cref="FluentOptions.CheckRows"/>): there are none.
    /// </param>
    /// <returns>The new pipeline, its scopes kept; what is no OnnxTransformer is shared with the given one.</returns>
    /// <remarks>
    /// ML.NET reads a model that was not loaded from a saved pipeline from its file again, which must still be there and be the same.
    /// </remarks>
    /// <exception cref="FluentTransformException">A model cannot be taken over.</exception>
    public static ITransformer Upgrade(ITransformer transformer, FluentOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        return Replace(transformer, options, log: null, dispose: false);
    }

    /// <summary>Upgrades a pipeline that nobody else has: what is replaced is disposed.</summary>
    internal static ITransformer TakeOver(ITransformer transformer, FluentOptions? options, IHostEnvironment log)
    {
        try
        {
            return Replace(transformer, options, log, dispose: true);
        }
        catch
        {
            // Each of ML.NET's has a file in the temporary folder until it is disposed.
            (transformer as IDisposable)?.Dispose();
            throw;
        }
    }

    private static ITransformer Replace(ITransformer transformer, FluentOptions? options, IHostEnvironment? log, bool dispose)
    {
        if (transformer is OnnxTransformer stock)
        {
            FluentTransformer ours = StockModel.Open(stock, options, log);
            if (dispose)
            {
                stock.Dispose();
            }

            return ours;
        }

        Type type = transformer.GetType();
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(TransformerChain<>))
        {
            return transformer;
        }

        // A fitted chain is of the type of its last transformer.
        MethodInfo method = typeof(FluentModel).GetMethod(nameof(ReplaceIn), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type.GetGenericArguments());
        return (ITransformer)method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [transformer, options, log, dispose], null)!;
    }

    private static TransformerChain<ITransformer> ReplaceIn<TLast>(
        TransformerChain<TLast> chain, FluentOptions? options, IHostEnvironment? log, bool dispose)
        where TLast : class, ITransformer
    {
        ITransformer[] members = [.. chain];
        TransformerScope[] scopes = Scopes(chain, members);
        return new([.. members.Select(member => Replace(member, options, log, dispose))], scopes);
    }

    /// <summary>A chain does not tell its scopes, but it does tell its members of each scope.</summary>
    private static TransformerScope[] Scopes<TLast>(TransformerChain<TLast> chain, ITransformer[] members)
        where TLast : class, ITransformer
    {
        var scopes = new TransformerScope[members.Length];
        foreach (TransformerScope scope in new[] { TransformerScope.Training, TransformerScope.Testing, TransformerScope.Scoring })
        {
            using IEnumerator<ITransformer> remaining = ((IEnumerable<ITransformer>)chain.GetModelFor(scope)).GetEnumerator();
            bool left = remaining.MoveNext();
            for (int i = 0; i < members.Length && left; i++)
            {
                if (ReferenceEquals(members[i], remaining.Current))
                {
                    scopes[i] |= scope;
                    left = remaining.MoveNext();
                }
            }
        }

        return scopes;
    }
}
