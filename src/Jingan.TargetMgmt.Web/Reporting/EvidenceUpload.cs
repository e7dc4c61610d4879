using Jingan.TargetMgmt.Web.Languages;
using Jingan.TargetMgmt.Web.Sessions;
using Jingan.TargetMgmt.Web.Wire;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace Jingan.TargetMgmt.Web.Reporting;

/// <summary>A file on its way to the service: hashed here first, then sent in parts. An upload of the same content that
/// broke off is gone on with.</summary>
/// <param name="changed">Something is to be shown anew.</param>
public sealed class EvidenceUpload(ServiceClient service, IBrowserFile file, Action changed)
{
    private const int PartBytes = 1 << 20;

    private string? _sha256;

    public string Name => file.Name;

    public long Size => file.Size;

    /// <summary>Bytes that the service has.</summary>
    public long Sent { get; private set; }

    /// <summary>How much of it the service has; less than all of it until it is complete.</summary>
    public string Percent => Size == 0 ? "" : $"{Sent * 100 / Size}%";

    /// <summary>Sends what the service does not have yet; the hash by which a report names it, or why not.</summary>
    public async Task<(string? Sha256, Refusal? Refusal)> RunAsync()
    {
        try
        {
            _sha256 ??= await file.HashAsync();
            return await SendAsync(_sha256);
        }
        catch (Exception fault) when (fault is IOException or JSException)
        {
            return (null, new(0, "unreadable_file", Language.Of(
                $"读不到 {Name}：文件可能已移动、改名或改动。请重新选择；已传的部分还在。",
                $"{Name} cannot be read: it may have been moved, renamed or changed. Choose it again; what was sent is "
                    + "kept.")));
        }
    }

    private async Task<(string? Sha256, Refusal? Refusal)> SendAsync(string sha256)
    {
        var opened = await service.PostAsync(
            "evidence/uploads", new OpenUpload(sha256, Size), WebJson.Default.OpenUpload,
            WebJson.Default.UploadState, Guid.NewGuid().ToString("N"));
        if (opened.Value is not { } state)
        {
            return (null, opened.Refusal);
        }

        await using (var content = file.OpenReadStream(ChosenFile.MostBytes))
        {
            await SkipAsync(content, state.Offset);
            for (Sent = state.Offset; Sent < Size; changed())
            {
                var part = new byte[Math.Min(PartBytes, Size - Sent)];
                await content.ReadExactlyAsync(part);
                var taken = await service.PatchAsync(
                    $"evidence/uploads/{sha256}", Sent, part, WebJson.Default.UploadState);
                if (taken.Value is null)
                {
                    return (null, taken.Refusal);
                }

                Sent = taken.Value.Offset;
            }
        }

        var done = await service.PostAsync(
            $"evidence/uploads/{sha256}/completion", new CompleteUpload(Name, Name),
            WebJson.Default.CompleteUpload, WebJson.Default.Evidence, Guid.NewGuid().ToString("N"));
        return (done.Value is null ? null : sha256, done.Refusal);
    }

    private static async Task SkipAsync(Stream content, long bytes)
    {
        var buffer = new byte[PartBytes];
        while (bytes > 0)
        {
            var read = await content.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, bytes)));
            bytes -= read > 0 ? read : throw new EndOfStreamException();
        }
    }
}
