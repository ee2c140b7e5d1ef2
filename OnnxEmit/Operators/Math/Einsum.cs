namespace OnnxEmit.Operators;

/// <summary>Products of elements, summed over the axes that the output does not name: Einstein's summation convention.</summary>
/// <remarks>
/// <c>ij,jk-&gt;ik</c> multiplies matrices, <c>ii-&gt;i</c> takes a diagonal, <c>bij-&gt;bji</c> transposes, <c>...ij-&gt;...</c> sums. A
/// letter is one axis; where it stands several times the axes are as long, or 1 and repeated. An ellipsis stands for as many axes in every
/// term. Without an arrow the output is the ellipsis and the letters that stand once, in alphabetical order.
/// </remarks>
/// <param name="equation">A term for each input, separated by commas; an arrow and the output's term.</param>
/// <param name="inputs">One tensor or more of one numeric type.</param>
[OnnxOperator(since: 12, BFloat16 = 28)]
public sealed partial class Einsum(string equation, params ReadOnlySpan<Value> inputs) : Operator(inputs)
{
    private EinsumEquation Terms => EinsumEquation.Parse(this, equation, [.. Inputs.Select(input => input!.Rank)]);

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        EinsumEquation terms = Terms;
        if (Inputs.Any(input => input!.ElementType != Inputs[0]!.ElementType))
            throw new OperatorException(this, "inputs of one element type", string.Join(", ", Inputs.Select(i => i!.ElementType)));
        Dictionary<char, Dim> lengths = [];
        foreach ((string term, Value? input) in terms.Inputs.Zip(Inputs))
        {
            foreach ((char letter, Dim length) in Axes(term, input!))
            {
                Shape? common = Shape.TryBroadcast([lengths.GetValueOrDefault(letter, 1)], [length]);
                lengths[letter] = common is [var known] ? known
                    : throw new OperatorException(this, $"one length for '{letter}'", $"{lengths[letter]} and {length}");
            }
        }

        return new TensorType(Inputs[0]!.ElementType, [.. terms.Output.Select(letter => lengths[letter])]);
    }

    // dX is the sum of the products of dY and the other factors over all but X's own letters.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) =>
        Gradients.Create([.. Inputs.Select((_, i) => needs[i] ? InputGradient(dY, i) : null)]);

    private Value InputGradient(Value dY, int index)
    {
        EinsumEquation terms = Terms;
        Value x = Inputs[index]!;
        string term = terms.Inputs[index];
        List<(string Term, Value Value)> factors =
            [(terms.Output, dY), .. terms.Inputs.Zip(Inputs, (t, input) => (t, input!)).Where((_, i) => i != index)];

        // Where nothing else has a letter's length, X was summed along it alone: each of its elements gets the gradient.
        foreach ((char letter, Dim length) in Axes(term, x))
        {
            bool found = factors.Any(f => f.Term.Contains(letter) &&
                (length == 1 || f.Value.Shape[f.Term.IndexOf(letter, StringComparison.Ordinal)] == length));
            if (!found)
                factors.Add(($"{letter}", Filled(1, Length(x, term, letter))));
        }

        // A letter that stands twice took a diagonal, to which the gradient returns: an identity matrix joins both axes.
        string target = string.Concat(term.Distinct());
        foreach (char letter in term.Where((c, i) => term.IndexOf(c, StringComparison.Ordinal) < i))
        {
            string other = EinsumEquation.Unused(this, 1, [target, .. terms.Inputs, terms.Output]);
            Value length = Length(x, term, letter);
            factors.Add(($"{letter}{other}", Op.EyeLike(Filled(0, Op.Concat(0, length, length)))));
            target += other;
        }

        string left = string.Join(',', factors.Select(f => f.Term));
        return Op.Einsum($"{left}->{Ordered(term, target)}", [.. factors.Select(f => f.Value)]);

        Value Filled(double number, Value shape) =>
            Op.ConstantOfShape(shape.OrConstant(), TensorData.Scalar(x.ElementType, number).Reshape([1]));
    }

    // The letters of the term, with those that stand again replaced by the ones added for them.
    private static string Ordered(string term, string target)
    {
        int added = term.Distinct().Count();
        return string.Concat(term.Select((c, i) => term.IndexOf(c, StringComparison.Ordinal) == i ? c : target[added++]));
    }

    private static Value Length(Value x, string term, char letter)
    {
        int axis = term.IndexOf(letter, StringComparison.Ordinal);
        return Op.Shape(x, axis, axis + 1).OrConstant();
    }

    // The letters of a term with their lengths; a letter that stands twice has one length.
    private IEnumerable<(char Letter, Dim Length)> Axes(string term, Value x)
    {
        foreach (IGrouping<char, Dim> axes in term.Zip(x.Shape).GroupBy(axis => axis.First, axis => axis.Second))
        {
            Dim length = axes.Aggregate((a, b) => a.MayEqual(b) ? a.Unify(b)
                : throw new OperatorException(this, $"one length for '{axes.Key}'", $"{a} and {b}"));
            yield return (axes.Key, length);
        }
    }
}
