using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jingan.TargetMgmt.Cli.Witnessing;

/// <summary>A witness over HTTP: submission and monitoring under one prefix.</summary>
internal static class WitnessHost
{
    /// <param name="told">Called with every answer to a submission, one at a time.</param>
    public static WebApplication Create(Witness witness, string urls, Action<WitnessAnswer> told)
    {
        // Empty: a settings file or an environment variable that happens to be there must not open another port.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseUrls(urls).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Witness.MaxBody;
        });
        var app = builder.Build();
        var telling = new Lock();
        app.MapPost("/add-checkpoint", async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            var answer = Answer(witness, body.ToArray());
            lock (telling)
            {
                told(answer);
            }

            await WriteAsync(http, answer);
        });
        app.MapGet("/{originHash}/checkpoint", http =>
            WriteAsync(http, witness.Newest((string)http.GetRouteValue("originHash")!) is { } note
            ? new(200, WitnessAnswer.TextType, note)
            : WitnessAnswer.Refused(404, "This witness has cosigned no checkpoint of such a log.")));
        return app;
    }

    private static WitnessAnswer Answer(Witness witness, byte[] body)
    {
        try
        {
            return witness.Add(body);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Not stored, so not signed: the log asks again.
            return WitnessAnswer.Refused(500, $"The checkpoint could not be stored: {fault.Message}");
        }
    }

    private static Task WriteAsync(HttpContext http, WitnessAnswer answer)
    {
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = answer.MediaType;
        http.Response.ContentLength = answer.Body.Length;
        return http.Response.Body.WriteAsync(answer.Body, http.RequestAborted).AsTask();
    }
}
