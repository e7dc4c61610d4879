using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Jingan.TargetMgmt.Api.Telemetry;

/// <summary>Metrics in Prometheus's text format 0.0.4, named as OpenTelemetry's specification "Prometheus and
/// OpenMetrics Compatibility" says: dots become underscores, the unit and <c>_total</c> are appended.</summary>
internal sealed class PrometheusText
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds a metric with all its points.</summary>
    public void Add(Metric metric)
    {
        var isCounter = metric.MetricType is MetricType.LongSum or MetricType.DoubleSum;
        var name = NameOf(metric.Name, metric.Unit, isCounter);
        var kind = isCounter ? "counter" : metric.MetricType == MetricType.Histogram ? "histogram" : "gauge";
        _text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {Escape(metric.Description, quotes: false)}\n");
        _text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} {kind}\n");
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            if (metric.MetricType == MetricType.Histogram)
            {
                AddHistogram(name, point);
            }
            else
            {
                AddSample(name, Labels(point.Tags), metric.MetricType switch
                {
                    MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
                    MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
                    MetricType.LongGauge => point.GetGaugeLastValueLong(),
                    _ => point.GetGaugeLastValueDouble(),
                });
            }
        }
    }

    public override string ToString() => _text.ToString();

    /// <summary>The name that Prometheus knows an instrument by.</summary>
    public static string NameOf(string name, string unit, bool isCounter)
    {
        var words = unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "", // counts of things in braces, and flags
        };
        var plain = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        return (plain.EndsWith(words, StringComparison.Ordinal) ? plain : plain + words) + (isCounter ? "_total" : "");
    }

    private void AddHistogram(string name, in MetricPoint point)
    {
        var (labels, total) = (Labels(point.Tags), 0L);
        foreach (var bucket in point.GetHistogramBuckets())
        {
            total += bucket.BucketCount;
            AddSample(name + "_bucket", [.. labels, $"le=\"{Number(bucket.ExplicitBound)}\""], total);
        }

        AddSample(name + "_sum", labels, point.GetHistogramSum());
        AddSample(name + "_count", labels, point.GetHistogramCount());
    }

    private void AddSample(string name, List<string> labels, double value)
    {
        _text.Append(name);
        if (labels.Count > 0)
        {
            _text.Append('{').AppendJoin(',', labels).Append('}');
        }

        _text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static List<string> Labels(ReadOnlyTagCollection tags)
    {
        List<string> labels = [];
        foreach (var (key, value) in tags)
        {
            var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            labels.Add($"{NameOf(key, "", isCounter: false)}=\"{Escape(text, quotes: true)}\"");
        }

        return labels;
    }

    private static string Number(double value) => double.IsPositiveInfinity(value) ? "+Inf"
        : double.IsNegativeInfinity(value) ? "-Inf"
        : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Escape(string text, bool quotes)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }
}
