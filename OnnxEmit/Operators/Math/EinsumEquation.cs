using System.Text.RegularExpressions;

namespace OnnxEmit.Operators;

/// <summary>An equation of Einsum with a letter for every axis: ellipses written out and the output explicit.</summary>
/// <param name="Inputs">The letters of each input's axes.</param>
/// <param name="Output">The letters of the output's axes.</param>
internal sealed partial record EinsumEquation(string[] Inputs, string Output)
{
    private const string Ellipsis = "...";
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>Reads an equation for inputs of these ranks.</summary>
    /// <exception cref="OperatorException">It is no equation, or none for such inputs.</exception>
    public static EinsumEquation Parse(Operator op, string equation, int[] ranks)
    {
        string[] sides = equation.Replace(" ", "", StringComparison.Ordinal).Split("->");
        string[] terms = sides[0].Split(',');
        if (sides.Length > 2 || terms.Concat(sides[1..]).Any(term => !Term().IsMatch(term)))
            throw new OperatorException(op, "an equation of letters, commas, one arrow and at most one ellipsis a term", $"'{equation}'");
        if (terms.Length != ranks.Length)
            throw new OperatorException(op, "as many inputs as terms in its equation", $"{ranks.Length} for '{equation}'");

        int? hidden = null;                            // how many axes an ellipsis stands for
        for (int i = 0; i < terms.Length; i++)
        {
            bool open = terms[i].Contains(Ellipsis, StringComparison.Ordinal);
            int rest = ranks[i] - terms[i].Count(c => c != '.');
            if (rest < 0 || (!open && rest > 0) || (open && hidden is { } others && rest != others))
                throw new OperatorException(op, $"the axes that the terms of '{equation}' name", $"ranks {string.Join(", ", ranks)}");
            hidden = open ? rest : hidden;
        }

        string output = sides.Length > 1 ? sides[1] : Implicit(terms);
        bool bad = output.Replace(Ellipsis, "", StringComparison.Ordinal) is var named &&
            (named.Distinct().Count() != named.Length || named.Any(c => !terms.Any(term => term.Contains(c))));
        if (bad || (hidden > 0 && !output.Contains(Ellipsis, StringComparison.Ordinal)))
            throw new OperatorException(op, "an output of different letters of the inputs, with their ellipsis", $"'{equation}'");

        string fresh = Unused(op, hidden ?? 0, terms);
        return new([.. terms.Select(WriteOut)], WriteOut(output));

        string WriteOut(string term) => term.Replace(Ellipsis, fresh, StringComparison.Ordinal);
    }

    /// <summary>Letters that do not stand in these terms.</summary>
    /// <exception cref="OperatorException">There are not enough letters.</exception>
    public static string Unused(Operator op, int count, params IEnumerable<string> terms)
    {
        string free = string.Concat(Letters.Except(terms.SelectMany(term => term)));
        return count <= free.Length ? free[..count]
            : throw new OperatorException(op, "no more than 52 letters", $"{Letters.Length + count - free.Length}");
    }

    // Without an arrow: the ellipsis first, then the letters that stand once, in order.
    private static string Implicit(string[] terms)
    {
        string all = string.Concat(terms);
        bool open = all.Contains('.');
        return (open ? Ellipsis : "") + string.Concat(all.Where(c => c != '.' && all.Count(other => other == c) == 1).Order());
    }

    [GeneratedRegex(@"^[A-Za-z]*(\.\.\.)?[A-Za-z]*$")]
    private static partial Regex Term();
}
