using System.Net;

namespace Jingan.TargetMgmt.Api.Telemetry;

/// <summary>Section <c>Telemetry</c>: whether, and where, Prometheus finds this process's figures. What goes to a
/// collector by OTLP is set by OpenTelemetry's own <c>OTEL_…</c> variables.</summary>
internal sealed class TelemetryOptions
{
    /// <summary>Whether the figures are served at all.</summary>
    public bool Prometheus { get; set; }

    /// <summary>Where: an address and port of its own, apart from the service's.</summary>
    public string PrometheusAddress { get; set; } = "127.0.0.1:9464";

    /// <summary>A file with the token that has to be sent; required where other machines reach the address.</summary>
    public string PrometheusTokenFile { get; set; } = "";

    public IPEndPoint Address => IPEndPoint.Parse(PrometheusAddress);

    /// <summary>What is wrong; null when nothing is.</summary>
    public string? Fault() => this switch
    {
        { Prometheus: false } => null,
        _ when !IPEndPoint.TryParse(PrometheusAddress, out var address) || address.Port == 0 =>
            $"Telemetry:PrometheusAddress must be an address and a port such as 127.0.0.1:9464, not "
            + $"{PrometheusAddress}",
        { PrometheusTokenFile: "" } when !IPAddress.IsLoopback(Address.Address) =>
            $"Telemetry:PrometheusAddress {PrometheusAddress} is open to the network: name a file with the token that "
            + "Prometheus sends in Telemetry:PrometheusTokenFile, or listen on 127.0.0.1",
        { PrometheusTokenFile: { Length: > 0 } file } when !File.Exists(file) =>
            $"Telemetry:PrometheusTokenFile names no file: {file}",
        _ => null,
    };
}
