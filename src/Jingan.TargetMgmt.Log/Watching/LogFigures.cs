using System.Diagnostics.Metrics;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Jingan.TargetMgmt.Log.Watching;

/// <summary>How a side's log stands: its size, the age of its newest checkpoint, whom of its witnesses it waits for,
/// and when everything that is stored was looked at last.</summary>
internal sealed class LogFigures : SampledFigures
{
    private const string NewestSql =
        "select size as Size, at as At from log_checkpoint where size = (select max(size) from log_checkpoint)";

    private readonly SideLog _db;
    private readonly Dictionary<string, (long Cosigned, DateTimeOffset Since)> _behind = [];
    private volatile Sample? _last;

    public LogFigures(SideLog db)
        : base(db.Clock)
    {
        _db = db;
        db.Meter.Gauge("jingan.log.size", "{entry}", "Entries that the newest checkpoint covers.",
            () => OfLast(s => db.Meter.One(s.Size)));
        db.Meter.Gauge("jingan.log.checkpoint.age", "s", "Since the newest checkpoint was signed.",
            () => OfLast(s => db.Meter.One(SecondsSince(s.SignedAt))));
        db.Meter.Gauge("jingan.log.witness.behind", "s",
            "For how long a witness has cosigned nothing while there was something new; 0 when it has cosigned all.",
            () => OfLast(s => s.Behind.Select(b => db.Meter.Of(b.Seconds, new KeyValuePair<string, object?>(
                "jingan.witness", b.Witness)))));
        db.Meter.Gauge("jingan.log.checked.age", "s",
            "Since a round over everything that is stored has ended; none before the first one has.",
            () => db.Log.Checked is { } done ? db.Meter.One(SecondsSince(done.At)) : []);
    }

    protected override bool AreWanted => _db.Meter.IsHeard;

    protected override async Task SampleAsync(CancellationToken ct)
    {
        var queries = new QueryBatch();
        var newest = queries.Add(NewestSql, new { }, (Row r) => r);
        await _db.ReadAsync(queries, ct);
        _last = newest.Rows is [var head, ..] && UtcText.TryParse(head.At, out var at)
            ? new(head.Size, at, [.. _db.WitnessStates.All.Select(w => (w.Name, BehindOf(w, head.Size)))])
            : null;
    }

    protected override void Forget() => _last = null;

    // A witness that cosigns as fast as the log grows is behind at every look, and never for long.
    private double BehindOf(WitnessState witness, long size)
    {
        var (cosigned, now) = (witness.CosignedSize ?? -1, _db.Clock.GetUtcNow());
        if (cosigned >= size)
        {
            _behind.Remove(witness.Name);
            return 0;
        }

        if (!_behind.TryGetValue(witness.Name, out var known) || known.Cosigned != cosigned)
        {
            _behind[witness.Name] = known = (cosigned, now);
        }

        return (now - known.Since).TotalSeconds;
    }

    private double SecondsSince(DateTimeOffset at) => (_db.Clock.GetUtcNow() - at).TotalSeconds;

    private IEnumerable<Measurement<T>> OfLast<T>(Func<Sample, IEnumerable<Measurement<T>>> read)
        where T : struct => _last is { } last ? read(last) : [];

    private sealed record Sample(
        long Size, DateTimeOffset SignedAt, IReadOnlyList<(string Witness, double Seconds)> Behind);

    private sealed record Row(long Size, string At);
}

public static class LogFiguresRegistration
{
    /// <summary>Measures the side's log while the host runs and somebody listens.</summary>
    /// <typeparam name="T">The side's database.</typeparam>
    public static IServiceCollection AddLogFigures<T>(this IServiceCollection services)
        where T : SideLog =>
            services.AddSingleton<IHostedService>(sp => new LogFigures(sp.GetRequiredService<T>()));
}
