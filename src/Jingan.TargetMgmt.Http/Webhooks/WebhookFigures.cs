using System.Diagnostics.Metrics;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Measuring;
using Jingan.TargetMgmt.Log.Watching;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Http.Webhooks;

/// <summary>How many messages of a side are not with their receivers: those that wait, and those that were given
/// up.</summary>
internal sealed class WebhookFigures : SampledFigures
{
    private static readonly WebhookState[] Unsent = [WebhookState.Waiting, WebhookState.Dead];

    private readonly SideLog _db;
    private readonly WebhookOptions _options;
    private readonly Meter _meter;
    private readonly ObservableGauge<long> _gauge;
    private volatile IReadOnlyList<Measurement<long>> _last = [];

    public WebhookFigures(SideLog db, WebhookOptions options)
        : base(db.Clock)
    {
        (_db, _options) = (db, options);
        _meter = new(new MeterOptions(AccessFigures.MeterName) { Scope = this });
        _gauge = _meter.CreateObservableGauge("jingan.webhook.messages", () => _last, "{message}",
            "Messages that their endpoint has not taken: waiting, or dead.");
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override bool AreWanted => _gauge.Enabled && _options.Endpoints.Count > 0;

    protected override async Task SampleAsync(CancellationToken ct)
    {
        var queries = new QueryBatch();
        var counts = WebhookQueries.AddUnsent(queries);
        await _db.ReadAsync(queries, ct);
        var found = counts.Rows.ToDictionary(c => (c.Endpoint, c.State), c => c.Count);
        _last =
        [
            .. from endpoint in _options.Endpoints
               from state in Unsent
               select new Measurement<long>(
                   found.GetValueOrDefault((endpoint.Name, DbText.Of(state))), [
                       new(LogMeter.SideTag, _db.Side), new("jingan.webhook.endpoint", endpoint.Name),
                       new("jingan.webhook.state", DbText.Of(state))]),
        ];
    }

    protected override void Forget() => _last = [];
}
