using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Fluent.Generators;

/// <summary>
/// What a constructor's parameter is to an operator: an input, a variable number of inputs, or an attribute of some type.
/// </summary>
internal static class Parameters
{
    private static readonly SymbolDisplayFormat TypeFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static bool IsValue(IParameterSymbol p) => p.Type.Name == "Value" && p.Type is INamedTypeSymbol;

    public static bool IsVariadic(IParameterSymbol p) =>
        p.Type is INamedTypeSymbol { Name: "ReadOnlySpan" } span && span.TypeArguments.First().Name == "Value";

    public static bool IsAttribute(IParameterSymbol p) => !IsValue(p) && !IsVariadic(p) && p.Name != "outputs";

    public static bool IsNullable(IParameterSymbol p) => p.NullableAnnotation == NullableAnnotation.Annotated;

    public static string Type(IParameterSymbol p) => p.Type.ToDisplayString(TypeFormat);

    public static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary>The name in the file: the parameter's in snake_case, or what [OnnxName] says.</summary>
    public static string OnnxName(IParameterSymbol p) =>
        p.GetAttributes().FirstOrDefault(a => a.AttributeClass?.Name == "OnnxNameAttribute")?.ConstructorArguments[0].Value as string
            ?? Snake(p.Name);

    public static string Snake(string name)
    {
        StringBuilder text = new();
        foreach (char c in name)
        {
            if (char.IsUpper(c))
                text.Append('_').Append(char.ToLowerInvariant(c));
            else
                text.Append(c);
        }

        return text.ToString();
    }

    /// <summary>The parameter as it is declared, with its default.</summary>
    public static string Declare(IParameterSymbol p) =>
        $"{(p.IsParams ? "params " : "")}{Type(p)} {Escape(p.Name)}{(p.HasExplicitDefaultValue ? " = " + Default(p) : "")}";

    public static string Default(IParameterSymbol p) => p.ExplicitDefaultValue switch
    {
        null => p.Type.IsValueType && !IsNullableValue(p) ? "default" : "null",
        { } value when Underlying(p).TypeKind == TypeKind.Enum =>
            $"({Underlying(p).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}){value}",
        float value when float.IsNegativeInfinity(value) => "float.NegativeInfinity",
        float value when float.IsPositiveInfinity(value) => "float.PositiveInfinity",
        float value => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false) + "f",
        double value => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false) + "d",
        long value => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false) + "L",
        { } value => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)!,
    };

    public static string Differs(IParameterSymbol p) =>
        p.ExplicitDefaultValue is null ? $"{p.Name} is not null" : $"{p.Name} != {Default(p)}";

    /// <summary>The parameter as the value of an attribute: ONNX has integers for booleans and element types.</summary>
    public static string ToAttribute(IParameterSymbol p) => Underlying(p) switch
    {
        { SpecialType: SpecialType.System_Boolean } => $"{p.Name} ? 1L : 0L",
        { TypeKind: TypeKind.Enum } => $"(long){p.Name}{(IsNullableValue(p) ? ".Value" : "")}",
        _ => IsNullableValue(p) ? $"{p.Name}.Value" : p.Name,
    };

    /// <summary>The expression that reads the parameter from a node.</summary>
    public static string FromNode(IParameterSymbol p)
    {
        string name = $"\"{OnnxName(p)}\"";
        string otherwise = p.HasExplicitDefaultValue ? ", " + Default(p) : "";
        return Underlying(p) switch
        {
            { SpecialType: SpecialType.System_Boolean } => $"node.GetBool({name}{otherwise})",
            { TypeKind: TypeKind.Enum } when IsNullableValue(p) => $"node.GetTypeOrNull({name})",
            { TypeKind: TypeKind.Enum } => $"node.GetType({name}{(otherwise.Length > 0 ? otherwise : ", ElementType.Undefined")})",
            _ => $"node.Get<{Type(p)}>({name}{otherwise})",
        };
    }

    public static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    private static bool IsNullableValue(IParameterSymbol p) => p.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    private static ITypeSymbol Underlying(IParameterSymbol p) =>
        IsNullableValue(p) ? ((INamedTypeSymbol)p.Type).TypeArguments[0] : p.Type;
}
