using System.Reflection;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Log.Measuring;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Jingan.TargetMgmt.Api.Telemetry;

/// <summary>OpenTelemetry, where a setting asks for it. Without one nothing of it is even loaded.</summary>
internal static class TelemetryRegistration
{
    public static void AddTelemetry(
        this IServiceCollection services, IConfiguration configuration, string processName)
    {
        var options = configuration.GetSection("Telemetry").Get<TelemetryOptions>() ?? new();
        if (options.Fault() is { } fault)
        {
            throw new ArgumentException(fault);
        }

        var collector = configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 }
            && !configuration.GetValue<bool>("OTEL_SDK_DISABLED");
        if (collector || options.Prometheus)
        {
            // OpenTelemetry's own variable goes before our name
            var name = configuration["OTEL_SERVICE_NAME"] is { Length: > 0 } ? null : processName;
            Add(services, name, options, collector);
        }
    }

    // Apart from the question, so that the answer "no" loads none of these assemblies.
    private static void Add(
        IServiceCollection services, string? name, TelemetryOptions options, bool collector)
    {
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(r => Name(r, name))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter("Jingan.TargetMgmt.*", "System.Runtime")
                    .AddInstrumentation(sp => sp.GetRequiredService<AccessFigures>())
                    .AddInstrumentation(sp => sp.GetRequiredService<AccessNotes>())
                    .AddAspNetCoreInstrumentation()
                    .AddHttpClientInstrumentation();
                if (options.Prometheus)
                {
                    var exporter = new PrometheusExporter();
                    services.AddSingleton(exporter).AddSingleton(options).AddHostedService<PrometheusDoor>();
                    metrics.AddReader(new BaseExportingMetricReader(exporter));
                }
            });
        if (collector)
        {
            telemetry.WithTracing(traces => traces
                    .AddSource(LogTracing.Name)
                    .AddAspNetCoreInstrumentation()
                    .AddHttpClientInstrumentation()
                    .AddProcessor(new NamelessSpans()))
                .UseOtlpExporter();
        }
    }

    private static void Name(ResourceBuilder resource, string? name)
    {
        if (name is not null)
        {
            resource.AddService(name, serviceVersion: typeof(TelemetryRegistration).Assembly
                .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion);
        }
    }
}
