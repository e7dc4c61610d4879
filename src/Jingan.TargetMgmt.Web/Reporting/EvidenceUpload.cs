using Jingan.TargetMgmt.Web.Sessions;
using Jingan.TargetMgmt.Web.Wire;
using Microsoft.AspNetCore.Components.Forms;

namespace Jingan.TargetMgmt.Web.Reporting;

/// <summary>A file on its way to the service: hashed here first, then sent in parts. An upload of the same content that
/// broke off is gone on with.</summary>
/// <param name="changed">Something is to be shown anew.</param>
public sealed class EvidenceUpload(ServiceClient service, IBrowserFile file, Action changed)
{
    private const int PartBytes = 1 << 20;

    public string Name => file.Name;

    public long Size => file.Size;

    /// <summary>Bytes that the service has.</summary>
    public long Sent { get; private set; }

    /// <summary>Sends it; the hash by which a report names it, or why not.</summary>
    public async Task<(string? Sha256, Refusal? Refusal)> RunAsync()
    {
        var sha256 = await file.HashAsync();
        var opened = await service.PostAsync(
            "evidence/uploads", new OpenUpload(sha256, file.Size), WebJson.Default.OpenUpload,
            WebJson.Default.UploadState, Guid.NewGuid().ToString("N"));
        if (opened.Value is not { } state)
        {
            return (null, opened.Refusal);
        }

        await using (var content = file.OpenReadStream(ChosenFile.MostBytes))
        {
            await SkipAsync(content, state.Offset);
            for (Sent = state.Offset; Sent < file.Size; changed())
            {
                var part = new byte[Math.Min(PartBytes, file.Size - Sent)];
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
            $"evidence/uploads/{sha256}/completion", new CompleteUpload(file.Name, file.Name),
            WebJson.Default.CompleteUpload, WebJson.Default.Evidence, Guid.NewGuid().ToString("N"));
        return (done.Value is null ? null : sha256, done.Refusal);
    }

    private static async Task SkipAsync(Stream content, long bytes)
    {
        var buffer = new byte[PartBytes];
        while (bytes > 0)
        {
            bytes -= await content.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, bytes)));
        }
    }
}
