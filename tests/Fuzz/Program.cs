using System.Globalization;
using Fuzz;

const string Usage = """
    dotnet run -c Release --project tests/Fuzz -- COUNT SEED [FIRST]
      mutates real models and checks that each mutant gives a model or one of the two typed exceptions, within 5 seconds and 4 times the
      file's size + 64 MB of memory; FIRST is the number of the first mutant, to repeat one that failed
    """;

if (args.Length is not (2 or 3) || !args.All(arg => int.TryParse(arg, CultureInfo.InvariantCulture, out _)))
{
    Console.Error.WriteLine(Usage);
    return 2;
}

int[] numbers = [.. args.Select(arg => int.Parse(arg, CultureInfo.InvariantCulture))];
Campaign campaign = new(numbers[1], Console.WriteLine);
Console.WriteLine(campaign.Run(numbers[0], numbers.ElementAtOrDefault(2)));
return campaign.Failures.Count == 0 ? 0 : 1;
