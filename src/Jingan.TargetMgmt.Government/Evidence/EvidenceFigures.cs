using System.Diagnostics.Metrics;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Log.Watching;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Evidence;

/// <summary>How much evidence is kept: by the log, each content once, without what was removed.</summary>
internal sealed class EvidenceFigures : SampledFigures
{
    private readonly GovernmentDb _db;
    private readonly Meter _meter = new("Jingan.TargetMgmt.Government");
    private readonly ObservableGauge<long> _bytes;
    private volatile EvidenceStore.Kept? _last;

    public EvidenceFigures(GovernmentDb db)
        : base(db.Clock)
    {
        _db = db;
        _bytes = _meter.CreateObservableGauge("jingan.evidence.size", () => OfLast(k => k.Bytes), "By",
            "Bytes of evidence, each content once.");
        _meter.CreateObservableGauge("jingan.evidence.files", () => OfLast(k => k.Files), "{file}",
            "Files of evidence, each content once.");
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override bool AreWanted => _bytes.Enabled;

    protected override async Task SampleAsync(CancellationToken ct)
    {
        var queries = new QueryBatch();
        var kept = EvidenceStore.AddKept(queries);
        await _db.ReadAsync(queries, ct);
        _last = kept.Rows[0];
    }

    protected override void Forget() => _last = null;

    private IEnumerable<Measurement<long>> OfLast(Func<EvidenceStore.Kept, long> value) =>
        _last is { } last ? [new(value(last))] : [];
}
