using System.Globalization;
using Jingan.TransparencyLog.Fuzz;

// dotnet run -c Release --project tests/Jingan.TransparencyLog.Fuzz -- 1000000 [seed]
var inputs = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;

var started = TimeProvider.System.GetTimestamp();
var counts = FuzzRun.Run(inputs, seed);
foreach (var count in counts)
{
    var (all, accepted, failed) = (count.Inputs, count.Accepted, count.Failures.Count);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{count.Target,-16}{all,10} inputs{accepted,10} accepted{failed,6} failures"));
}

foreach (var failure in counts.SelectMany(count => count.Failures).Take(20))
{
    Console.WriteLine(failure);
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"{inputs} inputs, seed {seed}, {TimeProvider.System.GetElapsedTime(started).TotalSeconds:F1} s"));
return counts.Any(count => count.Failures.Count > 0) ? 1 : 0;
