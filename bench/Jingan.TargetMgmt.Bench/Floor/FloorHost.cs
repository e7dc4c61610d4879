using System.Buffers;
using System.Buffers.Text;
using Jingan.TransparencyLog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Bench.Floor;

/// <summary>
/// The yardstick: Kestrel with nothing on it, and the rows of a progress submission written in batches,
/// nothing checked. A service on this runtime and this engine that answers only what is on disk has at least this to
/// do.
/// </summary>
internal static class FloorHost
{
    private const int EntryLength = 600; // as the log entry of a benchmark submission, within a few bytes

    public static async Task RunAsync(string url, string folder)
    {
        using var writer = new FloorWriter(Path.Combine(folder, "floor.db"));
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.AddServerHeader = false).UseUrls(url);
        await using var app = builder.Build();
        app.Run(http => HttpMethods.IsPost(http.Request.Method) ? TakeAsync(http, writer) : Task.CompletedTask);
        await app.RunAsync();
    }

    private static async Task TakeAsync(HttpContext http, FloorWriter writer)
    {
        var entry = new byte[EntryLength];
        var length = (int)http.Request.ContentLength!.Value;
        var read = await http.Request.BodyReader.ReadAtLeastAsync(length);
        read.Buffer.Slice(0, Math.Min(length, EntryLength)).CopyTo(entry);
        http.Request.BodyReader.AdvanceTo(read.Buffer.End);

        // /api/v1/targets/{id}/progress
        var target = http.Request.Path.Value!["/api/v1/targets/".Length..^"/progress".Length];
        var index = await writer.WriteAsync(target, entry, MerkleTree.HashLeaf(entry));

        var answer = http.Response.BodyWriter.GetMemory(64);
        "{\"index\":"u8.CopyTo(answer.Span);
        Utf8Formatter.TryFormat(index, answer.Span[9..], out var digits);
        answer.Span[9 + digits] = (byte)'}';
        http.Response.StatusCode = StatusCodes.Status201Created;
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = digits + 10;
        http.Response.BodyWriter.Advance(digits + 10);
    }
}
