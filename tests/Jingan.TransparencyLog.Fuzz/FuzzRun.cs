namespace Jingan.TransparencyLog.Fuzz;

/// <summary>What became of the inputs of one parser.</summary>
internal sealed record FuzzCount(string Target, int Inputs, int Accepted, IReadOnlyList<string> Failures);

/// <summary>Feeds every parser in turn.</summary>
internal static class FuzzRun
{
    public static IReadOnlyList<FuzzCount> Run(int inputs, int seed)
    {
        var targets = Targets.All();
        var mutator = new Mutator(seed);
        return [.. targets.Select((target, i) =>
            Run(target, mutator, inputs / targets.Count + (i < inputs % targets.Count ? 1 : 0)))];
    }

    private static FuzzCount Run(FuzzTarget target, Mutator mutator, int inputs)
    {
        var accepted = 0;
        List<string> failures = [];
        var good = target.Good.Select(input => (input, true));
        var broken = Enumerable.Range(0, inputs).Select(_ => (mutator.Next(target.Good), false));
        foreach (var (input, mustAccept) in good.Concat(broken))
        {
            try
            {
                var isAccepted = target.Accepts(input);
                accepted += isAccepted && !mustAccept ? 1 : 0;
                FuzzTarget.Require(isAccepted || !mustAccept, "refuses a good input");
            }
            catch (Exception e)
            {
                failures.Add(
                    $"{target.Name}: {e.GetType().Name}: {e.Message} Input: {Convert.ToHexStringLower(input)}");
            }
        }

        return new(target.Name, inputs, accepted, failures);
    }
}
