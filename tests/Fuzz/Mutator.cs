namespace Fuzz;

/// <summary>Makes mutants of models: of their bytes, of their fields, or of both.</summary>
internal sealed class Mutator(Corpus corpus)
{
    /// <summary>A mutant; the same for the same numbers.</summary>
    public byte[] Mutant(Random random)
    {
        byte[] file = corpus.Pick(random);
        int kind = random.Next(6);
        if (kind > 1)
            file = new FieldMutator(corpus, random).Mutate(file);
        return kind > 2 ? file : Bytes(file, random);
    }

    private byte[] Bytes(byte[] file, Random random)
    {
        byte[] mutant = [.. file];
        switch (random.Next(6))
        {
            case 0:
                return mutant[..random.Next(mutant.Length + 1)];
            case 1:
                byte[] other = corpus.Pick(random);
                return [.. mutant[..random.Next(mutant.Length + 1)], .. other[random.Next(other.Length + 1)..]];
            case 2:
                (int from, int to) = Range(mutant, random);
                return random.Next(2) == 0 ? [.. mutant[..from], .. mutant[to..]] : [.. mutant[..to], .. mutant[from..]];
            default:
                for (int change = random.Next(1, 8); change > 0 && mutant.Length > 0; change--)
                    Change(ref mutant[random.Next(mutant.Length)], random);
                return mutant;
        }
    }

    private static (int From, int To) Range(byte[] file, Random random)
    {
        int a = random.Next(file.Length + 1), b = Math.Min(file.Length, a + random.Next(64));
        return (a, b);
    }

    private static void Change(ref byte at, Random random) => at = random.Next(4) switch
    {
        0 => (byte)(at ^ (1 << random.Next(8))),
        1 => (byte)random.Next(256),
        2 => 0xFF,
        _ => 0,
    };
}
