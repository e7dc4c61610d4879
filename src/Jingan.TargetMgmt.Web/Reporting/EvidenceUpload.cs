using System.Security.Cryptography;
using Jingan.TargetMgmt.Web.Wire;
using Microsoft.AspNetCore.Components.Forms;

namespace Jingan.TargetMgmt.Web.Reporting;

/// <summary>A file on its way to the service: hashed here first, then sent in parts. An upload of the same content that
/// broke off is gone on with.</summary>
/// <param name="changed">Something is to be shown anew.</param>
public sealed class EvidenceUpload(ServiceClient service, IBrowserFile file, Action changed)
{
    // More than the service takes, so that it is the one to say so.
    private const long MostBytes = 1L << 30;

    private const int PartBytes = 1 << 20;

    public string Name => file.Name;

    public long Size => file.Size;

    /// <summary>Bytes that the service has.</summary>
    public long Sent { get; private set; }

    /// <summary>Sends it; the hash by which a report names it, or why not.</summary>
    public async Task<(string? Sha256, Refusal? Refusal)> RunAsync()
    {
        var sha256 = await HashAsync();
        var opened = await service.PostAsync(
            "evidence/uploads", new OpenUpload(sha256, file.Size), WebJson.Default.OpenUpload,
            WebJson.Default.UploadState, Guid.NewGuid().ToString("N"));
        if (opened.Value is not { } state)
        {
            return (null, opened.Refusal);
        }

        await using (var content = file.OpenReadStream(MostBytes))
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

    private async Task<string> HashAsync()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var content = file.OpenReadStream(MostBytes);
        var buffer = new byte[PartBytes];
        for (int read; (read = await content.ReadAsync(buffer)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
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
