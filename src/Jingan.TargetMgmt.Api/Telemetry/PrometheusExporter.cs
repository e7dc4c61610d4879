using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Jingan.TargetMgmt.Api.Telemetry;

/// <summary>The figures as text, collected when somebody asks for them.</summary>
[ExportModes(ExportModes.Pull)]
internal sealed class PrometheusExporter : BaseExporter<Metric>, IPullMetricExporter
{
    private readonly Lock _collecting = new();
    private string _text = "";

    public Func<int, bool>? Collect { get; set; }

    /// <summary>The figures of now.</summary>
    public string Read()
    {
        lock (_collecting)
        {
            Collect?.Invoke(Timeout.Infinite);
            return _text;
        }
    }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        var text = new PrometheusText();
        foreach (var metric in batch)
        {
            text.Add(metric);
        }

        _text = text.ToString();
        return ExportResult.Success;
    }
}
