using System.Globalization;

namespace Jingan.TargetMgmt.Bench.Engines;

/// <summary>Round trips since the service started, or in a run.</summary>
/// <param name="Readers">On the connections of requests.</param>
/// <param name="Writer">On the log writer's connection.</param>
internal sealed record RoundTrips(long Readers, long Writer)
{
    public static RoundTrips operator +(
        RoundTrips one, RoundTrips other) => new(one.Readers + other.Readers, one.Writer + other.Writer);

    public static RoundTrips operator -(
        RoundTrips later, RoundTrips earlier) => new(later.Readers - earlier.Readers, later.Writer - earlier.Writer);
}

/// <summary>Where the counting process tells the measuring one: a line for every database.</summary>
internal static class RoundTripFile
{
    /// <summary>Names the file to the counting process.</summary>
    public const string Variable = "TARGETMGMT_BENCH_ROUND_TRIPS";

    /// <summary>How often it is written.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    public static void Write(string file, IReadOnlyDictionary<string, RoundTrips> sums)
    {
        File.WriteAllLines(file + ".new", sums.Select(s =>
            string.Create(CultureInfo.InvariantCulture, $"{s.Value.Readers} {s.Value.Writer} {s.Key}")));
        File.Move(file + ".new", file, overwrite: true);
    }

    /// <summary>The sum over all databases, once everything that has happened by now is in it.</summary>
    public static async Task<RoundTrips> ReadAsync(string file)
    {
        await Task.Delay(3 * Period);
        return (await File.ReadAllLinesAsync(file)).Select(l => l.Split(' ', 3))
            .Aggregate(new RoundTrips(0, 0), (sum, p) => sum + new RoundTrips(Number(p[0]), Number(p[1])));
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
