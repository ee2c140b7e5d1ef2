namespace Fluent;

/// <content>Operators: each records a raw operation, as in Keras.</content>
public partial class Tensor
{
    /// <summary>x + y, element by element.</summary>
    public static Tensor operator +(Tensor x, Tensor y) => new Operations.Add().Call(x, y);

    /// <summary>x + y, element by element.</summary>
    public static Tensor operator +(Tensor x, Operand y) => new Operations.Add().Call(x, y);

    /// <summary>x + y, element by element.</summary>
    public static Tensor operator +(Operand x, Tensor y) => new Operations.Add().Call(x, y);

    /// <summary>x − y, element by element.</summary>
    public static Tensor operator -(Tensor x, Tensor y) => new Operations.Subtract().Call(x, y);

    /// <summary>x − y, element by element.</summary>
    public static Tensor operator -(Tensor x, Operand y) => new Operations.Subtract().Call(x, y);

    /// <summary>x − y, element by element.</summary>
    public static Tensor operator -(Operand x, Tensor y) => new Operations.Subtract().Call(x, y);

    /// <summary>x · y, element by element.</summary>
    public static Tensor operator *(Tensor x, Tensor y) => new Operations.Multiply().Call(x, y);

    /// <summary>x · y, element by element.</summary>
    public static Tensor operator *(Tensor x, Operand y) => new Operations.Multiply().Call(x, y);

    /// <summary>x · y, element by element.</summary>
    public static Tensor operator *(Operand x, Tensor y) => new Operations.Multiply().Call(x, y);

    /// <summary>x ÷ y, element by element.</summary>
    public static Tensor operator /(Tensor x, Tensor y) => new Operations.TrueDivide().Call(x, y);

    /// <summary>x ÷ y, element by element.</summary>
    public static Tensor operator /(Tensor x, Operand y) => new Operations.TrueDivide().Call(x, y);

    /// <summary>x ÷ y, element by element.</summary>
    public static Tensor operator /(Operand x, Tensor y) => new Operations.TrueDivide().Call(x, y);

    /// <summary>What is left of x after dividing by y, of the sign of y, element by element.</summary>
    public static Tensor operator %(Tensor x, Tensor y) => new Operations.Mod().Call(x, y);

    /// <summary>What is left of x after dividing by y, of the sign of y, element by element.</summary>
    public static Tensor operator %(Tensor x, Operand y) => new Operations.Mod().Call(x, y);

    /// <summary>What is left of x after dividing by y, of the sign of y, element by element.</summary>
    public static Tensor operator %(Operand x, Tensor y) => new Operations.Mod().Call(x, y);

    /// <summary>Whether x &lt; y, element by element.</summary>
    public static Tensor operator <(Tensor x, Tensor y) => new Operations.Less().Call(x, y);

    /// <summary>Whether x &lt; y, element by element.</summary>
    public static Tensor operator <(Tensor x, Operand y) => new Operations.Less().Call(x, y);

    /// <summary>Whether x &lt; y, element by element.</summary>
    public static Tensor operator <(Operand x, Tensor y) => new Operations.Less().Call(x, y);

    /// <summary>Whether x &gt; y, element by element.</summary>
    public static Tensor operator >(Tensor x, Tensor y) => new Operations.Greater().Call(x, y);

    /// <summary>Whether x &gt; y, element by element.</summary>
    public static Tensor operator >(Tensor x, Operand y) => new Operations.Greater().Call(x, y);

    /// <summary>Whether x &gt; y, element by element.</summary>
    public static Tensor operator >(Operand x, Tensor y) => new Operations.Greater().Call(x, y);

    /// <summary>Whether x ≤ y, element by element.</summary>
    public static Tensor operator <=(Tensor x, Tensor y) => new Operations.LessEqual().Call(x, y);

    /// <summary>Whether x ≤ y, element by element.</summary>
    public static Tensor operator <=(Tensor x, Operand y) => new Operations.LessEqual().Call(x, y);

    /// <summary>Whether x ≤ y, element by element.</summary>
    public static Tensor operator <=(Operand x, Tensor y) => new Operations.LessEqual().Call(x, y);

    /// <summary>Whether x ≥ y, element by element.</summary>
    public static Tensor operator >=(Tensor x, Tensor y) => new Operations.GreaterEqual().Call(x, y);

    /// <summary>Whether x ≥ y, element by element.</summary>
    public static Tensor operator >=(Tensor x, Operand y) => new Operations.GreaterEqual().Call(x, y);

    /// <summary>Whether x ≥ y, element by element.</summary>
    public static Tensor operator >=(Operand x, Tensor y) => new Operations.GreaterEqual().Call(x, y);

    /// <summary>Whether both are true, element by element.</summary>
    public static Tensor operator &(Tensor x, Tensor y) => new Operations.LogicalAnd().Call(x, y);

    /// <summary>Whether either is true, element by element.</summary>
    public static Tensor operator |(Tensor x, Tensor y) => new Operations.LogicalOr().Call(x, y);

    /// <summary>Whether just one is true, element by element.</summary>
    public static Tensor operator ^(Tensor x, Tensor y) => new Operations.LogicalXor().Call(x, y);

    /// <summary>−x, element by element.</summary>
    public static Tensor operator -(Tensor x) => new Operations.Negative().Call(x);

    /// <summary>Whether x is not true, element by element.</summary>
    public static Tensor operator !(Tensor x) => new Operations.LogicalNot().Call(x);

    /// <summary>Part of the tensor: <c>x[.., 1..]</c>, <c>x[0]</c>, <c>x[.., ^1]</c>.</summary>
    /// <param name="index">What to take along each axis, the batch first; axes behind stay whole.</param>
    public Tensor this[params ReadOnlySpan<TensorIndex> index] => new Operations.GetItem().Call(this, index);
}
