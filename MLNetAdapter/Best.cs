namespace MLNetAdapter;

/// <summary>The places of the largest numbers.</summary>
internal static class Best
{
    /// <summary>
    /// Puts the places of the largest numbers into <paramref name="places"/>, largest first and of equal ones the first first, without
    /// those that are no numbers; tells how many there are.
    /// </summary>
    public static int Of(ReadOnlySpan<float> numbers, Span<int> places)
    {
        int found = 0;
        for (int i = 0; i < numbers.Length; i++)
        {
            float number = numbers[i];
            if (float.IsNaN(number) || (found == places.Length && !(number > numbers[places[^1]])))
            {
                continue;
            }

            int at = found < places.Length ? found++ : found - 1;
            for (; at > 0 && number > numbers[places[at - 1]]; at--)
            {
                places[at] = places[at - 1];
            }

            places[at] = i;
        }

        return found;
    }
}
