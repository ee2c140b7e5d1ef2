using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLNetAdapter;

/// <summary>
/// The environment behind ML.NET's catalogs, which gives seeds and logs. ML.NET keeps its getter to itself.
/// </summary>
internal static class CatalogEnvironment
{
    private const string Getter = "Microsoft.ML.Data.IInternalCatalog.get_Environment";

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = Getter)]
    public static extern IHostEnvironment Of(TransformsCatalog catalog);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = Getter)]
    public static extern IHostEnvironment Of(ModelOperationsCatalog catalog);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = Getter)]
    public static extern IHostEnvironment Of(TrainCatalogBase.CatalogInstantiatorBase catalog);
}
