using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Reporting;

/// <summary><c>jtm evidence add</c>: uploads a file as evidence 佐证; of its name only the end is sent.</summary>
internal static class EvidenceAdd
{
    /// <summary>The longest file that is sent in one piece, and how long a part is: it gets through in half a minute
    /// where lines are slow.</summary>
    private const int Part = 4 * 1024 * 1024;

    public static Command Create(CommandConsole terminal)
    {
        var server = new ServerOptions();
        var file = new Argument<string>("file")
        {
            Description = new Text("要上传的文件", "the file to upload").Current,
        };
        var title = CliOption.Of("--title", new("标题", "what it is called"), "text");
        var asOf = CliOption.Of("--as-of", new("所述之日", "the day that it tells of"), "date")
            .Checked(CliOption.IsDate, new("须为 2018-06-30 的形式", "must look like 2018-06-30"));
        var parts = CliOption.Flag("--parts", new(
            "分段上传，中断后再次执行即续传（4 MB 以上总是如此）",
            "send it by parts, and go on where an earlier run broke off (above 4 MB it always does)"));
        var dryRun = CliOption.DryRun();
        var command = CliOption.Command(
            "add", new("上传一件佐证（填报单位）", "upload a piece of evidence (for reporting units)"), file, title, asOf, parts,
            dryRun, server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            var path = parsed.GetRequiredValue(file);
            await using var content = InputFile.Open(path, new("佐证文件", "evidence file"));
            var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct));
            using var client = server.Connect(parsed, terminal);
            var (called, day) = (parsed.GetValue(title), parsed.GetValue(asOf));
            var name = "file" + Path.GetExtension(path);
            content.Position = 0;
            var answer = parsed.GetValue(parts) || content.Length > Part
                ? await ByPartsAsync(client, content, sha256, called, day, name, parsed.GetValue(dryRun), ct)
                : await InOnePieceAsync(client, content, sha256, called, day, name, parsed.GetValue(dryRun), ct);
            return answer.ToObject()["sha256"]?.ToString() == sha256
                ? answer.ReportWrite(terminal, new Text($"佐证：{sha256}", $"evidence: {sha256}"))
                : throw ServerJson.NotUnderstood("sha256");
        });
        return command;
    }

    private static async Task<ApiAnswer> InOnePieceAsync(
        ApiClient client, FileStream content, string sha256, string? title, string? asOf, string name, bool isDryRun,
        CancellationToken ct)
    {
        var bytes = new byte[content.Length];
        await content.ReadExactlyAsync(bytes, ct);
        return await client.PostFormAsync("evidence", () =>
        {
            var form = new MultipartFormDataContent { { new StringContent(sha256), "sha256" } };
            foreach (var (field, text) in ((string, string?)[])[("title", title), ("asOf", asOf)])
            {
                if (text is not null)
                {
                    form.Add(new StringContent(text), field);
                }
            }

            form.Add(new ByteArrayContent(bytes), "file", name);
            return form;
        }, isDryRun, ct);
    }

    private static async Task<ApiAnswer> ByPartsAsync(
        ApiClient client, FileStream content, string sha256, string? title, string? asOf, string name, bool isDryRun,
        CancellationToken ct)
    {
        var opened = await client.PostAsync(
            "evidence/uploads", new JsonObject { ["sha256"] = sha256, ["size"] = content.Length }, isDryRun: false, ct);
        var (offset, buffer) = (OffsetIn(opened), new byte[Part]);
        while (offset < content.Length)
        {
            content.Position = offset;
            var length = await content.ReadAtLeastAsync(buffer, Part, throwOnEndOfStream: false, ct);
            offset = await SendAsync(client, sha256, offset, buffer.AsMemory(0, length), ct);
        }

        var said = new JsonObject { ["fileName"] = name };
        if (title is not null)
        {
            said["title"] = title;
        }

        if (asOf is not null)
        {
            said["asOf"] = asOf;
        }

        return await client.PostAsync($"evidence/uploads/{sha256}/completion", said, isDryRun, ct);
    }

    // Of a part whose answer was lost the service says how much of it is there.
    private static async Task<long> SendAsync(
        ApiClient client, string sha256, long offset, ReadOnlyMemory<byte> part, CancellationToken ct)
    {
        try
        {
            return OffsetIn(await client.PatchAsync($"evidence/uploads/{sha256}", offset, part, ct));
        }
        catch (ServerRefusal refusal) when (refusal.Answer.TryToObject() is { } problem
            && problem["code"]?.ToString() == ProblemCode.EvidenceOffset.Code
            && (long?)problem["offset"] is { } there && there > offset)
        {
            return there;
        }
    }

    private static long OffsetIn(ApiAnswer answer) =>
        answer.ToObject()["offset"] is JsonValue value && value.TryGetValue(out long offset) && offset >= 0
            ? offset
            : throw ServerJson.NotUnderstood("offset");
}
